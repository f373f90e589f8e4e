"""What somebody takes along: prints by a real browser, the button where printing is blocked, and the saved file."""

import itertools
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app import create_app
from assessment.loading.content_files import load
from assessment.web.printing import PrintOptions
from assessment.web.settings import Settings
from tests.browser.test_access import complaints as axe
from tests.clinics.test_read_clinic_file import FULL, LOGO
from tests.support.browser_tab import Tab
from tests.support.sample_answers import (
    MIXED,
    SOMEBODY,
    VERY_HEAVY_DRINKER,
    WITH_EVERY_CONCERN,
    WORRIED_PARTNER,
    answers_of,
)
from tests.support.sealing_key import KEY
from tools import print_check

SOME = list(itertools.islice(print_check.draws(load(), print_check.SEED), 8))
PRINTS = "window.print = () => { dispatchEvent(new Event('beforeprint')); window.title = document.title;" + (
    "dispatchEvent(new Event('afterprint')); window.printed = true; }"
)
SHORTER = (VERY_HEAVY_DRINKER, WORRIED_PARTNER)
"""People of whom less is to be printed than of those looked at each time."""
HAS_NO_PRINT = "delete Window.prototype.print; window.print = undefined"
MAY_NOT_PRINT = "window.print = () => {}"


@pytest.mark.parametrize("draw", SOME, ids=[f"{draw.size} {draw.paper.classes}" for draw in SOME])
def test_a_printed_result_is_complete_and_fits(browser, app, draw):
    pdf, there = print_check.put_on_paper(browser, app, draw)
    assert list(print_check.complaints(print_check.printed(draw, pdf, there))) == []


LIKELY = [MIXED, WITH_EVERY_CONCERN, *(pytest.param(one, marks=pytest.mark.proof) for one in SHORTER)]


@pytest.mark.parametrize("person", LIKELY)
def test_anybody_likely_has_one_sheet_two_in_large_print_and_five_for_the_whole(browser, app, person):
    answers = answers_of(person)
    for paper, most in ((PrintOptions(), 1), (PrintOptions(large=True), 2), (PrintOptions(whole_result=True), 5)):
        draw = print_check.Draw(answers, "Letter", paper)
        found = print_check.printed(draw, *print_check.put_on_paper(browser, app, draw))
        assert list(print_check.complaints(found)) == []
        assert len(found.pages) <= most


def test_the_result_itself_prints_the_sheet_alone(open_tab, to_the_result):
    tab = to_the_result(open_tab(), VERY_HEAVY_DRINKER)
    assert not tab.view.locator(".sheet").is_visible()
    tab.page.emulate_media(media="print")
    assert tab.view.locator(".sheet").is_visible()
    assert not tab.view.locator("main h1").is_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_on_paper_a_clinics_colour_is_black(open_tab, content, tmp_path, dark):
    (tmp_path / "river.toml").write_text(FULL if dark else FULL.replace("dark = true", ""))
    (tmp_path / "river.svg").write_text(LOGO)
    client = create_app(Settings(keys=(KEY,), clinics=tmp_path), content).test_client()
    page = open_tab(color_scheme="light").page
    page.set_content(client.get("/embed/river/now").text)
    colour = "() => getComputedStyle(document.querySelector('main a')).color"
    assert page.evaluate(colour) == "rgb(122, 31, 61)"
    page.emulate_media(media="print")
    assert page.evaluate(colour) == "rgb(0, 0, 0)"


def choose(tab: Tab, *boxes: str) -> None:
    """Opens the choices for paper, and ticks some of them."""
    tab.view.click(".choices summary")
    for box in boxes:
        tab.view.check(f"[name={box}]")


class TestThePrintButton:
    @pytest.fixture
    def result(self, open_tab, to_the_result):
        def result(script: str = "", **more) -> Tab:
            tab: Tab = open_tab(**more)
            if script:
                tab.page.add_init_script(script)
            to_the_result(tab, MIXED)
            return tab

        return result

    def test_it_prints_from_where_it_is(self, result):
        tab = result(PRINTS)
        tab.view.click("[data-go=print]")
        assert tab.ask("() => window.printed")
        tab.page.wait_for_timeout(1300)
        assert len(tab.page.context.pages) == 1

    def test_what_is_chosen_shows_on_paper_at_once(self, result):
        tab = result(PRINTS)
        choose(tab, "without_answers", "large", "discreet")
        tab.view.click("[data-go=print]")
        assert tab.ask("() => window.title") == "Notes"
        assert tab.page.title() != "Notes"
        tab.page.emulate_media(media="print")
        assert not tab.view.locator(".tells-answers").locator("visible=true").count()
        assert tab.view.locator(".sheet h2").locator("visible=true").all_inner_texts() == ["Notes"]
        assert tab.ask("() => parseFloat(getComputedStyle(document.querySelector('.sheet .neutral p')).fontSize) >= 24")

    def test_the_whole_result_is_printed_where_asked_for_and_the_sheet_the_next_time(self, open_tab, to_the_result):
        tab = open_tab()
        tab.page.add_init_script(
            "window.print = () => { dispatchEvent(new Event('beforeprint'));"
            " window.printed = [...(window.printed ?? []), document.querySelector('main').className]; }"
        )
        to_the_result(tab, VERY_HEAVY_DRINKER)
        for way in ("print-whole", "print"):
            tab.view.click(f"[data-go={way}]")
        whole, sheet = tab.ask("() => window.printed")
        assert ("whole_result" in whole, "whole_result" in sheet) == (True, False)

    def test_where_a_danger_may_look_the_whole_is_printed_from_a_page_without_it(self, open_tab, to_the_result):
        tab = open_tab()
        tab.page.add_init_script(PRINTS)
        to_the_result(tab, {**SOMEBODY, "home_safety": "unsafe"})
        with tab.page.context.expect_page() as opened:
            tab.view.click("[data-go=print-whole]")
        opened.value.wait_for_load_state()
        assert opened.value.locator("main.whole_result [data-kind]").count() == 13
        assert opened.value.locator("[data-urgent=home_safety]").count() == 0

    @pytest.mark.parametrize("script", [HAS_NO_PRINT, MAY_NOT_PRINT])
    def test_where_a_page_may_not_print_the_sheet_opens_on_its_own(self, result, script):
        tab = result(script)
        choose(tab, "large")
        with tab.page.context.expect_page() as opened:
            tab.view.click("[data-go=print]")
        paper = opened.value
        expect(paper.locator("main.own-page.large .sheet")).to_be_visible()
        assert paper.locator("[data-kind]").count() == 13

    def test_where_nothing_opens_it_says_what_to_do(self, result):
        tab = result(MAY_NOT_PRINT)
        tab.ask("() => { HTMLFormElement.prototype.requestSubmit = () => {} }")
        tab.view.click("[data-go=print]")
        expect(tab.view.locator("#no-print")).to_be_visible()

    def test_without_scripts_the_sheet_opens_on_its_own(self, result):
        tab = result(javascript=False, width=360)
        choose(tab, "without_answers")
        with tab.page.context.expect_page() as opened:
            tab.view.click("[data-go=print]")
        paper = opened.value
        expect(paper.locator(".sheet")).to_be_visible()
        assert not paper.locator(".tells-answers").locator("visible=true").count()

    def test_the_page_of_its_own_prints_and_can_be_deleted(self, result, site):
        tab = result(HAS_NO_PRINT)
        with tab.page.context.expect_page() as opened:
            tab.view.click("[data-go=print]")
        paper = Tab(opened.value, site)
        paper.page.wait_for_load_state()
        assert axe(paper) == []
        paper.view.click("[data-go=delete]")
        paper.page.wait_for_url("**/#deleted")
        paper.page.go_back()
        assert paper.view.locator("[data-kind]").count() == 0

    def test_what_was_printed_is_still_there_after_reload(self, result):
        tab = result(PRINTS)
        fits = tab.fits
        tab.view.click("[data-go=print]")
        tab.page.reload()
        assert tab.at("results").fits == fits


class TestSharing:
    """The sheet as text, for another app."""

    TEXT = "For my appointment"

    def test_it_goes_to_the_apps_of_the_device_where_there_are_some(self, open_tab, to_the_result):
        tab = open_tab()
        tab.page.add_init_script("navigator.share = async (what) => { window.shared = what.text; }")
        to_the_result(tab, SOMEBODY).view.click("[data-go=share]")
        assert tab.ask("() => window.shared").startswith(self.TEXT)

    def test_or_into_the_clipboard_and_says_so(self, open_tab, to_the_result):
        tab = open_tab()
        tab.page.add_init_script(
            "navigator.share = undefined;navigator.clipboard.writeText = async (text) => { window.copied = text; };"
        )
        to_the_result(tab, SOMEBODY).view.click("[data-go=share]")
        expect(tab.view.locator("[data-go=share]")).to_have_text("Copied")
        assert tab.ask("() => window.copied").startswith(self.TEXT)

    def test_where_neither_may_be_it_is_opened_to_be_copied_by_hand(self, open_tab, to_the_result):
        tab = open_tab()
        refuses = "async () => { throw new DOMException('no', 'NotAllowedError'); }"
        tab.page.add_init_script(f"navigator.share = {refuses}; navigator.clipboard.writeText = {refuses}")
        to_the_result(tab, SOMEBODY).view.click("[data-go=share]")
        expect(tab.view.locator("#sheet-text")).to_be_visible()

    def test_without_scripts_it_waits_under_its_fold(self, open_tab, to_the_result):
        tab = to_the_result(open_tab(javascript=False), SOMEBODY)
        assert not tab.view.locator("[data-go=share]").is_visible()
        tab.view.click(".as-text summary")
        assert tab.view.locator("#sheet-text").input_value().startswith(self.TEXT)


class TestTheSavedFile:
    @pytest.fixture
    def saved(self, open_tab, to_the_result, tmp_path) -> tuple[Tab, Path]:
        tab = to_the_result(open_tab(width=360), VERY_HEAVY_DRINKER)
        with tab.page.expect_download() as download:
            tab.view.click("[data-go=save]")
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        return tab, path

    def test_it_opens_without_a_network(self, browser, saved):
        tab, path = saved
        context = browser.new_context(viewport={"width": 360, "height": 800}, offline=True)
        page = context.new_page()
        asked, said = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda line: said.append(line.text))
        page.goto(path.as_uri())
        assert asked == [path.as_uri()]
        assert said == []
        shown = Tab(page, "")
        assert shown.fits == tab.fits
        assert shown.urgent == tab.urgent
        assert axe(shown) == []
        assert shown.ask("() => document.documentElement.scrollWidth <= innerWidth")
        assert shown.ask("() => getComputedStyle(document.querySelector('.first-step')).borderTopWidth") == "2px"
        page.click(".mosaic a")
        context.close()

    def test_the_result_stays_after_it_was_saved(self, saved):
        tab, _ = saved
        fits = tab.fits
        tab.page.reload()
        assert tab.at("results").fits == fits

    @pytest.mark.parametrize("javascript", [True, False])
    def test_it_opens_again_and_goes_on(self, open_tab, saved, javascript):
        tab, path = saved
        again = open_tab(javascript=javascript).open("/")
        again.view.click("summary")
        again.view.set_input_files("#copy-file", path)
        again.view.click("[data-go=open]")
        expect(again.main).to_have_attribute("data-page", "check")
        again.press("next")
        expect(again.main).to_have_attribute("data-page", "results")
        assert (again.fits, again.urgent) == (tab.fits, tab.urgent)

    def test_ten_megabytes_get_a_plain_page(self, open_tab, tmp_path):
        (tmp_path / "large.html").write_bytes(b"x" * 10_000_000)
        tab = open_tab().open("/")
        tab.view.click("summary")
        tab.view.set_input_files("#copy-file", tmp_path / "large.html")
        tab.view.click("[data-go=open]")
        expect(tab.main).to_have_attribute("data-page", "error")


class TestTheMosaic:
    def test_a_piece_leads_to_its_kind_also_where_that_is_folded_away(self, open_tab, to_the_result):
        tab = to_the_result(open_tab(width=360), SOMEBODY)
        kind = next(kind for kind, fit in tab.fits.items() if fit == "not_now")
        assert not tab.view.locator(f"#kind-{kind}").is_visible()
        tab.view.click(f".mosaic a[href='#kind-{kind}']")
        assert tab.view.locator(f"#kind-{kind}").is_visible()
        assert tab.focused == f"kind-{kind}"

    @pytest.mark.parametrize("width", [320, 1280])
    def test_its_words_can_be_read_and_stay_in_their_pieces(self, open_tab, to_the_result, width):
        tab = to_the_result(open_tab(width=width), SOMEBODY)
        wrong = tab.ask(
            """() => [...document.querySelectorAll(".mosaic text")].filter((line) => {
                const size = 16 * line.ownerSVGElement.getBoundingClientRect().width / 320;
                const stone = line.parentElement.querySelector("polygon");
                const { x, y, width, height } = line.getBBox();
                const corners = [[x, y], [x + width, y], [x, y + height], [x + width, y + height]];
                return size < 14 || !corners.every(([x, y]) => stone.isPointInFill(new DOMPoint(x, y)));
            }).map((line) => line.textContent)"""
        )
        assert wrong == []
