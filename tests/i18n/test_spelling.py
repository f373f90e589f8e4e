"""English in another spelling: our words by a table, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec import structs

from assessment.i18n.spelling import respeller
from assessment.loading.content_files import load

SPELLING = load().spellings["en_US"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Counselling, or a programme.", "Counseling, or a program."),
        ("%(centre)s, {centre}, https://centre.example", "%(centre)s, {centre}, https://centre.example"),
        ("<a class='centre'>centre</a>", "<a class='centre'>center</a>"),
        ("Programmer", "Programmer"),
    ],
)  # fmt: skip
def test_words_are_respelled_and_nothing_else(ours, theirs):
    assert respeller(SPELLING)(ours) == theirs


def test_a_name_inside_a_sentence_can_be_kept():
    kept = structs.replace(SPELLING, keep=("Rape Crisis Centre",))
    assert respeller(kept)("The Rape Crisis Centre is a centre.") == "The Rape Crisis Centre is a center."


@given(some.text(alphabet="abcentrugopmlish {}%()<>", max_size=60))
def test_respelling_twice_changes_nothing_more(text):
    once = respeller(SPELLING)(text)
    assert respeller(SPELLING)(once) == once
