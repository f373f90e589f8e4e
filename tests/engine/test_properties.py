"""What must hold for anybody's answers, whatever Hypothesis can invent."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.engine.assess import assess, notices_by_answers, rules_that_hold
from assessment.engine.notices import notices_above, notices_at
from assessment.engine.path import Progress, merge, next_place, replay
from assessment.engine.places import CHECK, RESULTS, YOUTH
from assessment.engine.questionnaire import SKIPPED, Answers
from assessment.engine.result import RaisedNotice, Reason, Result, Suggestion
from assessment.engine.rules import Fit
from tests.support.answers_for import witness
from tests.support.real_content import CONTENT
from tests.support.sample_answers import HARDLY_ANY_CONCERN, SAYS_NOTHING, SOMEBODY, WORRIED_PARTNER, answers_of
from tests.support.strategies import any_answers, choices, complete_answers

pytestmark = pytest.mark.slow

PLACES = [*(step.id for step in CONTENT.questionnaire.step), CHECK, RESULTS, YOUTH]
ORDER = {Fit.NOT_NOW: 0, Fit.POSSIBLE: 1, Fit.STRONG: 2}


def result_of(answers: Answers) -> Result:
    """The result for complete answers."""
    return assess(CONTENT, replay(CONTENT, answers))


def all_reasons(result: Result) -> list[Reason]:
    """Every reason in a result, of notices and kinds."""
    parts: list[RaisedNotice | Suggestion] = [*result.notices, *result.quiet, *result.suggestions]
    return [reason for part in parts for reason in part.reasons]


@given(any_answers())
def test_replaying_what_counted_changes_nothing(answers):
    path = replay(CONTENT, answers)
    assert replay(CONTENT, path.answers).answers == path.answers


@given(any_answers())
def test_an_unasked_question_has_no_answer_that_counts(answers):
    path = replay(CONTENT, answers)
    asked = {one.question.id for path_step in path.steps for one in path_step.asked}
    assert set(path.answers) <= asked


@given(any_answers(), st.sampled_from(PLACES))
def test_one_is_always_somewhere_that_exists_and_is_asked(answers, wanted):
    path = replay(CONTENT, answers)
    place = path.reach(wanted)
    assert place in PLACES
    assert (place in {CHECK, RESULTS, YOUTH}) or path.asked_at(place)
    assert place != RESULTS or path.complete


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
    place, seen = CONTENT.questionnaire.step[0].id, list[Progress]()
    while place not in {CHECK, YOUTH}:
        path = replay(CONTENT, answers)
        seen += [progress] if (progress := path.progress(place)) else []
        asked = path.asked_at(place)
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
        assert all(support.source in CONTENT.sources for support in reason.rule.evidence)
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
        for told in one.answers:
            assert {option.id for option in told.options} <= set(answers[told.question.id])


@given(complete_answers())
def test_a_notice_raised_on_the_way_is_on_the_result(answers):
    result = {raised.notice.id for raised in result_of(answers).notices}
    path = replay(CONTENT, answers)
    for path_step in path.steps:
        so_far = notices_by_answers(CONTENT)(path.told_before(path_step.step.id))
        assert {raised.notice.id for raised in so_far} <= result


@given(complete_answers(), st.randoms())
@settings(max_examples=20)
def test_every_notice_of_a_step_stands_above_it_or_at_its_answers_and_no_later_answer_moves_it(answers, random):
    path = replay(CONTENT, answers)
    for path_step in path.steps:
        place = path_step.step.id
        chosen = list(path.chosen_at(place))
        random.shuffle(chosen)
        elsewhere, bits, raised_now = path.told_elsewhere(place), CONTENT.compiled.bits, notices_by_answers(CONTENT)
        at_answers = notices_at(raised_now, bits, elsewhere, chosen)
        shown = {*notices_above(raised_now, path, place, 0).notices}
        shown |= {raised for at in at_answers.values() for raised in at.notices}
        for raised in raised_now(path.told):
            assert raised.says <= {said for one in shown if one.notice == raised.notice for said in one.says}
        earlier = notices_at(raised_now, bits, elsewhere, chosen[:-1])
        assert earlier == {at: raised for at, raised in at_answers.items() if at != chosen[-1]}


def test_with_an_illness_or_no_answer_about_one_no_advice_on_meals_is_given():
    for illness in (*CONTENT.questionnaire.options_of("conditions"), SKIPPED):
        passages = result_of(answers_of({**SOMEBODY, "everyday": ["meals"], "conditions": [illness]})).passages
        assert ("better_meals" in {one.id for one in passages}) == (illness == "none"), illness


many = settings(max_examples=3 * settings().max_examples)
"""For what only few drawn answers touch."""

WORSE = [
    ("alcohol_per_day", ("under_4", "4_to_8", "8_to_15", "15_to_30", "over_30")),
    ("alcohol_days", ("rarely", "weekly", "most_days", "every_day")),
    ("heaviest_day", ("under_8", "8_to_15", "15_to_30", "over_30")),
    ("week_total", ("under_4", "8_to_14", "21_to_35", "50_to_100", "over_100")),
    ("other_days", ("rarely", "weekly", "most_days", "every_day")),
    ("hours", ("under_2", "2_to_4", "4_to_8", "over_8")),
    ("spent", ("small", "quarter", "half", "all")),
    ("first_smoke", ("later", "31_to_60", "6_to_30", "within_5")),
    ("suicidal_thoughts", ("no", "better_off_dead", "thoughts", "plan_or_preparing")),
    ("home_safety", ("safe", "unsafe")),
    ("home", ("stable", "shaky", "sofa", "none")),
    ("stop_plan", ("stop_with_help", "stop_alone_soon")),
    ("pregnant", ("no", "yes")),
]


ADDED = {
    "right_now": (
        *("not_waking", "seizure", "confusion", "pain", "bleeding", "injury", "attacked", "suicide", "infection"),
        "nothing_stays_down",
    ),
    "risks": ("most_days", "more_than_prescribed", "bought", "mixing", "alone", "injecting", "overdose", "break"),
    "between_doses": ("shaking_sweating", "sickness", "morning_drink", "seizure", "confusion_seeing_things"),
    "stopping_before": ("shaking_sweating", "seizure", "confusion_seeing_things"),
    "feeling_now": ("shaking_sweating", "seizure", "confusion_seeing_things"),
    "own_state": ("hurt", "afraid", "worn_out", "covering", "alone_with_it"),
    "control": ("hard_to_stop", "urge", "duties", "trouble", "law", "harm", "risks", "hiding"),
    "money_signs": ("chasing", "borrowing", "debts", "big_debts", "bills", "secret"),
    "conditions": ("epilepsy", "cirrhosis", "liver", "pancreas", "heart_or_lungs", "pain", "head_injury"),
    "body_signs": ("falls", "numb", "not_eating", "vomiting", "chest_pain", "bladder", "infected", "blackouts"),
    "medicines": ("opioid_painkillers", "sleep_or_calm", "nerve_pain", "blood_thinner", "seizures", "stopped_one"),
    "mind": ("low", "worry", "sleep", "memory", "nightmares", "voices", "watched", "energy"),
    "told_mind": ("depression_anxiety", "bipolar", "psychosis", "ptsd", "adhd", "eating_disorder"),
    "past": ("attempt", "means", "something_bad"),
}
"""Questions with several answers, and those of them that add a burden."""


def nothing_is_taken_away(before: Result, after: Result) -> None:
    """No notice is gone and no fit is lower, but for what the rules list as a safety suppression."""
    assert {one.notice.id for one in before.notices} <= {one.notice.id for one in after.notices}
    fits = {one.kind.id: one.fit for one in after.suggestions}
    for one in before.suggestions:
        kept = [ORDER[reason.rule.fit] for reason in one.reasons if reason.rule.fit and not reason.rule.unless]
        assert ORDER[fits[one.kind.id]] >= max(kept, default=0), one.kind.id


@many
@given(complete_answers(), st.sampled_from(WORSE), st.data())
def test_a_worse_answer_never_lowers_a_fit_or_removes_a_notice(answers, worse, data):
    question, scale = worse
    if not {*answers.get(question, ())} & {*scale}:
        return
    better, worse_one = sorted(data.draw(st.lists(st.sampled_from(range(len(scale))), min_size=2, max_size=2)))
    before = result_of({**answers, question: (scale[better],)})
    nothing_is_taken_away(before, result_of({**answers, question: (scale[worse_one],)}))


@many
@given(complete_answers(), st.sampled_from([(question, one) for question, all in ADDED.items() for one in all]))
def test_a_burden_added_never_takes_anything_away(answers, burden):
    question, added = burden
    offered = {asked.question.id: asked for path_step in replay(CONTENT, answers).steps for asked in path_step.asked}
    if question not in offered or added not in {option.id for option in offered[question].options}:
        return
    exclusive = {option.id for option in offered[question].options if option.exclusive} | {SKIPPED}
    known = tuple(one for one in answers[question] if one not in exclusive)
    before = result_of({**answers, question: known or answers[question]})
    after = result_of({**answers, question: tuple(dict.fromkeys((*known, added)))})
    if known or not any(one.rule.unsaid for one in all_reasons(before)):
        nothing_is_taken_away(before, after)


ABOUT_DANGER = {
    "right_now": ("none", SKIPPED),
    "alcohol_per_day": ("under_4", SKIPPED),
    "risks": ("none", SKIPPED),
    "pregnant": ("no", SKIPPED),
    "between_doses": ("none", SKIPPED),
    "stopping_before": ("nothing", SKIPPED),
    "feeling_now": ("none", SKIPPED),
    "suicidal_thoughts": ("no", "prefer_not"),
    "home_safety": ("safe", "prefer_not"),
    "medicines": ("none", "unsure"),
    "mind": ("none", "unsure"),
}
"""Questions about danger: the answer to each that tells of none, and one that says nothing."""


@given(complete_answers(), st.sampled_from(sorted(ABOUT_DANGER)))
def test_not_to_say_never_hides_a_danger_that_an_answer_would_show(answers, question):
    """Who does not say sees at least what is seen by somebody who answers that there is nothing."""
    if question not in answers:
        return
    harmless, silent = (result_of({**answers, question: (one,)}) for one in ABOUT_DANGER[question])
    assert {one.notice.id for one in harmless.notices} <= {one.notice.id for one in silent.notices}
    assert {one.notice.id for one in harmless.quiet} <= {one.notice.id for one in (*silent.notices, *silent.quiet)}


SKIPPABLE = [
    question.id
    for step in CONTENT.questionnaire.step
    for question in step.question
    if step.lets_skip(question) and "prefer_not" in {option.id for option in question.options}
]


@given(complete_answers(), st.sampled_from(SKIPPABLE))
def test_to_skip_leaves_the_same_quiet_lines_as_not_to_say(answers, question):
    """Neither is held against anybody, and whoever passes over a danger finds where to turn too."""
    if question not in answers:
        return
    skipped, silent = (result_of({**answers, question: (given,)}) for given in (SKIPPED, "prefer_not"))
    assert {one.notice.id for one in skipped.notices} == {one.notice.id for one in silent.notices}
    assert {one.notice.id for one in skipped.quiet} == {one.notice.id for one in silent.quiet}


@given(complete_answers())
def test_what_was_not_said_is_never_a_notice_and_never_the_first_step(answers):
    result = result_of(answers)
    assert not any(reason.unsaid for one in result.notices for reason in one.reasons)
    assert all(one.unsaid for one in result.quiet)
    assert not {one.notice.id for one in result.notices} & {one.notice.id for one in result.quiet}


@given(any_answers())
def test_an_answer_that_cannot_be_reached_changes_nothing(answers):
    path = replay(CONTENT, answers)
    if path.complete:
        assert assess(CONTENT, path) == assess(CONTENT, replay(CONTENT, path.answers))


@given(complete_answers())
def test_danger_at_home_takes_away_what_brings_others_in(answers):
    danger = result_of({**answers, "home_safety": ("unsafe",)})
    assert not any("home_may_not_be_safe" in reason.rule.unless for reason in all_reasons(danger))
    brought_in = {"somebody_joins", "somebody_joins_in"}
    assert not brought_in & {passage.id for passage in danger.passages}


@pytest.mark.parametrize("rule", CONTENT.rules, ids=lambda rule: rule.id)
def test_every_rule_can_hold_and_can_be_silent(rule):
    """Each rule holds for somebody, and not for everybody save the two that are meant for everybody."""
    who = next(
        filter(None, (witness(CONTENT, rule.when, answers_of(one)) for one in (SOMEBODY, WORRIED_PARTNER))), None
    )
    assert who, "nobody can answer so that this rule holds"
    held = rules_that_hold(CONTENT.compiled.rules, replay(CONTENT, who).told, CONTENT.compiled.bits)
    assert rule.id in {reason.rule.id for reason in held}
    silent = result_of(replay(CONTENT, answers_of(HARDLY_ANY_CONCERN)).answers)
    for_everybody = rule.id in {"groups_are_part_of_it", "body_and_calm"}
    assert (rule.id in {reason.rule.id for reason in all_reasons(silent)}) == for_everybody


ELSEWHERE = {**SOMEBODY, "country": "other"}
IS_SURE = {**SOMEBODY, "goal": "stop"}
NO_WEEK = {**SOMEBODY, "week_total": []}
NAMES_NOTHING = {**SAYS_NOTHING, "concerns": ["prefer_not"], "control": []}


@pytest.mark.parametrize("passage", CONTENT.passages, ids=lambda passage: passage.id)
def test_every_passage_can_be_said(passage):
    people = (SOMEBODY, WORRIED_PARTNER, HARDLY_ANY_CONCERN, SAYS_NOTHING, ELSEWHERE, IS_SURE, NAMES_NOTHING, NO_WEEK)
    found = filter(None, (witness(CONTENT, passage.when, answers_of(one)) for one in people))
    assert any(passage in result_of(who).passages for who in found)
