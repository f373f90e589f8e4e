"""What is wrong with a translation, also what would only look bad. For translators: the server does not need it."""

import re
from collections.abc import Iterator

from babel import Locale
from babel.core import get_global
from babel.messages.catalog import Catalog, Message

from assessment.i18n.catalogues import forms, sentences
from assessment.i18n.completeness import PLACEHOLDER, Fault, unusable
from assessment.i18n.extract import all_sentences

KEEP = "keep:"
"""How a translator's comment begins that names what stays English in a sentence: a name."""
UNMISTAKABLE_ENGLISH = {
    "the",
    "with",
    "your",
    "you",
    "which",
    "would",
    "should",
    "they",
    "their",
    "what",
    "when",
    "this",
    "that",
}
"""English words that are hardly ever words of another language in the same letters."""
WORDS_IN_A_ROW = 3
"""So many English words of a sentence in a row, none of them with a capital, are no name and no chance."""

ADDRESS = r"\S+\.(?:org|com|net)\S*|\S+\.[a-z]+/\S*|https?://\S+"


def english_words(text: str) -> list[str]:
    """The words of a sentence in Latin letters, without places, tags, addresses."""
    return re.findall(r"[A-Za-z]+", re.sub(rf"{PLACEHOLDER.pattern}|{ADDRESS}", " ", text))


def untranslated(source: Message, made: Message, *, latin: bool = True) -> str:
    """English left inside a translation."""
    kept = " ".join(one.removeprefix(KEEP) for one in made.user_comments if one.startswith(KEEP))
    plain = {word for form in forms(source.id) for word in english_words(form) if word.islower()}
    plain -= {*english_words(kept)}
    for form in forms(made.string):
        words = english_words(form)
        if form in forms(source.id) and len(plain.intersection(words)) > 1:
            return "it is not translated"
        left = [
            word for word in words if word in plain and (word in UNMISTAKABLE_ENGLISH or (not latin and len(word) > 1))
        ]
        if left:
            return f"English left in it: {', '.join(left)}"
        for start in range(len(words) - WORDS_IN_A_ROW + 1):
            run = words[start : start + WORDS_IN_A_ROW]
            if all(word in plain for word in run) and " ".join(run) in " ".join(english_words(forms(source.id)[-1])):
                return f"English left in it: {' '.join(run)}"
    return ""


def is_latin(locale: Locale) -> bool:
    """Whether a language is written in Latin letters."""
    likely = str(get_global("likely_subtags").get(locale.language, ""))
    return (locale.script or likely.partition("_")[2].partition("_")[0]) in {"Latn", ""}


def faults(catalogue: Catalog) -> Iterator[Fault]:
    """Everything that is wrong with a catalogue, also what would only look bad."""
    yield from unusable(catalogue)
    latin = is_latin(catalogue.locale) if catalogue.locale else True
    for made in sentences(catalogue):
        source = all_sentences().get(made.id)
        if source is None:
            yield Fault("stale", forms(made.id)[0])
        elif cause := untranslated(source, made, latin=latin):
            yield Fault("mixed", forms(made.id)[0], cause)
