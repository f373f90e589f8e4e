"""Sentences, words, syllables, and the score that a language's formula gives them."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

import pyphen

from tools.languages import rows
from tools.languages.rows import language

NAMES = re.compile(
    r"SMART Recovery(?: Family & Friends)?|LifeRing|Women for Sobriety|Recovery Dharma|Al-Anon|Support Mosaic|jsDelivr|"
    r"ConnexOntario \(Ontario\)|Samaritans|TelefonSeelsorge|findahelpline.com|"
    r"al-anon.org|Australia|Canada|Germany|India|Ireland|Mexico|New Zealand|United Kingdom|United States"
)
"""Names are read as one word: they cannot be made plainer."""

SENTENCE_ENDS = re.compile(r"(?<=[.!?…])[”)]?\s+|\n| · | – |; ")
HYPHENATION = pyphen.Pyphen(lang="en_US")
WORD = re.compile(r"[^\W_](?:[’'.,-]?[^\W_])*")


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; in a list, each item is one."""
    found = (" ".join(one.split()) for one in SENTENCE_ENDS.split(text))
    return [one for one in found if WORD.search(one)]


def words_in(sentence: str) -> list[str]:
    """The words of a sentence; a name is one."""
    return WORD.findall(NAMES.sub("Name", sentence))


# Syllables -----------------------------------------------------------------------------------------------------------


@cache
def syllables(word: str, tag: str = "en") -> int:
    """The syllables of a word."""
    reading = language(tag).reading
    return COUNTS[reading.syllables](word.lower(), reading)


def english_syllables(word: str, _: rows.Reading) -> int:
    """What hyphenation finds, or what the vowels say, whichever is more."""
    by_hyphens = len(HYPHENATION.positions(word)) + 1
    return max(by_hyphens, sum(map(vowel_groups, re.findall(r"[a-z]+", word.replace("’", "").replace("'", "")))))


def vowel_groups(word: str) -> int:
    """The syllables that the vowels of a word say, with silent letters taken out and parted vowels parted."""
    word = re.sub(r"(?<=[^aeiouy])e(?=(?:ly|ful|less|ments?|body|thing|times?|where|how)$)", "", word)
    word = word.replace("every", "evry")
    word = re.sub(r"(?<=[^aeioutd])ed$|(?<=[^aeioulscxz])es?$|(?<=[aeiou][scxzl])e$|(?<=[^aeiou][scxz])e$", "", word)
    word = re.sub(r"(?<=[aeiou]l)es$|(?<=[tscg])i(?=[ao])|(?<=[qg])u(?=[aeio])", "", word)
    parted = re.findall(r"i[ao]|eo(?!p)|ua|[aeoy]ing|ier|iet|uie|rea(?=ct|li)|(?<=[dr])ea(?=s?$)|sm$", word)
    return len(re.findall(r"[aeiouy]+", word)) + len(parted)


def nuclei(word: str, reading: rows.Reading) -> int:
    """The vowels that a syllable hangs on; a number or an abbreviation is one."""
    found = 0
    for part in re.findall(r"[^\W\d_]+", word):
        for pattern, letter in reading.said_as.items():
            part = re.sub(pattern, letter, part)  # noqa: PLW2901  each pattern reads what the one before left
        said = re.sub(reading.silent, "", part) if reading.silent else part
        groups = re.findall(f"[{reading.strong}{reading.weak}]+", said)
        found += sum(max(1, len(re.findall(f"[{reading.strong}]", group))) for group in groups)
    return max(found, 1)


COUNTS: Mapping[str, Callable[[str, rows.Reading], int]] = {"english": english_syllables, "nuclei": nuclei}
"""How syllables are counted -> what counts them."""


# Scores --------------------------------------------------------------------------------------------------------------


def score(sentences: Iterable[str], tag: str = "en") -> float:
    """What a language's formula says of sentences: for English, the grade."""
    split = [words_in(sentence) for sentence in sentences]
    words = [word for one in split for word in one]
    if not words:
        return 0.0
    reading = language(tag).reading
    mean, said = len(words) / len(split), sum(syllables(word, tag) for word in words) / len(words)
    return reading.start + reading.words_in_a_sentence * mean + reading.syllables_in_a_word * said


def hardness(value: float, tag: str) -> float:
    """A score so that more is harder, whatever the language's formula does."""
    return value if language(tag).reading.better == "lower" else -value


def is_harder(value: float, than: float, tag: str) -> bool:
    """Whether one score is worse than another."""
    return hardness(value, tag) > hardness(than, tag)


class Reading(NamedTuple):
    """The sentences that are read in one place, and how hard they are."""

    name: str
    sentences: list[str]
    tag: str = "en"

    @property
    def running(self) -> list[str]:
        """The sentences that end in a full stop or the like, so no headings, options or buttons."""
        return [one for one in self.sentences if one.rstrip("”)")[-1] in ".?!"]

    @property
    def score(self) -> float:
        """The score of the page, or of its running sentences: the harder."""
        both = [score(one, self.tag) for one in (self.sentences, self.running) if one]
        return max(both, key=lambda value: hardness(value, self.tag))

    @property
    def mean(self) -> float:
        """How many words a running sentence has."""
        return sum(len(words_in(one)) for one in self.running) / max(len(self.running), 1)

    @property
    def longest(self) -> int:
        """How many words the longest sentence has."""
        return max(len(words_in(one)) for one in self.sentences)

    def hardest(self, count: int = 8) -> str:
        """The hardest sentences with their scores, a line each, for whoever has to make them easier."""
        found = sorted(self.sentences, key=lambda one: hardness(score([one], self.tag), self.tag), reverse=True)[:count]
        return "\n".join(f"  {score([one], self.tag):.1f}  {one}" for one in found)
