"""A calculator with scripts: the same step comes back in its place, and the eye and the focus are where it is said."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab
from tests.browser.test_access import complaints
from tests.support.browser_tab import PATIENCE, Tab
from tests.support.sample_answers import SOMEBODY

CANS = "#helper-alcohol_per_day-can_440_4"
SAID = "#q-alcohol_per_day-worked-out"


@pytest.fixture
def at_amount(open_tab: OpenTab) -> Tab:
    """Somebody on a phone at the question about their usual drinking day, with its calculator open."""
    tab = open_tab(width=360).open().walk(SOMEBODY, until="amount")
    tab.view.click(".calculator summary")
    return tab


def small(tab: Tab) -> list[str]:
    too_low = "Math.round(one.getBoundingClientRect().height) < 44 ? one.outerHTML : ''"
    return tab.each(".calculator :is(input, button, summary)", too_low)


def test_it_is_worked_out_in_place(at_amount):
    tab = at_amount.choose(alcohol_days="every_day")
    entries = tab.ask("() => history.length")
    sent = []
    tab.page.on("request", lambda request: sent.append((request.url, request.post_data or "")))
    tab.view.fill(CANS, "20")
    before = tab.token
    tab.view.click("[name=work_out]")
    tab.wait_for_another(before)
    expect(tab.view.locator(SAID)).to_be_focused(timeout=PATIENCE)
    expect(tab.view.locator(SAID)).to_be_in_viewport()
    assert tab.chosen == {"every_day", "over_30"}
    assert "do_not_stop_suddenly" in tab.urgent
    assert tab.view.input_value(CANS) == "20"
    assert tab.ask("() => history.length") == entries, "the same step is no new entry"
    assert ["notices-only" in body for _, body in sent] == [False], "a number is no answer that could raise a notice"
    assert tab.press("next").place != "amount"
    kept = tab.ask("() => JSON.stringify([sessionStorage, history.state, location.pathname, location.search])")
    assert not re.search(r"\b20\b", kept)


def test_enter_in_a_field_works_it_out(at_amount):
    before = at_amount.token
    at_amount.view.fill(CANS, "4")
    at_amount.view.press(CANS, "Enter")
    at_amount.wait_for_another(before)
    assert (at_amount.place, at_amount.chosen) == ("amount", {"4_to_8"})


def test_enter_at_an_answer_goes_on(at_amount):
    at_amount.choose(alcohol_days="every_day", alcohol_per_day="4_to_8")
    before = at_amount.token
    at_amount.view.press("#q-alcohol_per_day-4_to_8", "Enter")
    at_amount.wait_for_another(before)
    assert at_amount.place != "amount"


def test_what_is_wrong_is_reached_from_the_summary(at_amount):
    at_amount.view.fill(CANS, "-3")
    before = at_amount.token
    at_amount.view.click("[name=work_out]")
    at_amount.wait_for_another(before)
    expect(at_amount.view.locator("#summary")).to_be_focused(timeout=PATIENCE)
    assert complaints(at_amount) == []
    at_amount.view.click("#summary a")
    expect(at_amount.view.locator(CANS)).to_be_focused()


def test_axe_finds_nothing_and_all_is_big_enough(at_amount):
    assert complaints(at_amount) == []
    assert not any(small(at_amount))
    assert at_amount.ask("() => document.documentElement.scrollWidth") <= 360
    at_amount.view.fill(CANS, "4")
    before = at_amount.token
    at_amount.view.click("[name=work_out]")
    at_amount.wait_for_another(before)
    assert complaints(at_amount) == []


def test_without_scripts_the_page_comes_back_at_what_is_said(open_tab):
    tab = open_tab(javascript=False, width=360).open().walk(SOMEBODY, until="amount")
    tab.view.click(".calculator summary")
    before = tab.token
    tab.view.fill(CANS, "4")
    tab.view.click("[name=work_out]")
    tab.wait_for_another(before)
    expect(tab.view.locator(SAID)).to_be_in_viewport()
    assert tab.view.input_value(CANS) == "4"
