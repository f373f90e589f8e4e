"""A table that a reviewer fills in: written, and looked at when it comes back. For the rules, and for each language.

Reading one back says all that is wrong with it, by line; then nothing of it is taken over.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

FOLDER = Path("review")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""
NUMBER = re.compile(r"\d+([.,e]\d+)?", re.IGNORECASE)
"""What a spreadsheet takes for a number, and writes back otherwise: 016 as 16, the fingerprint 1234e567 as infinite."""
LABEL = 60
Row = Mapping[str, str]
PAGES = Environment(
    autoescape=True, trim_blocks=True, lstrip_blocks=True, loader=FileSystemLoader(Path(__file__).parent)
)
"""The pages to print that go with a table."""


class WorkbookRefusedError(Exception):
    """What is wrong with a workbook: a line for each row that has something."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula or a number."""
    return f"'{text}" if text.startswith(FORMULA) or NUMBER.fullmatch(text) else text


def plain(cell: str) -> str:
    """What stands in a cell: as it was before it was made safe, with the ends of lines that we write."""
    text = cell.replace("\r\n", "\n")
    return text[1:] if text[:1] == "'" and safe(text[1:]) == text else text


def as_table(rows: Sequence[Row]) -> str:
    """Some rows, with the names of their columns above them."""
    text = StringIO()
    table = csv.DictWriter(text, fieldnames=[*rows[0]], lineterminator="\r\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def put(table: str, name: str) -> Path:
    """Writes a table into the folder of reviews."""
    FOLDER.mkdir(exist_ok=True)
    # With its mark at the beginning, spreadsheets know that it is UTF-8.
    (FOLDER / name).write_text(table, "utf-8-sig", newline="")
    return FOLDER / name


def rows_of(raw: bytes, columns: Iterable[str]) -> list[dict[str, str]]:
    """The rows of a file with these columns. Raises WorkbookRefusedError where it is none of ours."""
    try:
        text = raw.decode("utf-8-sig")
        first = text.partition("\n")[0]
        table = csv.DictReader(StringIO(text), delimiter=max(",;\t", key=first.count), restkey="more", restval="")
        missing = [name for name in columns if name not in (table.fieldnames or ())]
        rows = list(table)
    except UnicodeDecodeError as error:
        raise WorkbookRefusedError(
            [f"The file is not in UTF-8 (byte {error.start}). Save it as “CSV UTF-8”."]
        ) from error
    except csv.Error as error:
        raise WorkbookRefusedError([f"The file is no table ({error}). Save it as “CSV UTF-8”."]) from error
    if missing:
        raise WorkbookRefusedError([f"The first line lacks the columns {', '.join(missing)}."])
    return rows


def by_line(rows: Iterable[Row], key: str, wrong_with: Callable[[Row], Iterable[str]]) -> Iterator[str]:
    """A sentence for each thing that is wrong with a row, with its line; and for each row that stands there twice."""
    lines: dict[str, int] = {}
    for number, row in enumerate(rows, 2):
        where = f"Line {number} ({row[key][:LABEL] or 'no row'}):"
        if row[key] in lines:
            yield f"{where} it stands in line {lines[row[key]]} already."
        lines[row[key]] = number
        yield from (f"{where} {problem}" for problem in wrong_with(row))


def changed(row: Row, ours: Row, names: Iterable[str], instead: str) -> Iterator[str]:
    """Which of the columns that are ours were changed. `instead`: where to write what should change."""
    for name in names:
        if plain(row[name]) != plain(ours[name]):
            yield f"the column {name} was changed. Write what should change into {instead}."


def given(row: Row, theirs: Iterable[str]) -> dict[str, str]:
    """What a reviewer filled in."""
    return {name: row[name].strip() for name in theirs}


def signature(filled_in: Row, verdicts: Sequence[str], today: date) -> Iterator[str]:
    """What is wrong with what a reviewer filled in, whatever it is about."""
    for name, text in filled_in.items():
        if text.startswith(FORMULA):
            yield f"{name} begins like a formula: {text[:20]!r}."
    verdict = filled_in["verdict"].lower()
    if not verdict:
        if any(filled_in.values()):
            yield f"there is something beside it, and no verdict ({', '.join(verdicts)})."
        return
    if verdict not in verdicts:
        yield f"the verdict is {verdict[:20]!r}, and not one of {', '.join(verdicts)}."
    for name in ("by", "role"):
        if not filled_in[name]:
            yield f"{name} is empty: who signs says who they are, and as what."
    yield from day_of(filled_in["on"], today)


def day_of(text: str, today: date) -> Iterator[str]:
    """What is wrong with a day."""
    try:
        if date.fromisoformat(text) > today:
            yield f"the day {text} lies ahead."
    except ValueError:
        yield f"the day is {text[:20]!r}, and not written as 2026-11-26."
