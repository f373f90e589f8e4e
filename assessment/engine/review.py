"""What must be looked at again, and by when: sources say it themselves, contacts hold for half a year."""

from datetime import date, timedelta

from msgspec import Struct

from assessment.engine.model import Contact, Content, Source

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
    return tuple(contact for country in content.countries.values() for contact in country.contact)


def overdue(content: Content, today: date) -> Overdue:
    """What should have been looked at again before `today`."""
    return Overdue(
        sources=tuple(source for source in content.sources.values() if source.review_by < today),
        contacts=tuple(one for one in all_contacts(content) if one.checked + CONTACTS_HOLD < today),
    )


def oldest_review(content: Content) -> date:
    """The earliest day by which something must be looked at again."""
    days = [source.review_by for source in content.sources.values()]
    return min(days + [contact.checked + CONTACTS_HOLD for contact in all_contacts(content)])
