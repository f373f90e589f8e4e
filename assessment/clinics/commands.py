"""`flask --app app clinics check`: looks at the clinics' files without serving anything."""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import click

from assessment.clinics.frame_check import findings
from assessment.clinics.read_clinic_file import read_each
from assessment.engine.content import Content
from assessment.loading.problems import ContentError
from assessment.loading.shapes import FrameCheckLine


def clinics_commands(
    folder: Path,
    content: Content,
    languages: tuple[str, ...],
    lines: Iterable[FrameCheckLine],
    today: Callable[[], date],
) -> click.Group:
    """The commands for whoever looks after the clinics' files. `lines`: those of the self-check."""
    group = click.Group("clinics", help="The clinics that show the assessment on their pages.")

    @group.command("check", help="Say of each clinic's file whether it can be used, and if not, why.")
    def check() -> None:
        wrong = 0
        for name, clinic in read_each(folder, content, languages):
            if isinstance(clinic, ContentError):
                click.echo(str(clinic), err=True)
                wrong += 1
                continue
            click.echo(f"{name}: in order")
            for one in findings(lines, clinic, content, today()):
                advice = one.line.passed if one.passed else one.line.advice
                click.echo(
                    f"  {'pass' if one.passed else 'FAIL'}  {one.line.title.you}: {advice.you} {one.found}".rstrip()
                )
        sys.exit(min(wrong, 1))

    return group
