"""A result after the core, areas opened from it, and the screen of an emergency, as they stand on the pages."""

import pytest

from tests.support.sample_answers import SOMEBODY, VERY_HEAVY_DRINKER


@pytest.fixture
def at_result(journey):
    """Somebody who asked for their result as soon as they could."""
    journey.walk(SOMEBODY, until="use")
    journey.press("result")
    return journey


def open_area(journey, area):
    """Opens an area by its button on the result."""
    return journey.press_button(journey.page.one(f"button[data-area={area}]"))


class TestResultFromTheCore:
    def test_no_step_of_the_core_offers_it_and_each_area_does(self, journey):
        offered = {}
        while journey.page.name == "step":
            offered[journey.page.step] = journey.page.has("[data-go=result]")
            journey.answer(**{question: SOMEBODY[question] for question in journey.page.asked})
        core, areas = list(offered)[: list(offered).index("use")], list(offered)[list(offered).index("use") :]
        assert not any(offered[step] for step in core)
        assert all(offered[step] for step in areas)
        assert not journey.page.has("[data-go=result]"), "nor the page with all answers"

    def test_it_names_every_area_that_is_open(self, at_result):
        assert at_result.page.name == "results"
        states = {str(one["data-area"]): one["data-state"] for one in at_result.page.all("[data-area]")}
        assert set(states.values()) == {"open"}
        assert {"use", "drinking", "body", "mind", "home"} <= set(states)

    def test_a_kind_that_may_still_come_up_is_open_and_not_also_considered(self, at_result):
        page = at_result.page
        still = {str(one["data-kind"]) for one in page.all("[data-kind][data-state=open]")}
        considered = {str(one["data-kind"]) for one in page.all(".considered [data-kind]")}
        assert still
        assert not still & considered
        assert len(page.all("[data-kind]")) == 13

    @pytest.mark.parametrize(("given", "state"), [({}, "open"), ({"conditions": ["diabetes"]}, "came_up")])
    def test_who_told_some_of_an_area_has_skipped_the_rest_of_it(self, journey, given, state):
        journey.walk(SOMEBODY, until="body")
        page = journey.press("result", **given)
        assert page.one("[data-area=body]")["data-state"] == state

    def test_its_stones_are_not_yet_laid(self, at_result):
        for one in at_result.page.all("[data-kind][data-state=open]"):
            stone = at_result.page.one(f"a.piece[href='#kind-{one['data-kind']}']")
            assert "open" in stone["class"]
            assert "not yet laid" in str(stone["aria-label"])

    def test_paper_and_copy_work_from_it(self, at_result):
        token = at_result.page.token
        for address in ("sheet", "copy"):
            response = at_result.client.post(f"/{address}", data={"token": token})
            assert response.status_code == 200
            assert 'data-page="results"' in response.text


class TestAnArea:
    def test_it_leads_back_to_the_result_and_is_told_then(self, at_result):
        page = open_area(at_result, "mind")
        assert (page.name, page.step) == ("step", "mind")
        page = at_result.answer(mind=["low"], told_mind=["none"], past=["none"])
        assert page.name == "results"
        assert page.one("[data-area=mind]")["data-state"] == "came_up"

    def test_back_leads_to_the_result_too(self, at_result):
        open_area(at_result, "home")
        assert at_result.press("back").name == "results"

    def test_left_empty_it_was_seen(self, at_result):
        open_area(at_result, "home")
        page = at_result.answer()
        assert page.one("[data-area=home]")["data-state"] == "not_come_up"

    def test_in_line_it_leads_to_the_next(self, journey):
        journey.walk(SOMEBODY, until="use")
        before = journey.page.step
        page = journey.answer(**{question: SOMEBODY[question] for question in journey.page.asked})
        assert page.name == "step"
        assert page.step != before

    def test_back_from_the_result_leads_to_the_first_that_is_open(self, at_result):
        assert at_result.press("back").step == "use"

    @pytest.mark.parametrize("place", ["results/nothing", "results/results", "/use", "results/use/", "emergency/use"])
    def test_a_place_that_does_not_exist_is_none(self, at_result, place):
        assert at_result.post(at_result.fields(to=place)).status == 404

    def test_before_the_end_of_the_core_it_cannot_be_opened(self, journey):
        journey.walk(SOMEBODY, until="amount")
        page = journey.post(journey.fields(to="results/mind"))
        assert page.step == "amount"


class TestCheckPage:
    def test_what_is_not_told_is_named_and_can_be_answered_there(self, at_result):
        page = at_result.press("change")
        assert page.name == "check"
        assert "not told yet" in page.text()
        page = at_result.change("home")
        assert page.step == "home"
        assert at_result.answer(home="stable").name == "check"

    def test_it_leads_to_the_result(self, at_result):
        at_result.press("change")
        assert at_result.press("next").name == "results"

    def test_answers_are_folded_by_step(self, at_result):
        page = at_result.press("change")
        assert not page.has(".answers-of-step details[open]")
        assert page.has(".answers-of-step details dl")


class TestEmergency:
    NOW = {**SOMEBODY, "right_now": ["not_waking"]}

    def test_one_screen_stands_in_place_of_the_next_step(self, journey):
        page = journey.answer(right_now=["not_waking"])
        assert page.name == "emergency"
        assert page.one("form[data-step=emergency]")
        assert "emergency_number" in page.urgent
        assert page.has("[data-urgent=emergency_number] a[href^='tel:']")
        assert not page.has("[data-go=result]")

    def test_a_quiet_way_leads_on_and_it_does_not_come_again(self, journey):
        journey.answer(right_now=["not_waking"])
        assert journey.press("next").step == "about_you"
        assert journey.walk(self.NOW).name == "check"

    def test_back_and_reload_find_it_while_it_holds(self, journey):
        journey.answer(right_now=["not_waking"])
        assert journey.post(journey.fields(to="emergency")).name == "emergency"
        assert journey.press("back").step == "right_now"
        journey.answer(right_now=["none"])
        assert journey.post(journey.fields(to="emergency")).step == "about_you"

    def test_an_answer_that_is_changed_to_an_emergency_stops_too(self, journey):
        journey.walk(VERY_HEAVY_DRINKER, until="check")
        journey.change("safety")
        page = journey.answer(suicidal_thoughts="plan_or_preparing")
        assert page.name == "emergency"
        assert journey.press("next").name == "check"

    def test_what_was_not_said_stops_nobody(self, journey):
        journey.walk({**SOMEBODY, "right_now": ["unsure"]}, until="about_you")
        assert journey.page.step == "about_you"
