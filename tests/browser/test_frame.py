"""In a clinic's frame on another site: framable by that clinic only, with cookies and storage of strangers blocked."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from assessment.loading.content_files import load_frame_check
from tests.support.browser_tab import PATIENCE, Tab
from tests.support.sample_answers import SOMEBODY

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


@pytest.mark.proof
def test_the_whole_assessment_without_the_cdn(open_tab, site):
    tab = open_tab(cdn=False)
    inside = framed(host(tab.page.context, CLINIC, f"{site}/embed/demo/assessment"), site)
    inside.walk(SOMEBODY).press("next").at("results")


def test_exit_takes_the_whole_tab_along(clinic):
    clinic.walk(SOMEBODY, until="amount")
    clinic.view.click("[data-go=exit]")
    expect(clinic.page).to_have_title("Elsewhere", timeout=PATIENCE)


def test_exit_empties_a_frame_that_may_not_take_the_tab_along_and_says_what_remains(open_tab, site):
    tab = open_tab()
    html = f"""<!doctype html><title>x</title><iframe title="x" width="700" height="900"
        sandbox="allow-scripts allow-forms allow-same-origin" src="{site}/embed/demo/assessment"></iframe>"""
    tab.page.context.route(f"{CLINIC}**", lambda route: route.fulfill(body=html, content_type="text/html"))
    tab.page.goto(CLINIC)
    inside = framed(tab.page, site)
    inside.view.click("[data-go=exit]")
    inside.view.wait_for_url("**/embed/demo/left")
    expect(inside.main).to_contain_text("still open")
    assert inside.view.locator("form, header").count() == 0


def test_two_frames_on_a_page_never_mix_also_over_a_reload(open_tab, site):
    tab = open_tab()
    page = host(tab.page.context, CLINIC, *[f"{site}/embed/demo/assessment"] * 2)
    one, two = framed(page, site, 1), framed(page, site, 2)
    one.walk(SOMEBODY, until="amount")
    two.walk({**SOMEBODY, "concerns": ["gambling"]}, until="safety")
    if not storage_is_blocked(one):
        one.ask("() => setTimeout(() => location.reload(), 0)")
        one.page.wait_for_timeout(500)
        one.at("amount")
        assert (one.stored, two.stored) == ([], [])
    assert two.place == "safety"


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_stays_light_in_a_light_page_on_a_dark_device(open_tab, site, scheme):
    tab = open_tab(color_scheme=scheme)
    inside = framed(host(tab.page.context, CLINIC, f"{site}/embed/demo/"), site)
    assert inside.ask("() => getComputedStyle(document.body).backgroundColor") == "rgb(251, 248, 243)"


class TestTheSelfCheck:
    """Good and bad pages around the frame, and what it says of them."""

    GOOD = (
        "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals"
        " allow-downloads allow-top-navigation-by-user-activation"
    )

    def check(self, tab, site, *, sandbox=GOOD, script=True, width=600, policy=None, bar=0):
        """Which lines pass and fail on such a page. `bar`: pixels of one of its own at the top of the window."""
        headers = {"Content-Security-Policy": policy} if policy else {}
        html = (
            f"<!doctype html><html lang=en><title>A made-up clinic</title><h1>A made-up clinic</h1>"
            f"<div style='position: fixed; inset: 0 0 auto; height: {bar}px; background: teal'></div>"
            f"<iframe data-support-mosaic title='x' width={width} height=900 src='{site}/embed/demo/' "
            f"sandbox='{sandbox}'></iframe>" + (f"<script src='{site}/static/embed.js' defer></script>" * script)
        )
        tab.page.context.route(
            f"{CLINIC}**", lambda route: route.fulfill(body=html, content_type="text/html", headers=headers)
        )
        html = html if script else html.replace("/embed/demo/", "/embed/demo/self-check")
        tab.page.goto(f"{CLINIC}#mosaic-check")
        expect(tab.page.frame_locator("iframe").locator(".lines")).to_be_visible(timeout=PATIENCE)
        inside = framed(tab.page, site)
        if "allow-scripts" in sandbox:
            inside.view.locator(".lines[data-done]").wait_for(timeout=3 * PATIENCE)
        return inside, dict(inside.each("[data-check]", "[one.dataset.check, one.dataset.outcome]"))

    def failed(self, outcomes, content):
        seen = {line.id for line in load_frame_check() if line.seen == "frame"}
        return {id for id, outcome in outcomes.items() if outcome == "fail" and id in seen}

    def test_a_good_page_passes_each_line(self, open_tab, site, content):
        inside, outcomes = self.check(open_tab(), site)
        assert self.failed(outcomes, content) == set()
        assert {outcomes[line.id] for line in load_frame_check() if line.seen == "press"} == {"open"}
        for line in ("print", "new_tab"):
            inside.view.click(f"[data-check={line}] button")
            expect(inside.view.locator(f"[data-check={line}]")).to_have_attribute(
                "data-outcome", "pass", timeout=PATIENCE
            )
        expect(inside.view.locator("[data-check=framed] .found")).to_have_text("http://localhost:8000")

    @pytest.mark.parametrize(
        ("around", "fails"),
        [
            ({"bar": 120}, {"way_out", "notice"}),
            ({"width": 250}, {"width"}),
            ({"sandbox": GOOD.replace("allow-forms", "")}, {"forms"}),
            ({"sandbox": GOOD.replace("allow-same-origin", "")}, {"origin"}),
        ],
    )
    def test_a_bad_page_fails_the_line_that_says_what_to_do(self, open_tab, site, content, around, fails):
        tab = open_tab()
        _, outcomes = self.check(tab, site, **around)
        assert self.failed(outcomes, content) == fails

    @pytest.mark.parametrize(
        ("flag", "line", "outcome"), [("allow-modals", "print", "note"), ("allow-popups", "new_tab", "fail")]
    )
    def test_what_only_shows_when_pressed(self, open_tab, site, flag, line, outcome):
        flags = " ".join(one for one in self.GOOD.split() if not one.startswith(flag))
        inside, _ = self.check(open_tab(), site, sandbox=flags)
        inside.view.click(f"[data-check={line}] button")
        expect(inside.view.locator(f"[data-check={line}]")).to_have_attribute("data-outcome", outcome, timeout=PATIENCE)

    def test_without_scripts_it_says_that_it_could_not_look(self, open_tab, site):
        _, outcomes = self.check(open_tab(), site, sandbox=self.GOOD.replace("allow-scripts", ""))
        assert outcomes["scripts"] == "note"
        assert outcomes["height"] == "open"

    def test_opened_on_its_own_it_says_so(self, open_tab, content):
        tab = open_tab().open("/embed/demo/self-check")
        tab.view.locator(".lines[data-done]").wait_for(timeout=3 * PATIENCE)
        assert tab.view.locator("[data-check=framed]").get_attribute("data-outcome") == "fail"

    def test_headers_changed_on_the_way_are_noticed(self, open_tab, site, content):
        tab = open_tab()

        def change(route):
            answer = route.fetch()
            route.fulfill(response=answer, headers={**answer.headers, "x-frame-options": "DENY"})

        tab.page.context.route(f"{site}/embed/demo/", change)
        _, outcomes = self.check(tab, site)
        assert "only_here" in self.failed(outcomes, content)

    def test_each_line_that_a_browser_looks_at_is_in_the_script(self, content):
        script = (Path(__file__).parent.parent.parent / "static" / "js" / "frame_check.js").read_text()
        for line in load_frame_check():
            assert (f"    {line.id}: " in script) == (line.seen != "file"), line.id


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
        inside.at("right_now")
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
        second.at("right_now")
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
        inside.at("right_now").walk_by_hand(SOMEBODY).press("next").at("results")

    def test_its_flags_are_enough_for_printing_and_saving(self, open_tab, site):
        (inside,) = self.pasted(open_tab(), site)
        inside.view.click("[data-go=start]")
        inside.at("right_now").walk(SOMEBODY).press("next").at("results")
        with inside.page.expect_download():
            inside.view.click("[data-go=save]")
        inside.ask("() => { window.print = () => {} }")
        with inside.page.context.expect_page() as opened:
            inside.view.click("[data-go=print]")
        expect(opened.value.locator(".sheet")).to_be_visible()
