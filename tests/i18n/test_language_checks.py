"""What is looked at in a translation: each check finds what it is for, and nothing that was not judged is left."""

import re

import pytest
from babel.messages.catalog import Message

from assessment.i18n.catalogues import catalogue_path
from assessment.i18n.locale import locale_of
from tools.languages import back, detection, lengths, spelling
from tools.languages.checks import CHECKS, look_at
from tools.languages.judged import judged, reasons, stale, to_paste
from tools.languages.pairs import Pair, catalogue_of, pairs_of
from tools.languages.report import as_markdown, rows
from tools.languages.rows import tags

TAGS = [tag for tag in tags() if tag != "en" and catalogue_path(locale_of(tag)).exists()]
BY_ID = {check.id: check for check in CHECKS}


@pytest.fixture(scope="module", params=TAGS)
def tag(request):
    return request.param


@pytest.fixture(scope="module")
def pairs(tag):
    return pairs_of(catalogue_of(tag))


def pair(english: str, said: str, **more) -> Pair:
    return Pair(english, said, Message(english, said, **more))


@pytest.mark.parametrize("check", [one for one in CHECKS if one.id not in {"terms", "never"}], ids=lambda one: one.id)
def test_nothing_is_left_that_was_not_judged(pairs, tag, check):
    right = reasons(tag, check.id)
    left = [one for one in look_at(pairs, tag, check) if one.pair.fingerprint not in right]
    said = [f"{one.cause}\n{to_paste(one.pair)}\n{one.pair.english}\n{one.pair.said}" for one in left]
    assert said == [], "mend it, or judge it in judged.toml beside the catalogue"


def test_judgements_are_of_sentences_as_they_read_now(pairs, tag):
    assert list(stale(tag, pairs)) == []


def test_a_judgement_counts_for_nothing_once_a_letter_has_changed(pairs, tag):
    key = next(iter(judged(tag)[0].of))
    known = next(one for one in pairs if one.fingerprint == key)
    assert pair(known.english, known.said + "!").fingerprint != key


def test_each_check_is_about_something(pairs, tag):
    assert [check.id for check in CHECKS if not any(check.about(one, tag) for one in pairs)] == []


WRONG = [
    ("places", "From {low} to {high}", "De {low} a {alto}"),
    ("english", "Ask your doctor", "Pregunta a your doctor"),
    ("unfinished", "Choose an answer that is not ours", "Elige una"),
    ("numbers", "Call 112", "Llama al 113"),
    ("numbers", "within three days", "en cuatro días"),
    ("numbers", "7,000 services", "700 servicios"),
    ("negations", "Please don’t stop suddenly.", "Por favor, déjalo de golpe."),
    ("negations", "Never alone, and not today", "Nunca a solas, y hoy"),
    ("negations", "Call a doctor.", "No llames a un médico."),
    ("marks", "Is it safe?", "Es seguro?"),
    ("ends", "A heading", "Un título."),
    ("ends", "Is it safe?", "¿Es seguro? Sí."),
    ("lengths", "Supervised withdrawal", "Desintoxicación supervisada por profesionales de la salud"),
]
RIGHT = [
    ("numbers", "18:00 to 23:00, 7,000 steps, three", "De 6:00 p. m. a 11:00 p. m., 7000 pasos, 3"),
    ("numbers", "Both are right", "Las dos son ciertas"),
    ("negations", "It is safe", "Es sin peligro"),
    ("negations", "seeing things", "ver cosas que no están"),
    ("negations", "Never Use Alone", "Never Use Alone"),
    ("ends", "<strong>Now.</strong>", "<strong>Ahora.</strong>"),
    (
        "lengths",
        "A sentence may be as long as it likes.",
        "Una frase puede ser tan larga como le parezca a quien la dice.",
    ),
]


@pytest.mark.parametrize(("check", "english", "said"), WRONG)
def test_what_is_wrong_is_found(check, english, said):
    assert look_at([pair(english, said)], "es", BY_ID[check])


@pytest.mark.parametrize(("check", "english", "said"), RIGHT)
def test_what_is_right_is_not(check, english, said):
    assert look_at([pair(english, said)], "es", BY_ID[check]) == []


def test_a_label_of_a_page_is_one_only_there():
    long = "Cambia las respuestas que ya has dado antes de seguir"
    there = pair("Change answers", long, locations=[("templates/pages/check.html", 0)])
    assert list(lengths.too_long(there, "es"))
    assert not list(lengths.too_long(pair("Change answers", long), "es"))


class TestTranslatedBack:
    def test_each_row_has_a_verdict_and_what_is_not_the_same_says_why(self, tag):
        table = back.translated_back(tag)
        assert {row.verdict for row in table} <= set(back.VERDICTS)
        assert [row.english for row in table if not row.back or (row.verdict != "same" and not row.note)] == []

    def test_what_was_judged_the_same_has_the_same_numbers_and_as_many_negations(self, tag):
        assert [row.english for row in back.changed_by_count(tag) if not row.note] == []

    def test_a_changed_sentence_has_to_be_translated_back_anew(self, pairs, tag):
        row = back.translated_back(tag)[0]
        known = next(one for one in pairs if (one.english, one.said) == (row.english, row.said))
        changed = known._replace(said=known.said + ".")
        assert list(back.missing([known, changed], tag)) == [changed]
        assert row in back.outdated([changed], tag)
        assert row not in back.outdated([known], tag)

    def test_a_changed_number_is_found(self, monkeypatch):
        row = back.Back("Call 112, not 113", "Llama al 112", "Call 112", "same", "")
        monkeypatch.setattr(back, "translated_back", lambda tag: (row, row._replace(verdict="other")))
        assert list(back.changed_by_count("es")) == [row]


class TestTheDocument:
    @pytest.fixture
    def nothing_else_installed(self, monkeypatch):
        monkeypatch.setattr(spelling, "installed", lambda tag: False)
        monkeypatch.setattr(detection, "installed", lambda: False)

    @pytest.mark.slow
    def test_it_says_of_how_many_and_what_was_not_looked_at(self, tag, nothing_else_installed):
        text = as_markdown(tag, rows(tag))
        assert "Not looked at on this machine: spelling" in text
        assert len(re.findall(r"^\| .+ \| [\d,]+ \| \d+ \| \d+ \| \d+ \|$", text, re.MULTILINE)) > len(CHECKS)

    def test_it_is_there(self, tag):
        assert (back.FOLDER / f"{tag}.md").read_text("utf-8").startswith("# ")
