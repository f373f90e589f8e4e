"""Leaving at once: first by eye and by keyboard, and by a key for those who turned it on."""

import pytest
from playwright.sync_api import expect

from tests.support.browser_tab import PATIENCE
from tests.support.sample_answers import SOMEBODY

THREE_TIMES = ("Escape", "Escape", "Escape")
TWO_SHORT_ROWS = 72
"""Pixels: words of two lines, each as tall as what can be pressed must be."""


def press_all(tab, keys):
    for key in keys:
        tab.page.keyboard.press(key)


@pytest.fixture
def on_the_way(tab):
    """Somebody with answers."""
    return tab.walk(SOMEBODY, until="amount")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_it_is_the_first_thing_that_the_keyboard_reaches(open_tab, javascript):
    tab = open_tab(javascript=javascript).open()
    tab.page.keyboard.press("Tab")
    assert tab.ask("() => document.activeElement.dataset.go") == "exit"
    tab.page.keyboard.press("Enter")
    expect(tab.page).to_have_title("Elsewhere", timeout=PATIENCE)


def test_it_is_the_first_thing_that_stands_on_the_page(on_the_way):
    box = on_the_way.view.locator("[data-go=exit]").bounding_box()
    assert box["y"] < 40
    others = on_the_way.view.locator("a:visible, button:visible").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().top)"
    )
    assert box["y"] <= min(others) + 1


def test_it_stays_in_view_further_down_but_not_where_there_is_little_room(on_the_way):
    way_out = on_the_way.view.locator("[data-go=exit]")
    for height, stays in ((640, True), (256, False)):
        on_the_way.page.set_viewport_size({"width": 320, "height": height})
        on_the_way.ask("() => scrollTo(0, document.body.scrollHeight)")
        assert (way_out.bounding_box()["y"] >= 0) == stays, height


def test_the_numbers_stay_in_view_beside_it(on_the_way):
    on_the_way.page.set_viewport_size({"width": 360, "height": 640})
    on_the_way.ask("() => scrollTo(0, document.body.scrollHeight)")
    box = on_the_way.view.locator(".leave a[href$='/now']").bounding_box()
    assert box["y"] >= 0
    assert on_the_way.view.locator(".leave").bounding_box()["height"] <= TWO_SHORT_ROWS


def test_the_footer_is_one_line_on_a_step_and_whole_on_the_result(tab):
    tab.page.set_viewport_size({"width": 360, "height": 640})
    tab.walk(SOMEBODY, until="check")
    footer = tab.view.locator("footer")
    assert footer.bounding_box()["height"] < TWO_SHORT_ROWS
    assert "not a diagnosis" in footer.inner_text()
    assert "Do not start" not in footer.inner_text()
    tab.press("next").at("results")
    assert "Do not start, stop or change" in footer.inner_text()
    assert footer.locator("a[href$='/kinds']").is_visible()


def test_it_never_covers_what_has_the_focus(on_the_way):
    on_the_way.page.set_viewport_size({"width": 360, "height": 640})
    on_the_way.view.locator("footer a").last.focus()
    covered = []
    for _ in range(200):
        on_the_way.page.keyboard.press("Shift+Tab")
        if on_the_way.ask("() => document.activeElement.closest('header, body') !== document.body"):
            break
        covered += on_the_way.ask(
            """() => {
                const below = document.querySelector(".leave").getBoundingClientRect().bottom;
                const one = document.activeElement;
                return one.getBoundingClientRect().top < below - 1 ? [one.outerHTML.slice(0, 80)] : [];
            }"""
        )
    else:
        raise AssertionError("the way back does not end")
    assert covered == []


def test_by_key_it_is_off_until_somebody_turned_it_on(on_the_way):
    press_all(on_the_way, THREE_TIMES)
    on_the_way.page.wait_for_timeout(200)
    assert on_the_way.at("amount")


def test_by_key_once_it_was_turned_on_also_after_further_steps(on_the_way):
    on_the_way.view.click("[data-go=key]")
    expect(on_the_way.view.locator("#key-on")).to_be_visible()
    on_the_way.choose(**{one: SOMEBODY[one] for one in on_the_way.asked}).press("next")
    press_all(on_the_way, THREE_TIMES)
    expect(on_the_way.page).to_have_title("Elsewhere", timeout=PATIENCE)


@pytest.mark.parametrize("keys", [("Escape", "Escape"), ("Escape", "Tab", "Escape", "Escape"), ("Shift",) * 5])
def test_nothing_less_leaves(on_the_way, keys):
    on_the_way.view.click("[data-go=key]")
    press_all(on_the_way, keys)
    on_the_way.page.wait_for_timeout(200)
    assert on_the_way.at("amount")


def test_slow_presses_do_not_leave(on_the_way):
    on_the_way.view.click("[data-go=key]")
    for _ in range(3):
        on_the_way.page.keyboard.press("Escape")
        on_the_way.page.wait_for_timeout(1100)
    assert on_the_way.at("amount")


def test_it_can_be_turned_off_again(on_the_way):
    on_the_way.view.click("[data-go=key]")
    on_the_way.view.click("[data-go=key]")
    press_all(on_the_way, THREE_TIMES)
    on_the_way.page.wait_for_timeout(200)
    assert on_the_way.at("amount")


def test_a_phone_is_not_offered_a_key(open_tab):
    tab = open_tab(width=360, has_touch=True, is_mobile=True).open()
    expect(tab.view.locator("[data-go=key]")).to_be_hidden()
