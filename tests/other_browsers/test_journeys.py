"""The whole way in Firefox, WebKit and Chromium: with scripts and htmx, without htmx, without scripts."""

from itertools import product

import pytest

from tests.browser.test_journey import expected_fits
from tests.support.browsers_table import IN_EACH_WAY, WAYS, WORKS
from tests.support.other_browsers import BROWSERS
from tests.support.sample_answers import MIXED, SOMEBODY

JOURNEY, BACK, RELOAD, DANGER, FOCUS, FRAMED, FOCUS_FRAMED = IN_EACH_WAY
HTMX, NO_HTMX, NO_SCRIPTS = WAYS
ABOUT_YOU = {"self", "25_64"}
ASKS = "works, after the browser's own question whether to send again"
AFRESH = "begins anew: the browser asks for the address alone, without the answers"
LISTEN = """window.mistakes = [];
    for (const kind of ["error", "unhandledrejection"])
        addEventListener(kind, (event) => window.mistakes.push(event.message ?? String(event.reason)))"""


def each_way(*each_time):
    """Each browser in each way; those that run each time are named."""
    rows = [
        pytest.param(name, way, id=f"{name} {way}", marks=[pytest.mark.each_time] * ((name, way) in each_time))
        for name, way in product(BROWSERS, WAYS)
    ]
    return pytest.mark.parametrize(("name", "way"), rows)


def listen(visit):
    """Writes down each error of a script from now on; a whole new page forgets them."""
    visit.browser.ask(LISTEN)


def mistakes(visit):
    """What was written down."""
    return visit.browser.ask("return window.mistakes ?? []")


@each_way(("Firefox", HTMX), ("WebKit", HTMX))
def test_from_the_first_page_to_the_result(visit, way, content, note):
    person = SOMEBODY if way == HTMX else MIXED
    visit.open("/")
    visit.browser.click("[data-go=start]")
    assert visit.at("right_now")["swaps"] == (way == HTMX)
    listen(visit)
    visit.walk(person)
    result = visit.press("next")
    assert result["name"] == "results"
    assert result["fits"] == expected_fits(content, person)
    assert mistakes(visit) == []
    note(f"{JOURNEY}, {way}", WORKS)


def again(visit, how, place):
    """Goes back, forward or reloads, and sends again where the browser asks for that. Returns what came of it."""
    visit.go(how)
    asked = visit.glance() is None
    if asked:
        visit.go("Refresh")
    at = visit.look()["place"]
    return {place: ASKS if asked else WORKS, "right_now": AFRESH}[at]


@each_way()
def test_back_and_forward(visit, way, note):
    visit.open()
    visit.walk(SOMEBODY, "concerns")
    if way == HTMX:
        visit.browser.go("Back")
        assert set(visit.at("about_you")["chosen"]) >= ABOUT_YOU
        visit.browser.go("Forward")
        visit.at("concerns")
        seen = WORKS
    else:
        seen = again(visit, "Back", "about_you")
        if seen != AFRESH:
            assert again(visit, "Forward", "concerns") == seen
    if seen != AFRESH:
        visit.walk(SOMEBODY)
    note(f"{BACK}, {way}", seen)


@each_way()
def test_reload(visit, way, content, note):
    visit.open()
    visit.walk(SOMEBODY, "concerns")
    visit.go("Refresh")
    visit.at("concerns")
    visit.walk(SOMEBODY)
    assert visit.press("next")["fits"] == expected_fits(content, SOMEBODY)
    note(f"{RELOAD}, {way}", WORKS)


@each_way()
def test_a_dangerous_answer(visit, way, note):
    danger = {**SOMEBODY, "suicidal_thoughts": "plan_or_preparing"}
    visit.open()
    seen = visit.walk(danger, "safety")
    visit.choose(**{question: danger[question] for question in seen["asked"]})
    if way != HTMX:
        visit.press("next")
    visit.look(lambda seen: "crisis_line" in seen["urgent"], "the notice")
    note(f"{DANGER}, {way}", "works, at the answer" if way == HTMX else "works, after Continue")


@each_way()
def test_the_focus_is_on_what_is_wrong(visit, way, note):
    visit.open()
    assert visit.look()["focused"] == "body"
    visit.press("next")
    visit.look(lambda seen: seen["focused"] == "summary", "the focus")
    note(f"{FOCUS}, {way}", WORKS)


# In a frame of another site ------------------------------------------------------------------------------------------

WIDTH = 360
PUT_FRAME = """document.body.insertAdjacentHTML("beforeend",
    `<iframe title="Self-assessment" src="${arguments[0]}" width="${arguments[1]}" height="640"></iframe>`)"""


@pytest.fixture
def framed(visit, clinic_at):
    """The same person, in the frame of a clinic's page."""
    visit.browser.open(clinic_at)
    visit.browser.ask(PUT_FRAME, f"{visit.site}/embed/demo/assessment", WIDTH)
    visit.browser.enter(0)
    visit.at("right_now")
    return visit


@each_way()
def test_in_a_frame(framed, way, content, note):
    wide = {}
    framed.walk(MIXED, looks=lambda seen: wide.update({seen["place"]: seen["wide"]}))
    result = framed.press("next")
    assert result["fits"] == expected_fits(content, MIXED)
    assert {place: by for place, by in (wide | {"results": result["wide"]}).items() if by > 0} == {}
    note(f"{FRAMED}, {way}", WORKS)


@each_way()
def test_in_a_frame_the_focus_is_on_what_is_wrong(framed, way, note):
    framed.press("next")
    framed.look(lambda seen: seen["focused"] in {"summary", "body"}, "the focus")
    at = framed.look()["focused"]
    assert at == "summary" or way == NO_SCRIPTS
    note(f"{FOCUS_FRAMED}, {way}", WORKS if at == "summary" else "stays on the body: a frame may not take it unasked")
