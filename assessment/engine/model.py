"""The terms of the field as frozen values: what the content files hold, and what the engine says of them."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import Enum
from itertools import chain
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct, structs

Id = Annotated[str, Meta(pattern=r"^[a-z0-9_]+$", max_length=60)]
Answers = Mapping[str, tuple[str, ...]]
"""Question id -> the ids of the options chosen. The only state there is."""


class Words:
    """A sentence that is shown, in English: said to the person, or about somebody else.

    It is also the key of its translation: every `Words` in the content reaches the catalogue. It is not a str on
    purpose: what is not translated cannot be shown by accident.
    """

    __slots__ = ("they", "you")

    you: str
    they: str

    def __init__(self, you: str, they: str | None = None) -> None:
        object.__setattr__(self, "you", you)
        object.__setattr__(self, "they", you if they is None else they)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Words are frozen: {name}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and (self.you, self.they) == (other.you, other.they)

    def __hash__(self) -> int:
        return hash((self.you, self.they))

    def __repr__(self) -> str:
        return f"Words({self.you!r})"


class Counted(Words):
    """A sentence with a number before a noun. Other languages have more forms for it than English: see `say`."""

    __slots__ = ()


class Frozen(Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all content: a misspelt key in a file is an error, never ignored."""


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


class Confirmed(Enum):
    """How far a fact was confirmed when the content was written."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    UNCONFIRMED = "unconfirmed"


# Questionnaire -------------------------------------------------------------------------------------------------------


class Units(Frozen, frozen=True, rename={"at_least": "from"}):
    """A range of alcohol in UK units (8 g of pure alcohol each), `below` exclusive."""

    at_least: int = 0
    below: int | None = None


class Option(Frozen, frozen=True):
    """One answer that can be chosen. Either a label or units. `short` is how it is said back, where the label is long.

    `alone`: it cannot stand beside others. `unsaid`: it says nothing (not sure, prefer not to say). `offer_when` names
    conditions that must all hold for it to be offered; like `ask_when`, they may look at earlier steps only.
    """

    id: Id
    label: Words | None = None
    short: Words | None = None
    units: Units | None = None
    alone: bool = False
    unsaid: bool = False
    offer_when: tuple[Id, ...] = ()


class Question(Frozen, frozen=True):
    """One question. `several` answers may be ticked, `one` is a list of radios, `pick` a drop-down list.

    `ask_when` names conditions that must all hold; they may look at earlier steps only. `options_from` names a
    question of an earlier step: only the options chosen there are offered here.
    `begins_anew`: a changed answer makes all answers of other steps fall, because they were about another person.
    `blank` names the option that stands for leaving everything unticked; it is not printed among the others.
    `on_sheet`: its answer stands on the appointment sheet, among what was told or what is wished for.
    """

    id: Id
    short: Words
    label: Words
    answer: Literal["one", "several", "pick"]
    options: tuple[Option, ...]
    hint: Words | None = None
    why: Words | None = None
    ask_when: tuple[Id, ...] = ()
    options_from: Id | None = None
    begins_anew: bool = False
    blank: Id | None = None
    missing: Words | None = None
    on_sheet: Literal["told", "wished"] | None = None

    @property
    def in_drinks(self) -> bool:
        """Whether its answers are amounts of alcohol, said in the drinks of a country."""
        return any(option.units for option in self.options)


def said_of(question: Question, chosen: Collection[Id]) -> tuple[Option, ...]:
    """The options chosen, but for those that say nothing."""
    return tuple(option for option in question.options if option.id in chosen and not option.unsaid)


NOT_SAID: Id = "prefer_not"
"""The option that says nothing. It is what a question counts as when somebody goes round it."""


class Step(Frozen, frozen=True):
    """One page of questions. `note` is said before them: what is coming.

    `way_round`: one button passes over all its questions, as if each were answered with "prefer not to say".
    """

    id: Id
    title: Words
    question: tuple[Question, ...]
    note: Words | None = None
    way_round: bool = False


class Questionnaire(Frozen, frozen=True):
    """The steps in their order. `ends_early_when` names the condition under which the questions stop (under 18)."""

    version: str
    step: tuple[Step, ...]
    ends_early_when: Id

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions of all steps, in order."""
        return tuple(question for step in self.step for question in step.question)

    def options_of(self, question: Id) -> tuple[Id, ...]:
        """The ids of the options of a question; none where there is no such question."""
        return tuple(option.id for one in self.questions if one.id == question for option in one.options)


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
    words: Words
    match: dict[Id, tuple[Id, ...]] = {}
    all: tuple[Id, ...] = ()
    any: tuple[Id, ...] = ()
    at_least: AtLeast | None = None
    background: bool = False


# Rules ---------------------------------------------------------------------------------------------------------------


class Support(Frozen, frozen=True):
    """The fact for which a rule leans on a source, in our own words. `informed_by`: it supports less than the rule."""

    source: Id
    fact: Words
    informed_by: bool = False


class Rule(Frozen, frozen=True):
    """When all conditions in `when` hold, this speaks for a kind of support (with a fit) or raises a notice.

    `unsaid`: it is about something that was not said; it shows the text, and never sets the first step.
    `unless` names safety suppressions: conditions that take this away, because following it could be a danger. There is
    no other negation in rules.
    """

    id: Id
    area: Area
    when: tuple[Id, ...]
    reason: Words
    support: Annotated[tuple[Support, ...], Meta(min_length=1)]
    kind: Id | None = None
    fit: Fit | None = None
    notice: Id | None = None
    unsaid: bool = False
    unless: tuple[Id, ...] = ()


Purpose = Literal[
    "emergency",
    "crisis",
    "medical",
    "addiction",
    "gambling",
    "smoking",
    "home_safety",
    "youth",
    "family",
    "directory",
]
"""What a contact is for, what is most urgent first."""
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
Tier = Literal["emergency", "today", "warning"]
TIERS: tuple[Tier, ...] = ("emergency", "today", "warning")
"""How soon: call now, find help the same day, holds until a professional says otherwise."""


GROUPS: Id = "self_help_groups"
"""The kind that is part of the whole for everybody, and stands apart from the others."""


class Ask(Frozen, frozen=True):
    """A question to take to an appointment, and what a good answer to it sounds like."""

    question: Words
    good_answer: Words


class Kind(Frozen, frozen=True):
    """One of the thirteen kinds of support. Their order in the file is the order in which they matter.

    `ask`: what to ask, the most important first. `tile`: its name in a word or three, for its piece of the mosaic.
    `comes`: among those worth raising, before or after what more of the answers speak for.
    """

    id: Id
    name: Words
    what: Words
    who_offers: Words
    ask: Annotated[tuple[Ask, ...], Meta(min_length=1)]
    cost: Words
    first_step: Words
    would_bring_it_up: Words
    tile: Words
    comes: Literal["first", "between", "last"] = "between"


class Notice(Frozen, frozen=True):
    """Safety text that comes before all else. `call` names the purposes of the contacts shown with it.

    `first_step`: what to do first, for a notice that is more than a standing warning.
    """

    id: Id
    tier: Tier
    title: Words
    text: tuple[Words, ...]
    call: tuple[Purpose, ...]
    first_step: Words | None = None


Part = Literal["opening", "strength", "both_said", "helping", "first_step", "kind", "notice", "suits", "call"]
"""Where on the result a passage stands.

opening     what the person told, in a sentence or two
strength    something good that they told
both_said   two answers that do not seem to fit together: named gently, with the reading that was taken
helping     for somebody who is worried about another person: what they can do, and what they may leave
first_step  a first step for this week that suits better than that of the kind that matters most
kind        beside one kind of support: what this person's answers mean for it
notice      in one notice: what of it is true for this person only
suits       how help can suit this person's wishes and limits
call        over the numbers for one purpose, besides those in the notices
"""


class Passage(Frozen, frozen=True):
    """A sentence or two of the result that is there when all conditions in `when` hold.

    It describes and accompanies. What is suggested, and how strongly, is for rules alone. `silent_when` names
    conditions under any of which it would be untrue or unkind. `forward` and `back` name kinds that come earlier or
    later among those worth raising, because of what this person wishes; what the answers point to, and what is about
    safety, keeps its place.
    """

    id: Id
    part: Part
    when: tuple[Id, ...]
    words: Words
    silent_when: tuple[Id, ...] = ()
    kind: Id | None = None
    notice: Id | None = None
    purpose: Purpose | None = None
    forward: tuple[Id, ...] = ()
    back: tuple[Id, ...] = ()


class Source(Frozen, frozen=True):
    """Where a fact comes from, how far it was confirmed, when it was looked at and must be looked at again."""

    id: Id
    reference: str
    confirmed: Confirmed
    checked: date
    review_by: date
    url: str | None = None


class Fact(Frozen, frozen=True):
    """A fact of the evidence that was looked at, and the rules that stand for it.

    decision  where there is none, where less is claimed than the fact would allow, or where sources disagree: why
    """

    id: Id
    says: Words
    rules: tuple[Id, ...]
    decision: Words | None = None


# Places --------------------------------------------------------------------------------------------------------------


NATIONAL: Id = "national"
"""What a contact has for its regions that serves all of the country it stands under."""


class Text(Frozen, frozen=True):
    """Reached by a text message. `words`: what the first message must be, if anything; they stay as they are."""

    number: str
    dial: Annotated[str, Meta(pattern=r"^sms:\d+$")]
    words: str | None = None


Address = Annotated[str, Meta(pattern=r"^https://\S+$")]


class Contact(Frozen, frozen=True):
    """Somebody to turn to: by phone, text, chat or a page. Never one that law enforcement runs.

    regions   the parts of the country that it serves, or NATIONAL
    number    the phone number as it is shown; `dial` is what a tap does; `then`: what to choose when it is answered
    hours     when somebody answers; where that is not known, `no_hours` says why, to those who look after the content
    seen_at   where it was seen: a page, or a list with the page that it read; `checked`: when that was looked at
    about     the concerns that it is for, where it is not for all of them
    """

    id: Id
    purpose: Purpose
    name: Words
    regions: Annotated[tuple[Id, ...], Meta(min_length=1)]
    confirmed: Confirmed
    seen_at: Annotated[str, Meta(min_length=10)]
    checked: date
    number: str | None = None
    dial: Annotated[str, Meta(pattern=r"^tel:\d+$")] | None = None
    then: Words | None = None
    text: Text | None = None
    chat: Address | None = None
    url: Address | None = None
    hours: Words | None = None
    no_hours: str | None = None
    cost: Words | None = None
    run_by: str | None = None
    about: tuple[Id, ...] = ()

    @property
    def reaches(self) -> str:
        """Whom a tap reaches: two contacts that reach the same stand only once on a page.

        A number such as 811 is another service in each region, and another one by what is chosen then.
        """
        at = self.dial or (self.text.dial if self.text else None) or self.chat or self.url or self.id
        return " ".join((at, *([self.then.you] if self.then else []), *([] if self.is_national else self.regions)))

    @property
    def at(self) -> str:
        """Where it is reached, as it is shown: a number before an address."""
        address = (self.url or self.chat or "").removeprefix("https://").removeprefix("www.")
        return self.number or (self.text.number if self.text else address)

    @property
    def is_national(self) -> bool:
        """Whether it serves all of its country."""
        return self.regions == (NATIONAL,)

    @property
    def in_writing(self) -> bool:
        """Whether it is for somebody who cannot or may not speak: by text or chat."""
        return bool(self.text or self.chat)


class Region(Frozen, frozen=True):
    """A part of a country that has help of its own: a nation, province or state. Its id begins with the country's."""

    id: Id
    name: Words


class Example(Frozen, frozen=True):
    """An everyday drink, with the picture that goes with it (templates/components/drinks.html)."""

    picture: Literal["beer", "can", "wine", "bottle", "shot"]
    words: Words


class Drink(Frozen, frozen=True):
    """How amounts of alcohol are asked in a country. What one drink means is said in `hint`, and by examples."""

    grams: float
    hint: Words
    examples: tuple[Example, ...]
    under: Counted
    between: Counted
    over: Counted


English = Annotated[str, Meta(pattern=r"^en_[A-Z]{2}$")]
OUR_ENGLISH: English = "en_GB"
"""How our own sentences are spelled."""


class Spelling(Frozen, frozen=True):
    """How another English spells words of ours (both in lower case). `keep`: names in our sentences that stay."""

    id: English
    words: Annotated[dict[str, str], Meta(min_length=1)]
    keep: tuple[str, ...] = ()


class Country(Frozen, frozen=True):
    """A country's numbers and drinks. `other` is the international default. `english`: how English is spelled there."""

    id: Id
    name: Words
    drink: Drink
    contact: tuple[Contact, ...]
    english: English = OUR_ENGLISH
    region: tuple[Region, ...] = ()

    def contacts(self, *purposes: Purpose) -> tuple[Contact, ...]:
        """The contacts for these purposes, in the order of the purposes, each number or page once."""
        found = [contact for purpose in purposes for contact in self.contact if contact.purpose == purpose]
        return tuple({contact.reaches: contact for contact in reversed(found)}.values())[::-1]

    def for_concerns(self, concerns: Collection[Id]) -> "Country":
        """The country with those contacts that are for at least one of these concerns; with none named, all of them."""
        fitting = (one for one in self.contact if not (one.about and concerns) or {*one.about} & {*concerns})
        return structs.replace(self, contact=tuple(fitting))

    def part(self, region: Id) -> "Country":
        """The country as it is for somebody in this region: with what serves it, and as if that were all of it."""
        serving = (one for one in self.contact if one.is_national or region in one.regions)
        contacts = tuple(structs.replace(one, regions=(NATIONAL,)) for one in serving)
        return structs.replace(self, contact=contacts, region=())

    @property
    def all_contacts(self) -> tuple[Contact, ...]:
        """Everybody to turn to, what is most urgent first."""
        return self.contacts(*PURPOSES)


Colour = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$")]
Short = Annotated[str, Meta(min_length=1, max_length=80)]


class Colours(Frozen, frozen=True):
    """A clinic's colours: of buttons and links, and of what stands on buttons."""

    main: Colour
    on_main: Colour


class Clinic(Frozen, frozen=True):
    """A clinic that shows the assessment in a frame on its own page; `origins` are the only pages that may.

    country       chosen already when somebody begins, so that it need only be confirmed
    phone         as it is shown; a tap dials its digits
    appointments  the page where an appointment is asked for
    offers        kind of support -> how to ask for it, in the clinic's own words
    treats        the concerns that it is there for; none named: all of them
    languages     those that its frame offers, the first is the one it begins in; none named: all that are offered here
    dark          whether its frame follows a device's dark mode; else it stays light, as most pages around it
    logo          a picture in the same folder, shown beside the name where the page stands alone
    """

    id: Id
    name: Short
    origins: Annotated[tuple[str, ...], Meta(min_length=1)]
    country: Id | None = None
    phone: Annotated[str, Meta(pattern=r"^\+?[0-9][0-9 ()-]{2,24}$")] | None = None
    appointments: str | None = None
    hours: Short | None = None
    offers: dict[Id, Annotated[str, Meta(min_length=1, max_length=200)]] = {}
    treats: tuple[Id, ...] = ()
    colours: Colours | None = None
    languages: tuple[str, ...] = ()
    dark: bool = False
    logo: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]+\.(svg|png|webp|jpg)$")] | None = None

    @property
    def dial(self) -> str:
        """What a tap on its phone number does."""
        return "tel:" + "".join(sign for sign in self.phone or "" if sign.isdigit() or sign == "+")


class CheckLine(Frozen, frozen=True):
    """A line of the self-check for a clinic's web manager. `seen`: by whom (assessment/content/self_check.toml)."""

    id: Id
    seen: Literal["frame", "press", "file"]
    title: Words
    fine: Words
    mend: Words


class Tested(Frozen, frozen=True):
    """When the accessibility of the pages was last tested, and of which state of content, templates and style."""

    on: date
    of: str


class Content(Frozen, frozen=True):
    """Everything the product says and knows, checked. `version` changes with any byte of the content."""

    version: str
    rules_version: str
    questionnaire: Questionnaire
    conditions: dict[Id, Condition]
    rules: tuple[Rule, ...]
    kinds: tuple[Kind, ...]
    notices: tuple[Notice, ...]
    passages: tuple[Passage, ...]
    sources: dict[Id, Source]
    facts: tuple[Fact, ...]
    countries: dict[Id, Country]
    self_check: tuple[CheckLine, ...]
    tested: Tested
    spellings: dict[str, Spelling] = {}

    @property
    def regions(self) -> dict[Id, Region]:
        """The regions of all countries, by id."""
        return {region.id: region for country in self.countries.values() for region in country.region}

    def country(self, id: Id) -> Country:
        """The country with this id, or of one the region with this id. Raises KeyError for any other."""
        if id in self.countries:
            return self.countries[id]
        whole = {region.id: country for country in self.countries.values() for region in country.region}
        return whole[id].part(id)


# Result --------------------------------------------------------------------------------------------------------------


class Told(Struct, frozen=True):
    """An answer as the person gave it, for "because you told us". What says nothing was not told."""

    question: Question
    options: tuple[Option, ...]


class Reason(Struct, frozen=True):
    """A rule that holds, with the answers that made it hold.

    `unsaid`: it holds only because something was not said. The careful reading is shown, and decides nothing else.
    """

    rule: Rule
    told: tuple[Told, ...]
    unsaid: bool


def together(reasons: tuple[Reason, ...]) -> tuple[Told, ...]:
    """The answers behind some reasons, each once."""
    chosen: dict[str, dict[str, Option]] = {}
    questions: dict[str, Question] = {}
    for told in (told for reason in reasons for told in reason.told):
        questions[told.question.id] = told.question
        chosen.setdefault(told.question.id, {}).update({option.id: option for option in told.options})
    return tuple(Told(question, tuple(chosen[id].values())) for id, question in questions.items())


class Suggestion(Struct, frozen=True):
    """A kind of support, how it fits now, and why: strongest reasons first. `beside`: how it can suit this person."""

    kind: Kind
    fit: Fit
    reasons: tuple[Reason, ...]
    beside: tuple[Passage, ...] = ()

    @property
    def leading(self) -> tuple[Reason, ...]:
        """The reasons that give it its fit: a weaker one beside a stronger would only make it longer."""
        return tuple(reason for reason in self.reasons if reason.rule.fit is self.fit)

    @property
    def told(self) -> tuple[Told, ...]:
        """The answers behind the leading reasons together, each once."""
        return together(self.leading)


class RaisedNotice(Struct, frozen=True):
    """A notice that is meant for this person, why, and what of it is true for this person only."""

    notice: Notice
    reasons: tuple[Reason, ...]
    beside: tuple[Passage, ...] = ()

    @property
    def told(self) -> tuple[Told, ...]:
        """The answers behind its reasons together, each once."""
        return together(self.reasons)

    @property
    def says(self) -> frozenset[str]:
        """What it says to this person: the ids of its reasons' rules, and of the passages, told apart."""
        return frozenset(
            {f"rule {reason.rule.id}" for reason in self.reasons} | {f"passage {one.id}" for one in self.beside}
        )

    def news(self, read: Collection[str]) -> "RaisedNotice":
        """The notice with those reasons and passages alone that were not among what was read: it is said in short."""
        reasons = tuple(one for one in self.reasons if f"rule {one.rule.id}" not in read)
        beside = tuple(one for one in self.beside if f"passage {one.id}" not in read)
        return RaisedNotice(self.notice, reasons, beside)

    @property
    def unsaid(self) -> bool:
        """Whether it is raised only because something was not said."""
        return all(reason.unsaid for reason in self.reasons)

    @property
    def tier(self) -> Tier:
        """How soon it matters for this person: what only was not said is a standing warning."""
        return "warning" if self.unsaid else self.notice.tier


class AreaFinding(Struct, frozen=True):
    """What in the answers spoke to one of the six areas."""

    area: Area
    reasons: tuple[Reason, ...]


class Result(Struct, frozen=True):
    """What the answers point to: notices first, then all thirteen kinds, never a total."""

    notices: tuple[RaisedNotice, ...]
    suggestions: tuple[Suggestion, ...]
    profile: tuple[AreaFinding, ...]
    first_step: Words
    passages: tuple[Passage, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every rule that holds."""
        every: list[tuple[Reason, ...]] = [one.reasons for one in self.notices]
        every += [one.reasons for one in self.suggestions]
        return tuple(chain.from_iterable(every))

    def of_fit(self, fit: Fit) -> tuple[Suggestion, ...]:
        """The kinds of support with this fit, as they are read."""
        return tuple(one for one in self.suggestions if one.fit is fit)

    @property
    def groups(self) -> Suggestion:
        """How self-help groups fit: on the page they stand apart, as part of any whole."""
        return next(one for one in self.suggestions if one.kind.id == GROUPS)

    def said(self, part: Part) -> tuple[Passage, ...]:
        """The passages of one part, in the order of the file."""
        return tuple(passage for passage in self.passages if passage.part == part)
