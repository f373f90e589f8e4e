"""Two dozen made-up people get what their lives call for.

The expectations were written from the lives, not from the rules.
"""

import pytest

from assessment.i18n.spelling import respelled
from tests.support.two_dozen import PEOPLE

WITHDRAWAL = {"same_day_medical", "do_not_stop_suddenly"}
EXPECTED = {
    "the builder who feels fine": (
        WITHDRAWAL,
        {"supervised_withdrawal", "medical_check", "specialist_assessment"},
        "before you change",
    ),
    "the one with a small worry": (set(), set(), "For one week"),
    "the driver with a seizure behind him": (
        WITHDRAWAL,
        {"supervised_withdrawal", "medical_check", "specialist_assessment"},
        "today",
    ),
    "the cook on the third day": (
        {"same_day_medical"},
        {"supervised_withdrawal", "medical_check", "relapse_prevention"},
        "today",
    ),
    "the widow": ({"do_not_stop_suddenly", "overdose_risk"}, {"medical_check", "supervised_withdrawal"}, "doctor"),
    "the man just out of prison": (
        {"overdose_risk"},
        {"harm_reduction", "medical_check", "practical_support", "medication"},
        "naloxone",
    ),
    "the gardener with a bad back": ({"do_not_stop_suddenly", "overdose_risk"}, {"medical_check"}, "prescribes"),
    "the teacher and the pills": (WITHDRAWAL, {"medical_check"}, "today"),
    "the pregnant student": (WITHDRAWAL, {"medical_check", "supervised_withdrawal"}, "today"),
    "the courier": ({"overdose_risk"}, {"mental_health_care", "counselling"}, "how you have been feeling"),
    "the one who smokes every evening": (set(), set(), "counselling"),
    "the man with the betting app": (
        {"crisis_line"},
        {"counselling", "practical_support", "mental_health_care"},
        "today",
    ),
    "the gamer": (set(), set(), "counselling"),
    "the smoker": (set(), {"medication", "counselling"}, "medicines"),
    "the wife who is afraid": (
        {"home_safety", "overdose_risk"} | WITHDRAWAL,
        {"family_support", "practical_support", "medical_check", "supervised_withdrawal"},
        "your own safety first",
    ),
    "the mother": (
        {"do_not_stop_suddenly", "overdose_risk"},
        {"medication", "harm_reduction", "family_support", "specialist_assessment", "medical_check"},
        "naloxone",
    ),
    "the one on medication": ({"overdose_risk"}, {"harm_reduction", "relapse_prevention"}, "next appointment"),
    "the man with fourteen months": (set(), {"relapse_prevention", "self_help_groups"}, "next meeting"),
    "the one who walked out of the meeting": (set(), set(), "counseling"),
    "the one who says little": (
        {"crisis_line", "home_safety", "do_not_stop_suddenly", "overdose_risk"},
        set(),
        "call one of the numbers",
    ),
    "the one whose answers do not fit together": (WITHDRAWAL, {"supervised_withdrawal", "medical_check"}, "today"),
    "the student who hears voices": (
        {"same_day_medical"},
        {"mental_health_care", "medical_check", "counselling"},
        "today",
    ),
    "the one with everything at once": (
        {"emergency_number", "crisis_line", "home_safety", "overdose_risk"} | WITHDRAWAL,
        {
            "supervised_withdrawal",
            "mental_health_care",
            "medication",
            "practical_support",
            "harm_reduction",
            "medical_check",
            "specialist_assessment",
        },
        "emergency number now",
    ),
}
ADULTS = [one for one in PEOPLE if one.answers["age_band"] != "under_18"]


@pytest.fixture(params=ADULTS, ids=lambda one: one.name)
def somebody(request):
    return request.param


@pytest.fixture
def result(journey, somebody):
    return journey.result(somebody.answers)


def test_each_is_warned_of_what_is_dangerous_and_of_nothing_else(result, somebody):
    assert result.urgent == EXPECTED[somebody.name][0]


def test_each_is_pointed_to_what_their_life_calls_for_and_pushed_into_nothing_else(result, somebody):
    assert EXPECTED[somebody.name][1] == {kind for kind, fit in result.fits.items() if fit == "strong"}


def test_each_has_a_first_step_that_can_be_taken(result, somebody, content):
    spelling = content.spellings.get(str(result.one("html")["lang"]).replace("-", "_"))
    expected = EXPECTED[somebody.name][2]
    assert (respelled(expected, spelling) if spelling else expected) in result.text(".first-step")


def test_the_fifteen_year_old_is_sent_to_better_places(journey):
    (young,) = [one for one in PEOPLE if one not in ADULTS]
    assert journey.walk(young.answers).name == "youth"


def test_what_is_read_of_a_result_takes_six_minutes_and_nine_with_every_danger_at_once(result, somebody):
    """At 200 words a minute, without numbers, the picture, and what is folded away or only printed."""
    for left_out in result.all("main details > :not(summary), main .contacts, main .sheet, main .along, main .mosaic"):
        left_out.decompose()
    most = 1800 if len(EXPECTED[somebody.name][0]) == 6 else 1200
    assert len(result.text("main").split()) < most


class TestWhatIsSaidToWhom:
    def said(self, journey, name):
        return journey.result(next(one for one in PEOPLE if one.name == name).answers)

    def test_what_they_like_and_what_stands_in_the_way_is_taken_up(self, journey):
        page = self.said(journey, "the one who walked out of the meeting")
        assert len(page.all("section[aria-labelledby=suits] li")) == 4

    def test_what_does_not_fit_together_is_named_gently(self, journey):
        text = self.said(journey, "the one whose answers do not fit together").text(".letter")
        assert "Both can be true" in text
        assert "To be careful" in text

    def test_who_would_rather_do_without_medicine_reads_of_it_last_and_still_reads_of_it(self, journey):
        drinker = next(one for one in PEOPLE if one.name == "the one who walked out of the meeting").answers
        heavier = {**drinker, "control": ["hard_to_stop", "urge", "harm"]}
        for preferences, place in ((["no_medication"], "last"), ([], "before")):
            journey.begin()
            page = journey.result({**heavier, "preferences": preferences})
            between = [str(one["data-kind"]) for one in page.all("[data-fit=possible]")]
            between = [kind for kind in between if kind not in {"lifestyle_support", "self_help_groups"}]
            assert (between[-1] == "medication") == (place == "last")

    def test_somebody_who_is_afraid_is_never_asked_to_talk_to_them(self, journey):
        text = self.said(journey, "the wife who is afraid").text("section[aria-labelledby=helping]")
        assert "Your own safety comes first" in text
        assert "quiet moment" not in text

    def test_what_is_in_place_already_is_named(self, journey):
        page = self.said(journey, "the man with fourteen months")
        assert len(page.all(".overview .strengths li")) >= 3

    def test_those_who_take_medicine_as_prescribed_are_not_told_of_addiction_treatment(self, journey):
        page = self.said(journey, "the gardener with a bad back")
        assert page.fits["medication"] == page.fits["specialist_assessment"] == "not_now"
        assert "is not an addiction" in page.text("[data-kind=medical_check]")
