"""The start page states a time; it is held against the words that have to be read and the choices to be made.

What was read already is not read again: the same answer under another question, the buttons. Warnings are not counted:
they come to few people, and take the time that they take.
"""

import re
from copy import copy

import pytest

from tests.support.page import Page
from tests.support.sample_answers import (
    GAMBLER,
    HARDLY_ANY_CONCERN,
    MIXED,
    SOMEBODY,
    WITH_EVERY_CONCERN,
    WORRIED_PARTNER,
)

WORDS_A_MINUTE = 200
SECONDS_A_CHOICE = 3


def read(page: Page) -> set[str]:
    """What there is to read on a page, piece by piece, without warnings and what is folded away."""
    main = copy(page.one("main"))
    for left_out in main.select("details > :not(summary), .notice, .unseen"):
        left_out.decompose()
    return {" ".join(text.split()) for text in main.stripped_strings}


@pytest.mark.slow
@pytest.mark.parametrize("person", [SOMEBODY, HARDLY_ANY_CONCERN, GAMBLER, WORRIED_PARTNER, MIXED, WITH_EVERY_CONCERN])
def test_the_stated_time_is_true(journey, page, person):
    stated = re.search(r"About (\d+) minutes", page("/").text())
    assert stated
    pieces, choices = set(), 0
    while journey.page.name == "step":
        pieces |= read(journey.page)
        choices += len(journey.page.asked)
        journey.answer(**{question: person[question] for question in journey.page.asked})
    words = sum(len(piece.split()) for piece in pieces)
    assert words / WORDS_A_MINUTE + choices * SECONDS_A_CHOICE / 60 <= int(stated[1])
