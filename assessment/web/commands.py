"""`flask --app app clinics check`: looks at the clinics' files without serving anything."""

import sys

import click
from flask import Flask
from flask.cli import AppGroup

from assessment.engine.check import ContentError
from assessment.engine.clinics import read_each
from assessment.engine.self_check import findings
from assessment.web.views import today

clinics = AppGroup("clinics", help="The clinics that show the assessment on their pages.")


def init_app(app: Flask) -> None:
    """Adds the commands."""

    @clinics.command("check", help="Say of each clinic's file whether it can be used, and if not, why.")
    def check() -> None:
        mosaic = app.extensions["mosaic"]
        wrong = 0
        for name, clinic in read_each(mosaic.settings.clinics, mosaic.content, mosaic.settings.languages):
            if isinstance(clinic, ContentError):
                click.echo(str(clinic), err=True)
                wrong += 1
                continue
            click.echo(f"{name}: in order")
            for one in findings(clinic, mosaic.content, today()):
                advice = one.line.fine if one.fine else one.line.mend
                click.echo(
                    f"  {'pass' if one.fine else 'FAIL'}  {one.line.title.you}: {advice.you} {one.found}".rstrip()
                )
        sys.exit(min(wrong, 1))

    app.cli.add_command(clinics)
