"""The appointment sheet: what goes onto it, and what gives way."""

import pytest
from hypothesis import given

from assessment.engine.assess import assess
from assessment.engine.evidence import Confirmed
from assessment.engine.path import replay
from assessment.engine.questionnaire import SKIPPED
from assessment.engine.rules import Fit
from assessment.engine.sheet import CROWDED, ROOMS, room_for, sheet_of
from tests.support.real_content import CONTENT
from tests.support.sample_answers import HARDLY_ANY_CONCERN, VERY_HEAVY_DRINKER, WORRIED_PARTNER, answers_of
from tests.support.strategies import complete_answers

pytestmark = pytest.mark.slow


def sheet_and_result(answers, length=1.0):
    path = replay(CONTENT, answers)
    result = assess(CONTENT, path)
    country = CONTENT.country(path.answers["country"][0])
    return sheet_of(result, path, country, length), result


@given(answers=complete_answers())
def test_every_notice_and_every_strong_kind_is_on_it(answers):
    sheet, result = sheet_and_result(answers)
    assert [line.of for line in sheet.notices] == list(result.notices)
    assert [line.of for line in sheet.strong] == [one for one in result.suggestions if one.fit is Fit.STRONG]


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


def test_who_says_much_says_less_of_each():
    assert room_for(0) == ROOMS[0][1]
    rooms = [room_for(weight) for weight in range(20)]
    for name in ("answers", "because", "questions"):
        sizes = [getattr(room, name) for room in rooms]
        assert sizes == sorted(sizes, reverse=True)
        assert sizes[-1] == getattr(CROWDED, name)
        assert sizes[ROOMS[-1][0]] > 0, "no result in English comes to less"


def test_a_longer_language_says_less_and_names_the_same():
    usual, longer = (sheet_and_result(answers_of(VERY_HEAVY_DRINKER), length)[0] for length in (1.0, 1.4))
    assert [line.of for line in longer.strong] == [line.of for line in usual.strong]
    assert [line.of for line in longer.notices] == [line.of for line in usual.notices]
    assert len(longer.ask) < len(usual.ask)


def test_what_does_not_fit_is_counted():
    many = {**VERY_HEAVY_DRINKER, "conditions": ["epilepsy", "heart_or_lungs", "liver", "pain", "depression_anxiety"]}
    sheet, _ = sheet_and_result(answers_of(many))
    (conditions,) = [said for said in sheet.told if said.question.id == "conditions"]
    assert len(conditions.options) + conditions.more == 5
    assert conditions.more > 0


@pytest.mark.parametrize("person", [HARDLY_ANY_CONCERN, WORRIED_PARTNER])
def test_answers_that_say_nothing_take_no_room(person):
    sheet, _ = sheet_and_result(answers_of(person))
    for said in (*sheet.told, *sheet.wished):
        assert not {option.id for option in said.options} & {SKIPPED, "prefer_not"}
