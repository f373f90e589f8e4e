"""The words of a language: catalogues say them as agreed, and none that is not used; each says where it was seen."""

import pytest
from babel.messages.catalog import Message

from assessment.i18n.catalogues import TRANSLATIONS
from tools.languages.checks import CHECKS, look_at
from tools.languages.glossary import NOT_SEEN, Never, Term, glossary, not_as_agreed, not_used
from tools.languages.judged import reasons
from tools.languages.pairs import Pair, catalogue_of, pairs_of

TAGS = sorted(path.parent.name.replace("_", "-") for path in TRANSLATIONS.glob("*/glossary.toml"))


@pytest.fixture(scope="module", params=TAGS)
def tag(request):
    return request.param


@pytest.fixture(scope="module")
def pairs(tag):
    return pairs_of(catalogue_of(tag))


def pair(english: str, said: str) -> Pair:
    return Pair(english, said, Message(english, said))


@pytest.mark.parametrize("check", [one for one in CHECKS if one.id in {"terms", "never"}], ids=lambda check: check.id)
def test_every_sentence_keeps_to_it(pairs, tag, check):
    right = reasons(tag, check.id)
    found = [one for one in look_at(pairs, tag, check) if one.pair.fingerprint not in right]
    assert [f"{one.cause}: {one.pair.english} | {one.pair.said}" for one in found] == []


def test_every_word_is_one_of_ours(pairs, tag):
    """One that no sentence has any more tells nobody anything."""
    english = [one.own_english for one in pairs]
    assert [term.english for term in glossary(tag).term if not any(map(term.is_in, english))] == []


def test_every_exception_is_one(pairs, tag):
    both = "\n".join(f"{one.english}\n{one.said}" for one in pairs).casefold()
    every: tuple[Term | Never, ...] = (*glossary(tag).term, *glossary(tag).never)
    phrases = [phrase for one in every for phrase in one.unless] + [p for one in glossary(tag).term for p in one.rare]
    assert [phrase for phrase in phrases if phrase.casefold() not in both] == []


def test_each_says_where_it_was_seen_or_that_it_was_not(tag):
    named = {term.seen for term in glossary(tag).term} | {never.seen for never in glossary(tag).never}
    assert named - {NOT_SEEN} == set(glossary(tag).sources)


def test_what_a_country_says_otherwise_is_put_in_there(tag, content):
    otherwise = [(country, word) for term in glossary(tag).term for country, word in term.elsewhere.items()]
    said = {country: set(spelling.words.values()) for country, spelling in content.spellings.items()}
    assert [(country, word) for country, word in otherwise if word not in said[country]] == []


class TestSpanish:
    @pytest.mark.parametrize(
        ("english", "said", "right"),
        [
            ("A seizure is an emergency.", "Una convulsión es una emergencia.", True),
            ("A seizure is an emergency.", "Un ataque es una emergencia.", False),
            ("Women for Sobriety and SMART Recovery", "Women for Sobriety y SMART Recovery", True),
            ("In recovery", "En recuperación", True),
        ],
    )
    def test_a_word_is_said_as_agreed(self, english, said, right):
        assert (list(not_as_agreed(pair(english, said), "es")) == []) is right

    @pytest.mark.parametrize(
        ("said", "right"),
        [
            ("Una persona que bebe mucho", True),
            ("Un adicto", False),
            ("Las drogadictas", False),
            ("Alcohólicos Anónimos", True),
            ("Los alcohólicos", False),
            ("Hable con un médico.", False),
            ("Que esa persona hable con un médico.", True),
            ("Ha vuelto a recaer", False),
        ],
    )
    def test_a_word_that_is_not_used_is_found(self, said, right):
        assert (list(not_used(pair("Somebody", said), "es")) == []) is right
