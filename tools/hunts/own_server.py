"""The server as `make run` starts it, for a hunt or a test: on this machine only, and stopped by its own id."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from msgspec import Struct

from tests.support.processes import free_port
from tests.support.project_files import ROOT

HERE = "127.0.0.1"
STARTS_WITHIN = 30.0
"""Seconds. So it does to stop."""
MOST_READ = 1_000_000


class OwnServer(Struct):
    """A server of ours. `folder`: its home, with what it has written; it goes when the server stops."""

    port: int
    folder: Path
    running: subprocess.Popen[bytes]

    @property
    def said(self) -> str:
        """All that it has written down."""
        return (self.folder / "said.txt").read_text("utf-8")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ends it, and waits for that."""
        if self.running.poll() is None:
            self.running.send_signal(how)
        self.running.wait(STARTS_WITHIN)

    def workers(self) -> list[int]:
        """The process ids of its workers, as Linux lists them."""
        listed = Path(f"/proc/{self.running.pid}/task/{self.running.pid}/children").read_text("ascii")
        return [int(one) for one in listed.split()]


@contextmanager
def own_server(*, port: int = 0, root: Path = ROOT, **settings: str) -> Iterator[OwnServer]:
    """A server that answers, with these environment variables beside a nearly empty environment. `root`: its code."""
    with tempfile.TemporaryDirectory() as folder:
        server = started(Path(folder), port or free_port(), root, settings)
        try:
            yield server
        finally:
            server.stop()


def started(folder: Path, port: int, root: Path, settings: dict[str, str], log: str = "said.txt") -> OwnServer:
    """Starts it, and waits until it answers. Raises RuntimeError with what it said where it does not.

    `log`: what it writes into, in its folder or, with a slash before it, elsewhere.
    """
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "HOST": HERE, "PORT": str(port), **settings}
    with (folder / log).open("ab") as said:
        running = subprocess.Popen([sys.executable, "app.py"], cwd=root, env=environment, stdout=said, stderr=said)
    server = OwnServer(port, folder, running)
    until = time.monotonic() + STARTS_WITHIN
    while not answers(port):
        if running.poll() is not None or time.monotonic() > until:
            server.stop(signal.SIGKILL)
            raise RuntimeError(server.said[-2000:])
        time.sleep(0.1)
    return server


def answers(port: int) -> bool:
    """Whether a server there says that it is ready."""
    try:
        with urlopen(f"http://{HERE}:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def sent(port: int, request: bytes, wait: float = 10.0) -> bytes:
    """What comes back for these bytes, up to the end of the connection, to MOST_READ bytes, or to `wait` seconds."""
    found = b""
    with socket.create_connection((HERE, port), timeout=wait) as connection:
        try:
            connection.sendall(request)
            while len(found) < MOST_READ and (some := connection.recv(65_536)):
                found += some
        except OSError:
            pass
    return found
