"""An application under gunicorn with one worker, on this machine only, and one connection to it."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

import brotli  # type: ignore[import-untyped]  # it has no types

from tests.support.processes import free_port

WAIT_SECONDS = 20
LENGTH = re.compile(rb"\r\nContent-Length: (\d+)", re.IGNORECASE)
PACKED = b"\r\nContent-Encoding: br"


class Served:
    """An application under gunicorn, on this machine only, and one connection to it."""

    def __init__(self, app: str, port: int, worker: int) -> None:
        self.app = app
        self.port = port
        self.worker = worker
        self.connection = socket.create_connection(("127.0.0.1", port), timeout=WAIT_SECONDS)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> bytes:
        """What is answered, as it came. As little work as can be: what a client takes is not the server's.

        Raises RuntimeError for anything but a page, or a redirect to one.
        """
        self.connection.sendall(request)
        answer = b""
        while (end := answer.find(b"\r\n\r\n")) < 0:
            answer += self.more()
        length = LENGTH.search(answer, 0, end)
        if length is None or answer[9:12] not in {b"200", b"302"}:
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
def served(app: str, options: Sequence[str], **settings: str) -> Iterator[Served]:
    """Starts a server with one worker, and stops it by its id. `settings`: of its environment."""
    port = free_port()
    environment = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port), "WEB_CONCURRENCY": "1", **settings}
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


def request(path: str, fields: Mapping[str, object] | None = None, *headers: str) -> bytes:
    """A page asked for, or with fields a form sent, as a browser does it that takes brotli."""
    body = "" if fields is None else urlencode(fields, doseq=True)
    lines = [
        f"{'GET' if fields is None else 'POST'} {path} HTTP/1.1",
        "Host: localhost",
        "Accept-Encoding: br",
        *headers,
    ]
    if fields is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join((*lines, "", body)).encode()


def unpacked(answer: bytes) -> str:
    """The page in an answer."""
    head, _, body = answer.partition(b"\r\n\r\n")
    return str((brotli.decompress(body) if PACKED in head else body).decode())


def seconds(server: Served, asked: bytes) -> tuple[float, bytes]:
    """How long a request took, and what was answered."""
    began = time.perf_counter()
    answer = server.ask(asked)
    return time.perf_counter() - began, answer
