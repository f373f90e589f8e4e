"""How long the server takes, as ratios within one run: the first part of `make bench`.

Servers run beside each other as in production, each with one worker: the smallest answer that Flask can give, ours, and
two wizards that ask the same and decide nothing. Drawn people answer every question over one connection; in between,
the small answer is asked for. Times differ from machine to machine and from minute to minute, so what is said is how
many of a page fit into one of the other: 0.20 means five small answers in the time of one page.
"""

import contextlib
import random
import re
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle, islice
from typing import NamedTuple

from assessment.engine.path import PathStep, QuestionPath, replay
from assessment.engine.questionnaire import SKIPPED
from benchmarks.served import Served, request, seconds, served, unpacked
from tests.support.real_content import CONTENT
from tools.population import GROUPS, draw_person

SEED = 20261125
HELLOS_BETWEEN = 10
TOKEN = re.compile(r'name="token" value="([^"]+)"')
HIDDEN = re.compile(r'<input (?=[^>]*type="hidden")(?=[^>]*name="([^"]+)")(?=[^>]*value="([^"]*)")')
LEADS_TO = re.compile(r"\r\nLocation: (\S+)", re.IGNORECASE)
SWAPS = "HX-Request: true"
COOKIE = re.compile(r"\r\nSet-Cookie: ([^=]+)=([^;]*)", re.IGNORECASE)
AS_IN_PRODUCTION = ("--config", "python:assessment.web.gunicorn_conf", "--keep-alive", "60")
AS_OURS = ("--worker-class", "gthread", "--threads", "4", "--preload", "--keep-alive", "60")
"""The same for another application: our configuration knows what ours is made of."""


class Asked(NamedTuple):
    """One thing asked for: what it is called in the table, seconds, bytes that came."""

    name: str
    took: float
    size: int


def drawn(count: int) -> Iterator[QuestionPath]:
    """The paths of people of a made-up population, equally many of each of its groups, one after the other."""
    chance = random.Random(SEED)
    for table in islice(cycle(GROUPS.values()), count):
        yield replay(CONTENT, draw_person(CONTENT, chance, table))


class Visitor:
    """Somebody with a browser that takes brotli and keeps cookies. `asked`: all they asked for."""

    def __init__(self, server: Served) -> None:
        self.server = server
        self.cookies: dict[str, str] = {}
        self.asked: list[Asked] = []

    def ask(self, names: str, path: str, fields: Mapping[str, object] | None = None, *headers: str) -> str:
        """Asks for a page, follows where it leads, and returns it. `names`: what it is called in the table."""
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        took, answer = seconds(self.server, request(path, fields, *headers, *([f"Cookie: {jar}"] if jar else [])))
        head = answer.partition(b"\r\n\r\n")[0].decode()
        self.cookies |= dict(COOKIE.findall(head))
        self.asked.append(Asked(names, took, len(answer)))
        if follow := LEADS_TO.search(head):
            page = self.ask(names, follow[1])
            last = self.asked.pop()
            self.asked[-1] = Asked(names, self.asked[-1].took + last.took, self.asked[-1].size + last.size)
            return page
        return unpacked(answer)


def walk_ours(visitor: Visitor, path: QuestionPath) -> None:
    """From the first page to the copy."""
    visitor.ask("first page", "/")
    page = visitor.ask("first step", "/assessment")
    for step in (step for step in path.steps if step.asked):
        fields = {"token": token_in(page), "at": step.step.id, **answers_at(step)}
        visitor.ask("a step, whole page", "/assessment", fields)
        page = visitor.ask("a step", "/assessment", fields, SWAPS)
    fields = {"token": token_in(page), "at": "check"}
    visitor.ask("result, whole page", "/assessment", fields)
    page = visitor.ask("result", "/assessment", fields, SWAPS)
    visitor.ask("sheet", "/sheet", {"token": token_in(page)})
    visitor.ask("copy", "/copy", {"token": token_in(page)})


def walk_plain(visitor: Visitor, path: QuestionPath) -> None:
    """From the first step of the plain wizard to its end."""
    page = visitor.ask("plain wizard: first step", "/assessment/0")
    given = {step.step.id: answers_at(step) for step in path.steps}
    for number, step in enumerate(CONTENT.questionnaire.step):
        fields = {**dict(HIDDEN.findall(page)), **given.get(step.id, {})}
        page = visitor.ask("plain wizard: a step", f"/assessment/{number}", fields)


def walk_formtools(visitor: Visitor, path: QuestionPath) -> None:
    """From the first step of django-formtools' wizard to its end."""
    page = visitor.ask("formtools: first step", "/assessment")
    given = {step.step.id: answers_at(step) for step in path.steps}
    for step in CONTENT.questionnaire.step:
        named = {f"{step.id}-{question}": chosen for question, chosen in given.get(step.id, {}).items()}
        page = visitor.ask("formtools: a step", "/assessment", {**dict(HIDDEN.findall(page)), **named})


def answers_at(step: PathStep) -> dict[str, list[str]]:
    """What is sent from a step, by the button that skips what is left empty, where something is."""
    given = {one.question.id: [each for each in one.chosen if each != SKIPPED] for one in step.asked}
    return given if all(given.values()) else {**given, "skip": ["yes"]}


def token_in(page: str) -> str:
    """The sealed answers that a page carries. Raises RuntimeError for one without."""
    found = TOKEN.search(page)
    if found is None:
        raise RuntimeError("a page without answers")
    return found[1]


OTHERS: dict[str, tuple[str, Callable[[Visitor, QuestionPath], None]]] = {
    "ours": ("app:create_app()", walk_ours),
    "plain": ("benchmarks.plain_wizard:app", walk_plain),
    "formtools": ("benchmarks.formtools_wizard:app", walk_formtools),
}


class Row(NamedTuple):
    """A line of the table: medians, and the time that ninety-nine of a hundred keep to."""

    name: str
    milliseconds: float
    slowest: float
    ratio: float
    kilobytes: float


class Measured(NamedTuple):
    """What came out. `memory`: megabytes of a worker after all journeys, by application."""

    rows: tuple[Row, ...]
    memory: Mapping[str, float]


def measure(journeys: int) -> Measured:
    """Every application, walked by the same people in turn."""
    found: dict[str, list[tuple[Asked, float]]] = defaultdict(list)
    with contextlib.ExitStack() as stack:
        hello = stack.enter_context(served("benchmarks.hello:app", AS_OURS))
        servers = {
            name: stack.enter_context(served(app, AS_IN_PRODUCTION if name == "ours" else AS_OURS))
            for name, (app, _) in OTHERS.items()
        }
        for path in drawn(journeys):
            for name, server in servers.items():
                visitor = Visitor(server)
                OTHERS[name][1](visitor, path)
                # Within a journey the machine keeps its speed; over minutes it does not.
                small = statistics.median(seconds(hello, request("/"))[0] for _ in range(HELLOS_BETWEEN))
                for one in (Asked("hello", small, 0), *visitor.asked):
                    found[one.name].append((one, small / one.took))
        memory = {name: server.kilobytes() / 1024 for name, server in servers.items()}
    return Measured(tuple(row(name, every) for name, every in found.items()), memory)


def row(name: str, every: Sequence[tuple[Asked, float]]) -> Row:
    """The line of one name."""
    took = [one.took * 1000 for one, _ in every]
    slowest = statistics.quantiles(took, n=100)[-1] if len(took) > 1 else took[0]
    size = statistics.median(one.size for one, _ in every) / 1024
    return Row(name, statistics.median(took), slowest, statistics.median(ratio for _, ratio in every), size)


def table(measured: Measured) -> str:
    """What came out, in Markdown."""
    lines = ["| page | ms | 99 of 100 | of hello | kB |", "|---|--:|--:|--:|--:|"]
    lines += [
        f"| {one.name} | {one.milliseconds:.2f} | {one.slowest:.1f} | {one.ratio:.3f} | {one.kilobytes:.1f} |"
        for one in measured.rows
    ]
    memory = ", ".join(f"{name} {megabytes:.0f} MB" for name, megabytes in measured.memory.items())
    return "\n".join([*lines, "", f"Memory of a worker after all journeys: {memory}."])
