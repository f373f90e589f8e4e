"""Answers that an earlier version wrote into a saved copy, as they are given now. What fits nowhere, replay drops."""

from collections.abc import Mapping

from assessment.engine.questionnaire import SKIPPED, Answers, Question, Questionnaire
from assessment.engine.text import Id

LEFT_EMPTY: Id = "nothing"
"""How version 0.4 wrote down that a list was left empty which may be. Leaving it empty skips it now."""

NOT_SAID: Id = "prefer_not"
"""How version 0.4 wrote down that somebody would not say. Where that is no option any more, the question is skipped."""

MOVED: Mapping[tuple[Id, Id], tuple[Id, Id]] = {
    ("stage", "cutting_down"): ("stop_plan", "cut_down"),
    ("stage", "stopped_days"): ("stop_plan", "stopped_days"),
    ("stage", "stopped_weeks"): ("stop_plan", "stopped_weeks"),
    ("stage", "stopped_longer"): ("stop_plan", "stopped_longer"),
    ("use_pattern", "first_thing"): ("first_smoke", "within_5"),
    ("use_pattern", "chasing"): ("money_signs", "chasing"),
    ("use_pattern", "borrowing"): ("money_signs", "borrowing"),
    ("conditions", "depression_anxiety"): ("told_mind", "depression_anxiety"),
    ("conditions", "ptsd"): ("told_mind", "ptsd"),
    ("conditions", "adhd"): ("told_mind", "adhd"),
}
"""Question and option of 0.4 -> where the same is said now.

What was asked together with less than is asked now (how a drug is taken) has no plain place here: it is asked anew.
"""

SAYS_LESS: Mapping[Id, frozenset[Id]] = {"stop_plan": frozenset({"no_plan", "unsure", "prefer_not"})}
"""Question -> its answers that give way to one that has moved there: who cuts down has more than no plan."""


def as_given_now(questionnaire: Questionnaire, answers: Answers) -> Answers:
    """The answers of a saved copy. Who left a question empty then has seen it, and is not asked again."""
    given = {question.id: options_now(question, answers) for question in questionnaire.questions}
    return {name: chosen for name, chosen in given.items() if chosen}


def options_now(question: Question, answers: Answers) -> tuple[Id, ...]:
    """What of a saved copy is an answer to this question now; nothing where it has to be asked."""
    own = answers.get(question.id, ())
    moved = moved_to(question, answers)
    gives_way = SAYS_LESS.get(question.id, frozenset()) if moved else frozenset()
    known = {option.id for option in question.options} | {SKIPPED}
    stays = tuple(option for option in own if option in known - gives_way)
    if not stays and not moved and question.optional and own in {(LEFT_EMPTY,), (NOT_SAID,)}:
        return (SKIPPED,)
    return stays + moved if question.takes_several else stays or moved


def moved_to(question: Question, answers: Answers) -> tuple[Id, ...]:
    """What was answered to another question, and is said at this one now."""
    here = ((name, option, there) for (name, option), (to, there) in MOVED.items() if to == question.id)
    return tuple(there for name, option, there in here if option in answers.get(name, ()))
