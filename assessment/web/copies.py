"""The saved copy: one file that holds a result and the answers, made on request and never kept here.

The file is a page of its own for reading. Two of its meta elements are for opening it again: the answers, and a
checksum over the whole file. The checksum tells a whole file from a cut or edited one. It keeps nobody from making one
up, so what is in a file is not trusted: it is read strictly, and counts only as far as it could have been answered.
"""

import hashlib
import re
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from assessment.engine.model import Id

MOST_BYTES = 70_000
"""What a saved file may be, so that it can be sent and opened anywhere. A test holds it for the longest result."""
HELD = re.compile(r'<meta name="mosaic-copy" content="([a-z0-9_.+=, -]{1,8000})">')
CHECKED = re.compile(r'<meta name="mosaic-check" content="([0-9a-f]{64})">')
UNCHECKED = "0" * 64
"""What stands in the place of the checksum while it is worked out."""


class CopyRefused(ValueError):
    """A file cannot be opened. `why` is one of: no_file, another (not one of ours), changed."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Copy(Struct, frozen=True, forbid_unknown_fields=True):
    """What a saved file holds for being opened again."""

    format: Literal["1"]
    made: date
    rules_version: Annotated[str, Meta(pattern=r"^[0-9a-z.+]{1,30}$")]
    answers: dict[Id, tuple[Id, ...]]

    def in_file(self) -> str:
        """As it stands in the file, for anybody to read: `1 2026-11-23 0.2 goal=stop concerns=alcohol,opioids`."""
        answers = (f"{question}={','.join(options)}" for question, options in self.answers.items())
        return " ".join((self.format, self.made.isoformat(), self.rules_version, *answers))


def from_file(held: str) -> Copy:
    """What `in_file` wrote.

    Raises CopyRefused for anything else.
    """
    fields, answers = held.split(" ")[:3], [part.partition("=") for part in held.split(" ")[3:]]
    chosen = {question: options.split(",") for question, _, options in answers}
    try:
        return msgspec.convert({**dict(zip(Copy.__struct_fields__, fields, strict=False)), "answers": chosen}, Copy)
    except msgspec.ValidationError as error:
        raise CopyRefused("another") from error


def checksum(text: str) -> str:
    """Over everything but the place of the checksum. How a system ends its lines makes no difference."""
    return hashlib.sha256("\n".join(text.splitlines()).encode()).hexdigest()


def with_checksum(text: str) -> str:
    """A file's text that was made with UNCHECKED, with the checksum in that place."""
    return text.replace(UNCHECKED, checksum(text), 1)


def read(raw: bytes) -> Copy:
    """What an uploaded file holds.

    Raises CopyRefused for anything but a whole, unchanged file of ours.
    """
    if not raw:
        raise CopyRefused("no_file")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CopyRefused("another") from error
    check, held = CHECKED.search(text), HELD.search(text)
    if not (check and held):
        raise CopyRefused("another")
    start, end = check.span(1)
    if checksum(text[:start] + UNCHECKED + text[end:]) != check[1]:
        raise CopyRefused("changed")
    return from_file(held[1])
