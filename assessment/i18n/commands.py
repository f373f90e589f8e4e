"""For translators: `python -m assessment.i18n.commands …`, see docs/translating.md."""

import io
import sys
from pathlib import Path

import click
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from assessment.i18n.catalogues import TRANSLATIONS, CatalogueRefused, catalogue_path, read_catalogue, sentences
from assessment.i18n.completeness import plural_rule
from assessment.i18n.extract import HEAD, all_sentences
from assessment.i18n.lint import faults


def new_catalogue(locale: Locale) -> Catalog:
    """An empty one, that counts by CLDR: the rules that tools bring along are older for some languages."""
    made = Catalog(locale=locale, fuzzy=False, **HEAD)
    made.mime_headers = [("Plural-Forms", plural_rule(locale))]
    return made


def update(locale: Locale, folder: Path = TRANSLATIONS) -> Path:
    """Makes a language's catalogue, or brings it up to date: what is translated stays, what is new is empty.

    What is about safety comes first, as translators should go through it. Nothing is guessed from similar sentences: a
    guess looks finished.
    """
    path = catalogue_path(locale, folder)
    known = read_catalogue(path, locale) if path.exists() else Catalog(locale=locale)
    fresh = new_catalogue(locale)
    for source in sorted(sentences(all_sentences()), key=lambda one: not one.auto_comments):
        made = known.get(source.id)
        fresh.add(
            source.id,
            made.string if made else None,
            locations=source.locations,
            flags=made.flags if made else (),
            auto_comments=source.auto_comments,
            user_comments=made.user_comments if made else (),
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    write(fresh, path)
    return path


def write(catalogue: Catalog, path: Path) -> None:
    """Writes a catalogue."""
    data = io.BytesIO()
    write_po(data, catalogue, width=120, include_lineno=False)
    path.write_bytes(data.getvalue())


@click.group(help=__doc__)
def commands() -> None:
    """The commands."""


@commands.command("extract", help="Write every sentence into translations/messages.pot, those about safety first.")
def extract() -> None:
    """Writes the template."""
    template = Catalog(fuzzy=False, **HEAD)
    for one in sorted(sentences(all_sentences()), key=lambda one: not one.auto_comments):
        template.add(one.id, locations=one.locations, auto_comments=one.auto_comments)
    TRANSLATIONS.mkdir(exist_ok=True)
    write(template, TRANSLATIONS / "messages.pot")
    safety = sum(bool(one.auto_comments) for one in sentences(template))
    click.echo(f"{len(template)} sentences, {safety} of them about safety: {TRANSLATIONS / 'messages.pot'}")


@commands.command("update", help="Make the catalogue of a language, or bring it up to date.")
@click.argument("tag")
def update_one(tag: str) -> None:
    """Makes or updates a catalogue."""
    click.echo(update(Locale.parse(tag, sep="-")))


@commands.command("lint", help="Say what is wrong with the catalogues that there are, or with one.")
@click.argument("tag", required=False)
def lint(tag: str | None) -> None:
    """Ends with 1 where something is to be mended."""
    there = sorted(path.parent.parent.name for path in TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))
    wrong = 0
    for name in [str(Locale.parse(tag, sep="-"))] if tag else there:
        locale = Locale.parse(name)
        try:
            found = list(faults(read_catalogue(catalogue_path(locale), locale)))
        except CatalogueRefused as error:
            click.echo(str(error), err=True)
            wrong += 1
            continue
        for fault in found:
            click.echo(f"{name}: {fault}", err=True)
        click.echo(f"{name}: {f'{len(found)} to mend' if found else 'in order'}")
        wrong += len(found)
    sys.exit(min(wrong, 1))


if __name__ == "__main__":
    commands()
