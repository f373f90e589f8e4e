"""The answers as one number, a bit for each option: what conditions are tested on, and what a token seals."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from msgspec import Struct

from assessment.engine.questionnaire import Answers, Option, Question, Questionnaire
from assessment.engine.text import Id

Bits = int
"""A set of options, of any questions: those that were chosen, or some that are looked for."""


class QuestionBits(Struct, frozen=True):
    """A question with the bits of its options, by their ids and in their order. `all`: those together."""

    question: Question
    options: Mapping[Id, Bits]
    all: Bits

    def told(self, chosen: Iterable[Id]) -> Bits:
        """Options as bits; those that do not exist are left out."""
        return reduce(or_, (self.options.get(option, 0) for option in chosen), 0)

    def chosen(self, told: Bits) -> tuple[Option, ...]:
        """Its options among those told, in their order."""
        return tuple(option for option in self.question.options if told & self.options[option.id])


class AnswerBits(Struct, frozen=True):
    """Which bit stands for which option.

    questions    by id, in their order
    non_answers  all options that say nothing
    count        how many bits there are
    """

    questions: Mapping[Id, QuestionBits]
    non_answers: Bits
    count: int

    def told(self, answers: Answers) -> Bits:
        """Answers as bits; what does not exist is left out."""
        known = ((self.questions[name], chosen) for name, chosen in answers.items() if name in self.questions)
        return sum(question.told(chosen) for question, chosen in known)

    def answers(self, told: Bits) -> Answers:
        """Bits as answers, in the order of the questions and their options."""
        return {
            name: tuple(option.id for option in question.chosen(told))
            for name, question in self.questions.items()
            if told & question.all
        }


def number_options(questionnaire: Questionnaire) -> AnswerBits:
    """A bit for each option, in the order of the questionnaire."""
    questions: dict[Id, QuestionBits] = {}
    count = non_answers = 0
    for question in questionnaire.questions:
        options = {option.id: 1 << place for place, option in enumerate(question.options, count)}
        count += len(options)
        non_answers |= sum(options[option.id] for option in question.options if option.non_answer)
        questions[question.id] = QuestionBits(question, options, sum(options.values()))
    return AnswerBits(questions, non_answers, count)
