"""The production server: gunicorn, configured by this module (`gunicorn --config python:assessment.web.server`).

Reads HOST, PORT and WEB_CONCURRENCY. Without MOSAIC_KEYS it puts a random key into the environment before any worker
starts, so that all workers share it and a reload keeps it; answers under way are lost only when the server stops.
"""

import os
import sys

from assessment.web.settings import PREFIX, new_key

host = os.environ.get("HOST", "127.0.0.1")
port = os.environ.get("PORT", "5000")
os.environ.setdefault(f"{PREFIX}KEYS", new_key())

# What gunicorn reads from here:
bind = f"{host}:{port}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
timeout = 30
# The application writes its own log line, without addresses; gunicorn's access log would hold them.
accesslog = None
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
