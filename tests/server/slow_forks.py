"""The server's configuration, for a machine so busy that a worker comes to its first line late."""

import time
from typing import Any

from assessment.web.gunicorn_conf import *  # noqa: F403  gunicorn reads what a module has, by name

LATE = 2.0
"""Seconds."""


def post_fork(_: Any, __: Any) -> None:
    """Called in the worker, by gunicorn, before it knows what to do on a signal."""
    time.sleep(LATE)
