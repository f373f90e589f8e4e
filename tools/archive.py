"""The project as one file, from what is committed: the same bytes whoever makes it, and whenever. `make archive`."""

import gzip
import hashlib
import io
import subprocess
import tomllib
from pathlib import Path

from tests.support.project_files import ROOT


def archive(commit: str = "HEAD") -> bytes:
    """The files of a commit. git orders them, and gives them the commit's time; the packing has no time of its own."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    command = ["git", "archive", "--format=tar", f"--prefix=support-mosaic-{version}/", commit]
    files = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as into:
        into.write(files)
    return packed.getvalue()


def write(folder: Path = ROOT / "dist") -> Path:
    """The archive, and its SHA-256 beside it."""
    folder.mkdir(exist_ok=True)
    path = folder / "support-mosaic.tar.gz"
    path.write_bytes(archive())
    path.with_suffix(".gz.sha256").write_text(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n", "ascii"
    )
    return path


if __name__ == "__main__":
    print(write())
