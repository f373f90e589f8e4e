"""How long a label may be: as long as the longest of its kind in the made-up language with which the pages are tried.

Every word of that language is two fifths longer (tests/support/invented_languages.py), and browser tests hold that
nothing of it is cut off at 320 px. A sentence may be as long as it likes: it wraps.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from assessment.engine.text import Text
from assessment.loading.content_files import load
from tools.languages.pairs import Pair

LONGER = 1.4
"""How much longer the made-up language is."""
A_LABEL_OF_A_PAGE = 30
"""A text of a template that is no longer, and is no sentence, is a label: a button, a heading, a link."""


@cache
def labels() -> Mapping[str, tuple[str, int]]:
    """The English of each label of the content -> its kind, and how long it may be."""
    asked = load().questionnaire
    kinds: Mapping[str, Iterable[Text | None]] = {
        "answer": (option.label for question in asked.questions for option in question.options),
        "name of a question": (question.short for question in asked.questions),
        "title of a step": (step.title for step in asked.step),
        "name on a stone": (kind.name for kind in load().kinds),
    }
    found: dict[str, tuple[str, int]] = {}
    for kind, texts in kinds.items():
        here = {words for text in texts if text for words in (text.you, text.they)}
        found |= dict.fromkeys(here, (kind, round(LONGER * max(map(len, here)))))
    return found


def limit(pair: Pair) -> tuple[str, int] | None:
    """Which kind of label it is, and how long it may be; None for a sentence."""
    if known := labels().get(pair.english):
        return known
    on_a_page = any(file.startswith("templates/") for file in pair.files)
    if on_a_page and len(pair.english) <= A_LABEL_OF_A_PAGE and pair.english[-1] not in ".?!:":
        return "label of a page", round(LONGER * A_LABEL_OF_A_PAGE)
    return None


def is_a_label(pair: Pair, _: str) -> bool:
    """Whether it is a label."""
    return limit(pair) is not None


def too_long(pair: Pair, _: str) -> Iterator[str]:
    """A label that is longer than any that was tried."""
    if (known := limit(pair)) and len(pair.said) > known[1]:
        yield f"{known[0]}: {len(pair.said)} letters, {known[1]} were tried"
