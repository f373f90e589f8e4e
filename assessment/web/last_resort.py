"""What is answered when even the page for errors cannot be made: one page, made at start, that needs nothing.

No route, language, clinic or answer goes into it, because any of these may be what is broken. A Host that is none
leaves Flask without routes, so that every link on a page fails; a mistake of ours in a template fails on every page.
"""

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, Response

from assessment.web.assets import Assets
from assessment.web.headers import strictest
from assessment.web.logs import log_failure, log_line

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


class LastResort:
    """The page; and as a WSGI application, ours with the page in the place of an answer that Flask never gave."""

    def __init__(self, page: str, headers: Mapping[str, str], inside: Wsgi) -> None:
        self._page = page
        self._headers = headers
        self._inside = inside

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """The application's answer, or the page where it raised."""
        try:
            return self._inside(environ, start_response)
        except Exception as error:
            log_failure(error)
            log_line(environ["REQUEST_METHOD"], None, HTTPStatus.INTERNAL_SERVER_ERROR)
            return self.answer(HTTPStatus.INTERNAL_SERVER_ERROR)(environ, start_response)

    def answer(self, code: int) -> Response:
        """The page with a status and the strictest of our headers; where Flask goes on with it, as for any page."""
        return Response(self._page, code, self._headers)


def init_app(app: Flask, assets: Assets, version: str) -> None:
    """Makes the page, and stands around the application."""
    page = app.jinja_env.get_template("pages/last_resort.html").render(style=assets.styles["page"].text)
    last_resort = LastResort(page, strictest(assets, version), app.wsgi_app)
    app.wsgi_app = last_resort  # type: ignore[method-assign]  # how Flask wants it: https://flask.palletsprojects.com/quickstart/#hooking-in-wsgi-middleware
    app.extensions["last_resort"] = last_resort
