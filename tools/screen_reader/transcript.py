"""docs/screen_reader.md: what was heard, written below what somebody who listened has noted."""

import subprocess
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from tests.support.project_files import ROOT
from tools.screen_reader.walk import Part

TRANSCRIPT = ROOT / "docs" / "screen_reader.md"
BEGIN, END = "<!-- heard -->\n", "\n<!-- end of heard -->"
NOTHING = "(nothing)"


def lines_of(parts: Iterable[Part]) -> Iterator[str]:
    """A heading for each place, and a line for each key. Where several things are said one after another: / between."""
    for part in parts:
        yield from (f"### {part.title}", "")
        for heard in part.heard:
            yield f"- {heard.pressed}: {' / '.join(heard.said) or NOTHING}"
        yield ""


def version(command: str) -> str:
    """What a program says of its version."""
    return subprocess.run([command, "--version"], capture_output=True, text=True, check=True, timeout=60).stdout.strip()


def kept() -> list[str]:
    """The lines that were written last, from the first heading on."""
    text = TRANSCRIPT.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    return text[text.index("### ") :].rstrip().splitlines()


def write(parts: Iterable[Part]) -> None:
    """Puts what was heard in the place of what was heard last."""
    before, _, rest = TRANSCRIPT.read_text("utf-8").partition(BEGIN)
    heard = "\n".join(lines_of(parts)).rstrip()
    day = f"{datetime.now(UTC):%Y-%m-%d}, by Orca {version('orca')} and {version('firefox-esr')}."
    TRANSCRIPT.write_text(f"{before}{BEGIN}{day}\n\n{heard}\n{END}{rest.partition(END)[2]}", "utf-8")
