"""The box with the first step on a result: what to do, behind which door, and what to say there."""

from collections.abc import Iterable

from msgspec import Struct

from assessment.engine.countries import Country
from assessment.engine.path import QuestionPath
from assessment.engine.person import concerns_of
from assessment.engine.result import Result
from assessment.engine.rules import FirstStepRow, Passage
from assessment.engine.whom_to_call import Calls, door_of
from assessment.i18n.say import say
from assessment.web.filled_passages import filled

SENTENCES_TO_SAY = 4
"""Before what to ask: nobody says more on the phone."""


class FirstStepBlock(Struct, frozen=True):
    """What to do first.

    door   whom it leads to; nobody where that is somebody they know
    words  what they can say there
    """

    row: FirstStepRow
    door: Calls
    words: str


def first_step_block(result: Result, path: QuestionPath, country: Country) -> FirstStepBlock:
    """The first step of this person."""
    row = result.first_step
    return FirstStepBlock(
        row,
        door=door_of(row, country, concerns_of(path.answers)),
        words=words_to_say(row, result.passages_in("say_now" if row.by_itself else "say"), path, country),
    )


def words_to_say(row: FirstStepRow, passages: Iterable[Passage], path: QuestionPath, country: Country) -> str:
    """A few sentences about the person, and what to ask."""
    sentences = filled(passages, path, country)[:SENTENCES_TO_SAY]
    return " ".join((*(one.text for one in sentences), say(row.ask)))
