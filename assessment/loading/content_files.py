"""Reads content files into frozen values. Nothing else opens them."""

import hashlib
import tomllib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from assessment.engine.content import Content
from assessment.engine.countries import Contact, Country
from assessment.engine.questionnaire import Questionnaire
from assessment.engine.rules import Rule
from assessment.engine.text import Frozen, Id, Text
from assessment.loading.problems import ContentError, unique
from assessment.loading.shapes import (
    RULES,
    SHAPES,
    AccessibilityTest,
    CountriesFile,
    FrameCheckFile,
    FrameCheckLine,
    ReviewsFile,
    RulesFile,
    convert,
    misfits,
)
from assessment.loading.verify import problems

CONTENT = Path(__file__).parent.parent / "content"
CLINICS = CONTENT / "clinics"
"""The made-up clinic to try it with."""
TESTED = "accessibility_test.toml"
SIGNED = "reviews.toml"
"""These two are not among the files whose bytes make the version: they speak of them."""
DECIDING = (
    "questionnaire.toml",
    "conditions.toml",
    "kinds.toml",
    "notices.toml",
    "passages.toml",
    "first_steps.toml",
)
"""The files that decide a result, together with the rules; the version of the rules is theirs."""
Shape = TypeVar("Shape", bound=Frozen)


def read_table(path: Path, name: str = "") -> dict[str, Any]:
    """What one file holds, of whatever shape. `name`: how it is called in what is said of it, else its own name.

    Raises ContentError when it cannot be read, or is not valid TOML.
    """
    name = name or path.name
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError((name, "the file", str(error))) from error
    except RecursionError as error:
        raise ContentError((name, "the file", "brackets within brackets, too deep to be read")) from error


def read(path: Path, shape: type[Shape], name: str = "") -> Shape:
    """One file in its shape, as `read_table` reads it. Raises ContentError with each place that has not this shape."""
    name = name or path.name
    given = read_table(path, name)
    try:
        return convert(given, shape)  # type: ignore[no-any-return]  # it has this shape, or raises
    except msgspec.ValidationError as error:
        found = [(name, where or "the file", cause) for where, cause in misfits(given, shape)]
        raise ContentError(*found or [(name, "the file", str(error))]) from error


def load(folder: Path = CONTENT) -> Content:
    """All content of a folder, checked. Raises ContentError for the first thing that does not hold together."""
    part: dict[str, Any] = {name: read(folder / name, shape) for name, shape in SHAPES.items()}
    questionnaire: Questionnaire = part["questionnaire.toml"]
    kinds, notices = (by_id(f"{name}s.toml", getattr(part[f"{name}s.toml"], name)) for name in ("kind", "notice"))
    rules = tuple(read_rules(folder / RULES, notices=notices, kinds=kinds))
    of_rules = [f"{RULES}/{name}.toml" for name in (*notices, *kinds)]
    content = Content(
        version=version_of(questionnaire, folder, (*SHAPES, *of_rules)),
        rules_version=version_of(questionnaire, folder, (*DECIDING, *of_rules)),
        questionnaire=questionnaire,
        bits=part["bits.toml"].names,
        conditions=by_id("conditions.toml", part["conditions.toml"].condition),
        rules=rules,
        kinds=tuple(kinds.values()),
        notices=tuple(notices.values()),
        passages=part["passages.toml"].passage,
        first_steps=part["first_steps.toml"].row,
        sources=by_id("sources.toml", part["sources.toml"].source),
        facts=part["facts.toml"].fact,
        countries=with_contacts_for_anywhere(part["countries.toml"]),
        spellings=by_id("spelling.toml", part["spelling.toml"].spelling),
        containers=by_id("containers.toml", part["containers.toml"].container),
        contradictions=part["contradictions.toml"].contradiction,
        claims=by_id("claims.toml", part["claims.toml"].claim),
        signed=read(folder / SIGNED, ReviewsFile).signed,
    )
    for problem in problems(content):
        raise ContentError(problem)
    return content


def read_rules(folder: Path, *, notices: Collection[Id], kinds: Collection[Id]) -> Iterator[Rule]:
    """The rules for each notice and each kind, in their order: each has a file of its own.

    Raises ContentError for a file that is missing or is about none of them, and for a rule in the file of another one.
    """
    there = {path.name for path in folder.glob("*.toml") if not path.name.startswith(".")}
    for file, names in (("notices.toml", notices), ("kinds.toml", kinds)):
        for name in names:
            if f"{name}.toml" not in there:
                raise ContentError((file, name, f"there is no rule for '{name}': no file {RULES}/{name}.toml"))
    for name in sorted(there - {f"{name}.toml" for name in (*notices, *kinds)}):
        raise ContentError((f"{RULES}/{name}", "the file", "no kind and no notice has this name"))
    for name in (*notices, *kinds):
        file = f"{RULES}/{name}.toml"
        for rule in read(folder / f"{name}.toml", RulesFile, file).rule:
            if name not in {rule.kind, rule.notice}:
                raise ContentError((file, rule.id, f"this file is for rules about '{name}'"))
            yield rule


def load_frame_check(folder: Path = CONTENT) -> tuple[FrameCheckLine, ...]:
    """The lines of the self-check. Raises ContentError where an id stands twice."""
    lines = read(folder / "frame_check.toml", FrameCheckFile).line
    return tuple(by_id("frame_check.toml", lines).values())


def load_accessibility_test(folder: Path = CONTENT) -> AccessibilityTest:
    """When accessibility was last tested, for the statement about it."""
    return read(folder / TESTED, AccessibilityTest)


def with_contacts_for_anywhere(file: CountriesFile) -> dict[Id, Country]:
    """The countries by id, each with its contacts, which answer in its languages, then those for anywhere."""
    return {
        country_id: msgspec.structs.replace(country, contact=(*in_languages(country), *file.anywhere))
        for country_id, country in by_id("countries.toml", file.country).items()
    }


def in_languages(country: Country) -> Iterator[Contact]:
    """A country's contacts, each with the languages in which it answers: the country's, where it names none itself."""
    for one in country.contact:
        yield msgspec.structs.replace(one, languages=one.languages or country.languages)


def version_of(questionnaire: Questionnaire, folder: Path, names: Iterable[str]) -> str:
    """The questionnaire's version with a short fingerprint of some files: any changed byte changes it."""
    together = hashlib.sha256()
    for name in names:
        together.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return f"{questionnaire.version}+{together.hexdigest()[:8]}"


def by_id(file: str, items: Iterable[Any]) -> dict[str, Any]:
    """Items by their ids. Raises ContentError for an id that stands twice."""
    items = tuple(items)
    for problem in unique(file, [item.id for item in items]):
        raise ContentError(problem)
    return {item.id: item for item in items}


def all_texts(value: Any) -> Iterator[Text]:
    """Every sentence in a content value, however deep."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from all_texts(getattr(value, name))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from all_texts(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from all_texts(inner)
