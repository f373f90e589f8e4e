"""Strategies for Hypothesis: a valid answer, complete answers of an adult, and any answers that a token can hold."""

from functools import cache

from hypothesis import strategies as st

from assessment.engine.path import AskedQuestion, replay
from assessment.engine.questionnaire import SKIPPED, Answers
from tests.support.real_content import CONTENT

Choices = st.SearchStrategy[tuple[str, ...]]
"""A strategy for the ids of what is chosen at one question."""


UNDER_18 = "under_18"


@cache
def one_of_them(ids: tuple[str, ...]) -> Choices:
    """One of some ids."""
    return st.sampled_from([(id,) for id in ids])


@cache
def some_of_them(together: tuple[str, ...], alone: tuple[str, ...]) -> Choices:
    """Some ids that go together, or one of those that stand alone."""
    some = st.lists(st.sampled_from(together), min_size=1, unique=True).map(tuple)
    return st.one_of(some, *(st.just((id,)) for id in alone))


def choices(asked: AskedQuestion, without: str = "") -> Choices:
    """A valid answer to a question: the ids of what is chosen, or that it was left empty where it may be.

    Made once for the same options: to make and check it anew took longer than what is tested with it.
    """
    options = [option for option in asked.options if option.id != without]
    left_empty = (SKIPPED,) if asked.question.optional else ()
    if not asked.question.takes_several:
        return one_of_them((*(option.id for option in options), *left_empty))
    alone = tuple(option.id for option in options if option.exclusive)
    return some_of_them(tuple(option.id for option in options if option.id not in alone), (*alone, *left_empty))


@st.composite
def complete_answers(draw: st.DrawFn) -> Answers:
    """Complete answers of an adult: what they could have answered when they see their result."""
    answers: dict[str, tuple[str, ...]] = {}
    while not (path := replay(CONTENT, answers)).complete:
        place = CONTENT.questionnaire.step[0].id if path.ends_early else path.first_open
        for asked in path.asked_at(place):
            if not asked.chosen or asked.chosen == (UNDER_18,):
                answers[asked.question.id] = draw(choices(asked, without=UNDER_18))
    return answers


@cache
def few_or_skipped(ids: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """At most three of some ids, or skipped."""
    return st.one_of(st.lists(st.sampled_from(ids), unique=True, max_size=3), st.just([SKIPPED]))


@st.composite
def any_answers(draw: st.DrawFn) -> Answers:
    """Anything that could stand in a token: known questions with known options or skipped, in whatever combination."""
    answers: dict[str, tuple[str, ...]] = {}
    for question in CONTENT.questionnaire.questions:
        ids = [option.id for option in question.options]
        chosen = draw(few_or_skipped(tuple(ids)))
        if chosen:
            answers[question.id] = tuple(sorted(chosen, key=[*ids, SKIPPED].index))
    return answers
