"""English as it is spelled in a country: derived from our own sentences word by word, so it is never out of date."""

import re
from collections.abc import Callable

from assessment.engine.text import Spelling

NEVER = r"%\(\w+\)s|\{\w+\}|<[^>]*>|https?://\S+"
"""Places to fill in, tags and addresses."""


def respeller(spelling: Spelling) -> Callable[[str], str]:
    """Writes a sentence of ours in another spelling.

    Names that it keeps, places to fill in and addresses stay as they are. What is looked for is put together once: to
    do so for each sentence took an eighth of the time of a result.
    """
    kept = [*map(re.escape, spelling.keep), NEVER]
    words = "|".join(map(re.escape, spelling.words))
    found = re.compile(rf"{'|'.join(kept)}|\b(?P<word>{words})\b", re.IGNORECASE)

    def respelled(text: str) -> str:
        return found.sub(lambda match: like(match["word"], spelling) if match["word"] else match[0], text)

    return respelled


def like(word: str, spelling: Spelling) -> str:
    """The other spelling of a word, with a capital where the word has one."""
    other = spelling.words[word.lower()]
    return other[0].upper() + other[1:] if word[0].isupper() else other
