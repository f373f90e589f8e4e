"""How many began and how many read a result, by day, where whoever runs it wants to know. Off unless a setting says so.

Nothing of it is on a disk, and nothing of it belongs to a person: two numbers a day for everybody and for each clinic.
They are kept in memory that all workers share, and written into the log, rounded, when the day is over.
"""

import fcntl
import os
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from functools import cache
from typing import BinaryIO

from msgspec import DecodeError, Struct, field, json

from assessment.web.app_state import state, today, visit
from assessment.web.logs import log

EVERYBODY = ""
ROUNDED_TO = 10
CLINIC_OVER = 20
"""A clinic that fewer people began with has no numbers of its own: they would tell of few."""


class Reached(StrEnum):
    """What is counted."""

    STARTED = "started"
    FINISHED = "finished"


class Day(Struct):
    """The numbers of one day, by clinic and by what was reached. Those of everybody have no clinic's name."""

    day: date
    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, reached: Reached, clinic: str) -> None:
        """One more, for everybody and for the clinic where there is one."""
        for name in {EVERYBODY, clinic}:
            of_it = self.counts.setdefault(name, {})
            of_it[reached] = of_it.get(reached, 0) + 1

    def rounded(self) -> Iterator[Mapping[str, str | int]]:
        """What may be said of it: for everybody first, then for each clinic with enough people."""
        for name, of_it in sorted(self.counts.items()):
            if name == EVERYBODY or of_it.get(Reached.STARTED, 0) > CLINIC_OVER:
                about = {one.value: ROUNDED_TO * round(of_it.get(one, 0) / ROUNDED_TO) for one in Reached}
                yield {"totals": self.day.isoformat(), "clinic": name or "everybody", **about}


class Totals:
    """The numbers of today. Processes that are forked from the one that makes it share them."""

    def __init__(self) -> None:
        self._shared = without_a_name()
        self._threads = threading.Lock()

    def count(self, reached: Reached, clinic: str, day: date) -> None:
        """One more. The first of a new day says what the day before came to."""
        with self._held():
            kept = self._read() or Day(day)
            if kept.day != day:
                say(kept)
                kept = Day(day)
            kept.add(reached, clinic)
            self._write(kept)

    def say_so_far(self) -> None:
        """Says what there is, and forgets it: the server stops."""
        with self._held():
            if kept := self._read():
                say(kept)
            self._shared.truncate(0)

    def close(self) -> None:
        """Forgets it all."""
        self._shared.close()

    @contextmanager
    def _held(self) -> Iterator[None]:
        # A lock that the system takes back when a process dies: a worker that is killed must not stop all others.
        # It is one for the whole process, so threads need their own.
        with self._threads:
            fcntl.lockf(self._shared, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._shared, fcntl.LOCK_UN)

    def _read(self) -> Day | None:
        try:
            return json.decode(os.pread(self._shared.fileno(), os.fstat(self._shared.fileno()).st_size, 0), type=Day)
        except DecodeError:
            return None  # nothing yet, or a worker was killed while it wrote

    def _write(self, kept: Day) -> None:
        text = json.encode(kept)
        os.pwrite(self._shared.fileno(), text, 0)
        self._shared.truncate(len(text))


def without_a_name() -> BinaryIO:
    """A file in memory; where the system has none such, one that no folder lists, gone with the last process."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("totals"), "r+b", buffering=0)
    return tempfile.TemporaryFile(buffering=0)


def say(kept: Day) -> None:
    """Writes the numbers of a day into the log, rounded."""
    for line in kept.rounded():
        log.info(" ".join(f"{name} {value}" for name, value in line.items()), extra={"parts": line})


@cache
def totals_of_this_process() -> Totals:
    """One for all applications that a process makes: a server that takes up new code goes on counting."""
    return Totals()


def init_app(*, wanted: bool) -> None:
    """Makes them before the server forks its workers: each would otherwise make its own."""
    if wanted:
        totals_of_this_process()


def count(reached: Reached) -> None:
    """One more on the path by which this request came, where totals are wanted. A clinic's preview is nobody's use."""
    here = visit()
    if state().settings.totals and here.area != "preview":
        totals_of_this_process().count(reached, here.clinic.id if here.clinic else EVERYBODY, today())
