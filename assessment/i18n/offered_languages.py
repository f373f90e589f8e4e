"""Reads the catalogues of the languages that are offered, when the server starts."""

from pathlib import Path

from babel.messages.catalog import Catalog

from assessment.engine.text import ENGLISH
from assessment.i18n.catalogues import CatalogueRefused, catalogue_path, read_catalogue
from assessment.i18n.locale import locale_of
from assessment.i18n.states import State, standing_of


def read_catalogues(languages: tuple[str, ...], folder: Path, wanted: State | None) -> dict[str, Catalog]:
    """The catalogues of all languages offered, by locale; English has none.

    Raises CatalogueRefused for a language whose catalogue is not complete or has not reached the state that is wanted;
    where none is, unfinished ones are on trial.
    """
    others = [locale_of(tag) for tag in languages if tag != ENGLISH]
    found = {str(locale): read_catalogue(catalogue_path(locale, folder), locale) for locale in others}
    if found and wanted is not None:
        # Looks through all sentences that there are, in templates and content: only with a second language.
        from assessment.i18n.completeness import refuse_incomplete  # noqa: PLC0415

        for locale in others:
            refuse_incomplete(found[str(locale)], catalogue_path(locale, folder))
            refuse_before(wanted, found[str(locale)], catalogue_path(locale, folder))
    return found


def refuse_before(wanted: State, catalogue: Catalog, path: Path) -> None:
    """Raises CatalogueRefused for a catalogue, from this file, that has not reached a state."""
    found = standing_of(catalogue)
    if not found.reaches(wanted):
        counts = ", ".join(f"{count} {state}" for state, count in found.about_safety.items())
        raise CatalogueRefused(path, f"it has not reached '{wanted}'; of the sentences about safety: {counts}")
