"""The clinics in force. A changed file is taken up inside the running process: checked first, then swapped.

A restart of workers would not do: with a broken file, the new ones could not start, and the site would be down. For the
same reason the server loads the application once, before it forks (assessment/web/gunicorn_conf.py): a worker that
takes the place of a dead one reads no file at its start.
See docs/decisions/0012-clinics.md.
"""

import logging
import time
from collections.abc import Callable, Collection
from pathlib import Path

from assessment.clinics.clinic import Clinic
from assessment.clinics.read_clinic_file import read_each
from assessment.engine.content import Content
from assessment.engine.text import ENGLISH
from assessment.loading.problems import ContentError

log = logging.getLogger("support_mosaic")
LOOK_AGAIN = 2.0
"""Seconds between two looks at the folder, at least; with so many files that a look takes long, more:"""
SHARE_OF_LOOKING = 0.01
"""Of all time, at most."""

Fingerprint = tuple[tuple[str, int, int], ...]
"""Name, time of change and size of each file."""


class ClinicFolder:
    """The clinics of a folder, each as it last was in order."""

    def __init__(
        self,
        folder: Path,
        content: Content,
        now: Callable[[], float] = time.monotonic,
        languages: Collection[str] = (ENGLISH,),
    ) -> None:
        """Raises ContentError with everything that is wrong in files that cannot be used at the start."""
        self._folder = folder
        self._content = content
        self._languages = languages
        self._now = now
        self._look_at = now() + LOOK_AGAIN
        self._fingerprint = fingerprint(folder)
        self._in_force: dict[str, Clinic] = {}
        self._by_id: dict[str, Clinic] = {}
        self._by_host: dict[str, Clinic] = {}
        self._refused: dict[str, str] = {}
        if wrong := self._reload():
            raise ContentError(*(problem for error in wrong for problem in error.found))

    def get(self, clinic_id: str) -> Clinic | None:
        """The clinic with this id, or None."""
        self._reload_if_changed()
        return self._by_id.get(clinic_id)

    def at_host(self, host: str) -> Clinic | None:
        """The clinic whose own domain this is, or None."""
        self._reload_if_changed()
        return self._by_host.get(host)

    def all(self) -> tuple[Clinic, ...]:
        """All clinics in force."""
        self._reload_if_changed()
        return tuple(self._in_force.values())

    def refused(self, clinic: Clinic) -> str:
        """Why a clinic's file, as it is now, is not the one in force; empty where it is."""
        names = [name for name, one in self._in_force.items() if one == clinic]
        return "".join(self._refused.get(name, "") for name in names)

    @property
    def files_refused(self) -> int:
        """How many files cannot be used as they are now."""
        return len(self._refused)

    def _reload_if_changed(self) -> None:
        if (begins := self._now()) < self._look_at:
            return
        now = fingerprint(self._folder)
        self._look_at = begins + max(LOOK_AGAIN, (self._now() - begins) / SHARE_OF_LOOKING)
        if now == self._fingerprint:
            return
        self._fingerprint = now
        for error in self._reload():
            log.error("clinics: a file cannot be used, so what was before stays in force: %s", error)

    def _reload(self) -> list[ContentError]:
        """Takes up each file that can be used; of the others, what was in force stays so. Returns what is wrong."""
        taken, wrong = dict[str, Clinic](), dict[str, ContentError]()
        for name, found in read_each(self._folder, self._content, self._languages):
            if isinstance(found, ContentError):
                wrong[name] = found
                taken |= {name: self._in_force[name]} if name in self._in_force else {}
            else:
                taken[name] = found
        self._in_force, self._refused = taken, {name: str(error) for name, error in wrong.items()}
        self._by_id = {one.id: one for one in taken.values()}
        self._by_host = {one.address.removeprefix("https://"): one for one in reversed(taken.values()) if one.address}
        log.warning("clinics: %d in force", len(taken))
        return list(wrong.values())


def fingerprint(folder: Path) -> Fingerprint:
    """What tells whether something has changed; of a folder that is not there, nothing."""
    try:
        found = [(path, path.stat()) for path in sorted(folder.iterdir()) if path.is_file()]
    except OSError:
        return ()
    return tuple((path.name, stat.st_mtime_ns, stat.st_size) for path, stat in found)
