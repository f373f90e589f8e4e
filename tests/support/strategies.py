"""Strategies for Hypothesis: a valid answer, complete answers of an adult, and any answers that a token can hold."""

from hypothesis import strategies as st

from assessment.engine.path import AskedQuestion, replay
from assessment.engine.questionnaire import SKIPPED, Answers
from tests.support.real_content import CONTENT


@st.composite
def choices(draw: st.DrawFn, asked: AskedQuestion) -> tuple[str, ...]:
    """A valid answer to a question: the ids of what is chosen."""
    ids = [option.id for option in asked.options]
    if not asked.question.takes_several:
        return (draw(st.sampled_from(ids)),)
    exclusive = [option.id for option in asked.options if option.exclusive]
    together = [id for id in ids if id not in exclusive]
    exclusive += [SKIPPED] if asked.question.optional else []
    some = st.lists(st.sampled_from(together), min_size=1, unique=True).map(tuple)
    return draw(st.one_of(some, *(st.just((id,)) for id in exclusive)))


@st.composite
def complete_answers(draw: st.DrawFn) -> Answers:
    """Complete answers of an adult: what they could have answered when they see their result."""
    answers: dict[str, tuple[str, ...]] = {}
    while not (path := replay(CONTENT, answers)).complete:
        place = CONTENT.questionnaire.step[0].id if path.ends_early else path.first_open
        for asked in path.asked_at(place):
            if not asked.chosen or asked.chosen == ("under_18",):
                answers[asked.question.id] = draw(choices(asked).filter(lambda chosen: chosen != ("under_18",)))
    return answers


@st.composite
def any_answers(draw: st.DrawFn) -> Answers:
    """Anything that could stand in a token: known questions with known options or skipped, in whatever combination."""
    answers: dict[str, tuple[str, ...]] = {}
    for question in CONTENT.questionnaire.questions:
        ids = [option.id for option in question.options]
        options = st.lists(st.sampled_from(ids), unique=True, max_size=3)
        chosen = draw(st.one_of(options, st.just([SKIPPED])))
        if chosen:
            answers[question.id] = tuple(sorted(chosen, key=[*ids, SKIPPED].index))
    return answers
