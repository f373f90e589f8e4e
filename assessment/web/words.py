"""Every word that is shown goes through gettext: English stands where its object stands, catalogues hold the rest."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache

from babel.messages.catalog import Catalog
from babel.numbers import format_decimal
from babel.support import NullTranslations
from flask import Flask, current_app, g
from flask_babel import Babel, Domain, format_date, get_locale, gettext, ngettext

from assessment.engine.model import Counted, Spelling, Words
from assessment.engine.spelling import respelled
from assessment.web.catalogue import CatalogueRefused, compiled, complete, length_of, place_of, read_catalogue
from assessment.web.languages import choose_locale, locale_of
from assessment.web.settings import ENGLISH, SettingError, Settings


def say(words: Words, **values: object) -> str:
    """A sentence of the content in the language of the request, to the person or about somebody else.

    Values fill the places in braces; numbers are written as the language writes them.
    """
    return fill(gettext(words.they if g.get("about_other") else words.you), values)


def say_counted(words: Counted, **numbers: int) -> str:
    """A sentence with numbers, in the form that the language has for the last of them."""
    text = words.they if g.get("about_other") else words.you
    return fill(ngettext(text, text, [*numbers.values()][-1]), numbers)


def fill(text: str, values: Mapping[str, object]) -> str:
    """A translated sentence with its places filled."""
    written = {name: number(value) if isinstance(value, int) else value for name, value in values.items()}
    return text.format(**written) if values else text


def say_about_somebody(words: Words) -> str:
    """A sentence of the content as it is said about somebody else."""
    return str(gettext(words.they))


# Numbers and days, by CLDR -------------------------------------------------------------------------------------------

FIRST_DIGIT = {"arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀", "tibt": "༠"}
"""The zero of each numbering system that is a language's own by CLDR and is no Latin one; the nine others follow it."""


def in_own_digits(text: str) -> str:
    """Digits as the language writes them: Babel knows which, and leaves them Latin."""
    zero = FIRST_DIGIT.get(get_locale().default_numbering_system)
    if zero is None:
        return text
    return "".join(chr(ord(zero) + unicodedata.digit(one)) if one.isdecimal() else one for one in text)


def number(value: int) -> str:
    """A number as the language writes it."""
    return in_own_digits(format_decimal(value, locale=get_locale(), numbering_system="default"))


def day(value: date) -> str:
    """A day as the language writes it, the month in words: 2/3 is another day in another country."""
    return in_own_digits(format_date(value, "long"))


# Catalogues ----------------------------------------------------------------------------------------------------------


class Respelled(NullTranslations):
    """English in another spelling than ours, derived from our sentences."""

    def __init__(self, spelling: Spelling) -> None:
        super().__init__()
        self._respelled = cache(lambda text: respelled(text, spelling))

    def ugettext(self, message: str) -> str:
        """A sentence."""
        text: str = self._respelled(message)
        return text

    def ungettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """A sentence for a number."""
        text: str = self._respelled(msgid1 if n == 1 else msgid2)
        return text


class Catalogues(Domain):
    """The translations that were read at the start, by locale; our own English where there are none."""

    def __init__(self, catalogues: Mapping[str, Catalog], spellings: Mapping[str, Spelling]) -> None:
        super().__init__()
        self._translations: dict[str, NullTranslations] = {id: Respelled(one) for id, one in spellings.items()}
        self._translations |= {id: compiled(one) for id, one in catalogues.items()}
        self._lengths = {id: length_of(one) for id, one in catalogues.items()}
        self._ours = NullTranslations()

    def get_translations(self) -> NullTranslations:
        """Those of the request's locale."""
        return self._translations.get(str(get_locale()), self._ours)

    def length(self) -> float:
        """How much longer the request's language is than English."""
        return self._lengths.get(str(get_locale()), 1.0)


def length() -> float:
    """How much longer the language of the request is than English: how much fits onto a sheet depends on it."""
    catalogues: Catalogues = current_app.extensions["babel"].instance.domain_instance
    return catalogues.length()


def read_catalogues(settings: Settings) -> dict[str, Catalog]:
    """The catalogues of all languages offered, by locale; English has none.

    Raises SettingError for a language whose catalogue is not complete, unless unfinished ones are on trial.
    """
    found: dict[str, Catalog] = {}
    for tag in settings.languages:
        locale = locale_of(tag)
        if tag == ENGLISH:
            continue
        try:
            if settings.trial:
                found[str(locale)] = read_catalogue(place_of(locale, settings.translations), locale)
            else:
                found[str(locale)] = complete(locale, settings.translations)
        except CatalogueRefused as error:
            raise SettingError("LANGUAGES", str(error)) from error
    return found


def init_app(app: Flask) -> None:
    """Sets up translation, and gives the templates `say`, numbers, days, and the language of the page.

    Raises SettingError for a language that cannot be offered.
    """
    mosaic = app.extensions["mosaic"]
    # One for each application: it keeps the catalogues that it has read.
    babel = Babel(app, locale_selector=choose_locale)
    babel.domain_instance = Catalogues(read_catalogues(mosaic.settings), mosaic.content.spellings)
    for template_filter in (say, say_about_somebody, number, day):
        app.add_template_filter(template_filter)
    app.add_template_global(get_locale, "language")
