"""Limits on what a form may send, looked at before anything reads it. Flask has none for the number of its fields."""

from urllib.parse import parse_qsl

from flask import Flask, abort, g, request
from werkzeug.exceptions import HTTPException

from assessment.web import saved_copy
from assessment.web.urls import page_asked_for

MOST_BYTES = 32 * 1024
MOST_COPY_BYTES = MOST_BYTES + saved_copy.MOST_BYTES
"""For a saved copy that is opened again, and what a browser puts around it. Below what Werkzeug writes to the disk."""
MOST_DRAINED = 16 * 1024 * 1024
MOST_FIELDS = 100
FORM = "application/x-www-form-urlencoded"
WITH_FILE = "multipart/form-data"
COPY = "copy"
"""The one field that takes a file."""
TAKES_FILE = "answer"
"""The page that takes it."""


def check_body() -> None:
    """Refuses a body that is no plain form (415), too large (413), has too many fields (413) or is not UTF-8 (400).

    Werkzeug decodes invalid UTF-8 silently, with replacement characters: such a value would be an answer that nobody
    gave, so it is refused here.
    """
    if request.method != "POST":
        return
    if request.mimetype == WITH_FILE and page_asked_for() == TAKES_FILE:
        check_file()
        return
    if request.mimetype != FORM:
        abort(415)
    try:
        g.body = body = request.get_data(cache=True)
    except HTTPException:
        raise
    except Exception:  # each server has its own for a body that breaks off or has broken chunks
        abort(400)
    if body.count(b"&") >= MOST_FIELDS:
        abort(413)
    if b"%" not in body and body.isascii():
        return  # nothing in it that could be no UTF-8
    try:
        parse_qsl(body.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict")
    except UnicodeDecodeError:
        abort(400)


def check_file() -> None:
    """Lets a form with a file through, with a limit of its own; a larger one is refused (413).

    It is read to its end and thrown away: a browser that is still sending shows an error of its own, not our page.
    """
    request.max_content_length = MOST_COPY_BYTES
    length = request.content_length or 0
    if length > MOST_COPY_BYTES:
        left = min(length, MOST_DRAINED)
        while left > 0 and (some := request.environ["wsgi.input"].read(min(left, 64 * 1024))):
            left -= len(some)
        abort(413)
    try:
        files = list(request.files)
    except HTTPException:
        raise
    except Exception:  # as for a plain form
        abort(400)
    if files != [COPY]:
        abort(415)


def field_of_any_body(name: str) -> str:
    """One field of a form that may be broken elsewhere: bytes that are no UTF-8 do not hide the others.

    Nothing of a body that was not read: from another site, too large, not a form, broken off.
    """
    body: bytes = g.get("body", b"")
    return dict(parse_qsl(body.decode("latin-1"))).get(name, "")


def init_app(app: Flask) -> None:
    """Puts the limits before every request."""
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.before_request(check_body)
