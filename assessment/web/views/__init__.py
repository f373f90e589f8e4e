"""All views, at their addresses; and what the templates know beside the value of their page."""

from flask import Flask
from jinja2 import StrictUndefined

from assessment.engine.rules import Fit
from assessment.web import render, urls, wording
from assessment.web.pages import Mode
from assessment.web.views import clinics, information, oembed, questions

VIEWS = (information, questions, clinics)
"""Importing them has put their views onto the blueprint."""


def init_app(app: Flask, languages: tuple[str, ...]) -> None:
    """Puts the pages at their addresses, and sets up the templates."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    # A name that a page does not give is a mistake of ours, never an empty string on a page about safety.
    app.jinja_env.undefined = StrictUndefined
    # A sentence may be broken over lines in a template: it is one line for translators.
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.add_template_global(Mode, "Mode")
    app.add_template_global(Fit, "Fit")
    urls.init_app(app, languages)
    wording.init_app(app)
    render.init_app(app)
    app.add_url_rule("/healthz", "healthz", information.healthz)
    app.add_url_rule("/readyz", "readyz", information.readyz)
    app.add_url_rule("/oembed", "oembed", oembed.oembed)
