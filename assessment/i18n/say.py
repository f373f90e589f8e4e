"""Says the sentences of the content in the language and the voice of a response; numbers and days as written there."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.numbers import format_decimal
from flask import Flask, current_app
from flask_babel import Babel, get_locale

from assessment.engine.content import Content
from assessment.engine.text import PluralText, Text
from assessment.i18n.languages import Catalogues
from assessment.i18n.locale import choose_locale, language_chosen, language_here, languages_offered, speech
from assessment.i18n.states import Standing
from assessment.i18n.voice import SPEAKING, Voice, fall_silent
from assessment.loading.content_files import all_texts


def voice() -> Voice:
    """The voice of this response, from when it first speaks until somebody changes how (`speak_as`)."""
    return SPEAKING.get() or begin_to_speak()


def begin_to_speak() -> Voice:
    """Finds the voice in which this response speaks."""
    catalogues: Catalogues = current_app.extensions["catalogues"]
    found = Voice(get_locale(), catalogues.sentences(), speech().about_somebody_else)
    SPEAKING.set(found)
    return found


def say(text: Text, **values: object) -> str:
    """A sentence of the content in the language of the request, to the person or about somebody else.

    Values fill the places in braces; numbers are written as the language writes them.
    """
    speaking = voice()
    sentence = speaking.sentences[speaking.words(text)]
    return fill(sentence, values) if values else sentence


def say_counted(text: PluralText, **numbers: int) -> str:
    """A sentence with numbers, in the form that the language has for the last of them."""
    speaking = voice()
    sentence = speaking.words(text)
    return fill(speaking.sentences.translations.ungettext(sentence, sentence, [*numbers.values()][-1]), numbers)


def fill(text: str, values: Mapping[str, object]) -> str:
    """A translated sentence with its places filled."""
    written = {name: number(value) if isinstance(value, int) else value for name, value in values.items()}
    return text.format(**written)


def say_about_somebody(text: Text) -> str:
    """A sentence of the content as it is said about somebody else."""
    return voice().sentences[text.they]


def say_own(sentence: str) -> str:
    """A sentence of the pages' own, such as a heading."""
    return voice().sentences[sentence]


def say_own_counted(one: str, more: str, count: int) -> str:
    """A sentence of the pages' own with a number before a noun."""
    found: str = voice().sentences.translations.ungettext(one, more, count)
    return found


# Numbers and days, by CLDR -------------------------------------------------------------------------------------------

FIRST_DIGIT = {"arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀", "tibt": "༠"}
"""The zero of each numbering system that is a language's own by CLDR and is no Latin one; the nine others follow it."""


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them, by CLDR."""
    return format_list(names, locale=voice().locale)


def in_alphabet(name: str) -> str:
    """What a name is sorted by: a letter with an accent stands where it would without."""
    return "".join(one for one in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(one))


def in_own_digits(text: str, locale: Locale) -> str:
    """Digits as the language writes them: Babel knows which, and leaves them Latin."""
    zero = FIRST_DIGIT.get(locale.default_numbering_system)
    if zero is None:
        return text
    return "".join(chr(ord(zero) + unicodedata.digit(one)) if one.isdecimal() else one for one in text)


def number(value: int) -> str:
    """A number as the language of the response writes it."""
    locale = voice().locale
    return in_own_digits(format_decimal(value, locale=locale, numbering_system="default"), locale)


def day(value: date) -> str:
    """A day as that language writes it, the month in words: 2/3 is another day in another country."""
    locale = voice().locale
    return in_own_digits(format_date(value, "long", locale), locale)


def length() -> float:
    """How much longer this response's language is than English (a ratio, 1.0 or more): how much fits onto a sheet."""
    catalogues: Catalogues = current_app.extensions["catalogues"]
    return catalogues.length(voice().locale)


def standing() -> Standing | None:
    """How far this response's language may be relied on; None for English, in which everything is written."""
    catalogues: Catalogues = current_app.extensions["catalogues"]
    return catalogues.standing(voice().locale)


def init_app(app: Flask, content: Content, catalogues: Mapping[str, Catalog]) -> None:
    """Sets up translation, and gives the templates `say`, numbers, days, and the language of the page.

    `catalogues`: those read at the start, by locale.
    """
    # One for each application: it keeps the catalogues that it was given.
    app.extensions["catalogues"] = found = Catalogues(catalogues, content.spellings)
    found.keep(chain.from_iterable((text.you, text.they) for text in all_texts(content)))
    app.extensions["i18n"] = content
    babel = Babel(app, locale_selector=choose_locale)
    babel.domain_instance = app.extensions["catalogues"]
    # Not Jinja's newer style: it formats every sentence, also one without a value.
    app.jinja_env.install_gettext_callables(say_own, say_own_counted, newstyle=False)  # type: ignore[attr-defined]
    for template_filter in (say, say_about_somebody, number, day):
        app.add_template_filter(template_filter)
    app.teardown_appcontext(fall_silent)
    app.add_template_global(language_here, "language")
    app.add_template_global(languages_offered)
    app.add_template_global(language_chosen)
