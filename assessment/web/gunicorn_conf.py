"""The production server: gunicorn, configured by this module (`gunicorn --config python:assessment.web.gunicorn_conf`).

Reads HOST, PORT and WEB_CONCURRENCY. Without MOSAIC_KEYS it puts a random key into the environment before any worker
starts, so that all workers share it and a reload keeps it; answers under way are lost only when the server stops.
"""

import gc
import logging
import os
import signal
import sys
from typing import Any

from assessment.web.settings import PREFIX, SettingError, new_key, read_serving, read_settings

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
        self.error_log.addFilter(keep_to_ourselves)


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


os.environ.setdefault(f"{PREFIX}KEYS", new_key())

# What gunicorn reads from here:
bind = f"{serving.host}:{serving.port}"
workers = serving.workers
worker_class = "gthread"
threads = 4
timeout = 30
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
    server.app.wsgi().extensions["templates"].load_all()
    gc.freeze()
    print(f"Support Mosaic is at http://{serving.host}:{serving.port} (stop it with Ctrl-C)", flush=True)  # noqa: T201


def serve() -> None:
    """Becomes the server; with a setting that cannot be used, says so and ends."""
    try:
        read_settings(os.environ)
    except SettingError as error:
        sys.exit(str(error))
    os.execv(  # noqa: S606  nothing of it comes from outside
        sys.executable,
        [sys.executable, "-m", "gunicorn", "--config", "python:assessment.web.gunicorn_conf", "app:create_app()"],
    )
