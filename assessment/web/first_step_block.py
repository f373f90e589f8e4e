"""The box with the first step on a result: what to do, behind which door, and what to say there."""

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
    about  sentences about the person, for what they can say there
    path, country  what fills them
    """

    row: FirstStepRow
    door: Calls
    about: tuple[Passage, ...]
    path: QuestionPath
    country: Country

    @property
    def words(self) -> str:
        """What they can say there: a few sentences about the person, and what to ask."""
        sentences = filled(self.about, self.path, self.country)[:SENTENCES_TO_SAY]
        return " ".join((*(one.text for one in sentences), say(self.row.ask)))


def first_step_block(result: Result, path: QuestionPath, country: Country) -> FirstStepBlock:
    """The first step of this person."""
    row = result.first_step
    return FirstStepBlock(
        row,
        door=door_of(row, country, concerns_of(path.answers)),
        about=tuple(result.passages_in("say_now" if row.by_itself else "say")),
        path=path,
        country=country,
    )
