"""Notices and the first step: all that they need is asked in the core, and nothing is taken from what was not asked."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.engine.assess import assess, notices_by_answers
from assessment.engine.compiled import Outcome
from assessment.engine.conditions import questions_in
from assessment.engine.first_steps import first_row
from assessment.engine.path import replay
from assessment.engine.person import concerns_of
from assessment.engine.questionnaire import Answers
from assessment.engine.result import Result
from tests.support.answers_for import witness
from tests.support.real_content import CONTENT
from tests.support.sample_answers import HARDLY_ANY_CONCERN, SOMEBODY, WORRIED_PARTNER, answers_of
from tests.support.strategies import complete_answers

CORE = [step for step in CONTENT.questionnaire.step if not step.area]
AREAS = [step for step in CONTENT.questionnaire.step if step.area]
ASKED_IN_CORE = {question.id for step in CORE for question in step.question}
ROWS = [row.id for row in CONTENT.first_steps]
OF_NOW = CONTENT.questionnaire.options_of("right_now")
BITS = CONTENT.compiled.bits
COMPILED: dict[str, Outcome[Any]] = {
    **{one.of.id: one for one in CONTENT.compiled.notice_rules},
    **{one.of.id: one for one in CONTENT.compiled.first_steps},
}
NOTICE_RULES = [rule for rule in CONTENT.rules if rule.notice]
PEOPLE = [
    answers_of(one)
    for one in (
        SOMEBODY,
        WORRIED_PARTNER,
        HARDLY_ANY_CONCERN,
        {**SOMEBODY, "country": ("us",)},
        {**SOMEBODY, "concerns": ("cannabis", "nicotine")},
    )
]
BEFORE_THIS_WEEK = {
    "emergency": ("in_danger_now", "crisis_line"),
    "today": ("in_danger_now", "mania_signs"),
}
"""For each tier but the warnings: the rows, from and to, of which one is first for whoever has such a notice."""


def row_of(answers: Answers) -> str:
    """The first step of somebody with these answers, whether or not they have told every area."""
    return first_row(CONTENT.compiled.first_steps, BITS.told(answers), BITS).id


def without(answers: Answers, areas: set[str]) -> Answers:
    """The answers of somebody who has not opened these areas."""
    unasked = {question.id for step in AREAS if step.id in areas for question in step.question}
    return {name: chosen for name, chosen in answers.items() if name not in unasked}


def result_of(answers: Answers) -> Result:
    """The result for complete answers."""
    return assess(CONTENT, replay(CONTENT, answers))


# Only the core -------------------------------------------------------------------------------------------------------


def test_the_core_stands_before_all_areas():
    assert CONTENT.questionnaire.step == (*CORE, *AREAS)
    assert len(AREAS) > 5


@pytest.mark.parametrize("notice", [one.id for one in CONTENT.notices])
def test_each_notice_can_come_from_the_core_alone(notice):
    of_core = (
        rule.id
        for rule in NOTICE_RULES
        if rule.notice == notice and not rule.unsaid and questions_in(rule.when, CONTENT.conditions) <= ASKED_IN_CORE
    )
    assert list(of_core)


@pytest.mark.parametrize("outcome", [*NOTICE_RULES, *CONTENT.first_steps], ids=lambda one: one.id)
def test_no_notice_and_no_first_step_holds_because_something_was_not_asked(outcome):
    """Each looks at the core, or at what an area told; with nothing told, none holds but what is for everybody."""
    compiled = COMPILED[outcome.id]
    assert not compiled.unless
    assert compiled.holds(0) == (outcome.id == ROWS[-1])


def test_what_decides_whether_something_is_asked_was_asked_in_the_core():
    for question in CONTENT.questionnaire.questions:
        decides = {*question.ask_when, *question.skip_when}.union(
            *((*one.offer_when, *one.withhold_when) for one in question.options)
        )
        assert questions_in(decides, CONTENT.conditions) <= ASKED_IN_CORE, question.id


@given(complete_answers(), st.sets(st.sampled_from([step.id for step in AREAS])))
def test_an_area_told_only_adds_notices_and_only_brings_the_first_step_forward(answers, untold):
    some = without(answers, untold)
    raised = notices_by_answers(CONTENT)
    fewer, all_of_them = (raised(BITS.told(one)) for one in (some, answers))
    assert {one.notice.id for one in fewer} <= {one.notice.id for one in all_of_them}
    assert ROWS.index(row_of(answers)) <= ROWS.index(row_of(some))


# First steps ---------------------------------------------------------------------------------------------------------


def test_there_are_many_rows_from_call_now_to_a_first_talk():
    assert len(ROWS) >= 30
    assert (ROWS[0], ROWS[-1]) == ("in_danger_now", "first_talk")
    assert "keep_what_you_have" in ROWS


@pytest.mark.parametrize("row", CONTENT.first_steps, ids=lambda row: row.id)
def test_each_row_is_the_first_step_of_somebody(row):
    found = [answers for one in PEOPLE if (answers := witness(CONTENT, row.when, one))]
    # And of who has told nothing else yet: they may skip the rest.
    assert row.id in {
        row_of(answers)
        for answers in (*found, {"who_for": ("self",)}, {"who_for": ("other",)}, {"concerns": ("other_drugs",)})
    }


@given(complete_answers())
def test_the_result_bears_the_row(answers):
    assert result_of(answers).first_step.id == row_of(answers)


@given(complete_answers())
def test_an_urgent_notice_and_the_first_step_are_of_one_mind(answers):
    result = result_of(answers)
    tiers = {raised.tier for raised in result.notices}
    for tier, (first, last) in BEFORE_THIS_WEEK.items():
        if tier in tiers:
            assert ROWS.index(first) <= ROWS.index(result.first_step.id) <= ROWS.index(last)
            return


@pytest.mark.parametrize("silence", ["unsure", "prefer_not"])
def test_what_was_not_said_decides_no_first_step(silence):
    said_nothing = {
        question.id: (silence,)
        for question in CONTENT.questionnaire.questions
        if any(option.id == silence and option.non_answer for option in question.options)
    }
    assert row_of({**said_nothing, "who_for": ("self",)}) == ROWS[-1]


@pytest.mark.parametrize("plan", ["unsure", "prefer_not"])
def test_who_does_not_say_whether_to_stop_is_warned_by_what_they_did_say(plan):
    told = BITS.told({"concerns": ("alcohol",), "stop_plan": (plan,), "between_doses": ("shaking_sweating",)})
    (warning,) = notices_by_answers(CONTENT)(told)
    assert (warning.notice.id, warning.unsaid) == ("do_not_stop_suddenly", False)
    assert first_row(CONTENT.compiled.first_steps, told, BITS).id == "shakes_between_drinks"


@pytest.mark.parametrize("now", sorted(set(OF_NOW) - {"none", "unsure", "attacked", "suicide", "nothing_stays_down"}))
@pytest.mark.parametrize(
    ("who", "row"), [("self", "call_now"), ("self_asked", "call_now"), ("other", "call_for_them_now")]
)
def test_what_is_happening_now_comes_before_all_else(now, who, row):
    assert row_of({"right_now": (now,), "who_for": (who,), "suicidal_thoughts": ("plan_or_preparing",)}) == row


@pytest.mark.parametrize("who", ["self", "other"])
def test_who_is_in_danger_from_someone_is_sent_somewhere_safe_whoever_it_is_about(who):
    assert row_of({"right_now": ("attacked",), "who_for": (who,)}) == "in_danger_now"


NO_PLAN = {"stop_plan": ("no_plan",)}
DRINKS = {"concerns": ("alcohol",)}
SICK_FROM_CANNABIS = {"concerns": ("cannabis",), "body_signs": ("hot_showers",)}


@pytest.mark.parametrize(
    ("answers", "row"),
    [
        ({"concerns": ("opioids",), "risks": ("most_days", "treatment")}, "keep_the_medicine"),
        ({"stop_plan": ("no_plan",), "risks": ("as_prescribed",)}, "medicine_only_prescribed"),
        ({"concerns": ("opioids",), "risks": ("bought", "break")}, "opioids_after_break_naloxone"),
        ({"concerns": ("cannabis",), "stop_plan": ("no_plan",), "between_doses": ("morning_drink",)}, "cannabis_talk"),
        ({"concerns": ("ghb",), "risks": ("most_days",), "stop_plan": ("no_plan",)}, "ghb_daily"),
        ({"concerns": ("other_drugs",), "risks": ("most_days",), "stop_plan": ("no_plan",)}, "other_drugs_service"),
        ({"concerns": ("alcohol",), "alcohol_per_day": ("under_4",), "stop_plan": ("cut_down",)}, "cut_down_diary"),
        ({"concerns": ("gambling",), "stop_plan": ("stopped_longer",)}, "keep_what_you_have"),
        ({"concerns": ("gambling",), "who_for": ("other",), "talked": ("wants_help",)}, "relative_they_want_help"),
        ({"suicidal_thoughts": ("self_harm",), "concerns": ("cannabis",), "stop_plan": ("no_plan",)}, "self_harm"),
        ({**SICK_FROM_CANNABIS, "conditions": ("diabetes",)}, "sick_with_diabetes"),
        ({**SICK_FROM_CANNABIS, "risks": ("as_prescribed",)}, "cannabis_and_being_sick"),
        ({"concerns": ("opioids",), "opioid_kind": ("codeine",), **NO_PLAN}, "codeine_and_what_is_in_it"),
        ({**DRINKS, "body_signs": ("falls",), "medicines": ("blood_thinner",)}, "fell_on_a_blood_thinner"),
        ({**DRINKS, "body_signs": ("bleeding",), "between_doses": ("shaking_sweating",)}, "bled_inside"),
        ({**DRINKS, **NO_PLAN, "week_total": ("50_to_100",)}, "drinks_50_units_a_week"),
        ({"concerns": ("opioids",), "pregnant": ("maybe",), **NO_PLAN}, "maybe_pregnant_and_dependent"),
    ],
)  # fmt: skip
def test_some_first_steps(answers, row):
    assert row_of({"who_for": ("self",), **answers}) == row


def test_who_drinks_at_weekends_and_longs_for_a_vape_is_not_told_to_go_on_drinking():
    told = {"concerns": ("alcohol", "nicotine"), "stop_plan": ("stop_some_time",), "between_doses": ("morning_drink",)}
    weekends = {**told, "alcohol_days": ("weekly",), "alcohol_per_day": ("15_to_30",), "who_for": ("self",)}
    assert row_of(weekends) == "much_on_some_days"
    assert row_of({**weekends, "alcohol_days": ("every_day",)}) == "shakes_between_drinks"


def test_smoking_comes_after_the_other_concerns_unless_it_worries_most():
    both = {"concerns": ("nicotine", "gambling")}
    assert concerns_of(both) == ("gambling", "nicotine")
    assert concerns_of({**both, "main_concern": ("nicotine",)}) == ("nicotine", "gambling")
