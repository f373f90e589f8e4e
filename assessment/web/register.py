"""The clinics in force. A changed file is taken up inside the running process: checked first, then swapped.

A restart of workers would not do: with a broken file, the new ones could not start, and the site would be down. For the
same reason the server loads the application once, before it forks (assessment/web/server.py): a worker that takes the
place of a dead one reads no file at its start.
See docs/decisions/clinics.md.
"""

import logging
import time
from collections.abc import Callable, Collection
from pathlib import Path

from assessment.engine.check import ContentError
from assessment.engine.clinics import OURS, read_each
from assessment.engine.model import Clinic, Content

log = logging.getLogger("support_mosaic")
LOOK_AGAIN = 2.0
"""Seconds between two looks at the folder."""

Look = tuple[tuple[str, int, int], ...]
"""Name, time of change and size of each file."""


class Register:
    """The clinics of a folder, each as it last was in order."""

    def __init__(
        self,
        folder: Path,
        content: Content,
        now: Callable[[], float] = time.monotonic,
        languages: Collection[str] = OURS,
        *,
        strict: bool = True,
    ) -> None:
        """Raises ContentError when a file cannot be used at the start; unless `strict`, goes on without it."""
        self._folder = folder
        self._content = content
        self._languages = languages
        self._now = now
        self._looked_at = now()
        self._look = look_at(folder)
        self._taken: dict[str, Clinic] = {}
        self._refused: dict[str, str] = {}
        for error in self._take_up():
            if strict:
                raise error

    def get(self, id: str) -> Clinic | None:
        """The clinic with this id, or None."""
        return next((clinic for clinic in self.all() if clinic.id == id), None)

    def all(self) -> tuple[Clinic, ...]:
        """All clinics."""
        self._look_again()
        return tuple(self._taken.values())

    def refused(self, clinic: Clinic) -> str:
        """Why a clinic's file, as it is now, is not the one in force; nothing where it is."""
        names = [name for name, one in self._taken.items() if one == clinic]
        return "".join(self._refused.get(name, "") for name in names)

    def _look_again(self) -> None:
        if self._now() - self._looked_at < LOOK_AGAIN:
            return
        self._looked_at = self._now()
        look = look_at(self._folder)
        if look == self._look:
            return
        self._look = look
        self._take_up()

    def _take_up(self) -> list[ContentError]:
        """Takes each file that can be used; of the others, what was in force before stays so. Returns what is wrong."""
        taken, wrong = dict[str, Clinic](), dict[str, ContentError]()
        for name, found in read_each(self._folder, self._content, self._languages):
            if isinstance(found, ContentError):
                wrong[name] = found
                log.error("clinics: a file cannot be used, so what was before stays in force: %s", found)
                taken |= {name: self._taken[name]} if name in self._taken else {}
            else:
                taken[name] = found
        self._taken, self._refused = taken, {name: str(error) for name, error in wrong.items()}
        log.warning("clinics: %d in force", len(taken))
        return list(wrong.values())


def look_at(folder: Path) -> Look:
    """What tells whether something has changed; of a folder that is not there, nothing."""
    try:
        found = [(path, path.stat()) for path in sorted(folder.iterdir()) if path.is_file()]
    except OSError:
        return ()
    return tuple((path.name, stat.st_mtime_ns, stat.st_size) for path, stat in found)
