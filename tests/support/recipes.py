"""The recipes of CONTRIBUTING.md, read as a person reads them: what goes into which file, and where.

A recipe is a section; its steps are sentences that end with a block, or that say what becomes of what:

    At the end of `FILE`:                    and a block
    In `FILE`, before `ANCHOR`:              and a block; `after` likewise. In an anchor, a space is any white space
    A new file `FILE`:                       and a block
    In `FILE`, `OLD` becomes `NEW`.
    Run `make TARGET`.

Whatever else stands there is for people.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from tests.support.project_files import ROOT

SECTION = re.compile(r"^### (?P<name>.+?)\n(?P<text>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
BLOCK = r"\n\n```[a-z]+\n(?P<block>.*?)```"
STEP = re.compile(
    rf"At the end of `(?P<end>[^`]+)`:{BLOCK.replace('block', 'at_end')}"
    rf"|A new file `(?P<new>[^`]+)`:{BLOCK.replace('block', 'of_new')}"
    rf"|In `(?P<file>[^`]+)`, (?P<side>before|after) `(?P<anchor>[^`]+)`:{BLOCK}"
    r"|In `(?P<changed>[^`]+)`, `(?P<old>[^`]+)` becomes `(?P<to>[^`]+)`\."
    r"|Run `make (?P<target>[^`]+)`",
    re.DOTALL,
)
TESTS = re.compile(r"`(tests/[a-z0-9_/]+\.py)`")


class Recipe(Struct, frozen=True):
    """How to add one thing. `text`: all that is said of it."""

    name: str
    text: str

    @property
    def targets(self) -> list[str]:
        """What of make is to be run."""
        return [found["target"] for found in STEP.finditer(self.text) if found["target"]]

    @property
    def tests(self) -> list[str]:
        """The files of tests that it names after its last `Then`."""
        return TESTS.findall(self.text.rpartition("Then")[2])

    def follow(self, folder: Path) -> None:
        """Does what it says in a copy of the project. Raises ValueError where a place is not there, or twice."""
        for step in STEP.finditer(self.text):
            if step["end"]:
                path = folder / step["end"]
                path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + step["at_end"], "utf-8")
            elif step["new"]:
                (folder / step["new"]).write_text(step["of_new"], "utf-8")
            elif step["file"]:
                put(folder / step["file"], step["anchor"], step["block"], before=step["side"] == "before")
            elif step["changed"]:
                path = folder / step["changed"]
                start, end = place(path, step["old"])
                text = path.read_text("utf-8")
                path.write_text(text[:start] + step["to"] + text[end:], "utf-8")


def place(path: Path, anchor: str) -> tuple[int, int]:
    """Where an anchor begins and ends in a file. Raises ValueError unless it stands there once."""
    pattern = r"\s+".join(re.escape(word) for word in anchor.split())
    found = [(one.start(), one.end()) for one in re.finditer(pattern, path.read_text("utf-8"))]
    if len(found) != 1:
        raise ValueError(f"{path.name}: '{anchor}' stands there {len(found)} times")
    return found[0]


def put(path: Path, anchor: str, block: str, *, before: bool) -> None:
    """Puts a block before an anchor, or on the line after it. The last line of a block may be an indent alone."""
    start, end = place(path, anchor)
    text = path.read_text("utf-8")
    if before:
        lines = block.rsplit("\n", 1)
        path.write_text(text[:start] + (block if lines[-1].strip() == "" else f"{block}\n") + text[start:], "utf-8")
        return
    line_end = text.index("\n", end) + 1
    path.write_text(text[:line_end] + block + text[line_end:], "utf-8")


def recipes() -> Iterator[Recipe]:
    """The recipes, in their order."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Recipes")[2].partition("\n## ")[0]
    yield from (Recipe(found["name"], found["text"]) for found in SECTION.finditer(text))
