"""Catalogues for translators: every sentence that there is, what is wrong with a translation, and its compiled form.

English stands where its object stands. A language is one file, translations/<language>/LC_MESSAGES/messages.po, that
translators' tools read and write; it is compiled in memory when the server starts. See docs/translating.md.
"""

import io
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from gettext import c2py
from itertools import chain
from pathlib import Path
from typing import IO, Any, NamedTuple

import click
from babel import Locale
from babel.core import get_global
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from babel.plural import to_gettext
from babel.support import Translations

from assessment.engine.assess import watched
from assessment.engine.load import (
    FILES,
    CountriesFile,
    NoticesFile,
    PassagesFile,
    RulesFile,
    all_words,
    load,
    read,
)
from assessment.engine.model import Counted, Frozen, Questionnaire, Words

ROOT = Path(__file__).parent.parent.parent
TRANSLATIONS = ROOT / "assessment" / "translations"
SAFETY = "SAFETY:"
"""How a comment begins that marks a sentence whose translation is made and reviewed before all others."""
REVIEW_FIRST = f"{SAFETY} translate and review first"
SAFETY_TEMPLATES = {"now.html", "youth.html", "disclaimer.html", "running.html", "notices.html", "why.html"}
"""Templates that hold nothing else; elsewhere a comment before the sentence marks it."""


# What there is to translate ------------------------------------------------------------------------------------------

WHERE = [
    ("templates/**.html", "jinja2"),
    ("assessment/web/**.py", "python"),
    ("assessment/content/*.toml", "assessment.web.catalogue:sentences_of_content"),
]
OPTIONS = {"templates/**.html": {"extensions": "jinja2.ext.i18n", "trimmed": "true"}}


HEAD: Mapping[str, Any] = {"project": "Support Mosaic", "charset": "utf-8", "header_comment": "# Support Mosaic"}


@cache
def collected() -> Catalog:
    """Every sentence, with where it stands, and those about safety marked."""
    catalogue = Catalog(fuzzy=False, **HEAD)
    found = extract_from_dir(
        ROOT,
        method_map=WHERE,
        options_map=OPTIONS,
        comment_tags=(SAFETY,),
        directory_filter=lambda path: {"templates", "assessment"} & {*Path(path).relative_to(ROOT).parts} != set(),
    )
    for file, _, sentence, comments, context in found:
        about = [REVIEW_FIRST] if comments or Path(file).name in SAFETY_TEMPLATES else []
        # No line numbers: with them, every change would touch all catalogues.
        catalogue.add(sentence, locations=[(file, 0)], auto_comments=about, context=context)
    return catalogue


def sentences_of_content(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str | None, str | tuple[str, str], list[str]]]:
    """Babel's extraction method for content files: every `Words` in them, those about safety with a comment."""
    path = Path(fileobj.name)
    shape: Any = FILES.get(path.name)
    if shape is None:
        return
    content = read(path, shape)
    marked = set(about_safety(content))
    for words in all_words(content):
        comments = [REVIEW_FIRST] if words in marked else []
        for text in dict.fromkeys((words.you, words.they)):
            if isinstance(words, Counted):
                yield 1, "ngettext", (text, text), comments
            else:
                yield 1, None, text, comments


def about_safety(content: Frozen) -> Iterator[Words]:
    """The sentences of a content file that somebody's safety can hang on: warnings, numbers, and what leads to them."""
    match content:
        case NoticesFile() | CountriesFile():
            yield from all_words(content)
        case RulesFile():
            yield from (rule.reason for rule in content.rule if rule.notice)
        case PassagesFile():
            yield from (passage.words for passage in content.passage if passage.notice)
        case Questionnaire():
            raising = watched(load())
            yield from chain.from_iterable(all_words(one) for one in content.questions if one.id in raising)


# What is wrong with a translation ------------------------------------------------------------------------------------


class Fault(NamedTuple):
    """What is wrong with one sentence of a catalogue."""

    kind: str
    sentence: str
    cause: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.sentence[:70]!r}{' – ' if self.cause else ''}{self.cause}"


class CatalogueRefused(ValueError):
    """A catalogue cannot be used. The message names the file and the cause."""

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(f"{path}: {cause}")


PLACE = re.compile(r"%\(\w+\)s|\{\w+\}|</?\w+[^>]*>")
"""What must stand in a translation as it stands in the sentence."""


def forms(text: object) -> tuple[str, ...]:
    """The forms of a sentence: one, or those for different numbers."""
    return tuple(text) if isinstance(text, (tuple, list)) else (str(text),)


def places(text: str) -> set[str]:
    """The places to fill in, and the tags."""
    return set(PLACE.findall(text))


def empty(source: Message, made: Message) -> str:
    """Nothing there, or not for every number."""
    missing = sum(not form.strip() for form in forms(made.string))
    return f"{missing} of {len(forms(made.string))} forms are missing" if missing else ""


def fuzzy(source: Message, made: Message) -> str:
    """A guess of the tools that nobody has confirmed."""
    return "a guess that nobody confirmed" if made.fuzzy else ""


def misplaced(source: Message, made: Message) -> str:
    """Places to fill in that were lost, invented or damaged. Where there are forms, some need no number."""
    wanted = [places(form) for form in forms(source.id)]
    some, all_of_them = set.union(*wanted), set.intersection(*wanted)
    for form in filter(str.strip, forms(made.string)):
        here = places(form)
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


KEEP = "keep:"
"""How a translator's comment begins that names what stays English in a sentence: a name."""
TELLING = {"the", "with", "your", "you", "which", "would", "should", "they", "their", "what", "when", "this", "that"}
"""English words that are hardly ever words of another language in the same letters."""
RUN = 3
"""So many English words of a sentence in a row, none of them with a capital, are no name and no chance."""


def english_words(text: str) -> list[str]:
    """The words of a sentence in Latin letters, without places, tags, addresses."""
    return re.findall(r"[A-Za-z]+", re.sub(rf"{PLACE.pattern}|\S+\.(?:org|com|net)\S*|https?://\S+", " ", text))


def mixed(source: Message, made: Message, *, latin: bool = True) -> str:
    """English left inside a translation."""
    kept = " ".join(one.removeprefix(KEEP) for one in made.user_comments if one.startswith(KEEP))
    plain = {word for form in forms(source.id) for word in english_words(form) if word.islower()}
    plain -= {*english_words(kept)}
    for form in forms(made.string):
        words = english_words(form)
        if form in forms(source.id) and len(plain.intersection(words)) > 1:
            return "it is not translated"
        left = [word for word in words if word in plain and (word in TELLING or (not latin and len(word) > 1))]
        if left:
            return f"English left in it: {', '.join(left)}"
        for start in range(len(words) - RUN + 1):
            run = words[start : start + RUN]
            if all(word in plain for word in run) and " ".join(run) in " ".join(english_words(forms(source.id)[-1])):
                return f"English left in it: {' '.join(run)}"
    return ""


def is_latin(locale: Locale) -> bool:
    """Whether a language is written in Latin letters."""
    likely = str(get_global("likely_subtags").get(locale.language, ""))
    return (locale.script or likely.partition("_")[2].partition("_")[0]) in {"Latn", ""}


ENOUGH_NUMBERS = range(201)
"""Every rule for whole numbers that we count with shows itself among these."""


def miscounted(catalogue: Catalog) -> str:
    """A header by which numbers share a form that by CLDR have different ones."""
    if catalogue.locale is None:
        return ""
    index, form = c2py(catalogue.plural_expr), catalogue.locale.plural_form
    by_cldr: dict[int, str] = {}
    for number in ENOUGH_NUMBERS:
        if by_cldr.setdefault(index(number), form(number)) != form(number):
            return f"{number} has a form of its own by CLDR; write {plurals(catalogue.locale)}"
    return ""


Look = Callable[[Message, Message], str]
UNUSABLE: Mapping[str, Look] = {"empty": empty, "fuzzy": fuzzy, "placeholders": misplaced}
"""What keeps a language from being offered, beside a sentence that is missing."""


def unusable(catalogue: Catalog) -> Iterator[Fault]:
    """What keeps a catalogue from being used."""
    if cause := miscounted(catalogue):
        yield Fault("plurals", "Plural-Forms", cause)
    for source in sentences(collected()):
        made = catalogue.get(source.id, source.context)
        if made is None:
            yield Fault("missing", forms(source.id)[0])
            continue
        for kind, look in UNUSABLE.items():
            if cause := look(source, made):
                yield Fault(kind, forms(source.id)[0], cause)


def faults(catalogue: Catalog) -> Iterator[Fault]:
    """Everything that is wrong with a catalogue, also what would only look bad."""
    yield from unusable(catalogue)
    latin = is_latin(catalogue.locale) if catalogue.locale else True
    for made in sentences(catalogue):
        source = collected().get(made.id, made.context)
        if source is None:
            yield Fault("stale", forms(made.id)[0])
        elif cause := mixed(source, made, latin=latin):
            yield Fault("mixed", forms(made.id)[0], cause)


def sentences(catalogue: Catalog) -> Iterator[Message]:
    """The messages of a catalogue without its header."""
    return (message for message in catalogue if message.id)


# Files ---------------------------------------------------------------------------------------------------------------


def place_of(locale: Locale, folder: Path = TRANSLATIONS) -> Path:
    """Where the catalogue of a language lies."""
    return folder / str(locale) / "LC_MESSAGES" / "messages.po"


def read_catalogue(path: Path, locale: Locale) -> Catalog:
    """A catalogue from its file.

    Raises CatalogueRefused when it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return read_po(file, locale=locale, abort_invalid=True)
    except FileNotFoundError as error:
        raise CatalogueRefused(path, "there is no such catalogue") from error
    except (OSError, ValueError, PoFileError) as error:
        raise CatalogueRefused(path, str(error)) from error


def compiled(catalogue: Catalog) -> Translations:
    """A catalogue as gettext reads it."""
    data = io.BytesIO()
    write_mo(data, catalogue)
    data.seek(0)
    return Translations(data)


def length_of(catalogue: Catalog) -> float:
    """How much longer a language is than English, in letters; 1 where it is shorter."""
    both = [(len(forms(one.id)[-1]), len(forms(one.string)[-1])) for one in sentences(catalogue) if one.string]
    return max(1.0, sum(made for _, made in both) / max(1, sum(source for source, _ in both)))


def complete(locale: Locale, folder: Path = TRANSLATIONS) -> Catalog:
    """The catalogue of a language that may be offered.

    Raises CatalogueRefused when there is none, or when it has gaps.
    """
    path = place_of(locale, folder)
    catalogue = read_catalogue(path, locale)
    found = list(unusable(catalogue))
    if found:
        raise CatalogueRefused(path, f"{len(found)} sentences cannot be used, the first: {found[0]}")
    return catalogue


def plurals(locale: Locale) -> str:
    """The rule by which a language counts, by CLDR, as it stands in a catalogue's header."""
    # `e` counts the zeros of "5 million"; gettext does not know it, and we write nothing that way.
    return re.sub(r"\be\b", "0", to_gettext(locale.plural_form))


def new_catalogue(locale: Locale) -> Catalog:
    """An empty one, that counts by CLDR: the rules that tools bring along are older for some languages."""
    made = Catalog(locale=locale, fuzzy=False, **HEAD)
    made.mime_headers = [("Plural-Forms", plurals(locale))]
    return made


def begin(locale: Locale, folder: Path = TRANSLATIONS) -> Path:
    """Makes a language's catalogue, or brings it up to date: what is translated stays, what is new is empty.

    What is about safety comes first, as translators should go through it. Nothing is guessed from similar sentences: a
    guess looks finished.
    """
    path = place_of(locale, folder)
    known = read_catalogue(path, locale) if path.exists() else Catalog(locale=locale)
    fresh = new_catalogue(locale)
    for source in sorted(sentences(collected()), key=lambda one: not one.auto_comments):
        made = known.get(source.id, source.context)
        fresh.add(
            source.id,
            made.string if made else None,
            locations=source.locations,
            flags=made.flags if made else (),
            auto_comments=source.auto_comments,
            user_comments=made.user_comments if made else (),
            context=source.context,
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    write(fresh, path)
    return path


def write(catalogue: Catalog, path: Path) -> None:
    """Writes a catalogue."""
    data = io.BytesIO()
    write_po(data, catalogue, width=120, include_lineno=False)
    path.write_bytes(data.getvalue())


# For translators: `python -m assessment.web.catalogue …`, see docs/translating.md -------------------------------------


@click.group(help=__doc__)
def commands() -> None:
    """The commands."""


@commands.command("collect", help="Write every sentence into translations/messages.pot, those about safety first.")
def collect() -> None:
    """Writes the template."""
    template = Catalog(fuzzy=False, **HEAD)
    for one in sorted(sentences(collected()), key=lambda one: not one.auto_comments):
        template.add(one.id, locations=one.locations, auto_comments=one.auto_comments, context=one.context)
    TRANSLATIONS.mkdir(exist_ok=True)
    write(template, TRANSLATIONS / "messages.pot")
    safety = sum(bool(one.auto_comments) for one in sentences(template))
    click.echo(f"{len(template)} sentences, {safety} of them about safety: {TRANSLATIONS / 'messages.pot'}")


@commands.command("begin", help="Make the catalogue of a language, or bring it up to date.")
@click.argument("tag")
def begin_one(tag: str) -> None:
    """Begins a language."""
    click.echo(begin(Locale.parse(tag, sep="-")))


@commands.command("check", help="Say what is wrong with the catalogues that there are, or with one.")
@click.argument("tag", required=False)
def check(tag: str | None) -> None:
    """Ends with 1 where something is to be mended."""
    there = sorted(path.parent.parent.name for path in TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))
    wrong = 0
    for name in [str(Locale.parse(tag, sep="-"))] if tag else there:
        locale = Locale.parse(name)
        try:
            found = list(faults(read_catalogue(place_of(locale), locale)))
        except CatalogueRefused as error:
            click.echo(str(error), err=True)
            wrong += 1
            continue
        for fault in found:
            click.echo(f"{name}: {fault}", err=True)
        click.echo(f"{name}: {f'{len(found)} to mend' if found else 'in order'}")
        wrong += len(found)
    sys.exit(min(wrong, 1))


if __name__ == "__main__":
    commands()
