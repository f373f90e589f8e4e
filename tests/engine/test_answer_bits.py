"""Answers as bits and back."""

from assessment.engine.answer_bits import number_options
from tests.support.tiny_content import content, question, step

SILENT = {"id": "silent", "label": "silent", "non_answer": True}
QUESTIONS = content(
    step("one", question("q", ("a", "b", SILENT), answer="checkboxes"), question("p", ("x", "y"))),
    step("two", question("last", ("z",))),
).questionnaire


def test_each_option_has_a_bit_of_its_own_and_none_is_left_over():
    bits = number_options(QUESTIONS)
    every = [bit for one in bits.questions.values() for bit in one.options.values()]
    assert sorted(every) == [1 << place for place in range(bits.count)]
    assert bits.count == 6
    assert [one.all for one in bits.questions.values()] == [0b000111, 0b011000, 0b100000]
    assert bits.non_answers == 0b000100


def test_what_was_told_is_what_comes_back_in_the_order_of_the_questions():
    bits = number_options(QUESTIONS)
    told = bits.told({"p": ("y",), "q": ("b", "a")})
    assert told == 0b010011
    assert list(bits.answers(told).items()) == [("q", ("a", "b")), ("p", ("y",))]
    assert [option.id for option in bits.questions["q"].chosen(told)] == ["a", "b"]


def test_what_does_not_exist_is_left_out():
    bits = number_options(QUESTIONS)
    assert bits.told({"q": ("a", "nowhere"), "nobody": ("a",)}) == 0b000001
    assert bits.told({}) == 0
    assert bits.answers(0) == {}
