"""The workbook for a clinician's review, written and read back: `make review`, `make review-read FILE=...`.

Written into review/: workbook.csv, a row for each rule and each first step, and a page to print for each kind, each
notice and the first steps. A reviewer fills in the last columns. Reading it back checks every row first: with anything
wrong in any of them nothing is taken over. What is signed stands in assessment/content/reviews.toml.
"""

import csv
import json
import random
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from io import StringIO
from itertools import groupby
from pathlib import Path
from typing import get_args

from msgspec.structs import asdict

from assessment.engine.assess import assess
from assessment.engine.content import Content
from assessment.engine.path import QuestionPath, replay
from assessment.engine.questionnaire import Option
from assessment.engine.result import Result
from assessment.engine.reviews import ReviewRow, SignedRow, Verdict
from assessment.loading.content_files import CONTENT, SIGNED, load
from tests.support.answers_for import witness
from tests.support.sample_answers import HARDLY_ANY_CONCERN, SOMEBODY, WORRIED_PARTNER, answers_of
from tools.population import GROUPS, draw_person
from tools.print_check import anybody
from tools.workbook import (
    FOLDER,
    PAGES,
    Row,
    WorkbookRefusedError,
    as_table,
    by_line,
    changed,
    given,
    plain,
    put,
    rows_of,
    safe,
    signature,
)

WORKBOOK = "workbook.csv"
EXAMPLES = 3
PEOPLE = 60
"""Drawn of each group of the population, to find examples among."""
SEED = 1
OURS = ("row", "speaks_for", "fit", "condition", "to_you", "about_them", "sources", "facts", "fingerprint")
"""The columns that a reviewer reads, as they must come back; then come the examples, which may not."""
THEIRS = ("verdict", "by", "role", "on", "remark")
"""Those that a reviewer fills in: right, wrong or unsure; name; profession; day (2026-11-26); what should change."""
VERDICTS: tuple[str, ...] = get_args(Verdict)
HEAD = """\
# What clinicians have signed, row by row: a rule or a first step as they read it. Written by `make review-read`, never
# by hand. A row that has changed since it was signed is stale by itself (docs/review.md).
"""


# Writing -------------------------------------------------------------------------------------------------------------


def cells(row: ReviewRow, examples: tuple[str, ...], signed: SignedRow | None) -> dict[str, str]:
    """The cells of a row: what is read, three examples, and what was signed of it as it is now."""
    ours = {name: str(value) for name, value in asdict(row).items()} | {"fingerprint": row.fingerprint}
    found = {f"example_{number}": text for number, text in enumerate(padded(examples), 1)}
    valid = signed is not None and signed.fingerprint == row.fingerprint
    theirs = {name: str(getattr(signed, name)) if valid else "" for name in THEIRS}
    return {name: safe(text) for name, text in (ours | found | theirs).items()}


def padded(examples: tuple[str, ...]) -> tuple[str, ...]:
    """Exactly so many examples, the missing ones empty."""
    return (*examples, *("" for _ in range(EXAMPLES)))[:EXAMPLES]


def examples_by_row(content: Content, each: int) -> dict[str, tuple[str, ...]]:
    """By the id of a row, at most three people for whom it holds, each with their first step. The same every time."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(content.reviews.rows, ())
    for path in drawn(content, each):
        add(found, path, assess(content, path))
    for row in [row for row, examples in found.items() if not examples]:
        for path in made_for(content, row):
            add(found, path, assess(content, path))
    return found


def add(found: dict[str, tuple[str, ...]], path: QuestionPath, result: Result) -> None:
    """Adds somebody to the rows that hold for them and have not enough."""
    lacking = [row for row in rows_that_hold(result) if len(found[row]) < EXAMPLES]
    if lacking:
        somebody = in_words(path, result)
        found |= {row: (*found[row], somebody) for row in lacking}


def drawn(content: Content, each: int) -> Iterator[QuestionPath]:
    """So many of each group of the population; then as many to whom the unlikely happens as often as the likely."""
    chance = random.Random(SEED)
    tables = [table for _ in range(each) for table in GROUPS.values()]
    for answers in (
        *(draw_person(content, chance, one) for one in tables),
        *(anybody(content, chance) for _ in tables),
    ):
        path = replay(content, answers)
        if not path.ends_early:
            yield path


def made_for(content: Content, row: str) -> Iterator[QuestionPath]:
    """People made for a row: like others, but for what its conditions ask."""
    when = {f"rule:{one.id}": one.when for one in content.rules}
    when |= {f"first_step:{one.id}": one.when for one in content.first_steps}
    for others in (SOMEBODY, HARDLY_ANY_CONCERN, WORRIED_PARTNER):
        answers = witness(content, when[row], answers_of(others))
        if answers:
            yield replay(content, answers)


def rows_that_hold(result: Result) -> Iterator[str]:
    """The ids of the rows that hold for somebody."""
    raised = (reason for one in (*result.notices, *result.quiet) for reason in one.reasons)
    for reason in (*raised, *(reason for one in result.suggestions for reason in one.reasons)):
        yield f"rule:{reason.rule.id}"
    yield f"first_step:{result.first_step.id}"


def in_words(path: QuestionPath, result: Result) -> str:
    """Somebody as a reviewer reads them: what they told, and their first step."""
    asked = (one for step in path.steps for one in step.asked if one.said)
    told = "; ".join(f"{one.question.short.you}: {', '.join(map(name_of, one.said))}" for one in asked)
    return f"{told}. First step: {result.first_step.title.you}"


def name_of(option: Option) -> str:
    """How an answer is called, in English; amounts in UK units."""
    if option.units:
        below = option.units.below
        return (
            f"{option.units.at_least} units or more" if below is None else f"{option.units.at_least} to {below} units"
        )
    text = option.short or option.label
    return text.you if text else option.id


def written(content: Content, each: int = PEOPLE) -> str:
    """The workbook as text."""
    examples, reviews = examples_by_row(content, each), content.reviews
    return as_table([cells(row, examples.get(id, ()), reviews.signed.get(id)) for id, row in reviews.rows.items()])


def pages(content: Content, workbook: str) -> Iterator[tuple[str, str]]:
    """By its name, a page to print for each kind, each notice and the first steps."""
    template = PAGES.get_template("review_page.html")
    rows = list(csv.DictReader(StringIO(workbook)))
    for name, some in groupby(rows, key=lambda row: row["speaks_for"]):
        yield name, template.render(name=name, rows=list(some), version=content.rules_version)


# Reading back --------------------------------------------------------------------------------------------------------


def read_back(raw: bytes, content: Content, today: date) -> tuple[SignedRow, ...]:
    """What is signed in a workbook that came back. Raises WorkbookRefusedError with all that is wrong with it."""
    rows = rows_of(raw, (*OURS, *THEIRS))
    problems = list(problems_of(rows, content, today))
    if problems:
        raise WorkbookRefusedError(problems)
    return tuple(
        SignedRow(
            row=row["row"],
            fingerprint=row["fingerprint"],
            verdict=row["verdict"].strip().lower(),  # type: ignore[arg-type]  # it is one of them, or is refused
            by=row["by"].strip(),
            role=row["role"].strip(),
            on=date.fromisoformat(row["on"].strip()),
            remark=row["remark"].strip(),
        )
        for row in rows
        if row["verdict"].strip()
    )


def problems_of(rows: list[dict[str, str]], content: Content, today: date) -> Iterator[str]:
    """A sentence for each thing that is wrong, with the line of the file."""
    there = content.reviews.rows

    def wrong_with(row: Row) -> Iterator[str]:
        if row["row"] not in there:
            yield f"there is no such row in this version ({content.rules_version})."
            return
        yield from changes(row, there[row["row"]])
        yield from remarked(given(row, THEIRS), today)

    yield from by_line(rows, "row", wrong_with)
    found = {row["row"] for row in rows}
    yield from (f"Missing: {row}." for row in there if row not in found)


def changes(row: Row, ours: ReviewRow) -> Iterator[str]:
    """What has changed in the columns that are ours: in the file, or in the content since it was written."""
    if plain(row["fingerprint"]) != ours.fingerprint:
        yield "it is of another version: the rule, its sources or its words have changed. Make a new workbook."
        return
    yield from changed(row, cells(ours, (), None), OURS, "remark")


def remarked(filled_in: Row, today: date) -> Iterator[str]:
    """What is wrong with what a reviewer filled in."""
    yield from signature(filled_in, VERDICTS, today)
    if filled_in["verdict"].lower() in {"wrong", "unsure"} and not filled_in["remark"]:
        yield "what is not right needs a remark."


def as_toml(signed: Iterable[SignedRow]) -> str:
    """The file of what is signed. A string in JSON is one in TOML."""
    blocks = (
        "\n[[signed]]\n" + "".join(f"{name} = {value_in_toml(value)}\n" for name, value in asdict(one).items())
        for one in signed
    )
    return HEAD + "".join(blocks)


def value_in_toml(value: object) -> str:
    """A text or a day as TOML has it."""
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def taken_over(content: Content, fresh: Iterable[SignedRow]) -> tuple[SignedRow, ...]:
    """All that is signed now: what came back in the place of what was signed of the same row before."""
    together = {one.row: one for one in (*content.signed, *fresh)}
    return tuple(together[row] for row in content.reviews.rows if row in together)


def main(arguments: list[str]) -> int:
    """`write`, or `read FILE`. Returns how the command ends."""
    content = load()
    if arguments[:1] == ["write"]:
        workbook = written(content)
        put(workbook, WORKBOOK)
        for name, page in pages(content, workbook):
            (FOLDER / f"{name}.html").write_text(page, "utf-8")
        print(f"{len(content.reviews.rows)} rows in {FOLDER / WORKBOOK}, and a page for each kind and notice beside it")
        return 0
    try:
        fresh = read_back(Path(arguments[1]).read_bytes(), content, datetime.now(UTC).date())
    except WorkbookRefusedError as error:
        print(*error.problems, "Nothing was taken over.", sep="\n")
        return 1
    (CONTENT / SIGNED).write_text(as_toml(taken_over(content, fresh)), "utf-8")
    print(f"{len(fresh)} rows signed, now in {SIGNED}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
