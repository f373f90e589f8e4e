"""What grows with what: `make bench-growth`. One step of one person, in this process, beside Flask's smallest answer.

Clinics' files, languages, and people on their way (who leave nothing behind, so that there is nothing to grow).
"""

import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from assessment.web.settings import Settings
from benchmarks.hello import app as hello
from tests.clinics.test_read_clinic_file import SMALLEST
from tests.support.invented_languages import MADE, invent
from tests.support.journey import Journey
from tests.support.real_content import CONTENT
from tests.support.sample_answers import SOMEBODY
from tests.support.sealing_key import KEY

REPEATED = 200
RIVER = "/embed/river/"


class Grown(NamedTuple):
    """What there is more of, how many of it, milliseconds to make the application, and a step as a share of hello."""

    what: str
    size: int
    start: float
    ratio: float


def seconds(act: Callable[[], object]) -> float:
    """How long something takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def of_hello(client: FlaskClient, base: str) -> float:
    """How many of somebody's steps fit into the time of one hello, in turn."""
    small, journey = hello.test_client(), Journey(client, base)
    journey.walk(SOMEBODY, until="safety")
    fields = journey.fields(**{question: SOMEBODY[question] for question in journey.page.asked})

    def step() -> object:
        return client.post(f"{base}assessment", data=fields, headers={"HX-Request": "true", "Accept-Encoding": "br"})

    pairs = [(seconds(lambda: small.get("/")), seconds(step)) for _ in range(REPEATED)]
    return statistics.median(one for one, _ in pairs) / statistics.median(other for _, other in pairs)


def grown(what: str, count: int, settings: Settings, base: str = "/") -> Grown:
    """An application with so much of something."""
    made: list[Flask] = []
    start = seconds(lambda: made.append(create_app(settings, CONTENT)))
    return Grown(what, count, start * 1000, of_hello(made[0].test_client(), base))


def clinics(folder: Path, count: int) -> Path:
    """A folder with so many clinics, river among them."""
    folder.mkdir()
    for number in range(count):
        name = f"clinic{number}" if number else "river"
        (folder / f"{name}.toml").write_text(SMALLEST.replace("river", name), "utf-8")
    return folder


def rows() -> Iterator[Grown]:
    """All that is measured."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for count in (1, 100, 1_000, 10_000):
            yield grown("clinics", count, Settings(keys=(KEY,), clinics=clinics(here / str(count), count)), RIVER)
        translations = invent(here / "translations", *MADE)
        for count in range(len(MADE) + 1):
            languages = ("en", *list(MADE)[:count])
            yield grown("languages", count + 1, Settings(keys=(KEY,), languages=languages, translations=translations))


def table(found: list[Grown]) -> str:
    """What came out, in Markdown."""
    lines = ["| more | how many | ms to start | a step, of hello |", "|---|--:|--:|--:|"]
    return "\n".join([*lines, *(f"| {one.what} | {one.size} | {one.start:.0f} | {one.ratio:.3f} |" for one in found)])


if __name__ == "__main__":
    logging.disable()
    sys.stdout.write(table(list(rows())) + "\n")
