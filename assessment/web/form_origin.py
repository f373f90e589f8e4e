"""Did this request come from our own page? Without a cookie there is no authority to borrow, so this is all it takes.

A foreign page could still post made-up answers and show somebody a frightening result in our name; that is refused.
The order of the checks is that of Go's CrossOriginProtection. See docs/decisions/0003-no-cookie.md.
"""

from urllib.parse import urlsplit

from flask import Flask, Request, abort, g, request
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import ValidationError
from wtforms.csrf.core import CSRF, CSRFTokenField

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def cross_origin(of: Request) -> bool:
    """Whether a browser says that another site sent this request. A request without such headers is no browser's."""
    site, origin = of.headers.get("Sec-Fetch-Site"), of.headers.get("Origin")
    if site is not None:
        return site not in {"same-origin", "none"}
    try:
        return origin is not None and urlsplit(origin).netloc != of.host
    except ValueError:
        return True


def refuse_foreign_forms() -> None:
    """Refuses (403) a form that another site sent, before anything reads it."""
    if request.method not in SAFE_METHODS and cross_origin(request):
        abort(403)
    g.origin_seen = True


class OriginCheck(CSRF):
    """Flask-WTF's place for a token: no form is valid in a request whose origin was not looked at."""

    def generate_csrf_token(self, csrf_token_field: CSRFTokenField) -> str:
        """No token: the browser's own headers are what is looked at."""
        return ""

    def validate_csrf_token(self, form: FlaskForm, field: CSRFTokenField) -> None:
        """Raises ValidationError where `refuse_foreign_forms` has not let this request through."""
        if not g.get("origin_seen"):
            raise ValidationError(gettext("This form was sent from another site."))


def init_app(app: Flask) -> None:
    """Puts the check before every request."""
    app.before_request(refuse_foreign_forms)
