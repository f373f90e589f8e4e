"""The files of the project."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def tracked() -> list[Path]:
    """The paths of all files that git keeps, and of new ones that it does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.split() if (ROOT / name).is_file()]
