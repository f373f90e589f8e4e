"""English left in a translation, found by a detector of languages: whole sentences, where no single word gives it away.

The detector brings its models along and is heavy: it is a requirement of the tools, and neither server nor tests need
it. So it is looked for by its name.
"""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec

from tools.languages.pairs import Pair

DETECTOR = "lingua"
FEWEST_WORDS = 4
"""Of fewer, nobody could tell."""
KEPT = re.compile(r"[“”\"][^“”\"]*[“”\"]|(?<!^)\b[A-Z][\w.’-]*")
"""What may be English: what is quoted, and words with a capital inside a sentence."""


def candidates(pairs: Iterable[Pair]) -> Iterator[tuple[Pair, str]]:
    """What is long enough to be told, without names."""
    for pair in pairs:
        text = KEPT.sub(" ", pair.own_words)
        if pair.said != pair.english and len(text.split()) >= FEWEST_WORDS:
            yield pair, text


def installed() -> bool:
    """Whether the detector is here."""
    return find_spec(DETECTOR) is not None


def in_english(pairs: Iterable[Pair], tag: str) -> list[Pair]:
    """The pairs that read as English."""
    lingua = import_module(DETECTOR)
    codes = [lingua.IsoCode639_1.from_str(code) for code in ("en", tag.partition("-")[0])]
    english, other = map(lingua.Language.from_iso_code_639_1, codes)
    detector = lingua.LanguageDetectorBuilder.from_languages(english, other).build()
    return [pair for pair, text in candidates(pairs) if detector.detect_language_of(text) == english]
