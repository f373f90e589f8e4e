"""The review by a clinician: the workbook that is written, what comes back of it, and what is shown of that."""

import csv
import shutil
import tomllib
from datetime import date
from io import StringIO

import msgspec
import pytest

from app import create_app
from assessment.engine.reviews import Review, SignedRow
from assessment.engine.text import Text
from assessment.loading.content_files import CONTENT as FOLDER
from assessment.loading.content_files import load
from assessment.loading.problems import ContentError
from assessment.loading.shapes import ReviewsFile, convert
from assessment.web.settings import Settings
from tests.support.filled_in import as_file
from tests.support.page import Page
from tests.support.real_content import CONTENT
from tests.support.sealing_key import KEY
from tools import review
from tools.workbook import FORMULA, WorkbookRefusedError

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 26)
FIRST, SECOND, THIRD = list(CONTENT.reviews.rows)[:3]
MADE_UP = {"by": "Dr Ada Made-Up", "role": "Family doctor, made up for this test", "on": "2026-11-20"}


@pytest.fixture(scope="module")
def workbook():
    """The rows of a workbook, as a reviewer gets them. Few examples: they take long to find."""
    return list(csv.DictReader(StringIO(review.written(CONTENT, each=1))))


@pytest.fixture
def rows(workbook):
    return [dict(row) for row in workbook]


def sign(row, verdict="right", **more):
    row.update({**MADE_UP, "verdict": verdict, **more})


def read(rows, **how):
    return review.read_back(as_file(rows, **how), CONTENT, TODAY)


def refused(raw):
    with pytest.raises(WorkbookRefusedError) as error:
        review.read_back(raw, CONTENT, TODAY)
    return error.value.problems


class TestTheWorkbook:
    def test_it_has_every_rule_and_every_first_step_once(self, workbook):
        expected = [f"rule:{one.id}" for one in CONTENT.rules] + [f"first_step:{one.id}" for one in CONTENT.first_steps]
        assert [row["row"] for row in workbook] == expected

    def test_each_row_says_when_what_and_why_and_has_somebody_for_whom_it_holds(self, workbook):
        for row in workbook:
            assert row["condition"].startswith("When the person ")
            assert row["to_you"]
            assert row["about_them"]
            assert row["facts"] or row["sources"]
        with_somebody = [row for row in workbook if "First step:" in row["example_1"]]
        assert len(with_somebody) > len(workbook) * 0.9

    def test_no_cell_is_a_formula(self, workbook):
        assert not [text for row in workbook for text in row.values() if text.startswith(FORMULA)]

    def test_there_is_a_page_to_print_for_each_kind_each_notice_and_the_first_steps(self, workbook):
        pages = dict(review.pages(CONTENT, as_file(workbook, encoding="utf-8").decode()))
        assert set(pages) == {one.id for one in CONTENT.kinds} | {one.id for one in CONTENT.notices} | {"first_step"}
        assert FIRST in pages[CONTENT.reviews.rows[FIRST].speaks_for]


class TestReadingBack:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    def test_what_is_signed_comes_back_and_the_rest_does_not(self, rows, encoding, delimiter):
        for row in rows[:2]:
            sign(row)
        sign(rows[2], "Wrong", remark="The source says otherwise; “no”")
        found = read(rows, encoding=encoding, delimiter=delimiter)
        assert [(one.row, one.verdict) for one in found] == [(FIRST, "right"), (SECOND, "right"), (THIRD, "wrong")]
        assert {(one.by, one.role, one.on) for one in found} == {(MADE_UP["by"], MADE_UP["role"], date(2026, 11, 20))}

    def test_it_is_kept_as_it_was_signed(self, rows):
        sign(rows[2], "unsure", remark='Not „sure“: "why?" \\ \n and a second line')
        signed = review.taken_over(CONTENT, read(rows))
        kept = msgspec.convert(tomllib.loads(review.as_toml(signed)), ReviewsFile).signed
        assert kept == signed

    def test_what_was_signed_before_stays_and_the_same_row_is_signed_anew(self, rows):
        before = SignedRow(FIRST, "0" * 16, "right", "Somebody", "Nurse", TODAY)
        other = msgspec.structs.replace(before, row=SECOND)
        content = msgspec.structs.replace(CONTENT, signed=(before, other))
        sign(rows[0])
        found = review.taken_over(content, read(rows))
        assert [(one.row, one.by) for one in found] == [(FIRST, MADE_UP["by"]), (SECOND, "Somebody")]


class TestBadInput:
    """Everything is told by row, and nothing is taken over in part."""

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"to_you": "Better words"}, "to_you was changed"),
            ({"condition": "When the person likes it."}, "condition was changed"),
            ({"fingerprint": "0123456789abcdef"}, "another version"),
            ({"row": "rule:never_heard_of"}, "no such row"),
            ({"verdict": "fine"}, "'fine', and not one of"),
            ({"verdict": ""}, "no verdict"),
            ({"by": ""}, "by is empty"),
            ({"role": " "}, "role is empty"),
            ({"on": "26/11/2026"}, "not written as"),
            ({"on": "2027-01-01"}, "lies ahead"),
            ({"verdict": "wrong"}, "needs a remark"),
            ({"remark": '=HYPERLINK("https://a.example")'}, "like a formula"),
            ({"by": "@somebody"}, "like a formula"),
        ],
    )
    def test_a_row_with_something_wrong_is_named_by_its_line(self, rows, change, said):
        sign(rows[0])
        sign(rows[1])
        rows[1].update(change)
        problems = refused(as_file(rows))
        assert any("Line 3" in one and said in one for one in problems), problems

    def test_rows_that_are_missing_or_doubled(self, rows):
        problems = refused(as_file([*rows[1:], rows[5]]))
        assert f"Missing: {FIRST}." in problems
        assert any("already" in one and rows[5]["row"] in one for one in problems)

    def test_each_row_is_told_and_not_only_the_first(self, rows):
        for row in rows[:4]:
            sign(row, verdict="maybe")
        assert {one.partition(" (")[0] for one in refused(as_file(rows))} == {f"Line {n}" for n in (2, 3, 4, 5)}

    def test_another_encoding(self, rows):
        sign(rows[0], by="Dr Zoë Made-Up")
        (said,) = refused(as_file(rows, encoding="utf-16"))
        assert "UTF-8" in said

    @pytest.mark.parametrize("raw", [b"", b"PK\x03\x04 a workbook of Excel's own", b"row,verdict\r\n"])
    def test_a_file_that_is_none(self, raw):
        assert len(refused(raw)) == 1


class TestWhatIsShown:
    def signed(self, row, **more):
        of = CONTENT.reviews.rows[row]
        return SignedRow(row, of.fingerprint, "right", MADE_UP["by"], MADE_UP["role"], TODAY, **more)

    def pages(self, *signed):
        content = msgspec.structs.replace(CONTENT, signed=signed)
        client = create_app(Settings(keys=(KEY,)), content).test_client()
        return lambda address: Page(client.get(address))

    def test_three_rows_signed_are_shown_as_signed_by_whom_and_when(self):
        page = self.pages(*map(self.signed, (FIRST, SECOND, THIRD)))
        parts = [page(f"/method/{part}") for part in ("rules", "first-steps")]
        lines = [one.get_text() for part in parts for one in part.all("[data-review=right]")]
        assert len(lines) == 3
        assert all(MADE_UP["by"] in one and MADE_UP["role"] in one and "26 November 2026" in one for one in lines)
        for address in ("/", "/about", "/method", "/clinics"):
            said = f"Of the {len(CONTENT.reviews.rows)} rules and first steps, clinicians have reviewed 3."
            assert said in page(address).text("body")

    def test_what_was_called_wrong_is_not_counted_and_the_remark_is_shown(self):
        doubted = msgspec.structs.replace(self.signed(FIRST), verdict="wrong", remark="Not in our country")
        page = self.pages(doubted)
        assert "Not in our country" in page("/method/rules").text("[data-review=doubted]")
        assert "No clinician has reviewed the content yet." in page("/").text("footer")

    def test_today_nothing_is_reviewed_and_every_page_says_so(self, page):
        assert "No clinician has reviewed the content yet." in page("/").text("footer")
        assert not page("/method/rules").has("[data-review]")

    @pytest.mark.parametrize("change", ["reason", "condition", "source"])
    def test_it_goes_stale_by_itself_when_the_row_changes(self, change):
        rule = CONTENT.rules[0]
        content = msgspec.structs.replace(CONTENT, signed=(self.signed(FIRST), self.signed(SECOND)))
        if change == "reason":
            words = convert({"you": rule.reason.you, "they": "Other words."}, Text)
            content = msgspec.structs.replace(
                content, rules=(msgspec.structs.replace(rule, reason=words), *CONTENT.rules[1:])
            )
        if change == "condition":
            conditions = {**CONTENT.conditions}
            own = conditions[rule.when[0]]
            conditions[rule.when[0]] = msgspec.structs.replace(own, text=convert("is somebody else", Text))
            content = msgspec.structs.replace(content, conditions=conditions)
        if change == "source":
            sources = {**CONTENT.sources}
            cited = rule.evidence[0].source
            sources[cited] = msgspec.structs.replace(sources[cited], reference="Another edition")
            content = msgspec.structs.replace(content, sources=sources)
        assert content.reviews.of(FIRST) is Review.STALE
        client = create_app(Settings(keys=(KEY,)), content).test_client()
        assert "It has changed since" in Page(client.get("/method/rules")).text(f"#{rule.id} [data-review]")

    def test_a_signature_for_a_row_that_is_not_there_is_refused_at_start(self, tmp_path):

        folder = tmp_path / "content"
        shutil.copytree(FOLDER, folder)
        (folder / "reviews.toml").write_text(
            review.as_toml([msgspec.structs.replace(self.signed(FIRST), row="rule:x")])
        )
        with pytest.raises(ContentError, match="rule:x"):
            load(folder)
