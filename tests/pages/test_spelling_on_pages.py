"""English as it is spelled where somebody is: American in the United States, British everywhere else, never mixed."""

import re
from functools import lru_cache

import pytest
from bs4 import BeautifulSoup

from assessment.i18n.catalogues import forms, sentences
from assessment.i18n.extract import all_sentences
from assessment.loading.content_files import load
from tests.support.journey import Journey
from tests.support.page import Page
from tests.support.sample_answers import MIXED, SOMEBODY, WITH_EVERY_CONCERN, WORRIED_PARTNER

pytestmark = pytest.mark.slow

PAGES = ("/", "/now", "/kinds", "/about", "/method", "/privacy", "/clinics", "/nowhere")
AMERICAN = {"Accept-Language": "en-US,en;q=0.9"}
SPELLING = load().spellings["en_US"]


def words_of(page: Page | str) -> frozenset[str]:
    """The words of a page, without names of organisations, sources, rules and addresses."""
    return words_in(page if isinstance(page, str) else page.html)


@lru_cache(maxsize=4)
def words_in(html: str) -> frozenset[str]:
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select("cite, code, a[href^='https://'], a[lang=en], style, [href^='#source-']"):
        element.decompose()
    text = re.sub(r"Run by [^.]*\.", " ", soup.get_text(" "))
    return frozenset(word.lower() for word in re.findall(r"[A-Za-z_]+", text))


def british(page: Page | str) -> frozenset[str]:
    return words_of(page) & set(SPELLING.words)


def american(page: Page | str) -> frozenset[str]:
    return words_of(page) & (set(SPELLING.words.values()) - {"practice", "practices"})


@pytest.mark.parametrize("address", PAGES)
def test_before_a_country_is_chosen_the_browser_says_it(client, address):
    page = Page(client.get(address, headers=AMERICAN))
    assert page.one("html")["lang"] == "en-US"
    assert not british(page)
    for asked in ("en-GB", "en", "en-AU,en-US;q=0.5", "de", ""):
        page = Page(client.get(address, headers={"Accept-Language": asked}))
        assert page.one("html")["lang"] == "en-GB", asked
        assert not american(page), asked


AMERICA, BRITAIN = ("us", "en-GB", british, "en-US"), ("gb", "en-US", american, "en-GB")
AUSTRALIA = ("au", "en-US", american, "en-GB")


@pytest.mark.parametrize(
    ("person", "where"),
    [
        (WITH_EVERY_CONCERN, AMERICA),
        (WITH_EVERY_CONCERN, BRITAIN),
        (WORRIED_PARTNER, AMERICA),
        (SOMEBODY, AUSTRALIA),
        *(
            pytest.param(one, where, marks=pytest.mark.proof)
            for one in (SOMEBODY, MIXED)
            for where in (AMERICA, BRITAIN)
        ),
    ],
)
def test_once_it_is_chosen_the_country_says_it(client, person, where):
    country, browser, other, tag = where
    journey = Journey(client, headers={"Accept-Language": browser})
    journey.walk(person, until="about_you")
    journey.answer(**{one: {**person, "country": country}[one] for one in journey.page.asked})
    while journey.page.name == "step":
        assert (other(journey.page), journey.page.one("html")["lang"]) == (set(), tag)
        assert other(journey.answer()) == set()
        if journey.page.name == "step":
            journey.answer(**{question: person[question] for question in journey.page.asked})
    token = journey.page.token
    for page in (journey.page, journey.press("next"), Page(client.post("/sheet", data={"token": token}))):
        assert (other(page), page.one("html")["lang"]) == (set(), tag)
    file = client.post("/copy", data={"token": token}).text
    assert f'<html lang="{tag}"' in file
    assert other(file) == set()


def test_errors_follow_the_answers_too(client):
    journey = Journey(client)
    journey.walk({**SOMEBODY, "country": "us"})
    error = Page(client.post("/assessment", data={"token": journey.page.token, "at": "nowhere"}))
    assert (error.name, error.one("html")["lang"]) == ("error", "en-US")


def test_it_is_no_language_to_choose(page):
    assert not page("/").has(".languages")


def test_names_of_sources_keep_their_spelling(client):
    page = Page(client.get("/method", headers=AMERICAN))
    assert any("Centre" in cite.get_text() for cite in page.all("cite"))


def test_every_british_word_of_ours_that_stands_in_the_table_is_used():
    ours = {
        word.lower()
        for one in sentences(all_sentences())
        for form in forms(one.id)
        for word in re.findall(r"[A-Za-z]+", form)
    }
    stems = {word[:6] for word in ours}
    assert {word for word in SPELLING.words if word[:6] not in stems} == set()


def test_no_british_spelling_is_missed_by_the_table():
    """By the endings that differ most often; what has them in both spellings stands here."""
    differ = re.compile(r"\w*(?:is(?:e|ed|ing|ation)|our(?:s|ed|ing|able)?|ll(?:ed|ing|or)|ogue|yse[ds]?|[^aeiou]re)")
    same = """
        advise advised called calling selling telling otherwise wise precise raise raised rising raising promise
        promised supervise supervised supervising exercise exercising noise rise surprise surprised praise our your hour
        four pour yours ours hours filled killed willing feeling pulled rolling controlled falling skilled spelling
        disguise likewise exercised expertise revised installed enrolled franchise concise tour
    """
    words = {
        word
        for one in sentences(all_sentences())
        for form in forms(one.id)
        for word in re.findall(r"[a-z]+", form.lower())
    }
    assert {word for word in words if differ.fullmatch(word)} - {*same.split()} <= set(SPELLING.words)
