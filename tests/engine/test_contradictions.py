"""Answers that do not seem to fit together: when they are asked about."""

import msgspec
import pytest

from assessment.engine.assess import notices_by_answers
from assessment.engine.contradictions import to_ask_about
from assessment.engine.path import replay
from assessment.engine.rules import Contradiction
from tests.support import tiny_content
from tests.support.answers_for import witness
from tests.support.notices import told
from tests.support.real_content import CONTENT
from tests.support.sample_answers import SOMEBODY, WORRIED_PARTNER, answers_of
from tests.support.tiny_content import condition, made, question, rule, step

TINY = msgspec.structs.replace(
    tiny_content.content(
        step("one", question("amount", ("little", "much"))),
        step("two", question("signs", ("none", "ill", "seizure"))),
        step("three", question("why", ("nothing", "flu"))),
        conditions=[
            condition("takes_little", match={"amount": ["little"]}),
            condition("is_ill", match={"signs": ["ill", "seizure"]}),
            condition("has_a_seizure", match={"signs": ["seizure"]}),
            condition("has_the_flu", match={"why": ["flu"]}),
        ],
        rules=[rule("call_now", "has_a_seizure", notice="emergency")],
    ),
    contradictions=(
        made(
            Contradiction,
            id="little_and_ill",
            when=["takes_little", "is_ill"],
            silent_when=["has_the_flu"],
            text="Is one a slip?",
            allow="Both are right",
        ),
    ),
)


def asked(before, now, *allowed):
    """The contradictions that are asked about when answers become others."""
    found = to_ask_about(TINY.compiled, notices_by_answers(TINY), told(TINY, before), told(TINY, now), allowed)
    return [one.id for one in found]


LITTLE = {"amount": ("little",)}
BOTH = {**LITTLE, "signs": ("ill",)}


def test_it_is_asked_about_with_the_answer_that_brings_it_about_whichever_that_is():
    assert asked(LITTLE, BOTH) == ["little_and_ill"]
    assert asked({"signs": ("ill",)}, BOTH) == ["little_and_ill"]
    assert asked({}, BOTH) == ["little_and_ill"]


def test_it_is_asked_about_once():
    assert asked(BOTH, BOTH) == []
    assert asked(BOTH, {**BOTH, "why": ("nothing",)}) == []


def test_after_one_of_them_was_another_it_is_asked_about_again():
    assert asked(BOTH, {**BOTH, "signs": ("none",)}) == []
    assert asked({**BOTH, "signs": ("none",)}, BOTH) == ["little_and_ill"]


def test_who_says_that_both_are_right_goes_on():
    assert asked(LITTLE, BOTH, "little_and_ill") == []
    assert asked(LITTLE, BOTH, "something_else") == ["little_and_ill"]


def test_with_what_explains_it_nothing_is_asked():
    assert asked({"why": ("flu",)}, {**BOTH, "why": ("flu",)}) == []


def test_who_is_in_danger_now_is_asked_nothing():
    assert asked(LITTLE, {**LITTLE, "signs": ("seizure",)}) == []


@pytest.mark.parametrize("one", CONTENT.contradictions, ids=lambda one: one.id)
def test_every_one_can_be_asked_about_and_sounds_like_no_fault(one):
    found = next(filter(None, (witness(CONTENT, one.when, answers_of(who)) for who in (SOMEBODY, WORRIED_PARTNER))))
    assert any(that.of == one and that.holds(replay(CONTENT, found).told) for that in CONTENT.compiled.contradictions)
    for text in (one.text.you, one.text.they):
        assert text.endswith("Or was one chosen by mistake?")
        assert "fit" not in text


def test_shaking_while_it_goes_on_as_before_is_none():
    answers = answers_of({**SOMEBODY, "stage": "as_usual", "feeling_now": ["shaking_sweating"]})
    without = answers_of({**SOMEBODY, "stage": "as_usual", "stopping_before": ["shaking_sweating"]})
    now = told(CONTENT, {**answers, "stopping_before": without["stopping_before"]})
    assert to_ask_about(CONTENT.compiled, notices_by_answers(CONTENT), 0, now) == ()
