"""Which language a page is in: the one in its path, the clinic's, or what the browser asks for.

See docs/decisions/languages.md.
"""

from babel import Locale
from flask import current_app, g, request
from msgspec import Struct

from assessment.engine.model import OUR_ENGLISH, Answers, Clinic, Content
from assessment.web.settings import ENGLISH


class Language(Struct, frozen=True):
    """A language that can be chosen: its tag as in paths and in `lang`, its own name, its direction."""

    tag: str
    name: str
    direction: str


def locale_of(tag: str) -> Locale:
    """The locale of a language's tag, such as pt-BR.

    Raises ValueError or babel.UnknownLocaleError when there is none.
    """
    return Locale.parse(tag, sep="-")


def in_own_words(tag: str) -> Language:
    """A language as its speakers call it."""
    locale = locale_of(tag)
    name = locale.get_display_name() or tag
    return Language(tag, name[0].upper() + name[1:], locale.text_direction)


def tags_offered(clinic: Clinic | None) -> tuple[str, ...]:
    """The languages that can be chosen: in a clinic's frame its own, where it names some."""
    ours: tuple[str, ...] = current_app.extensions["mosaic"].settings.languages
    return (clinic.languages if clinic else ()) or ours


def offered() -> tuple[Language, ...]:
    """The languages that can be chosen on this page."""
    return tuple(in_own_words(tag) for tag in tags_offered(g.get("clinic")))


def chosen() -> str:
    """The language of this page: of its path, else the clinic's first, else the best for what the browser asks for."""
    clinic: Clinic | None = g.get("clinic")
    if g.get("language"):
        return str(g.language)
    if clinic and clinic.languages:
        return clinic.languages[0]
    tags = tags_offered(clinic)
    return request.accept_languages.best_match(tags) or tags[0]


def to_be_named() -> str:
    """The language that an address needs that is opened elsewhere: none where there is no choice."""
    return chosen() if len(tags_offered(g.get("clinic"))) > 1 else ""


def choose_locale() -> str:
    """The locale of this page: its language, and for English how it is spelled."""
    tag = chosen()
    return spelled() if tag == ENGLISH else str(locale_of(tag))


def spelled() -> str:
    """How English is spelled: as in the country answered, else the clinic's, else as the browser asks for it."""
    content: Content = current_app.extensions["mosaic"].content
    clinic: Clinic | None = g.get("clinic")
    country = g.get("country") or (clinic.country if clinic else None)
    if country:
        return content.country(country).english
    asked = (tag.replace("-", "_") for tag in request.accept_languages.values() if tag.startswith(ENGLISH))
    first = next(asked, OUR_ENGLISH)
    return first if first in {one.english for one in content.countries.values()} else OUR_ENGLISH


def country_answered(answers: Answers) -> str:
    """The country that somebody named, or nothing."""
    return answers.get("country", ("",))[0]
