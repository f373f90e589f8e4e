"""Answers that an earlier version wrote into a saved copy, as they are given now. What fits nowhere, replay drops."""

from assessment.engine.questionnaire import SKIPPED, Answers, Questionnaire
from assessment.engine.text import Id

LEFT_EMPTY: Id = "nothing"
"""How version 0.4 wrote down that a list was left empty which may be. Leaving it empty skips it now."""


def as_given_now(questionnaire: Questionnaire, answers: Answers) -> Answers:
    """The answers of a saved copy. Who left a question empty then has seen it, and is not asked again."""
    optional = {question.id for question in questionnaire.questions if question.optional}
    may_be = {name for name in optional if LEFT_EMPTY not in questionnaire.options_of(name)}
    return {
        name: (SKIPPED,) if name in may_be and chosen == (LEFT_EMPTY,) else chosen for name, chosen in answers.items()
    }
