"""Focus, title, Back, Forward and Reload: as a person expects them, with answers kept and nothing left behind."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser_tab import PATIENCE
from tests.support.sample_answers import SOMEBODY, VERY_HEAVY_DRINKER

ABOUT_YOU = {"who_for": "self", "age_band": "25_64", "country": "gb"}


class TestFocusAndTitle:
    def test_nothing_jumps_on_the_first_load(self, tab):
        assert tab.focused == "body"
        assert tab.ask("() => scrollY") == 0

    def test_focus_goes_to_the_new_heading_and_the_title_follows(self, tab):
        tab.walk(SOMEBODY, until="about_you").choose(**ABOUT_YOU).press("next").at("concerns")
        expect(tab.view.locator("h1")).to_be_focused()
        assert tab.page.title().startswith("What it’s about – 3")

    def test_an_error_takes_the_focus_to_its_summary(self, tab):
        tab.walk(SOMEBODY, until="about_you").choose(who_for="other").press("next")
        assert tab.focused == "summary"
        assert tab.page.title().startswith("Error: ")
        assert tab.chosen == {"other"}

    @pytest.mark.parametrize("way", [{"cdn": False}, {"javascript": False}], ids=["no CDN", "no scripts"])
    def test_an_error_on_a_page_of_its_own_takes_it_too(self, open_tab, way):
        tab = open_tab(**way).open().press("next")
        expect(tab.view.locator("#summary")).to_be_focused()

    def test_the_summary_leads_to_the_control_and_makes_no_history(self, tab):
        tab.walk(SOMEBODY, until="about_you").press("next")
        before = tab.ask("() => history.length")
        tab.view.click("#summary a[href='#q-country-list']")
        assert tab.focused == "q-country-list"
        assert tab.ask("() => [history.length, location.hash]") == [before, ""]

    def test_the_summary_leads_to_the_control_without_scripts(self, open_tab):
        tab = open_tab(javascript=False).open().walk(SOMEBODY, until="about_you").press("next")
        tab.view.click("#summary a[href='#q-who_for-self']")
        assert tab.ask("() => document.querySelector(':target').id") == "q-who_for-self"

    def test_the_skip_link_leads_to_the_content(self, tab):
        tab.view.locator(".skip").focus()
        tab.page.keyboard.press("Enter")
        assert tab.focused == "main"

    def test_everything_can_be_done_by_keyboard(self, tab):
        tab.walk(SOMEBODY, until="about_you").view.locator("#q-who_for-self").focus()
        tab.page.keyboard.press("Space")
        tab.view.locator("#q-age_band-25_64").focus()
        tab.page.keyboard.press("Space")
        tab.view.select_option("#q-country-list", "gb")
        before = tab.token
        tab.view.locator("#q-age_band-25_64").focus()
        tab.page.keyboard.press("Enter")
        tab.wait_for_another(before).at("concerns")


class TestBackAndForward:
    def test_back_in_the_page_keeps_the_answers(self, tab):
        tab.walk(SOMEBODY, until="amount")
        tab.press("back").at("concerns")
        assert tab.chosen == {"alcohol", "no_plan"}

    def test_back_in_the_page_goes_back_in_the_history_too(self, tab):
        tab.walk(SOMEBODY, until="amount")
        length = tab.ask("() => history.length")
        tab.press("back").at("concerns")
        assert tab.ask("() => history.length") == length
        tab.page.go_back()
        tab.at("about_you")

    def test_the_browsers_back_shows_the_step_before_with_its_answers(self, tab):
        tab.walk(SOMEBODY, until="amount")
        tab.page.go_back()
        tab.at("concerns")
        assert tab.chosen == {"alcohol", "no_plan"}
        tab.page.go_back()
        tab.at("about_you")
        assert tab.chosen == {"self", "25_64"}

    def test_and_forward_the_step_after(self, tab):
        tab.walk(SOMEBODY, until="amount")
        tab.page.go_back()
        tab.at("concerns")
        tab.page.go_back()
        tab.at("about_you")
        tab.page.go_forward()
        tab.at("concerns")
        tab.page.go_forward()
        tab.at("amount")

    def test_back_keeps_what_was_chosen_and_not_sent_yet(self, tab):
        tab.walk(SOMEBODY, until="amount")
        tab.choose(alcohol_days="every_day")
        tab.page.go_back()
        tab.at("concerns")
        tab.page.go_forward()
        tab.at("amount")
        assert tab.chosen == {"every_day"}

    def test_from_the_result_back_to_the_check_and_forward_again(self, tab):
        tab.walk(VERY_HEAVY_DRINKER).press("next").at("results")
        tab.page.go_back()
        tab.at("check")
        tab.page.go_forward()
        tab.at("results")

    def test_one_entry_a_step_and_none_for_an_error(self, tab):
        before = tab.walk(SOMEBODY, until="about_you").ask("() => history.length")
        tab.press("next")
        tab.choose(**ABOUT_YOU).press("next").at("concerns")
        assert tab.ask("() => history.length") == before + 1

    def test_an_entry_holds_a_place_and_no_answer(self, tab):
        tab.walk(VERY_HEAVY_DRINKER, until="safety")
        assert tab.ask("() => location.href") == tab.site + "/assessment"
        state = tab.ask("() => history.state")
        assert state.pop("step") == "safety"
        assert state.pop("from") == "stopping"
        assert re.fullmatch("[0-9a-z]+", state.pop("frame"))
        assert state == {}

    def test_focus_follows_back_and_forward(self, tab):
        tab.walk(SOMEBODY, until="concerns")
        tab.page.go_back()
        tab.at("about_you")
        expect(tab.view.locator("h1")).to_be_focused()
        expect(tab.page).to_have_title(re.compile("^About you"))

    def test_quick_back_back_ends_at_the_right_step(self, tab):
        tab.walk(SOMEBODY, until="stopping")
        tab.ask("() => { history.back(); setTimeout(() => history.back(), 20) }")
        tab.at("concerns")
        tab.page.wait_for_timeout(400)
        assert tab.place == "concerns"
        assert tab.ask("() => history.state.step") == "concerns"

    def test_without_scripts_back_shows_the_right_step_after_the_browsers_question(self, open_tab):
        """Driven like this, Chromium sends the form again without asking; a person is asked first."""
        tab = open_tab(javascript=False).open().walk(SOMEBODY, until="amount")
        tab.page.go_back()
        tab.at("concerns")


class TestReload:
    def test_it_keeps_the_step_and_the_answers(self, tab):
        tab.walk(SOMEBODY, until="stopping")
        tab.page.reload()
        tab.at("stopping")
        tab.press("back").at("amount")
        assert tab.chosen == {"weekly", "4_to_8"}

    def test_on_the_first_step_after_going_back(self, tab):
        tab.walk(SOMEBODY, until="concerns")
        tab.page.go_back()
        tab.at("about_you")
        before = tab.token
        tab.page.reload()
        tab.wait_for_another(before)
        expect(tab.view.locator("#q-who_for-self")).to_be_checked(timeout=PATIENCE)

    def test_it_keeps_the_result(self, tab):
        tab.walk(VERY_HEAVY_DRINKER).press("next").at("results")
        tab.page.reload()
        tab.at("results")

    def test_back_still_works_afterwards(self, tab):
        tab.walk(SOMEBODY, until="amount")
        tab.page.reload()
        tab.at("amount")
        tab.page.go_back()
        tab.at("concerns")
        assert tab.chosen == {"alcohol", "no_plan"}

    def test_twice_in_a_row(self, tab):
        tab.walk(SOMEBODY, until="stopping")
        for _ in range(3):
            tab.page.reload()
            tab.at("stopping")

    def test_again_while_the_answers_are_on_their_way(self, tab):
        tab.walk(SOMEBODY, until="stopping")
        slow = []
        tab.page.route(
            "**/assessment", lambda route: slow.append(route) if route.request.method == "POST" else route.continue_()
        )
        tab.page.reload()
        tab.page.wait_for_timeout(600)
        assert slow, "the answers are being sent"
        tab.page.unroute("**/assessment")
        tab.page.reload()
        tab.at("stopping")

    def test_when_the_first_try_to_restore_fails(self, tab):
        tab.walk(SOMEBODY, until="stopping")
        tab.page.route(
            "**/assessment", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
        )
        tab.page.reload()
        expect(tab.view.locator("#trouble")).to_be_visible(timeout=PATIENCE)
        tab.page.unroute("**/assessment")
        tab.view.click("#trouble button")
        tab.at("stopping")

    def test_when_the_cdn_has_gone_away(self, tab):
        tab.walk(SOMEBODY, until="stopping")
        tab.page.route("https://cdn.jsdelivr.net/**", lambda route: route.abort())
        tab.page.reload()
        tab.at("stopping")
        assert tab.stored == []

    def test_a_page_that_came_by_a_native_post_is_sent_again_and_never_overwritten(self, open_tab):
        tab = open_tab(cdn=False).open().walk(SOMEBODY, until="amount")
        tab.page.reload()
        tab.at("amount")
        tab.press("back").at("concerns")
        assert tab.chosen == {"alcohol", "no_plan"}
        assert tab.stored == []

    def test_a_tab_whose_memory_the_device_took_away(self, tab):
        """As when a phone discards it: hidden first, then gone without a last word, then loaded anew."""
        tab.walk(SOMEBODY, until="stopping")
        hide(tab)
        assert len(tab.stored) == 2, "the sealed answers wait while it is hidden"
        without_a_word(tab)
        tab.page.reload()
        tab.at("stopping")
        assert tab.stored == []

    def test_nothing_is_kept_of_a_tab_that_was_never_hidden_and_ends_without_a_word(self, tab):
        tab.walk(SOMEBODY, until="stopping")
        without_a_word(tab)
        tab.page.reload()
        tab.at("right_now")
        assert tab.stored == []


class TestWhatIsLeftBehind:
    def test_storage_is_empty_on_every_page_that_is_shown(self, tab):
        assert tab.stored == []
        tab.walk(SOMEBODY)
        assert tab.stored == []
        tab.press("next").at("results")
        tab.page.reload()
        tab.at("results")
        assert tab.stored == []

    def test_it_is_taken_out_when_the_page_shows_again(self, tab):
        tab.walk(SOMEBODY, until="amount")
        hide(tab)
        assert len(tab.stored) == 2
        assert not {"alcohol", "self", "gb"} & set(re.findall(r"\w+", " ".join(tab.stored)))
        show(tab)
        assert tab.stored == []

    def test_leaving_by_another_address_and_back_brings_no_answer_back(self, tab):
        tab.walk(SOMEBODY, until="stopping")
        tab.open("/about")
        assert tab.stored == []
        tab.page.go_back()
        tab.at("right_now")
        tab.page.wait_for_timeout(400)
        assert (tab.place, tab.chosen, tab.stored) == ("right_now", set(), [])
        assert tab.ask("() => history.state.step") == "right_now"

    def test_nor_from_another_site(self, tab):
        tab.walk(SOMEBODY, until="stopping")
        tab.page.goto("https://www.wikipedia.org/")
        tab.page.go_back()
        tab.at("right_now")
        tab.page.wait_for_timeout(400)
        assert (tab.place, tab.chosen, tab.stored) == ("right_now", set(), [])

    def test_starting_again_leaves_nothing(self, tab):
        tab.walk(VERY_HEAVY_DRINKER).press("next").at("results")
        tab.press("restart").at("right_now")
        assert (tab.chosen, tab.stored) == (set(), [])


@pytest.mark.parametrize("stage", ["amount", pytest.param("check", marks=pytest.mark.proof)])
class TestLeavingAndDeleting:
    def test_exit_goes_to_a_neutral_page_and_back_finds_a_fresh_start(self, tab, stage):
        tab.walk(VERY_HEAVY_DRINKER, until=stage)
        tab.view.click("[data-go=exit]")
        expect(tab.page).to_have_title("Elsewhere", timeout=PATIENCE)
        tab.page.go_back()
        tab.at("right_now")
        tab.page.wait_for_timeout(400)
        assert (tab.place, tab.chosen, tab.stored) == ("right_now", set(), [])

    def test_delete_leads_to_the_start_says_so_and_back_finds_a_fresh_start(self, tab, stage):
        tab.walk(VERY_HEAVY_DRINKER, until=stage)
        tab.view.click("[data-go=delete]")
        expect(tab.view.locator("#deleted")).to_be_visible(timeout=PATIENCE)
        assert tab.stored == []
        tab.page.go_back()
        tab.at("right_now")
        tab.page.wait_for_timeout(400)
        assert (tab.place, tab.chosen, tab.stored) == ("right_now", set(), [])

    def test_without_scripts_both_lead_away(self, open_tab, stage):
        tab = open_tab(javascript=False).open().walk(VERY_HEAVY_DRINKER, until=stage)
        tab.view.click("[data-go=delete]")
        expect(tab.view.locator("#deleted")).to_be_visible(timeout=PATIENCE)
        tab.view.click("[data-go=exit]")
        expect(tab.page).to_have_title("Elsewhere", timeout=PATIENCE)


def test_delete_on_the_start_page_says_that_nothing_is_there(open_tab):
    tab = open_tab().open("/")
    tab.view.click("[data-go=delete]")
    expect(tab.view.locator("#deleted")).to_be_visible(timeout=PATIENCE)


def test_it_says_what_leaving_cannot_erase_where_there_are_no_scripts(open_tab):
    assert open_tab(javascript=False).open().view.locator("header noscript p").is_visible()


def hide(tab):
    """What the browser does when another tab comes to the front."""
    tab.ask(
        """() => { Object.defineProperty(document, "hidden", {value: true, configurable: true});
                   document.dispatchEvent(new Event("visibilitychange")) }"""
    )


def without_a_word(tab):
    """From now on the page can store nothing any more, as if it did not learn of its end."""
    tab.ask("() => { Storage.prototype.setItem = () => {} }")


def show(tab):
    """And when this one comes back."""
    tab.ask("() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')) }")
