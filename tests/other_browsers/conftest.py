"""Firefox, WebKit and Chromium as they are installed, and an application for them, with its own htmx and without."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from assessment.engine.content import Content
from assessment.web.settings import Settings
from tests.support.browser_visitor import Visitor
from tests.support.browsers_table import ROWS, kept, write
from tests.support.fetch import HTMX
from tests.support.other_browsers import BROWSERS, Browser, missing
from tests.support.project_files import ROOT
from tests.support.sealing_key import KEY
from tests.support.serving import serving

DEMO = ROOT / "assessment" / "content" / "clinics" / "demo.toml"
PAGE_OF_A_CLINIC = b"<!doctype html><html lang=en><title>A made-up clinic</title><h1>A made-up clinic</h1>"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test; all but a journey in each takes too long for each time."""
    for item in items:
        if "tests/other_browsers" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if "each_time" not in item.keywords:
                item.add_marker(pytest.mark.proof)


OpenVisitor = Callable[..., Visitor]
Note = Callable[[str, str], None]


def clinic_page(_: Any, start_response: Callable[..., Any]) -> list[bytes]:
    """The page of a clinic, into which a test puts a frame."""
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    return [PAGE_OF_A_CLINIC]


@pytest.fixture(scope="session")
def clinic_at() -> Iterator[str]:
    """The address of a clinic's page: to a browser, localhost is another site than 127.0.0.1."""
    with serving(clinic_page) as port:
        yield f"http://localhost:{port}"


@pytest.fixture(scope="session")
def sites(content: Content, clinic_at: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[bool, str]]:
    """The addresses of two running copies: with its own htmx, and with that of the CDN, which cannot be reached."""
    assert HTMX.exists(), "htmx is not in .cache; `make browser-ready` gets it"
    clinics: Path = tmp_path_factory.mktemp("clinics")
    (clinics / "demo.toml").write_text(DEMO.read_text("utf-8").replace("http://localhost:8000", clinic_at), "utf-8")
    with ExitStack() as stack:
        apps = {
            swaps: create_app(Settings(keys=(KEY,), clinics=clinics, htmx_file=HTMX if swaps else None), content)
            for swaps in (True, False)
        }
        # By https, as people have it: WebKit keeps pages in its memory that came by http, and then forgets the answers.
        ports = {swaps: stack.enter_context(serving(app, sealed=True)) for swaps, app in apps.items()}
        yield {swaps: f"https://127.0.0.1:{port}" for swaps, port in ports.items()}


@pytest.fixture(scope="session")
def run_browser() -> Iterator[Callable[[str, bool], Browser]]:
    """`run_browser(name, scripts)`: a running one, started when it is first asked for."""
    running: dict[tuple[str, bool], Browser] = {}
    with ExitStack() as stack:

        def run(name: str, scripts: bool) -> Browser:
            if (name, scripts) not in running:
                running[name, scripts] = stack.enter_context(BROWSERS[name](scripts=scripts))
            return running[name, scripts]

        yield run


@pytest.fixture
def visit(name: str, way: str, run_browser: Callable[[str, bool], Browser], sites: dict[bool, str]) -> Visitor:
    """Somebody in a browser, on a site in which scripts and htmx are as the way says."""
    if lacking := missing(name):
        pytest.skip(f"{name} is not on this machine (`make browsers` installs it): {', '.join(lacking)}")
    scripts, swaps = "without scripts" not in way, "without" not in way
    return Visitor(run_browser(name, scripts), sites[swaps])


@pytest.fixture
def way() -> str:
    """How the site is met, where a test does not say."""
    return "with scripts and htmx"


@pytest.fixture
def note(visit: Visitor) -> Note:
    """`note(row, seen)`: what came of it. It must be what docs/browsers.md says; with WRITE=1, it is written there."""

    def note(row: str, seen: str) -> None:
        assert row in ROWS
        if "WRITE" in os.environ:
            write(row, visit.browser.name, visit.browser.version, seen)
        assert kept()[row][visit.browser.name] == seen

    return note
