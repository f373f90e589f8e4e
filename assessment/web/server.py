"""The production server: gunicorn, configured by this module (`gunicorn --config python:assessment.web.server`).

Reads HOST, PORT and WEB_CONCURRENCY. Without MOSAIC_KEYS it puts a random key into the environment before any worker
starts, so that all workers share it and a reload keeps it; answers under way are lost only when the server stops.
"""

import logging
import os
import sys
from typing import Any

from gunicorn.glogging import Logger

from assessment.web.settings import PREFIX, new_key


class Discreet(Logger):  # type: ignore[misc]  # gunicorn is not typed
    """gunicorn's log without what a visitor sent: no address, no path, no exception's text.

    gunicorn writes all of these into its error log when a request is broken or a worker fails on one.
    """

    def setup(self, cfg: Any) -> None:
        """As gunicorn does, and then the filter."""
        super().setup(cfg)
        self.error_log.addFilter(keep_to_ourselves)


def keep_to_ourselves(record: logging.LogRecord) -> bool:
    """Leaves of a record its kind; of what workers do, the whole."""
    if record.levelno >= logging.WARNING and not str(record.msg).startswith("Worker"):
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "a request could not be read"
        record.msg, record.args, record.exc_info, record.exc_text = f"gunicorn: {kind}", (), None, None
    return True


host = os.environ.get("HOST", "127.0.0.1")
port = os.environ.get("PORT", "5000")
os.environ.setdefault(f"{PREFIX}KEYS", new_key())

# What gunicorn reads from here:
bind = f"{host}:{port}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
timeout = 30
# Loaded once, before the workers: one that takes a dead one's place must not fail on a clinic's file broken since then.
preload_app = True
# The application writes its own log line, without addresses; gunicorn's access log would hold them.
accesslog = None
logger_class = Discreet
loglevel = "warning"


def when_ready(_server: object) -> None:
    """Says where it is, once it listens."""
    print(f"Support Mosaic is at http://{host}:{port} (stop it with Ctrl-C)", flush=True)  # noqa: T201


def serve() -> None:
    """Becomes the server."""
    os.execv(  # noqa: S606  nothing of it comes from outside
        sys.executable,
        [sys.executable, "-m", "gunicorn", "--config", "python:assessment.web.server", "app:create_app()"],
    )
