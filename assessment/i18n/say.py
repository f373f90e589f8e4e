"""Says the sentences of the content in the language and the voice of a response; numbers and days as written there."""

import unicodedata
from collections.abc import Mapping
from datetime import date

from babel.messages.catalog import Catalog
from babel.numbers import format_decimal
from flask import Flask, current_app
from flask_babel import Babel, format_date, get_locale, gettext, ngettext

from assessment.engine.content import Content
from assessment.engine.text import PluralText, Text
from assessment.i18n.catalogues import Catalogues
from assessment.i18n.locale import choose_locale, language_chosen, language_here, languages_offered, speech


def say(text: Text, **values: object) -> str:
    """A sentence of the content in the language of the request, to the person or about somebody else.

    Values fill the places in braces; numbers are written as the language writes them.
    """
    return fill(gettext(text.they if speech().about_somebody_else else text.you), values)


def say_counted(text: PluralText, **numbers: int) -> str:
    """A sentence with numbers, in the form that the language has for the last of them."""
    sentence = text.they if speech().about_somebody_else else text.you
    return fill(ngettext(sentence, sentence, [*numbers.values()][-1]), numbers)


def fill(text: str, values: Mapping[str, object]) -> str:
    """A translated sentence with its places filled."""
    written = {name: number(value) if isinstance(value, int) else value for name, value in values.items()}
    return text.format(**written) if values else text


def say_about_somebody(text: Text) -> str:
    """A sentence of the content as it is said about somebody else."""
    return str(gettext(text.they))


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


def length() -> float:
    """How much longer the request's language is than English (a ratio, 1.0 or more): how much fits onto a sheet."""
    catalogues: Catalogues = current_app.extensions["catalogues"]
    return catalogues.length()


def init_app(app: Flask, content: Content, catalogues: Mapping[str, Catalog]) -> None:
    """Sets up translation, and gives the templates `say`, numbers, days, and the language of the page.

    `catalogues`: those read at the start, by locale.
    """
    # One for each application: it keeps the catalogues that it was given.
    app.extensions["catalogues"] = Catalogues(catalogues, content.spellings)
    app.extensions["i18n"] = content
    babel = Babel(app, locale_selector=choose_locale)
    babel.domain_instance = app.extensions["catalogues"]
    for template_filter in (say, say_about_somebody, number, day):
        app.add_template_filter(template_filter)
    app.add_template_global(language_here, "language")
    app.add_template_global(languages_offered)
    app.add_template_global(language_chosen)
