"""The saved copy: one file that holds a result and the answers, made on request and never kept here.

The file is a page of its own for reading. Two of its meta elements are for opening it again: the answers, and a
checksum over the whole file. The checksum tells a whole file from a cut or edited one. It keeps nobody from making one
up, so what is in a file is not trusted: it is read strictly, and counts only as far as it could have been answered.
"""

import hashlib
import re
from datetime import date
from enum import Enum
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from assessment.engine.text import Id

MOST_BYTES = 80_000
"""What a saved file may be, so that it can be sent and opened anywhere. A test holds it for the longest result."""
COPY_DATA = re.compile(r'<meta name="mosaic-copy" content="([a-z0-9_.+=, -]{1,8000})">')
CHECKSUM = re.compile(r'<meta name="mosaic-check" content="([0-9a-f]{64})">')
NO_CHECKSUM = "0" * 64
"""What stands in the place of the checksum while it is worked out."""


class SavedCopyProblem(Enum):
    """Why a file cannot be opened. `ANOTHER`: it is not one of ours."""

    NO_FILE = "no_file"
    ANOTHER = "another"
    CHANGED = "changed"


class SavedCopyRefused(ValueError):
    """A file cannot be opened, for the reason in `problem`."""

    def __init__(self, problem: SavedCopyProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class SavedCopy(Struct, frozen=True, forbid_unknown_fields=True):
    """What a saved file holds for being opened again."""

    format: Literal["1"]
    made: date
    rules_version: Annotated[str, Meta(pattern=r"^[0-9a-z.+]{1,30}\Z")]
    answers: dict[Id, tuple[Id, ...]]

    def as_text(self) -> str:
        """As it stands in the file, for anybody to read: `1 2026-11-23 0.2 goal=stop concerns=alcohol,opioids`."""
        answers = (f"{question}={','.join(options)}" for question, options in self.answers.items())
        return " ".join((self.format, self.made.isoformat(), self.rules_version, *answers))


def from_text(text: str, latest: date = date.max) -> SavedCopy:
    """What `as_text` wrote, on no later day than `latest`.

    Raises SavedCopyRefused for anything else.
    """
    parts = text.split(" ")
    form, made, rules_version = (*parts, "", "")[:3]
    pairs = [part.partition("=") for part in parts[3:]]
    given = {question: options.split(",") for question, _, options in pairs}
    try:
        found = msgspec.convert(
            {"format": form, "made": made, "rules_version": rules_version, "answers": given}, SavedCopy
        )
    except msgspec.ValidationError as error:
        raise SavedCopyRefused(SavedCopyProblem.ANOTHER) from error
    if found.made > latest:
        raise SavedCopyRefused(SavedCopyProblem.ANOTHER)
    return found


def checksum(text: str) -> str:
    """Over everything but the place of the checksum. How a system ends its lines makes no difference."""
    return hashlib.sha256("\n".join(text.splitlines()).encode()).hexdigest()


def with_checksum(text: str) -> str:
    """A file's text that was made with NO_CHECKSUM, with the checksum in that place."""
    return text.replace(NO_CHECKSUM, checksum(text), 1)


def read_saved_copy(raw: bytes, latest: date = date.max) -> SavedCopy:
    """What an uploaded file holds, made on no later day than `latest`.

    Raises SavedCopyRefused for anything but a whole, unchanged file of ours.
    """
    if not raw:
        raise SavedCopyRefused(SavedCopyProblem.NO_FILE)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SavedCopyRefused(SavedCopyProblem.ANOTHER) from error
    checked, found = CHECKSUM.search(text), COPY_DATA.search(text)
    if not (checked and found):
        raise SavedCopyRefused(SavedCopyProblem.ANOTHER)
    start, end = checked.span(1)
    if checksum(text[:start] + NO_CHECKSUM + text[end:]) != checked[1]:
        raise SavedCopyRefused(SavedCopyProblem.CHANGED)
    return from_text(found[1], latest)
