"""How long it takes from the start of the server's process to its first answer."""

import contextlib
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

from benchmarks.served import WAIT_SECONDS, request
from tests.support.processes import free_port

TIMES = 5
POLL = 0.005


def first_answer(app: str, options: Sequence[str]) -> float:
    """Seconds until the first page has come, asked for again and again from the beginning."""
    port = free_port()
    environment = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port), "WEB_CONCURRENCY": "1"}
    command = [sys.executable, "-m", "gunicorn", *options, "--bind", f"127.0.0.1:{port}", app]
    began = time.monotonic()
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while time.monotonic() < began + WAIT_SECONDS:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                connection.sendall(request("/"))
                if connection.recv(100).startswith(b"HTTP/1.1 200"):
                    return time.monotonic() - began
            time.sleep(POLL)
        raise TimeoutError(f"{app} answers nobody")
    finally:
        server.terminate()
        server.wait(WAIT_SECONDS)


def usual_first_answer(app: str, options: Sequence[str]) -> float:
    """The median of some starts."""
    return statistics.median(first_answer(app, options) for _ in range(TIMES))
