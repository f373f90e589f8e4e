"""Translations back into English, made from the translation alone and judged beside the English: docs/languages/.

Each sentence about safety has a row in `<language>-back.tsv`. A row is of the two texts that it holds: once either has
changed it no longer counts, and the sentence has to be translated back anew.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tools.languages.checks import negations_in, numbers_in
from tools.languages.pairs import Pair
from tools.languages.rows import language

FOLDER = Path("docs/languages")
JUDGED = "Judged right"
"""How a note says that a translation stays although it does not say quite the same."""
VERDICTS = ("same", "weaker", "stronger", "other")


class Back(NamedTuple):
    """A sentence, its translation, that back in English, and how the two compare: see VERDICTS."""

    english: str
    said: str
    back: str
    verdict: str
    note: str

    @property
    def is_open(self) -> bool:
        """Whether it says something else, and is not judged right."""
        return self.verdict != "same" and JUDGED not in self.note


@cache
def translated_back(tag: str) -> tuple[Back, ...]:
    """All rows of a language; none where nothing has been translated back."""
    path = FOLDER / f"{tag}-back.tsv"
    lines = path.read_text("utf-8").splitlines()[1:] if path.exists() else []
    return tuple(Back(*line.split("\t")) for line in lines)


def missing(pairs: Iterable[Pair], tag: str) -> Iterator[Pair]:
    """Pairs about safety that were not translated back as they read now."""
    there = {(row.english, row.said) for row in translated_back(tag)}
    yield from (pair for pair in pairs if pair.is_about_safety and (pair.english, pair.said) not in there)


def outdated(pairs: Iterable[Pair], tag: str) -> Iterator[Back]:
    """Rows of sentences that no longer read so."""
    there = {(pair.english, pair.said) for pair in pairs}
    yield from (row for row in translated_back(tag) if (row.english, row.said) not in there)


def verdicts(tag: str) -> Counter[str]:
    """How many rows have which verdict."""
    return Counter(row.verdict for row in translated_back(tag))


def changed_by_count(tag: str) -> Iterator[Back]:
    """Rows whose way back has other numbers than the English, or a “not” less, although they were judged the same."""
    english = language("en")
    for row in translated_back(tag):
        fewer = negations_in(row.english, english) > negations_in(row.back, english)
        if row.verdict == "same" and (fewer or numbers_in(row.english, english) != numbers_in(row.back, english)):
            yield row
