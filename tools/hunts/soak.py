"""Long use: many mixed requests, and what the server holds at each tenth of them.

python -m tools.hunts.soak [how many]      writes into docs/reliability.md
"""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from assessment.loading.content_files import load
from assessment.web.settings import new_key
from tests.support.drawn_people import drawn_people
from tools.hunts.own_server import OwnServer, own_server
from tools.hunts.report import table, write
from tools.hunts.walks import MOST_STEPS, fields_of, page_from

AT_ONCE = 3
GROWS_AT_MOST = 1.05
"""Of the memory of the first tenth after it is warm, at the end."""
WARM = 1
"""Tenths that do not count."""


def held(server: OwnServer) -> tuple[int, int]:
    """Kilobytes of memory of all workers, and their open files."""
    memory = files = 0
    for worker in server.workers():
        status = Path(f"/proc/{worker}/status").read_text("ascii")
        memory += next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
        files += len(list(Path(f"/proc/{worker}/fd").iterdir()))
    return memory, files


def walked(port: int, seed: int, count: int) -> list[float]:
    """People walk until there were so many requests. Returns how long each took, in milliseconds."""
    content, took = load(), list[float]()
    for path in drawn_people(content, count, seed):
        page = ""
        for _ in range(MOST_STEPS):
            began = time.perf_counter()
            page, _ = page_from(port, "POST" if page else "GET", fields_of(page, path) if page else None)
            took.append(1000 * (time.perf_counter() - began))
            if len(took) >= count:
                return took
            if 'data-page="results"' in page:
                break
    return took


def hunt(count: int) -> Iterator[tuple[int, int, int, float, float, float]]:
    """At each tenth: requests so far, memory, open files; the median, the 99th of a hundred and the longest time."""
    with own_server(MOSAIC_KEYS=new_key()) as server, ThreadPoolExecutor(AT_ONCE) as people:
        share = count // 10 // AT_ONCE
        for tenth in range(1, 11):
            seeds = range(tenth * AT_ONCE, (tenth + 1) * AT_ONCE)
            took = sorted(
                ms for some in people.map(lambda seed: walked(server.port, seed, share), seeds) for ms in some
            )
            time.sleep(1)
            memory, files = held(server)
            yield tenth * share * AT_ONCE, memory, files, took[len(took) // 2], took[len(took) * 99 // 100], took[-1]


if __name__ == "__main__":
    rows = list(hunt(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000))
    head = ("requests", "memory, kB", "open files", "median, ms", "99 of 100, ms", "longest, ms")
    grown = rows[-1][1] / rows[WARM][1]
    shown = [(f"{n:,}", f"{memory:,}", files, *map(round, times)) for n, memory, files, *times in rows]
    write("soak", [*table(head, shown), "", f"Memory at the end: {grown:.3f} of that at the second tenth."])
    sys.exit(grown > GROWS_AT_MOST)
