"""axe finds nothing on any page, in light and dark, on a phone and in print."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.support.browser_tab import Tab
from tests.support.sample_answers import MIXED, SOMEBODY

ADDRESSES = ("/", "/now", "/kinds", "/about", "/method", "/privacy", "/clinics", "/nowhere")
BEST = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def complaints(tab):
    """What axe has to say, in a line each."""
    tab.look_from_the_top()
    found = Axe().run(tab.view, options=BEST).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


SHAPES = """() => {
    const kind = (one) => one === document.body ? "" : [
        kind(one.parentElement), one.localName, one.getAttribute("class"), one.type, one.checkVisibility(),
        ...one.getAttributeNames().filter((name) => !name.startsWith("data-")).sort(),
    ].join(" ");
    return [...document.querySelectorAll("body *")].map(kind);
}"""
"""The kinds of elements on a page: tag, class, type, whether it shows, which attributes; and of all it stands in."""


def where_something_is_new():
    """Looks as `complaints` does, at pages with a kind of element that none before had: half of the steps have none."""
    known: set[str] = set()

    def look(tab):
        new = {*tab.ask(SHAPES)} - known
        known.update(new)
        return complaints(tab) if new else []

    return look


LOOKS = [
    pytest.param(where_something_is_new, id="where something is new"),
    pytest.param(lambda: complaints, id="everywhere", marks=pytest.mark.proof),
]
LONG = ["/method", *(f"/method/{part}" for part in ("questions", "rules", "texts", "facts", "when", "sentences"))]
"""Every rule and source: to look through them takes longer than all the others together."""
AROUND = [[one for one in ADDRESSES if one not in LONG], pytest.param(LONG, marks=pytest.mark.proof)]


@pytest.mark.parametrize("colours", ["light", pytest.param("dark", marks=pytest.mark.proof)])
class TestAxe:
    @pytest.mark.parametrize("addresses", AROUND)
    def test_every_page_around_the_assessment(self, open_tab, colours, addresses):
        tab = open_tab(width=360, color_scheme=colours)
        assert {address: found for address in addresses if (found := complaints(tab.open(address)))} == {}

    @pytest.mark.parametrize("looks", LOOKS)
    def test_every_step_its_errors_and_notices_the_check_and_the_result(self, open_tab, colours, looks):
        look = looks()
        tab = open_tab(width=360, color_scheme=colours).open()
        found = {}
        while tab.place != "check":
            if tab.place != "amount":
                tab.press("next")
                found[f"{tab.place} with errors"] = look(tab)
            tab.go_on(MIXED)
            found[tab.place] = look(tab)
        tab.press("next").at("results")
        tab.view.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
        found["results"] = complaints(tab)
        # Else only the sheet is printed, which has no heading of the first order.
        whole = "main => { main.classList.remove('keeps-private'); main.classList.add('whole_result'); }"
        tab.view.locator("main").evaluate(whole)
        tab.page.emulate_media(media="print")
        found["results in print"] = complaints(tab)
        assert {place: what for place, what in found.items() if what} == {}

    def test_the_page_for_the_young(self, open_tab, colours):
        tab = open_tab(color_scheme=colours).open()
        tab.walk({**SOMEBODY, "age_band": "under_18"}).at("youth")
        assert complaints(tab) == []


def test_everything_to_press_is_big_enough_for_a_thumb(open_tab):
    tab = open_tab(width=360).open().walk(MIXED, until="safety")
    small = tab.ask(
        """() => [...document.querySelectorAll("main label.answer, main select, button, a.call, header a, summary")]
            .filter((one) => one.checkVisibility() && Math.round(one.getBoundingClientRect().height) < 44)
            .map((one) => one.outerHTML.slice(0, 80) + one.getBoundingClientRect().height)"""
    )
    assert small == []


def test_it_reads_on_with_text_twice_as_large(open_tab):
    tab = open_tab(width=768).open()
    wide = []
    while tab.place != "check":
        tab.go_on(MIXED)
        tab.ask("() => { document.documentElement.style.fontSize = '212.5%' }")
        wide.append((tab.place, tab.ask("() => document.documentElement.scrollWidth")))
    tab.press("next").at("results")
    wide.append((tab.place, tab.ask("() => document.documentElement.scrollWidth")))
    assert [one for one in wide if one[1] > 768] == []


def test_in_a_frame_axe_finds_nothing_either(open_tab, site):
    tab = open_tab(color_scheme="dark")
    html = f"<!doctype html><html lang=en><title>A clinic</title><iframe title=x src='{site}/embed/demo/'></iframe>"
    tab.page.context.route("http://localhost:8000/**", lambda route: route.fulfill(body=html, content_type="text/html"))
    tab.page.goto("http://localhost:8000/")
    inside = Tab(tab.page, site, tab.page.frames[1])
    inside.main.wait_for()
    found = {"start": complaints(inside)}
    inside.view.click("[data-go=start]")
    inside.at("right_now").press("next")
    found["errors"] = complaints(inside)
    inside.walk(MIXED)
    found["check"] = complaints(inside)
    inside.press("next").at("results")
    found["results"] = complaints(inside)
    assert {place: what for place, what in found.items() if what} == {}


def test_what_is_chosen_shows_by_more_than_colour(open_tab):
    tab = open_tab(forced_colors="active").open().walk(SOMEBODY, until="about_you").choose(who_for="self")
    widths = tab.each("label.answer", "getComputedStyle(one).borderTopWidth")
    assert widths[0] > widths[1]
