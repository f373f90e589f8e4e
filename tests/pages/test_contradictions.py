"""Answers that do not seem to fit together are asked about once, at once, and kindly."""

import pytest

from tests.support.journey import Person
from tests.support.sample_answers import SOMEBODY

SHAKING: Person = {"between_doses": ["none"], "stopping_before": ["shaking_sweating"], "feeling_now": ["none"]}
LITTLE: Person = {**SOMEBODY, "alcohol_per_day": "under_4", **SHAKING}
"""Drinks little, and had signs of withdrawal."""
BOX = "#asked-about"


@pytest.fixture
def asked(journey):
    """Somebody who has just been asked about it."""
    journey.walk(LITTLE, until="stopping")
    journey.answer(**SHAKING)
    return journey


def test_the_step_is_shown_again_with_the_answers_kept_and_a_calm_question(asked, content):
    page = asked.page
    assert (page.status, page.step) == (200, "stopping")
    assert page.has("#q-stopping_before-shaking_sweating[checked]")
    assert not page.has("#summary, .problem, [aria-invalid]")
    box = page.one(BOX)
    assert (box["role"], box["tabindex"]) == ("group", "-1")
    (one,) = [one for one in content.contradictions if one.id == "little_and_yet_signs"]
    assert page.text(f"{BOX} [data-contradiction=little_and_yet_signs]") == one.text.you
    assert page.html.index('id="asked-about"') < page.html.index('id="answer-form"')


def test_a_button_says_that_both_are_right_and_goes_on(asked):
    button = asked.page.one(f"{BOX} button[data-go=next]")
    assert (button["name"], button["value"], button["form"]) == ("both", "little_and_yet_signs", "answer-form")
    assert "Both are right: go on" in asked.page.text(BOX)
    page = asked.press_button(button)
    assert page.step == "safety"
    assert not page.has(BOX)


def test_it_is_asked_once(asked):
    assert asked.answer(**SHAKING).step == "safety"
    assert asked.press("back").step == "stopping"
    assert not asked.page.has(BOX)
    assert asked.answer(**SHAKING).step == "safety"
    assert asked.walk(LITTLE).name == "check"


def test_a_changed_answer_goes_on_and_the_same_again_is_asked_again(asked):
    assert asked.answer(**{**SHAKING, "stopping_before": ["nothing"]}).step == "safety"
    asked.press("back")
    assert asked.answer(**SHAKING).has(BOX)


def test_who_says_so_beforehand_is_not_asked(journey):
    journey.walk(LITTLE, until="stopping")
    assert journey.answer(**SHAKING, both="little_and_yet_signs").step == "safety"


@pytest.mark.parametrize("claimed", ["", "nothing", "<b>"])
def test_whatever_else_is_claimed_changes_nothing(journey, claimed):
    journey.walk(LITTLE, until="stopping")
    assert journey.answer(**SHAKING, both=claimed).has(BOX)


def test_going_back_is_not_held_up(journey):
    journey.walk(LITTLE, until="stopping")
    assert journey.press("back", **SHAKING).step == "amount"


def test_what_is_wrong_with_an_answer_comes_first(journey):
    journey.walk(LITTLE, until="stopping")
    page = journey.answer(**{**SHAKING, "stopping_before": ["shaking_sweating", "nothing"]})
    assert page.status == 422
    assert not page.has(BOX)


def test_in_danger_nothing_is_asked(journey):
    journey.walk({**LITTLE, **SHAKING}, until="stopping")
    page = journey.answer(**{**SHAKING, "feeling_now": ["seizure"]})
    assert page.name == "emergency"
    assert "emergency_number" in page.urgent
    page = journey.press("next")
    assert page.step == "safety"
    assert not page.has(BOX)


def test_it_speaks_of_them_when_it_is_about_somebody_else(journey):
    journey.walk({**LITTLE, "who_for": "other"}, until="stopping")
    assert "that they drink" in journey.answer(**SHAKING).text(BOX)


def test_nobody_is_told_off_for_shaking_while_it_goes_on(journey):
    person = {**SOMEBODY, "stopping_before": ["shaking_sweating"], "feeling_now": ["shaking_sweating"]}
    assert journey.walk(person).name == "check"


def test_nothing_of_it_is_on_the_result_and_all_of_it_on_the_method_page(asked, method, content):
    result = asked.result(LITTLE)
    assert "by mistake" not in result.text()
    listed = {str(one["data-contradiction"]) for one in method("sentences").all("[data-contradiction]")}
    assert listed == {one.id for one in content.contradictions}
