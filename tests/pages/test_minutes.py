"""The first page says how long it takes: held against every word on the way, and every choice, of many people."""

from copy import copy

import pytest
from bs4 import BeautifulSoup

from tools.minutes import (
    Walked,
    half_and_most,
    minutes,
    minutes_of,
    people,
    stated,
    times,
    to_a_first_result,
    words_open_in,
)

MOST_TO_A_FIRST_RESULT = 5
"""Minutes within which nine of ten have a first result."""


@pytest.mark.slow
class TestWhatIsStated:
    def test_half_of_the_people_have_a_first_result_by_then(self, client, content):
        half, most = half_and_most(to_a_first_result(client, person) for _, person in people(content, each=1))
        assert stated(half) == content.questionnaire.minutes.core
        assert most <= MOST_TO_A_FIRST_RESULT

    @pytest.mark.proof
    def test_half_of_those_who_tell_everything_are_done_by_then(self, client, content):
        found = times(minutes_of(client, person) for _, person in people(content, each=1))
        assert stated(found.all_half) == content.questionnaire.minutes.everything


def test_the_first_page_says_the_same(page, content):
    said = page("/").one("[data-minutes-core]")
    assert said["data-minutes-core"] == str(content.questionnaire.minutes.core)
    assert said["data-minutes-all"] == str(content.questionnaire.minutes.everything)
    assert f"about {content.questionnaire.minutes.core} minutes" in said.get_text()


class TestCounting:
    def test_words_and_choices_take_their_time(self):
        assert minutes([Walked(words=100, choices=0), Walked(words=100, choices=15)]) == pytest.approx(2)

    def test_what_is_folded_or_for_those_who_do_not_see_is_not_counted(self, journey):
        journey.walk({"right_now": ["none"]}, until="about_you")
        main = copy(journey.page.one("main"))
        words = words_open_in(main)
        main.append(tiny_fold("one two three"))
        assert words_open_in(main) == words + 1, "the line that opens it"


def tiny_fold(text):
    """A folded part with a line of one word."""
    return BeautifulSoup(f"<details><summary>more</summary><p>{text}</p></details>", "html.parser").details
