"""How long it takes to answer: the words that stand open on the way, and the choices, over the made-up population.

`make minutes` writes the table docs/minutes.md; the start page says the two figures that half of the people keep to.
What is counted is what somebody without scripts meets: every word in the main part of every page on the way, headings,
hints, all answers, buttons and notices, each time that it stands there; what frames the pages, once. A list that drops
down counts with its label, a folded part with the line that opens it. The result is read in one's own time.
"""

import random
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, takewhile
from math import ceil
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from bs4 import Tag
from bs4.element import NavigableString
from flask.testing import FlaskClient

from app import create_app
from assessment.engine.content import Content
from assessment.engine.questionnaire import SKIPPED, Answers
from assessment.web.settings import Settings
from tests.support.journey import Journey, Person
from tests.support.sealing_key import KEY
from tools.population import GROUPS, draw_person

WORDS_A_MINUTE = 200
SECONDS_A_CHOICE = 4
NOT_READ_ELEMENTS = {"option", "script", "style", "svg", "noscript"}
NOT_READ_CLASSES = {"sheet", "unseen", "whole", "neutral"}
TABLE = Path(__file__).parents[1] / "docs" / "minutes.md"


class Minutes(NamedTuple):
    """How long one person takes: to a first result, and to the result with everything told."""

    core: float
    everything: float


class Walked(NamedTuple):
    """One page on somebody's way: the words that stand open on it, and what they choose there.

    `core`: it stands before the first page from which the result can be had.
    """

    words: int
    choices: int
    core: bool = True


def is_read(element: Tag) -> bool:
    """Whether an element stands open. Tells it by hand: selectors took half of the time that all this takes."""
    folded = element.parent is not None and element.parent.name == "details" and element.name != "summary"
    hidden = element.has_attr("hidden") or element.get("aria-hidden") == "true"
    classes = {*(element.get("class") or ())}
    return not (folded or hidden or element.name in NOT_READ_ELEMENTS or classes & NOT_READ_CLASSES)


def words_open_in(part: Tag) -> int:
    """How many words stand open in a part of a page."""
    inside = [one for one in part.children if isinstance(one, Tag) and is_read(one)]
    own = [one for one in part.children if type(one) is NavigableString]
    return sum(words_open_in(one) for one in inside) + sum(len(one.split()) for one in own)


def in_a_person(answers: Answers) -> Person:
    """Answers as somebody gives them on the pages: what they skip is left empty."""
    return {question: [one for one in chosen if one != SKIPPED] for question, chosen in answers.items()}


def pages_of(client: FlaskClient, person: Person) -> Iterator[Walked]:
    """Each page on the way of somebody, up to the check page."""
    journey, core = Journey(client), True
    frame = words_open_in(journey.page.one("body")) - words_open_in(journey.page.one("main"))
    yield Walked(frame, 0)
    while journey.page.name in {"step", "emergency"}:
        core = core and not journey.page.has("[data-go=result]")
        given = {question: person.get(question, []) for question in journey.page.asked}
        chosen = sum(max(1, len([one] if isinstance(one, str) else list(one))) for one in given.values())
        yield Walked(words_open_in(journey.page.one("main")), chosen, core)
        journey.go_on(**given)
    if journey.page.name == "check":
        yield Walked(words_open_in(journey.page.one("main")), 1, core=False)


def minutes(pages: Iterable[Walked]) -> float:
    """How long some pages take."""
    return sum(one.words / WORDS_A_MINUTE + one.choices * SECONDS_A_CHOICE / 60 for one in pages)


def to_a_first_result(client: FlaskClient, person: Person) -> float:
    """How long somebody takes until the result can be had: the pages after that are not asked for."""
    return minutes(takewhile(lambda page: page.core, pages_of(client, person)))


def minutes_of(client: FlaskClient, person: Person) -> Minutes:
    """How long somebody takes."""
    way = tuple(pages_of(client, person))
    return Minutes(minutes(page for page in way if page.core), minutes(way))


def people(content: Content, each: int) -> Iterator[tuple[str, Person]]:
    """So many people of each group of the population, under 18 left out; the same every time."""
    chance = random.Random(1)
    for name, table in GROUPS.items():
        for _ in range(each):
            yield name, in_a_person(draw_person(content, chance, table))


class Times(NamedTuple):
    """Over some people: what half of them, and nine of ten, need to a first result and to the end."""

    core_half: float
    core_most: float
    all_half: float
    all_most: float


def half_and_most(found: Iterable[float]) -> tuple[float, float]:
    """What half, and nine of ten, keep to."""
    each = tuple(found)
    return median(each), quantiles(each, n=10)[-1]


def times(found: Iterable[Minutes]) -> Times:
    """What half, and nine of ten, keep to: to a first result, and to the end."""
    core, everything = zip(*found, strict=True)
    return Times(*half_and_most(core), *half_and_most(everything))


def table(content: Content, each: int) -> str:
    """The page for the documents."""
    client = create_app(Settings(keys=(KEY,)), content).test_client()
    found: dict[str, list[Minutes]] = {}
    for name, person in people(content, each):
        found.setdefault(name, []).append(minutes_of(client, person))
    every = times(chain.from_iterable(found.values()))
    rows = [(name, times(group)) for name, group in found.items()]
    lines = [
        "# How long it takes",
        "",
        f"Made by `make minutes` from {each} made-up people of each group (tools/population.py):",
        f"{WORDS_A_MINUTE} words a minute, {SECONDS_A_CHOICE} seconds a choice, every word that stands open,",
        "notices included. Minutes:",
        "",
        "| group | first result: half within | nine of ten | everything: half within | nine of ten |",
        "|---|--:|--:|--:|--:|",
        *(
            f"| {name} | " + " | ".join(f"{one:.1f}" for one in group) + " |"
            for name, group in [*rows, ("**all**", every)]
        ),
    ]
    return "\n".join(lines) + "\n"


def stated(of_half: float) -> int:
    """The whole minutes that the start page says: what half of the people keep to."""
    return ceil(of_half)


if __name__ == "__main__":
    from assessment.loading.content_files import load

    text = table(load(), each=int(sys.argv[1]) if sys.argv[1:] else 5)
    TABLE.write_text(text, "utf-8")
    sys.stdout.write(text)
