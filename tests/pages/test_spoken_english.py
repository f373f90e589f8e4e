"""English by ear: no sentence that people read has a phrase that nobody says, nor two words that speech makes one.

The phrases, what is said instead, and where the long form may stay: tests/phrases_that_may_not_return.toml.
"""

import re
import tomllib
from pathlib import Path

import pytest

from assessment.i18n.extract import all_sentences

LISTED = tomllib.loads(Path("tests/phrases_that_may_not_return.toml").read_text("utf-8"))
PHRASES = {one["never"]: one["say"] for one in LISTED["phrase"]}
UNCONTRACTED = {one["never"]: one["say"] for one in LISTED["uncontracted"]}
STAYS = re.compile(rf"\b(?:{'|'.join(re.escape(one) for one in LISTED['stays'])})\b", re.IGNORECASE)
NOT_SPOKEN = set(LISTED["not_spoken"])
FEWEST = 40
SENTENCES = [
    (name, sentence)
    for message in all_sentences()
    if message.id
    for name in {Path(str(file)).name for file, _ in message.locations}
    for sentence in ((message.id,) if isinstance(message.id, str) else message.id)
]
"""File and sentence. A sentence in several files is there for each."""


def found_in(sentence, phrases):
    """Which of the phrases a sentence has, each with what is said instead."""
    return {
        one[0]: say
        for never, say in phrases.items()
        if (one := re.search(rf"\b(?:{never})(?!\w)", sentence, re.IGNORECASE))
    }


def problems_of(sentence, *, spoken=True):
    """What nobody would say of a sentence."""
    long = found_in(STAYS.sub("…", sentence), UNCONTRACTED) if spoken else {}
    return found_in(sentence, PHRASES) | long


def test_no_sentence_has_a_phrase_that_nobody_says(content):
    of_sources = {one.fact.you for rule in content.rules for one in rule.evidence}
    wrong = [
        f"{name}: {found}: {said}"
        for name, said in SENTENCES
        if (found := problems_of(said, spoken=name not in NOT_SPOKEN and said not in of_sources))
    ]
    assert not wrong, "\n".join(wrong)


def test_there_are_enough_sentences_and_phrases_for_this_to_mean_something():
    assert len({sentence for _, sentence in SENTENCES}) > 700
    assert len(PHRASES) >= FEWEST
    assert all((PHRASES | UNCONTRACTED).values())


@pytest.mark.parametrize(
    "planted",
    [
        "This question may stay empty.",
        "Pass over these questions",
        "When it gets dark",
        "The numbers stand above.",
        "Once begun, it was hard to stop.",
        "It takes no professional's place.",
        "That is reason enough to ask.",
        "You do not have to say it.",
        "It is all right to ask.",
        "You are not alone.",
        "They cannot read it.",
    ],
)
def test_one_that_is_planted_is_found(planted):
    assert problems_of(planted)


@pytest.mark.parametrize(
    "sentence",
    [
        "Do not stop suddenly.",
        "It is not a diagnosis.",
        "Tell them how much it is.",
        "Say where you are.",
        "You don't have to, and it's all right.",
    ],
)
def test_where_stress_is_wanted_or_the_clause_ends_the_long_form_stays(sentence):
    assert not problems_of(sentence)


def test_every_exception_and_every_file_that_is_left_out_is_there():
    text = "\n".join(sentence for _, sentence in SENTENCES).lower()
    assert [one for one in LISTED["stays"] if one not in text] == []
    assert {name for name, _ in SENTENCES} >= NOT_SPOKEN
