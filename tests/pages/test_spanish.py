"""Spanish, as somebody reads it who knows no English: in the words of three countries, and honest about its state."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from app import create_app
from assessment.i18n.catalogues import catalogue_path, read_catalogue, sentences
from assessment.i18n.commands import write
from assessment.i18n.extract import all_sentences
from assessment.i18n.locale import locale_of
from assessment.i18n.states import State, mark
from assessment.web.settings import Settings
from tests.pages.test_budgets import ASSESSMENT, HTMX_BY_GZIP, KB
from tests.support.journey import Journey
from tests.support.page import Page
from tests.support.sample_answers import VERY_HEAVY_DRINKER, WORRIED_PARTNER
from tests.support.sealing_key import KEY
from tests.support.wire import OnTheWire

pytestmark = pytest.mark.slow

ENGLISH = re.compile(r"\b(?:the|and|with|your|you|which|would|should|this|that|they)\b", re.IGNORECASE)
NOT_OURS = "cite, code, script, style, details.english, .languages, a[href^='https:'], .who, .address, noscript"
PLACES = ("/es/", "/es/now", "/es/kinds", "/es/about", "/es/privacy", "/es/clinics", "/es/method/texts")


@pytest.fixture(scope="module")
def app(content) -> Flask:
    """The application in Spanish and English."""
    return create_app(Settings(keys=(KEY,), languages=("es", "en")), content)


def said(page: Page) -> str:
    """What a page says in its own words."""
    soup = BeautifulSoup(page.html, "html.parser")
    for other in soup.select(NOT_OURS):
        other.decompose()
    text = " ".join(one.get_text(" ") for one in soup.select("main"))
    return re.sub(r"A cargo de:? [^.]*\.", "", text)


def numbers_of(client, language: str, country: str) -> str:
    """What is said about the numbers of a country."""
    section = Page(client.get(f"/{language}/now")).one(f"section[aria-labelledby=country-{country}]")
    return section.get_text(" ")


def from_browser(client, asked: str):
    """The same client, whose browser asks for a language."""
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = asked
    return client


def in_country(country: str, **more):
    return {**VERY_HEAVY_DRINKER, "country": country, **more}


@pytest.mark.parametrize("address", PLACES)
def test_no_page_has_english_left_in_it(client, address):
    page = Page(client.get(address))
    assert page.one("html")["lang"] == "es"
    assert not ENGLISH.findall(said(page))


@pytest.mark.parametrize("person", [VERY_HEAVY_DRINKER, WORRIED_PARTNER], ids=["somebody", "a partner"])
def test_no_step_and_no_result_has_english_left_in_it(client, person):
    journey = Journey(client, "/es/")
    while journey.page.name in {"step", "emergency"}:
        assert not ENGLISH.findall(said(journey.page))
        journey.go_on(**{question: person.get(question, []) for question in journey.page.asked})
    journey.press("next")
    assert not ENGLISH.findall(said(journey.page))


class TestInEachCountry:
    @pytest.mark.parametrize(("country", "lang"), [("us", "es-US"), ("mx", "es-MX"), ("es", "es-ES"), ("fr", "es")])
    def test_the_language_is_that_of_the_country_answered(self, client, country, lang):
        assert Journey(client, "/es/").result(in_country(country)).one("html")["lang"] == lang

    def test_before_that_the_browser_says_it(self, client):
        page = Page(client.get("/es/", headers={"Accept-Language": "es-ES,es;q=0.9"}))
        assert page.one("html")["lang"] == "es-ES"

    def test_words_are_those_of_the_country(self, client):
        words = {
            country: Journey(client, "/es/").result(in_country(country)).one("main").get_text(" ").lower()
            for country in ("us", "mx", "es")
        }
        assert "atención psicológica" in words["es"]
        assert "consejería" not in words["es"]
        assert "atención psicológica" not in words["us"] + words["mx"]

    def test_a_number_is_written_as_there(self, client):
        hint = {
            country: Journey(client, "/es/").walk(in_country(country), until="amount").one("main").get_text(" ")
            for country in ("mx", "es")
        }
        assert "0.5" in hint["mx"]
        assert "0,5" in hint["es"]


class TestBeforeTheCountryIsTold:
    @pytest.mark.parametrize(
        ("asked", "number", "place"), [("es-US", "911", "Estados Unidos"), ("es-ES", "112", "España")]
    )
    def test_the_emergency_number_is_that_of_where_somebody_may_be(self, client, asked, number, place):
        journey = Journey(from_browser(client, asked), "/es/")
        shown = journey.choose(right_now=["not_waking"]).all("[data-urgent] .contacts li")[0]
        assert number in shown.get_text()
        assert place in shown.get_text()

    def test_who_is_nowhere_known_reads_those_of_the_world(self, client):
        journey = Journey(from_browser(client, "es"), "/es/")
        assert "112" in journey.choose(right_now=["not_waking"]).all("[data-urgent] .contacts li")[0].get_text()

    def test_their_country_stands_first_among_the_numbers(self, client):
        page = Page(client.get("/es/now", headers={"Accept-Language": "es-MX"}))
        assert page.all("section.country h3")[0].get_text() == "México"


class TestWhoAnswersInSpanish:
    def test_a_line_says_how_to_get_to_it(self, client):
        text = numbers_of(client, "es", "us")
        assert "pulsa 2" in text or "presiona 2" in text

    def test_a_line_that_was_not_seen_to_speak_it_says_its_own(self, client):
        text = numbers_of(client, "es", "gb")
        assert "En inglés, que sepamos." in text

    def test_where_it_is_the_language_nothing_is_said(self, client):
        text = numbers_of(client, "es", "mx")
        assert "que sepamos" not in text

    def test_a_reader_of_english_is_told_as_well(self, client):
        text = numbers_of(client, "en", "de")
        assert "In German, as far as we know." in text


class TestHowFarItMayBeReliedOn:
    def test_every_page_says_it_in_a_line(self, client):
        for address in PLACES:
            assert "borrador" in Page(client.get(address)).one("footer").get_text()
        assert "draft" not in Page(client.get("/en/")).one("footer").get_text()

    def test_the_method_counts_it(self, client):
        counted = Page(client.get("/es/method")).one("#translation").get_text(" ")
        assert re.search(r"\d[.,\s]?\d{3}", counted)

    def test_english_stands_folded_beside_a_notice_and_a_question_that_raises_one(self, client):
        journey = Journey(client, "/es/")
        assert "Hard to wake" in journey.page.one("details.english").get_text()
        journey.walk(in_country("mx"), until="stopping")
        for notice in journey.page.all("#notices [data-urgent]:not(.again)"):
            assert notice.select_one("details.english:not([open])") is not None

    def test_and_beside_the_first_step_with_what_to_say(self, client):
        page = Journey(client, "/es/").result(in_country("us"))
        assert "You can say:" in page.all("[data-first-step] details.english")[0].get_text()

    def test_no_form_and_no_id_stands_in_it(self, client):
        page = Journey(client, "/es/").result(in_country("us"))
        assert not page.all("details.english :is([id], input, button, [data-claim], [data-urgent])")

    def test_it_goes_once_somebody_has_read_what_is_about_safety(self, content, tmp_path):
        path = catalogue_path(locale_of("es"))
        catalogue = read_catalogue(path, locale_of("es"))
        for one in sentences(catalogue):
            if one.auto_comments:
                one.user_comments.append(mark(one, State.READ, "A. Reader (made up)", date(2026, 12, 1)))
        catalogue_path(locale_of("es"), tmp_path).parent.mkdir(parents=True)
        write(catalogue, catalogue_path(locale_of("es"), tmp_path))
        app = create_app(Settings(keys=(KEY,), languages=("es", "en"), translations=tmp_path), content)
        page = Journey(app.test_client(), "/es/").page
        assert not page.has("details.english")
        assert "borrador" not in page.one("footer").get_text()


class TestItIsSmallEnough:
    @pytest.fixture
    def browser(self, app):
        app.test_client_class = OnTheWire
        yield app.test_client()
        app.test_client_class = None

    def test_a_whole_assessment_is_little_more_than_in_english(self, browser):
        browser.get("/es/").close()
        browser.get("/static/pages.js").close()
        journey = Journey(browser, "/es/", htmx=True)
        person = in_country("mx")
        while journey.page.name in {"step", "emergency"}:
            journey.go_on(**{question: person.get(question, []) for question in journey.page.asked})
            assert browser.messages[-1].body <= 8 * KB
        journey.press("next")
        assert browser.messages[-1].body <= 16 * KB
        assert sum(message.body for message in browser.messages) + HTMX_BY_GZIP <= ASSESSMENT * 1.25


def test_the_catalogue_names_the_same_sentences_about_safety_as_the_content():
    here = read_catalogue(catalogue_path(locale_of("es")), locale_of("es"))
    marked = {str(one.id) for one in sentences(all_sentences()) if one.auto_comments}
    assert {str(one.id) for one in sentences(here) if one.auto_comments} == marked
