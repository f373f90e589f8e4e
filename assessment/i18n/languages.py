"""The languages that an application speaks: each compiled in memory when it starts, from its catalogue."""

import io
from collections.abc import Iterable, Mapping
from typing import TypeVar

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.support import NullTranslations, Translations
from flask_babel import Domain, get_locale

from assessment.engine.text import ENGLISH, OUR_ENGLISH, Spelling
from assessment.i18n.catalogues import forms, sentences
from assessment.i18n.spelling import respeller
from assessment.i18n.states import Standing, standing_of

Value = TypeVar("Value")


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


def language_of(locale: str) -> str:
    """The language of a locale such as es_MX."""
    return locale.partition("_")[0]


class Respelled(NullTranslations):
    """A language as a country writes it, derived from the sentences of the language."""

    def __init__(self, said: NullTranslations, spelling: Spelling) -> None:
        super().__init__()
        self._said, self._respelled = said, respeller(spelling)

    def ugettext(self, message: str) -> str:
        """A sentence."""
        return self._respelled(self._said.ugettext(message))

    def ungettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """A sentence for a number."""
        return self._respelled(self._said.ungettext(msgid1, msgid2, n))


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
        said: dict[str, NullTranslations] = {locale: compiled(one) for locale, one in catalogues.items()}
        in_countries = {
            locale: Respelled(said.get(language_of(locale), NullTranslations()), spelling)
            for locale, spelling in spellings.items()
            if language_of(locale) in {ENGLISH, *said}
        }
        self._lengths = {locale: length_of(one) for locale, one in catalogues.items()}
        self._standings = {locale: standing_of(one) for locale, one in catalogues.items()}
        self.ours = Sentences(NullTranslations())
        translations = {**said, **in_countries}
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

    def length(self, locale: Locale) -> float:
        """How much longer a locale's language is than English: a ratio, 1.0 or more."""
        return there(self._lengths, locale) or 1.0

    def standing(self, locale: Locale) -> Standing | None:
        """How far a locale's language may be relied on; None for English, in which everything is written."""
        return there(self._standings, locale)


def there(by_locale: Mapping[str, Value], locale: Locale) -> Value | None:
    """What there is for a locale, or else for its language."""
    return by_locale.get(str(locale)) or by_locale.get(locale.language)
