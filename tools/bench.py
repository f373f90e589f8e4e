"""How much longer a result, its sheet and its copy take to make than a step: `make bench`. Ratios, within one run."""

import logging
import statistics
import time
import tracemalloc
from collections.abc import Callable

from app import create_app
from assessment.loading.content_files import load
from assessment.web.settings import Settings
from tests.support.journey import Journey
from tests.support.sample_answers import VERY_HEAVY_DRINKER

ROUNDS = 200


def milliseconds(action: Callable[[], object]) -> float:
    """The median time of something."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


def kilobytes(action: Callable[[], object]) -> float:
    """The most memory that something held at once, beside what was there."""
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    action()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (most - before) / 1024


def main() -> None:
    """Prints the table."""
    logging.disable()
    client = create_app(Settings(keys=(bytes(32),)), load()).test_client()
    journey = Journey(client)
    journey.walk(VERY_HEAVY_DRINKER, until="health")
    step = journey.fields(**{question: VERY_HEAVY_DRINKER[question] for question in journey.page.asked})
    token = {"token": journey.result(VERY_HEAVY_DRINKER).token}
    actions: dict[str, Callable[[], object]] = {
        "a step": lambda: client.post("/assessment", data=step),
        "the result": lambda: client.post("/assessment", data={**token, "to": "results"}),
        "the sheet": lambda: client.post("/sheet", data=token),
        "the copy": lambda: client.post("/copy", data=token),
    }
    for action in actions.values():
        action()
    times = {name: milliseconds(action) for name, action in actions.items()}
    sizes = {name: kilobytes(action) for name, action in actions.items()}
    for name in actions:
        print(
            f"{name:12} {times[name]:6.1f} ms  x{times[name] / times['a step']:.2f}"
            f"  {sizes[name]:7.0f} kB  x{sizes[name] / sizes['a step']:.2f}"
        )


if __name__ == "__main__":
    main()
