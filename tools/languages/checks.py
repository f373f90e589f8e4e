"""What is looked at in each sentence of a translation, as a table: a check is a row and a small function."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from assessment.i18n.catalogues import forms
from assessment.i18n.completeness import empty, fuzzy, placeholders, placeholders_in
from assessment.i18n.extract import all_sentences
from assessment.i18n.lint import untranslated
from tools.languages.glossary import glossary, not_as_agreed, not_used
from tools.languages.lengths import is_a_label, too_long
from tools.languages.pairs import Pair, without_places
from tools.languages.rows import Language, language


class Found(NamedTuple):
    """What one check found in one sentence."""

    check: str
    pair: Pair
    cause: str


class Check(NamedTuple):
    """A row of the table.

    what   what is looked at, as the table says it
    about  whether it is about a pair at all: of how many is counted by it
    look   everything that is wrong with a pair
    """

    id: str
    what: str
    about: Callable[[Pair, str], bool]
    look: Callable[[Pair, str], Iterator[str]]


def every(_pair: Pair, _tag: str) -> bool:
    """It is about all of them."""
    return True


# Whole and filled in -------------------------------------------------------------------------------------------------


def unfinished(pair: Pair, _: str) -> Iterator[str]:
    """Nothing there, a guess, or an English sentence that is no longer ours."""
    if pair.message.id not in all_sentences():
        yield "no longer a sentence of ours"
    yield from filter(None, (empty(pair.message, pair.message), fuzzy(pair.message, pair.message)))


def damaged(pair: Pair, _: str) -> Iterator[str]:
    """A place to fill in, or a tag, that was lost or invented."""
    yield from filter(None, [placeholders(pair.message, pair.message)])


def left_in_english(pair: Pair, _: str) -> Iterator[str]:
    """English words that the translator's lint finds."""
    yield from filter(None, [untranslated(pair.message, pair.message)])


# Numbers -------------------------------------------------------------------------------------------------------------

NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
THOUSANDS = re.compile(r"(?<=\d)[.,\u00a0 ](?=\d{3}(?!\d))")
HALF_DAY = re.compile(r"(\d{1,2}):(\d\d) ([ap])\. ?m\.")


def in_24_hours(match: re.Match[str]) -> str:
    """A time of day as it is written with 24 hours."""
    return f"{int(match[1]) % 12 + (12 if match[3] == 'p' else 0)}:{match[2]}"


def numbers_in(text: str, words: Language) -> Counter[str]:
    """The numbers in a sentence, in digits or in words."""
    text = HALF_DAY.sub(in_24_hours, THOUSANDS.sub("", without_places(text)))
    found = Counter(NUMBER.findall(text))
    rest = pattern_of(words.not_numbers).sub(" ", text)
    return found + Counter(str(words.numbers[one]) for one in re.findall(r"\w+", rest.lower()) if one in words.numbers)


def other_numbers(pair: Pair, tag: str) -> Iterator[str]:
    """Numbers that were lost or invented."""
    here, there = numbers_in(pair.english, language("en")), numbers_in(pair.said, language(tag))
    if here != there:
        yield f"lost: {sorted(here - there)}, invented: {sorted(there - here)}"


def has_numbers(pair: Pair, tag: str) -> bool:
    """Whether there is a number on either side."""
    return bool(numbers_in(pair.english, language("en")) or numbers_in(pair.said, language(tag)))


# Not ------------------------------------------------------------------------------------------------------------------


@cache
def pattern_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """What finds any of some whole words or phrases, the longest first; nothing, where there are none."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)" if words else r"(?!)", re.IGNORECASE)


def negations_in(text: str, words: Language) -> int:
    """How often a sentence says that something is not so."""
    rest = pattern_of(words.not_negations).sub(" ", text.replace("’", "'"))
    return len(pattern_of(words.negations).findall(rest))


def turned_round(pair: Pair, tag: str) -> Iterator[str]:
    """A "not" that was lost, or stands where English has none. One language may say twice what another says once."""
    here, there = negations_in(pair.own_english, language("en")), negations_in(pair.own_words, language(tag))
    if here > there:
        yield f"{here - there} of {here} not found"
    if there and not here:
        yield f"{there} where English has none"


def says_not(pair: Pair, tag: str) -> bool:
    """Whether either side says that something is not so."""
    return bool(negations_in(pair.own_english, language("en")) or negations_in(pair.own_words, language(tag)))


# Marks ---------------------------------------------------------------------------------------------------------------


def marks_unpaired(pair: Pair, tag: str) -> Iterator[str]:
    """A mark that closes what none has opened, or the other way round."""
    for closing, opening in language(tag).opens.items():
        if pair.said.count(closing) != pair.said.count(opening):
            yield f"{pair.said.count(opening)} {opening} and {pair.said.count(closing)} {closing}"


def other_end(pair: Pair, _: str) -> Iterator[str]:
    """A heading that became a sentence, or a question that became none. A list may end where English goes on."""
    ends = [text.rstrip().rstrip("”)»").removesuffix("</strong>")[-1:] for text in (pair.english, pair.said)]
    if len({one if one in ".?!:" else "" for one in ends}) > 1:
        yield f"ends in “{ends[1]}”, English in “{ends[0]}”"


def asks_or_calls(pair: Pair, tag: str) -> bool:
    """Whether there is a mark that another opens."""
    return any(mark in pair.said for both in language(tag).opens.items() for mark in both)


# The table -----------------------------------------------------------------------------------------------------------


def has_a_term(pair: Pair, tag: str) -> bool:
    """Whether a word stands in it that must be said in one way."""
    english = pair.own_english
    return any(term.must and term.is_in(english) for term in glossary(tag).term)


def has_places(pair: Pair, _: str) -> bool:
    """Whether there are places to fill in, or tags."""
    return any(placeholders_in(form) for form in forms(pair.message.id))


CHECKS = (
    Check("unfinished", "there, no guess, and still a sentence of ours", every, unfinished),
    Check("places", "places to fill in and tags, as in English", has_places, damaged),
    Check("english", "no English words left, but names that are kept", every, left_in_english),
    Check("numbers", "the same numbers, in digits or in words", has_numbers, other_numbers),
    Check("negations", "each “not”, “never”, “without” has its counterpart, and none is new", says_not, turned_round),
    Check("marks", "¿ with ?, ¡ with !", asks_or_calls, marks_unpaired),
    Check("ends", "ends as English does: a heading, a sentence, a question", every, other_end),
    Check("terms", "words of the glossary are said as agreed", has_a_term, not_as_agreed),
    Check("never", "no word that is not used", every, not_used),
    Check("lengths", "labels no longer than the pages were tried with", is_a_label, too_long),
)


def look_at(pairs: Iterable[Pair], tag: str, check: Check) -> list[Found]:
    """Everything that one check finds."""
    return [Found(check.id, pair, cause) for pair in pairs for cause in check.look(pair, tag)]
