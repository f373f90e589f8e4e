"""`Journey`, in whose words the page tests are written: somebody goes from page to page by the forms on them."""

from collections.abc import Iterable, Mapping
from typing import Any

from bs4 import Tag
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from tests.support.page import Page

Given = str | Iterable[str]
"""The option or options that somebody chooses at one question."""
Person = Mapping[str, Given]
"""Question -> what somebody chooses there, for every question that they can be asked."""


class Journey:
    """One person with one tab. `page` is what they see; what they do returns the page they come to.

    `base` is the path under which they are, with a slash at its end: that of a clinic, of a language, or of both.
    """

    def __init__(self, client: FlaskClient, base: str = "/", *, htmx: bool = False, headers: Any = None) -> None:
        self.client = client
        self.base = base
        self.headers = {**(headers or {}), **({"HX-Request": "true"} if htmx else {})}
        self.htmx = htmx
        self.page = self.begin()

    def begin(self) -> Page:
        """Goes to the first step."""
        self.page = Page(self.client.get(f"{self.base}assessment"))
        return self.page

    def post(self, fields: MultiDict[str, str] | Mapping[str, Given] | bytes, **more: Any) -> Page:
        """Sends something to the assessment, whatever the page's form says."""
        headers = {**self.headers, **more.pop("headers", {})}
        response = self.client.post(f"{self.base}assessment", data=fields, headers=headers, **more)
        self.page = Page(response, partial=self.htmx)
        return self.page

    def fields(self, **given: Given) -> MultiDict[str, str]:
        """What the page's form would send, with some answers given in place of what it holds."""
        form = self.page.all("main form")[0]
        sent: MultiDict[str, str] = MultiDict()
        for control in form.find_all(["input", "select"]):
            name = str(control["name"])
            if name not in given:
                values = [self.page.token] if name == "token" else values_sent_by(control)
                sent.setlist(name, sent.getlist(name) + values)
        for name, answers in given.items():
            sent.setlist(name, [answers] if isinstance(answers, str) else list(answers))
        return sent

    def answer(self, **given: Given) -> Page:
        """Chooses these answers and continues."""
        return self.post(self.fields(**given))

    def go_on(self, **given: Given) -> Page:
        """Chooses these answers and continues; with one left empty, by the button that skips, where there is one."""
        skips = self.page.has("main form button[data-go=skip]") and not all(map(list, given.values()))
        return self.press("skip", **given) if skips else self.answer(**given)

    def choose(self, **given: Given) -> Page:
        """Chooses these answers and does not continue: what htmx asks for at once."""
        return Page(
            self.client.post(
                f"{self.base}assessment",
                data=self.fields(to="notices-only", **given),
                headers={"HX-Request": "true"},
            ),
            partial=True,
        )

    def press(self, go: str, **given: Given) -> Page:
        """Presses the button with this `data-go`, with what was chosen until then."""
        button = self.page.all(f"main form button[data-go={go}]")[0]
        return self.press_button(button, **given)

    def press_button(self, button: Tag, **given: Given) -> Page:
        """Presses one button."""
        extra = {str(button["name"]): str(button["value"])} if button.get("name") else {}
        return self.post(self.fields(**given, **extra))

    def switch(self, tag: str, **given: Given) -> Page:
        """Presses the button of another language, with what was chosen until then. The journey goes on there."""
        button = self.page.one(f"button[data-go=language][lang={tag}]")
        fields = self.fields(**given, **{str(button["name"]): str(button["value"])})
        self.base = str(button["formaction"]).removesuffix("assessment")
        return self.post(fields)

    def change(self, step: str) -> Page:
        """On the check page: changes a step."""
        return self.press_button(self.page.one(f"button[data-go=change][value='check/{step}']"))

    def walk(self, person: Person, until: str = "check") -> Page:
        """Answers step after step as this person would, until the check page, or before a step.

        Where an answer says that there is danger now, the page that says what to do is read, and gone on from.
        """
        for _ in range(60):
            if self.page.name == "emergency":
                self.press("next")
            elif self.page.name != "step" or self.page.step == until:
                return self.page
            else:
                self.go_on(**{question: person.get(question, []) for question in self.page.asked})
        raise AssertionError("the walk does not end")

    def result(self, person: Person) -> Page:
        """Answers everything as this person would, and goes on to the result."""
        assert self.walk(person).name == "check", self.page.text()
        return self.press("next")


def values_sent_by(control: Tag) -> list[str]:
    """The values that a control would send as it stands: one, or none where nothing is chosen."""
    if control.name == "select":
        chosen = control.select_one("option[selected]") or control.select_one("option")
        return [str(chosen["value"])] if chosen else []
    if control.get("type") in {"radio", "checkbox"} and not control.has_attr("checked"):
        return []
    return [str(control["value"])]
