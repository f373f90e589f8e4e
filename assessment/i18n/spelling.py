"""A language as a country writes it: derived from its sentences word by word, so it is never out of date."""

import re
from collections.abc import Callable

from assessment.engine.text import Spelling

NEVER = r"%\(\w+\)s|\{\w+\}|<[^>]*>|https?://\S+"
"""Places to fill in, tags and addresses."""


def respeller(spelling: Spelling) -> Callable[[str], str]:
    """What writes a sentence as a country does; names that it keeps, places and addresses stay as they are."""
    kept = [*map(re.escape, spelling.keep), NEVER]
    # Longer ones first: a phrase is another word than the words in it.
    words = "|".join(map(re.escape, sorted(spelling.words, key=len, reverse=True)))
    found = re.compile(rf"{'|'.join(kept)}|\b(?P<word>{words})\b", re.IGNORECASE)

    def respelled(text: str) -> str:
        return found.sub(lambda match: like(match["word"], spelling) if match["word"] else match[0], text)

    return respelled


def like(word: str, spelling: Spelling) -> str:
    """The other word for a word, with a capital where the word has one."""
    other = spelling.words[word.lower()]
    return other[0].upper() + other[1:] if word[0].isupper() else other
