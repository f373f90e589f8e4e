"""How long somebody waits on a slow phone, ours beside others in one run: `make bench-phone`.

Chromium with a processor four times slower, 1.6 Mbit/s, 150 ms for each request. Bytes as they come, heads included.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.served import served
from benchmarks.server import AS_IN_PRODUCTION, AS_OURS
from benchmarks.survey_js import FILES
from tests.support.fetch import HTMX, installed_browser

ROUNDS = 7
KBIT_1600 = 200_000
"""Bytes a second."""
LATENCY, SLOWER = 150, 4
FIRST_ANSWER = "input[type=radio], input[type=checkbox]"


OBSERVE = """
window.seen = { shift: 0, longest: 0, pressed: 0 };
const observe = (type, note, durationThreshold = 16) => new PerformanceObserver(
  (list) => { list.getEntries().forEach(note); }).observe({ type, buffered: true, durationThreshold });
observe("layout-shift", (one) => { seen.shift += one.hadRecentInput ? 0 : one.value; });
observe("longtask", (one) => { seen.longest = Math.max(seen.longest, one.duration); });
observe("event", (one) => { if (one.interactionId) seen.pressed = Math.max(seen.pressed, one.duration); });
"""
"""How much of the page moved by itself; the longest task, where less than 50 ms is none; and how long it took from a
press until the page showed something of it (https://web.dev/articles/inp), where less than 16 ms is 0."""


class Wizard(NamedTuple):
    """One to look at: its application, how it is served, the address of its first step, and its button, if any."""

    app: str
    options: tuple[str, ...]
    address: str
    button: str


WIZARDS = {
    "ours": Wizard("app:create_app()", AS_IN_PRODUCTION, "/assessment", "[data-go=next]"),
    "its bare HTML": Wizard("benchmarks.bare_page:app", AS_OURS, "/assessment", ""),
    "plain Flask-WTF": Wizard("benchmarks.plain_wizard:app", AS_OURS, "/assessment/0", "button"),
    "django-formtools": Wizard("benchmarks.formtools_wizard:app", AS_OURS, "/assessment", "button"),
    "SurveyJS": Wizard("benchmarks.survey_js:app", AS_OURS, "/assessment", ".sd-navigation__next-btn"),
}


class Waited(NamedTuple):
    """Milliseconds to the first question, and from a press to the next step; kB to each; what moved; longest task."""

    first: float
    following: float
    first_size: float
    following_size: float
    shift: float
    longest: float


class Pressed(NamedTuple):
    """Milliseconds from a press until something shows: of an answer, of Next, of Back."""

    answer: float
    following: float
    back: float


@contextmanager
def slow_phone(browser: Browser) -> Iterator[tuple[Page, list[float]]]:
    """A page on such a phone, and the sizes of all that comes."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.add_init_script(OBSERVE)
    session: CDPSession = context.new_cdp_session(page)
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"] / 1024))
    session.send("Network.enable")
    network = {"offline": False, "latency": LATENCY, "downloadThroughput": KBIT_1600, "uploadThroughput": KBIT_1600}
    session.send("Network.emulateNetworkConditions", network)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page, sizes
    context.close()


def until(page: Page, begins: Callable[[], object], there: str, argument: object = None) -> float:
    """Milliseconds from what begins it until something is there."""
    began = time.perf_counter()
    begins()
    page.wait_for_function(there, arg=argument, polling=5)
    return (time.perf_counter() - began) * 1000


def visit(browser: Browser, site: str, wizard: Wizard) -> Waited:
    """One visit to the first step, and on to the second."""
    with slow_phone(browser) as (page, sizes):
        shown = f"() => [...document.querySelectorAll('{FIRST_ANSWER}')].some((one) => one.getClientRects().length)"
        first = until(page, lambda: page.goto(site + wizard.address, wait_until="commit"), shown)
        page.wait_for_load_state("load")
        page.wait_for_timeout(500)
        first_size, begun = sum(sizes), len(sizes)
        if not wizard.button:
            return Waited(first, 0, first_size, 0, *seen_on(page))
        # The last but one of its answers: "none of these", after which nothing is wrong.
        page.locator(FIRST_ANSWER).nth(-2).check(force=True)
        page.wait_for_timeout(500)
        name = str(page.locator(FIRST_ANSWER).first.get_attribute("name"))
        another = (
            f"""name => {{ const one = document.querySelector('{FIRST_ANSWER}'); return one && one.name !== name; }}"""
        )
        following = until(page, lambda: page.locator(wizard.button).first.click(no_wait_after=True), another, name)
        page.wait_for_timeout(300)
        return Waited(first, following, first_size, sum(sizes[begun:]), *seen_on(page))


def seen_on(page: Page) -> tuple[float, float]:
    """What moved by itself, and the milliseconds of the longest task, on the page that is there."""
    seen = page.evaluate("() => window.seen")
    return seen["shift"], seen["longest"]


def presses(browser: Browser, site: str) -> Pressed:
    """A visit to ours: an answer, Next, and Back, each pressed as by a finger."""
    with slow_phone(browser) as (page, _):
        page.goto(site + WIZARDS["ours"].address, wait_until="load")
        page.wait_for_function("() => window.htmx")
        page.wait_for_timeout(500)
        return Pressed(
            press(page, f"{FIRST_ANSWER} >> nth=-2"), press(page, "[data-go=next]"), press(page, "[data-go=back]")
        )


def press(page: Page, what: str) -> float:
    """How long it took until something showed after this press: the longest of its events."""
    page.evaluate("() => { seen.pressed = 0 }")
    page.locator(what).first.click()
    page.wait_for_timeout(1500)
    return float(page.evaluate("() => seen.pressed"))


class Found(NamedTuple):
    """The medians of each wizard, and the slowest of what was pressed in ours."""

    waited: dict[str, Waited]
    pressed: Pressed


def measured(rounds: int) -> Found:
    """Each visited in turn."""
    found: dict[str, list[Waited]] = {}
    pressed: list[Pressed] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_browser(), args=["--no-sandbox"])
        for _ in range(rounds):
            for name, wizard in WIZARDS.items():
                settings = {"MOSAIC_HTMX_FILE": str(HTMX)}
                with served(wizard.app, wizard.options, **settings) as server:
                    site = f"http://localhost:{server.port}"
                    found.setdefault(name, []).append(visit(browser, site, wizard))
                    pressed += [presses(browser, site)] if name == "ours" else []
        browser.close()
    medians = {name: Waited(*map(statistics.median, zip(*every, strict=True))) for name, every in found.items()}
    return Found(medians, Pressed(*map(max, zip(*pressed, strict=True))))


def table(found: Found) -> str:
    """What came out, in Markdown."""
    head = [
        "| | first question, ms | Next, ms | kB to the first step | kB for Next | layout shift | longest task, ms |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    rows = [
        f"| {name} | {one.first:.0f} | {one.following:.0f} | {one.first_size:.1f} | {one.following_size:.1f} "
        f"| {one.shift:.3f} | {one.longest:.0f} |"
        for name, one in found.waited.items()
    ]
    said = (
        f"From a press until something shows, the slowest of all visits, ms: an answer {found.pressed.answer:.0f}, "
        f"Next {found.pressed.following:.0f}, Back {found.pressed.back:.0f}."
    )
    return "\n".join([*head, *rows, "", said])


def fetch_survey_js() -> None:
    """Gets SurveyJS from npm, once."""
    folder: Path = FILES.parent
    if not FILES.exists():
        folder.mkdir(parents=True)
        packages = ["survey-core@2.5.38", "survey-js-ui@2.5.38"]
        subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *packages], cwd=folder, check=True
        )


if __name__ == "__main__":
    fetch_survey_js()
    print(table(measured(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)))
