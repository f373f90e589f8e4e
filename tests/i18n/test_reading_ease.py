"""Each language is as easy to read as its row of data asks: its own texts, and some pages; all of them in the proof."""

import pytest

from app import create_app
from assessment.web.settings import Settings
from tests.i18n.test_language_checks import TAGS
from tests.support.sample_answers import VERY_HEAVY_DRINKER, WITH_EVERY_CONCERN, WORRIED_PARTNER
from tests.support.sealing_key import KEY
from tools.languages.measure import Reading, is_harder, score, syllables
from tools.languages.pairs import catalogue_of, pairs_of
from tools.languages.rows import language
from tools.languages.texts import KINDS, readings_of_texts
from tools.reading_pages import readings, sentences_on, sentences_seen

LONG_FOR_A_REASON = {"reasons of rules, and their sources", "for professionals"}
"""Kinds of text in which what a source says may take longer."""
SEEN = [(VERY_HEAVY_DRINKER, "results"), (WORRIED_PARTNER, "results"), (WITH_EVERY_CONCERN, "drinking")]


@pytest.fixture(scope="module", params=TAGS)
def tag(request):
    return request.param


@pytest.fixture(scope="module")
def texts(tag):
    return readings_of_texts(pairs_of(catalogue_of(tag)), tag)


def too_hard(found: list[Reading], tag: str) -> list[str]:
    """What is harder than the language keeps to, with its hardest sentences."""
    budget = language(tag).reading.budget
    return [
        f"{one.name}: {one.score:.1f}\n{one.hardest()}"
        for one in found
        if is_harder(one.score, budget.of(one.name), tag)
    ]


def test_each_kind_of_text_is_as_easy_as_it_has_to_be(texts, tag):
    kinds = language(tag).reading.budget.kinds
    assert {one.name for one in texts} == set(kinds) == set(KINDS.values())
    hard = [
        f"{one.name}: {one.score:.1f}\n{one.hardest()}" for one in texts if is_harder(one.score, kinds[one.name], tag)
    ]
    assert not hard, "\n".join(hard)


def test_no_sentence_is_longer_than_it_may_be(texts, tag):
    most = language(tag).reading.budget.longest_sentence
    assert {one.name: one.longest for one in texts if one.longest > most and one.name not in LONG_FOR_A_REASON} == {}


@pytest.fixture(scope="module")
def app(content, tag):
    return create_app(Settings(keys=(KEY,), languages=(tag, "en")), content)


class TestPages:
    @pytest.mark.slow
    def test_some_are_as_easy_as_they_have_to_be(self, app, tag):
        client = app.test_client()
        around = [
            Reading(at, sentences_on(client.get(at).get_data(as_text=True)), tag) for at in ("/", "/now", "/kinds")
        ]
        seen = [Reading(place, sentences_seen(app, person, place), tag) for person, place in SEEN]
        assert not too_hard([*around, *seen], tag)

    @pytest.mark.proof
    def test_all_are(self, app, tag):
        found = readings(app, tag)
        assert not too_hard(found, tag)
        most = language(tag).reading.budget.longest_sentence
        assert {one.name: one.longest for one in found if one.longest > most} == {}


class TestTheMeasure:
    @pytest.mark.parametrize(
        ("word", "count"),
        [
            *[("leer", 2), ("ciudad", 2), ("país", 2), ("día", 2), ("quien", 1), ("guitarra", 3), ("pingüino", 3)],
            *[("hoy", 1), ("y", 1), ("muy", 1), ("ayuda", 3), ("ahora", 3), ("continúa", 4), ("riáis", 1), ("911", 1)],
        ],
    )
    def test_spanish_syllables_are_counted_as_they_are_said(self, word, count):
        assert syllables(word, "es") == count

    def test_the_formula_is_that_of_szigriszt_pazos(self):
        """Five words, eight syllables."""
        assert score(["Pide ayuda a tu médico."], "es") == pytest.approx(206.835 - 62.3 * 10 / 5 - 5)

    def test_long_words_and_long_sentences_make_it_harder(self):
        easy = ["Puedes llamar hoy.", "Te van a ayudar."]
        assert is_harder(score([" ".join(easy).replace(".", "")], "es"), score(easy, "es"), "es")
        assert score(["La consulta profesional se recomienda universalmente."], "es") < 40

    def test_harder_is_lower_in_one_language_and_higher_in_another(self):
        assert is_harder(40, 60, "es")
        assert is_harder(9, 6, "en")
