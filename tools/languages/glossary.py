"""The words of a language, `assessment/translations/<language>/glossary.toml`, and what they ask of a translation."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from msgspec import field

from assessment.engine.text import Frozen
from assessment.i18n.catalogues import TRANSLATIONS
from assessment.i18n.locale import locale_of
from assessment.loading.content_files import read
from tools.languages.pairs import Pair

NOT_SEEN = "not seen"
END = r"(?!\w)"
"""Where a whole word ends."""


class Term(Frozen, frozen=True):
    """An English word, and how the language says it; the head of the file says what each key means."""

    english: str
    says: tuple[str, ...]
    used_by: str
    seen: str
    also: tuple[str, ...] = ()
    elsewhere: Mapping[str, str] = field(name="in", default_factory=dict)
    avoid: tuple[str, ...] = ()
    must: bool = False
    unless: Mapping[str, str] = {}
    rare: Mapping[str, str] = {}

    def is_in(self, english: str) -> bool:
        """Whether an English sentence has this word, in this meaning."""
        return bool(finder((self.english, *self.also), whole=True).search(plain(without(english, self.unless))))

    def is_said(self, pair: Pair) -> bool:
        """Whether the language says it there, or is known to say it in another way."""
        said = finder(self.says).search(plain(pair.said))
        return bool(said or (self.rare and finder(tuple(self.rare)).search(plain(pair.english))))


class Never(Frozen, frozen=True):
    """Words that the language does not use; one with a star stands for all that begin so."""

    words: tuple[str, ...]
    why: str
    instead: str
    seen: str
    unless: Mapping[str, str] = {}


class Glossary(Frozen, frozen=True):
    """All words of a language, and where they were seen: an id -> the place."""

    sources: Mapping[str, str]
    term: tuple[Term, ...]
    never: tuple[Never, ...]


@cache
def glossary(tag: str) -> Glossary:
    """The glossary of a language. Raises ContentError when there is none, or it has another shape."""
    return read(TRANSLATIONS / str(locale_of(tag)) / "glossary.toml", Glossary)


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """A text without accents and capitals."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))


@cache
def finder(words: tuple[str, ...], *, whole: bool = False) -> re.Pattern[str]:
    """What finds any of some words in a plain text, or where they are not `whole`, any that begins with one of them."""
    any_of_them = "|".join(re.escape(plain(word)) for word in words)
    return re.compile(rf"(?<!\w)(?:{any_of_them}){END if whole else ''}")


def without(text: str, phrases: Mapping[str, str]) -> str:
    """A text without phrases in which a word means something else; small letters or capitals."""
    for phrase in phrases:
        text = re.sub(re.escape(phrase), " ", text, flags=re.IGNORECASE)
    return text


def not_as_agreed(pair: Pair, tag: str) -> Iterator[str]:
    """Each word of the English that the language must say in one way, and here does not."""
    english = pair.own_english
    for term in glossary(tag).term:
        if term.must and term.is_in(english) and not term.is_said(pair):
            yield f"“{term.english}” is none of: {', '.join(term.says)}"


def not_used(pair: Pair, tag: str) -> Iterator[str]:
    """Each word in a translation that the language does not use."""
    said = pair.own_words
    for never in glossary(tag).never:
        rest = without(said, never.unless)
        yield from (f"“{word}”: {never.why}" for word in never.words if stands_in(word, rest))
    for term in glossary(tag).term:
        yield from (f"“{word}” for “{term.english}”" for word in term.avoid if stands_in(word, said))


def stands_in(word: str, text: str) -> bool:
    """Whether a word that is not used stands in a text.

    One with a capital is looked for as it is written: “Hable” at the beginning speaks to somebody, and “hable” further
    on may be what they should do.
    """
    return bool(not_used_finder(word).search(text))


@cache
def not_used_finder(word: str) -> re.Pattern[str]:
    """What finds a word that is not used."""
    end = "" if word.endswith("*") else r"(?!\w)"
    how = re.IGNORECASE if word.islower() else re.NOFLAG
    return re.compile(rf"(?<!\w){re.escape(word.removesuffix('*'))}{end}", how)
