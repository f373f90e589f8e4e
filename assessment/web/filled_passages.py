"""Passages in which a person's own answers stand."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from assessment.engine.countries import Country
from assessment.engine.path import QuestionPath
from assessment.engine.person import CONCERNS, concerns_to_name
from assessment.engine.questionnaire import Option
from assessment.engine.result import Result
from assessment.engine.rules import Part, Passage
from assessment.engine.text import Id
from assessment.i18n.say import listed, say
from assessment.web.wording import said_back

PLACE = re.compile(r"\{(\w+)\}")
"""Where what was answered to a question stands in a passage."""
PARTS: tuple[Part, ...] = ("known", "fear")
"""Of the result, those in which answers stand; what to say where the first step leads is another (part "say")."""


class FilledPassage(Struct, frozen=True):
    """A passage as it is said to this person."""

    passage: Passage
    text: str


class FilledPassages(Struct, frozen=True):
    """What stands on the result with answers in it: what is known about what was told, and an answer to each fear."""

    known: tuple[FilledPassage, ...]
    fears: tuple[FilledPassage, ...]


def filled_passages(result: Result, path: QuestionPath, country: Country) -> FilledPassages:
    """What stands on the result with answers in it."""
    known, fears = (filled(result.passages_in(part), path, country) for part in PARTS)
    return FilledPassages(known, fears)


def filled(passages: Iterable[Passage], path: QuestionPath, country: Country) -> tuple[FilledPassage, ...]:
    """Passages with what was told in them: {question} stands for what was answered there."""
    answers = told(path)

    def answered(place: re.Match[str]) -> str:
        options = answers.get(place[1])
        # Only here: of all that was told, few passages say anything back.
        said = place[0] if options is None else listed([in_a_sentence(said_back(one, country)) for one in options])
        return str(said)

    return tuple(FilledPassage(one, PLACE.sub(answered, say(one.text))) for one in passages)


def told(path: QuestionPath) -> Mapping[Id, tuple[Option, ...]]:
    """What was told to each question, without what says nothing. The concerns are those to name, the worst first."""
    every = (asked for step in path.steps for asked in step.asked)
    found = {one.question.id: tuple(option for option in one.said if not option.non_answer) for one in every}
    by_id = {option.id: option for option in found.get(CONCERNS, ())}
    return {**found, CONCERNS: tuple(by_id[one] for one in concerns_to_name(path.answers) if one in by_id)}


def in_a_sentence(label: str) -> str:
    """A label as it stands within a sentence: what is written in capitals stays so."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
