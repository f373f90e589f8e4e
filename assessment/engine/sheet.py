"""The appointment sheet: what of a result goes onto the one page that somebody takes along. Pure.

Every notice is on it. What gives way when there is much to say is in two small tables here.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from msgspec import Struct, structs

from assessment.engine.countries import Contact, Country, Purpose
from assessment.engine.evidence import Confirmed
from assessment.engine.path import AskedQuestion, QuestionPath
from assessment.engine.person import has_stopped
from assessment.engine.questionnaire import FACTS_IN_ORDER, GRAVEST, OnSheet, Option, OptionOf, Question
from assessment.engine.result import RaisedNotice, Result, Suggestion
from assessment.engine.rules import GROUPS, Ask, Fit, SupportKind
from assessment.engine.text import Id, Text
from assessment.engine.whom_to_call import serving_all

ALWAYS: tuple[Purpose, ...] = ("emergency", "crisis")
"""What a number on the sheet is for, also where nothing in the answers asks for it."""
MOST_KINDS = 5
MOST_NUMBERS = 4
MOST_LINES = 10
"""Lines for notices and facts together, in English. Found by printing, in large print too: `make prints`."""
FEWEST_FACTS = 3
"""Lines of them, however many notices there are."""
MOST_ANSWERS = 3
"""To one question, where not more than that are grave."""
MOST_GRAVE = 5
"""All of them grave. They take two lines."""
MOST_QUESTIONS = 3
LONG = 1.2
"""A language this much longer than English has room for a question less."""
MEDICAL: tuple[OnSheet, ...] = ("withdrawal", "medicines", "illnesses")
"""What a professional needs to have before them, and may not ask."""


TELLS_OF_NOTHING: frozenset[Id] = frozenset({"no", "unsure"})
"""Options that name nothing, beside those that exclude all others."""


NOT_ON_PAPER: frozenset[Purpose] = frozenset({"home_safety"})
"""Purposes of which neither paper nor a copy bears a number: it would tell of a danger to whoever finds it."""
NEUTRAL: frozenset[Purpose] = frozenset({"emergency", "medical", "doctor"})
"""Purposes whose numbers anybody could have noted."""


class SheetAnswer(Struct, frozen=True):
    """An answer as it stands on the sheet, what it is called there, and how many more of it the whole result has."""

    question: Question
    name: Text
    options: tuple[Option, ...]
    more: int

    @property
    def lines(self) -> int:
        """How many lines to reckon with."""
        return 1 if len(self.options) <= MOST_ANSWERS else 2

    @property
    def in_one_line(self) -> "SheetAnswer":
        """With no more options than a line holds."""
        shown = self.options[:MOST_ANSWERS]
        return structs.replace(self, options=shown, more=self.more + len(self.options) - len(shown))

    @property
    def grave(self) -> int:
        """How grave the gravest of it is; what all the rest is about counts as that."""
        if self.question.on_sheet == FACTS_IN_ORDER[0]:
            return GRAVEST
        return max((option.grave for option in self.options), default=0)


class Sheet(Struct, frozen=True):
    """What stands on the sheet, in the order in which it stands there.

    facts       what was told, as a table: only where a professional needs it; what is medical first
    kinds       of support that came up, and in `more_kinds` how many more the whole result has
    """

    notices: tuple[RaisedNotice, ...]
    facts: tuple[SheetAnswer, ...]
    kinds: tuple[SupportKind, ...]
    more_kinds: int
    wished: tuple[SheetAnswer, ...]
    ask: tuple[Ask, ...]
    numbers: tuple[Contact, ...]


def sheet_of(result: Result, path: QuestionPath, country: Country, length: float = 1) -> Sheet:
    """The sheet for somebody's result. `length`: how much longer the language is than English."""
    came_up = [*result.of_fit(Fit.STRONG), *result.of_fit(Fit.POSSIBLE)]
    room = max(FEWEST_FACTS, int(MOST_LINES / length**2) - len(result.notices))
    return Sheet(
        notices=result.notices,
        facts=facts(path, room) if needs_facts(result, path) else (),
        kinds=tuple(one.kind for one in came_up[:MOST_KINDS]),
        more_kinds=max(0, len(came_up) - MOST_KINDS),
        wished=answered(path, "wished"),
        ask=questions_to_ask(without_mere_groups(came_up), MOST_QUESTIONS - (length > LONG)),
        numbers=numbers(result, country, MOST_NUMBERS),
    )


def needs_facts(result: Result, path: QuestionPath) -> bool:
    """Whether a professional needs what was told as a table: something medical is among it, or something is urgent."""
    return bool(result.notices) or any(answered(path, where) for where in MEDICAL)


def facts(path: QuestionPath, most: int) -> tuple[SheetAnswer, ...]:
    """What was told of what goes into the table, in at most so many lines, as a professional wants to have it.

    Where there is more than fits, what is least grave gives way, the last of it first.
    """
    every = tuple(fact for where in FACTS_IN_ORDER for fact in answered(path, where))
    gravest_first = sorted(every, key=lambda fact: -fact.grave)
    kept = {fact.question.id: fact for fact in fitting(gravest_first, most)}
    return tuple(kept[fact.question.id] for fact in every if fact.question.id in kept)


def fitting(facts: Iterable[SheetAnswer], lines: int) -> Iterator[SheetAnswer]:
    """The first of some facts, as many as so many lines hold; the last in one line, where it needs two and one is left.

    Half of what was taken, an overdose in it, tells more than nothing of it.
    """
    for fact in facts:
        if lines < 1:
            return
        yield fact if fact.lines <= lines else fact.in_one_line
        lines -= fact.lines


def answered(path: QuestionPath, where: OnSheet) -> tuple[SheetAnswer, ...]:
    """The answers that stand in one part of the sheet, but for those that say nothing, or that there is nothing."""
    every = [asked for path_step in path.steps for asked in path_step.asked if tells_of_something(asked)]
    instead = {one.question.in_place_of: one.said for one in every if one.question.in_place_of}
    return tuple(
        shortened(asked.question, in_detail(asked, instead), over=has_stopped(path.answers))
        for asked in every
        if asked.question.on_sheet == where
    )


def tells_of_something(asked: AskedQuestion) -> bool:
    """Whether an answer names something: "none of these" does not."""
    return any(not (option.exclusive or option.id in TELLS_OF_NOTHING) for option in asked.said)


def in_detail(asked: AskedQuestion, instead: Mapping[OptionOf, tuple[Option, ...]]) -> tuple[Option, ...]:
    """What was chosen; in the place of an option, what another question tells of it."""
    detailed = (instead.get(OptionOf(asked.question.id, one.id), (one,)) for one in asked.said)
    return tuple(chain.from_iterable(detailed))


def shortened(question: Question, said: tuple[Option, ...], over: bool) -> SheetAnswer:
    """The gravest of the options first, and at most so many of them. `over`: it is about the time before stopping."""
    grave = sum(one.grave > 0 for one in said)
    shown = sorted(said, key=lambda one: -one.grave)[: min(max(MOST_ANSWERS, grave), MOST_GRAVE)]
    name = question.short_after if over and question.short_after else question.short
    return SheetAnswer(question, name, tuple(shown), len(said) - len(shown))


def without_mere_groups(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """What came up, without groups that are only part of the whole: nobody at an appointment can answer for them."""
    return tuple(one for one in suggestions if one.kind.id != GROUPS or one.fit is Fit.STRONG)


def questions_to_ask(suggestions: Iterable[Suggestion], most: int) -> tuple[Ask, ...]:
    """The first question of each kind, in the order of the suggestions; then the second of each, and so on."""
    kinds = [one.kind for one in suggestions]
    deepest = max((len(kind.ask) for kind in kinds), default=0)
    found = [kind.ask[row] for row in range(deepest) for kind in kinds if row < len(kind.ask)]
    return tuple(found[:most])


def numbers(result: Result, country: Country, most: int) -> tuple[Contact, ...]:
    """At most so many confirmed contacts: the first for each purpose that the notices and the answers name, by urgency.

    Where there are only those of its parts, one of each part, or none if they do not fit: a sheet must not send
    somebody in Wales to a line for England.
    """
    wanted = [
        *ALWAYS,
        *(purpose for raised in result.notices for purpose in raised.notice.purposes),
    ]
    wanted += [passage.purpose for passage in result.passages_in("call") if passage.purpose]
    found: dict[str, Contact] = {}
    for purpose in (one for one in dict.fromkeys(wanted) if one not in NOT_ON_PAPER):
        firm = tuple(
            one for one in country.contacts(purpose) if one.hours and one.confirmed is not Confirmed.UNCONFIRMED
        )
        with_these = found | {one.reaches: one for one in serving_all(firm, country)}
        found = with_these if len(with_these) <= most else found
    return tuple(found.values())


def tells_nothing(contact: Contact) -> bool:
    """Whether a number tells nothing of who has noted it: a search finds whose it is."""
    return contact.purpose in NEUTRAL
