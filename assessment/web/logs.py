"""What is written down: method, name of the route, status, time. Never an address, a body, or an exception's text."""

import json
import logging
import time
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPMethod

from flask import Flask, Response, g, request

log = logging.getLogger("support_mosaic")
HANDLER = logging.StreamHandler()
METHODS = frozenset(HTTPMethod)


def log_request(response: Response) -> Response:
    """One line for each request."""
    log_line(request.method, request.endpoint, response.status_code, time.monotonic() - g.started)
    return response


def log_line(method: str, route: str | None, status: int, seconds: float | None = None) -> None:
    """One line of what is written down. The route's name is ours; the address is the visitor's, and stays out."""
    took = None if seconds is None else round(seconds * 1000)
    # A method is whatever the visitor wrote in its place.
    line = {"method": method if method in METHODS else "-", "route": route or "-", "status": status, "ms": took}
    shown = "-" if took is None else f"{took}ms"
    log.info("%s %s %d %s", line["method"], line["route"], status, shown, extra={"parts": line})


def log_failure(error: BaseException) -> None:
    """The class and the place of an exception. Its message may hold what somebody answered, so it is left out.

    So is the chain of those before it: each would bring a message of its own.
    """
    places = traceback.extract_tb(error.__traceback__)[-1:]
    where = [f"{place.filename}:{place.lineno} in {place.name}" for place in places] or ["no place"]
    log.error("%s at %s", type(error).__name__, *where)


def in_our_words(record: logging.LogRecord) -> bool:
    """Lets pass what Flask itself would write, but for exceptions: those are written as all of them are.

    Flask's own record has the path that was asked for, line breaks and all, and every message of the chain. It writes
    one when an error handler fails, and when a response cannot be finished:
    https://flask.palletsprojects.com/errorhandling/#unhandled-exceptions
    """
    if not (record.exc_info and record.exc_info[1]):
        return True
    log_failure(record.exc_info[1])
    return False


class JsonLines(logging.Formatter):
    """One JSON object a line: the time, and the parts of a line that has parts, or else the message."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON. Only our own loggers write through it: no record of theirs has an exception's text."""
        time_of = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        parts = getattr(record, "parts", None) or {"level": record.levelname, "message": record.getMessage()}
        return json.dumps({"time": time_of, **parts})


FORMS: Mapping[str, logging.Formatter] = {"text": logging.Formatter("%(asctime)s %(message)s"), "json": JsonLines()}


def start_clock() -> None:
    """Notes when a request began."""
    g.started = time.monotonic()


def init_app(app: Flask, form: str = "text") -> None:
    """Puts the log line around every request. `form`: one of FORMS."""
    HANDLER.setFormatter(FORMS[form])
    log.addHandler(HANDLER)  # once, however many applications there are in a process
    log.setLevel(logging.INFO)
    log.propagate = False
    app.logger.addFilter(in_our_words)
    app.before_request(start_clock)
    app.after_request(log_request)
