"""IBM's Equal Access engine, which has other rules than axe, finds nothing either: `make proof`.

It comes from npm, as one file whose hash is known (tests/support/fetch.py). It also asks questions ("verify that ..."),
to which only a person can say yes: of those, nothing is asserted.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import pytest

from tests.browser.test_access import LONG
from tests.support.browser_tab import Tab
from tests.support.fetch import get_checker
from tests.support.sample_answers import MIXED, SOMEBODY, WORRIED_PARTNER

pytestmark = [pytest.mark.proof, pytest.mark.timeout(600)]

AROUND = ("/", "/now", "/kinds", "/about", *LONG, "/privacy", "/clinics", "/nowhere", "/embed/demo/")
OPENED = "all => all.forEach(one => { one.open = true })"
LOOK = """async () => {
    const { results } = await new ace.Checker().check(document, ["WCAG_2_2", "IBM_Accessibility"]);
    return results.filter(({ value }) => value[0] === "VIOLATION" && value[1] === "FAIL")
        .map(({ ruleId, message, snippet }) => [ruleId, message, snippet]);
}"""


class NoFault(NamedTuple):
    """What the engine finds and is right as it is: by which rule, what is in the element's tag, and why."""

    rule: str
    tag: str
    reason: str


ONE_NOTICE = "a notice that two answers raise stands at each, with one name, because it is the same notice"
NO_LANDMARK = "a form without a name is no landmark, so two of them are not mixed up"
NO_FAULTS = (
    NoFault("aria_form_label_unique", "<form ", NO_LANDMARK),
    NoFault("aria_landmark_name_unique", "<form ", NO_LANDMARK),
    NoFault("aria_landmark_name_unique", "data-urgent=", ONE_NOTICE),
    NoFault("aria_region_label_unique", "data-urgent=", ONE_NOTICE),
    NoFault("html_lang_exists", "<html>", "a frame on /clinics that nobody has scrolled to yet holds nothing"),
)


class Found(NamedTuple):
    """What the engine calls a violation: by which rule, in its words, and where."""

    rule: str
    message: str
    snippet: str


Look = Callable[[Tab], list[Found]]


@pytest.fixture
def look() -> Look:
    """`look(tab)`: the violations on a page, everything that is folded opened first."""
    file = get_checker()
    if file is None:
        pytest.skip("the engine is not in .cache, and there is no npm to get it by")
    engine = file.read_text("utf-8")

    def look(tab: Tab) -> list[Found]:
        tab.look_from_the_top()
        tab.view.locator("details").evaluate_all(OPENED)
        if not tab.ask("() => 'ace' in globalThis"):
            tab.view.evaluate(f"{engine}\n;globalThis.ace = ace; 0")
        return [Found(*one) for one in tab.ask(LOOK)]

    return look


def faults(found: Iterable[Found]) -> list[Found]:
    """What is not among that which is right as it is."""
    right = [(one.rule, one.tag) for one in NO_FAULTS]
    return [one for one in found if not any(one.rule == rule and tag in one.snippet for rule, tag in right)]


@pytest.mark.parametrize("address", AROUND)
def test_every_page_around_the_assessment(open_tab, look, address):
    assert faults(look(open_tab(width=360).open(address))) == []


@pytest.mark.parametrize("person", [MIXED, WORRIED_PARTNER], ids=["mixed", "partner"])
def test_every_step_with_errors_answers_and_notices_the_check_and_the_result(open_tab, look, person):
    tab: Tab = open_tab(width=360).open()
    found: dict[str, list[Found]] = {}
    while tab.place != "check":
        if tab.place in {"right_now", "about_you", "concerns"}:
            tab.press("next")
            found[f"{tab.place} with errors"] = look(tab)
        if tab.asked:
            tab.choose(**{question: person[question] for question in tab.asked})
            tab.page.wait_for_timeout(300)  # until the notices are there
        found[tab.place] = look(tab)
        tab.go_on(person)
    found["check"] = look(tab)
    tab.press("next").at("results")
    found["results"] = look(tab)
    assert {place: wrong for place, every in found.items() if (wrong := faults(every))} == {}


def test_the_sheet_and_the_page_for_the_young(open_tab, look, to_the_result):
    tab = to_the_result(open_tab(), MIXED)
    tab.ask("() => { const form = document.querySelector('form.choices'); form.target = '_self'; form.submit() }")
    tab.view.wait_for_selector("main.own-page .sheet")
    assert faults(look(tab)) == []
    young = open_tab().open().walk({**SOMEBODY, "age_band": "under_18"}).at("youth")
    assert faults(look(young)) == []


@pytest.mark.parametrize(
    "what",
    [
        "document.documentElement.removeAttribute('lang')",
        "document.querySelector('label.answer').replaceWith(document.querySelector('label.answer input'))",
        "document.title = ''",
    ],
)
def test_what_is_wrong_would_be_seen(open_tab, look, what):
    tab = open_tab(width=360).open()
    assert faults(look(tab)) == []
    tab.ask(f"() => {{ {what} }}")
    assert faults(look(tab))
