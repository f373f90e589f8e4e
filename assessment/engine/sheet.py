"""The appointment sheet: what of a result goes onto the one page that somebody takes along. Pure.

Every notice and every strong kind is on it, whatever else has to give way: who has much to say says less of each.
"""

from collections.abc import Iterable

from msgspec import Struct

from assessment.engine.countries import Contact, Country, Purpose
from assessment.engine.evidence import Confirmed
from assessment.engine.path import QuestionPath
from assessment.engine.questionnaire import Option, Question
from assessment.engine.result import GivenAnswer, RaisedNotice, Result, Suggestion
from assessment.engine.rules import Ask, Fit
from assessment.engine.whom_to_call import serving_all

ALWAYS: tuple[Purpose, ...] = ("emergency", "crisis")
"""What a number on the sheet is for, also where nothing in the answers asks for it."""


class Room(Struct, frozen=True):
    """How much goes onto a sheet: answers to one question, answers behind one suggestion, questions to ask, numbers."""

    answers: int
    because: int
    questions: int
    numbers: int


ROOMS = (
    (5, Room(answers=4, because=3, questions=5, numbers=4)),
    (8, Room(answers=3, because=2, questions=4, numbers=4)),
    (17, Room(answers=2, because=1, questions=3, numbers=3)),
)
"""Up to so many notices and kinds with answers, so much room. Found by printing: `make prints` shows that all fits."""
CROWDED = Room(answers=1, because=0, questions=2, numbers=3)
"""Only a language longer than English comes to this: no result has more than 17."""


class SheetAnswer(Struct, frozen=True):
    """An answer as it stands on the sheet, and how many more of it the following pages have."""

    question: Question
    options: tuple[Option, ...]
    more: int


class SheetLine(Struct, frozen=True):
    """A notice or a kind of support on the sheet, with the answers behind it."""

    of: RaisedNotice | Suggestion
    because: tuple[SheetAnswer, ...]


class Sheet(Struct, frozen=True):
    """What stands on the sheet, in the order in which it stands there."""

    notices: tuple[SheetLine, ...]
    told: tuple[SheetAnswer, ...]
    strong: tuple[SheetLine, ...]
    also: tuple[SheetLine, ...]
    wished: tuple[SheetAnswer, ...]
    ask: tuple[Ask, ...]
    numbers: tuple[Contact, ...]


def sheet_of(result: Result, path: QuestionPath, country: Country, length: float = 1) -> Sheet:
    """The sheet for somebody's result. `length`: how much longer the language is than English."""
    strong = result.of_fit(Fit.STRONG)
    possible = result.of_fit(Fit.POSSIBLE)
    # Longer words take more lines, in these and in all the rest: the power was found by printing, as the rooms were.
    room = room_for((len(result.notices) + len(strong or possible)) * length**2.5)
    return Sheet(
        notices=tuple(SheetLine(raised, because(raised.answers, room)) for raised in result.notices),
        told=answered(path, "told", room),
        strong=tuple(SheetLine(one, because(one.answers, room)) for one in strong),
        also=tuple(SheetLine(one, because(one.answers, room)) for one in possible),
        wished=answered(path, "wished", room),
        ask=questions_to_ask((*strong, *possible), room.questions),
        numbers=numbers(result, country, room.numbers),
    )


def room_for(weight: float) -> Room:
    """How much room there is beside so many notices and kinds with their answers."""
    return next((room for most, room in ROOMS if weight <= most), CROWDED)


def shortened(question: Question, options: Iterable[Option], most: int) -> SheetAnswer:
    """At most so many of the options chosen."""
    chosen = tuple(options)
    return SheetAnswer(question, chosen[:most], max(0, len(chosen) - most))


def because(answers: tuple[GivenAnswer, ...], room: Room) -> tuple[SheetAnswer, ...]:
    """The answers behind something."""
    return tuple(shortened(one.question, one.options, room.because) for one in answers[: room.because])


def answered(path: QuestionPath, where: str, room: Room) -> tuple[SheetAnswer, ...]:
    """The answers that stand among what was told, or what is wished for; those that say nothing are left out."""
    return tuple(
        shortened(asked.question, asked.said, room.answers)
        for path_step in path.steps
        for asked in path_step.asked
        if asked.question.on_sheet == where and asked.said
    )


def questions_to_ask(suggestions: tuple[Suggestion, ...], most: int) -> tuple[Ask, ...]:
    """The first question of each kind, in the order of the suggestions; then the second of each, and so on."""
    deepest = max((len(one.kind.ask) for one in suggestions), default=0)
    found = [one.kind.ask[row] for row in range(deepest) for one in suggestions if row < len(one.kind.ask)]
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
    for purpose in dict.fromkeys(wanted):
        firm = tuple(
            one for one in country.contacts(purpose) if one.hours and one.confirmed is not Confirmed.UNCONFIRMED
        )
        with_these = found | {one.reaches: one for one in serving_all(firm, country)}
        found = with_these if len(with_these) <= most else found
    return tuple(found.values())
