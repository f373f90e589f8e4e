"""What keeps a catalogue from being used: a sentence that is missing, guessed, or cannot be filled in."""

import re
from collections.abc import Callable, Iterator, Mapping
from gettext import c2py
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.plural import to_gettext

from assessment.i18n.catalogues import CatalogueRefused, forms, sentences
from assessment.i18n.extract import all_sentences

PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}|</?\w+[^>]*>")
"""What must stand in a translation as it stands in the sentence."""


class Fault(NamedTuple):
    """What is wrong with one sentence of a catalogue."""

    kind: str
    sentence: str
    cause: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.sentence[:70]!r}{' – ' if self.cause else ''}{self.cause}"


def placeholders_in(text: str) -> set[str]:
    """The places to fill in, and the tags, as they stand in a sentence."""
    return set(PLACEHOLDER.findall(text))


def empty(source: Message, made: Message) -> str:
    """Nothing there, or not for every number."""
    missing = sum(not form.strip() for form in forms(made.string))
    return f"{missing} of {len(forms(made.string))} forms are missing" if missing else ""


def fuzzy(source: Message, made: Message) -> str:
    """A guess of the tools that nobody has confirmed."""
    return "a guess that nobody confirmed" if made.fuzzy else ""


def placeholders(source: Message, made: Message) -> str:
    """Places to fill in that were lost, invented or damaged. Where there are forms, some need no number."""
    wanted = [placeholders_in(form) for form in forms(source.id)]
    some, all_of_them = set.union(*wanted), set.intersection(*wanted)
    for form in filter(str.strip, forms(made.string)):
        here = placeholders_in(form)
        if lost := all_of_them - here:
            return f"lost: {', '.join(sorted(lost))}"
        if invented := here - some:
            return f"invented: {', '.join(sorted(invented))}"
        if not can_be_filled(form, some):
            return "a brace or a percent sign that is none of the sentence's"
    return ""


def can_be_filled(form: str, there: set[str]) -> bool:
    """Whether the places can be filled in the way in which they will be."""
    names = dict.fromkeys((re.sub(r"\W", "", place.removesuffix("s")) for place in there if place[0] == "%"), "x")
    try:
        if names:
            form % names
        if any(place[0] == "{" for place in there):
            form.format(**dict.fromkeys((place[1:-1] for place in there if place[0] == "{"), "x"))
    except (ValueError, KeyError, TypeError, IndexError):
        return False
    return True


ENOUGH_NUMBERS = range(201)
"""Every rule for whole numbers that we count with shows itself among these."""


def plurals(catalogue: Catalog) -> str:
    """A header by which numbers share a form that by CLDR have different ones."""
    if catalogue.locale is None:
        return ""
    index, form = c2py(catalogue.plural_expr), catalogue.locale.plural_form
    by_cldr: dict[int, str] = {}
    for number in ENOUGH_NUMBERS:
        if by_cldr.setdefault(index(number), form(number)) != form(number):
            return f"{number} has a form of its own by CLDR; write {plural_rule(catalogue.locale)}"
    return ""


def plural_rule(locale: Locale) -> str:
    """The rule by which a language counts, by CLDR, as it stands in a catalogue's header."""
    # `e` counts the zeros of "5 million"; gettext does not know it, and we write nothing that way.
    return re.sub(r"\be\b", "0", to_gettext(locale.plural_form))


Check = Callable[[Message, Message], str]
"""Of a sentence and its translation: what is wrong, or nothing."""
UNUSABLE: Mapping[str, Check] = {"empty": empty, "fuzzy": fuzzy, "placeholders": placeholders}
"""What keeps a language from being offered, beside a sentence that is missing."""


def unusable(catalogue: Catalog) -> Iterator[Fault]:
    """What keeps a catalogue from being used."""
    if cause := plurals(catalogue):
        yield Fault("plurals", "Plural-Forms", cause)
    for source in sentences(all_sentences()):
        made = catalogue.get(source.id)
        if made is None:
            yield Fault("missing", forms(source.id)[0])
            continue
        for kind, check in UNUSABLE.items():
            if cause := check(source, made):
                yield Fault(kind, forms(source.id)[0], cause)


def refuse_incomplete(catalogue: Catalog, path: Path) -> None:
    """Raises CatalogueRefused for a catalogue, from this file, that has gaps or faults that keep it from being used."""
    found = list(unusable(catalogue))
    if found:
        raise CatalogueRefused(path, f"{len(found)} sentences cannot be used, the first: {found[0]}")
