"""A real Chromium, a real server on 127.0.0.1, and htmx's real bytes in the place of the CDN."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Playwright, Route, expect, sync_playwright

from assessment.engine.content import Content
from assessment.engine.path import replay
from assessment.web import saved_copy
from assessment.web.assets import HTMX_INTEGRITY, HTMX_URL, integrity
from tests.support.browser_tab import Tab
from tests.support.fetch import HTMX, installed_browser
from tests.support.journey import Person
from tests.support.sample_answers import answers_of
from tests.support.serving import serving

ELSEWHERE = "https://www.wikipedia.org/"
"""Where Exit leads: never really asked for, see `nothing_real_leaves`."""
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A host page that a test makes up has no address of its own, so it counts as far away, and Chromium would not let
    # it frame a page of this machine. The other two are the address bar, which nobody sees here: two pages a window.
    "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,"
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            # The test server does not close a file whose sending a closing tab has broken off.
            item.add_marker(pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"))


@pytest.fixture(scope="session")
def site(served: Flask) -> Iterator[str]:
    """The address of a running copy, on this machine only."""
    with serving(served) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def snippet(site: str) -> str:
    """What /clinics says to paste."""
    with urlopen(f"{site}/clinics") as answer:
        code = BeautifulSoup(answer.read(), "html5lib").select_one("pre code")
    assert code
    return code.get_text()


@pytest.fixture(scope="session")
def htmx_bytes() -> bytes:
    """The real htmx, checked by the hash that the pages carry."""
    assert HTMX.exists(), "htmx is not in .cache; `make browser-ready` gets it"
    data = HTMX.read_bytes()
    assert integrity(data) == HTMX_INTEGRITY
    return data


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests; each test has a profile of its own in it."""
    running = playwright.chromium.launch(executable_path=installed_browser(), args=QUIET)
    yield running
    running.close()


OpenTab = Callable[..., Tab]


def nothing_real_leaves(context: BrowserContext, site: str, htmx_bytes: bytes, *, cdn: bool) -> None:
    """Answers for the CDN and for the page that Exit goes to; everything else that is not the site gets nothing."""
    cors = {"Access-Control-Allow-Origin": "*"}

    def answer(route: Route) -> None:
        url = route.request.url
        if url == HTMX_URL and cdn:
            route.fulfill(body=htmx_bytes, content_type="text/javascript", headers=cors)
        elif url.startswith(ELSEWHERE):
            route.fulfill(body="<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>", content_type="text/html")
        else:
            route.abort()

    # What goes to the site is not asked about here: each time, that took as long as its answer.
    context.route(re.compile(f"^(?!{re.escape(site)})"), answer)


@pytest.fixture
def open_tab(browser: Browser, site: str, htmx_bytes: bytes) -> Iterator[OpenTab]:
    """`open_tab(javascript=…, cdn=…, width=…)`: somebody's tab. Errors on the page fail the test at its end."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(*, javascript: bool = True, cdn: bool = True, width: int = 1280, **more: Any) -> Tab:
        viewport = {"width": width, "height": 800}
        # Less motion: else every choice waits until the page has finished gliding.
        more = {"reduced_motion": "reduce", **more}
        context = browser.new_context(java_script_enabled=javascript, viewport=viewport, **more)  # type: ignore[arg-type]
        contexts.append(context)
        nothing_real_leaves(context, site, htmx_bytes, cdn=cdn)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if is_complaint(line.type, line.text) else None)
        return Tab(page, site)

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


def is_complaint(kind: str, text: str) -> bool:
    """Whether a line on the console is an error of ours, and not a request that a test made fail on purpose."""
    meant = (
        "Failed to load resource",
        "htmx:error: Failed to fetch",
        "htmx:response:error",
        "Unsafe attempt to initiate",
        "sandboxed",
        "from origin 'null'",
        "Blocked autofocusing",  # in a frame of another site: our script goes there then
    )
    return kind == "error" and not any(one in text for one in meant)


@pytest.fixture
def tab(open_tab: OpenTab) -> Tab:
    """Somebody on the first step, scripts on."""
    return open_tab().open()


@pytest.fixture
def blocking_context(playwright: Playwright, site: str, htmx_bytes: bytes, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser whose owner blocks cookies and site data, third parties' and all: the getter of storage throws then."""
    (tmp_path / "Default").mkdir()
    profile = {
        "block_third_party_cookies": True,
        "cookie_controls_mode": 1,
        "default_content_setting_values": {"cookies": 2},
    }
    wishes = {"profile": profile}
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(wishes))
    context = playwright.chromium.launch_persistent_context(
        str(tmp_path), executable_path=installed_browser(), args=QUIET, viewport={"width": 800, "height": 800}
    )
    nothing_real_leaves(context, site, htmx_bytes, cdn=True)
    yield context
    context.close()


ToTheResult = Callable[[Tab, Person], Tab]


@pytest.fixture
def to_the_result(content: Content, tmp_path: Path) -> ToTheResult:
    """`to_the_result(tab, person)`: by a saved copy, where the way there is not what is tested. It is much quicker."""

    def go(tab: Tab, person: Person) -> Tab:
        answers = replay(content, answers_of(person)).answers
        held = saved_copy.SavedCopy("1", date(2026, 1, 1), content.rules_version, dict(answers)).as_text()
        checked = (
            f'<meta name="mosaic-copy" content="{held}">\n<meta name="mosaic-check" content="{saved_copy.NO_CHECKSUM}">'
        )
        file = tmp_path / "copy.html"
        file.write_text(saved_copy.with_checksum(checked))
        tab.open("/")
        tab.view.click("main summary")
        tab.view.set_input_files("#copy-file", file)
        tab.view.click("[data-go=open]")
        tab.at("check").press("next")
        expect(tab.main).to_have_attribute("data-page", "results")
        return tab

    return go
