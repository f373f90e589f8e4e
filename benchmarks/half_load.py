"""How long people wait while the server has half of what it can do: arrivals that wait for nobody, as people do.

First it is found out how much the server can do: so many connections ask one thing after the other. Then as many
requests as half of that come at moments drawn beforehand, whether or not those before have been answered. What counts
is the time from the moment at which one should have come, so that a queue is seen.
"""

import random
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import NamedTuple

from assessment.engine.path import QuestionPath
from benchmarks.served import Served, request, unpacked
from benchmarks.server import SWAPS, answers_at, drawn, token_in

SEED = 20261127
CONNECTIONS = 8
PEOPLE = 20
"""Whose requests are asked again and again."""
TO_MEASURE, TO_WAIT = 6.0, 25.0
"""Seconds for each of the two."""


class Waited(NamedTuple):
    """Requests a second that the server can answer; and milliseconds at half of that, by how many keep to them."""

    can: float
    half: float
    ninety_nine: float
    longest: float


def requests_of(server: Served, path: QuestionPath) -> Iterator[bytes]:
    """What the browser of somebody sends from the first page to the result."""
    yield request("/")
    first = request("/assessment")
    page = unpacked(server.ask(first))
    yield first
    for step in (step for step in path.steps if step.asked):
        fields = {"token": token_in(page), "at": step.step.id, **answers_at(step)}
        raw = request("/assessment", fields, SWAPS)
        page = unpacked(server.ask(raw))
        yield raw
    yield request("/assessment", {"token": token_in(page), "at": "check"}, SWAPS)


def with_connections(server: Served, act: Callable[[Served], None]) -> None:
    """Does something over several connections at the same time."""
    with ExitStack() as stack:
        connections = [Served(server.app, server.port, server.worker) for _ in range(CONNECTIONS)]
        for one in connections:
            stack.enter_context(one.connection)
        threads = [threading.Thread(target=act, args=(one,)) for one in connections]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def throughput(server: Served, asked: Sequence[bytes]) -> float:
    """How many requests a second are answered when each connection asks as soon as it has its answer."""
    end, counts = time.monotonic() + TO_MEASURE, list[int]()

    def ask(connection: Served) -> None:
        chance, count = random.Random(len(counts)), 0
        while time.monotonic() < end:
            connection.ask(chance.choice(asked))
            count += 1
        counts.append(count)

    with_connections(server, ask)
    return sum(counts) / TO_MEASURE


def waits(server: Served, asked: Sequence[bytes], each_second: float) -> list[float]:
    """How long each request waited that came at its moment, in milliseconds."""
    chance, lock, found = random.Random(SEED), threading.Lock(), list[float]()
    began = time.monotonic() + 0.1
    moments = arrivals(chance, each_second)

    def ask(connection: Served) -> None:
        while True:
            with lock:
                moment, raw = next(moments, None), chance.choice(asked)
            if moment is None:
                return
            time.sleep(max(0.0, began + moment - time.monotonic()))
            connection.ask(raw)
            found.append((time.monotonic() - began - moment) * 1000)

    with_connections(server, ask)
    return found


def arrivals(chance: random.Random, each_second: float) -> Iterator[float]:
    """The seconds at which somebody comes, one not knowing of the other."""
    now = 0.0
    while (now := now + chance.expovariate(each_second)) < TO_WAIT:
        yield now


def at_half_load(server: Served) -> Waited:
    """What a server can do, and how long people wait at half of it."""
    asked = [raw for path in drawn(PEOPLE) for raw in requests_of(server, path)]
    can = throughput(server, asked)
    found = waits(server, asked, can / 2)
    return Waited(can, statistics.median(found), statistics.quantiles(found, n=100)[-1], max(found))
