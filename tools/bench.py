"""How long the server takes, as ratios within one run: `make bench`.

Two servers run beside each other as in production, each with one worker: the smallest answer that Flask can give, and
ours. 500 drawn people answer every question over one connection, as a browser with scripts sends it; in between, the
small answer is asked for. Times differ from machine to machine and from minute to minute, so what is said is how many
of a page fit into one of the other: 0.20 means five small answers in the time of one page.
"""

import contextlib
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, islice
from urllib.parse import urlencode

from assessment.engine.path import QuestionPath, replay
from assessment.loading.content_files import load
from tools.population import GROUPS, draw_person

JOURNEYS = 500
SEED = 20261125
HELLOS_BETWEEN = 10
WAIT_SECONDS = 20
TOKEN = re.compile(rb'name="token" value="([^"]+)"')
LENGTH = re.compile(rb"\r\nContent-Length: (\d+)")
GET_FIRST_PAGE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Served:
    """An application under gunicorn, on this machine only, and one connection to it."""

    def __init__(self, app: str, port: int, worker: int) -> None:
        self.app = app
        self.worker = worker
        self.connection = socket.create_connection(("127.0.0.1", port), timeout=WAIT_SECONDS)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> bytes:
        """What is answered. As little as can be: what a client takes is not the server's, and would flatter it.

        Raises RuntimeError for anything but a page.
        """
        self.connection.sendall(request)
        answer = b""
        while (end := answer.find(b"\r\n\r\n")) < 0:
            answer += self.more()
        length = LENGTH.search(answer, 0, end)
        if length is None or not answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(answer[:end].decode())
        while len(answer) < end + 4 + int(length[1]):
            answer += self.more()
        return answer

    def more(self) -> bytes:
        """What comes next. Raises RuntimeError where the server has hung up."""
        if not (some := self.connection.recv(256 * 1024)):
            raise RuntimeError(f"{self.app} has hung up")
        return some

    def kilobytes(self) -> int:
        """The memory of the worker."""
        found = subprocess.run(["ps", "-o", "rss=", "-p", str(self.worker)], capture_output=True, text=True, check=True)
        return int(found.stdout)


AS_IN_PRODUCTION = ("--config", "python:assessment.web.gunicorn_conf", "--keep-alive", "60")
AS_OURS = ("--worker-class", "gthread", "--threads", "4", "--preload", "--keep-alive", "60")
"""The same for another application: our configuration knows what ours is made of."""


@contextlib.contextmanager
def served(app: str, options: Sequence[str]) -> Iterator[Served]:
    """Starts a server with one worker, and stops it by its id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port), "WEB_CONCURRENCY": "1"}
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options, "--bind", f"127.0.0.1:{port}", app],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        found = Served(app, port, worker_of(server.pid))
        with found.connection:
            yield found
    finally:
        server.terminate()
        server.wait(WAIT_SECONDS)


def worker_of(server: int) -> int:
    """The id of a server's worker. Raises TimeoutError where none begins in time."""
    last = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < last:
        found = subprocess.run(["pgrep", "-P", str(server)], capture_output=True, text=True, check=False)
        if found.stdout:
            return int(found.stdout.split()[0])
        time.sleep(0.1)
    raise TimeoutError("no worker has begun")


def wait_for(port: int) -> None:
    """Waits until somebody listens. Raises TimeoutError where nobody does in time."""
    last = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < last:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nobody listens on {port}")


def drawn(count: int) -> Iterator[QuestionPath]:
    """The paths of people of a made-up population, equally many of each of its groups, one after the other."""
    content, chance = load(), random.Random(SEED)
    for table in islice(cycle(GROUPS.values()), count):
        yield replay(content, draw_person(content, chance, table))


def post(path: str, fields: Mapping[str, object], *, with_scripts: bool = False) -> bytes:
    """A form as a browser sends it."""
    body = urlencode(fields, doseq=True)
    lines = (
        f"POST {path} HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        *(["HX-Request: true"] if with_scripts else []),
    )
    return "\r\n".join((*lines, "", body)).encode()


def seconds(server: Served, request: bytes) -> tuple[float, bytes]:
    """How long a request took, and what was answered."""
    began = time.perf_counter()
    page = server.ask(request)
    return time.perf_counter() - began, page


def walk(ours: Served, path: QuestionPath) -> list[tuple[str, float]]:
    """One person from the first page to the copy: what was asked for, and how long it took."""
    found: list[tuple[str, float]] = []

    def timed(request: bytes, *names: str) -> bytes:
        took, page = seconds(ours, request)
        found.extend((name, took) for name in names)
        return page

    timed(GET_FIRST_PAGE, "first page")
    page = timed(GET_FIRST_PAGE.replace(b"/", b"/assessment", 1), "first step")
    for path_step in path.steps:
        if path_step.asked:
            chosen = {one.question.id: one.chosen for one in path_step.asked}
            fields = {"token": token_in(page), "at": path_step.step.id, **chosen}
            timed(post("/assessment", fields), "a step, whole page")
            page = timed(post("/assessment", fields, with_scripts=True), "a step", f"  {path_step.step.id}")
    fields = {"token": token_in(page), "at": "check"}
    page = timed(post("/assessment", fields, with_scripts=True), "result")
    timed(post("/assessment", fields), "result, whole page")
    timed(post("/sheet", {"token": token_in(page)}), "sheet")
    timed(post("/copy", {"token": token_in(page)}), "copy")
    return found


def token_in(page: bytes) -> str:
    """The sealed answers that a page carries."""
    found = TOKEN.search(page)
    if found is None:
        raise RuntimeError("a page without answers")
    return found[1].decode()


def main() -> None:
    """Prints the table."""
    times: dict[str, list[float]] = defaultdict(list)
    ratios: dict[str, list[float]] = defaultdict(list)
    with served("tools.hello:app", AS_OURS) as hello, served("app:create_app()", AS_IN_PRODUCTION) as ours:
        before = ours.kilobytes()
        for path in drawn(JOURNEYS):
            pages = walk(ours, path)
            small = statistics.median(seconds(hello, GET_FIRST_PAGE)[0] for _ in range(HELLOS_BETWEEN))
            for name, took in [("hello", small), *pages]:
                times[name].append(took)
                # Within a journey the machine keeps its speed; over minutes it does not.
                ratios[name].append(small / took)
        after = ours.kilobytes()
    for name, every in times.items():
        took, ratio = statistics.median(every) * 1000, statistics.median(ratios[name])
        print(f"{name:24} {took:7.2f} ms   {ratio:.3f}   x{len(every)}")
    print(f"memory of a worker: {before / 1024:.0f} MB at the start, {after / 1024:.0f} MB after {JOURNEYS} journeys")


if __name__ == "__main__":
    main()
