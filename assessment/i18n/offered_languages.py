"""Reads the catalogues of the languages that are offered, when the server starts."""

from pathlib import Path

from babel.messages.catalog import Catalog

from assessment.engine.text import ENGLISH
from assessment.i18n.catalogues import catalogue_path, read_catalogue
from assessment.i18n.locale import locale_of


def read_catalogues(languages: tuple[str, ...], folder: Path, *, on_trial: bool = False) -> dict[str, Catalog]:
    """The catalogues of all languages offered, by locale; English has none.

    Raises CatalogueRefused for a language whose catalogue is not complete, unless unfinished ones are on trial.
    """
    others = [locale_of(tag) for tag in languages if tag != ENGLISH]
    found = {str(locale): read_catalogue(catalogue_path(locale, folder), locale) for locale in others}
    if found and not on_trial:
        # Looks through all sentences that there are, in templates and content: only with a second language.
        from assessment.i18n.completeness import refuse_incomplete  # noqa: PLC0415

        for locale in others:
            refuse_incomplete(found[str(locale)], catalogue_path(locale, folder))
    return found
