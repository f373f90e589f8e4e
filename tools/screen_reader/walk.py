"""One person's walk from the start page to the result by keys alone, and what they hear at each.

They go through each step by Tab, and by Down from one answer of a question to the next; Space chooses, Return presses.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress

import msgspec
from msgspec import Struct

from tests.support.journey import Person
from tests.support.other_browsers import Browser
from tests.support.sample_answers import SOMEBODY
from tools.screen_reader.desktop import wait_until
from tools.screen_reader.listener import QUIET, Listener

WALKER: Person = {**SOMEBODY, "suicidal_thoughts": "plan_or_preparing"}
"""Answers plainly but for one dangerous answer, so that a notice comes."""
MOST_KEYS = 150
"""On one page, after which what was looked for is not there."""
LINES = 14
"""Presses of Down: about as many lines as a first screen has."""
NEW_PAGE = 1.2
"""Seconds without a word after which a page counts as read."""
NOTICE = 1.0
"""The same, after an answer that may raise a notice."""
WITHIN = 30.0
"""Seconds within which the next page is there."""
FOCUSED = """
const [one, main] = [document.activeElement, document.querySelector("main")];
const sealed = [...main.querySelectorAll("input[name=token]")].map((field) => field.value).join();
return {
  page: main.dataset.page ?? "", place: main.dataset.place ?? "", sealed,
  title: main.querySelector("h1")?.textContent.trim() ?? "",
  tag: one.localName, kind: one.type ?? "", name: one.name ?? "", value: one.value ?? "", go: one.dataset.go ?? "",
  checked: one.checked === true, skips: main.querySelector("[data-go=skip]") !== null,
  asked: [...main.querySelectorAll("[data-step] :is(input:not([type=hidden], [data-helper]), select)")]
    .map((field) => field.name),
}"""


class Focus(Struct):
    """What has the focus, and the page that it stands on."""

    page: str
    place: str
    sealed: str
    title: str
    tag: str
    kind: str
    name: str
    value: str
    go: str
    checked: bool
    skips: bool
    asked: list[str]


class Heard(Struct):
    """What was pressed, and what was said thereupon."""

    pressed: str
    said: list[str]


class Part(Struct):
    """What was heard at one place."""

    title: str
    heard: list[Heard]


def wanted(person: Person, question: str) -> list[str]:
    """What somebody chooses at a question."""
    given = person.get(question, [])
    return [given] if isinstance(given, str) else list(given)


def button_of(focus: Focus, person: Person) -> str:
    """The button that leads on: the one that skips, where a question is left empty that may be skipped."""
    empty = any(not wanted(person, question) for question in focus.asked)
    return "skip" if focus.skips and empty else "next"


class Walk:
    """Somebody at the keyboard. `parts`: what they have heard so far."""

    def __init__(self, listener: Listener, firefox: Browser) -> None:
        self.listener = listener
        self.firefox = firefox
        self.parts: list[Part] = []

    # The way ---------------------------------------------------------------------------------------------------------

    def whole(self, address: str, person: Person = WALKER) -> list[Part]:
        """From the start page to the result."""
        self.start(address)
        self.leave_empty()
        for _ in range(MOST_KEYS):
            focus = self.focus()
            if focus.page == "results":
                self.read()
                return self.parts
            self.page(focus, person)
        raise TimeoutError("the walk does not end")

    def start(self, address: str) -> None:
        """The start page, read as far as a screen goes, and its button."""
        self.parts.append(Part("The start page", []))
        self.firefox.open(address)
        self.note("opened", self.listener.hear(NEW_PAGE))
        self.to_heading()
        self.read()
        self.hear_key()
        self.to_heading()
        self.press_until("Tab", lambda focus: focus.go == "start")
        self.go_on(self.focus())
        self.to_heading()

    def leave_empty(self) -> None:
        """The first step, with nothing chosen, and what is said to that."""
        focus = self.press_until("Tab", lambda focus: focus.go == "next")
        self.go_on(focus, ", nothing chosen")
        self.press("Tab")
        self.press("Return")

    def page(self, focus: Focus, person: Person) -> None:
        """One page, control by control, up to the button that leads on."""
        if focus.page == "emergency":
            self.read()
            self.to_heading()
        for _ in range(MOST_KEYS):
            if focus.go == button_of(focus, person):
                return self.go_on(focus)
            if act := ACTS.get(focus.kind):
                act(self, focus, wanted(person, focus.name))
            focus = self.press("Tab")
        raise TimeoutError(f"{focus.place}: there is no button that leads on")

    # What they do ----------------------------------------------------------------------------------------------------

    def choose(self, focus: Focus, answers: list[str]) -> None:
        """Chooses one answer of several."""
        if answers and not focus.checked:
            self.press_until("Down", lambda now: now.name == focus.name and now.value in answers)
            if not self.focus().checked:
                self.press("space", NOTICE)

    def tick(self, focus: Focus, answers: list[str]) -> None:
        """Ticks an answer."""
        if focus.value in answers and not focus.checked:
            self.press("space", NOTICE)

    def pick(self, focus: Focus, answers: list[str]) -> None:
        """Chooses from a list."""
        self.press_until("Down", lambda now: now.value in answers)

    def go_on(self, focus: Focus, how: str = "") -> None:
        """Presses the button under the focus, and hears the next page."""
        said = self.listener.press("Return")
        wait_until(lambda: self.is_another(focus), f"the page after {focus.place}", WITHIN)
        said += self.listener.hear(NEW_PAGE)
        came = self.focus()
        where = f"Step `{came.place}`" if came.page == "step" else f"Page `{came.page}`"
        self.parts.append(Part(f"{where}: {came.title}{how}", []))
        self.note("Return", said)

    def to_heading(self) -> None:
        """Goes to the page's heading, from wherever: Orca reads more or less of the first line each time."""
        self.listener.press("ctrl+Home")
        self.press("h")

    def hear_key(self) -> None:
        """Turns leaving by key on, and off again."""
        self.listener.press("ctrl+Home")
        self.press_until("Tab", lambda focus: focus.go == "key")
        self.press("space", NOTICE)
        self.press("space", NOTICE)

    def read(self) -> None:
        """Reads line after line from the heading on, about as far as a first screen goes."""
        for _ in range(LINES):
            self.press("Down")

    def press_until(self, key: str, there: Callable[[Focus], bool]) -> Focus:
        """Presses a key again and again until the focus is somewhere."""
        focus = self.focus()
        for _ in range(MOST_KEYS):
            if there(focus):
                return focus
            focus = self.press(key)
        raise TimeoutError(f"{focus.place}: {key} does not lead there")

    def press(self, key: str, quiet: float = QUIET) -> Focus:
        """Presses a key, and hears."""
        self.note(key, self.listener.press(key, quiet))
        return self.focus()

    # What is so ------------------------------------------------------------------------------------------------------

    def note(self, pressed: str, said: Iterable[str]) -> None:
        """Keeps what was heard."""
        self.parts[-1].heard.append(Heard(pressed, list(said)))

    def focus(self) -> Focus:
        """Where they are."""
        return msgspec.convert(self.firefox.ask(FOCUSED), Focus)

    def is_another(self, before: Focus) -> bool:
        """Whether another page is there than the one before. While one gives way to the next, there is none."""
        with suppress(RuntimeError, msgspec.ValidationError):
            now = self.focus()
            return (now.page, now.sealed) != (before.page, before.sealed)
        return False


ACTS: Mapping[str, Callable[[Walk, Focus, list[str]], None]] = {
    "radio": Walk.choose,
    "checkbox": Walk.tick,
    "select-one": Walk.pick,
}
"""What is done at each kind of control."""
