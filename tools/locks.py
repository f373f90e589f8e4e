"""What the requirements files say: what we ask for (requirements.in), and what is pinned for it (requirements.txt)."""

from pathlib import Path

from msgspec import Struct
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.project_files import ROOT

FOLDERS = {"server": ROOT, "tests": ROOT / "tests", "tools": ROOT / "tools", "deploy": ROOT / "deploy"}
"""Where each group's two files stand. The lock of the tests holds the server's too."""


class Pin(Struct, frozen=True):
    """One version of a package, on the machines that its marker speaks of, in one of the files with these hashes."""

    name: str
    version: str
    marker: Marker | None
    hashes: tuple[str, ...]

    @property
    def is_for_here(self) -> bool:
        """Whether this machine and this Python are among those that it is for."""
        return self.marker is None or self.marker.evaluate()

    @property
    def purl(self) -> str:
        """The package by the name that lists of parts use."""
        return f"pkg:pypi/{self.name}@{self.version}"


def lines(path: Path) -> list[str]:
    """What a requirements file says, without comments, and what goes on over several lines as one."""
    said = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    return [line for line in map(str.strip, said) if line and not line.startswith("#")]


def asked_for(group: str) -> set[str]:
    """The packages that a group names itself."""
    named = (line for line in lines(FOLDERS[group] / "requirements.in") if not line.startswith("-"))
    return {canonicalize_name(Requirement(line).name) for line in named}


def pins(path: Path) -> list[Pin]:
    """What a lock pins. Anything but one exact version and its hashes is refused."""
    return [pin(line) for line in lines(path)]


def locked(group: str) -> list[Pin]:
    """What the lock of a group pins."""
    return pins(FOLDERS[group] / "requirements.txt")


def pin(line: str) -> Pin:
    """One line of a lock."""
    said, *hashes = (part.strip() for part in line.split("--hash=sha256:"))
    requirement = Requirement(said)
    versions = [one.version for one in requirement.specifier if one.operator == "==" and "*" not in one.version]
    if len(versions) != 1 or len(requirement.specifier) != 1 or not hashes:
        raise ValueError(f"neither one exact version nor a hash: {said}")
    return Pin(canonicalize_name(requirement.name), versions[0], requirement.marker, tuple(hashes))
