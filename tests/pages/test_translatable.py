"""Every word goes through the catalogue: a made-up language shows what was missed, mixed or cut."""

import re

import pytest
from bs4 import BeautifulSoup, Comment, Doctype
from flask import Flask

from app import create_app
from assessment.web.settings import Settings
from tests.support.invented_languages import BRACKETS, CLOSE, OPEN, invent, messages
from tests.support.journey import Journey
from tests.support.page import Page
from tests.support.sample_answers import MIXED, SAYS_NOTHING, SOMEBODY, WORRIED_PARTNER
from tests.support.sealing_key import KEY

pytestmark = pytest.mark.slow

HEADERS = {"Accept-Language": BRACKETS}
NOT_WORDS = re.compile(r"^[\s\d\W]*$")
NO_SENTENCES = (
    "cite, code, time, style, script, textarea, .call, .whom bdi, a[href^='https://'], .address, [data-data], "
    ".languages li, details.english"
)
ASKED_FIRST = "Is it happening now?"
SHOWN_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt")


def without_said(text: str) -> str:
    """A text without what was said in the language of brackets; one sentence may stand within another."""
    inner = re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", "", text)
    return inner if inner == text else without_said(inner)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory, content) -> Flask:
    """The application in a language that puts every sentence in brackets."""
    folder = invent(tmp_path_factory.mktemp("translations"), BRACKETS)
    return create_app(Settings(keys=(KEY,), languages=("en", BRACKETS), translations=folder), content)


def untranslated(page: Page, content) -> list[str]:
    """Texts on a page that stand outside of brackets, but for names, numbers, references and versions."""
    soup = BeautifulSoup(page.html, "html.parser")
    for element in soup.select(NO_SENTENCES):
        element.decompose()
    for piece in soup.select(".mosaic a"):  # its name is broken into lines
        piece.string = " ".join(line.get_text() for line in piece.select("text"))
    known = {source.reference for source in content.sources.values()}
    known |= {rule.id for rule in content.rules} | {"Demonstration Clinic"}
    known |= {contact.at for country in content.countries.values() for contact in country.contact}
    texts = [str(one) for one in soup.find_all(string=True) if not isinstance(one, (Comment, Doctype))]
    texts += [str(one[name]) for name in SHOWN_ATTRIBUTES for one in soup.select(f"[{name}]")]
    texts += [str(one["content"]) for one in soup.select("meta[name=description]")]
    rest = []
    for text in texts:
        left = without_said(text)
        left = re.sub(f"{OPEN}|{CLOSE}", "", left) if inside_brackets(text) else left
        for name in sorted(known, key=len, reverse=True):
            left = left.replace(name, "")
        if not NOT_WORDS.match(left):
            rest.append(text.strip())
    return rest


def inside_brackets(text: str) -> bool:
    """Whether a text is a piece of a sentence whose brackets stand around other pieces, as around a link."""
    return text.count(OPEN) != text.count(CLOSE)


ADDRESSES = (
    "/",
    "/now",
    "/kinds",
    "/about",
    "/method",
    "/privacy",
    "/clinics",
    "/nowhere",
    "/assessment",
    "/embed/demo/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_word_is_missed_on_the_pages(invented, content, address):
    page = Page(invented.test_client().get(address, headers=HEADERS))
    assert untranslated(page, content) == []
    assert page.one("html")["lang"] == BRACKETS


@pytest.mark.parametrize("person", [SOMEBODY, MIXED, SAYS_NOTHING, WORRIED_PARTNER])
def test_no_word_is_missed_on_the_way(invented, content, person):
    journey = Journey(invented.test_client(), headers=HEADERS)
    while journey.page.name in {"step", "emergency"}:
        here = journey.page
        assert untranslated(journey.answer(), content) == []
        journey.page = here
        journey.go_on(**{question: person[question] for question in journey.page.asked})
        assert untranslated(journey.page, content) == []
    assert untranslated(journey.press("next"), content) == []


def test_no_word_is_missed_where_something_is_wrong(invented, content):
    journey = Journey(invented.test_client(), headers=HEADERS)
    for fields in ({"token": ""}, {"token": "x", "at": "check"}, journey.fields(at="elsewhere")):
        assert untranslated(journey.post(fields), content) == []
    journey.begin()
    journey.walk({**SOMEBODY, "age_band": "under_18"})
    assert untranslated(journey.page, content) == []


def test_a_missing_sentence_falls_back_to_english_and_would_be_noticed(tmp_path, content):
    folder = invent(tmp_path, BRACKETS, left_out=ASKED_FIRST)
    app = create_app(Settings(keys=(KEY,), languages=("en", BRACKETS), translations=folder, trial=True), content)
    page = Page(app.test_client().get("/assessment", headers=HEADERS))
    assert untranslated(page, content) == [ASKED_FIRST]


def test_english_is_what_a_browser_gets_that_asks_for_nothing_we_have(client):
    assert Page(client.get("/", headers={"Accept-Language": "xx"})).one("html")["lang"] == "en-GB"


def test_extraction_finds_content_templates_and_code():
    found = set(messages())
    assert {ASKED_FIRST, "Continue", "Choose one answer only"} <= found
    assert len(found) > 700


def test_every_place_to_fill_in_is_filled(journey):
    page = journey.result(MIXED)
    assert not re.search(r"[{}]|%\(", page.text())
