"""Whom to call: which numbers stand in notices and passages, and which of them stand open."""

import msgspec

from assessment.engine.assess import assess
from assessment.engine.path import replay
from assessment.engine.rules import Passage
from assessment.engine.whom_to_call import Calls, calls_for_passages, calls_in_notices
from tests.support.notices import raised
from tests.support.tiny_content import FINE, LOW, made
from tests.support.tiny_content import MOOD_AND_SLEEP as CONTENT

COUNTRY = CONTENT.countries["other"]


def notices_of(answers):
    return raised(CONTENT, answers)


def test_a_number_is_said_once_on_a_page():
    notices = notices_of({**LOW, "sleep": ("bad",)})
    in_full = calls_in_notices(notices, COUNTRY)
    in_short = calls_in_notices(notices, COUNTRY, already_read={"emergency"})
    assert [len(calls.all) for calls in in_full.values()] == [1, 0, 0]
    assert [len(calls.all) for calls in in_short.values()] == [1, 0]


def test_numbers_to_call_are_those_that_stand_in_no_notice():
    def called(purpose, in_notices):
        passage = made(Passage, id="x", part="call", when=["always"], purpose=purpose, text="Call")
        content = msgspec.structs.replace(CONTENT, passages=(passage,))
        result = assess(content, replay(content, FINE))
        return [
            (passage.id, [contact.id for contact in calls.all])
            for passage, calls in calls_for_passages(result, COUNTRY, in_notices)
        ]

    crisis = COUNTRY.contacts("crisis")
    assert called("crisis", {}) == [("x", ["crisis"])]
    assert called("crisis", {"a notice": Calls(crisis, ())}) == []
    assert called("gambling", {}) == [], "nobody to call for that"


def test_no_more_than_three_numbers_for_one_purpose():
    many = tuple(
        msgspec.structs.replace(COUNTRY.contacts("emergency")[0], id=f"n{i}", url=f"https://{i}.example")
        for i in range(5)
    )
    country = msgspec.structs.replace(COUNTRY, contact=many)
    raised = notices_of({**FINE, "sleep": ("bad",)})
    assert [one.id for one in calls_in_notices(raised, country)["emergency"].all] == ["n0", "n1", "n2"]


def test_one_number_for_each_purpose_comes_first():
    twice = tuple(
        msgspec.structs.replace(one, id=f"{one.id}_again", url="https://a.example") for one in COUNTRY.contact
    )
    country = msgspec.structs.replace(COUNTRY, contact=COUNTRY.contact + twice)
    calls = calls_in_notices(notices_of({**FINE, "sleep": ("bad",)}), country)["emergency"]
    assert [one.id for one in calls.first] == ["emergency"]
    assert [one.id for one in calls.more] == ["emergency_again"]
