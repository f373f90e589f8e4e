"""The production server: gunicorn, configured by this module (`gunicorn --config python:assessment.web.gunicorn_conf`).

Reads HOST, PORT and WEB_CONCURRENCY. Without MOSAIC_KEYS it puts a random key into the environment before any worker
starts, so that all workers share it and a reload keeps it; answers under way are lost only when the server stops.
"""

import gc
import logging
import os
import signal
import socket
import struct
import sys
from contextlib import suppress
from typing import Any

from assessment.web.said_at_start import said_at_start
from assessment.web.settings import PREFIX, SettingError, new_key, read_serving, read_settings
from assessment.web.totals import totals_of_this_process

try:
    # Before gunicorn is imported: it reads WEB_CONCURRENCY then, and fails on it with a traceback.
    serving = read_serving(os.environ)
except SettingError as error:
    sys.exit(str(error))

from gunicorn.glogging import Logger


class Discreet(Logger):  # type: ignore[misc]  # gunicorn is not typed
    """gunicorn's log without what a visitor sent: no address, no path, no exception's text.

    gunicorn writes all of these into its error log when a request is broken or a worker fails on one.
    """

    def setup(self, cfg: Any) -> None:
        """As gunicorn does, and then the filter."""
        super().setup(cfg)
        # The process that sets it up is the one that starts the workers. It meets no request, and what it says is what
        # whoever runs it has to know: that a port is taken, or a setting wrong.
        starts_workers = os.getpid()
        self.error_log.addFilter(lambda record: os.getpid() == starts_workers or keep_to_ourselves(record))


def keep_to_ourselves(record: logging.LogRecord) -> bool:
    """Leaves of a warning or an error its kind; of what is said about workers by number and signal, the whole."""
    if record.levelno >= logging.WARNING and (record.exc_info or not names_only_processes(record.args)):
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "a request could not be read"
        record.msg, record.args, record.exc_info, record.exc_text = f"gunicorn: {kind}", (), None, None
    return True


def names_only_processes(args: Any) -> bool:
    """Whether all that is filled into a log line are numbers of processes, exit codes, and names of signals."""
    return bool(args) and all(
        isinstance(one, int) or (isinstance(one, str) and one in signal.Signals.__members__) for one in args
    )


LONGEST_SILENCE = 10
"""Seconds."""
WITHOUT_KEYS = f"{PREFIX}KEYS" not in os.environ
os.environ.setdefault(f"{PREFIX}KEYS", new_key())

# What gunicorn reads from here:
bind = f"{serving.host}:{serving.port}"
workers = serving.workers
worker_class = "assessment.web.gunicorn_worker.Worker"
# A thread waits for as long as a slow visitor sends. Threads that wait cost little, and a few slow visitors must not
# keep all others out. A worker takes no more connections than it can serve.
threads = 512
worker_connections = 1024
timeout = 30
# Longer than a proxy in front keeps an unused connection: else the next form could meet one that is being closed.
keepalive = 15
# Files in the home of who runs it, and commands through them: nothing here uses it.
control_socket_disable = True
# Headers by which a proxy could say under which path it serves: nobody's, or anybody's on the same machine.
forwarder_headers = ""
# Loaded once, before the workers: one that takes a dead one's place must not fail on a clinic's file broken since then.
preload_app = True
# The application writes its own log line, without addresses; gunicorn's access log would hold them.
accesslog = None
logger_class = Discreet
loglevel = "warning"


def when_ready(server: Any) -> None:
    """Says where it is, once it listens.

    Before the workers begin, all templates are compiled, and what was loaded is left out of every later search for
    garbage: it stays, and is shared by all of them. https://docs.python.org/3/library/gc.html#gc.freeze
    """
    server.worker_class.hold_signals_while_forking()
    server.app.wsgi().extensions["templates"].load_all()
    gc.freeze()
    for listener in server.LISTENERS:
        give_up_waiting(listener.sock)
    for line in said_at_start(os.environ, serving, without_keys=WITHOUT_KEYS):
        say(line)
    say(f"Support Mosaic is at http://{serving.host}:{serving.port} (stop it with Ctrl-C)")


def on_exit(_: Any) -> None:
    """Says what the totals of this day have come to until now."""
    totals_of_this_process().say_so_far()


def say(line: str) -> None:
    """Says it to whoever started this. A disk that is full for what is said here must not keep people out."""
    with suppress(OSError):
        print(line, flush=True)  # noqa: T201


def give_up_waiting(listener: socket.socket) -> None:
    """Ends a connection on which nothing comes, or nothing is taken, for LONGEST_SILENCE.

    gunicorn has no limit for a request that has begun. Linux hands what a listening socket is told on to each
    connection that it accepts (socket(7), SO_RCVTIMEO).
    """
    for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        listener.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", LONGEST_SILENCE, 0))


def serve() -> None:
    """Becomes the server; with a setting that cannot be used, says so and ends."""
    try:
        read_settings(os.environ)
    except SettingError as error:
        sys.exit(str(error))
    if WITHOUT_KEYS:
        # The server that this becomes makes its own, and says so.
        del os.environ[f"{PREFIX}KEYS"]
    # Else threads get memory from places of their own, which keep what they have once had: mallopt(3), M_ARENA_MAX.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    os.execv(  # noqa: S606  nothing of it comes from outside
        sys.executable,
        [sys.executable, "-m", "gunicorn", "--config", "python:assessment.web.gunicorn_conf", "app:create_app()"],
    )
