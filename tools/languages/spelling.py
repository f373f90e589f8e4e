"""Spelling by hunspell, where it is installed with the dictionaries: the language as each country writes it.

Words of ours that no dictionary has stand in `assessment/translations/<language>/words.txt`, one a line.
"""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable

from assessment.i18n.catalogues import TRANSLATIONS
from assessment.i18n.locale import locale_of
from assessment.i18n.spelling import respeller
from assessment.loading.content_files import load
from tools.languages.pairs import Pair
from tools.languages.rows import language

FILE = "words.txt"
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def own_words(tag: str) -> set[str]:
    """Words that no dictionary has and that are right; capitals are not looked at."""
    path = TRANSLATIONS / str(locale_of(tag)) / FILE
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {line.casefold() for line in lines if line and not line.startswith("#")}


def installed(tag: str) -> bool:
    """Whether hunspell is here, with every dictionary of the language."""
    if not shutil.which("hunspell"):
        return False
    seen = subprocess.run(["hunspell", "-D"], input="", capture_output=True, text=True, check=False)
    return all(f"/{name}" in seen.stderr + seen.stdout for name in language(tag).dictionaries.values())


def words_in(pairs: Iterable[Pair], country: str) -> set[str]:
    """The words of a language as a country says them; names and addresses are none."""
    spelling = load().spellings.get(country)
    written: Callable[[str], str] = respeller(spelling) if spelling else str
    texts = (pair.own_words for pair in pairs if pair.said != pair.english)
    return {word for text in texts for word in WORD.findall(written(text))}


def misspelled(pairs: Iterable[Pair], tag: str) -> set[str]:
    """Words that the dictionary of a country does not know, and we do not either."""
    pairs, found = list(pairs), set()
    for country, dictionary in language(tag).dictionaries.items():
        words = "\n".join(sorted(words_in(pairs, country)))
        asked = subprocess.run(
            ["hunspell", "-i", "utf-8", "-d", dictionary, "-l"], input=words, capture_output=True, text=True, check=True
        )
        found |= set(asked.stdout.split())
    return {word for word in found if word.casefold() not in own_words(tag)}
