"""Two dozen made-up people from tests/personas.toml: their lives, their answers, and what is expected for them.

`python -m tests.support.personas results/` walks each of them through the real pages and writes down what they read.
"""

import logging
import sys
import tomllib
from pathlib import Path

import msgspec

from app import create_app
from assessment.web.settings import Settings
from tests.support.journey import Journey, Person
from tests.support.page import Page
from tests.support.sample_answers import SOMEBODY

FILE = Path(__file__).parent.parent / "personas.toml"


class Persona(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A made-up person: a name for the role, their life in a few lines, and those answers that differ from SOMEBODY's.

    Expected are `notices`, `quiet`, `strong` and `first_step` of their result, or the page where their way `ends`.
    """

    name: str
    life: str
    answers: dict[str, str | list[str]]
    notices: frozenset[str] = frozenset()
    quiet: frozenset[str] = frozenset()
    strong: frozenset[str] = frozenset()
    first_step: str = ""
    ends: str = ""

    def __post_init__(self) -> None:
        if bool(self.first_step) == bool(self.ends):
            raise ValueError(f"{self.name}: either a first step is expected, or a page where the way ends")

    @property
    def person(self) -> Person:
        """Their answer to every question."""
        return {**SOMEBODY, **self.answers}


class PersonasFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of personas.toml."""

    persona: tuple[Persona, ...]


PERSONAS = msgspec.convert(tomllib.loads(FILE.read_text("utf-8")), PersonasFile).persona
ADULTS = tuple(one for one in PERSONAS if not one.ends)
"""Those who get a result."""


def persona(name: str) -> Persona:
    """The made-up person of this name. Raises StopIteration when there is none."""
    return next(one for one in PERSONAS if one.name == name)


def read_aloud(page: Page) -> str:
    """The text of a page, line by line, with what is folded away in brackets."""
    lines = []
    for element in page.all("main :is(h1, h2, h3, p, li, dt, dd, summary, button, a.quiet)"):
        if element.find_parent("li") and element.name != "li":
            continue
        text = " ".join(element.get_text(" ").split())
        folded = element.name != "summary" and element.find_parent("details") is not None
        mark = {"h1": "# ", "h2": "\n## ", "h3": "\n### ", "li": "- "}.get(element.name, "")
        lines.append(f"{mark}{'(' + text + ')' if folded else text}")
    return "\n".join(lines)


def write_what_each_reads(folder: Path) -> None:
    """Writes into a folder, a file for each of them, what they read at the end of their way."""
    logging.disable(logging.INFO)
    folder.mkdir(exist_ok=True)
    app = create_app(Settings(keys=(bytes(32),)))
    for number, one in enumerate(PERSONAS, start=1):
        journey = Journey(app.test_client())
        if journey.walk(one.person).name == "check":
            journey.press("next")
        told = f"{one.name}\n{' '.join(one.life.split())}\n\n{read_aloud(journey.page)}\n"
        (folder / f"{number:02} {one.name}.txt").write_text(told, "utf-8")


if __name__ == "__main__":
    write_what_each_reads(Path(sys.argv[1]))
