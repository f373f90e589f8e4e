"""`Visitor`: somebody in a browser that Playwright does not drive, in the words of `Tab`."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from tests.support.journey import Given, Person
from tests.support.other_browsers import Browser, CannotError, until

IMPATIENCE = 3.0
"""Seconds after which somebody presses once more: a notice had moved the button away from under the pointer."""
SEEN = """const main = document.querySelector("main");
    const all = (selector, of) => [...document.querySelectorAll(selector)].map(of);
    const fields = "form[data-step] :is(input:not([type=hidden], [data-helper]), select)";
    return main && document.readyState === "complete" && {
        name: main.dataset.page,
        place: main.dataset.place ?? "",
        token: main.querySelector("input[name=token]")?.value ?? "",
        asked: [...new Set(all(fields, (one) => one.name))],
        lists: all("form[data-step] select", (one) => one.name),
        chosen: all("main input:checked", (one) => one.value),
        urgent: all("[data-urgent]:not([data-quiet])", (one) => one.dataset.urgent),
        fits: Object.fromEntries(all("[data-kind]", (one) => [one.dataset.kind, one.dataset.fit])),
        skips: main.querySelector("[data-go=skip]") !== null,
        focused: document.activeElement.id || document.activeElement.localName,
        swaps: Boolean(window.htmx),
        wide: document.documentElement.scrollWidth - innerWidth,
    }"""
"""What somebody sees of a page that is there as a whole; null while one gives way to the next."""
Seen = dict[str, Any]


class Visitor:
    """Somebody on a site, in a browser. What they do returns what they see then."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser = browser
        self.site = site

    def open(self, address: str = "/assessment") -> Seen:
        """Opens a page of the site."""
        self.browser.open(self.site + address)
        return self.look()

    def glance(self) -> Seen | None:
        """What there is to see just now; None while nothing is."""
        with suppress(CannotError):  # the page it was asked of is gone
            seen: Seen | None = self.browser.ask(SEEN) or None
            return seen
        return None

    def look(self, when: Callable[[Seen], bool] = lambda seen: True, what: str = "a page") -> Seen:
        """What they see, as soon as it is as it should be. Raises CannotError if it never is."""
        return until(lambda: seen if (seen := self.glance()) and when(seen) else None, what)

    def at(self, place: str) -> Seen:
        """What they see as soon as they are at a place."""
        return self.look(lambda seen: seen["place"] == place, place)

    def choose(self, **given: Given) -> Seen:
        """Chooses answers on the page, by question."""
        lists = self.look()["lists"]
        for question, answers in given.items():
            if question in lists:
                self.browser.click(f"#q-{question}-list option[value={answers}]")
            else:
                self.tick(question, [answers] if isinstance(answers, str) else answers)
        return self.look()

    def tick(self, question: str, options: Iterable[str]) -> None:
        """Ticks what is not ticked yet."""
        for option in options:
            box = f"#q-{question}-{option}"
            if not self.is_ticked(box):
                self.browser.click(box)

    def is_ticked(self, box: str) -> bool:
        """Whether a box is ticked, as soon as it is there: what was ticked before it may just be changing the page."""
        checked = "return document.querySelector(arguments[0])?.checked ?? null"
        return bool(until(lambda: self.browser.ask(checked, box), box))

    def press(self, go: str) -> Seen:
        """Presses what has this `data-go`, and waits for another page of the flow: each has a token of its own."""
        token = self.look()["token"]

        def is_another(seen: Seen) -> bool:
            return seen["token"] not in {token, ""}

        self.browser.click(f"main [data-go={go}]")
        try:
            return until(lambda: seen if (seen := self.glance()) and is_another(seen) else None, go, IMPATIENCE)
        except CannotError:
            self.browser.click(f"main [data-go={go}]")
        return self.look(is_another, f"another page after {go}")

    def walk(self, person: Person, until_at: str = "check", looks: Callable[[Seen], None] = lambda seen: None) -> Seen:
        """Answers step after step as this person would, until a place. `looks`: is shown each page on the way."""
        for _ in range(40):
            seen = self.look()
            looks(seen)
            if seen["place"] in {until_at, "check"}:
                return seen
            given = {question: person.get(question, []) for question in seen["asked"]}
            self.choose(**given)
            self.press("skip" if seen["skips"] and not all(given.values()) else "next")
        raise AssertionError("the walk does not end")

    def go(self, how: str) -> None:
        """Back, Forward or Refresh. A browser may show a page of its own then: that is not said here."""
        with suppress(CannotError):
            self.browser.go(how)
