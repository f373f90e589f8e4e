"""Reads the content files into frozen values, and refuses what does not hold together, naming file, id and cause."""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from assessment.engine.conditions import questions_in
from assessment.engine.model import (
    Clinic,
    Condition,
    Contact,
    Content,
    Country,
    Frozen,
    Kind,
    Notice,
    Questionnaire,
    Rule,
    Source,
    Words,
)

CONTENT = Path(__file__).parent.parent / "content"
RESERVED = {"token", "at", "to", "csrf_token"}
"""Names of the form's own fields, which no question may have."""

Many = TypeVar("Many", bound=Frozen)


class ContentError(ValueError):
    """The content does not hold together. The message names the file, the id and the cause."""

    def __init__(self, file: str, where: str, cause: str) -> None:
        super().__init__(f"{file}: {where}: {cause}")


class ConditionsFile(Frozen):
    """conditions.toml"""

    condition: tuple[Condition, ...]


class RulesFile(Frozen):
    """rules.toml"""

    rule: tuple[Rule, ...]


class KindsFile(Frozen):
    """kinds.toml"""

    kind: tuple[Kind, ...]


class NoticesFile(Frozen):
    """notices.toml"""

    notice: tuple[Notice, ...]


class SourcesFile(Frozen):
    """sources.toml"""

    source: tuple[Source, ...]


class CountriesFile(Frozen):
    """countries.toml"""

    country: tuple[Country, ...]
    anywhere: tuple[Contact, ...]


FILES: dict[str, type[Frozen]] = {
    "questionnaire.toml": Questionnaire,
    "conditions.toml": ConditionsFile,
    "rules.toml": RulesFile,
    "kinds.toml": KindsFile,
    "notices.toml": NoticesFile,
    "sources.toml": SourcesFile,
    "countries.toml": CountriesFile,
}
DECIDING = ("questionnaire.toml", "conditions.toml", "rules.toml", "kinds.toml", "notices.toml")
"""The files that decide a result; the version of the rules is theirs."""


def words(kind: type, given: Any) -> Words:
    """A sentence from a file: a string, or a table with `you` and `they`."""
    if kind is not Words:
        raise NotImplementedError(kind)
    match given:
        case str() if given.strip():
            return Words(given)
        case {"you": str(you), "they": str(they)} if len(given) == 2 and you.strip() and they.strip():
            return Words(you, they)
    raise ValueError("expected a sentence, or a table with the sentences `you` and `they`")


def read(path: Path, shape: type[Many]) -> Many:
    """One content file in its shape.

    Raises ContentError when it is not valid TOML or does not have the shape.
    """
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), shape, dec_hook=words)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(path.name, "the file", str(error)) from error
    except msgspec.ValidationError as error:
        cause, _, where = str(error).partition(" - at ")
        raise ContentError(path.name, where or "the file", cause) from error


def load(folder: Path = CONTENT) -> Content:
    """All content of a folder, checked.

    Raises ContentError for the first thing that does not hold together.
    """
    part: dict[str, Any] = {name: read(folder / name, shape) for name, shape in FILES.items()}
    questionnaire: Questionnaire = part["questionnaire.toml"]
    countries: CountriesFile = part["countries.toml"]
    clinics = [read(path, Clinic) for path in sorted((folder / "clinics").glob("*.toml"))]
    content = Content(
        version=f"{questionnaire.version}+{digest(folder / name for name in FILES)}",
        rules_version=f"{questionnaire.version}+{digest(folder / name for name in DECIDING)}",
        questionnaire=questionnaire,
        conditions=by_id("conditions.toml", part["conditions.toml"].condition),
        rules=part["rules.toml"].rule,
        kinds=part["kinds.toml"].kind,
        notices=part["notices.toml"].notice,
        sources=by_id("sources.toml", part["sources.toml"].source),
        countries={
            id: msgspec.structs.replace(country, contact=country.contact + countries.anywhere)
            for id, country in by_id("countries.toml", countries.country).items()
        },
        clinics=by_id("clinics", clinics),
    )
    check(content)
    return content


def digest(paths: Iterable[Path]) -> str:
    """A short fingerprint of some files: any changed byte changes it."""
    together = hashlib.sha256()
    for path in paths:
        together.update(hashlib.sha256(path.read_bytes()).digest())
    return together.hexdigest()[:8]


def by_id(file: str, items: Iterable[Any]) -> dict[str, Any]:
    """Items by their ids. Raises ContentError for an id that stands twice."""
    found: dict[str, Any] = {}
    for item in items:
        if item.id in found:
            raise ContentError(file, item.id, "this id stands twice")
        found[item.id] = item
    return found


def oldest_review(content: Content) -> date:
    """The earliest day on which some source must be looked at again."""
    return min(source.review_by for source in content.sources.values())


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


# Checks: what no shape can say ---------------------------------------------------------------------------------------


def check(content: Content) -> None:
    """Raises ContentError for the first thing in the content that does not hold together."""
    for problem in (
        *condition_problems(content),
        *questionnaire_problems(content),
        *rule_problems(content),
        *place_problems(content),
    ):
        raise ContentError(*problem)


Problem = tuple[str, str, str]


def questionnaire_problems(content: Content) -> Iterator[Problem]:
    """Steps, questions and options: unique, well formed, and asking only about what was answered before."""
    file = "questionnaire.toml"
    by_id(file, content.questionnaire.step)
    by_id(file, content.questionnaire.questions)
    earlier: set[str] = set()
    for step in content.questionnaire.step:
        for question in step.question:
            by_id(file, (replace_id(option, f"{question.id}.{option.id}") for option in question.options))
            if question.id in RESERVED:
                yield file, question.id, "this name is kept for the form itself"
            for option in question.options:
                if (option.label is None) == (option.units is None):
                    yield file, f"{question.id}.{option.id}", "an option has either a label or units"
                if option.alone and question.answer != "several":
                    yield file, f"{question.id}.{option.id}", "`alone` means something for `several` answers only"
            if question.options_from is not None and question.options_from not in earlier:
                yield file, question.id, f"options_from: '{question.options_from}' is no question of an earlier step"
            for name in question.ask_when:
                if name not in content.conditions:
                    yield file, question.id, f"ask_when: there is no condition '{name}'"
                elif later := questions_in((name,), content.conditions) - earlier:
                    yield file, question.id, f"ask_when: '{name}' looks at {sorted(later)}, not in an earlier step"
        earlier |= {question.id for question in step.question}
    if content.questionnaire.ends_early_when not in content.conditions:
        yield file, "ends_early_when", f"there is no condition '{content.questionnaire.ends_early_when}'"


def replace_id(item: Any, id: str) -> Any:
    """The same item under another id."""
    return msgspec.structs.replace(item, id=id)


def condition_problems(content: Content) -> Iterator[Problem]:
    """Conditions name what exists, do not run in a circle, and say something."""
    file = "conditions.toml"
    options = {
        question.id: {option.id for option in question.options} for question in content.questionnaire.questions
    }
    seen: set[str] = set()
    for condition in content.conditions.values():
        if not (condition.match or condition.all or condition.any or condition.at_least):
            if condition.id != "always":
                yield file, condition.id, "it says nothing"
        for question, chosen in condition.match.items():
            if question not in options:
                yield file, condition.id, f"there is no question '{question}'"
            elif unknown := set(chosen) - options[question]:
                yield file, condition.id, f"'{question}' has no option {sorted(unknown)}"
        if condition.at_least and condition.at_least.question not in options:
            yield file, condition.id, f"there is no question '{condition.at_least.question}'"
        for other in (*condition.all, *condition.any):
            if other not in content.conditions:
                yield file, condition.id, f"there is no condition '{other}'"
            elif other not in seen:
                yield file, condition.id, f"'{other}' must stand before it, so that no circle can form"
        seen.add(condition.id)
    used = {name for rule in content.rules for name in rule.when}
    used |= {name for question in content.questionnaire.questions for name in question.ask_when}
    used |= {name for condition in content.conditions.values() for name in (*condition.all, *condition.any)}
    for name in sorted(set(content.conditions) - used - {content.questionnaire.ends_early_when}):
        yield file, name, "nothing uses it"


def rule_problems(content: Content) -> Iterator[Problem]:
    """Rules speak for one thing that exists, on sources that exist; no kind or notice is without a rule."""
    file = "rules.toml"
    kinds = set(by_id("kinds.toml", content.kinds))
    notices = set(by_id("notices.toml", content.notices))
    by_id(file, content.rules)
    for rule in content.rules:
        if (rule.kind is None) == (rule.notice is None):
            yield file, rule.id, "a rule speaks for either a kind or a notice"
        if (rule.kind is None) != (rule.fit is None):
            yield file, rule.id, "a rule for a kind has a fit, a rule for a notice has none"
        if rule.kind is not None and rule.kind not in kinds:
            yield file, rule.id, f"there is no kind '{rule.kind}'"
        if rule.notice is not None and rule.notice not in notices:
            yield file, rule.id, f"there is no notice '{rule.notice}'"
        for name in rule.when:
            if name not in content.conditions:
                yield file, rule.id, f"there is no condition '{name}'"
        for support in rule.support:
            if support.source not in content.sources:
                yield file, rule.id, f"there is no source '{support.source}'"
    for kind in sorted(kinds - {rule.kind for rule in content.rules}):
        yield "kinds.toml", kind, "no rule speaks for it"
    for notice in sorted(notices - {rule.notice for rule in content.rules}):
        yield "notices.toml", notice, "no rule raises it"
    cited = {support.source for rule in content.rules for support in rule.support}
    for source in sorted(set(content.sources) - cited):
        yield "sources.toml", source, "no rule cites it"
    for source in content.sources.values():
        if source.review_by <= source.checked:
            yield "sources.toml", source.id, "it must be reviewed after it was checked"


def place_problems(content: Content) -> Iterator[Problem]:
    """Every country that can be chosen has numbers for an emergency and a crisis; clinics name exact origins."""
    file = "countries.toml"
    choices = [question for question in content.questionnaire.questions if question.id == "country"]
    for option in (option for question in choices for option in question.options):
        if option.id not in content.countries:
            yield file, option.id, "the questionnaire offers it, and it is not here"
    if "other" not in content.countries:
        yield file, "other", "the international default is missing"
    for country in content.countries.values():
        by_id(file, (replace_id(contact, f"{country.id}.{contact.id}") for contact in country.contact))
        for purpose in ("emergency", "crisis", "directory"):
            if not any(contact.purpose == purpose for contact in country.contact):
                yield file, country.id, f"no contact for the purpose '{purpose}'"
        for contact in country.contact:
            if (contact.number is None) != (contact.dial is None):
                yield file, f"{country.id}.{contact.id}", "`number` (shown) and `dial` (what a tap does) go together"
            if contact.number is None and contact.url is None:
                yield file, f"{country.id}.{contact.id}", "neither a number nor a page"
    for clinic in content.clinics.values():
        for origin in clinic.origins:
            if not is_origin(origin):
                yield f"clinics/{clinic.id}.toml", origin, "not an exact https origin (http is for localhost)"


def is_origin(text: str) -> bool:
    """Whether a text is an exact origin: scheme and host, nothing else; https, or http on localhost."""
    parts = urlsplit(text)
    plain = bool(parts.hostname) and text == f"{parts.scheme}://{parts.netloc}" and "*" not in text
    return plain and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname == "localhost"))
