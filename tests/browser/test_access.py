"""axe finds nothing on any page, in light and dark, on a phone and in print."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.support.people import MIXED

ADDRESSES = ("/", "/now", "/kinds", "/about", "/method", "/privacy", "/clinics", "/nowhere")
BEST = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def complaints(tab):
    """What axe has to say, in a line each."""
    found = Axe().run(tab.page, options=BEST).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


@pytest.mark.parametrize("colours", ["light", "dark"])
class TestAxe:
    def test_every_page_around_the_assessment(self, open_tab, colours):
        tab = open_tab(width=360, color_scheme=colours)
        assert {address: found for address in ADDRESSES if (found := complaints(tab.open(address)))} == {}

    def test_every_step_its_errors_and_notices_the_check_and_the_result(self, open_tab, colours):
        tab = open_tab(width=360, color_scheme=colours).open()
        found = {}
        while tab.place != "check":
            if tab.place != "amount":
                tab.press("next")
                found[f"{tab.place} with errors"] = complaints(tab)
            tab.choose(**{question: MIXED[question] for question in tab.asked})
            tab.press("next")
            found[tab.place] = complaints(tab)
        tab.press("next").at("results")
        tab.view.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
        found["results"] = complaints(tab)
        tab.page.emulate_media(media="print")
        found["results in print"] = complaints(tab)
        assert {place: what for place, what in found.items() if what} == {}

    def test_the_page_for_the_young(self, open_tab, colours):
        tab = open_tab(color_scheme=colours).open()
        tab.choose(who_for="self", age_band="under_18", country="gb").press("next").at("youth")
        assert complaints(tab) == []


def test_everything_to_press_is_big_enough_for_a_thumb(open_tab):
    tab = open_tab(width=360).open().walk(MIXED, until="safety")
    small = tab.ask(
        """() => [...document.querySelectorAll("main label.answer, main select, button, a.call, header a, summary")]
            .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 40)
            .map((one) => one.outerHTML.slice(0, 80) + one.getBoundingClientRect().height)"""
    )
    assert small == []
