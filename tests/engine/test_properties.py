"""What must hold for anybody's answers, whatever Hypothesis can invent."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.engine.assess import assess, notices_so_far
from assessment.engine.flow import CHECK, RESULTS, YOUTH, merge, next_place, replay
from assessment.engine.model import Answers, Fit, RaisedNotice, Reason, Result, Suggestion
from tests.support.strategies import CONTENT, any_answers, choices, complete_answers

PLACES = [*(step.id for step in CONTENT.questionnaire.step), CHECK, RESULTS, YOUTH]
ORDER = {Fit.NOT_NOW: 0, Fit.POSSIBLE: 1, Fit.STRONG: 2}


def result_of(answers: Answers) -> Result:
    """The result for complete answers."""
    return assess(CONTENT, replay(CONTENT, answers))


def all_reasons(result: Result) -> list[Reason]:
    """Every reason in a result, of notices and kinds."""
    parts: list[RaisedNotice | Suggestion] = [*result.notices, *result.suggestions]
    return [reason for part in parts for reason in part.reasons]


@given(any_answers())
def test_replaying_what_counted_changes_nothing(answers):
    way = replay(CONTENT, answers)
    assert replay(CONTENT, way.answers).answers == way.answers


@given(any_answers())
def test_an_unasked_question_has_no_answer_that_counts(answers):
    way = replay(CONTENT, answers)
    asked = {one.question.id for stop in way.stops for one in stop.asked}
    assert set(way.answers) <= asked


@given(any_answers(), st.sampled_from(PLACES))
def test_one_is_always_somewhere_that_exists_and_is_asked(answers, wanted):
    way = replay(CONTENT, answers)
    place = way.reach(wanted)
    assert place in PLACES
    assert (place in {CHECK, RESULTS, YOUTH}) or way.asked_at(place)
    assert place != RESULTS or way.complete


@given(st.data())
def test_every_way_ends_in_a_result_or_with_the_youth_page(data):
    answers: Answers = {}
    place = CONTENT.questionnaire.step[0].id
    for _ in range(len(CONTENT.questionnaire.step) + 2):
        if place in {RESULTS, YOUTH}:
            break
        asked = replay(CONTENT, answers).asked_at(place)
        given_here = {one.question.id: data.draw(choices(one)) for one in asked}
        after = merge(answers, given_here, asked)
        answers, place = after, next_place(replay(CONTENT, answers), replay(CONTENT, after), place)
    assert place in {RESULTS, YOUTH}


@given(st.data())
def test_progress_never_grows_and_never_goes_back(data):
    answers: Answers = {}
    place, seen = CONTENT.questionnaire.step[0].id, []
    while place not in {CHECK, YOUTH}:
        way = replay(CONTENT, answers)
        seen.append(way.progress(place))
        asked = way.asked_at(place)
        after = merge(answers, {one.question.id: data.draw(choices(one)) for one in asked}, asked)
        answers, place = after, next_place(replay(CONTENT, answers), replay(CONTENT, after), place)
    assert [one.number for one in seen] == list(range(1, len(seen) + 1))
    assert all(now.total <= before.total for before, now in pairwise(seen))
    assert place == YOUTH or seen[-1].number == seen[-1].total


@given(complete_answers())
def test_all_kinds_are_in_every_result_each_reason_with_a_source(answers):
    result = result_of(answers)
    assert [kind.id for kind in CONTENT.kinds] == sorted(
        (one.kind.id for one in result.suggestions), key=[kind.id for kind in CONTENT.kinds].index
    )
    for reason in all_reasons(result):
        assert all(support.source in CONTENT.sources for support in reason.rule.support)
    for one in result.suggestions:
        assert (one.fit is Fit.NOT_NOW) == (not one.reasons)


@given(complete_answers(), st.randoms(use_true_random=False))
def test_the_order_of_answering_never_matters(answers, random):
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    ticked = {question: tuple(random.sample(chosen, len(chosen))) for question, chosen in shuffled}
    assert result_of(ticked) == result_of(answers)


@given(complete_answers())
def test_what_was_told_is_what_was_answered(answers):
    for one in result_of(answers).suggestions:
        for told in one.told:
            assert {option.id for option in told.options} <= set(answers[told.question.id])


@given(complete_answers())
def test_a_notice_raised_on_the_way_is_on_the_result(answers):
    result = {raised.notice.id for raised in result_of(answers).notices}
    way = replay(CONTENT, answers)
    for stop in way.stops:
        so_far = notices_so_far(CONTENT, replay(CONTENT, way.answers_before(stop.step.id)))
        assert {raised.notice.id for raised in so_far} <= result


WORSE = [
    ("alcohol_per_day", ("under_4", "4_to_8", "8_to_15", "15_to_30", "over_30")),
    ("alcohol_days", ("rarely", "weekly", "most_days", "every_day")),
    ("other_days", ("rarely", "weekly", "most_days", "every_day")),
    ("opioid_days", ("rarely", "weekly", "most_days", "every_day")),
    ("sedative_days", ("rarely", "weekly", "most_days", "every_day")),
    ("suicidal_thoughts", ("no", "better_off_dead", "thoughts", "plan_or_preparing")),
    ("home_safety", ("safe", "unsafe")),
    ("stop_plan", ("stop_with_help", "stop_alone_soon")),
    ("pregnant", ("no", "yes")),
]


@settings(max_examples=300)
@given(complete_answers(), st.sampled_from(WORSE), st.data())
def test_a_worse_answer_never_lowers_a_fit_or_removes_a_notice(answers, worse, data):
    question, scale = worse
    if question not in answers:
        return
    better, worse_one = sorted(data.draw(st.lists(st.sampled_from(range(len(scale))), min_size=2, max_size=2)))
    before = result_of({**answers, question: (scale[better],)})
    after = result_of({**answers, question: (scale[worse_one],)})
    assert {one.notice.id for one in before.notices} <= {one.notice.id for one in after.notices}
    fits = {one.kind.id: one.fit for one in after.suggestions}
    for one in before.suggestions:
        assert ORDER[fits[one.kind.id]] >= ORDER[one.fit], one.kind.id


@given(
    complete_answers(),
    st.sampled_from(["stopping_before", "feeling_now"]),
    st.sampled_from(["seizure", "confusion_seeing_things"]),
)
def test_a_seizure_or_confusion_added_never_takes_anything_away(answers, question, sign):
    known = tuple(
        one for one in answers.get(question, ()) if one in {"shaking_sweating", "seizure", "confusion_seeing_things"}
    )
    if question not in answers or not known:
        return
    before = result_of({**answers, question: known})
    after = result_of({**answers, question: tuple(dict.fromkeys((*known, sign)))})
    assert {one.notice.id for one in before.notices} <= {one.notice.id for one in after.notices}
    fits = {one.kind.id: one.fit for one in after.suggestions}
    assert all(ORDER[fits[one.kind.id]] >= ORDER[one.fit] for one in before.suggestions)


def test_every_rule_can_hold_and_can_be_silent():
    """Each rule holds for somebody and not for everybody, save the one that is meant for everybody."""
    held: dict[str, set[bool]] = {rule.id: set() for rule in CONTENT.rules}

    @settings(max_examples=1500, database=None, derandomize=True)
    @given(complete_answers())
    def look(answers):
        result = result_of(answers)
        holding = {reason.rule.id for reason in all_reasons(result)}
        for rule in CONTENT.rules:
            held[rule.id].add(rule.id in holding)

    look()
    assert {id for id, seen in held.items() if True not in seen} == set()
    assert {id for id, seen in held.items() if False not in seen} == {"groups_are_part_of_it", "body_and_calm"}
