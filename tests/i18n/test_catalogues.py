"""A catalogue is looked at as a reader would: what is missing, stale, guessed, mixed or damaged is found and named."""

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from click.testing import CliRunner

from assessment.i18n import commands as commands_of_translators
from assessment.i18n import completeness, lint
from assessment.i18n.catalogues import (
    TRANSLATIONS,
    CatalogueRefused,
    catalogue_path,
    read_catalogue,
    sentences,
)
from assessment.i18n.commands import commands, new_catalogue, update, write
from assessment.i18n.completeness import refuse_incomplete
from assessment.i18n.extract import REVIEW_FIRST, ROOT, SAFETY_TEMPLATES, all_sentences
from assessment.i18n.languages import compiled, length_of
from assessment.i18n.lint import faults
from tests.support.invented_languages import LONGER, MADE, RIGHT_TO_LEFT, invent
from tests.support.invented_languages import catalogue as made_up

SOURCE: dict[str, str | tuple[str, ...]] = {
    "plain": "Choose an answer",
    "place": "Run by %(operator)s.",
    "brace": "From {low} to {high}",
    "tags": "Read <strong>this</strong> first",
    "counted": ("%(shown)s page", "%(shown)s pages"),
    "name": "Women for Sobriety is for you",
}
SPANISH = {
    "plain": "Elija una respuesta",
    "place": "Lo lleva %(operator)s.",
    "brace": "De {low} a {high}",
    "tags": "Lea <strong>esto</strong> primero",
    "counted": ("%(shown)s página", "%(shown)s páginas", "%(shown)s páginas"),
    "name": "Women for Sobriety es para usted",
}


def filled(sentences_of, said, *, locale="es"):
    """A small catalogue."""
    small = new_catalogue(Locale.parse(locale))
    for name, sentence in sentences_of.items():
        small.add(sentence, said.get(name))
    return small


def usable(locale, folder):
    """A language's catalogue, refused where it is not complete."""
    path = catalogue_path(locale, folder)
    found = read_catalogue(path, locale)
    refuse_incomplete(found, path)
    return found


@pytest.fixture(autouse=True)
def six_sentences(monkeypatch, request):
    """There are only these to translate, unless a test is about all."""
    if "all_sentences" in request.keywords:
        return
    source = Catalog()
    for sentence in SOURCE.values():
        source.add(sentence)
    for module in (completeness, lint, commands_of_translators):
        monkeypatch.setattr(module, "all_sentences", lambda: source)


def kinds(said, **more):
    """The kinds of faults, with what is said changed."""
    return [fault.kind for fault in faults(filled(SOURCE, {**SPANISH, **said}, **more))]


def test_nothing_is_found_where_all_is_in_order():
    assert kinds({}) == []


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"plain": ""}, "empty"),
        ({"counted": ("%(shown)s página", "", "%(shown)s páginas")}, "empty"),
        ({"place": "Lo lleva alguien."}, "placeholders"),
        ({"place": "Lo lleva %(operador)s."}, "placeholders"),
        ({"place": "Lo lleva %(operator)s, 100 %."}, "placeholders"),
        ({"place": "Lo lleva %(operator)."}, "placeholders"),
        ({"brace": "De {low} a {hight}"}, "placeholders"),
        ({"brace": "De {low} a {high"}, "placeholders"),
        ({"plain": "Elija una respuesta de {low}"}, "placeholders"),
        ({"tags": "Lea esto primero"}, "placeholders"),
        ({"tags": "Lea <strong>esto<strong> primero"}, "placeholders"),
        ({"plain": "Choose an answer"}, "mixed"),
        ({"plain": "Elija an answer"}, ""),
        ({"tags": "Lea <strong>this</strong> primero"}, "mixed"),
        ({"name": "Women for Sobriety is for you"}, "mixed"),
    ],
)
def test_each_kind_of_fault_is_found(said, kind):
    assert kinds(said) == ([kind] if kind else [])


def test_a_form_may_do_without_its_number_and_a_sentence_may_not():
    assert kinds({"counted": ("una página", "%(shown)s páginas", "muchas páginas")}) == ["placeholders"]
    with_one = {**SOURCE, "counted": ("One page", "%(shown)s pages")}
    assert SOURCE["counted"] != with_one["counted"]


def test_a_missing_sentence_is_found():
    some = {name: sentence for name, sentence in SOURCE.items() if name != "plain"}
    found = list(faults(filled(some, SPANISH)))
    assert [str(one) for one in found] == ["missing: 'Choose an answer'"]


def test_a_stale_sentence_is_found():
    found = filled({**SOURCE, "old": "Pick one"}, {**SPANISH, "old": "Elija"})
    assert [(one.kind, one.sentence) for one in faults(found)] == [("stale", "Pick one")]


def test_a_guess_is_found():
    guessed = filled(SOURCE, SPANISH)
    guessed["Choose an answer"].flags.add("fuzzy")
    assert [one.kind for one in faults(guessed)] == ["fuzzy"]


def test_any_english_word_is_found_in_another_script():
    said = {
        name: "".join("א" if letter.isalpha() else letter for letter in text)
        for name, text in SPANISH.items()
        if name in {"plain", "name"}
    }
    hebrew: dict[str, object] = {
        **SPANISH,
        **said,
        "place": "א %(operator)s",
        "brace": "{low} {high}",
        "tags": "<strong>א</strong>",
    }
    hebrew["counted"] = ("%(shown)s א",) * 3
    assert kinds(hebrew, locale="he") == []
    assert kinds({**hebrew, "plain": "א answer א"}, locale="he") == ["mixed"]
    assert kinds({**hebrew, "name": "Women א Sobriety"}, locale="he") == []


def test_a_name_may_be_kept_by_a_comment():
    kept = filled(SOURCE, {**SPANISH, "plain": "Choose an answer"})
    kept["Choose an answer"].user_comments.append("keep: an answer")
    assert list(faults(kept)) == []


def test_a_header_that_counts_otherwise_than_cldr_is_found():
    old = filled(SOURCE, {**SPANISH, "counted": ("%(shown)s א", "%(shown)s א")}, locale="he")
    old.mime_headers = [("Plural-Forms", "nplurals=2; plural=(n != 1);")]
    assert "plurals" in [one.kind for one in faults(old)]


class TestFiles:
    def test_what_is_complete_is_compiled_without_a_second_step(self, tmp_path):
        locale = Locale.parse("es")
        path = update(locale, tmp_path)
        write(filled(SOURCE, SPANISH), path)
        words = compiled(usable(locale, tmp_path))
        assert words.ugettext("Choose an answer") == "Elija una respuesta"
        assert words.ungettext("%(shown)s page", "%(shown)s pages", 2) == "%(shown)s páginas"

    def test_what_is_not_is_refused_with_file_and_cause(self, tmp_path):
        locale = Locale.parse("es")
        path = update(locale, tmp_path)
        with pytest.raises(CatalogueRefused, match=r"es/LC_MESSAGES/messages\.po: 6 sentences .*'Choose an answer'"):
            usable(locale, tmp_path)
        path.write_text("no catalogue at all")
        with pytest.raises(CatalogueRefused, match=r"messages\.po"):
            usable(locale, tmp_path)

    def test_bringing_up_to_date_keeps_what_is_translated_and_guesses_nothing(self, tmp_path):
        locale = Locale.parse("es")
        path = update(locale, tmp_path)
        write(filled({**SOURCE, "plain": "Choose an answers"}, SPANISH), path)
        update(locale, tmp_path)
        after = read_catalogue(path, locale)
        assert after["Run by %(operator)s."].string == SPANISH["place"]
        assert not after["Choose an answer"].string
        assert "Choose an answers" not in after

    def test_every_language_counts_by_cldr_from_the_beginning(self):
        for tag in ("es", "fr", "it", "pt-BR", "pl", "ru", "ar", "he", "cy", "tr", "hi", "lv", "fa", "ja", "ga"):
            assert not completeness.plurals(new_catalogue(Locale.parse(tag, sep="-"))), tag


class TestCommands:
    @pytest.fixture
    def folder(self, tmp_path, monkeypatch):
        monkeypatch.setattr(commands_of_translators, "TRANSLATIONS", tmp_path)
        monkeypatch.setattr(catalogue_path, "__defaults__", (tmp_path,))
        monkeypatch.setattr(update, "__defaults__", (tmp_path,))
        return tmp_path

    def test_a_language_is_begun_filled_and_found_in_order(self, folder):
        run = CliRunner().invoke
        assert run(commands, ["update", "es"]).exit_code == 0
        unfinished = run(commands, ["lint"])
        assert unfinished.exit_code == 1
        assert "es: empty: 'Choose an answer'" in unfinished.output
        write(filled(SOURCE, SPANISH), catalogue_path(Locale.parse("es")))
        assert run(commands, ["lint"]).output == "es: in order\n"
        assert run(commands, ["lint", "fr"]).exit_code == 1

    def test_all_words_are_collected(self, folder):
        done = CliRunner().invoke(commands, ["extract"])
        assert done.output.startswith("6 sentences, 0 of them about safety")
        assert 'msgid "Choose an answer"' in (folder / "messages.pot").read_text()


@pytest.mark.all_sentences
class TestTheRealSentences:
    def test_the_languages_that_there_are_are_in_order(self):
        for path in TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"):
            locale = Locale.parse(path.parent.parent.name)
            assert [str(fault) for fault in faults(read_catalogue(path, locale))] == []

    @pytest.mark.parametrize("tag", sorted(MADE))
    def test_the_made_up_languages_can_be_used(self, tmp_path, tag):
        usable(Locale.parse(tag), invent(tmp_path, tag))

    def test_the_one_in_other_letters_has_no_english_left(self):
        assert list(faults(made_up(RIGHT_TO_LEFT))) == []

    def test_the_longer_one_is_two_fifths_longer(self):
        said = [
            (len(str(one.id)), len(str(one.string))) for one in sentences(made_up(LONGER)) if isinstance(one.id, str)
        ]
        english, longer = map(sum, zip(*said, strict=True))
        assert 1.3 < longer / english < 1.5
        assert abs(length_of(made_up(LONGER)) - longer / english) < 0.01

    def test_templates_about_safety_are_there(self):
        assert {path.name for path in (ROOT / "templates").rglob("*.html")} >= SAFETY_TEMPLATES

    def test_everything_that_safety_hangs_on_is_marked(self, content):
        marked = {str(one.id) for one in sentences(all_sentences()) if REVIEW_FIRST in one.auto_comments}
        for notice in content.notices:
            assert {words.they for words in (notice.title, notice.quiet, *notice.text)} <= marked
        for rule in content.rules:
            assert not rule.notice or rule.reason.you in marked
        for country in content.countries.values():
            assert {one.name.you for one in country.contact} <= marked
        for start in (
            "Lately, have you thought",
            "These are kinds of support",
            "somebody has a seizure, new confusion",
            "Under 18:",
            "This is not a diagnosis",
            "Stopping can be dangerous",
            "If you drink heavily every day, or take such pills",
        ):
            assert any(sentence.startswith(start) for sentence in marked), start
        assert "Rules and sources" not in marked
        assert len(marked) < len(all_sentences()) / 2
