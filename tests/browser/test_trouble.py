"""Slow and failed requests: said quietly, nothing lost, and a way to try again."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser_tab import PATIENCE
from tests.support.sample_answers import SOMEBODY

POSTS = re.compile("/assessment$")
SOMEBODY_ELSES = "<!doctype html><title>Sign in</title><h1>Welcome to this network</h1>"


@pytest.fixture
def at_concerns(tab):
    """Somebody who has chosen what it is about, and has not continued."""
    return tab.walk(SOMEBODY, until="concerns").choose(concerns="alcohol", stop_plan="no_plan")


def try_again(tab):
    """Presses the button of the message."""
    expect(tab.view.locator("#trouble")).to_be_visible(timeout=PATIENCE)
    assert tab.chosen == {"alcohol", "no_plan"}
    tab.page.unroute(POSTS)
    tab.view.click("#trouble button")
    tab.at("amount")
    expect(tab.view.locator("#trouble")).to_be_hidden()


def test_a_failed_request_keeps_what_was_chosen_and_can_be_tried_again(at_concerns):
    at_concerns.page.route(POSTS, lambda route: route.abort())
    at_concerns.view.click("[data-go=next]")
    try_again(at_concerns)


@pytest.mark.parametrize("status", [200, 404, 502])
def test_somebody_elses_answer_never_takes_the_place_of_the_form(at_concerns, status):
    at_concerns.page.route(
        POSTS, lambda route: route.fulfill(status=status, body=SOMEBODY_ELSES, content_type="text/html")
    )
    at_concerns.view.click("[data-go=next]")
    try_again(at_concerns)


def test_a_failure_of_ours_keeps_the_form(at_concerns):
    headers = {"Support-Mosaic": "0", "Content-Type": "text/html"}
    at_concerns.page.route(POSTS, lambda route: route.fulfill(status=500, body="<main></main>", headers=headers))
    at_concerns.view.click("[data-go=next]")
    try_again(at_concerns)


def test_a_failed_back_can_be_tried_again(tab):
    tab.walk(SOMEBODY, until="amount")
    tab.page.route(POSTS, lambda route: route.abort())
    tab.page.go_back()
    expect(tab.view.locator("#trouble")).to_be_visible(timeout=PATIENCE)
    tab.page.unroute(POSTS)
    tab.view.click("#trouble button")
    tab.at("concerns")


def test_a_slow_request_is_mentioned_after_a_while(at_concerns):
    held = []
    at_concerns.page.route(POSTS, lambda route: held.extend([route]))
    at_concerns.view.click("[data-go=next]")
    expect(at_concerns.view.locator("#waiting")).to_be_visible(timeout=PATIENCE)
    held[0].continue_()
    at_concerns.at("amount")
    expect(at_concerns.view.locator("#waiting")).to_be_hidden()


def test_an_impatient_second_press_does_one_step(at_concerns):
    slowly = [700, 0]
    at_concerns.page.route(POSTS, lambda route: (at_concerns.page.wait_for_timeout(slowly.pop(0)), route.continue_()))
    at_concerns.view.click("[data-go=next]", no_wait_after=True)
    at_concerns.page.wait_for_timeout(300)
    at_concerns.ask("() => document.querySelector('main [data-go=next]').click()")
    at_concerns.at("amount")
    at_concerns.page.wait_for_timeout(800)
    assert at_concerns.place == "amount"
    assert at_concerns.view.locator("#summary").count() == 0


def test_answers_that_expired_are_said_so(tab):
    tab.walk(SOMEBODY, until="concerns").choose(concerns="alcohol", stop_plan="no_plan")
    tab.ask("() => { document.querySelector('main input[name=token]').value += 'x' }")
    tab.view.click("[data-go=next]")
    expect(tab.main).to_have_attribute("data-page", "expired", timeout=PATIENCE)
    expect(tab.view.locator("h1")).to_be_focused()
    assert tab.view.locator("main").count() == 1


def test_an_error_at_a_notice_does_not_touch_the_form(tab):
    tab.walk(SOMEBODY, until="safety")
    tab.ask("() => { document.querySelector('main input[name=token]').value += 'x' }")
    with tab.page.expect_response(POSTS):
        tab.choose(suicidal_thoughts="thoughts")
    tab.page.wait_for_timeout(200)
    assert tab.view.locator("main").count() == 1
    assert tab.place == "safety"
    assert tab.chosen == {"thoughts"}


class TestWhileTheCdnDoesNotAnswer:
    """Not failing, just silent: the worst case for a page that waits."""

    @pytest.fixture
    def hanging(self, open_tab):
        tab = open_tab()
        tab.open()
        tab.walk(SOMEBODY, until="amount")
        tab.page.route("https://cdn.jsdelivr.net/**", lambda _: None)
        return tab

    def test_reload_still_keeps_the_answers(self, hanging):
        hanging.page.reload(wait_until="commit")
        hanging.at("amount")
        assert hanging.stored == []

    def test_delete_and_exit_still_clear(self, hanging):
        hanging.page.reload(wait_until="commit")
        hanging.at("right_now")
        hanging.page.wait_for_function("() => sessionStorage.length === 0")
        hanging.view.locator("[data-go=delete]").click(no_wait_after=True)
        expect(hanging.view.locator("#deleted")).to_be_visible(timeout=PATIENCE)
        assert hanging.stored == []

    def test_the_steps_go_on(self, hanging):
        hanging.page.reload(wait_until="commit")
        hanging.at("amount")
        hanging.choose(alcohol_days="weekly", alcohol_per_day="4_to_8")
        hanging.view.locator("[data-go=next]").click(no_wait_after=True)
        hanging.at("stopping")


def test_that_the_cdn_failed_is_said_to_who_has_something_to_lose(open_tab):
    tab = open_tab(cdn=False).open("/")
    expect(tab.page.locator("#plain")).to_be_hidden()
    tab.open()
    tab.page.wait_for_load_state("load")
    expect(tab.page.locator("#plain")).to_be_hidden()
    tab.choose(right_now="none").press("next").at("about_you")
    expect(tab.page.locator("#plain")).to_be_visible()
