"""People whom readers played keep the first step that was found right for them, or mended: docs/reading.md."""

import tomllib

import pytest

from assessment.engine.first_steps import first_row
from tests.support.project_files import ROOT
from tests.support.real_content import CONTENT

READ = tomllib.loads((ROOT / "tests/engine/read_people.toml").read_text("utf-8"))["person"]
LIVES = {
    one["id"] for one in tomllib.loads((ROOT / "tests/people/eighty_two_in_english.toml").read_text("utf-8"))["person"]
}
SAID_BY_MOST = {
    "right_now": ["none"],
    "who_for": ["self"],
    "age_band": ["25_64"],
    "country": ["us"],
    "stop_plan": ["stop_some_time"],
    "between_doses": ["none"],
    "stopping_before": ["nothing"],
    "feeling_now": ["not_stopped"],
    "suicidal_thoughts": ["no"],
    "home_safety": ["safe"],
    "pregnant": ["no"],
}


@pytest.mark.parametrize("person", READ, ids=lambda one: one["id"])
def test_each_has_the_first_step_that_fits(person):
    answers = {**SAID_BY_MOST, **person["answers"]}
    told = CONTENT.compiled.bits.told({question: tuple(options) for question, options in answers.items()})
    assert first_row(CONTENT.compiled.first_steps, told, CONTENT.compiled.bits).id == person["row"]


def test_each_has_a_life():
    assert {one["id"] for one in READ} <= LIVES
