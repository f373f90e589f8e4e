"""What answers can lead to: conditions, rules, kinds of support, notices, and the sentences around them."""

from enum import Enum
from typing import Annotated, Literal

from msgspec import Meta, field

from assessment.engine.countries import Purpose
from assessment.engine.evidence import Evidence
from assessment.engine.text import Frozen, Id, Text


class Fit(Enum):
    """How strongly a person's answers point to a kind of support. Not a score, and never shown as one."""

    STRONG = "strong"
    POSSIBLE = "possible"
    NOT_NOW = "not_now"


class Area(Enum):
    """Six areas of life that a professional would ask about."""

    WITHDRAWAL = "withdrawal"
    BODY = "body"
    MIND = "mind"
    USE = "use"
    SURROUNDINGS = "surroundings"
    WISHES = "wishes"


class AtLeast(Frozen, frozen=True):
    """So many answers chosen to one question."""

    question: Id
    count: int


class Condition(Frozen, frozen=True):
    """A named fact about the answers; every part that is given must hold.

    match     each question named has one of the options listed among its answers
    all, any  names of other conditions, of which all, or at least one, must hold
    at_least  so many answers to one question
    background  true of so many that it is not worth saying back as a reason
    """

    id: Id
    text: Text
    match: dict[Id, tuple[Id, ...]] = field(default_factory=dict)
    all: tuple[Id, ...] = ()
    any: tuple[Id, ...] = ()
    at_least: AtLeast | None = None
    background: bool = False


class Claim(Frozen, frozen=True):
    """What a sentence says about the person who reads it, in answers alone.

    It is true where one of the tables in `any` is: where each question named there has one of the options listed among
    its answers. What was not said makes it false. It decides nothing: which sentence is shown is for conditions, and
    tests hold the one against the other (docs/decisions/0026-claims.md). All claims of a sentence must be true.
    """

    id: Id
    any: Annotated[tuple[dict[Id, tuple[Id, ...]], ...], Meta(min_length=1)]


class Rule(Frozen, frozen=True):
    """When all conditions in `when` hold, this speaks for a kind of support (with a fit) or raises a notice.

    `unsaid`: it is about something that was not said; it shows the text, and never sets the first step.
    `unless` names safety suppressions: conditions that take this away, because following it could be a danger: a walk
    with somebody who threatens, another medicine in place of the one that was prescribed. There is no other negation.
    """

    id: Id
    area: Area
    when: tuple[Id, ...]
    reason: Text
    evidence: Annotated[tuple[Evidence, ...], Meta(min_length=1)]
    kind: Id | None = None
    fit: Fit | None = None
    notice: Id | None = None
    unsaid: bool = False
    unless: tuple[Id, ...] = ()
    claims: tuple[Id, ...] = ()


Tier = Literal["emergency", "today", "warning"]


TIERS: tuple[Tier, ...] = ("emergency", "today", "warning")
"""How soon: call now, find help the same day, holds until a professional says otherwise."""


GROUPS: Id = "self_help_groups"
"""The kind that is part of the whole for everybody, and stands apart from the others."""


class Ask(Frozen, frozen=True):
    """A question to take to an appointment, and what a good answer to it sounds like."""

    question: Text
    good_answer: Text


Door = Purpose | Literal["service"]
"""Behind whom there is help: contacts for one purpose, or "service", those for what the concern is."""


class SupportKind(Frozen, frozen=True):
    """One of the thirteen kinds of support. Their order in the file is the order in which they matter.

    `ask`: what to ask, the most important first.
    `doors`: the first behind which the country has somebody is where it is found; else `without_door` says where.
    Without either, nobody is needed for it. `only_alone`: what a line behind "service" may be for only where there is
    no other concern: who needs a bed for withdrawal has no use for one about smoking.
    `rank`: among those worth raising, before or after what more of the answers speak for.
    """

    id: Id
    name: Text
    what: Text
    who_offers: Text
    ask: Annotated[tuple[Ask, ...], Meta(min_length=1)]
    cost: Text
    first_step: Text
    without_door: Text | None = None
    doors: tuple[Door, ...] = ()
    only_alone: tuple[Purpose, ...] = ()
    rank: Literal["first", "between", "last"] = "between"


class Notice(Frozen, frozen=True):
    """Safety text that comes before all else. `call` names the purposes of the contacts that stand open with it.

    `call_next`: purposes of those one tap away, and open where the country has nobody for the first of `call`.
    `stops_asking`: where an answer raises it, no more is asked before it was read on a screen of its own.
    `discreet`: somebody who is a danger may be looking: it stands closed, under a line that tells nothing.
    `quiet`: where to turn, in one line that claims nothing. It stands there where only what was not said speaks for it.
    """

    id: Id
    tier: Tier
    title: Text
    text: tuple[Text, ...]
    call: Annotated[tuple[Purpose, ...], Meta(min_length=1)]
    quiet: Text
    call_next: tuple[Purpose, ...] = ()
    stops_asking: bool = False
    discreet: bool = False
    claims: tuple[Id, ...] = ()

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        """All purposes of its contacts, those that stand open first."""
        return self.call + self.call_next


class FirstStepRow(Frozen, frozen=True):
    """What to do first when all conditions in `when` hold, and no row before it does.

    title      what it is, in a line
    do         who does what, how soon, and what to mind until then
    ask        the last sentence to say there; before it come those about the person (passages of part "say"), or, where
               it stands `by_itself`, what is happening now (part "say_now")
    doors      the first behind which the country has somebody is shown, or all `together`; none where it leads to
               somebody they know
    sources    what it rests on; none where it is our own judgement
    discreet   whom to turn to and what to say are folded: somebody who is a danger may be looking
    """

    id: Id
    when: Annotated[tuple[Id, ...], Meta(min_length=1)]
    title: Text
    do: Text
    ask: Text
    doors: tuple[Door, ...]
    sources: tuple[Id, ...]
    by_itself: bool = False
    together: bool = False
    discreet: bool = False
    claims: tuple[Id, ...] = ()


Part = Literal[
    "headline",
    "opening",
    "strength",
    "helping",
    "say",
    "say_now",
    "kind",
    "notice",
    "considered",
    "known",
    "fear",
    "suits",
    "call",
]
"""Where on the result a passage stands.

headline    about this person, in a line: the first that holds
opening     what the person told, in a sentence or two
strength    something good that they told
helping     for somebody who is worried about another person: what they can do, and what they may leave
say         what to say of oneself where the first step leads; {question} stands for what was answered there
say_now     what is happening now, for a first step that says nothing else
kind        beside one kind of support: what this person's answers mean for it
notice      in one notice: what of it is true for this person only
considered  what would bring up a kind of support that did not come up: never what was told
known       what is known about what was told, in numbers and things to try; {question} as in "say"
fear        one honest sentence for a fear that was told, for the country where it is known, or that it is not
suits       how help can suit this person's wishes and limits
call        over whom to turn to for one purpose: in the card of its kind, or else among more numbers
"""


class Passage(Frozen, frozen=True):
    """A sentence or two of the result that is there when all conditions in `when` hold.

    It describes and accompanies. What is suggested, and how strongly, is for rules alone. `silent_when` names
    conditions under any of which it would be untrue or unkind. `forward` and `back` name kinds that come earlier or
    later among those worth raising, because of what this person wishes; what the answers point to, and what is about
    safety, keeps its place. `sources`: what it rests on, where it states a fact.
    """

    id: Id
    part: Part
    when: tuple[Id, ...]
    text: Text
    silent_when: tuple[Id, ...] = ()
    kind: Id | None = None
    notice: Id | None = None
    purpose: Purpose | None = None
    forward: tuple[Id, ...] = ()
    back: tuple[Id, ...] = ()
    sources: tuple[Id, ...] = ()
    claims: tuple[Id, ...] = ()


class Contradiction(Frozen, frozen=True):
    """Answers that do not seem to fit together: where all conditions in `when` hold, it is asked about at once.

    `text` says them all, kindly, and asks whether one was a mistake. `allow` says that none is: they are read as they
    stand. `silent_when` names conditions under any of which there is nothing to ask.
    """

    id: Id
    when: tuple[Id, ...]
    text: Text
    allow: Text
    silent_when: tuple[Id, ...] = ()
