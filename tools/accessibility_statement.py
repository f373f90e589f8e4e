"""The date in the accessibility statement: `make statement` writes it after the tests of accessibility have passed."""

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path

from assessment.loading.content_files import CONTENT, TESTED

ROOT = Path(__file__).parent.parent
SHOWN = ("templates", "static", "assessment/content")
"""What decides what somebody meets on a page."""


def state() -> str:
    """A fingerprint of everything that is shown: any changed byte changes it."""
    together = hashlib.sha256()
    for folder in SHOWN:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.name != TESTED and path.suffix in {".html", ".css", ".js", ".toml", ".svg"}:
                together.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return together.hexdigest()[:8]


def main() -> None:
    """Writes today, and what was tested."""
    path = CONTENT / TESTED
    text = re.sub(r"^on = .*$", f"on = {datetime.now(UTC).date()}", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(re.sub(r"^of = .*$", f'of = "{state()}"', text, flags=re.MULTILINE), "utf-8")


if __name__ == "__main__":
    main()
