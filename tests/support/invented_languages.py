"""Made-up languages, each made by rule from the extraction that translators get. None has a meaning.

in brackets        proves that every word passes through the catalogue: what is missed stays without brackets
two fifths longer  as long as a wordy language: nothing may be cut off or pushed off the page
right to left      English written in Hebrew letters: the page must mirror
many forms         brackets with the number's form in them, for a language with six forms and digits of its own
"""

import re
from collections.abc import Callable
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog

from assessment.i18n.catalogues import catalogue_path, forms, sentences
from assessment.i18n.commands import new_catalogue, write
from assessment.i18n.completeness import PLACEHOLDER
from assessment.i18n.extract import all_sentences

OPEN, CLOSE = "⟦", "⟧"
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "אבצדעפגהיןקלמנוףרחשטסתצקיז", strict=True))


def in_brackets(text: str) -> str:
    """The sentence in brackets."""
    return f"{OPEN}{text}{CLOSE}"


def outside_placeholders(text: str, change: Callable[[str], str]) -> str:
    """A sentence in which all is changed but its placeholders, tags and addresses."""
    kept = re.compile(rf"({PLACEHOLDER.pattern}|%%|\S+\.(?:org|com)\S*)")
    return "".join(part if kept.fullmatch(part) else change(part) for part in kept.split(text))


def longer(text: str) -> str:
    """Each word two fifths longer, with its vowels drawn out: words become longer than any line, not only sentences."""

    def drawn_out(match: re.Match[str]) -> str:
        word = match[0]
        at = next((place for place, letter in enumerate(word) if letter in "aeiouy"), len(word) - 1)
        return word[:at] + word[at] * round(len(word) * 0.4) + word[at:]

    return outside_placeholders(text, lambda part: re.sub(r"[A-Za-z]{2,}", drawn_out, part))


def right_to_left(text: str) -> str:
    """English in Hebrew letters."""
    return outside_placeholders(text, lambda part: "".join(LETTERS.get(letter, letter) for letter in part.lower()))


BRACKETS, LONGER, RIGHT_TO_LEFT, MANY_FORMS = "eo", "pl", "he", "ar"
"""Codes of languages that the locale data know. What is written in them is made up."""
MADE: dict[str, Callable[[str], str]] = {
    BRACKETS: in_brackets,
    LONGER: longer,
    RIGHT_TO_LEFT: right_to_left,
    MANY_FORMS: in_brackets,
}
"""Language -> what makes its sentence from the English one."""


def messages() -> list[str]:
    """Every sentence that extraction finds, the singular and the plural of a number each by itself."""
    return [form for one in sentences(all_sentences()) for form in dict.fromkeys(forms(one.id))]


def catalogue(tag: str, left_out: str | None = None) -> Catalog:
    """The catalogue of a made-up language; `left_out`: an English sentence that it lacks."""
    made = new_catalogue(Locale.parse(tag))
    count = made.num_plurals
    for one in sentences(all_sentences()):
        said = forms(one.id)
        if left_out in said:
            continue
        if len(said) == 1:
            made.add(one.id, MADE[tag](said[0]), context=one.context)
        else:
            numbered = [MADE[tag](f"{said[1]} ({form})" if tag == MANY_FORMS else said[1]) for form in range(count)]
            made.add(one.id, tuple(numbered), context=one.context)
    return made


def invent(folder: Path, *tags: str, left_out: str | None = None) -> Path:
    """Puts made-up catalogues where the application finds them, and returns the folder."""
    for tag in tags:
        place = catalogue_path(Locale.parse(tag), folder)
        place.parent.mkdir(parents=True)
        write(catalogue(tag, left_out), place)
    return folder
