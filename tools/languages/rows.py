"""A language as a row of data: `tools/languages/<tag>.toml`. The next language begins with such a file."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from assessment.engine.text import Frozen
from assessment.loading.content_files import read

FOLDER = Path(__file__).parent


class Budget(Frozen, frozen=True):
    """What a language's texts keep to.

    page              the score of every page, and of its running sentences alone
    longest_sentence  in words, of everything that people read
    harder            how the name of a page or notice begins -> its own score, where it cannot keep to that of all
    kinds             the score of each kind of text by itself (tools/languages/texts.py)
    """

    page: float
    longest_sentence: int
    harder: Mapping[str, float] = {}
    kinds: Mapping[str, float] = {}

    def of(self, name: str) -> float:
        """The score that a page or a notice keeps to."""
        return next((score for start, score in self.harder.items() if name.startswith(start)), self.page)


class Reading(Frozen, frozen=True):
    """How reading ease is measured: start + a × words in a sentence + b × syllables in a word.

    syllables  how they are counted: `nuclei`, each strong vowel one, and a group of weak ones without a strong one; or
               `english`, by a dictionary for hyphenation and by rules for its silent letters
    silent     a pattern for letters that are not said
    said_as    pattern -> letter as which another is said
    """

    formula: str
    source: str
    start: float
    words_in_a_sentence: float
    syllables_in_a_word: float
    better: Literal["higher", "lower"]
    syllables: Literal["nuclei", "english"]
    budget: Budget
    strong: str = ""
    weak: str = ""
    silent: str = ""
    said_as: Mapping[str, str] = {}


class Language(Frozen, frozen=True):
    """A language.

    negations      words that say that something is not so
    not_negations  where one of them says nothing of the kind
    numbers        words for numbers that are not also other words
    not_numbers    where one of them counts nothing: "both"
    opens          a mark at the end of a sentence -> the one that opens it
    dictionaries   the language as a country writes it, as in spelling.toml -> its dictionary for hunspell
    """

    name: str
    negations: tuple[str, ...]
    reading: Reading
    not_negations: tuple[str, ...] = ()
    numbers: Mapping[str, int] = {}
    not_numbers: tuple[str, ...] = ()
    opens: Mapping[str, str] = {}
    dictionaries: Mapping[str, str] = {}


@cache
def language(tag: str) -> Language:
    """The row of a language. Raises ContentError when there is none, or it has another shape."""
    return read(FOLDER / f"{tag}.toml", Language)


def tags() -> tuple[str, ...]:
    """All languages that there is a row for, English first."""
    return tuple(sorted((path.stem for path in FOLDER.glob("*.toml")), key=lambda tag: (tag != "en", tag)))
