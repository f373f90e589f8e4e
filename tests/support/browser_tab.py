"""`Tab`, in whose words the browser tests are written: what somebody does and sees in a real Chromium."""

from collections.abc import Iterable
from typing import Any

from playwright.sync_api import ElementHandle, Error, Frame, Locator, Page, expect

from tests.support.journey import Person

POLL = 25
"""Milliseconds from one look for another page to the next."""
PATIENCE = 10_000
"""Milliseconds that something may take before it counts as not happening."""

STATE_OF_PAGE = """() => ({
    place: document.querySelector("main")?.dataset.place,
    focused: document.activeElement.outerHTML.slice(0, 200),
    shown: ["waiting", "trouble", "summary", "notices"].filter((id) => document.getElementById(id)?.checkVisibility()),
    state: history.state,
})"""
"""What a failed test needs to know of a page on which nothing happened."""


ANSWER = """person => {
    const page = document.querySelector("form[data-step]");
    const controls = page.querySelectorAll("input:not([type=hidden], [data-helper]), select");
    const given = (one) => person[one.name] ?? [];
    for (const one of controls) {
        if (one.localName === "select") {
            if (one.value === given(one)[0]) continue;
            one.value = given(one)[0];
            one.dispatchEvent(new Event("input", { bubbles: true }));
            one.dispatchEvent(new Event("change", { bubbles: true }));
        } else if (given(one).includes(one.value) && !one.checked) one.click();
    }
    const skips = page.querySelector("[data-go=skip]") && [...controls].some((one) => given(one).length === 0);
    return skips ? "skip" : "next";
}"""
"""Answers the step as a person would. Returns the `data-go` of the button that goes on then."""
PRESS = """go => {
    const button = document.querySelector(`[data-go=${go}]`);
    button.focus();
    button.click();
}"""


def is_passed_over(button: ElementHandle) -> bool:
    """Whether a button that was to be clicked is still there, without the focus: the click went elsewhere."""
    try:
        return bool(button.evaluate("one => one.isConnected && one !== document.activeElement"))
    except Error:
        return False  # its page is gone


class Tab:
    """Somebody's tab. `page` is the tab itself, `view` the document they act in: its own, or that of a frame in it.

    What they do returns the tab, so that one call can follow another.
    """

    def __init__(self, page: Page, site: str, view: Page | Frame | None = None) -> None:
        self.page = page
        self.view = view or page
        self.site = site
        page.set_default_timeout(PATIENCE)

    # What they do ----------------------------------------------------------------------------------------------------

    def open(self, address: str = "/assessment") -> "Tab":
        """Opens a page of the site."""
        self.page.goto(self.site + address)
        return self

    def choose(self, **given: str | Iterable[str]) -> "Tab":
        """Chooses answers on the page, by question."""
        for question, answers in given.items():
            if self.view.locator(f"#q-{question}-list").count():
                self.view.select_option(f"#q-{question}-list", str(answers))
            else:
                for option in [answers] if isinstance(answers, str) else answers:
                    self.tick(f"#q-{question}-{option}")
        return self

    def tick(self, box: str) -> None:
        """Ticks a box; once more where a notice that came just then moved it away from under the pointer."""
        try:
            self.view.check(box)
        except Error:
            self.view.check(box)

    def press(self, go: str) -> "Tab":
        """Presses the first button or link with this `data-go`, and waits until another page of the flow is there."""
        before = self.token
        button = self.view.wait_for_selector(f"[data-go={go}]")
        assert button
        button.click()
        if is_passed_over(button):
            button.click()  # a notice that came just then had moved it away from under the pointer
        return self.wait_for_another(before)

    def wait_for_another(self, token: str) -> "Tab":
        """Waits until the page carries another token than this one: each answer of the server has its own."""
        # A short interval of its own: Playwright's `expect` looks again after up to a second.
        for _ in range(PATIENCE // POLL):
            if self.token_if_there() not in {token, ""}:
                return self.with_its_scripts()
            self.page.wait_for_timeout(POLL)
        raise AssertionError(f"no other page came: {self.ask(STATE_OF_PAGE)}")

    def with_its_scripts(self) -> "Tab":
        """Waits until the page's own scripts have run: they come after what can be seen."""
        self.view.wait_for_load_state("domcontentloaded")
        return self

    def look_from_the_top(self) -> "Tab":
        """Scrolls to the top: what has scrolled half under the bar that stays would count as too small or covered."""
        self.ask("() => scrollTo(0, 0)")
        return self

    def token_if_there(self) -> str:
        """The sealed answers on the page; "" while one page gives way to the next."""
        try:
            return self.token
        except Error:
            return ""

    def go_on(self, person: Person) -> "Tab":
        """Answers the step as this person would, and goes on: by script, where how it is pressed is not what is tested.

        The same events come as of a press, in a third of the time; that everything can be pressed is not looked at.
        """
        told = {question: [given] if isinstance(given, str) else list(given) for question, given in person.items()}
        before = self.token
        self.view.evaluate(PRESS, self.view.evaluate(ANSWER, told))
        return self.wait_for_another(before)

    def walk(self, person: Person, until: str = "check") -> "Tab":
        """Goes on from step to step as this person would, until a place."""
        for _ in range(40):
            if self.place in {until, "check", "youth"}:
                return self
            self.go_on(person)
        raise AssertionError("the walk does not end")

    def walk_by_hand(self, person: Person, until: str = "check") -> "Tab":
        """The same with a pointer, which presses only what is there to be pressed: in view, still, and not covered."""
        for _ in range(40):
            if self.place in {until, "check", "youth"}:
                return self
            given = {question: person.get(question, []) for question in self.asked}
            if given:
                self.choose(**given)
            skips = self.each("main [data-go=skip]", "one.name") and not all(given.values())
            self.press("skip" if skips else "next")
        raise AssertionError("the walk does not end")

    # What they see ---------------------------------------------------------------------------------------------------

    @property
    def main(self) -> Locator:
        """The main part of the page."""
        return self.view.locator("main")

    def each(self, selector: str, what: str) -> list[str]:
        """What a JavaScript expression about `one` gives for each element that a selector finds."""
        found: list[str] = self.view.locator(selector).evaluate_all(f"all => all.map(one => {what})")
        return found

    @property
    def token(self) -> str:
        """The sealed answers on the page."""
        return "".join(self.each("main input[name=token]", "one.value"))

    @property
    def name(self) -> str:
        """The name of the page: `data-page`."""
        return str(self.main.get_attribute("data-page"))

    @property
    def place(self) -> str:
        """The step they are at, or "check", "results", "youth": `data-place`."""
        return str(self.main.get_attribute("data-place"))

    def at(self, place: str) -> "Tab":
        """Waits until they are at a place; fails if they never get there."""
        expect(self.main).to_have_attribute("data-place", place, timeout=PATIENCE)
        return self.with_its_scripts()

    @property
    def asked(self) -> list[str]:
        """The ids of the questions on the page, in order."""
        asking = "form[data-step] :is(input:not([type=hidden], [data-helper]), select)"
        return list(dict.fromkeys(self.each(asking, "one.name")))

    @property
    def chosen(self) -> set[str]:
        """The ids of the options that are ticked on the page."""
        return set(self.each("main input:checked", "one.value"))

    @property
    def urgent(self) -> set[str]:
        """The ids of the notices on the page."""
        return set(self.each("[data-urgent]:not([data-quiet])", "one.dataset.urgent"))

    @property
    def fits(self) -> dict[str, str]:
        """Kind of support -> its fit, in the order of the page."""
        return dict(
            zip(self.each("[data-kind]", "one.dataset.kind"), self.each("[data-kind]", "one.dataset.fit"), strict=True)
        )

    def ask(self, script: str) -> Any:
        """The value of a JavaScript function that is run in the document."""
        return self.view.evaluate(script)

    @property
    def stored(self) -> list[str]:
        """Everything that lies in the storages and cookies of the document; nothing where they are blocked."""
        found: list[str] = self.ask(
            """() => { const all = [document.cookie];
                for (const name of ["sessionStorage", "localStorage"])
                    try { all.push(...Object.entries(window[name]).flat()) } catch { all.push("") }
                return all.filter(Boolean) }"""
        )
        return found

    @property
    def focused(self) -> str:
        """What has the focus: its id, or the name of its tag."""
        return str(self.ask("() => document.activeElement.id || document.activeElement.localName"))
