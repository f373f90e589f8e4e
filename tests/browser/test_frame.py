"""In a clinic's frame on another site: framable by that clinic only, with cookies and storage of strangers blocked."""

import pytest
from playwright.sync_api import expect

from tests.support.people import MIXED, SOMEBODY
from tests.support.tab import PATIENCE, Tab

CLINIC = "http://localhost:8000/"
STRANGER = "http://localhost:8001/"


def host(context, address, *frames):
    """A clinic's page with frames in it; no server is needed for it."""
    body = "".join(f'<iframe title="Self-assessment" src="{one}" width="700" height="1200"></iframe>' for one in frames)
    html = f"<!doctype html><html lang=en><title>A made-up clinic</title><h1>A made-up clinic</h1>{body}"
    context.route(f"{address}**", lambda route: route.fulfill(body=html, content_type="text/html"))
    page = context.new_page()
    page.goto(address)
    return page


def framed(page, site, number=1):
    """The tab's frame as somebody acts in it."""
    frame = page.frames[number]
    frame.wait_for_selector("main")
    return Tab(page, site, frame)


def storage_is_blocked(tab):
    """Whether the frame's storage throws, as it does where third parties are blocked."""
    return tab.ask("() => { try { sessionStorage.length; return false } catch { return true } }")


@pytest.fixture
def clinic(blocking_context, site):
    """A visitor of the clinic whose browser blocks third parties."""
    tab = framed(host(blocking_context, CLINIC, f"{site}/embed/demo/assessment"), site)
    assert storage_is_blocked(tab), "else this test would show nothing"
    return tab


def test_the_whole_assessment(clinic):
    clinic.walk(MIXED).press("next").at("results")
    assert clinic.view.url.endswith("/embed/demo/assessment")
    assert clinic.fits["mental_health_care"] == "strong"


def test_the_whole_assessment_without_scripts_in_the_frame(open_tab, site):
    tab = open_tab(javascript=False)
    inside = framed(host(tab.page.context, CLINIC, f"{site}/embed/demo/assessment"), site)
    inside.walk(SOMEBODY).press("next").at("results")


def test_the_whole_assessment_without_the_cdn(open_tab, site):
    tab = open_tab(cdn=False)
    inside = framed(host(tab.page.context, CLINIC, f"{site}/embed/demo/assessment"), site)
    inside.walk(SOMEBODY).press("next").at("results")


def test_back_and_forward_move_inside_the_frame(clinic):
    clinic.walk(SOMEBODY, until="amount")
    clinic.page.evaluate("() => history.back()")
    clinic.at("concerns")
    assert clinic.chosen == {"alcohol", "as_usual"}
    clinic.page.evaluate("() => history.forward()")
    clinic.at("amount")
    assert clinic.page.url == CLINIC


def test_reload_of_the_frame_starts_afresh_and_says_so(clinic):
    clinic.walk(SOMEBODY, until="amount")
    clinic.ask("() => setTimeout(() => location.reload(), 0)")
    clinic.at("about_you")
    expect(clinic.view.locator("#reloaded")).to_be_visible(timeout=PATIENCE)
    clinic.view.wait_for_function("() => history.state.step === 'about_you'")
    clinic.choose(who_for="self", age_band="25_64", country="gb").press("next").at("concerns")
    expect(clinic.view.locator("#reloaded")).to_be_hidden()


def test_nothing_jumps_on_the_first_load(clinic):
    assert clinic.page.evaluate("() => [scrollY, document.activeElement.localName]") == [0, "body"]


def test_exit_takes_the_whole_tab_along(clinic):
    clinic.walk(SOMEBODY, until="amount")
    clinic.view.click("[data-go=exit]")
    expect(clinic.page).to_have_title("Elsewhere", timeout=PATIENCE)


def test_exit_blanks_a_frame_that_may_not_take_the_tab_along(open_tab, site):
    tab = open_tab()
    html = f"""<!doctype html><title>x</title><iframe title="x" width="700" height="900"
        sandbox="allow-scripts allow-forms allow-same-origin" src="{site}/embed/demo/assessment"></iframe>"""
    tab.page.context.route(f"{CLINIC}**", lambda route: route.fulfill(body=html, content_type="text/html"))
    tab.page.goto(CLINIC)
    inside = framed(tab.page, site)
    inside.view.click("[data-go=exit]")
    tab.page.wait_for_function("() => true")
    expect(inside.view.locator("main")).to_have_count(0, timeout=PATIENCE)


def test_two_frames_on_a_page_never_mix_also_over_a_reload(open_tab, site):
    tab = open_tab()
    page = host(tab.page.context, CLINIC, *[f"{site}/embed/demo/assessment"] * 2)
    one, two = framed(page, site, 1), framed(page, site, 2)
    one.walk(SOMEBODY, until="amount")
    two.walk({**SOMEBODY, "concerns": ["gambling"]}, until="stopping")
    if not storage_is_blocked(one):
        one.ask("() => setTimeout(() => location.reload(), 0)")
        one.page.wait_for_timeout(500)
        one.at("amount")
        assert (one.stored, two.stored) == ([], [])
    assert two.place == "stopping"


@pytest.mark.parametrize(
    ("address", "path"),
    [(STRANGER, "/embed/demo/"), (CLINIC, "/"), (CLINIC, "/assessment"), (CLINIC, "/embed/nobody/"), (CLINIC, "/now")],
)
def test_nobody_else_may_frame_it(open_tab, site, address, path):
    tab = open_tab()
    refused = []
    tab.page.context.on("requestfailed", lambda request: refused.append(request.url))
    page = host(tab.page.context, address, site + path)
    page.wait_for_timeout(500)
    assert page.frames[1].locator("main").count() == 0
    assert refused == [site + path] or page.frames[1].url.startswith("chrome-error:")


class TestTheSnippet:
    """What /clinics says to paste, pasted into a page on another site."""

    def pasted(self, tab, site, *, times=1, script=True):
        tab.page.goto(f"{site}/clinics")
        snippet = tab.page.locator("pre code").inner_text()
        if not script:
            snippet = snippet[: snippet.index("<script")]
        html = f"<!doctype html><html lang=en><title>A made-up clinic</title><h1>A made-up clinic</h1>{snippet * times}"
        tab.page.context.route(f"{CLINIC}**", lambda route: route.fulfill(body=html, content_type="text/html"))
        tab.page.goto(CLINIC)
        for frame in tab.page.locator("iframe").all():
            frame.scroll_into_view_if_needed()
        tab.page.wait_for_timeout(500)
        tab.page.evaluate("() => scrollTo(0, 0)")
        return [framed(tab.page, site, number) for number in range(1, times + 1)]

    def height_is_right(self, tab, number=0):
        frame = tab.page.locator("iframe").nth(number)
        inside = tab.page.frames[number + 1]
        for _ in range(40):
            wanted = inside.evaluate("() => document.documentElement.getBoundingClientRect().height")
            if abs(frame.bounding_box()["height"] - wanted) < 24:
                return True
            tab.page.wait_for_timeout(50)
        return False

    def test_the_height_follows_each_step_up_and_down(self, open_tab, site):
        (inside,) = self.pasted(open_tab(), site)
        assert self.height_is_right(inside)
        inside.view.click("[data-go=start]")
        inside.at("about_you")
        heights = set()
        while inside.place != "check":
            inside.choose(**{question: SOMEBODY[question] for question in inside.asked}).press("next")
            assert self.height_is_right(inside), inside.place
            heights.add(inside.page.locator("iframe").bounding_box()["height"])
        assert len(heights) > 5
        assert inside.page.url == CLINIC

    def test_two_frames_follow_each_its_own(self, open_tab, site):
        first, second = self.pasted(open_tab(), site, times=2)
        second.view.click("[data-go=start]")
        second.at("about_you")
        assert self.height_is_right(first, 0)
        assert self.height_is_right(second, 1)

    def test_other_messages_change_nothing(self, open_tab, site):
        (inside,) = self.pasted(open_tab(), site)
        assert self.height_is_right(inside)
        before = inside.page.locator("iframe").bounding_box()["height"]
        inside.page.evaluate("() => { for (const one of [7, 1e9, '900', null, {}]) postMessage(one, '*') }")
        inside.page.wait_for_timeout(200)
        assert inside.page.locator("iframe").bounding_box()["height"] == before

    def test_without_the_script_it_scrolls_inside(self, open_tab, site):
        (inside,) = self.pasted(open_tab(), site, script=False)
        assert inside.page.locator("iframe").bounding_box()["height"] == 900
        inside.view.click("[data-go=start]")
        inside.at("about_you").walk(SOMEBODY).press("next").at("results")

    def test_its_flags_are_enough_for_printing_and_saving(self, open_tab, site):
        (inside,) = self.pasted(open_tab(), site)
        inside.view.click("[data-go=start]")
        inside.at("about_you").walk(SOMEBODY).press("next").at("results")
        with inside.page.expect_download():
            inside.view.click("[data-go=save]")
        inside.ask("() => { window.print = () => {} }")
        with inside.page.context.expect_page() as opened:
            inside.view.click("[data-go=print]")
        expect(opened.value.locator(".sheet")).to_be_visible()
