"""Danger first, in a real browser: at the answer, before Continue, with a number that can be tapped."""

import pytest
from playwright.sync_api import Route, expect

from tests.support.people import MIXED, SOMEBODY, VERY_HEAVY_DRINKER
from tests.support.tab import PATIENCE

CRISIS = "[data-urgent=crisis_line]"


def test_a_dangerous_answer_shows_its_notice_before_continue(tab):
    tab.walk(SOMEBODY, until="safety")
    assert tab.urgent == set()
    tab.choose(suicidal_thoughts="thoughts")
    expect(tab.view.locator(f"{CRISIS} a[href='tel:116123']")).to_be_visible(timeout=PATIENCE)
    assert tab.chosen == {"thoughts"}
    assert tab.focused == "suicidal_thoughts-thoughts"


def test_and_takes_it_away_when_the_answer_changes(tab):
    tab.walk(SOMEBODY, until="safety").choose(suicidal_thoughts="thoughts")
    expect(tab.view.locator(CRISIS)).to_be_visible(timeout=PATIENCE)
    tab.choose(suicidal_thoughts="no")
    expect(tab.view.locator(CRISIS)).to_have_count(0, timeout=PATIENCE)


@pytest.mark.parametrize("height", [800, 400])  # in the low window, nothing stays at its top
def test_it_comes_into_view_where_the_person_is_further_down(open_tab, height):
    tab = open_tab(width=360).open().walk(VERY_HEAVY_DRINKER, until="stopping")
    tab.page.set_viewport_size({"width": 360, "height": height})
    tab.view.locator("#stop_plan").scroll_into_view_if_needed()
    tab.choose(stop_plan="stop_alone_soon")
    expect(tab.view.locator("[data-urgent=same_day_medical] h2")).to_be_in_viewport(timeout=PATIENCE)
    tab.view.click("#to-question a")
    assert tab.focused == "stop_plan-stop_alone_soon"
    tab.page.wait_for_timeout(300)
    assert (tab.place, tab.ask("() => location.hash")) == ("stopping", "")
    expect(tab.view.locator("#stop_plan-stop_alone_soon")).to_be_in_viewport(timeout=PATIENCE)


def test_it_is_announced_without_moving_the_focus(tab):
    tab.walk(SOMEBODY, until="safety")
    assert tab.view.locator("#notices").get_attribute("aria-live") == "polite"
    tab.ask("() => { document.getElementById('notices').dataset.mine = 'yes' }")
    tab.choose(suicidal_thoughts="plan_or_preparing")
    expect(tab.view.locator("#notices[data-mine=yes] [data-urgent=emergency_number]")).to_be_visible(timeout=PATIENCE)


def test_the_same_notice_is_not_put_there_again(tab):
    tab.walk(SOMEBODY, until="safety").choose(suicidal_thoughts="thoughts")
    expect(tab.view.locator(CRISIS)).to_be_visible(timeout=PATIENCE)
    tab.ask(f"() => {{ document.querySelector('{CRISIS}').dataset.mine = 'yes' }}")
    with tab.page.expect_response("**/assessment"):
        tab.choose(home_safety="safe")
    tab.page.wait_for_timeout(200)
    assert tab.view.locator(f"{CRISIS}[data-mine=yes]").count() == 1


def test_a_button_that_is_held_does_not_move_away_from_under_the_finger(tab):
    tab.walk(SOMEBODY, until="safety")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    tab.page.route("**/assessment", hold)
    with tab.page.expect_request("**/assessment"):
        tab.choose(suicidal_thoughts="thoughts")
    before = tab.token
    tab.view.locator("[data-go=next]").hover()
    tab.page.mouse.down()
    with tab.page.expect_response("**/assessment"):
        held[0].continue_()
    tab.page.unroute("**/assessment")
    tab.page.wait_for_timeout(200)
    assert tab.urgent == set()
    tab.page.mouse.up()
    assert "crisis_line" in tab.wait_for_another(before).urgent


def test_without_scripts_it_comes_after_continue_and_the_way_on_is_open(open_tab):
    tab = open_tab(javascript=False).open().walk(MIXED, until="safety")
    assert "same_day_medical" in tab.urgent
    tab.choose(suicidal_thoughts="plan_or_preparing", home_safety="unsafe").press("next").at("tried")
    assert {"emergency_number", "crisis_line", "home_safety"} <= tab.urgent
    tab.walk(MIXED).press("next").at("results")
    assert tab.ask("() => document.querySelector('[data-urgent], [data-kind]').dataset.urgent") == "emergency_number"
