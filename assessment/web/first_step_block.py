"""The box with the first step on a result: what to do, behind which door, and what to say there."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from assessment.engine.countries import Country
from assessment.engine.path import QuestionPath
from assessment.engine.person import concerns_of
from assessment.engine.questionnaire import Option
from assessment.engine.result import Result
from assessment.engine.rules import FirstStepRow, Passage
from assessment.engine.text import Id
from assessment.engine.whom_to_call import Calls, door_of
from assessment.i18n.say import say
from assessment.web.wording import said_back

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
        words=words_to_say(row, result.passages_in("say"), told(path), country),
    )


def told(path: QuestionPath) -> Mapping[Id, tuple[Option, ...]]:
    """What was told to each question: what says nothing is left out."""
    every = (asked for step in path.steps for asked in step.asked)
    return {one.question.id: tuple(option for option in one.said if not option.non_answer) for one in every}


def words_to_say(
    row: FirstStepRow, passages: Iterable[Passage], answers: Mapping[Id, tuple[Option, ...]], country: Country
) -> str:
    """A few sentences about the person, and what to ask. {question} in a passage stands for what was told there."""
    sentences = [] if row.by_itself else [say(one.text) for one in passages][:SENTENCES_TO_SAY]
    for question, options in answers.items():
        named = ", ".join(in_a_sentence(said_back(option, country)) for option in options)
        sentences = [one.replace(f"{{{question}}}", named) for one in sentences]
    return " ".join((*sentences, say(row.ask)))


def in_a_sentence(label: str) -> str:
    """A label as it stands within a sentence: what is written in capitals stays so."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
