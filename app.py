"""Support Mosaic: wires content, settings and the web together.

`python app.py` serves it; `create_app` makes the WSGI application.
"""

import os

from click import get_current_context
from flask import Flask

from assessment.engine.assess import watched
from assessment.engine.load import load
from assessment.engine.model import Content
from assessment.web import assets, bodies, commands, fallback, headers, logs, render, views, words
from assessment.web.register import Register
from assessment.web.sealed import Seal
from assessment.web.settings import Settings, read_settings


def create_app(settings: Settings | None = None, content: Content | None = None) -> Flask:
    """The application.

    Raises ContentError for content that does not hold together, SettingError for a setting that cannot be used: both
    name what is wrong, before the first request.
    """
    app = Flask(__name__)
    settings = settings or read_settings(os.environ)
    content = content or load()
    app.extensions["mosaic"] = views.Mosaic(
        content,
        settings,
        Seal(settings.keys, content),
        # On the command line a broken file must not keep `clinics check` from saying so.
        Register(settings.clinics, content, languages=settings.languages, strict=not get_current_context(silent=True)),
        watched(content),
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    # The order in which a request meets them: the clock of the log, whose frame and whose form it is, the body.
    logs.init_app(app)
    views.init_app(app)
    bodies.init_app(app)
    words.init_app(app)
    render.init_app(app)
    ours = assets.init_app(app)
    headers.init_app(app, ours)
    fallback.init_app(app, ours)
    commands.init_app(app)
    app.jinja_env.globals["assets"] = ours
    return app


if __name__ == "__main__":
    from assessment.web.server import serve

    serve()
