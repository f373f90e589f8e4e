"""What a rule rests on: a source, the fact that it supports, and how far that was confirmed."""

from datetime import date
from enum import Enum

from assessment.engine.text import Frozen, Id, Text


class Confirmed(Enum):
    """How far a fact was confirmed when the content was written."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    UNCONFIRMED = "unconfirmed"


class Evidence(Frozen, frozen=True):
    """The fact for which a rule leans on a source, in our own words. `informed_by`: it supports less than the rule."""

    source: Id
    fact: Text
    informed_by: bool = False


class Source(Frozen, frozen=True):
    """Where a fact comes from, how far it was confirmed, when it was looked at and must be looked at again."""

    id: Id
    reference: str
    confirmed: Confirmed
    seen_on: date
    review_by: date
    url: str | None = None


class Fact(Frozen, frozen=True):
    """A fact that was looked at, and the rules that stand for it.

    decision  where there is none, where less is claimed than the fact would allow, or where sources disagree: why
    """

    id: Id
    says: Text
    rules: tuple[Id, ...]
    decision: Text | None = None
