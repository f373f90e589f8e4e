"""Which language a page is in: the one in its path, the clinic's, or what the browser asks for.

See docs/decisions/0016-languages.md.
"""

from functools import cache

from babel import Locale
from flask import current_app, g, request
from flask_babel import get_locale, refresh
from msgspec import Struct

from assessment.engine.content import Content
from assessment.engine.text import ENGLISH, OUR_ENGLISH, Id
from assessment.i18n.voice import fall_silent


class Speech(Struct, frozen=True):
    """How one response speaks: in which language, in whose spelling, and to or about whom.

    offered   tags of the languages that can be chosen on this page
    in_path   the language that the path names; empty where it names none
    usual     the language where the path names none; empty where the browser is asked
    country   the country answered, or else the clinic's, as which the language is written; empty where there is none
    about_somebody_else  whether the person answers for somebody they are worried about
    """

    offered: tuple[str, ...] = (ENGLISH,)
    in_path: str = ""
    usual: str = ""
    country: Id = ""
    about_somebody_else: bool = False


def speech() -> Speech:
    """How this response speaks."""
    found: Speech = g.get("speech") or Speech()
    return found


def speak_as(wanted: Speech) -> None:
    """From here on, this response speaks so. What was found for how it spoke before is found anew."""
    if wanted == g.get("speech"):
        return
    g.speech = wanted
    fall_silent()
    refresh()


class Language(Struct, frozen=True):
    """A language that can be chosen: its tag as in paths and in `lang`, its own name, its direction."""

    tag: str
    name: str
    direction: str


@cache
def locale_of(tag: str) -> Locale:
    """The locale of a language's tag, such as pt-BR.

    Raises ValueError or babel.UnknownLocaleError when there is none.
    """
    return Locale.parse(tag, sep="-")


@cache
def in_own_words(tag: str) -> Language:
    """A language as its speakers call it."""
    locale = locale_of(tag)
    name = locale.get_display_name() or tag
    return Language(tag, name[0].upper() + name[1:], locale.text_direction)


def language_here() -> Language:
    """The language of this page as its `lang` names it, with the country as which it is written."""
    locale = get_locale()
    return Language(str(locale).replace("_", "-"), locale.language_name or "", locale.text_direction)


def languages_offered() -> tuple[Language, ...]:
    """The languages that can be chosen on this page."""
    return tuple(in_own_words(tag) for tag in speech().offered)


def language_chosen() -> str:
    """The tag of this page's language."""
    now = speech()
    return now.in_path or now.usual or request.accept_languages.best_match(now.offered) or now.offered[0]


def language_to_name() -> str:
    """The language that an address needs that is opened elsewhere: none where there is no choice."""
    return language_chosen() if len(speech().offered) > 1 else ""


def choose_locale() -> Locale:
    """The locale of this page: its language as the country writes it; if none is known, as the browser asks for it."""
    content: Content = current_app.extensions["i18n"]
    tag = language_chosen()
    if speech().country:
        written = f"{tag}_{content.country(speech().country).id.upper()}"
    else:
        asked = (one for one in request.accept_languages.values() if one.startswith(tag))
        written = next(asked, tag).replace("-", "_")
    usual = OUR_ENGLISH if tag == ENGLISH else tag
    return locale_of((written if written in content.spellings else usual).replace("_", "-"))
