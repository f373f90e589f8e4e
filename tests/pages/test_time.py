"""The start page states a time; it is held against the words that have to be read and the choices to be made."""

import re
from copy import copy

from tests.support.page import Page, text_of
from tests.support.people import HARDLY_ANY_CONCERN, SOMEBODY

WORDS_A_MINUTE = 200
SECONDS_A_CHOICE = 3


def words_to_read(page: Page) -> int:
    """The words of the main part, without what is folded away."""
    main = copy(page.one("main"))
    for folded in main.select("details > :not(summary)"):
        folded.decompose()
    return len(text_of(main).split())


def test_the_stated_time_is_true_for_somebody_without_warnings(journey, page):
    stated = re.search(r"About (\d+) minutes", page("/").text())
    assert stated
    for person in (SOMEBODY, HARDLY_ANY_CONCERN):
        journey.begin()
        words, choices = words_to_read(journey.page), 0
        while journey.page.name == "step":
            choices += len(journey.page.asked)
            journey.answer(**{question: person[question] for question in journey.page.asked})
            words += words_to_read(journey.page)
        assert words / WORDS_A_MINUTE + choices * SECONDS_A_CHOICE / 60 <= int(stated[1])
