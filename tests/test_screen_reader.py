"""docs/screen_reader.md: it names what the content says today, and what Orca says today is what is kept."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.support.journey import Journey
from tests.support.page import Page
from tools.screen_reader.desktop import missing
from tools.screen_reader.listen import listen
from tools.screen_reader.listener import said_in, without_echo
from tools.screen_reader.transcript import kept, lines_of
from tools.screen_reader.walk import WALKER

LABELS = "main form[data-step] :is(fieldset > legend, label.legend)"
AGAIN = "make listen"


def pages_of(journey: Journey) -> Iterator[Page]:
    """Each page of the walk, in its order, up to the result."""
    while journey.page.name != "results":
        yield journey.page
        if journey.page.name == "step":
            journey.go_on(**{question: WALKER.get(question, []) for question in journey.page.asked})
        else:
            journey.press("next")
    yield journey.page


def words(text: str) -> str:
    """A text as it is looked for: a voice's log and a page differ in white space."""
    return re.sub(r"\s+", " ", text).strip()


@pytest.fixture(scope="module")
def heard() -> dict[str, str]:
    """What is kept: heading of a place -> all that was heard there."""
    parts = "\n".join(kept()).split("### ")[1:]
    return {head: words(text) for head, _, text in (part.partition("\n") for part in parts)}


class TestWhatIsKept:
    """Goes stale loudly: words that change here change in the ear too, and then it is listened to anew."""

    def test_names_each_page_and_question_of_the_walk_in_order(self, app: Flask, heard: dict[str, str]):
        came = []
        for page in pages_of(Journey(app.test_client())):
            heading, labels = words(page.text("h1")), [words(label.get_text()) for label in page.all(LABELS)]
            place = f"Step `{page.step}`" if page.name == "step" else f"Page `{page.name}`"
            came.append(f"{place}: {heading}")
            assert [label for label in labels if label not in heard[came[-1]]] == [], AGAIN
        assert [head for head in heard if head.endswith(tuple(came))] == came, AGAIN

    def test_each_page_begins_with_its_heading(self, heard: dict[str, str]):
        arrivals = {head: text.partition(" - ")[0] for head, text in heard.items() if " `" in head}
        wrong = {head: said for head, said in arrivals.items() if head.partition(": ")[2] not in said}
        assert set(wrong) == {"Step `right_now`: Right now, nothing chosen"}, AGAIN

    def test_names_the_notice_and_the_error(self, app: Flask, heard: dict[str, str]):
        journey = Journey(app.test_client())
        journey.walk(WALKER, until="safety")
        notice = journey.choose(suicidal_thoughts="plan_or_preparing")
        titles = [words(title.get_text()) for title in notice.all("[data-urgent] h2")]
        safety = next(text for head, text in heard.items() if "`safety`" in head)
        assert any(f"selected / {title}" in safety for title in titles), AGAIN
        wrong = Journey(app.test_client()).answer()
        summary = next(text for head, text in heard.items() if head.endswith("nothing chosen"))
        assert words(wrong.text("#summary a")) in summary.partition(" - ")[0], AGAIN


def test_what_differs_between_runs_is_left_out():
    said = ["tab ", "It’s  at 127.0.0.1:81.", "\n"]
    log = "".join(f"10:00:01.5 - SPEECH OUTPUT: '{one}' {{'established': False}}\n" for one in said)
    assert without_echo(said_in(log), "Tab") == ["It’s at 127.0.0.1."]
    assert without_echo(["tab"], "space") == ["tab"]


@pytest.mark.proof
@pytest.mark.timeout(900)
@pytest.mark.skipif(bool(missing()), reason="Orca and what it needs are not on this machine")
def test_orca_says_what_is_kept():
    assert list(lines_of(listen()))[:-1] == kept(), AGAIN
