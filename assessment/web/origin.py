"""Did this request come from our own page? Without a cookie there is no authority to borrow, so this is all it takes.

A foreign page could still post made-up answers and show somebody a frightening result in our name; that is refused.
The order of the checks is that of Go's CrossOriginProtection. See docs/decisions/no-cookie.md.
"""

from urllib.parse import urlsplit

from flask import Request, request
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


class OriginCheck(CSRF):
    """Flask-WTF's place for a token, filled with the check of the origin: `validate_on_submit` keeps its meaning."""

    def generate_csrf_token(self, csrf_token_field: CSRFTokenField) -> str:
        """No token: the browser's own headers are what is checked."""
        return ""

    def validate_csrf_token(self, form: FlaskForm, field: CSRFTokenField) -> None:
        """Raises ValidationError for a form that another site sent."""
        if cross_origin(request):
            raise ValidationError(gettext("This form was sent from another site."))
