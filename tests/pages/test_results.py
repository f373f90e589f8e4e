"""The result: safety, what fits and why, groups as part of the whole, what else was considered, one first step."""

import pytest

from tests.support.journey import Journey
from tests.support.page import text_of
from tests.support.sample_answers import (
    GAMBLER,
    HARDLY_ANY_CONCERN,
    MIXED,
    SAYS_NOTHING,
    SOMEBODY,
    VERY_HEAVY_DRINKER,
    WORRIED_PARTNER,
)
from tools.minutes import words_open_in

CALM, DENSE, FIRST_STEP = 450, 650, 90
"""Words that may stand open on a result, and in the box of a first step that is a notice too."""


def test_all_thirteen_kinds_are_there_for_anybody(journey, content):
    page = journey.result(HARDLY_ANY_CONCERN)
    assert set(page.fits) == {kind.id for kind in content.kinds}


class TestTheVeryHeavyDrinkerWhoFeelsFine:
    @pytest.fixture
    def result(self, journey):
        return journey.result(VERY_HEAVY_DRINKER)

    def test_is_told_first_not_to_stop_suddenly_and_to_speak_to_a_doctor_today(self, result):
        assert result.urgent == {"same_day_medical", "do_not_stop_suddenly"}
        assert result.has("[data-urgent=same_day_medical] a[href='tel:111']")

    def test_reads_of_withdrawal_a_check_and_a_specialist(self, result):
        strong = {kind for kind, fit in result.fits.items() if fit == "strong"}
        assert strong == {"supervised_withdrawal", "medical_check", "specialist_assessment"}

    def test_reads_why_in_their_own_answers(self, result):
        text = result.text("[data-kind=supervised_withdrawal]")
        assert "Every day" in text
        assert "30 units or more" in text
        assert "never_stopped_is_no_reassurance" in {
            one["data-rule"] for one in result.all("[data-urgent] [data-rule]")
        }

    def test_has_one_first_step_before_anything_changes(self, result):
        box = result.one("[data-first-step]")
        assert box["data-first-step"] == "stops_alone_after_daily"
        assert box["data-urgent"] == "same_day_medical", "the gravest notice stands in the same box"
        assert box.select_one("a[href='tel:111']")
        assert "30 units or more a day" in box.select_one("[data-say]").get_text()

    def test_other_notices_are_one_line_with_a_number_below_it(self, result):
        (other,) = result.all("section.notice[data-urgent]")
        assert other["data-urgent"] == "do_not_stop_suddenly"
        assert other.select_one(":scope > .first a[href^='tel:']")
        assert not other.select(":scope > p:not(.first)")


class TestSomebodyWithHardlyAnyConcern:
    @pytest.fixture
    def result(self, journey):
        return journey.result(HARDLY_ANY_CONCERN)

    def test_is_not_pushed_into_treatment(self, result):
        assert {kind for kind, fit in result.fits.items() if fit != "not_now"} == {
            "lifestyle_support",
            "self_help_groups",
        }
        assert "strong" not in result.fits.values()

    def test_is_not_told_that_all_is_well(self, result):
        assert "You can always ask for help" in result.text(".disclaimer")

    def test_has_something_to_do_and_somebody_to_ask(self, result):
        assert result.text(".first-step")
        assert result.has("[data-first-step] a[href^='tel:']")


def test_gambling_alone_leads_to_practical_help(journey):
    fits = journey.result(GAMBLER).fits
    assert fits["practical_support"] == "strong"
    assert fits["supervised_withdrawal"] == "not_now"


def test_danger_at_home_and_dark_thoughts_are_answered(journey):
    page = journey.result(MIXED)
    assert page.fits["practical_support"] == "strong"
    assert page.fits["mental_health_care"] == "strong"
    assert page.urgent == {
        "emergency_number",
        "crisis_line",
        "same_day_medical",
        "do_not_stop_suddenly",
        "overdose_risk",
        "home_safety",
    }


def test_for_somebody_else_there_is_help_for_families(journey):
    page = journey.result(WORRIED_PARTNER)
    assert page.fits["family_support"] == "strong"
    assert page.has("#helping")
    assert "Help them talk" in page.text(".first-step")


def test_groups_are_part_of_the_whole_and_never_instead(journey):
    page = journey.result(SOMEBODY)
    assert page.has("section[aria-labelledby=groups] [data-kind=self_help_groups]")
    assert "as part of the whole" in page.text("section[aria-labelledby=groups]")


def test_what_was_set_aside_says_what_would_bring_it_up(journey):
    page = journey.result(HARDLY_ANY_CONCERN)
    considered = page.one("details.considered")
    assert not considered.has_attr("open")
    assert {one["data-fit"] for one in considered.select("[data-kind]")} == {"not_now"}
    assert "would come up" in page.text("[data-kind=medication]")


def test_what_was_told_is_not_named_among_what_would_bring_up_a_kind(journey):
    shook_long_ago = {**SOMEBODY, "stop_plan": "stopped_longer", "stopping_before": ["shaking_sweating"]}
    considered = journey.result(shook_long_ago).text("[data-kind=supervised_withdrawal]")
    assert "pills for sleep or calm" in considered
    assert "shaking" not in considered


@pytest.mark.slow
def test_every_reason_leads_to_its_rule_and_its_source(journey, page, method):
    result, rules = journey.result(MIXED), method("rules")
    for one in result.all("[data-kind] [data-rule]"):
        assert rules.has(f"#{one['data-rule']}")
    there = {"": result, "/method": page("/method"), "/method/rules": rules}
    for link in result.all("[data-kind] a[href*='#']"):
        address, _, place = str(link["href"]).partition("#")
        assert there[address].by_id(place)


def test_the_disclaimer_stands_in_body_text(journey):
    assert "not a diagnosis" in journey.result(SOMEBODY).text("main p.disclaimer")


class TestSomebodyWhoSaysNothing:
    @pytest.fixture
    def result(self, journey):
        return journey.result(SAYS_NOTHING)

    def test_is_not_told_what_they_did_not_say(self, result, content):
        said = {
            option.label.you
            for question in content.questionnaire.questions
            for option in question.options
            if option.non_answer and option.label
        }
        told = " ".join(text_of(one) for one in result.all(".you-told-us, .sheet, .all-answers dd"))
        assert not [words for words in said if words in told]


@pytest.mark.slow
def test_the_same_answers_give_the_same_result_byte_for_byte(client):
    def result():
        page = Journey(client).result(MIXED)
        return page.html.replace(page.token, "")

    assert result() == result()


def test_it_says_when_and_by_which_rules_it_was_made(journey, content):
    assert content.rules_version in journey.result(SOMEBODY).text()


class TestHowMuchStandsOpen:
    """A result is read by somebody on a bad night: what is not needed at once is folded."""

    @pytest.mark.parametrize("person", [GAMBLER, HARDLY_ANY_CONCERN, SAYS_NOTHING])
    def test_a_calm_result(self, journey, person):
        assert words_open_in(journey.result(person).one("main")) <= CALM

    @pytest.mark.parametrize("person", [MIXED, VERY_HEAVY_DRINKER, WORRIED_PARTNER])
    def test_a_dense_result(self, journey, person):
        assert words_open_in(journey.result(person).one("main")) <= DENSE

    @pytest.mark.parametrize("person", [GAMBLER, MIXED, VERY_HEAVY_DRINKER, WORRIED_PARTNER])
    def test_the_first_step(self, journey, person):
        assert len(journey.result(person).text("[data-first-step]").split()) > 20
        assert words_open_in(journey.page.one("[data-first-step]")) <= FIRST_STEP
