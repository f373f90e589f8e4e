"""The answers as one number, a bit for each option: what conditions are tested on, and what a token seals.

Which bit it is stays for good, so that what one version of the content sealed another can open. See
docs/decisions/0021-bits-that-stay.md.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from msgspec import Struct

from assessment.engine.questionnaire import SKIPPED, Answers, Option, Question, Questionnaire
from assessment.engine.text import Id

Bits = int
"""A set of options, of any questions: those that were chosen, or some that are looked for."""

MOST = 1024
"""How many bits there can ever be. A token has room for each of them, whatever was answered."""


class QuestionBits(Struct, frozen=True):
    """A question with the bits of its options, by their ids and in their order.

    all      those together
    skipped  the bit that says that it was skipped; it is none of them
    """

    question: Question
    options: Mapping[Id, Bits]
    all: Bits
    skipped: Bits

    def told(self, chosen: Iterable[Id]) -> Bits:
        """An answer as bits; what does not exist is left out."""
        return reduce(or_, (self.bit(option) for option in chosen), 0)

    def bit(self, option: Id) -> Bits:
        """The bit of an option, or of having skipped it; none for what does not exist."""
        return self.skipped if option == SKIPPED else self.options.get(option, 0)

    def chosen(self, told: Bits) -> tuple[Option, ...]:
        """Its options among those told, in their order."""
        return tuple(option for option in self.question.options if told & self.options[option.id])

    def answer(self, told: Bits) -> tuple[Id, ...]:
        """The answer to it among what was told; nothing where there is none."""
        options = tuple(option.id for option in self.chosen(told))
        return (*options, SKIPPED) if told & self.skipped else options


class AnswerBits(Struct, frozen=True):
    """Which bit stands for which option.

    questions    by id, in their order
    non_answers  all that says nothing: options that do, and questions skipped
    known        every bit that stands for something; others are of another version of the content
    """

    questions: Mapping[Id, QuestionBits]
    non_answers: Bits
    known: Bits

    def told(self, answers: Answers) -> Bits:
        """Answers as bits; what does not exist is left out."""
        known = ((self.questions[name], chosen) for name, chosen in answers.items() if name in self.questions)
        return sum(question.told(chosen) for question, chosen in known)

    def answers(self, told: Bits) -> Answers:
        """Bits as answers, in the order of the questions and their options."""
        found = ((name, question.answer(told)) for name, question in self.questions.items())
        return {name: answer for name, answer in found if answer}


def names_of_bits(questionnaire: Questionnaire) -> Iterator[str]:
    """What has a bit, in the order of the questionnaire: `question` for having skipped it, and `question.option`."""
    for question in questionnaire.questions:
        yield question.id
        yield from (f"{question.id}.{option.id}" for option in question.options)


def number_options(questionnaire: Questionnaire, names: Sequence[str]) -> AnswerBits:
    """A bit for each option and each question: the place of its name among these. Raises KeyError for one without."""
    bits = {name: 1 << place for place, name in enumerate(names)}
    questions: dict[Id, QuestionBits] = {}
    non_answers = known = 0
    for question in questionnaire.questions:
        options = {option.id: bits[f"{question.id}.{option.id}"] for option in question.options}
        one = QuestionBits(question, options, sum(options.values()), bits[question.id])
        non_answers |= one.skipped | sum(options[option.id] for option in question.options if option.non_answer)
        known |= one.skipped | one.all
        questions[question.id] = one
    return AnswerBits(questions, non_answers, known)
