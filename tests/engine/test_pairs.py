"""For each kind of support two people who differ in one answer, and the fit that must change, as the sources have it."""

from typing import Any, NamedTuple

import pytest

from assessment.engine.assess import assess
from assessment.engine.path import replay
from tests.support.real_content import CONTENT
from tests.support.sample_answers import SOMEBODY, answers_of


class Pair(NamedTuple):
    """Two people. Both have `common`; they differ in `question`, and so in how `kind` fits."""

    kind: str
    common: dict[str, Any]
    question: str
    one: Any
    other: Any
    fits: tuple[str, str]
    source: str


DAILY = {"alcohol_days": "every_day"}
OPIOIDS = {"concerns": ["opioids"], "risks": ["most_days"]}
PRESCRIBED = {
    "concerns": ["opioids", "nicotine", "gambling"],
    "main_concern": "opioids",
    "risks": ["as_prescribed"],
}
PAIRS = (
    Pair("supervised_withdrawal", DAILY, "alcohol_per_day", "under_4", "15_to_30", ("not_now", "strong"), "CG115 1.3.4"),
    Pair("supervised_withdrawal", {}, "stopping_before", ["nothing"], ["seizure"], ("not_now", "strong"), "CG100 1.1.1"),
    Pair("medical_check", {}, "pregnant", "no", "yes", ("not_now", "strong"), "NYSDOH 2021"),
    Pair("medical_check", OPIOIDS, "risks", ["most_days"], ["injecting"], ("possible", "strong"), "QS23 statement 4"),
    Pair("mental_health_care", {}, "suicidal_thoughts", "no", "thoughts", ("not_now", "strong"), "no door is wrong"),
    Pair("mental_health_care", {}, "told_mind", ["none"], ["bipolar"], ("not_now", "strong"), "QS188"),
    Pair(
        "specialist_assessment",
        {"concerns": ["opioids"]},
        "risks",
        ["none"],
        ["most_days"],
        ("not_now", "strong"),
        "TIP 63",
    ),
    Pair("medication", {"concerns": ["opioids"]}, "risks", ["none"], ["most_days"], ("possible", "strong"), "TIP 63"),
    Pair("medication", OPIOIDS, "risks", ["most_days"], ["as_prescribed"], ("strong", "not_now"), "NG215 context"),
    # A dose each day that nobody is there to see can be as a doctor said; what is bought beside it is not.
    Pair("medication", OPIOIDS, "risks", ["most_days", "as_prescribed", "alone"], ["most_days", "as_prescribed", "bought"], ("not_now", "strong"), "TIP 63"),
    # What smoking or gambling adds says nothing about how a prescribed medicine is taken.
    Pair("specialist_assessment", PRESCRIBED, "first_smoke", "later", "within_5", ("possible", "possible"), "NG215"),
    Pair("specialist_assessment", PRESCRIBED, "money_signs", ["none"], ["chasing"], ("possible", "possible"), "NG215"),
    # What is said of GHB is said to nobody else.
    Pair("supervised_withdrawal", {"risks": ["most_days"]}, "concerns", ["other_drugs"], ["ghb"], ("not_now", "strong"), "SA Health"),
    # Heroin beside prescribed pills is not "only as a doctor prescribed".
    Pair(
        "medication",
        {"concerns": ["opioids", "sedatives"], "main_concern": "opioids"},
        "risks",
        ["opioids_prescribed", "pills_most_days"],
        ["pills_prescribed", "opioids_most_days", "opioids_bought"],
        ("not_now", "strong"),
        "TIP 63",
    ),
    # What is so of the pills is not so of the opioids.
    Pair(
        "medication",
        {"concerns": ["opioids", "sedatives"], "main_concern": "sedatives"},
        "risks",
        ["opioids_prescribed", "pills_bought", "pills_most_days"],
        ["opioids_prescribed", "opioids_most_days", "opioids_bought"],
        ("not_now", "strong"),
        "TIP 63",
    ),
    Pair(
        "counselling",
        {"concerns": ["gambling"]},
        "money_signs",
        ["none"],
        ["chasing"],
        ("possible", "strong"),
        "NG248: cognitive behavioural therapy",
    ),
    Pair("structured_programme", {}, "home", "stable", "none", ("not_now", "possible"), "CG115, for the public"),
    Pair("practical_support", {}, "home_safety", "safe", "unsafe", ("not_now", "strong"), "PH50"),
    Pair("practical_support", {}, "concerns", ["alcohol"], ["gambling"], ("not_now", "strong"), "NG248: blocks"),
    Pair("harm_reduction", {}, "concerns", ["cannabis"], ["opioids"], ("not_now", "strong"), "CG52 1.1.1.2"),
    Pair("relapse_prevention", {}, "stop_plan", "no_plan", "stopped_weeks", ("not_now", "strong"), "AU ch. 23: aftercare"),
    Pair("family_support", {}, "who_for", "self", "other", ("not_now", "strong"), "CG115 1.1.2"),
    Pair("family_support", {"people": ["joins_in"]}, "home_safety", "safe", "unsafe", ("possible", "not_now"), "CG115, 2022"),
    Pair("self_help_groups", {}, "groups_experience", "never", "helps_now", ("possible", "strong"), "Cochrane 2020"),
)  # fmt: skip


def fit(pair: Pair, answer: Any) -> str:
    """How the kind fits somebody with this answer."""
    answers = answers_of({**SOMEBODY, **pair.common, pair.question: answer})
    result = assess(CONTENT, replay(CONTENT, answers))
    return next(one.fit.value for one in result.suggestions if one.kind.id == pair.kind)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.kind}-{pair.question}")
def test_one_answer_changes_the_fit(pair):
    assert (fit(pair, pair.one), fit(pair, pair.other)) == pair.fits, pair.source


def test_every_kind_has_a_pair_but_the_one_that_is_for_everybody():
    assert {kind.id for kind in CONTENT.kinds} - {pair.kind for pair in PAIRS} == {"lifestyle_support"}
