"""Answers that exclude the others, in a real browser: what one ticks, the other unticks."""

from playwright.sync_api import expect

from tests.support.browser_tab import PATIENCE
from tests.support.sample_answers import SOMEBODY

BEFORE = "#q-stopping_before"


def test_none_unticks_the_others_and_the_other_way_round(tab):
    tab.walk(SOMEBODY, until="stopping")
    seizure, nothing, never = (tab.view.locator(f"{BEFORE}-{one}") for one in ("seizure", "nothing", "never_stopped"))
    seizure.check()
    expect(tab.view.locator("#at-stopping_before-seizure [data-urgent]").first).to_be_visible(timeout=PATIENCE)
    nothing.check()
    expect(seizure).not_to_be_checked()
    expect(tab.view.locator("[data-urgent]")).to_have_count(0, timeout=PATIENCE)
    never.check()
    expect(nothing).not_to_be_checked()
    seizure.check()
    expect(never).not_to_be_checked()
    expect(tab.view.locator("#at-stopping_before-seizure [data-urgent]").first).to_be_visible(timeout=PATIENCE)
    assert tab.chosen == {"seizure"}


def test_it_leaves_other_questions_alone(tab):
    tab.walk(SOMEBODY, until="stopping").choose(feeling_now=["shaking_sweating"], stopping_before=["nothing"])
    assert tab.chosen == {"shaking_sweating", "nothing"}


def test_without_scripts_the_server_says_which_to_choose(open_tab):
    tab = open_tab(javascript=False).open().walk(SOMEBODY, until="stopping")
    tab.choose(between_doses=["none"], stopping_before=["seizure", "nothing"], feeling_now=["none"]).press("next")
    tab.view.wait_for_selector("#summary")
    assert tab.chosen >= {"seizure", "nothing"}
