"""What must be looked at again, and by when."""

from datetime import date, timedelta

from assessment.engine.overdue import CONTACTS_HOLD, all_overdue, oldest_review
from tests.support import tiny_content

CONTENT = tiny_content.content()  # its source: review by 1 July 2026; its contacts: looked at on 1 January 2026
CONTACTS_END = date(2026, 1, 1) + CONTACTS_HOLD


def test_nothing_is_overdue_on_its_last_day():
    assert not all_overdue(CONTENT, CONTACTS_END)


def test_contacts_are_overdue_after_half_a_year():
    found = all_overdue(CONTENT, CONTACTS_END + timedelta(days=1))
    assert len(found.contacts) == 3
    assert found.sources == ()
    assert found


def test_a_source_is_overdue_after_its_own_day():
    assert all_overdue(CONTENT, date(2026, 7, 1)).sources == ()
    assert [one.id for one in all_overdue(CONTENT, date(2026, 7, 2)).sources] == ["a_source"]


def test_the_oldest_review_is_the_earliest_of_both():
    assert oldest_review(CONTENT) == CONTACTS_END == date(2026, 6, 30)
