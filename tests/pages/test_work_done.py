"""What a request works out: nothing twice, and nothing that stays when it has ended. Counted, because time is noise."""

import gc
import re
from collections import Counter
from itertools import product

import pytest
from msgspec import structs

from assessment.engine.compiled import Outcome
from assessment.engine.path import AskedQuestion, PathStep, QuestionPath, replay
from assessment.engine.result import GivenAnswer, RaisedNotice, Reason, Result, Suggestion
from assessment.i18n.locale import Speech, speak_as
from assessment.i18n.say import voice
from assessment.i18n.voice import SPEAKING
from assessment.web import answers
from assessment.web.notice_blocks import NoticeBlock
from assessment.web.pages import Page, QuestionBlock
from assessment.web.views import questions
from tests.support.journey import Journey
from tests.support.page import tree_of
from tests.support.project_files import ROOT
from tests.support.sample_answers import SOMEBODY, VERY_HEAVY_DRINKER, WORRIED_PARTNER, answers_of

WORKED_OUT = (
    *(QuestionPath, PathStep, AskedQuestion, Result, Suggestion, Reason, GivenAnswer, RaisedNotice),
    *(Page, QuestionBlock, NoticeBlock),
)
"""What is made from somebody's answers."""


class Work:
    """How often each rule or passage was looked at for a set of answers, and each set of answers replayed."""

    def __init__(self):
        self.looked_at: Counter[tuple[str, int]] = Counter()
        self.replayed: Counter[tuple[object, ...]] = Counter()

    def clear(self):
        self.looked_at.clear()
        self.replayed.clear()


@pytest.fixture
def work(monkeypatch):
    done = Work()
    holds = Outcome.holds

    def counted_holds(outcome, told):
        done.looked_at[outcome.of.id, told] += 1
        return holds(outcome, told)

    def counted_replay(content, given, unknown=0):
        done.replayed[tuple(sorted(given.items()))] += 1
        return replay(content, given, unknown)

    monkeypatch.setattr(Outcome, "holds", counted_holds)
    for module in (answers, questions):
        monkeypatch.setattr(module, "replay", counted_replay)
    return done


def requests_of(journey, chosen):
    """Sends what a browser sends on somebody's way, and yields the name of each request when it has been answered."""
    while journey.page.name in {"step", "emergency"}:
        if journey.page.name == "emergency":
            journey.press("next")
            yield "after an emergency"
        step = journey.page.step
        given = {question: chosen[question] for question in journey.page.asked}
        journey.choose(**given)
        yield f"notices of {step}"
        journey.answer(**given)
        yield f"step {step}"
    journey.press("next")
    yield "result"
    token = journey.page.token
    journey.client.post(f"{journey.base}sheet", data={"token": token})
    yield "sheet"
    journey.client.post(f"{journey.base}copy", data={"token": token})
    yield "copy"
    journey.post({"token": token, "at": "results", "to": "stopping"})
    yield "back to a step"


@pytest.mark.parametrize("chosen", [SOMEBODY, VERY_HEAVY_DRINKER], ids=["somebody", "a very heavy drinker"])
def test_nothing_is_worked_out_twice_in_a_request(journey, work, chosen):
    work.clear()
    for name in requests_of(journey, chosen):
        assert max(work.replayed.values()) == 1, name
        assert max(work.looked_at.values(), default=1) == 1, name
        work.clear()


def test_a_result_looks_at_each_rule_once_and_replays_once(journey, work, content):
    token = journey.result(VERY_HEAVY_DRINKER).token
    for address, fields in (("/assessment", {"at": "check"}), ("/sheet", {}), ("/copy", {})):
        work.clear()
        assert journey.client.post(address, data={"token": token, **fields}).status_code == 200
        rows = work.looked_at.total() - len(content.rules) - len(content.passages)
        assert 1 <= rows <= len(content.first_steps), "of the first steps no more than until one fits"
        assert work.replayed.total() == 1


def test_a_step_looks_at_few_sets_of_answers(journey, work):
    for name in requests_of(journey, VERY_HEAVY_DRINKER):
        told = {told for _, told in work.looked_at}
        if name.startswith("step "):
            assert len(told) <= 3, "elsewhere, further back, and as they came"
        work.clear()


def alive():
    """What is held at this moment that was made from answers, by its place in memory."""
    tree_of.cache_clear()  # else all that the tests before have kept is looked through
    gc.collect()
    return {id(one): one for one in gc.get_objects() if isinstance(one, WORKED_OUT)}


def test_nothing_that_was_worked_out_from_answers_outlives_its_request(client):
    before = alive()
    for chosen in (VERY_HEAVY_DRINKER, SOMEBODY):
        for _ in requests_of(Journey(client), chosen):
            pass
    assert [one for place, one in alive().items() if place not in before] == []


@pytest.mark.slow
def test_what_would_outlive_it_would_be_seen(content):
    before = alive()
    held = replay(content, answers_of(SOMEBODY))
    assert any(one is held for place, one in alive().items() if place not in before)


def kept(app):
    """All that an application keeps of what it says: parts of pages, and sentences, in every language."""
    every = app.extensions["templates"].by_locale.values()
    return [{**one.written} for one in every], [{**one.sentences} for one in every]


@pytest.mark.slow
def test_nothing_that_is_kept_tells_what_somebody_was_shown(app):
    """Not even that it was shown: all of it was written before the first request."""
    app.extensions["templates"].load_all()
    before = kept(app)
    for chosen, base in product((VERY_HEAVY_DRINKER, WORRIED_PARTNER), ("/", "/embed/demo/")):
        for _ in requests_of(Journey(app.test_client(), base), chosen):
            pass
    assert kept(app) == before


@pytest.mark.slow
def test_what_is_kept_is_what_would_be_written_now(app, monkeypatch):
    """With and without it, a person reads the same."""
    read: dict[str, list[str]] = {"with": [], "without": []}
    for pages in read.values():
        journey = Journey(app.test_client())
        while journey.page.name == "step":
            pages.append(journey.page.text())
            journey.answer(**{question: WORRIED_PARTNER[question] for question in journey.page.asked})
        pages.append(journey.press("next").text())
        for one in app.extensions["templates"].by_locale.values():
            monkeypatch.setattr(one, "written", {})
    assert read["with"] == read["without"]


def test_a_question_that_somebody_has_touched_is_written_for_them(content):
    (question,) = [one for one in content.questionnaire.questions if one.id == "home_safety"]
    fresh = QuestionBlock(question, question.options, content.countries["gb"], (), "", {}, raises_notices=True)
    assert fresh.untouched == ("home_safety", "")
    for touched in (
        {"chosen": ("safe",)},
        {"problem": "Choose"},
        {"offered": question.options[1:]},
        {"notices": {"a": ()}},
    ):
        assert structs.replace(fresh, **touched).untouched is None


def test_the_voice_ends_with_what_it_spoke_for(app):
    with app.test_request_context("/"):
        speak_as(Speech(about_somebody_else=True))
        assert voice().about_somebody_else
    assert SPEAKING.get() is None


def test_what_is_written_once_is_told_apart_by_the_name_of_its_macro():
    templates = {path: path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html")}
    used = {name for text in templates.values() for name in re.findall(r"\bonce\((\w+),", text)}
    made = Counter(name for text in templates.values() for name in re.findall(r"{% macro (\w+)\(", text))
    assert used
    assert {name: made[name] for name in used} == dict.fromkeys(used, 1)
