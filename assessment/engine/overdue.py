"""What must be looked at again, and by when: sources say it themselves, contacts hold for half a year."""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from assessment.engine.content import Content
from assessment.engine.countries import Contact, Country
from assessment.engine.evidence import Source
from assessment.engine.result import Result

CONTACTS_HOLD = timedelta(days=180)
"""How long a number is relied on after it was looked at."""


class Overdue(Struct, frozen=True):
    """What should have been looked at again before a day."""

    sources: tuple[Source, ...]
    contacts: tuple[Contact, ...]

    def __bool__(self) -> bool:
        return bool(self.sources or self.contacts)


def all_contacts(content: Content) -> tuple[Contact, ...]:
    """Every contact of every country."""
    found = (contact for country in content.countries.values() for contact in country.contact)
    return tuple(dict.fromkeys(found))  # those for anywhere stand in each country


def overdue(sources: Iterable[Source], contacts: Iterable[Contact], today: date) -> Overdue:
    """What of these should have been looked at again before `today`."""
    return Overdue(
        sources=tuple(source for source in sources if source.review_by < today),
        contacts=tuple(one for one in contacts if one.seen_on + CONTACTS_HOLD < today),
    )


def all_overdue(content: Content, today: date) -> Overdue:
    """What of everything should have been looked at again before `today`."""
    return overdue(content.sources.values(), all_contacts(content), today)


def overdue_in(result: Result, content: Content, country: Country, today: date) -> Overdue:
    """What of what one result rests on should have been looked at again before `today`."""
    cited = {evidence.source for reason in result.reasons for evidence in reason.rule.evidence}
    return overdue((content.sources[source] for source in sorted(cited)), country.contact, today)


def oldest_review(content: Content) -> date:
    """The earliest day by which something must be looked at again."""
    days = [source.review_by for source in content.sources.values()]
    return min(days + [contact.seen_on + CONTACTS_HOLD for contact in all_contacts(content)])
