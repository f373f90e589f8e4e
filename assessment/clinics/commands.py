"""`flask --app app clinics`: `check` looks at the clinics' files, `new` asks for what a new one has to say.

Neither serves anything.
"""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import click

from assessment.clinics.frame_check import Finding, findings
from assessment.clinics.new_clinic import as_toml, asked_for
from assessment.clinics.read_clinic_file import read_each
from assessment.engine.content import Content
from assessment.loading.content_files import CLINICS
from assessment.loading.problems import ContentError
from assessment.loading.shapes import FrameCheckLine

OWN = Path("clinics")
"""Where a new file goes if no folder is named: beside ours, which hold the made-up clinic, it would be lost."""


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
            else:
                click.echo(f"{name}: in order")
                wrong += say_each(findings(lines, clinic, content, today()))
        sys.exit(min(wrong, 1))

    @group.command("new", help="Ask for what a clinic's file has to say, and write it.")
    @click.option("--into", type=click.Path(path_type=Path), help="The folder for the file, if not MOSAIC_CLINICS.")
    def new(into: Path | None) -> None:
        write_new(content, into or (OWN if folder == CLINICS else folder))

    return group


def say_each(found: Iterable[Finding]) -> int:
    """Says each line of the self-check that a file decides. Returns how many somebody has to mend."""
    failed = 0
    for one in found:
        outcome = "pass" if one.passed else "note" if one.line.optional else "FAIL"
        advice = one.line.passed if one.passed else one.line.advice
        click.echo(f"  {outcome}  {one.line.title.you}: {advice.you} {one.found}".rstrip())
        failed += outcome == "FAIL"
    return failed


def write_new(content: Content, folder: Path) -> None:
    """Asks for a new clinic, and writes its file into a folder. A file that is there already stays as it is."""
    given = asked_for(content, folder, lambda text, usual: click.prompt(text, usual, type=str), click.echo)
    path = folder / f"{given['id']}.toml"
    if path.exists():
        raise click.ClickException(f"There is a file {path} already. Nothing was written.")
    folder.mkdir(exist_ok=True)
    path.write_text(as_toml(given), "utf-8")
    click.echo(f"Written: {path}\nTo try it on a page at once: make try CLINIC={given['id']}")
    click.echo(f"To serve it: MOSAIC_CLINICS={folder} make run")
