"""When something is wrong: a plain page in the site's design, or where that cannot be made, one that needs nothing."""

from flask import Flask, Response, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadHost, HTTPException, InternalServerError, SecurityError

from assessment.web.answer_tokens import TokenRefused
from assessment.web.answers import token_that_came
from assessment.web.last_resort import LastResort
from assessment.web.logs import log_failure
from assessment.web.pages import AnswerForm, ErrorPage, ExpiredPage
from assessment.web.render import render

WITHOUT_ROUTES = (BadHost, SecurityError)
"""For a request whose Host is none, or none that is trusted, Flask knows no route: no page of ours can be made."""
FIRST_ERROR = 400
"""Statuses below it are no errors (RFC 9110, 15): redirects are exceptions too."""


def token_refused(error: TokenRefused) -> ResponseReturnValue:
    """The answers cannot be opened: a plain page that says so. Never a guess, never a result from part of them."""
    return render(ExpiredPage(problem=error.problem)), 400


def http_error(error: HTTPException) -> ResponseReturnValue:
    """An error in the site's design; where that cannot be made, the page that needs nothing."""
    if error.code is None or error.code < FIRST_ERROR:
        return error
    last_resort: LastResort = current_app.extensions["last_resort"]
    if isinstance(request.routing_exception, WITHOUT_ROUTES):
        return last_resort.answer(error.code)
    try:
        return error_page(error, error.code)
    except Exception as second:
        log_failure(second)
        return last_resort.answer(error.code)


def error_page(error: HTTPException, status: int) -> Response:
    """The page for an error, with a way back to the answers where they came along."""
    token = token_that_came()
    answer = Response(render(ErrorPage(status=status, form=AnswerForm(token) if token else None)), status)
    if allowed := getattr(error, "valid_methods", None):
        answer.headers["Allow"] = ", ".join(allowed)
    return answer


def failure(error: Exception) -> ResponseReturnValue:
    """Our own mistake: the class and the place are logged, and the page says so plainly."""
    log_failure(error)
    return http_error(InternalServerError())


def init_app(app: Flask) -> None:
    """Puts these pages in the place of Flask's own."""
    app.register_error_handler(TokenRefused, token_refused)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, failure)
