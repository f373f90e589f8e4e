"""Processes, folders and ports that a test uses, and that are gone at its end, also where it fails."""

import os
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

TO_END = 5.0
"""Seconds that a process has to end by itself."""


@contextmanager
def process(
    *command: str, keep: tuple[int, ...] = (), environment: Mapping[str, str] | None = None
) -> Iterator["subprocess.Popen[bytes]"]:
    """A process in a group of its own. At the end the whole group is ended, with all that it has started."""
    quiet = subprocess.DEVNULL
    wanted = {**os.environ, **(environment or {})}
    with subprocess.Popen(
        command, env=wanted, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, pass_fds=keep
    ) as one:
        try:
            yield one
        finally:
            end_group(one)


def end_group(one: "subprocess.Popen[bytes]") -> None:
    """Ends a process that began a group of its own, and whatever it has started."""
    for by in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(one.pid, by)
        with suppress(subprocess.TimeoutExpired):
            one.wait(TO_END)


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that is gone at the end, also where a browser still writes into it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        yield Path(name)


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def answers(port: int) -> bool | None:
    """True where somebody listens on a port, None where not yet."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return None
