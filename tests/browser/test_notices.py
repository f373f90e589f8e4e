"""Danger first, in a real browser: at the answer, before Continue, with a number that can be tapped."""

import pytest
from playwright.sync_api import Route, expect

from tests.support.browser_tab import PATIENCE, Tab
from tests.support.sample_answers import MIXED, SOMEBODY, VERY_HEAVY_DRINKER
from tests.support.surroundings import pasted

CRISIS = "[data-urgent=crisis_line]"


def test_a_dangerous_answer_shows_its_notice_before_continue(tab):
    tab.walk(SOMEBODY, until="safety")
    assert tab.urgent == set()
    tab.choose(suicidal_thoughts="thoughts")
    expect(tab.view.locator(f"{CRISIS} a[href='tel:116123']")).to_be_visible(timeout=PATIENCE)
    assert tab.chosen == {"thoughts"}
    assert tab.focused == "q-suicidal_thoughts-thoughts"


def test_and_takes_it_away_when_the_answer_changes(tab):
    tab.walk(SOMEBODY, until="safety").choose(suicidal_thoughts="thoughts")
    expect(tab.view.locator(CRISIS)).to_be_visible(timeout=PATIENCE)
    tab.choose(suicidal_thoughts="no")
    expect(tab.view.locator(CRISIS)).to_have_count(0, timeout=PATIENCE)


GOES_ON = {**VERY_HEAVY_DRINKER, "stop_plan": "no_plan"}
"""Nothing has to be today before they say that they shake."""
SHAKING = "#q-feeling_now-shaking_sweating"
TODAY = "[data-urgent=same_day_medical]"


@pytest.mark.parametrize("height", [800, 400])  # in the low window, nothing stays at its top
def test_it_is_in_view_below_the_answer_wherever_that_is(open_tab, height):
    tab = open_tab(width=360).open().walk(GOES_ON, until="stopping")
    tab.page.set_viewport_size({"width": 360, "height": height})
    tab.ask(f"() => document.querySelector('{SHAKING}').scrollIntoView(false)")
    tab.view.locator(SHAKING).click()
    heading = tab.view.locator(f"{TODAY} h2")
    expect(heading).to_be_in_viewport(ratio=1, timeout=PATIENCE)
    expect(tab.view.locator(SHAKING)).to_be_in_viewport()
    assert heading.evaluate("one => one.closest('fieldset').id") == "q-feeling_now"
    assert tab.focused == "q-feeling_now-shaking_sweating"


@pytest.mark.parametrize("frames", [1, 2])
@pytest.mark.parametrize(("width", "height", "touch"), [(360, 740, True), (1280, 900, False)])
class TestInAFrameAsHighAsItsContent:
    """The page around it scrolls, and no browser has to let the frame do that."""

    @pytest.fixture
    def inside(self, open_tab, site, snippet, frames, width, height, touch):
        page = open_tab(width=width, has_touch=touch).page
        page.set_viewport_size({"width": width, "height": height})
        around = {"sandbox": "enough", "frames": str(frames), "width": str(width - 20), "the page's script": "there"}
        html = pasted(snippet, around)
        page.context.route("http://localhost:8000/**", lambda go: go.fulfill(body=html, content_type="text/html"))
        page.goto("http://localhost:8000/")
        for number, element in enumerate(page.locator("iframe").all(), 1):
            element.scroll_into_view_if_needed()
            page.wait_for_function("n => window.frames.length >= n", arg=number)
        tab = Tab(page, site, page.frames[-1])
        tab.view.wait_for_selector("main")
        tab.press("start").walk(GOES_ON, until="stopping")
        expect(tab.view.locator("h1")).to_be_focused(timeout=PATIENCE)
        return tab

    def test_the_notice_is_in_view_and_nothing_else_moves(self, inside, height):
        inside.choose(**{one: VERY_HEAVY_DRINKER[one] for one in ("between_doses", "stopping_before")})
        expect(inside.view.locator("#at-stopping_before-never_stopped h2")).to_be_visible(timeout=PATIENCE)
        inside.page.wait_for_timeout(300)
        question, answer = inside.view.locator("#q-feeling_now legend"), inside.view.locator(SHAKING)
        inside.page.evaluate("down => scrollBy(0, down)", answer.bounding_box()["y"] - height / 2)
        before = (question.bounding_box(), inside.page.evaluate("() => scrollY"))
        answer.click()
        expect(inside.view.locator(TODAY)).to_be_visible(timeout=PATIENCE)
        inside.page.wait_for_timeout(300)
        assert (question.bounding_box(), inside.page.evaluate("() => scrollY")) == before
        heading = inside.view.locator(f"{TODAY} h2").bounding_box()
        assert 0 < heading["y"] < height - heading["height"]
        assert inside.focused == "q-feeling_now-shaking_sweating"

    def test_at_the_end_of_the_window_it_is_brought_into_view(self, inside, height):
        answer = inside.view.locator(SHAKING)
        inside.page.evaluate("down => scrollBy(0, down)", answer.bounding_box()["y"] - height + 40)
        answer.click()
        expect(inside.view.locator(TODAY)).to_be_visible(timeout=PATIENCE)
        inside.page.wait_for_timeout(300)
        heading = inside.view.locator(f"{TODAY} h2").bounding_box()
        assert 0 < heading["y"] < height - heading["height"]


def test_one_further_down_moves_none_further_up(open_tab):
    tab = open_tab().open().walk(VERY_HEAVY_DRINKER, until="stopping")
    tab.choose(stopping_before=["seizure"])
    first = tab.view.locator("#at-stopping_before-seizure")
    expect(first.locator("[data-urgent]").first).to_be_visible(timeout=PATIENCE)
    before = first.inner_html()
    tab.choose(feeling_now=["shaking_sweating"])
    tab.view.wait_for_selector("#at-feeling_now-shaking_sweating .again")
    assert first.inner_html() == before


def test_it_is_announced_without_moving_the_focus(tab):
    tab.walk(SOMEBODY, until="safety")
    place = "#at-suicidal_thoughts-plan_or_preparing[aria-live=polite]"
    tab.ask(f"() => {{ document.querySelector('{place}').dataset.mine = 'yes' }}")
    tab.choose(suicidal_thoughts="plan_or_preparing")
    expect(tab.view.locator(f"{place}[data-mine] [data-urgent=emergency_number]")).to_be_visible(timeout=PATIENCE)
    assert tab.focused == "q-suicidal_thoughts-plan_or_preparing"


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


@pytest.fixture
def held(tab):
    """The first request for notices, held back; later ones go through. Somebody is at the questions about safety."""
    tab.walk(SOMEBODY, until="safety")
    found: list[Route] = []

    def hold(route: Route) -> None:
        if found:
            route.continue_()
        else:
            found.append(route)

    tab.page.route("**/assessment", hold)
    return found


def test_what_was_held_comes_after_the_press(tab, held):
    with tab.page.expect_request("**/assessment"):
        tab.choose(suicidal_thoughts="thoughts")
    tab.view.locator("[data-go=next]").hover()
    tab.page.mouse.down()
    with tab.page.expect_response("**/assessment"):
        held[0].continue_()
    tab.page.wait_for_timeout(200)
    assert tab.urgent == set()
    tab.page.mouse.move(1, 1)
    tab.page.mouse.up()
    expect(tab.view.locator(CRISIS)).to_be_visible(timeout=PATIENCE)


def test_an_answer_that_is_late_is_not_waited_for_and_takes_nothing_away(tab, held):
    with tab.page.expect_request("**/assessment"):
        tab.choose(home_safety="safe")
    with tab.page.expect_event("requestfailed"):
        tab.choose(suicidal_thoughts="plan_or_preparing")
    expect(tab.view.locator("[data-urgent=emergency_number]")).to_be_visible(timeout=PATIENCE)
    assert len(held) == 1


def test_answered_from_below_it_stands_at_the_last_answer_and_the_rest_stays(open_tab):
    tab = open_tab(width=360).open().walk(GOES_ON, until="stopping")
    tab.choose(feeling_now=["shaking_sweating"])
    expect(tab.view.locator(f"#at-feeling_now-shaking_sweating {TODAY}")).to_be_visible(timeout=PATIENCE)
    below = tab.view.locator("#at-feeling_now-shaking_sweating").inner_html()
    tab.choose(stopping_before=["seizure"])
    above = tab.view.locator("#at-stopping_before-seizure h2").first
    expect(above).to_be_in_viewport(timeout=PATIENCE)
    assert tab.view.locator("#at-feeling_now-shaking_sweating").inner_html() == below


def test_without_scripts_it_comes_after_continue_and_the_way_on_is_open(open_tab):
    tab = open_tab(javascript=False).open().walk(MIXED, until="safety")
    assert "same_day_medical" in tab.urgent
    tab.choose(suicidal_thoughts="plan_or_preparing", home_safety="unsafe", pregnant="no").press("next").at("emergency")
    assert tab.urgent == {"emergency_number", "crisis_line"}
    tab.press("next").at("mind")
    assert {"emergency_number", "crisis_line", "home_safety"} <= tab.urgent
    tab.walk(MIXED).press("next").at("results")
    assert tab.ask("() => document.querySelector('[data-urgent], [data-kind]').dataset.urgent") == "emergency_number"


def test_what_was_read_at_its_answer_is_one_line_on_the_next_page(tab):
    tab.walk(SOMEBODY, until="safety").choose(suicidal_thoughts="thoughts", home_safety="safe", pregnant="no")
    expect(tab.view.locator(CRISIS)).to_be_visible(timeout=PATIENCE)
    tab.press("next").at("mind")
    expect(tab.view.locator(f"{CRISIS}.again a[href='tel:116123']")).to_be_visible()


def test_a_contradiction_is_asked_about_with_the_focus_on_it_and_one_press_goes_on(tab):
    person = {**SOMEBODY, "alcohol_per_day": "under_4"}
    tab.walk(person, until="stopping")
    tab.choose(between_doses=["none"], stopping_before=["shaking_sweating"], feeling_now=["none"]).press("next")
    tab.view.wait_for_selector("#asked-about")
    assert tab.focused == "asked-about"
    tab.view.locator("#asked-about [data-go=next]").click()
    tab.at("safety")
