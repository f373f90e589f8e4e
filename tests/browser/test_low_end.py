"""The least that somebody may have: a small slow phone, large letters, colours of their own, little data, no motion.

One short way each time; in `make proof` the whole of it by keyboard, in light and dark, looked at on each step.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, Request

from tests.browser.conftest import QUIET, nothing_real_leaves
from tests.browser.test_keyboard import Keyboard
from tests.support.browser_tab import PATIENCE, Tab
from tests.support.fetch import installed_browser
from tests.support.sample_answers import MIXED, SOMEBODY

SLOWER = 4
"""The processor of such a phone, beside that of this machine."""
LARGE_LETTERS = {"webkit": {"webprefs": {"default_font_size": 32}}}
"""The browser's own setting: twice as large as it is made."""
LITTLE = """
    Object.defineProperty(Navigator.prototype, "deviceMemory", { get: () => 2 });
    Object.defineProperty(NetworkInformation.prototype, "saveData", { get: () => true });
"""
WRONG = """() => {
    const seen = [...document.querySelectorAll("body *")]
        .filter((one) => one.checkVisibility() && !one.closest(".unseen, .skip:not(:focus)"));
    const named = (one) => `${one.localName} ${one.getAttribute("class")} ${one.textContent.trim().slice(0, 30)}`;
    const moves = (one) => [getComputedStyle(one).animationDuration, getComputedStyle(one).transitionDuration]
        .join().split(",").some((time) => parseFloat(time) > 0);
    const width = (one) => parseFloat(getComputedStyle(one).borderTopWidth);
    const answers = seen.filter((one) => one.matches("main label.answer"));
    const chosen = answers.filter((one) => one.querySelector(":checked"));
    const others = answers.filter((one) => !one.querySelector(":checked"));
    const cut = seen.filter((one) => one.matches("a, button, select, label, summary, h1, h2, h3, p, li"))
        .filter((one) => one.getBoundingClientRect().left < 0 || one.getBoundingClientRect().right > innerWidth + 0.5);
    const alike = chosen.length && Math.min(...chosen.map(width)) <= Math.max(...others.map(width));
    return [
        ...document.documentElement.scrollWidth > innerWidth ? ["it scrolls sideways"] : [],
        ...cut.map((one) => `beyond the edge: ${named(one)}`),
        ...seen.filter(moves).map((one) => `moves: ${named(one)}`),
        ...document.getAnimations().map(() => "something moves"),
        ...alike ? ["what is chosen shows by colour alone"] : [],
    ];
}"""
"""What nobody on such a phone could use, on the page that is there."""
RINGED = """() => {
    const one = document.activeElement;
    const stone = one.querySelector(":scope > polygon");
    if (stone) return parseFloat(getComputedStyle(stone).strokeWidth) >= 5;
    return [one, one.closest("label.answer")].some((around) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(around ?? one);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
}"""
"""Whether what has the focus shows that it has."""
Phone = Callable[[str], Tab]


@contextmanager
def phone(playwright: Playwright, folder: Path, site: str, htmx_bytes: bytes, scheme: str) -> Iterator[Tab]:
    """Somebody with such a phone, whose own colours are light or dark."""
    (folder / "Default").mkdir()
    (folder / "Default" / "Preferences").write_text(json.dumps(LARGE_LETTERS))
    context = playwright.chromium.launch_persistent_context(
        str(folder),
        executable_path=installed_browser(),
        args=QUIET,
        viewport={"width": 320, "height": 640},
        has_touch=True,
        forced_colors="active",
        reduced_motion="reduce",
        color_scheme="dark" if scheme == "dark" else "light",
        extra_http_headers={"Save-Data": "on"},
    )
    nothing_real_leaves(context, site, htmx_bytes, cdn=True)
    context.add_init_script(LITTLE)
    page = context.pages[0]
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield Tab(page, site)
    context.close()


@pytest.fixture
def has(playwright: Playwright, site: str, htmx_bytes: bytes, tmp_path: Path) -> Iterator[Phone]:
    """`has("dark")`: somebody with such a phone; errors on its pages fail the test at its end."""
    mistakes: list[str] = []
    with ExitStack() as stack:

        def one(scheme: str) -> Tab:
            tab = stack.enter_context(phone(playwright, tmp_path, site, htmx_bytes, scheme))
            tab.page.on("pageerror", lambda error: mistakes.append(str(error)))
            return tab

        yield one
    assert mistakes == []


def reaches_the_door(tab: Tab) -> None:
    """The first door of the result can be reached by keyboard, shows its focus, and leads somewhere."""
    by_keyboard = Keyboard(tab)
    for _ in range(60):
        by_keyboard.keys.press("Tab")
        by_keyboard.focused()
        assert tab.ask(RINGED), tab.focused
        if tab.ask("() => Boolean(document.activeElement.closest('[data-first-step]'))"):
            break
    address = tab.ask("() => document.activeElement.getAttribute('href')")
    assert address.startswith(("tel:", "sms:", "https:", "#")), address


def states_in_words(tab: Tab) -> None:
    """The mosaic says of each stone in words what its colour says."""
    said = dict(
        tab.view.locator(".mosaic a").evaluate_all(
            "all => all.map(one => [one.getAttribute('href').slice('#kind-'.length), one.getAttribute('aria-label')])"
        )
    )
    assert set(said) == set(tab.fits)
    words = {
        fit: {said[kind].split(": ")[1] for kind in tab.fits if tab.fits[kind] == fit} for fit in tab.fits.values()
    }
    assert len(words) > 1
    assert all(not one & other for fit, one in words.items() for key, other in words.items() if key != fit), words


def test_a_first_result_and_its_door(has):
    tab = has("dark").open()
    assert tab.ask("() => [navigator.deviceMemory, matchMedia('(forced-colors: active)').matches]") == [2, True]
    assert tab.ask("() => parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 32
    found = {"the first step": tab.choose(right_now="none").ask(WRONG)}
    tab.press("next").at("about_you").press("next").view.wait_for_selector("#summary")
    found["errors"] = tab.ask(WRONG)
    tab.walk(SOMEBODY, until="mind").press("result").at("results")
    found["result"] = tab.ask(WRONG)
    assert {place: what for place, what in found.items() if what} == {}
    reaches_the_door(tab)


class Onlooker(Keyboard):
    """Somebody without a mouse on such a phone, whose every step is looked at."""

    def __init__(self, tab: Tab) -> None:
        super().__init__(tab)
        self.found: dict[str, list[str]] = {}

    def focused(self):
        """As inherited; what Tab has reached shows it."""
        found = super().focused()
        if found["tag"] not in {"body", "h1"} and not self.tab.ask(RINGED):
            self.found.setdefault(self.tab.place, []).append(f"no ring: {found}")
        return found

    def look(self, what: str = "") -> None:
        """Looks at the page that is there."""
        self.found.setdefault(f"{self.tab.place}{what}", []).extend(self.tab.ask(WRONG))


@pytest.mark.proof
@pytest.mark.timeout(600)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_whole_way_by_keyboard(has, scheme):
    tab = has(scheme).open()
    somebody = Onlooker(tab)
    while tab.place != "check":
        if tab.asked:
            tab.choose(**{question: MIXED[question] for question in tab.asked})
            somebody.look(", answered")
        somebody.answer(MIXED)
        somebody.look()
    somebody.reach("next")
    somebody.keys.press("Enter")
    tab.at("results")
    somebody.look()
    tab.view.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    somebody.look(", open")
    assert {place: what for place, what in somebody.found.items() if what} == {}
    states_in_words(tab)
    reaches_the_door(tab)


@pytest.mark.proof
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address", ["/", "/now", "/kinds", "/about", "/method", "/method/rules", "/privacy", "/clinics"]
)
def test_the_pages_around(has, scheme, address):
    assert has(scheme).open(address).ask(WRONG) == []


@pytest.mark.proof
def test_it_asks_for_no_more_than_it_needs(has, site):
    tab = has("light")
    asked: list[Request] = []
    tab.page.on("request", lambda request: asked.extend([request]))
    tab.open()
    tab.page.wait_for_load_state("load", timeout=PATIENCE)
    assert {request.headers.get("save-data") for request in asked if request.url.startswith(site)} == {"on"}
    assert len([request for request in asked if request.url.startswith(site)]) <= 3
