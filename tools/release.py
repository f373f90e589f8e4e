"""Makes a release out of what lies under "Next": `make release VERSION=0.5.0`, after all tests and proofs have passed.

Writes the version, its day in the changelog, and the day on which accessibility was tested, which is today's: the tests
that the statement speaks of ran just now. Bits keep their numbers from now on. Committing and tagging is for whoever
releases.
"""

import re
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from assessment.loading.content_files import CONTENT, TESTED, read
from assessment.loading.shapes import BitsFile
from tools.bits import RELEASED, noted

ROOT = Path(__file__).parent.parent
VERSION = re.compile(r"\d+\.\d+\.\d+")


def put(pattern: str, instead: str, text: str) -> str:
    """A text with one line changed. Exits with a sentence where there is no such line."""
    changed, count = re.subn(pattern, instead, text, count=1, flags=re.MULTILINE)
    if not count:
        sys.exit(f"There is no line like {pattern}: nothing was written.")
    return changed


def released(changelog: str, version: str, day: date) -> str:
    """The changelog, in which what was next is a version."""
    return put(r"^## Next$", f"## {version} ({day.day} {day:%B} {day.year})", changelog)


def with_version(file: str, version: str) -> str:
    """pyproject.toml or questionnaire.toml with another version."""
    return put(r'^version = ".*"$', f'version = "{version}"', file)


def tested_on(file: str, day: date) -> str:
    """accessibility_test.toml with another day."""
    return put(r"^on = .*$", f"on = {day}", file)


def reported(file: str, version: str, day: date) -> str:
    """openacr.yaml about another version, on another day."""
    return put(
        r'^report_date: ".*"$', f'report_date: "{day}"', put(r'^  version: ".*"$', f'  version: "{version}"', file)
    )


def changed(version: str, day: date) -> dict[Path, str]:
    """What the release writes, file by file."""
    places: dict[Path, Callable[[str], str]] = {
        ROOT / "CHANGELOG.md": lambda text: released(text, version, day),
        ROOT / "pyproject.toml": lambda text: with_version(text, version),
        CONTENT / "questionnaire.toml": lambda text: with_version(text, version.rpartition(".")[0]),
        CONTENT / TESTED: lambda text: tested_on(text, day),
        ROOT / "docs" / "openacr.yaml": lambda text: reported(text, version, day),
        RELEASED: lambda _: noted(read(CONTENT / "bits.toml", BitsFile).names),
    }
    return {path: change(path.read_text("utf-8")) for path, change in places.items()}


def main(what: str, version: str) -> None:
    """Looks whether everything can be written, or writes it. Exits with a sentence where it cannot."""
    if not VERSION.fullmatch(version):
        sys.exit("Say which version: make release VERSION=0.5.0")
    found = changed(version, datetime.now(UTC).date())
    if what == "write":
        for path, text in found.items():
            path.write_text(text, "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
