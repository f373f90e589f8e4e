"""The review of a language: the table that is written, what comes back of it, and what then stands in the catalogue."""

import csv
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from babel import Locale
from bs4 import BeautifulSoup
from msgspec import structs

from assessment.engine.text import Text
from assessment.i18n.catalogues import catalogue_path, forms, read_catalogue, sentences
from assessment.i18n.commands import write
from assessment.i18n.states import State, mark, state_of
from tests.support.filled_in import as_file
from tests.support.real_content import CONTENT
from tests.support.small_language import ABOUT_THEM, COUNTED, FIRST_STEP, LINE, MEXICAN, NOTICE, TO_YOU, small_catalogue
from tools import language_review as review
from tools import workbook
from tools.language_places import placed
from tools.workbook import FORMULA, WorkbookRefusedError, plain

TODAY = date(2026, 12, 2)
ES = Locale.parse("es")
SPELLERS = review.spellers_of(small_catalogue(), MEXICAN)
READER = {"by": "Ada Made-Up", "role": "native reader", "on": "2026-12-01"}
CLINICIAN = {"by": "Dr Bea Made-Up", "role": "clinician", "on": "2026-12-01"}


@pytest.fixture
def catalogue():
    return small_catalogue()


@pytest.fixture
def rows(catalogue):
    """The rows as a reviewer gets them."""
    return rows_from(catalogue)


def rows_from(catalogue):
    table = workbook.as_table(review.rows_in_order(placed(catalogue, MEXICAN), SPELLERS))
    return list(csv.DictReader(StringIO(table, newline="")))


def row_of(rows, english):
    return next(row for row in rows if plain(row["english"]) == english)


def read(rows, catalogue, **how):
    return review.read_back(as_file(rows, **how), catalogue, SPELLERS, TODAY)


def refused(raw, catalogue):
    with pytest.raises(WorkbookRefusedError) as error:
        review.read_back(raw, catalogue, SPELLERS, TODAY)
    return error.value.problems


def say(catalogue, english, who, verdict="right", **more):
    """Somebody says this of a sentence, and it is taken over."""
    rows = rows_from(catalogue)
    row_of(rows, english).update({**who, "verdict": verdict, **more})
    readings = read(rows, catalogue)
    review.take_over(catalogue, readings)
    return readings


class TestTheTable:
    def test_safety_comes_first_then_by_place_with_both_voices_beside_each_other(self, rows):
        assert [plain(row["english"]) for row in rows[:5]] == [TO_YOU, ABOUT_THEM, "Press 2", LINE, FIRST_STEP]
        assert [row["where"] for row in rows[:5]] == [
            f"notice: {NOTICE.id}",
            f"notice: {NOTICE.id}",
            "emergency",
            "lines to call: Mexico",
            "first steps",
        ]
        assert [row["number"] for row in rows] == [str(number) for number in range(1, 10)]

    def test_every_translated_sentence_is_in_it_once_and_no_other(self, rows, catalogue):
        there = sorted(review.in_one_cell(one.id) for one in sentences(catalogue) if any(forms(one.string)))
        assert sorted(plain(row["english"]) for row in rows) == there
        assert "Not yet" not in there

    def test_what_a_country_says_otherwise_stands_beside_it(self, rows):
        assert row_of(rows, "Press 2")["in_countries"] == "MX: Presiona 2"
        assert row_of(rows, TO_YOU)["in_countries"] == ""

    def test_the_countries_of_the_language_come_before_others(self, catalogue):
        names = {country: Text(f"Only {country}") for country in ("in", "mx")}
        countries = {
            country: structs.replace(one, contact=(structs.replace(one.contact[0], name=names[country]),))
            for country, one in CONTENT.countries.items()
            if country in names
        }
        for name in names.values():
            catalogue.add(name.you, "Solo", locations=[("assessment/content/countries.toml", 0)])
        content = structs.replace(MEXICAN, countries=countries)
        order = [one.message.id for one in placed(catalogue, content)]
        assert order.index("Only mx") < order.index("Only in")

    def test_no_cell_is_a_formula_or_loses_a_nought(self, rows):
        cells = [text for row in rows for name, text in row.items() if name != "number"]
        assert not [text for text in cells if text.startswith(FORMULA) or text.isdigit()]
        assert row_of(rows, "+ More")["english"] == "'+ More"
        assert row_of(rows, "016 by phone")["translation"] == "'016"

    def test_the_head_says_how_many_and_how_long(self, catalogue):
        found = review.lengths(list(placed(catalogue, MEXICAN)))
        assert found[0] == ("all about safety", 4, 1)
        assert found[-1] == ("all", 9, 1)
        assert review.minutes(450) == 60

    def test_the_page_has_a_part_for_each_place_and_each_sentence_in_its_language(self, catalogue):
        chosen = list(placed(catalogue, MEXICAN))
        page = review.page(review.rows_in_order(chosen, SPELLERS), chosen, ES)
        found = BeautifulSoup(page, "html.parser")
        assert len(found.select("h1")) == 1
        assert [one["start"] for one in found.select("ol")] == ["1", "3", "4", "5", "6", "7"]
        assert len(found.select("li")) == len(chosen)
        translations = [one.get_text() for one in found.select("li [lang=es][dir=ltr]")]
        assert {"Puedes hablar", "MX: Presiona 2", "016", "+ Más; “dos, tres”"} <= set(translations)


class TestRoundTrip:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    def test_what_is_signed_comes_back_and_the_rest_does_not(self, rows, catalogue, encoding, delimiter):
        for row in rows[:2]:
            row.update({**READER, "verdict": "Right"})
        found = read(rows, catalogue, encoding=encoding, delimiter=delimiter)
        assert [(one.english, one.verdict, one.state) for one in found] == [
            (TO_YOU, "right", State.READ),
            (ABOUT_THEM, "right", State.READ),
        ]

    def test_a_part_of_the_table_is_enough(self, rows, catalogue):
        rows[1].update({**READER, "verdict": "right"})
        assert len(read(rows[1:3], catalogue)) == 1

    def test_every_row_can_be_signed(self, rows, catalogue):
        for row in rows:
            row.update({**CLINICIAN, "verdict": "right"})
        review.take_over(catalogue, read(rows, catalogue))
        assert [one.id for one in sentences(catalogue) if state_of(one) is not State.REVIEWED] == ["Not yet"]

    @pytest.mark.parametrize(("who", "state"), [(READER, State.READ), (CLINICIAN, State.REVIEWED)])
    def test_right_marks_it_for_who_says_so(self, catalogue, who, state):
        say(catalogue, TO_YOU, who)
        assert state_of(catalogue[TO_YOU]) is state
        assert catalogue[TO_YOU].user_comments[-1].endswith(who["by"])
        assert state_of(catalogue[ABOUT_THEM]) is State.DRAFTED

    def test_better_words_stand_in_its_place_and_are_marked(self, catalogue):
        say(catalogue, "Run by %(operator)s.", READER, "better", better="A cargo\nde %(operator)s.")
        assert catalogue["Run by %(operator)s."].string == "A cargo de %(operator)s."
        assert state_of(catalogue["Run by %(operator)s."]) is State.READ

    def test_better_words_have_all_forms(self, catalogue):
        better = "%(shown)s hoja | %(shown)s de hojas | %(shown)s hojas"
        say(catalogue, " | ".join(COUNTED), READER, "better", better=better)
        assert catalogue[COUNTED[0]].string == ("%(shown)s hoja", "%(shown)s de hojas", "%(shown)s hojas")

    def test_better_words_of_a_reader_are_for_the_clinician_to_see_again(self, catalogue):
        say(catalogue, TO_YOU, CLINICIAN)
        before = {TO_YOU: state_of(catalogue[TO_YOU])}
        readings = say(catalogue, TO_YOU, READER, "better", better="Ya puedes hablar")
        assert state_of(catalogue[TO_YOU]) is State.READ
        told = list(review.told(readings, before, catalogue))
        assert any("has to look again" in one and TO_YOU in one for one in told)

    def test_each_state_keeps_its_newest_mark(self, catalogue):
        for who in (CLINICIAN, READER, {**READER, "by": "Cleo Made-Up"}):
            say(catalogue, TO_YOU, who)
        marks = catalogue[TO_YOU].user_comments
        assert [one.partition(":")[0] for one in marks] == ["reviewed", "read"]
        assert marks[1].endswith("Cleo Made-Up")
        assert state_of(catalogue[TO_YOU]) is State.REVIEWED

    def test_wrong_takes_all_marks_away_and_is_told(self, catalogue):
        catalogue[TO_YOU].user_comments.append("keep: hablar")
        say(catalogue, TO_YOU, CLINICIAN)
        readings = say(catalogue, TO_YOU, READER, "wrong", remark="Nobody says so")
        assert catalogue[TO_YOU].user_comments == ["keep: hablar"]
        told = list(review.told(readings, {}, catalogue))
        assert any("Nobody says so" in one and TO_YOU in one for one in told)

    def test_a_remark_beside_right_is_told_too(self, catalogue):
        readings = say(catalogue, TO_YOU, READER, remark="In Chile otherwise")
        assert any("In Chile otherwise" in one for one in review.told(readings, {}, catalogue))

    def test_a_mark_of_older_words_goes_and_a_guess_is_confirmed(self, catalogue):
        one = catalogue[TO_YOU]
        one.user_comments.append(mark(one, State.REVIEWED, "Dr Old", TODAY))
        one.string = "Puede hablar ya"
        one.flags.add("fuzzy")
        say(catalogue, TO_YOU, READER)
        assert len(one.user_comments) == 1
        assert not one.fuzzy

    def test_a_state_that_has_moved_meanwhile_refuses_nobody(self, rows, catalogue):
        say(catalogue, TO_YOU, CLINICIAN)
        row_of(rows, TO_YOU).update({**READER, "verdict": "right"})
        assert len(read(rows, catalogue)) == 1


class TestBadInput:
    """Everything is told by line, and nothing is taken over in part."""

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"translation": "Otra cosa"}, "translation was changed"),
            ({"in_countries": "MX: Otra cosa"}, "in_countries was changed"),
            ({"english": "Other words"}, "no such English sentence"),
            ({"fingerprint": "01234567"}, "stale"),
            ({"verdict": "fine"}, "'fine', and not one of"),
            ({"verdict": ""}, "no verdict"),
            ({"by": ""}, "by is empty"),
            ({"by": "A" * 61}, "longer than a name"),
            ({"by": "Ada\nMade-Up"}, "longer than a name"),
            ({"role": " "}, "role is empty"),
            ({"role": "friend"}, "'friend', and not one of native reader, clinician"),
            ({"on": "01/12/2026"}, "not written as"),
            ({"on": "2027-01-01"}, "lies ahead"),
            ({"verdict": "wrong"}, "needs a remark"),
            ({"better": "Otra cosa"}, "the verdict is another one"),
            ({"verdict": "better"}, "better: 1 of 1 forms are missing"),
            ({"verdict": "better", "better": "Puede hablar"}, "what stands there"),
            ({"verdict": "better", "better": "Una | dos"}, "2 forms, and the sentence has 1"),
            ({"verdict": "better", "better": "Con %(nada)s"}, "invented: %(nada)s"),
            ({"verdict": "better", "better": "=1+1"}, "better begins like a formula"),
            ({"remark": '=HYPERLINK("https://a.example")'}, "remark begins like a formula"),
            ({"by": "@somebody"}, "by begins like a formula"),
        ],
    )
    def test_a_row_with_something_wrong_is_named_by_its_line(self, rows, catalogue, change, said):
        for row in rows[:2]:
            row.update({**READER, "verdict": "right"})
        rows[1].update(change)
        (problem,) = refused(as_file(rows), catalogue)
        assert problem.startswith("Line 3 (")
        assert said in problem

    @pytest.mark.parametrize(
        ("english", "better", "said"),
        [
            ("Run by %(operator)s.", "Lo lleva alguien.", "lost: %(operator)s"),
            ("Run by %(operator)s.", "Lo lleva %(operator)s, 100 %.", "none of the sentence's"),
            (" | ".join(COUNTED), "%(shown)s hoja | hojas | %(shown)s hojas", "lost: %(shown)s"),
            (" | ".join(COUNTED), "%(shown)s hoja | %(shown)s hojas", "2 forms, and the sentence has 3"),
            (" | ".join(COUNTED), "%(shown)s hoja | | %(shown)s hojas", "1 of 3 forms are missing"),
        ],
    )
    def test_better_words_keep_their_places_to_fill_in(self, rows, catalogue, english, better, said):
        row_of(rows, english).update({**READER, "verdict": "better", "better": better})
        (problem,) = refused(as_file(rows), catalogue)
        assert said in problem

    def test_a_translation_that_has_changed_since_makes_its_row_stale_and_no_other(self, rows, catalogue):
        for row in rows:
            row.update({**READER, "verdict": "right"})
        catalogue[LINE].string = "Otra línea"
        (problem,) = refused(as_file(rows), catalogue)
        assert LINE in problem
        assert "stale" in problem

    def test_a_row_that_is_doubled(self, rows, catalogue):
        assert "it stands in line 2 already" in refused(as_file([*rows, rows[0]]), catalogue)[0]

    def test_each_row_is_told_and_not_only_the_first(self, rows, catalogue):
        for row in rows[:4]:
            row.update({**READER, "verdict": "maybe"})
        problems = refused(as_file(rows), catalogue)
        assert [one.partition(" (")[0] for one in problems] == [f"Line {number}" for number in (2, 3, 4, 5)]

    def test_a_column_that_is_missing(self, rows, catalogue):
        for row in rows:
            del row["better"], row["fingerprint"]
        assert refused(as_file(rows), catalogue) == ("The first line lacks the columns fingerprint, better.",)

    @pytest.mark.parametrize("raw", [b"", b"PK\x03\x04 a workbook of its own", b"\xff\xfe1", b"number,verdict\r1\r"])
    def test_a_file_that_is_none(self, catalogue, raw):
        assert len(refused(raw, catalogue)) == 1


class TestCommands:
    @pytest.fixture
    def folder(self, tmp_path, monkeypatch, catalogue):
        """A place with a catalogue, and nothing else."""
        for module in (review, workbook):
            monkeypatch.setattr(module, "FOLDER", tmp_path / "review")
        monkeypatch.setattr(review, "load", lambda: MEXICAN)
        monkeypatch.setattr(catalogue_path, "__defaults__", (tmp_path,))
        path = catalogue_path(ES)
        path.parent.mkdir(parents=True)
        write(catalogue, path)
        return tmp_path / "review"

    def filled_in(self, table, **what):
        rows = list(csv.DictReader(StringIO(table.read_bytes().decode("utf-8-sig"), newline="")))
        today = datetime.now(UTC).date().isoformat()
        rows[0].update({**READER, "on": today, "verdict": "right", **what})
        table.write_bytes(as_file(rows))

    def test_a_table_goes_out_and_comes_back_into_the_catalogue(self, folder, capsys):
        assert review.main(["write", "es"]) == 0
        assert "all about safety: 4, about 1 minutes" in capsys.readouterr().out
        assert sorted(one.suffix for one in folder.iterdir()) == [".csv", ".html"]
        table = folder / "language-es.csv"
        self.filled_in(table)
        assert review.main(["read", "es", str(table)]) == 0
        assert "About safety: 4 drafted, 1 read, 0 reviewed" in capsys.readouterr().out
        assert state_of(read_catalogue(catalogue_path(ES), ES)[TO_YOU]) is State.READ

    def test_with_anything_wrong_the_catalogue_stays_as_it_was(self, folder, capsys):
        review.main(["write", "es"])
        before = catalogue_path(ES).read_bytes()
        self.filled_in(folder / "language-es.csv", role="friend")
        assert review.main(["read", "es", str(folder / "language-es.csv")]) == 1
        assert capsys.readouterr().out.endswith("Nothing was taken over.\n")
        assert catalogue_path(ES).read_bytes() == before

    def test_what_is_about_safety_can_be_had_alone(self, folder):
        assert review.main(["write", "es", "yes"]) == 0
        table = (folder / "language-es-safety.csv").read_text("utf-8-sig")
        assert len(list(csv.DictReader(StringIO(table, newline="")))) == 4

    def test_what_somebody_has_filled_in_is_not_written_over(self, folder, capsys):
        review.main(["write", "es"])
        assert review.main(["write", "es"]) == 0
        self.filled_in(folder / "language-es.csv")
        before = (folder / "language-es.csv").read_bytes()
        assert review.main(["write", "es"]) == 1
        assert "has something filled in" in capsys.readouterr().out
        assert (folder / "language-es.csv").read_bytes() == before

    @pytest.mark.parametrize("arguments", [["write"], ["write", "xx"], ["write", "fr"], ["read", "es", "nowhere"]])
    def test_what_is_not_there_is_said(self, folder, capsys, arguments):
        assert review.main(arguments) == 1
        assert capsys.readouterr().out.strip()


@pytest.mark.slow
def test_the_real_languages_can_be_written_and_every_row_read_back():
    for path in catalogue_path(ES).parent.parent.parent.glob("*/LC_MESSAGES/messages.po"):
        locale = Locale.parse(path.parent.parent.name)
        catalogue = read_catalogue(path, locale)
        spellers = review.spellers_of(catalogue, CONTENT)
        rows = review.rows_in_order(placed(catalogue, CONTENT), spellers)
        translated = [one for one in sentences(catalogue) if all(forms(one.string))]
        assert len(rows) == len(translated)
        signed = [{**row, **CLINICIAN, "verdict": "right"} for row in rows]
        review.take_over(catalogue, review.read_back(as_file(signed), catalogue, spellers, TODAY))
        assert {state_of(one) for one in translated} == {State.REVIEWED}
