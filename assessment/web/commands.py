"""`flask --app app clinics check`: looks at the clinics' files without serving anything."""

import sys

import click
from flask import Flask
from flask.cli import AppGroup

from assessment.engine.check import ContentError
from assessment.engine.clinics import read_clinic

clinics = AppGroup("clinics", help="The clinics that show the assessment on their pages.")


def init_app(app: Flask) -> None:
    """Adds the commands."""

    @clinics.command("check", help="Say of each clinic's file whether it can be used, and if not, why.")
    def check() -> None:
        mosaic = app.extensions["mosaic"]
        wrong = 0
        for path in sorted(mosaic.settings.clinics.glob("*.toml")):
            try:
                read_clinic(path, mosaic.content, mosaic.settings.languages)
                click.echo(f"{path.name}: in order")
            except ContentError as error:
                click.echo(str(error), err=True)
                wrong += 1
        sys.exit(min(wrong, 1))

    app.cli.add_command(clinics)
