"""The review of a language, written and read back: `make language-review TO=es`, `make language-read TO=es FILE=...`.

Written into review/: a table with a row for each translated sentence, those about safety first, and the same as a page
to read or print. A native reader or a clinician fills in the last columns. Reading it back checks every row first: with
anything wrong in any of them nothing is taken over. What was said stands in the catalogue, as marks
(assessment/i18n/states.py).
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from msgspec import Struct

from assessment.engine.content import Content
from assessment.i18n.catalogues import CatalogueRefused, catalogue_path, forms, read_catalogue, sentences
from assessment.i18n.commands import write
from assessment.i18n.completeness import empty, placeholders
from assessment.i18n.spelling import respeller
from assessment.i18n.states import MARK, State, fingerprint, mark, standing_of, state_of
from assessment.loading.content_files import load
from tools.language_places import Placed, placed
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

SECONDS = 8
"""What one sentence takes beside its English: our guess, nobody has measured it."""
BETWEEN_FORMS = " | "
"""Between the forms of a sentence with a number, in one cell."""
OURS = ("number", "where", "english", "translation", "in_countries", "state", "fingerprint")
AS_WRITTEN = ("translation", "in_countries")
"""Those of our columns that were read with a verdict. Its number or its state may have moved meanwhile."""
THEIRS = ("verdict", "better", "by", "role", "on", "remark")
"""Those that a reviewer fills in: right, better or wrong; the better words; name; as what; day; what is to be known."""
VERDICTS = ("right", "better", "wrong")
ROLES: Mapping[str, State] = {"native reader": State.READ, "clinician": State.REVIEWED}
"""As what somebody reviews, and the state to which that brings a sentence."""
LONGEST_NAME = 60
"""So many letters of a name stand in a comment on one line."""


class Reading(Struct, frozen=True):
    """What somebody said of a sentence. `better`: its forms, where other words are better."""

    english: str
    verdict: str
    better: tuple[str, ...]
    by: str
    state: State
    on: date
    remark: str


# Writing -------------------------------------------------------------------------------------------------------------


def in_one_cell(text: object) -> str:
    """A sentence as it stands in a cell: its forms beside each other, equal ones once."""
    return BETWEEN_FORMS.join(dict.fromkeys(forms(text)))


def all_forms(text: object) -> str:
    """A translation as it stands in a cell: every form, as each is for other numbers."""
    return BETWEEN_FORMS.join(forms(text))


Spellers = Mapping[str, Callable[[str], str]]
"""By the code of each country that writes a language otherwise, what does that with a sentence."""


def spellers_of(catalogue: Catalog, content: Content) -> Spellers:
    """Those of a catalogue's language."""
    spoken = catalogue.locale.language if catalogue.locale else ""
    found = ((name.partition("_"), one) for name, one in content.spellings.items())
    return {country: respeller(one) for (language, _, country), one in found if language == spoken}


def in_countries(text: str, spellers: Spellers) -> str:
    """How countries write a translation otherwise, a line for each that does."""
    there = {country: respelled(text) for country, respelled in spellers.items()}
    return "\n".join(f"{country}: {other}" for country, other in there.items() if other != text)


def columns_read(message: Message, spellers: Spellers) -> dict[str, str]:
    """What a reviewer reads of a sentence, as it is now."""
    translation = all_forms(message.string)
    return {
        "english": in_one_cell(message.id),
        "translation": translation,
        "in_countries": in_countries(translation, spellers),
        "state": state_of(message),
        "fingerprint": fingerprint(message),
    }


def rows_in_order(chosen: Iterable[Placed], spellers: Spellers) -> list[dict[str, str]]:
    """The rows of the table; the columns of the reviewer are empty."""
    return [
        {"number": str(number), "where": one.where}
        | {name: safe(text) for name, text in columns_read(one.message, spellers).items()}
        | dict.fromkeys(THEIRS, "")
        for number, one in enumerate(chosen, 1)
    ]


def minutes(count: int) -> int:
    """How long so many sentences take, in whole minutes, one at least."""
    return max(1, round(count * SECONDS / 60))


def page(rows: Iterable[Row], chosen: Iterable[Placed], locale: Locale) -> str:
    """The same as a page to read or print: a part for each place."""
    together = [(one, {name: plain(text) for name, text in row.items()}) for one, row in zip(chosen, rows, strict=True)]
    parts = [
        (safety, where, [row for _, row in some])
        for (safety, where), some in groupby(together, key=lambda pair: (pair[0].safety, pair[0].where))
    ]
    return PAGES.get_template("language_page.html").render(
        language=locale.english_name or str(locale),
        tag=str(locale).replace("_", "-"),
        direction=locale.text_direction,
        parts=parts,
        lengths=lengths([one for one, _ in together]),
        seconds=SECONDS,
    )


def lengths(chosen: list[Placed]) -> list[tuple[str, int, int]]:
    """How many sentences and minutes it is: what is about safety, the same by where it stands, and all."""
    safety = [one for one in chosen if one.safety]
    groups = Counter(f"safety, {one.group}" for one in safety)
    counts = {"all about safety": len(safety), **groups, "all": len(chosen)}
    return [(name, count, minutes(count)) for name, count in counts.items()]


# Reading back --------------------------------------------------------------------------------------------------------


def read_back(raw: bytes, catalogue: Catalog, spellers: Spellers, today: date) -> tuple[Reading, ...]:
    """What was said in a table that came back. Raises WorkbookRefusedError with all that is wrong with it.

    Rows may be left out: whoever had an hour sends the part that they have read.
    """
    rows = rows_of(raw, (*OURS, *THEIRS))
    there = {in_one_cell(one.id): one for one in sentences(catalogue)}

    def wrong_with(row: Row) -> Iterator[str]:
        message = there.get(plain(row["english"]))
        if message is None:
            yield "there is no such English sentence: it was changed, here or since. Make a new table."
            return
        yield from stale(row, columns_read(message, spellers))
        yield from signature(given(row, THEIRS), VERDICTS, today)
        yield from unfit(given(row, THEIRS), message)

    problems = list(by_line(rows, "english", wrong_with))
    if problems:
        raise WorkbookRefusedError(problems)
    return tuple(reading_of(row) for row in rows if row["verdict"].strip())


def stale(row: Row, now: Row) -> Iterator[str]:
    """What has changed in what was read: in the file, or in the catalogue since it was written."""
    if plain(row["fingerprint"]) != now["fingerprint"]:
        yield "it is stale: its translation has changed since. Make a new table."
        return
    yield from changed(row, now, AS_WRITTEN, "better")


def unfit(filled_in: Row, message: Message) -> Iterator[str]:
    """What is wrong with what a reviewer filled in, of what is so with languages alone."""
    verdict = filled_in["verdict"].lower()
    if not verdict:
        return
    if filled_in["role"] and filled_in["role"].lower() not in ROLES:
        yield f"the role is {filled_in['role'][:20]!r}, and not one of {', '.join(ROLES)}."
    if "\n" in filled_in["by"] or len(filled_in["by"]) > LONGEST_NAME:
        yield f"by is longer than a name: {LONGEST_NAME} letters on one line."
    if verdict == "wrong" and not filled_in["remark"]:
        yield "what is wrong needs a remark."
    if verdict == "better":
        yield from no_better(filled_in["better"], message)
    elif filled_in["better"]:
        yield "there is something in better, and the verdict is another one."


def no_better(text: str, message: Message) -> Iterator[str]:
    """Why some words cannot stand in the place of a translation."""
    said = forms_of(text)
    count = len(forms(message.string))
    if len(said) != count:
        yield f"better has {len(said)} forms, and the sentence has {count}; write “{BETWEEN_FORMS}” between them."
        return
    if said == forms(message.string):
        yield "better says what stands there: then it is right."
    made = Message(message.id, said if message.pluralizable else said[0])
    yield from (f"better: {cause}." for check in (empty, placeholders) if (cause := check(message, made)))


def forms_of(cell: str) -> tuple[str, ...]:
    """The forms in a cell, each on one line; spaces that do not break stay."""
    return tuple(re.sub(r"[ \t\r\n]+", " ", one).strip(" ") for one in plain(cell).split(BETWEEN_FORMS.strip()))


def reading_of(row: Row) -> Reading:
    """What somebody said, of a row with which nothing is wrong."""
    filled_in = given(row, THEIRS)
    return Reading(
        english=plain(row["english"]),
        verdict=filled_in["verdict"].lower(),
        better=forms_of(filled_in["better"]) if filled_in["better"] else (),
        by=filled_in["by"],
        state=ROLES[filled_in["role"].lower()],
        on=date.fromisoformat(filled_in["on"]),
        remark=filled_in["remark"],
    )


# Taking over ---------------------------------------------------------------------------------------------------------


def take_over(catalogue: Catalog, readings: Iterable[Reading]) -> None:
    """Writes what was said into the catalogue: better words, and marks."""
    there = {in_one_cell(one.id): one for one in sentences(catalogue)}
    for reading in readings:
        take_over_one(there[reading.english], reading)


def take_over_one(message: Message, reading: Reading) -> None:
    """The same for a sentence. Of each state the newest mark stays; none where somebody calls the sentence wrong."""
    comments = [one for one in message.user_comments if not MARK.match(one)]
    if reading.verdict != "wrong":
        if reading.better:
            message.string = reading.better if message.pluralizable else reading.better[0]
        # Whoever has read it has confirmed what was a guess.
        message.flags.discard("fuzzy")
        comments += still_valid(message, reading.state)
        comments.append(mark(message, reading.state, reading.by, reading.on))
    message.user_comments = comments


def still_valid(message: Message, new: State) -> list[str]:
    """The marks of other states that hold for a sentence as it reads now."""
    found = ((one, MARK.match(one)) for one in message.user_comments)
    return [one for one, of in found if of and of[2] == fingerprint(message) and of[1] != new]


def told(readings: Iterable[Reading], before: Mapping[str, State], catalogue: Catalog) -> Iterator[str]:
    """What came back, for whoever took it over: what to mend, what was remarked, and how far the language is."""
    all_of_them = list(readings)
    for verdict in VERDICTS:
        yield f"{sum(one.verdict == verdict for one in all_of_them)} {verdict}"
    for one in all_of_them:
        if one.verdict == "wrong" or one.remark:
            yield f"{one.verdict.capitalize()}, says {one.by}: {one.english!r}: {one.remark}"
        if one.better and before[one.english] is State.REVIEWED and one.state is not State.REVIEWED:
            yield f"A clinician had reviewed it, and has to look again: {one.english!r}"
    standing = standing_of(catalogue)
    for name, counts in (("About safety", standing.about_safety), ("Of all", standing.of_all)):
        yield f"{name}: {', '.join(f'{count} {state}' for state, count in counts.items())}"


# Commands ------------------------------------------------------------------------------------------------------------


def write_review(locale: Locale, *, only_safety: bool) -> Iterator[str]:
    """Writes the table and the page. Yields what there is to say of them."""
    content, catalogue = load(), read_catalogue(catalogue_path(locale), locale)
    every = list(placed(catalogue, content))
    chosen = [one for one in every if one.safety or not only_safety]
    name = f"language-{str(locale).replace('_', '-')}{'-safety' if only_safety else ''}"
    refuse_to_lose(FOLDER / f"{name}.csv")
    rows = rows_in_order(chosen, spellers_of(catalogue, content))
    table = put(as_table(rows), f"{name}.csv")
    table.with_suffix(".html").write_text(page(rows, chosen, locale), "utf-8")
    yield f"{table}, and the same beside it as a page to read or print. At {SECONDS} seconds for each sentence:"
    yield from (f"  {group}: {count}, about {length} minutes" for group, count, length in lengths(chosen))
    if lacking := sum(1 for _ in sentences(catalogue)) - len(every):
        yield f"{lacking} sentences have no translation yet and are not in it."


def refuse_to_lose(path: Path) -> None:
    """Raises WorkbookRefusedError where a table that is to be written anew has something filled in."""
    if path.exists() and any(any(given(row, THEIRS).values()) for row in rows_of(path.read_bytes(), THEIRS)):
        raise WorkbookRefusedError([f"{path} has something filled in: read it back or move it away first."])


def read_review(locale: Locale, file: Path) -> Iterator[str]:
    """Takes over a table that came back. Yields what there is to say of it."""
    path = catalogue_path(locale)
    catalogue = read_catalogue(path, locale)
    readings = read_back(file.read_bytes(), catalogue, spellers_of(catalogue, load()), datetime.now(UTC).date())
    before = {in_one_cell(one.id): state_of(one) for one in sentences(catalogue)}
    take_over(catalogue, readings)
    write(catalogue, path)
    yield f"Taken over into {path}:"
    yield from told(readings, before, catalogue)


def main(arguments: list[str]) -> int:
    """`write TAG [yes]`, with yes for safety alone; or `read TAG FILE`. Returns how the command ends."""
    command, tag, more = (*arguments, "", "", "")[:3]
    if not tag:
        print("Say which language, such as TO=es.")
        return 1
    try:
        locale = Locale.parse(tag, sep="-")
        said = read_review(locale, Path(more)) if command == "read" else write_review(locale, only_safety=bool(more))
        print(*said, sep="\n")
    except WorkbookRefusedError as error:
        print(*error.problems, "Nothing was taken over." if command == "read" else "Nothing was written.", sep="\n")
        return 1
    except (CatalogueRefused, UnknownLocaleError, OSError, ValueError) as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
