"""The clinics in force. A changed file is taken up inside the running process: checked first, then swapped.

A restart of workers would not do: with a broken file, the new ones could not start, and the site would be down.
See docs/decisions/clinics.md.
"""

import logging
import time
from collections.abc import Callable, Collection
from pathlib import Path

from assessment.engine.check import ContentError
from assessment.engine.clinics import OURS, load_clinics
from assessment.engine.model import Clinic, Content, Id

log = logging.getLogger("support_mosaic")
LOOK_AGAIN = 2.0
"""Seconds between two looks at the folder."""

Look = tuple[tuple[str, int, int], ...]
"""Name, time of change and size of each file."""


class Register:
    """The clinics of a folder, as they last were in order."""

    def __init__(
        self,
        folder: Path,
        content: Content,
        now: Callable[[], float] = time.monotonic,
        languages: Collection[str] = OURS,
    ) -> None:
        """Raises ContentError when a file cannot be used at the start."""
        self._folder = folder
        self._content = content
        self._languages = languages
        self._now = now
        self._looked_at = now()
        self._look = look_at(folder)
        self._clinics: dict[Id, Clinic] = load_clinics(folder, content, languages)

    def get(self, id: str) -> Clinic | None:
        """The clinic with this id, or None."""
        self._look_again()
        return self._clinics.get(id)

    def all(self) -> tuple[Clinic, ...]:
        """All clinics."""
        self._look_again()
        return tuple(self._clinics.values())

    def _look_again(self) -> None:
        if self._now() - self._looked_at < LOOK_AGAIN:
            return
        self._looked_at = self._now()
        look = look_at(self._folder)
        if look == self._look:
            return
        self._look = look
        try:
            self._clinics = load_clinics(self._folder, self._content, self._languages)
            log.warning("clinics: taken up anew, %d of them", len(self._clinics))
        except ContentError as error:
            log.error("clinics: a file cannot be used, so those before stay in force: %s", error)  # noqa: TRY400  no trace


def look_at(folder: Path) -> Look:
    """What tells whether something has changed."""
    found = ((path, path.stat()) for path in sorted(folder.iterdir()) if path.is_file())
    return tuple((path.name, stat.st_mtime_ns, stat.st_size) for path, stat in found)
