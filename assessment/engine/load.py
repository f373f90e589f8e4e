"""Reads the content files into frozen values, and refuses what does not hold together, naming file, id and cause."""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from assessment.engine.check import ContentError, problems, unique
from assessment.engine.model import (
    CheckLine,
    Condition,
    Contact,
    Content,
    Country,
    Fact,
    Frozen,
    Kind,
    Notice,
    Passage,
    Questionnaire,
    Rule,
    Source,
    Spelling,
    Tested,
    Words,
)

CONTENT = Path(__file__).parent.parent / "content"
Many = TypeVar("Many", bound=Frozen)


class ConditionsFile(Frozen, frozen=True):
    """conditions.toml"""

    condition: tuple[Condition, ...]


class RulesFile(Frozen, frozen=True):
    """rules.toml"""

    rule: tuple[Rule, ...]


class KindsFile(Frozen, frozen=True):
    """kinds.toml"""

    kind: tuple[Kind, ...]


class NoticesFile(Frozen, frozen=True):
    """notices.toml"""

    notice: tuple[Notice, ...]


class PassagesFile(Frozen, frozen=True):
    """passages.toml"""

    passage: tuple[Passage, ...]


class SourcesFile(Frozen, frozen=True):
    """sources.toml"""

    source: tuple[Source, ...]


class FactsFile(Frozen, frozen=True):
    """facts.toml"""

    fact: tuple[Fact, ...]


class CountriesFile(Frozen, frozen=True):
    """countries.toml"""

    country: tuple[Country, ...]
    anywhere: tuple[Contact, ...]


class SelfCheckFile(Frozen, frozen=True):
    """self_check.toml"""

    line: tuple[CheckLine, ...]


class SpellingFile(Frozen, frozen=True):
    """spelling.toml"""

    spelling: tuple[Spelling, ...]


FILES: dict[str, type[Frozen]] = {
    "questionnaire.toml": Questionnaire,
    "conditions.toml": ConditionsFile,
    "rules.toml": RulesFile,
    "kinds.toml": KindsFile,
    "notices.toml": NoticesFile,
    "passages.toml": PassagesFile,
    "sources.toml": SourcesFile,
    "facts.toml": FactsFile,
    "countries.toml": CountriesFile,
    "self_check.toml": SelfCheckFile,
    "spelling.toml": SpellingFile,
}
TESTED = "tested.toml"
"""Not among the files whose bytes make the version: it speaks of them."""
DECIDING = ("questionnaire.toml", "conditions.toml", "rules.toml", "kinds.toml", "notices.toml", "passages.toml")
"""The files that decide a result; the version of the rules is theirs."""


def words(kind: type, given: Any) -> Words:
    """A sentence from a file: a string, or a table with `you` and `they`."""
    if not issubclass(kind, Words):
        raise NotImplementedError(kind)
    match given:
        case str() if given.strip():
            return kind(given)
        case {"you": str(you), "they": str(they), **more} if not more and you.strip() and they.strip():
            return kind(you, they)
    raise ValueError("expected a sentence, or a table with the sentences `you` and `they`")


def read(path: Path, shape: type[Many]) -> Many:
    """One content file in its shape.

    Raises ContentError when it is not valid TOML or does not have the shape.
    """
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), shape, dec_hook=words)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError((path.name, "the file", str(error))) from error
    except msgspec.ValidationError as error:
        cause, _, where = str(error).partition(" - at ")
        raise ContentError((path.name, where or "the file", cause)) from error


def load(folder: Path = CONTENT) -> Content:
    """All content of a folder, checked.

    Raises ContentError for the first thing that does not hold together.
    """
    part: dict[str, Any] = {name: read(folder / name, shape) for name, shape in FILES.items()}
    questionnaire: Questionnaire = part["questionnaire.toml"]
    countries: CountriesFile = part["countries.toml"]
    content = Content(
        version=f"{questionnaire.version}+{digest(folder / name for name in FILES)}",
        rules_version=f"{questionnaire.version}+{digest(folder / name for name in DECIDING)}",
        questionnaire=questionnaire,
        conditions=by_id("conditions.toml", part["conditions.toml"].condition),
        rules=part["rules.toml"].rule,
        kinds=part["kinds.toml"].kind,
        notices=part["notices.toml"].notice,
        passages=part["passages.toml"].passage,
        sources=by_id("sources.toml", part["sources.toml"].source),
        facts=part["facts.toml"].fact,
        countries={
            id: msgspec.structs.replace(country, contact=country.contact + countries.anywhere)
            for id, country in by_id("countries.toml", countries.country).items()
        },
        self_check=part["self_check.toml"].line,
        tested=read(folder / TESTED, Tested),
        spellings=by_id("spelling.toml", part["spelling.toml"].spelling),
    )
    for problem in problems(content):
        raise ContentError(problem)
    return content


def digest(paths: Iterable[Path]) -> str:
    """A short fingerprint of some files: any changed byte changes it."""
    together = hashlib.sha256()
    for path in paths:
        together.update(hashlib.sha256(path.read_bytes()).digest())
    return together.hexdigest()[:8]


def by_id(file: str, items: Iterable[Any]) -> dict[str, Any]:
    """Items by their ids. Raises ContentError for an id that stands twice."""
    items = tuple(items)
    for problem in unique(file, [item.id for item in items]):
        raise ContentError(problem)
    return {item.id: item for item in items}


def all_words(value: Any) -> Iterator[Words]:
    """Every sentence in a content value, however deep."""
    if isinstance(value, Words):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from all_words(getattr(value, name))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from all_words(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from all_words(inner)
