"""Catalogues of translations: one file for each language, read and compiled in memory when the server starts.

English stands where its object stands. A language is translations/<language>/LC_MESSAGES/messages.po, which
translators' tools read and write. See docs/translating.md.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import NullTranslations, Translations
from flask_babel import Domain, get_locale

from assessment.engine.text import OUR_ENGLISH, Spelling
from assessment.i18n.spelling import respeller

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


def compiled(catalogue: Catalog) -> Translations:
    """A catalogue as gettext reads it."""
    data = io.BytesIO()
    write_mo(data, catalogue)
    data.seek(0)
    return Translations(data)


def length_of(catalogue: Catalog) -> float:
    """How much longer a language is than English, in letters: a ratio, 1.0 where it is shorter."""
    both = [(len(forms(one.id)[-1]), len(forms(one.string)[-1])) for one in sentences(catalogue) if one.string]
    return max(1.0, sum(made for _, made in both) / max(1, sum(source for source, _ in both)))


class Respelled(NullTranslations):
    """English in another spelling than ours, derived from our sentences."""

    def __init__(self, spelling: Spelling) -> None:
        super().__init__()
        self._respelled = respeller(spelling)

    def ugettext(self, message: str) -> str:
        """A sentence."""
        return self._respelled(message)

    def ungettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """A sentence for a number."""
        return self._respelled(msgid1 if n == 1 else msgid2)


class Sentences(dict[str, str]):
    """The sentences of one language, looked up before the first request.

    Nothing is added later: which sentences were said would tell what somebody has answered.
    """

    def __init__(self, translations: NullTranslations) -> None:
        super().__init__()
        self.translations = translations

    def keep(self, sentences: Iterable[str]) -> None:
        """Looks up some sentences for good."""
        self.update((one, self.translations.ugettext(one)) for one in sentences)

    def __missing__(self, sentence: str) -> str:
        found: str = self.translations.ugettext(sentence)
        return found


class Catalogues(Domain):
    """The translations that were read at the start, by locale; our own English where there are none."""

    def __init__(self, catalogues: Mapping[str, Catalog], spellings: Mapping[str, Spelling]) -> None:
        super().__init__()
        translations: dict[str, NullTranslations] = {locale: Respelled(one) for locale, one in spellings.items()}
        translations |= {locale: compiled(one) for locale, one in catalogues.items()}
        self._lengths = {locale: length_of(one) for locale, one in catalogues.items()}
        self.ours = Sentences(NullTranslations())
        self.by_locale = {OUR_ENGLISH: self.ours, **{locale: Sentences(one) for locale, one in translations.items()}}

    def keep(self, sentences: Iterable[str]) -> None:
        """Looks up some sentences for good, in every language."""
        for one in self.by_locale.values():
            one.keep(sentences)

    def sentences(self) -> Sentences:
        """Those of the request's locale."""
        return self.by_locale.get(str(get_locale()), self.ours)

    def get_translations(self) -> NullTranslations:
        """As Flask-Babel asks for them."""
        return self.sentences().translations

    def length(self) -> float:
        """How much longer the request's language is than English: a ratio, 1.0 or more."""
        return self._lengths.get(str(get_locale()), 1.0)
