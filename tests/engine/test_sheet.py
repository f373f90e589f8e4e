"""The appointment sheet: what goes onto it, and what gives way."""

import pytest
from hypothesis import given

from assessment.engine.assess import assess
from assessment.engine.evidence import Confirmed
from assessment.engine.path import replay
from assessment.engine.questionnaire import FACTS_IN_ORDER, SKIPPED
from assessment.engine.rules import Fit
from assessment.engine.sheet import FEWEST_FACTS, MOST_ANSWERS, MOST_GRAVE, MOST_KINDS, MOST_LINES, sheet_of
from tests.support.real_content import CONTENT
from tests.support.sample_answers import (
    GAMBLER,
    HARDLY_ANY_CONCERN,
    MIXED,
    SOMEBODY,
    VERY_HEAVY_DRINKER,
    WORRIED_PARTNER,
    answers_of,
)
from tests.support.strategies import complete_answers

pytestmark = pytest.mark.slow


def fact(sheet, question):
    """The row of the table for a question."""
    return next(one for one in sheet.facts if one.question.id == question)


def shown(said):
    """The ids of the options that stand on it."""
    return [option.id for option in said.options]


def sheet_and_result(answers, length=1.0):
    path = replay(CONTENT, answers)
    result = assess(CONTENT, path)
    country = CONTENT.country(path.answers["country"][0])
    return sheet_of(result, path, country, length), result


@given(answers=complete_answers())
def test_every_notice_is_on_it_and_of_the_kinds_the_first_five(answers):
    sheet, result = sheet_and_result(answers)
    assert sheet.notices == result.notices
    came_up = [one.kind for fit in (Fit.STRONG, Fit.POSSIBLE) for one in result.suggestions if one.fit is fit]
    assert list(sheet.kinds) == came_up[:MOST_KINDS]
    assert len(sheet.kinds) + sheet.more_kinds == len(came_up)


@given(answers=complete_answers())
def test_what_was_told_has_room_beside_the_notices_and_what_is_medical_comes_first(answers):
    sheet, _ = sheet_and_result(answers)
    assert len(sheet.facts) <= max(FEWEST_FACTS, MOST_LINES - len(sheet.notices))
    parts = [FACTS_IN_ORDER.index(fact.question.on_sheet) for fact in sheet.facts]
    assert parts == sorted(parts)


@given(answers=complete_answers())
def test_a_number_on_it_is_confirmed_and_stands_once_and_the_first_is_for_emergencies(answers):
    sheet, _ = sheet_and_result(answers)
    assert sheet.numbers[0].purpose == "emergency"
    assert all(one.hours and one.confirmed is not Confirmed.UNCONFIRMED for one in sheet.numbers)
    assert len({one.reaches for one in sheet.numbers}) == len(sheet.numbers)


@given(answers=complete_answers())
def test_what_is_asked_is_asked_once_and_belongs_to_a_suggestion(answers):
    sheet, result = sheet_and_result(answers)
    fitting = [ask for one in result.suggestions if one.fit is not Fit.NOT_NOW for ask in one.kind.ask]
    assert len(set(sheet.ask)) == len(sheet.ask) > 0
    assert all(ask in fitting for ask in sheet.ask)


def test_the_first_question_of_each_strong_kind_comes_before_any_second_one():
    sheet, result = sheet_and_result(answers_of(VERY_HEAVY_DRINKER))
    first = [one.kind.ask[0] for one in result.suggestions if one.fit is Fit.STRONG]
    assert list(sheet.ask[: len(first)]) == first[: len(sheet.ask)]


def test_what_was_told_is_there_only_where_a_professional_needs_it():
    for person, needed in ((VERY_HEAVY_DRINKER, True), (HARDLY_ANY_CONCERN, False), (GAMBLER, False)):
        sheet, _ = sheet_and_result(answers_of(person))
        assert bool(sheet.facts) is needed


def test_a_longer_language_says_less_and_names_the_same():
    usual, longer = (sheet_and_result(answers_of(VERY_HEAVY_DRINKER), length)[0] for length in (1.0, 1.4))
    assert (longer.kinds, longer.notices) == (usual.kinds, usual.notices)
    assert len(longer.ask) < len(usual.ask)
    assert len(longer.facts) < len(usual.facts)


def test_what_does_not_fit_is_counted():
    many = {**VERY_HEAVY_DRINKER, "conditions": ["epilepsy", "liver", "heart_or_lungs", "diabetes", "pain"]}
    conditions = fact(sheet_and_result(answers_of(many))[0], "conditions")
    assert (len(conditions.options), conditions.more) == (MOST_ANSWERS, 5 - MOST_ANSWERS)


@given(answers=complete_answers())
def test_what_is_grave_stands_first_and_is_left_out_last(answers):
    sheet, _ = sheet_and_result(answers)
    in_fewer_lines = 0
    for said in sheet.facts:
        grave = [option.grave for option in said.options]
        assert grave == sorted(grave, reverse=True)
        told = {option.id for option in said.question.chosen(answers[said.question.id]) if option.grave}
        in_fewer_lines += bool(told - {*shown(said)} and len(grave) < MOST_GRAVE and said.question.id != "concerns")
    assert in_fewer_lines <= 1, "the last that fits"


def test_the_gravest_is_never_among_those_that_are_only_counted():
    signs = {"body_signs": ["numb", "not_eating", "vomiting", "yellow"], "between_doses": ["sickness", "seizure"]}
    sheet, _ = sheet_and_result(answers_of({**VERY_HEAVY_DRINKER, **signs}))
    assert shown(fact(sheet, "body_signs")) == ["vomiting", "yellow", "numb"]
    assert shown(fact(sheet, "between_doses")) == ["seizure", "sickness"]
    taken = ["opioids_most_days", "opioids_bought", "pills_prescribed", "mixing", "alone", "overdose", "break"]
    risks = fact(sheet_and_result(answers_of({**MIXED, "risks": taken}))[0], "risks")
    assert (shown(risks), risks.more) == (["overdose", "mixing", "alone", "break"], 3)


def test_where_there_is_more_than_fits_what_is_not_grave_gives_way():
    told = {"risks": ["opioids_most_days", "overdose"], "told_mind": ["ptsd"], "conditions": ["pain"], "mind": ["low"]}
    sheet, _ = sheet_and_result(answers_of({**MIXED, **told, "medicines": ["heart"]}))
    questions = [said.question.id for said in sheet.facts]
    assert {"concerns", "stopping_before", "risks"} <= {*questions}
    assert "mind" not in questions


def test_which_drugs_it_is_stands_in_the_place_of_what_they_are_called_together():
    kinds = {"opioid_kind": ["codeine", "tramadol"], "sedative_kind": [], "home_safety": "safe"}
    concerns = sheet_and_result(answers_of({**MIXED, **kinds}))[0].facts[0]
    assert (concerns.question.id, shown(concerns)) == ("concerns", ["alcohol", "codeine", "tramadol", "sedatives"])


@pytest.mark.parametrize(("plan", "name"), [("cut_down", "How it is taken"), ("stopped_longer", "How it was taken")])
def test_what_is_over_is_called_so(plan, name):
    answers = answers_of({**SOMEBODY, "concerns": ["opioids"], "risks": ["most_days", "mixing"], "stop_plan": plan})
    assert fact(sheet_and_result(answers)[0], "risks").name.you == name


@pytest.mark.parametrize("person", [HARDLY_ANY_CONCERN, WORRIED_PARTNER])
def test_answers_that_say_nothing_take_no_room(person):
    sheet, _ = sheet_and_result(answers_of(person))
    for said in (*sheet.facts, *sheet.wished):
        assert not {option.id for option in said.options} & {SKIPPED, "prefer_not"}
