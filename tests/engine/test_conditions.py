"""Conditions: a truth table, with None for what is not known yet."""

import pytest

from assessment.engine.conditions import all_hold, every, matched, none_holds, questions_in, some, truth
from tests.support.tiny_content import condition

YES = condition("yes", match={"q": ["a", "b"]})
OTHER = condition("other", match={"p": ["x"]})
BOTH = condition("both", match={"q": ["a"], "p": ["x"]})
NAMED_ALL = condition("named_all", all=["yes", "other"])
NAMED_ANY = condition("named_any", any=["yes", "other"])
MIXED = condition("mixed", match={"p": ["x"]}, any=["yes"])
TWO = condition("two", at_least={"question": "q", "count": 2})
ALL = {one.id: one for one in (YES, OTHER, BOTH, NAMED_ALL, NAMED_ANY, MIXED, TWO)}


@pytest.mark.parametrize(
    ("values", "and_", "or_"),
    [
        ([], True, False),
        ([True, True], True, True),
        ([True, None], None, True),
        ([True, False], False, True),
        ([None, False], False, None),
        ([False, False], False, False),
        ([None, True, False], False, True),
    ],
)
def test_kleenes_and_and_or(values, and_, or_):
    assert every(values) is and_
    assert some(values) is or_


@pytest.mark.parametrize(
    ("name", "answers", "still_open", "expected"),
    [
        ("yes", {"q": ("a",)}, (), True),
        ("yes", {"q": ("c", "b")}, (), True),
        ("yes", {"q": ("c",)}, (), False),
        ("yes", {}, (), False),
        ("yes", {}, ("q",), None),
        ("both", {"q": ("a",), "p": ("x",)}, (), True),
        ("both", {"q": ("a",)}, ("p",), None),
        ("both", {"q": ("c",)}, ("p",), False),
        ("named_all", {"q": ("a",), "p": ("x",)}, (), True),
        ("named_all", {"q": ("a",)}, (), False),
        ("named_any", {"p": ("x",)}, (), True),
        ("named_any", {"q": ("c",)}, ("p",), None),
        ("named_any", {"q": ("c",)}, (), False),
        ("mixed", {"p": ("x",), "q": ("a",)}, (), True),
        ("mixed", {"p": ("x",)}, (), False),
        ("two", {"q": ("a", "b")}, (), True),
        ("two", {"q": ("a",)}, (), False),
        ("two", {}, ("q",), None),
        ("two", {}, (), False),
    ],
)
def test_truth(name, answers, still_open, expected):
    assert truth(ALL[name], ALL, answers, still_open) is expected


def test_nothing_to_hold_holds():
    assert all_hold((), ALL, {}) is True


def test_matched_names_the_answers_that_made_it_hold_and_no_others():
    answers = {"q": ("a", "c"), "p": ("x",)}
    assert matched(["named_all"], ALL, answers) == {"q": ("a",), "p": ("x",)}


def test_matched_leaves_out_the_branch_that_does_not_hold():
    assert matched(["named_any"], ALL, {"q": ("b",), "p": ("y",)}) == {"q": ("b",)}


def test_matched_counts_all_answers_to_a_count():
    assert matched(["two"], ALL, {"q": ("a", "b")}) == {"q": ("a", "b")}


def test_matched_names_an_answer_once():
    assert matched(["yes", "named_any"], ALL, {"q": ("a",)}) == {"q": ("a",)}


def test_questions_in_looks_all_the_way_down():
    assert questions_in(["named_any", "two"], ALL) == {"q", "p"}


def test_what_is_only_the_background_is_not_said_back_and_the_rest_is():
    known = {**ALL, "of_many": condition("of_many", match={"q": ["a", "b"]}, background=True)}
    assert matched(["of_many", "two"], known, {"q": ("a", "b")}) == {"q": ("a", "b")}
    assert matched(["of_many"], known, {"q": ("a",)}) == {}


def test_none_holds():
    assert none_holds(["other", "named_all"], ALL, {"q": ("b",)})
    assert not none_holds(["other", "yes"], ALL, {"q": ("a",)})
    assert none_holds([], ALL, {})
