"""The sentences of a catalogue, each form beside the English that it says: what every check looks at."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message

from assessment.i18n.catalogues import catalogue_path, forms, read_catalogue, sentences
from assessment.i18n.completeness import PLACEHOLDER
from assessment.i18n.lint import ADDRESS
from assessment.i18n.locale import locale_of
from assessment.i18n.states import fingerprint

NAME = re.compile(r"[A-Z][\w’'-]*(?: (?:(?:and|of|for|to|&|on|in) )*[A-Z0-9][\w’'-]*)+")
"""Two words or more with capitals, and the small ones between them."""


class Pair(NamedTuple):
    """An English sentence and what a language says for it; of a counted one, one of its forms."""

    english: str
    said: str
    message: Message

    @property
    def is_about_safety(self) -> bool:
        """Whether it is translated and reviewed before all others."""
        return bool(self.message.auto_comments)

    @property
    def own_english(self) -> str:
        """The English without what is not translated: places to fill in, tags, addresses, and names that are kept."""
        return without_names(without_places(self.english), self.names)

    @property
    def own_words(self) -> str:
        """What the language says, without the same."""
        return without_names(without_places(self.said), self.names)

    @property
    def names(self) -> list[str]:
        """The names that stand in both as they are, such as those of organisations: words with capitals."""
        return [name for name in NAME.findall(self.said) if name in self.english]

    @property
    def fingerprint(self) -> str:
        """What the sentence and its translation are known by: another one, as soon as a letter of either changes."""
        return fingerprint(self.message)

    @property
    def files(self) -> list[str]:
        """The files in which it stands."""
        return [file for file, _ in self.message.locations]


def catalogue_of(tag: str) -> Catalog:
    """The catalogue of a language."""
    return read_catalogue(catalogue_path(locale_of(tag)), locale_of(tag))


def pairs_of(catalogue: Catalog) -> list[Pair]:
    """All pairs of a catalogue, the same pair once."""
    return list(
        {(one.english, one.said): one for message in sentences(catalogue) for one in of_message(message)}.values()
    )


def of_message(message: Message) -> Iterator[Pair]:
    """The pairs of one sentence. The first form of a language is for one thing, as in English."""
    english = forms(message.id)
    for place, said in enumerate(forms(message.string)):
        yield Pair(english[min(place, len(english) - 1)], said, message)


def without_names(text: str, names: Iterable[str]) -> str:
    """A text without some names."""
    for name in names:
        text = text.replace(name, " ")
    return text


def without_places(text: str) -> str:
    """A sentence without what is filled in, tags and addresses."""
    return re.sub(rf"{PLACEHOLDER.pattern}|{ADDRESS}", " ", text).replace("%%", "%")
