"""Conditions as bit tests: what each operator means, and that they decide as a plain reading of the content does."""

from functools import reduce
from operator import or_

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.engine.answer_bits import names_of_bits, number_options
from assessment.engine.conditions import (
    OPERATORS,
    compile_conditions,
    either,
    fewest,
    may_hold,
    names_in,
    questions_in,
    together,
)
from assessment.engine.rules import Condition
from tests.support.real_content import CONTENT
from tests.support.strategies import any_answers
from tests.support.tiny_content import condition, content, question, step

QUESTIONS = content(
    step("one", question("q", ("a", "b", "c"), answer="checkboxes"), question("p", ("x", "y"))),
).questionnaire
BITS = number_options(QUESTIONS, tuple(names_of_bits(QUESTIONS)))
ALL = {
    one.id: one
    for one in (
        condition("yes", match={"q": ["a", "b"]}),
        condition("other", match={"p": ["x"]}),
        condition("both", match={"q": ["a"], "p": ["x"]}),
        condition("named_all", all=["yes", "other"]),
        condition("named_any", any=["yes", "other"]),
        condition("mixed", match={"p": ["x"]}, any=["yes"]),
        condition("two", at_least={"question": "q", "count": 2}),
        condition("three", at_least={"question": "q", "count": 3}),
        condition("of_many", match={"q": ["a", "b"]}, background=True),
        condition("any_of_many", any=["of_many", "other"]),
        condition("other_y", match={"p": ["y"]}),
        condition("both_or_y", any=["both", "other_y"]),
        condition("rare", match={"q": ["c"]}),
        condition("background_and_rare", all=["of_many", "rare"]),
        condition("absorbed", all=["yes"], any=["yes", "background_and_rare"]),
    )
}


def compiled():
    """All of them, compiled anew: a test of what compiles must see it at work."""
    return compile_conditions(ALL, BITS)


def still_open(*questions):
    """All options of questions that are not answered yet."""
    return reduce(or_, (BITS.questions[name].all for name in questions), 0)


@pytest.mark.parametrize(
    ("name", "answers", "open_questions", "expected"),
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
        ("named_any", {"p": ("x",)}, ("q",), True),
        ("named_any", {"q": ("c",)}, ("p",), None),
        ("named_any", {"q": ("c",)}, (), False),
        ("mixed", {"p": ("x",), "q": ("a",)}, (), True),
        ("mixed", {"p": ("x",)}, (), False),
        ("two", {"q": ("a", "b")}, (), True),
        ("two", {"q": ("c", "b")}, (), True),
        ("two", {"q": ("a",)}, (), False),
        ("two", {"p": ("x",)}, ("q",), None),
        ("two", {}, (), False),
        ("three", {"q": ("a", "b")}, (), False),
        ("three", {"q": ("a", "b", "c")}, (), True),
    ],
)
def test_what_holds(name, answers, open_questions, expected):
    told = BITS.told(answers)
    assert may_hold(compiled()[name].clauses, told, still_open(*open_questions)) is expected
    assert compiled()[name].holds(told) is bool(expected)


def test_nothing_to_hold_holds():
    assert together(()).holds(0)


@pytest.mark.parametrize(
    ("names", "answers", "expected"),
    [
        (["named_all"], {"q": ("a", "c"), "p": ("x",)}, {"q": ("a",), "p": ("x",)}),
        (["both_or_y"], {"q": ("a",), "p": ("y",)}, {"p": ("y",)}),
        (["two"], {"q": ("a", "b")}, {"q": ("a", "b")}),
        (["yes", "named_any"], {"q": ("a",)}, {"q": ("a",)}),
        (["mixed"], {"q": ("a", "b"), "p": ("x",)}, {"q": ("a", "b"), "p": ("x",)}),
    ],
    ids=["all", "only the branch that holds", "a count", "each once", "several operators"],
)
def test_the_reason_is_what_made_it_hold_and_no_more(names, answers, expected):
    because = together(compiled()[name] for name in names).because(BITS.told(answers))
    assert BITS.answers(because) == expected


def test_what_is_only_the_background_is_no_reason_and_the_rest_is():
    told = BITS.told({"q": ("a", "b"), "p": ("x",)})
    assert compiled()["of_many"].because(told) == 0
    assert BITS.answers(together([compiled()["of_many"], compiled()["other"]]).because(told)) == {"p": ("x",)}
    assert BITS.answers(compiled()["any_of_many"].because(told)) == {"p": ("x",)}


def test_it_looks_at_all_options_that_could_matter():
    assert compiled()["named_any"].options == BITS.told({"q": ("a", "b"), "p": ("x",)})
    assert compiled()["any_of_many"].reasons == BITS.told({"p": ("x",)})
    # What a branch needs to hold counts too, where the whole holds without it.
    assert compiled()["absorbed"].clauses == compiled()["yes"].clauses
    assert compiled()["absorbed"].options == BITS.told({"q": ("a", "b", "c")})


def test_what_follows_from_another_clause_is_left_out():
    assert fewest([0b110, 0b100, 0b011]) == (0b100, 0b011)
    assert fewest([0b011, 0b100, 0b100]) == (0b100, 0b011)
    assert either((0b001, 0b010), (0b100,)) == (0b101, 0b110)
    assert either((0b001, 0b010), ()) == (), "what always holds"


def test_questions_in_looks_all_the_way_down():
    assert questions_in(["named_any", "two"], ALL) == {"q", "p"}
    assert questions_in(["other"], ALL) == {"p"}


def test_each_operator_is_a_field_of_a_condition_and_each_field_an_operator():
    about = {"id", "text", "background"}
    assert set(OPERATORS) == set(Condition.__struct_fields__) - about


# The plain reading ---------------------------------------------------------------------------------------------------


def every(truths):
    """Kleene's "and": False wins, then None, then True."""
    seen = set(truths)
    return False if False in seen else None if None in seen else True


def some(truths):
    """Kleene's "or": True wins, then None, then False."""
    seen = set(truths)
    return True if True in seen else None if None in seen else False


def reads(one, answers, open_questions):
    """Whether a condition of the real content holds, read word by word: True, False, or None for not known yet."""

    def about(question, decide):
        if question in answers:
            return decide(answers[question])
        return None if question in open_questions else False

    def named(name):
        return reads(CONTENT.conditions[name], answers, open_questions)

    parts = [
        about(question, lambda chosen, options=options: bool({*chosen} & {*options}))
        for question, options in one.match.items()
    ]
    parts += [named(name) for name in one.all]
    parts += [some(named(name) for name in one.any)] if one.any else []
    if one.at_least:
        parts.append(about(one.at_least.question, lambda chosen: len(chosen) >= one.at_least.count))
    return every(parts)


@given(any_answers(), st.sets(st.sampled_from(sorted(CONTENT.compiled.bits.questions))))
def test_bit_tests_decide_as_the_content_reads(answers, maybe_open):
    open_questions = maybe_open - set(answers)
    bits = CONTENT.compiled.bits
    real = compile_conditions(CONTENT.conditions, bits)
    told = bits.told(answers)
    left = reduce(or_, (bits.questions[name].all for name in open_questions), 0)
    for name, one in CONTENT.conditions.items():
        assert may_hold(real[name].clauses, told, left) is reads(one, answers, open_questions), name


def names_no_background(name):
    """Whether nothing that a condition rests on is left unsaid."""
    one = CONTENT.conditions[name]
    return not one.background and all(names_no_background(other) for other in names_in(one))


@given(any_answers())
def test_the_reason_was_told_and_is_enough_by_itself(answers):
    told = CONTENT.compiled.bits.told(answers)
    for name, one in compile_conditions(CONTENT.conditions, CONTENT.compiled.bits).items():
        if one.holds(told):
            because = one.because(told)
            assert because & ~(told & one.reasons) == 0, name
            assert one.holds(because) or not names_no_background(name), name
