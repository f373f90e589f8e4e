"""The frame in all that can surround it: `make surroundings` writes docs/surroundings.md from what is seen here."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.conftest import QUIET, nothing_real_leaves
from tests.support.browser_tab import PATIENCE
from tests.support.fetch import installed_browser
from tests.support.frame_tab import HEIGHT, LATENCY, LINE, Frame
from tests.support.sample_answers import SOMEBODY
from tests.support.surroundings import AXES, Surrounding, all_pairs, can_run, pairs_in, pasted, rows

CLINIC = "http://localhost:8000/"
DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "surroundings.md"
SAME_DAY = "[data-urgent=same_day_medical]"
"""The notice that says to see a doctor today."""
SLOW = {"offline": False, "latency": LATENCY, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
BLOCKS_STORAGE = {
    "block_third_party_cookies": True,
    "cookie_controls_mode": 1,
    "default_content_setting_values": {"cookies": 2},
}
"""Preferences of somebody who blocks others' cookies and site data: the getter of storage throws then."""
ALLOWS_STORAGE = {"block_third_party_cookies": False, "cookie_controls_mode": 0}
RELOAD_FRAMES = """() => {
    for (const frame of document.querySelectorAll("iframe")) { frame.style.height = ""; frame.src = frame.src }
}"""
Visit = Callable[[Surrounding], Page]


@pytest.fixture
def visit(playwright: Playwright, site: str, htmx_bytes: bytes, snippet: str, tmp_path: Path) -> Iterator[Visit]:
    """`visit(surrounding)`: somebody opens the clinic's page, with the frames in it loaded and as they are to be."""
    contexts: list[BrowserContext] = []

    def go(around: Surrounding) -> Page:
        context = open_browser(playwright, tmp_path, around)
        contexts.append(context)
        nothing_real_leaves(context, site, htmx_bytes, cdn=around["htmx"] == "there")
        serve_the_clinic(context, snippet, around)
        page = context.pages[0]
        page.set_default_timeout(PATIENCE)
        page.goto(CLINIC)
        load_all_frames(page)
        slow_down_or_stop_scripts(page, around)
        return page

    yield go
    for context in contexts:
        context.close()


def open_browser(playwright: Playwright, folder: Path, around: Surrounding) -> BrowserContext:
    """A browser of its own, with its profile in this folder, whose owner allows or blocks storage."""
    blocked = around["others' cookies and storage"] == "blocked"
    preferences = {"profile": BLOCKS_STORAGE if blocked else ALLOWS_STORAGE}
    (folder / "Default").mkdir()
    (folder / "Default" / "Preferences").write_text(json.dumps(preferences))
    return playwright.chromium.launch_persistent_context(
        str(folder),
        executable_path=installed_browser(),
        args=QUIET,
        viewport={"width": 1100, "height": HEIGHT},
        reduced_motion="reduce",
    )


def serve_the_clinic(context: BrowserContext, snippet: str, around: Surrounding) -> None:
    """Answers for the clinic's site, with the snippet pasted into its page."""
    isolates = around["the page isolates itself"] == "yes"
    headers = {"Cross-Origin-Embedder-Policy": "require-corp"} if isolates else {}
    html = pasted(snippet, around)
    context.route(f"{CLINIC}**", lambda route: route.fulfill(body=html, content_type="text/html", headers=headers))


def load_all_frames(page: Page) -> None:
    """Scrolls to each frame, for one loads only when it is near, and back to the top."""
    for element in page.locator("iframe").all():
        element.scroll_into_view_if_needed()
        element.element_handle().content_frame().wait_for_selector("main")  # type: ignore[union-attr]
    page.evaluate("() => scrollTo(0, 0)")


def slow_down_or_stop_scripts(page: Page, around: Surrounding) -> None:
    """Makes the network of the frames slow, and takes their scripts away, where the surrounding says so."""
    without_scripts = around["scripts in the frame"] == "off"
    for frame in page.frames[1:]:
        session = page.context.new_cdp_session(frame)
        if around["network"] == "slow":
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", SLOW)
        if without_scripts:
            session.send("Emulation.setScriptExecutionDisabled", {"value": True})
    if without_scripts:
        page.evaluate(RELOAD_FRAMES)
        page.wait_for_timeout(500)
    for frame in page.frames[1:]:
        frame.wait_for_selector("main")


def go_back_forward_and_reload(frame: Frame, around: Surrounding) -> str:
    """Back, Forward, Reload in the middle (docs/decisions/0002-history.md, 0004-reload.md). Returns what Reload did."""
    here = frame.place
    before = str(frame.ask("() => history.state?.from ?? ''")) if frame.swaps else "concerns"
    for direction, place in (("back", before), ("forward", here)):
        frame.page.evaluate(f"() => history.{direction}()")
        frame.at(place)
    if frame.scripts:
        assert frame.may_store == (around["others' cookies and storage"] == "allowed")
    kept = frame.may_store or not frame.swaps
    frame.ask("() => { setTimeout(() => location.reload(), 0) }")
    frame.page.wait_for_timeout(200)
    if kept:
        frame.at(here)
        return "kept" if frame.swaps else "sent again"
    frame.at("right_now")
    expect(frame.view.locator("#reloaded")).to_be_visible(timeout=PATIENCE)
    return "afresh, said"


SHAKING = {**SOMEBODY, "stopping_before": ["shaking_sweating"], "feeling_now": ["shaking_sweating"]}
"""Somebody whose answer about today raises the notice SAME_DAY."""


def give_dangerous_answer(frame: Frame) -> str:
    """Gives an answer that is a danger. Returns where its notice is seen: in view, at the answer, which stays there."""
    others = [question for question in frame.asked if question != "feeling_now"]
    frame.choose(**{question: SHAKING[question] for question in others})
    answer, notice = frame.view.locator("#q-feeling_now-shaking_sweating"), frame.view.locator(SAME_DAY)
    answer.hover()  # scrolls as a press would, also from under the bar that stays
    before = answer.bounding_box()
    frame.tick("#q-feeling_now-shaking_sweating")
    if not frame.swaps:
        frame.press("next")
        assert "same_day_medical" in frame.urgent
        return "after Continue"
    expect(notice).to_be_visible(timeout=PATIENCE)
    assert frame.has_its_height()
    heading, after = notice.locator("h2").bounding_box(), answer.bounding_box()
    assert heading
    assert before
    assert after
    assert 0 <= heading["y"] < heading["y"] + heading["height"] <= HEIGHT, heading
    assert after["y"] <= before["y"] + LINE, "nothing pushes it down"
    return "at the answer"


def put_onto_paper(frame: Frame) -> str:
    """Prints the result. Returns from where."""
    if frame.scripts:
        frame.ask("() => addEventListener('beforeprint', () => { document.body.dataset.printed = '' })")
        frame.view.click("[data-go=print]")
        expect(frame.view.locator("body[data-printed]")).to_have_count(1, timeout=PATIENCE)
        return "from the frame"
    with frame.page.context.expect_page() as opened:
        frame.view.click("[data-go=print]")
    expect(opened.value.locator(".sheet")).to_be_visible(timeout=PATIENCE)
    opened.value.close()
    return "from a page of its own"


def do_the_assessment(page: Page, site: str, around: Surrounding) -> str:
    """The whole assessment in the last of the frames, the others looking on. Returns what was seen."""
    assert page.evaluate("() => [scrollY, document.activeElement.localName]") == [0, "body"], "nothing jumps on load"
    frames = [Frame(page, site, number, around) for number in range(int(around["frames"]))]
    frame = frames[-1]
    assert all(one.has_its_height() for one in frames)
    frame.element.scroll_into_view_if_needed()
    length = page.evaluate("() => history.length")
    frame.press("start").at("right_now")
    frame.walk(SOMEBODY, until="amount")
    frame.keeps_the_way_out()
    reload = go_back_forward_and_reload(frame, around)
    frame.walk(SOMEBODY, until="stopping")
    notice = give_dangerous_answer(frame)
    frame.walk(SHAKING).press("next").at("results")
    assert frame.view.locator("[data-kind]").count() == 13
    way_out = frame.keeps_the_way_out()
    printed = put_onto_paper(frame)
    assert page.url == CLINIC
    assert page.evaluate("() => history.length") - length == frame.pressed, "one entry a step"
    for other in frames[:-1]:
        assert other.name == "start"
        assert other.has_its_height()
    height = "follows" if frame.grows else "scrolls inside"
    return f"done | {height} | {way_out} | {notice} | {reload} | {printed}"


def see_that_it_cannot_run(page: Page, site: str, around: Surrounding) -> str:
    """The frame says that it cannot run, and leads out. Returns what was seen.

    Where scripts run it says so before anything is pressed, else as soon as it can be known.
    """
    frame = Frame(page, site, 0, around)
    said = frame.view.locator("#cannot" if frame.scripts else "noscript p.message")
    expect(said).to_be_visible(timeout=PATIENCE)
    if not frame.scripts and around["sandbox"] == "no origin":
        frame.view.click("[data-go=start]")
        frame.at("right_now")
        frame.view.click("[data-go=next]")
        expect(frame.main).to_have_attribute("data-page", "error", timeout=PATIENCE)
        said = frame.main
    with page.context.expect_page() as opened:
        said.locator("a").first.click()
    expect(opened.value.locator("main[data-page=start]")).to_be_visible(timeout=PATIENCE)
    below = page.locator(f"a[href='{site}/embed/demo/']").first
    expect(below).to_be_visible()
    return "says that it cannot run, leads to the full page | – | – | – | – | –"


INTRODUCTION = """# The frame in all that can surround it

Written by `make surroundings` from what a real Chromium did on a page of another site, with the snippet of `/clinics`
pasted and changed as each row says. Every pair of values of any two columns stands together in some row, and in one
where it can run, if the sandbox does not forbid that. Where it can run, the whole assessment was done, with Back,
Forward and Reload in its middle; the height was right within one line at each step, the heading of each new step was in
view, so was the notice of a dangerous answer. At each question of a step and each card of the result, the way out and
the numbers were in the window, wherever it was scrolled. Nothing jumped on load, a second frame was not disturbed, and
the page around it kept its address and got one entry in its history a step. `make proof` does it again and compares,
`make test` with every eighth that is not slow. "Slow" waits 300 ms for each request, at 50 kB a second.

"""


def line_of(around: Surrounding, seen: str) -> str:
    """A row of the table: the surrounding, and what was seen there."""
    return f"| {' | '.join(around[axis] for axis in AXES)} | {seen} |"


def test_every_pair_of_values_stands_together_in_some_row():
    assert set().union(*map(pairs_in, rows())) == all_pairs()


def test_every_pair_that_can_run_does():
    possible = {pair for pair in all_pairs() if can_run({"sandbox": "none", **dict(pair)})}
    assert set().union(*map(pairs_in, filter(can_run, rows()))) == possible


def as_parameter(row: Surrounding) -> Any:
    """A row as a parameter of a test; of those on a fast network, every eighth is for each time."""
    fast = [one for one in rows() if one["network"] == "fast"]
    return pytest.param(row, id=", ".join(row.values()), marks=[pytest.mark.proof] * (row not in fast[::8]))


@pytest.mark.parametrize("around", [as_parameter(row) for row in rows()])
def test_it_runs_or_says_that_it_cannot(visit: Visit, site: str, around: Surrounding):
    look = do_the_assessment if can_run(around) else see_that_it_cannot_run
    seen = line_of(around, look(visit(around), site, around))
    if "WRITE" in os.environ:
        write(around, seen)
    assert seen in DOCUMENT.read_text("utf-8").splitlines(), seen


def test_the_document_holds_these_rows_and_no_others():
    text = DOCUMENT.read_text("utf-8")
    assert text.startswith(INTRODUCTION)
    listed = [line.split(" | ")[: len(AXES)] for line in text.splitlines() if line.startswith("| o")]
    assert [[cell.strip("| ") for cell in line] for line in listed] == [list(row.values()) for row in rows()]


def write(around: Surrounding, seen: str) -> None:
    """Puts a row into the document; the first one begins it anew."""
    if around == rows()[0]:
        head = [*AXES, "assessment", "height", "way out and numbers", "notice of danger", "Reload", "printed"]
        DOCUMENT.write_text(f"{INTRODUCTION}| {' | '.join(head)} |\n|{'---|' * len(head)}\n", "utf-8")
    with DOCUMENT.open("a", encoding="utf-8") as document:
        document.write(seen + "\n")
