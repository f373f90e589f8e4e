"""What is written down: method, name of the route, status, time. Never an address, a body, or an exception's text."""

import logging
import time
import traceback

from flask import Flask, Response, g, request

log = logging.getLogger("support_mosaic")


def log_request(response: Response) -> Response:
    """One line for each request. The route's name is ours; the address is the visitor's, and stays out."""
    milliseconds = round((time.monotonic() - g.started) * 1000)
    log.info("%s %s %s %dms", request.method, request.endpoint or "-", response.status_code, milliseconds)
    return response


def log_failure(error: Exception) -> None:
    """The class and the place of an exception. Its message may hold what somebody answered, so it is left out."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    log.error("%s at %s:%s in %s", type(error).__name__, place.filename, place.lineno, place.name)


def start_clock() -> None:
    """Notes when a request began."""
    g.started = time.monotonic()


def init_app(app: Flask) -> None:
    """Puts the log line around every request."""
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False
    app.before_request(start_clock)
    app.after_request(log_request)
