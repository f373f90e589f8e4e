"""Slow clients: whether others are answered while many connections send nothing, or a byte now and then.

python -m tools.hunts.slow_clients      writes into docs/reliability.md
"""

import socket
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from msgspec import Struct

from tools.hunts.own_server import HERE, own_server, sent
from tools.hunts.proxies import PROXIES, proxy, there
from tools.hunts.report import table, write

BEGUN = {
    "nothing": b"",
    "headers": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    "bodies": b"POST /assessment HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\n",
}
"""What each kind has sent before it becomes slow."""
A_BYTE_EACH = 2.0
"""Seconds."""
QUESTION = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


class Met(Struct, frozen=True):
    """What others met meanwhile: how many were answered, and in how many milliseconds in the middle and at most."""

    answered: int
    asked: int
    middle: float
    most: float


@contextmanager
def slow(port: int, kinds: Sequence[str], count: int) -> Iterator[None]:
    """So many slow connections of each of these kinds."""
    connections = [(kind, socket.create_connection((HERE, port))) for kind in kinds for _ in range(count)]
    over = threading.Event()

    def drip() -> None:
        for kind, connection in connections:
            with suppress(OSError):
                connection.sendall(BEGUN[kind])
        while not over.wait(A_BYTE_EACH):
            for kind, connection in connections:
                with suppress(OSError):
                    connection.sendall(b"a" if kind != "nothing" else b"")

    dripping = threading.Thread(target=drip)
    dripping.start()
    try:
        yield
    finally:
        over.set()
        dripping.join()
        for _, connection in connections:
            connection.close()


def others(port: int, asked: int) -> Met:
    """Asks for the first page so many times, one after the other."""
    took = []
    for _ in range(asked):
        began = time.perf_counter()
        if sent(port, QUESTION, wait=6).startswith(b"HTTP/1.1 200"):
            took.append(1000 * (time.perf_counter() - began))
        time.sleep(0.1)
    return Met(len(took), asked, statistics.median(took or [0]), max(took or [0]))


def hunt(count: int, asked: int) -> Iterator[tuple[str, str, Met]]:
    """By what stands in front, and by kind of slowness: what others met."""
    cases = [("nobody", ()), *((kind, (kind,)) for kind in BEGUN), ("all three", tuple(BEGUN))]
    for front in ("nothing", *PROXIES):
        if front != "nothing" and not there(front):
            continue
        with own_server() as server:
            for name, kinds in cases:
                if front == "nothing":
                    yield front, name, met(server.port, kinds, count, asked)
                else:
                    with proxy(front, [server.port]) as port:
                        yield front, name, met(port, kinds, count, asked)


def met(port: int, kinds: Sequence[str], count: int, asked: int) -> Met:
    """What others meet while there are so many slow ones of each kind."""
    with slow(port, kinds, count):
        time.sleep(1)
        return others(port, asked)


if __name__ == "__main__":
    found = list(hunt(100, 40))
    head = ("in front", "100 slow connections of", "answered", "median, ms", "most, ms")
    write(
        "slow clients",
        table(head, ((f, n, f"{m.answered} of {m.asked}", round(m.middle), round(m.most)) for f, n, m in found)),
    )
