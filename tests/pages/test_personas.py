"""Two dozen made-up people (tests/personas.toml) get what their lives call for."""

import copy

import pytest

from tests.support.journey import Journey
from tests.support.personas import ADULTS, PERSONAS, persona

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=ADULTS, ids=lambda one: one.name)
def somebody(request):
    return request.param


@pytest.fixture(scope="module")
def result(served, somebody):
    return Journey(served.test_client()).result(somebody.person)


def test_each_is_warned_of_what_is_dangerous_and_of_nothing_else(result, somebody):
    assert (result.urgent, result.quiet) == (somebody.notices, somebody.quiet)


def test_each_is_pointed_to_what_their_life_calls_for_and_pushed_into_nothing_else(result, somebody):
    assert somebody.strong == {kind for kind, fit in result.fits.items() if fit == "strong"}


def test_each_has_a_first_step_that_can_be_taken(result, somebody):
    box = result.one("[data-first-step]")
    assert box["data-first-step"] == somebody.first_step
    assert box.select_one("a[href^='tel:'], a[href^='sms:'], a[href^='https:'], [data-door=none]")
    assert box.select_one("[data-say]").get_text(strip=True)


def test_the_fifteen_year_old_is_sent_to_better_places(journey):
    (young,) = [one for one in PERSONAS if one.ends]
    assert young.answers["age_band"] == "under_18"
    assert journey.walk(young.person).name == young.ends == "youth"


def test_what_is_read_of_a_result_takes_six_minutes_and_nine_with_every_danger_at_once(result, somebody):
    """At 200 words a minute, without numbers, the picture, and what is folded away or only printed."""
    main = copy.copy(result.one("main"))
    for left_out in main.select("details > :not(summary), .contacts, .sheet, .take-along, .mosaic"):
        left_out.decompose()
    most = 1800 if len(somebody.notices) == 6 else 1200
    assert len(main.get_text(" ").split()) < most


@pytest.mark.parametrize("one", PERSONAS, ids=lambda one: one.name)
def test_the_file_names_what_there_is(one, content):
    for question, given in one.answers.items():
        chosen = [given] if isinstance(given, str) else given
        assert set(chosen) <= set(content.questionnaire.options_of(question)), question
    assert one.notices <= {notice.id for notice in content.notices}
    assert one.strong <= {kind.id for kind in content.kinds}


def test_there_are_two_dozen_and_each_has_a_name_of_their_own():
    assert len({one.name for one in PERSONAS}) == len(PERSONAS) == 24


class TestWhatIsSaidToWhom:
    def said(self, journey, name):
        return journey.result(persona(name).person)

    def test_what_they_like_and_what_stands_in_the_way_is_taken_up(self, journey):
        page = self.said(journey, "the one who walked out of the meeting")
        assert len(page.all("section[aria-labelledby=suits] li")) == 4

    def test_what_does_not_fit_together_is_asked_about_and_not_named_again(self, journey):
        page = self.said(journey, "the one whose answers do not fit together")
        assert "Both can be true" not in page.text()

    def test_who_would_rather_do_without_medicine_reads_of_it_last_and_still_reads_of_it(self, journey):
        drinker = persona("the one who walked out of the meeting").person
        heavier = {**drinker, "alcohol_per_day": "15_to_30", "control": ["hard_to_stop", "urge", "harm"]}
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
        assert "isn't an addiction" in page.text("[data-kind=medical_check]")
