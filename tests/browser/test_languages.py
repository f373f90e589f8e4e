"""Another language in a real browser: the answers come along, Back is sane, longer words fit, right to left mirrors."""

import itertools
import shutil

import pytest

from app import create_app
from assessment.i18n.catalogues import TRANSLATIONS
from assessment.web.assets import HTMX_URL
from assessment.web.printing import PrintOptions
from assessment.web.settings import Settings
from tests.browser import test_access
from tests.browser.test_access import AROUND
from tests.browser.test_frame import CLINIC, framed, host
from tests.support.browser_tab import Tab
from tests.support.invented_languages import LONGER, RIGHT_TO_LEFT, invent, right_to_left
from tests.support.sample_answers import MIXED, SOMEBODY
from tests.support.sealing_key import KEY
from tests.support.serving import serving
from tools import print_check

MADE_UP = (LONGER, RIGHT_TO_LEFT)
SPANISH = "es"


@pytest.fixture(scope="session")
def site(content, tmp_path_factory):
    """The address of a running copy in three languages."""
    folder = invent(tmp_path_factory.mktemp("translations"), *MADE_UP)
    shutil.copytree(TRANSLATIONS / SPANISH, folder / SPANISH)
    app = create_app(Settings(keys=(KEY,), languages=("en", *MADE_UP, SPANISH), translations=folder), content)
    with serving(app) as port:
        yield f"http://127.0.0.1:{port}"


def switch(tab: Tab, tag: str) -> Tab:
    """Presses the name of another language, and waits for its page."""
    before = tab.token
    tab.view.click(f"[data-go=language][lang={tag}]")
    return tab.wait_for_another(before)


def language(tab: Tab) -> list[str]:
    """Language and direction of the page."""
    found: list[str] = tab.ask("() => [document.documentElement.lang, document.documentElement.dir]")
    return found


class TestSwitchingOnTheWay:
    def test_answers_and_what_is_not_sent_yet_come_along(self, open_tab):
        tab = open_tab().open().walk(SOMEBODY, until="amount")
        tab.choose(alcohol_days="weekly")
        switch(tab, "he").at("amount")
        assert language(tab) == ["he", "rtl"]
        assert tab.chosen == {"weekly"}
        assert tab.view.url == tab.site + "/he/assessment"
        tab.walk(SOMEBODY).press("next").at("results")
        assert language(tab) == ["he", "rtl"]
        assert tab.stored == []

    def test_the_whole_page_changes(self, open_tab):
        tab = open_tab().open().walk(SOMEBODY, until="amount")
        before = tab.view.locator("header, footer").all_inner_texts()
        switch(tab, "he").at("amount")
        after = tab.view.locator("header, footer").all_inner_texts()
        assert not set(before) & set(after)
        assert tab.page.title().endswith(right_to_left("Support Mosaic"))
        assert tab.focused == "h1"
        assert tab.view.locator("noscript").count() == 0

    @pytest.mark.parametrize(
        "how",
        [
            pytest.param({"javascript": False}, id="no scripts"),
            pytest.param({"cdn": False}, id="no htmx", marks=pytest.mark.proof),
        ],
    )
    def test_without(self, open_tab, how):
        tab = open_tab(**how).open().walk(SOMEBODY, until="amount")
        tab.choose(alcohol_days="weekly")
        switch(tab, "he").at("amount")
        assert (language(tab), tab.chosen) == (["he", "rtl"], {"weekly"})
        tab.walk(SOMEBODY)
        switch(tab, "pl").at("check")
        tab.press("next").at("results")
        switch(tab, "en").at("results")
        assert tab.fits["self_help_groups"]

    def test_by_keyboard_and_enter_on_an_answer_still_continues(self, open_tab):
        tab = open_tab().open().walk(SOMEBODY, until="amount")
        tab.choose(alcohol_days="weekly", alcohol_per_day="4_to_8")
        before = tab.token
        tab.page.keyboard.press("Enter")
        tab.wait_for_another(before).at("stopping")
        tab.view.locator("[data-go=language][lang=he]").focus()
        before = tab.token
        tab.page.keyboard.press("Enter")
        tab.wait_for_another(before).at("stopping")
        assert language(tab) == ["he", "rtl"]

    def test_and_on_from_the_first_step(self, open_tab):
        tab = open_tab().open()
        tab.choose(right_now="none")
        switch(tab, "he").at("right_now")
        assert tab.chosen == {"none"}
        tab.walk(SOMEBODY, until="amount")

    def test_twice_and_back_to_english(self, open_tab):
        tab = open_tab().open().walk(SOMEBODY, until="amount")
        for tag in ("he", "pl", "en"):
            switch(tab, tag).at("amount")
        assert language(tab) == ["en-GB", "ltr"]
        tab.press("back").at("concerns")
        assert tab.chosen == {"alcohol", "no_plan"}

    def test_leaving_and_deleting_still_work(self, open_tab):
        tab = open_tab().open().walk(SOMEBODY, until="amount")
        switch(tab, "he").at("amount")
        tab.view.click("[data-go=delete]")
        tab.view.locator("#deleted").wait_for()
        assert (language(tab), tab.stored) == (["he", "rtl"], [])

    def test_when_it_fails_it_says_so_and_can_be_tried_again(self, open_tab):
        tab = open_tab().open().walk(SOMEBODY, until="amount")
        tab.choose(alcohol_days="weekly")
        tab.page.route("**/he/assessment", lambda route: route.abort())
        tab.view.click("[data-go=language][lang=he]")
        tab.view.locator("#trouble").wait_for()
        assert tab.chosen == {"weekly"}
        tab.page.unroute("**/he/assessment")
        before = tab.token
        tab.view.click("#trouble button")
        tab.wait_for_another(before).at("amount")
        assert (language(tab), tab.chosen) == (["he", "rtl"], {"weekly"})

    def test_on_the_sheet_that_opens_on_its_own(self, open_tab, to_the_result):
        tab = to_the_result(open_tab(), SOMEBODY)
        with tab.page.context.expect_page() as opened:
            tab.ask("() => document.querySelector('form.choices').submit()")
        sheet = Tab(opened.value, tab.site)
        sheet.view.check("input[name=large]")
        switch(sheet, "he")
        assert (sheet.name, language(sheet)) == ("results", ["he", "rtl"])
        assert sheet.view.locator(".large .sheet").is_visible()
        assert sheet.view.is_checked("input[name=large]")


class TestBackAndReload:
    def test_back_after_a_switch_keeps_answers_and_language(self, open_tab):
        tab = open_tab().open().walk(SOMEBODY, until="amount")
        switch(tab, "he").at("amount")
        tab.page.go_back()
        tab.at("concerns")
        assert (language(tab), tab.chosen) == (["he", "rtl"], {"alcohol", "no_plan"})
        tab.page.go_forward()
        tab.at("amount")
        assert language(tab) == ["he", "rtl"]
        assert tab.view.url == tab.site + "/he/assessment"

    def test_the_switch_makes_no_entry(self, open_tab):
        tab = open_tab().open().walk(SOMEBODY, until="amount")
        before = tab.ask("() => history.length")
        switch(tab, "he").at("amount")
        assert tab.ask("() => history.length") == before

    @pytest.mark.parametrize("back", [False, True])
    def test_reload_after_a_switch_keeps_both(self, open_tab, back):
        tab = open_tab().open().walk(SOMEBODY, until="stopping")
        switch(tab, "he").at("stopping")
        if back:
            tab.page.go_back()
            tab.at("amount")
        tab.page.reload()
        tab.at("amount" if back else "stopping")
        assert language(tab) == ["he", "rtl"]
        tab.press("back").at("concerns" if back else "amount")
        assert tab.chosen
        assert tab.stored == []

    def test_reload_in_the_moment_in_which_back_arrives_keeps_both_too(self, open_tab):
        tab = open_tab().open().walk(SOMEBODY, until="stopping")
        switch(tab, "he").at("stopping")
        with tab.page.expect_event("domcontentloaded"):
            tab.ask("() => { addEventListener('htmx:after:swap', () => location.reload(), true); history.back() }")
        tab.at("amount")
        assert (tab.chosen != set(), tab.stored) == (True, [])

    def test_back_from_another_page_still_brings_no_answer_back(self, open_tab):
        tab = open_tab().open().walk(SOMEBODY, until="amount")
        switch(tab, "he").at("amount")
        tab.open("/he/about")
        tab.page.go_back()
        tab.at("right_now")
        tab.page.wait_for_timeout(400)
        assert (tab.place, tab.chosen, tab.stored) == ("right_now", set(), [])


class TestInAFrame:
    @pytest.mark.parametrize("scripts", [True, pytest.param(False, marks=pytest.mark.proof)])
    def test_switching_keeps_the_answers(self, open_tab, site, scripts):
        tab = open_tab(javascript=scripts)
        inside = framed(host(tab.page.context, CLINIC, f"{site}/embed/demo/assessment"), site)
        inside.walk(SOMEBODY, until="amount")
        switch(inside, "he").at("amount")
        assert inside.view.url == f"{site}/embed/demo/he/assessment"
        inside.walk(SOMEBODY).press("next").at("results")
        assert inside.view.evaluate("() => document.documentElement.dir") == "rtl"
        assert inside.page.url == CLINIC

    def test_where_storage_is_blocked_too(self, blocking_context, site):
        inside = framed(host(blocking_context, CLINIC, f"{site}/embed/demo/assessment"), site)
        inside.walk(SOMEBODY, until="amount")
        switch(inside, "he").at("amount")
        inside.page.evaluate("() => history.back()")
        inside.at("concerns")
        assert inside.chosen == {"alcohol", "no_plan"}


# Whether it fits -----------------------------------------------------------------------------------------------------

PHONE = 320
"""Pixels."""
WIDER = """() => {
    const root = document.documentElement, room = root.clientWidth;
    const looked_at = (selector) => [...document.querySelectorAll(selector)]
        .filter((one) => one.checkVisibility() && !one.closest("pre, select, .unseen, .skip, svg"));
    const outside = looked_at("body *").filter((one) => {
        const box = one.getBoundingClientRect();
        return box.right > room + 1 || box.left < -1;
    });
    const cut = looked_at("h1, h2, h3, p, li, dt, dd, label, button, a, summary, legend")
        .filter((one) => one.clientWidth && one.scrollWidth > one.clientWidth + 1);
    const said = [...outside, ...cut].map((one) => one.outerHTML.slice(0, 90));
    return root.scrollWidth > room ? ["the page scrolls sideways", ...said] : said;
}"""
OVERLAPPING = """() => {
    const text = "h1, h2, h3, p, label, button, a, summary, legend, dt, dd";
    const shown = [...document.querySelectorAll(`main :is(${text}), header a, .languages li`)]
        .filter((one) => one.checkVisibility() && !one.closest(".unseen, svg") && !one.querySelector(text));
    // A link that is broken over two lines has a box in each.
    const boxes = shown.flatMap((one) => [...one.getClientRects()].map((box) => [one, box]));
    const found = [];
    boxes.forEach(([one, box], i) => {
        for (const [other, its] of boxes.slice(i + 1, i + 60)) {
            const wide = Math.min(box.right, its.right) - Math.max(box.left, its.left);
            const high = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
            if (one !== other && wide > 2 && high > 6)
                found.push([one, other].map((it) => it.outerHTML.slice(0, 60)).join());
        }
    });
    return found;
}"""


def misfits(tab: Tab) -> list[str]:
    """What does not fit, or lies on something else."""
    tab.look_from_the_top()
    return [*tab.ask(WIDER), *tab.ask(OVERLAPPING)]


def complaints(tab: Tab) -> list[str]:
    """And what cannot be used. On a phone axe looks too; once is enough."""
    phone = (tab.page.viewport_size or {"width": 0})["width"] == PHONE
    return [*(test_access.complaints(tab) if phone else []), *misfits(tab)]


@pytest.mark.parametrize(
    ("tag", "width"),
    [
        (SPANISH, PHONE),
        *(pytest.param(tag, PHONE, marks=pytest.mark.proof) for tag in MADE_UP),
        *(pytest.param(tag, 1280, marks=pytest.mark.proof) for tag in (*MADE_UP, SPANISH)),
    ],
)
class TestItFits:
    @pytest.mark.parametrize("look", [misfits, pytest.param(complaints, marks=pytest.mark.proof)])
    @pytest.mark.parametrize("addresses", AROUND)
    def test_on_every_page_around_the_assessment(self, open_tab, tag, width, addresses, look):
        tab = open_tab(width=width)
        found = {address: look(tab.open(f"/{tag}{address}")) for address in addresses}
        assert {address: what for address, what in found.items() if what} == {}

    @pytest.mark.proof
    def test_on_every_step_with_errors_and_notices_on_the_check_and_the_result(self, open_tab, tag, width):
        tab = open_tab(width=width).open(f"/{tag}/assessment")
        found = {}
        while tab.place != "check":
            if tab.place != "amount":
                tab.press("next")
                found[f"{tab.place} with errors"] = complaints(tab)
            tab.go_on(MIXED)
            found[tab.place] = complaints(tab)
        tab.press("next").at("results")
        tab.view.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
        found["results"] = complaints(tab)
        assert {place: what for place, what in found.items() if what} == {}


def test_right_to_left_is_the_mirror_of_left_to_right(open_tab):
    """Bars, indents and boxes stand at the other edge; numbers to call keep their order."""
    sides = {}
    for tag in ("en", "he"):
        tab = open_tab(width=320).open(f"/{tag}/assessment").press("next")
        sides[tag] = tab.ask(
            """() => {
                const of = (selector) => document.querySelector(selector);
                const style = (selector) => getComputedStyle(of(selector));
                const width = document.documentElement.clientWidth;
                const box = (selector) => of(selector).getBoundingClientRect();
                return {
                    bar: [parseFloat(style(".wrong").borderLeftWidth), parseFloat(style(".wrong").borderRightWidth)],
                    list: [parseFloat(style("#summary ul").paddingLeft), parseFloat(style("#summary ul").paddingRight)],
                    radio: [Math.round(box(".answer input").left), Math.round(width - box(".answer input").right)],
                    name: [Math.round(box(".name").left), Math.round(width - box(".name").right)],
                };
            }"""
        )
    assert sides["he"]["bar"] == sides["en"]["bar"][::-1]
    assert sides["he"]["list"] == sides["en"]["list"][::-1]
    assert sides["he"]["radio"][1] == sides["en"]["radio"][0]
    assert sides["he"]["name"][1] == sides["en"]["name"][0]


@pytest.mark.parametrize("people", [2, pytest.param(8, marks=pytest.mark.proof)])
def test_the_sheet_is_one_page_in_the_longer_language_too(browser, content, tmp_path, people):
    folder = invent(tmp_path, LONGER)
    app = create_app(Settings(keys=(print_check.KEY,), languages=(LONGER,), translations=folder), content)
    for draw in itertools.islice(print_check.draws(content, print_check.SEED), people):
        usual = draw._replace(paper=PrintOptions())
        found = print_check.printed(usual, *print_check.put_on_paper(browser, app, usual))
        assert list(print_check.number_of_sheets(found)) == []


def test_htmx_is_asked_for_as_ever(open_tab):
    assert open_tab().open("/he/").view.locator(f'script[src="{HTMX_URL}"]').count() == 1
