"""In which order a language is reviewed: what safety hangs on first, then as somebody comes to it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog, Message

from assessment.engine.content import Content
from assessment.engine.countries import Country
from assessment.i18n.catalogues import forms, sentences
from assessment.loading.content_files import all_texts

LINES = "lines to call"
COUNTRIES = "assessment/content/countries.toml"
PAGES = "templates/"
EMERGENCY = ("when_to_call.html", "notices.html", "emergency.html", "youth.html", "disclaimer.html")
"""The templates of what is read in an emergency, and of who should look for help elsewhere."""


class Placed(NamedTuple):
    """A sentence with where it stands. `safety`: whether somebody's safety can hang on it."""

    where: str
    safety: bool
    message: Message

    @property
    def group(self) -> str:
        """The kind of place; of lines to call, the country, for nobody knows those of all countries."""
        kind = self.where.partition(":")[0]
        return self.where if kind == LINES else kind


def placed(catalogue: Catalog, content: Content) -> Iterator[Placed]:
    """Every sentence that is translated, once, in the order in which it is reviewed."""
    translated = [one for one in sentences(catalogue) if all(map(str.strip, forms(one.string)))]
    spoken = catalogue.locale.language if catalogue.locale else ""
    beside = both_voices(content)
    for safety in (True, False):
        left = {english(one): one for one in translated if bool(one.auto_comments) is safety}
        for where, said in places(tuple(left.values()), content, spoken):
            # What is said to the person, and the same about somebody else, are looked at together.
            together = [one for sentence in said for one in (sentence, *beside.get(sentence, ()))]
            yield from (Placed(where, safety, left.pop(one)) for one in together if one in left)


def english(message: Message) -> str:
    """What a sentence is known by: its English, or the first form of that."""
    return forms(message.id)[0]


def both_voices(content: Content) -> Mapping[str, list[str]]:
    """By a sentence, the same in the other voice, where that reads otherwise."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for text in all_texts(content):
        if text.you != text.they:
            found[text.you].append(text.they)
            found[text.they].append(text.you)
    return found


def places(messages: Iterable[Message], content: Content, spoken: str) -> Iterator[tuple[str, Iterable[str]]]:
    """Each place with what stands there. A sentence that stands in several is looked at in the first."""
    for notice in content.notices:
        yield f"notice: {notice.id}", said_in(notice, *(one.reason for one in content.rules if one.notice == notice.id))
    for name in EMERGENCY:
        yield "emergency", [english(one) for one in messages if name in map(file_name, files(one))]
    yield "first steps", said_in(*content.first_steps)
    for step in content.questionnaire.step:
        yield f"question: {step.id}", said_in(step)
    yield "said beside it", said_in(*content.passages)
    for kind in content.kinds:
        yield f"kind: {kind.id}", said_in(kind, *(one.reason for one in content.rules if one.kind == kind.id))
    yield from elsewhere(messages)
    for country in sorted(content.countries.values(), key=lambda one: not_spoken(one, content, spoken)):
        yield f"{LINES}: {country.name.you}", said_in(country)
    # A catalogue that was not brought up to date may have some of a contact that is no longer there.
    yield LINES, map(english, messages)


def said_in(*values: Any) -> Iterator[str]:
    """The sentences of some content, in its order, in both voices."""
    for text in all_texts(values):
        yield from (text.you, text.they)


def elsewhere(messages: Iterable[Message]) -> Iterator[tuple[str, list[str]]]:
    """What stands on pages, then in code and in other content, by its first file; but for the lines to call."""
    by_file: defaultdict[str, list[str]] = defaultdict(list)
    for one in messages:
        if first := next((file for file in files(one) if file != COUNTRIES), ""):
            by_file[first].append(english(one))
    for file in sorted(by_file, key=lambda one: (not one.startswith(PAGES), one)):
        yield f"{'page' if file.startswith(PAGES) else 'other'}: {file_name(file).partition('.')[0]}", by_file[file]


def files(message: Message) -> list[str]:
    """The files in which a sentence stands."""
    return [file for file, _ in message.locations]


def file_name(file: str) -> str:
    """What a file is called, without its folders."""
    return PurePath(file).name


def not_spoken(country: Country, content: Content, spoken: str) -> tuple[bool, bool]:
    """Orders the countries in which a language is at home, then those whose services answer in it, before others."""
    at_home = f"{spoken}_{country.id.upper()}" in content.spellings
    return not at_home, spoken not in country.languages
