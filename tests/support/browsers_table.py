"""docs/browsers.md: what was tried in each browser, and what came of it. The tests write it: `make browsers-table`."""

from datetime import UTC, datetime

from tests.support.other_browsers import BROWSERS
from tests.support.project_files import ROOT

DOCUMENT = ROOT / "docs" / "browsers.md"
WORKS = "works"
NOT_TRIED = "not tried yet"
WAYS = ("with scripts and htmx", "with scripts, without htmx", "without scripts")
IN_EACH_WAY = (
    "the journey from the first page to the result, fits as the engine says",
    "Back and Forward in the middle",
    "Reload in the middle",
    "a dangerous answer shows its notice",
    "Continue with nothing chosen: the focus is on what is wrong",
    "in a clinic's frame of another site: the journey, never wider than 360 pixels",
    "in that frame: the focus is on what is wrong",
)
ONCE = (
    "a copy is saved, and opens again with the same result",
    "the sheet on paper",
    "the button that shares",
    "the button that reads aloud",
)
ROWS = [f"{what}, {way}" for what in IN_EACH_WAY for way in WAYS] + [*ONCE]
INTRODUCTION = """# Tried in three browsers

Written by `make browsers-table` on {day}, from what real browsers did, as Debian packs them: Chromium, Firefox, and
WebKitGTK's MiniBrowser, which has the engine of Safari and not its windows, its settings or its iOS. Each was driven by
the commands of W3C WebDriver. `make proof` does it again and compares, in the browsers that are there (`make browsers`
installs them); `make test` only does the journey, in Firefox and WebKit. The site came by https. "Without htmx" means
that the CDN could not be reached.

By http, WebKit keeps pages in its memory also when told not to, and `static/js/leave.js` empties one that comes back
from there. So without htmx, Back begins anew in WebKit where a site is served by http.

"""
Cells = dict[str, dict[str, str]]
"""Row -> browser -> what came of it."""


def cells_of(line: str) -> list[str]:
    """What stands in a line of a table."""
    return [cell.strip() for cell in line.strip().strip("|").split(" | ")]


def table() -> list[list[str]]:
    """The lines of the table that is kept, with its heading; none where there is no document yet."""
    lines = DOCUMENT.read_text("utf-8").splitlines() if DOCUMENT.is_file() else []
    return [cells_of(line) for line in lines if line.startswith("| ")]


def kept() -> Cells:
    """What the document says now."""
    return {row: dict(zip(BROWSERS, seen, strict=True)) for row, *seen in table()[1:]}


def versions() -> dict[str, str]:
    """The heading of each browser's column: its name and version."""
    return dict(zip(BROWSERS, table()[0][1:], strict=True)) if table() else {name: name for name in BROWSERS}


def write(row: str, browser: str, version: str, seen: str) -> None:
    """Puts what came of it into the document, with the day."""
    heading = versions() | {browser: f"{browser} {version}"}
    was = kept()
    cells = {one: {name: was.get(one, {}).get(name, NOT_TRIED) for name in BROWSERS} for one in ROWS}
    cells[row][browser] = seen
    lines = [["what was tried", *heading.values()], *([one, *by.values()] for one, by in cells.items())]
    text = [f"| {' | '.join(line)} |" for line in lines]
    text.insert(1, "|---" * len(lines[0]) + "|")
    day = datetime.now(UTC).date().isoformat()
    DOCUMENT.write_text(INTRODUCTION.format(day=day) + "\n".join(text) + "\n", "utf-8")
