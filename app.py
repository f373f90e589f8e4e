"""Support Mosaic: wires content, settings and the web together.

`python app.py` serves it; `create_app` makes the WSGI application.
"""

import os
from collections.abc import Mapping

from babel.messages.catalog import Catalog
from flask import Flask

from assessment.clinics.commands import clinics_commands
from assessment.clinics.folder import ClinicFolder
from assessment.engine.content import Content
from assessment.i18n import beside, say, templates
from assessment.i18n.catalogues import CatalogueRefused
from assessment.i18n.offered_languages import read_catalogues
from assessment.loading.content_files import load, load_accessibility_test, load_frame_check
from assessment.web import (
    assets,
    compression,
    form_origin,
    headers,
    last_resort,
    logs,
    request_limits,
    same_for_all,
    totals,
    views,
)
from assessment.web.answer_tokens import AnswerTokens
from assessment.web.app_state import AppState, today
from assessment.web.content_needs import refuse_what_pages_lack
from assessment.web.forms import step_forms
from assessment.web.settings import SettingError, Settings, read_settings
from assessment.web.views import errors


def create_app(settings: Settings | None = None, content: Content | None = None) -> Flask:
    """The application.

    Raises ContentError for content or a clinic's file that does not hold together, SettingError for a setting that
    cannot be used: both name what is wrong, before the first request.
    """
    settings, content = settings or read_settings(os.environ), content or load()
    state = made_of(settings, content)
    app = Flask(__name__)
    app.jinja_environment = templates.FlatGlobals
    app.extensions["support_mosaic"] = state
    # The order in which a request meets them: the clock of the log, by which path, from which site, the body.
    logs.init_app(app, settings.log)
    views.init_app(app, settings.languages)
    form_origin.init_app(app)
    request_limits.init_app(app)
    errors.init_app(app)
    say.init_app(app, content, catalogues_of(settings))
    templates.init_app(app)
    beside.init_app(app)
    ours = assets.init_app(app, settings.htmx_file)
    headers.init_app(app, ours, content.version)
    last_resort.init_app(app, ours, content.version)
    compression.init_app(app, ours.loaded)
    same_for_all.init_app(app)
    totals.init_app(wanted=settings.totals)
    app.cli.add_command(clinics_commands(settings.clinics, content, settings.languages, state.frame_check, today))
    return app


def made_of(settings: Settings, content: Content) -> AppState:
    """What an application is made of, looked at before the first request."""
    lines = load_frame_check()
    refuse_what_pages_lack(content, lines)
    return AppState(
        content=content,
        settings=settings,
        tokens=AnswerTokens(settings.keys, content),
        forms=step_forms(content),
        clinics=ClinicFolder(settings.clinics, content, languages=settings.languages),
        frame_check=lines,
        accessibility=load_accessibility_test(),
    )


def catalogues_of(settings: Settings) -> Mapping[str, Catalog]:
    """The translations of all languages offered, by locale."""
    try:
        wanted = None if settings.trial else settings.languages_at_least
        return read_catalogues(settings.languages, settings.translations, wanted)
    except CatalogueRefused as error:
        raise SettingError("MOSAIC_LANGUAGES", str(error)) from error


if __name__ == "__main__":
    from assessment.web.gunicorn_conf import serve

    serve()
