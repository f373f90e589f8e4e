"""Pictures of every page at four widths, light and dark, and the printed result: `make pictures`, into pictures/."""

import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from app import create_app
from assessment.web.assets import HTMX_URL
from assessment.web.settings import Settings
from tests.support.browser_tab import Tab
from tests.support.fetch import HTMX, installed_browser
from tests.support.sample_answers import HARDLY_ANY_CONCERN, VERY_HEAVY_DRINKER

FOLDER = Path("pictures")
WIDTHS = (320, 360, 768, 1280)
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
    """A picture of the whole page."""
    tab.look_from_the_top()  # else the bar that stays would stand in the middle of the page
    tab.page.screenshot(path=FOLDER / f"{name}.png", full_page=True)


def walk(tab: Tab, name: str, mark: str) -> None:
    """Pictures of everything that one person sees."""
    tab.open()
    while tab.place != "check":
        tab.choose(**{question: PEOPLE[name][question] for question in tab.asked})
        tab.page.wait_for_timeout(150)
        take(tab, f"{name}-{tab.place}-{mark}")
        tab.press("next")
    take(tab, f"{name}-check-{mark}")
    tab.press("next").at("results")
    take(tab, f"{name}-results-{mark}")
    with tab.page.context.expect_page() as opened:
        tab.ask("() => document.querySelector('form.choices').submit()")
    opened.value.wait_for_load_state()
    take(Tab(opened.value, tab.site), f"{name}-paper-{mark}")
    opened.value.close()


def main() -> None:
    """Takes them all."""
    FOLDER.mkdir(exist_ok=True)
    server = make_server("127.0.0.1", 0, create_app(Settings(keys=(bytes(32),))), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=installed_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        for width in WIDTHS:
            for colours in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": 800},
                    color_scheme="dark" if colours == "dark" else "light",
                    reduced_motion="reduce",
                )
                context.route(
                    HTMX_URL,
                    lambda route: route.fulfill(
                        body=HTMX.read_bytes(),
                        content_type="text/javascript",
                        headers={"Access-Control-Allow-Origin": "*"},
                    ),
                )
                tab = Tab(context.new_page(), site)
                mark = f"{width}-{colours}"
                for name, address in ADDRESSES.items():
                    take(tab.open(address), f"{name}-{mark}")
                take(tab.open().press("next"), f"errors-{mark}")
                for name in PEOPLE:
                    walk(tab, name, mark)
                    if mark == "1280-light":
                        tab.page.pdf(path=FOLDER / f"{name}-results.pdf", format="A4")
                context.close()
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
