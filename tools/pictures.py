"""Pictures of every page at four widths, light and dark, and the printed result: `make pictures`, into pictures/.

`make pictures TO=es` takes them in that language.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, FloatRect, Route, sync_playwright
from werkzeug.serving import make_server

from app import create_app
from assessment.engine.text import ENGLISH
from assessment.web.assets import HTMX_URL
from assessment.web.settings import Settings
from tests.support.browser_tab import Tab
from tests.support.fetch import HTMX, installed_browser
from tests.support.sample_answers import HARDLY_ANY_CONCERN, VERY_HEAVY_DRINKER

FOLDER = Path("pictures")
Colours = Literal["light", "dark"]
TALLEST = 12_000
"""Pixels of a page in one picture: the browser gives up on the page of all rules and sources."""
WIDTHS = (320, 360, 768, 1280)
COLOURS: tuple[Colours, ...] = ("light", "dark")
ADDRESSES = {
    "start": "/",
    "now": "/now",
    "kinds": "/kinds",
    "about": "/about",
    "method": "/method",
    "privacy": "/privacy",
    "clinics": "/clinics",
}
PEOPLE = {"heavy": VERY_HEAVY_DRINKER, "hardly": HARDLY_ANY_CONCERN}


def take(tab: Tab, name: str) -> None:
    """Takes a picture of the page, of the whole of it unless it is TALLEST, into pictures/<name>.png."""
    tab.look_from_the_top()  # else the bar that stays would stand in the middle of the page
    width, height = tab.ask("() => [innerWidth, Math.ceil(document.documentElement.getBoundingClientRect().height)]")
    part = FloatRect(x=0, y=0, width=width, height=min(height, TALLEST))
    tab.page.screenshot(path=FOLDER / f"{name}.png", full_page=True, clip=part)


def take_way_of(person: str, tab: Tab, look: str) -> None:
    """Takes every step, the check page, the result, and the result on paper, as one of PEOPLE sees them."""
    tab.open()
    while tab.place != "check":
        tab.choose(**{question: PEOPLE[person][question] for question in tab.asked})
        tab.page.wait_for_timeout(150)
        take(tab, f"{person}-{tab.place}-{look}")
        tab.press("next")
    take(tab, f"{person}-check-{look}")
    tab.press("next").at("results")
    take(tab, f"{person}-results-{look}")
    with tab.page.context.expect_page() as opened:
        tab.ask("() => document.querySelector('form.choices').submit()")
    opened.value.wait_for_load_state()
    take(Tab(opened.value, tab.site), f"{person}-paper-{look}")
    opened.value.close()


def take_all(tab: Tab, look: str) -> None:
    """Takes everything in one look, which is a width with a colour scheme; as PDF, the results in one look only."""
    for name, address in ADDRESSES.items():
        take(tab.open(address), f"{name}-{look}")
    take(tab.open().press("next"), f"errors-{look}")
    for person in PEOPLE:
        take_way_of(person, tab, look)
        if look.endswith("1280-light"):
            tab.page.pdf(path=FOLDER / f"{person}-results.pdf", format="A4")


@contextmanager
def running_site(language: str) -> Iterator[str]:
    """The address of the application in a language, served on this machine for as long as this is open."""
    app = create_app(Settings(keys=(bytes(32),), languages=(language,)))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@contextmanager
def open_tab(browser: Browser, site: str, width: int, colours: Colours) -> Iterator[Tab]:
    """A tab of this width and these colours, which gets htmx from the cache instead of the CDN."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=colours, reduced_motion="reduce"
    )
    context.route(HTMX_URL, send_htmx)
    yield Tab(context.new_page(), site)
    context.close()


def send_htmx(route: Route) -> None:
    """Answers in the place of the CDN."""
    cors = {"Access-Control-Allow-Origin": "*"}
    route.fulfill(body=HTMX.read_bytes(), content_type="text/javascript", headers=cors)


def main(language: str) -> None:
    """Takes everything in every look."""
    FOLDER.mkdir(exist_ok=True)
    with running_site(language) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=installed_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        for width, colours in product(WIDTHS, COLOURS):
            with open_tab(browser, site, width, colours) as tab:
                take_all(tab, f"{width}-{colours}" if language == ENGLISH else f"{language}-{width}-{colours}")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:] or [ENGLISH])
