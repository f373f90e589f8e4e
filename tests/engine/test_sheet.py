"""The appointment sheet: what goes onto it, and what gives way."""

import pytest
from hypothesis import given

from assessment.engine.assess import assess
from assessment.engine.evidence import Confirmed
from assessment.engine.path import replay
from assessment.engine.questionnaire import FACTS_IN_ORDER, SKIPPED
from assessment.engine.rules import Fit
from assessment.engine.sheet import FEWEST_FACTS, MOST_ANSWERS, MOST_KINDS, MOST_LINES, sheet_of
from tests.support.real_content import CONTENT
from tests.support.sample_answers import GAMBLER, HARDLY_ANY_CONCERN, VERY_HEAVY_DRINKER, WORRIED_PARTNER, answers_of
from tests.support.strategies import complete_answers

pytestmark = pytest.mark.slow


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
    sheet, _ = sheet_and_result(answers_of(many))
    (conditions,) = [said for said in sheet.facts if said.question.id == "conditions"]
    assert (len(conditions.options), conditions.more) == (MOST_ANSWERS, 5 - MOST_ANSWERS)


@pytest.mark.parametrize("person", [HARDLY_ANY_CONCERN, WORRIED_PARTNER])
def test_answers_that_say_nothing_take_no_room(person):
    sheet, _ = sheet_and_result(answers_of(person))
    for said in (*sheet.facts, *sheet.wished):
        assert not {option.id for option in said.options} & {SKIPPED, "prefer_not"}
