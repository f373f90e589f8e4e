"""docs/reliability.md: the part of each hunt, with its day and machine, written by the hunt itself."""

import os
import platform
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from tests.support.project_files import ROOT

REPORT = ROOT / "docs" / "reliability.md"


def write(hunt: str, lines: Iterable[str]) -> None:
    """Puts these lines in the place of what the hunt found last. `hunt`: as its place is marked in the file."""
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text("utf-8"))
    machine = f"{cpu[1] if cpu else platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    found = "\n".join([*lines, "", f"{datetime.now(UTC):%Y-%m-%d}, on: {machine}."])
    text = REPORT.read_text("utf-8")
    begin, end = f"<!-- {hunt} -->\n", f"\n<!-- end of {hunt} -->"
    before, _, rest = text.partition(begin)
    _, there, after = rest.partition(end)
    if not there:
        raise ValueError(f"{REPORT.name} has no place for {hunt}: {begin}{end}")
    REPORT.write_text(before + begin + found + end + after, "utf-8")
    print(found)


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """A table in Markdown."""
    names = list(head)
    lines = [names, ["---"] * len(names), *([str(cell) for cell in row] for row in rows)]
    return ["| " + " | ".join(line) + " |" for line in lines]
