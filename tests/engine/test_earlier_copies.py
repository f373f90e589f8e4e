"""What version 0.4 wrote into saved copies, as it is said now."""

import pytest

from assessment.engine.earlier_copies import MOVED, as_given_now
from assessment.engine.path import replay
from assessment.engine.questionnaire import SKIPPED
from tests.support.real_content import CONTENT


def now(**answers):
    """The answers of a copy of 0.4, as they are given now."""
    lists = {name: (given,) if isinstance(given, str) else tuple(given) for name, given in answers.items()}
    return as_given_now(CONTENT.questionnaire, lists)


@pytest.mark.parametrize(
    ("then", "today"),
    [
        ({"stage": "stopped_weeks"}, {"stop_plan": ("stopped_weeks",)}),
        ({"stage": "as_usual", "stop_plan": "stop_with_help"}, {"stop_plan": ("stop_with_help",)}),
        ({"stage": "cutting_down", "stop_plan": "no_plan"}, {"stop_plan": ("cut_down",)}),
        ({"stage": "cutting_down", "stop_plan": "stop_alone_soon"}, {"stop_plan": ("stop_alone_soon",)}),
        ({"stage": "prefer_not", "stop_plan": "prefer_not"}, {"stop_plan": ("prefer_not",)}),
        ({"use_pattern": ["first_thing"]}, {"first_smoke": ("within_5",)}),
        ({"use_pattern": ["chasing", "borrowing"]}, {"money_signs": ("chasing", "borrowing")}),
        ({"conditions": ["epilepsy", "ptsd"]}, {"conditions": ("epilepsy",), "told_mind": ("ptsd",)}),
        ({"control": ["urge", "money"]}, {"control": ("urge",)}),
    ],
)
def test_what_is_said_elsewhere_now_moves_there(then, today):
    assert now(**then) == today


def test_how_it_was_taken_is_asked_anew_because_more_is_asked():
    assert now(use_pattern=["none"], taken_how="otherwise", opioid_days="every_day") == {}
    assert now(use_pattern=["morning_or_night", "mixing"]) == {}


def test_what_was_left_empty_or_not_said_is_skipped_where_it_may_be():
    assert now(help_now="nothing", goal="prefer_not") == {"help_now": (SKIPPED,), "goal": (SKIPPED,)}
    assert now(stopping_before=["nothing"]) == {"stopping_before": ("nothing",)}
    assert now(suicidal_thoughts="prefer_not") == {"suicidal_thoughts": ("prefer_not",)}


def test_answers_of_today_stay_as_they_are():
    today = {"right_now": ("none",), "concerns": ("alcohol",), "help_now": (SKIPPED,), "people": ("alone", "partner")}
    assert as_given_now(CONTENT.questionnaire, today) == today


@pytest.mark.parametrize("bad", [("alcohol", "alcohol"), ("alcohol", "unsure"), ("elsewhere",)])
def test_what_nobody_could_choose_is_not_made_an_answer(bad):
    given = as_given_now(CONTENT.questionnaire, {"right_now": ("none",), "concerns": bad})
    assert "concerns" not in replay(CONTENT, given).answers


def test_everything_that_moves_moves_to_something_that_is_there():
    for question, option in MOVED.values():
        assert option in CONTENT.questionnaire.options_of(question)
