"""Catalogues of translations: one file for each language.

English stands where its object stands. A language is translations/<language>/LC_MESSAGES/messages.po, which
translators' tools read and write. See docs/translating.md.
"""

from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

TRANSLATIONS = Path(__file__).parent.parent / "translations"


class CatalogueRefused(ValueError):
    """A catalogue cannot be used. The message names the file and the cause."""

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(f"{path}: {cause}")


def forms(text: object) -> tuple[str, ...]:
    """The forms of a sentence: one, or those for different numbers."""
    return tuple(text) if isinstance(text, (tuple, list)) else (str(text),)


def sentences(catalogue: Catalog) -> Iterator[Message]:
    """The messages of a catalogue without its header."""
    return (message for message in catalogue if message.id)


def catalogue_path(locale: Locale, folder: Path = TRANSLATIONS) -> Path:
    """Where the catalogue of a language lies."""
    return folder / str(locale) / "LC_MESSAGES" / "messages.po"


def read_catalogue(path: Path, locale: Locale) -> Catalog:
    """A catalogue from its file.

    Raises CatalogueRefused when it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return read_po(file, locale=locale, abort_invalid=True)
    except FileNotFoundError as error:
        raise CatalogueRefused(path, "there is no such catalogue") from error
    except (OSError, ValueError, PoFileError) as error:
        raise CatalogueRefused(path, str(error)) from error
