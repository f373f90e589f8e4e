"""Copies one Python, its standard library, a virtual environment and all that these load into an empty root.

    python3 bare_root.py ROOT ENVIRONMENT

Run while an image is built, by the Python that made the environment. It needs ldd and ldconfig.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

USER = 10001
NOT_NEEDED = frozenset({"ensurepip", "idlelib", "lib2to3", "pydoc_data", "test", "tkinter", "turtledemo", "venv"})
"""Parts of the standard library that no server loads."""
PACKAGES_OF_THE_BASE = frozenset({"dist-packages", "site-packages", "__pycache__"})
ELF = b"\x7fELF"
LOADED_BY_NAME = "libgcc_s.so.1"
"""Opened while it runs, when a thread ends: ldd does not name it."""
SET_ID = 0o6000


def copy(source: Path, root: Path) -> None:
    """One file to the same place under the root; of a link, the whole chain."""
    there = root / source.relative_to("/")
    if there.exists() or there.is_symlink():
        return
    there.parent.mkdir(parents=True, exist_ok=True)
    if source.is_symlink():
        there.symlink_to(source.readlink())
        copy(Path(os.path.normpath(source.parent / source.readlink())), root)
    else:
        shutil.copy2(source, there)


def files_of(folder: Path, leave_out: frozenset[str] = frozenset()) -> Iterator[Path]:
    """All files of a folder, but for those in folders of these names."""
    for here, inside, names in os.walk(folder):
        inside[:] = [name for name in inside if name not in leave_out and not name.startswith("config-")]
        yield from (Path(here) / name for name in names)


def loaded_by(binaries: Iterable[Path]) -> set[Path]:
    """The libraries that these load. Ends with words where one is not there."""
    found = set[Path]()
    for binary in binaries:
        said = subprocess.run(["ldd", str(binary)], capture_output=True, text=True, check=False).stdout
        if "not found" in said:
            sys.exit(f"{binary} loads what is not there: {said}")
        found |= {Path(word) for word in said.split() if word.startswith("/")}
    return found | {one for folder in {lib.parent for lib in found} if (one := folder / LOADED_BY_NAME).exists()}


def is_binary(path: Path) -> bool:
    """Whether a file is a program or a library."""
    with path.open("rb") as file:
        return file.read(len(ELF)) == ELF


def link_as_here(root: Path) -> None:
    """The folders that are links to others here are so there."""
    for name in ("lib", "lib64"):
        here = Path("/") / name
        if here.is_symlink():
            (root / here.readlink()).mkdir(parents=True, exist_ok=True)
            (root / name).symlink_to(here.readlink())


def main(root: Path, environment: Path) -> None:
    """Fills the root."""
    root.mkdir(parents=True, exist_ok=True)
    link_as_here(root)
    library = Path(sysconfig.get_path("stdlib"))
    python = Path(sys.executable).resolve()
    wanted = [
        *files_of(library, NOT_NEEDED | PACKAGES_OF_THE_BASE),
        *files_of(environment, frozenset({"__pycache__"})),
        environment / "bin" / "python",
        python,
    ]
    for path in wanted:
        copy(path, root)
    for path in sorted(loaded_by(path for path in wanted if not path.is_symlink() and is_binary(path))):
        copy(path, root)
    (root / "etc").mkdir(exist_ok=True)
    (root / "etc" / "passwd").write_text(f"app:x:{USER}:{USER}::/nonexistent:/nonexistent\n", "ascii")
    (root / "etc" / "group").write_text(f"app:x:{USER}:\n", "ascii")
    subprocess.run(["ldconfig", "-r", str(root)], check=True)
    shutil.rmtree(root / "var", ignore_errors=True)
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~SET_ID & 0o755)
    (root / "tmp").mkdir(exist_ok=True)
    (root / "tmp").chmod(0o1777)
    (root / "clinics").mkdir(exist_ok=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
