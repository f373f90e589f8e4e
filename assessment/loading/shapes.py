"""The shape of each content file, and where what is in a file does not have it."""

from collections.abc import Iterator
from datetime import date
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Meta

from assessment.engine.answer_bits import MOST
from assessment.engine.countries import Contact, Container, Country
from assessment.engine.evidence import Fact, Source
from assessment.engine.questionnaire import Questionnaire
from assessment.engine.reviews import SignedRow
from assessment.engine.rules import Claim, Condition, Contradiction, FirstStepRow, Notice, Passage, Rule, SupportKind
from assessment.engine.text import Frozen, Id, Spelling, Text

BitName = Annotated[str, Meta(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)?\Z")]
"""`question.option`, and `question` alone for having skipped it."""


class BitsFile(Frozen, frozen=True):
    """bits.toml"""

    names: Annotated[tuple[BitName, ...], Meta(max_length=MOST)]


class ConditionsFile(Frozen, frozen=True):
    """conditions.toml"""

    condition: tuple[Condition, ...]


class RulesFile(Frozen, frozen=True):
    """rules/<kind or notice>.toml"""

    rule: tuple[Rule, ...]


class KindsFile(Frozen, frozen=True):
    """kinds.toml"""

    kind: tuple[SupportKind, ...]


class NoticesFile(Frozen, frozen=True):
    """notices.toml"""

    notice: tuple[Notice, ...]


class PassagesFile(Frozen, frozen=True):
    """passages.toml"""

    passage: tuple[Passage, ...]


class FirstStepsFile(Frozen, frozen=True):
    """first_steps.toml"""

    row: Annotated[tuple[FirstStepRow, ...], Meta(min_length=1)]


class ContradictionsFile(Frozen, frozen=True):
    """contradictions.toml"""

    contradiction: tuple[Contradiction, ...]


class ClaimsFile(Frozen, frozen=True):
    """claims.toml"""

    claim: tuple[Claim, ...]


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


class ContainersFile(Frozen, frozen=True):
    """containers.toml"""

    container: tuple[Container, ...]


class FrameCheckLine(Frozen, frozen=True):
    """A line of the self-check for a clinic's web manager (assessment/content/frame_check.toml).

    seen      by whom
    optional  where it does not pass, nobody has to mend anything
    """

    id: Id
    seen: Literal["frame", "press", "file"]
    title: Text
    passed: Text
    advice: Text
    optional: bool = False


class FrameCheckFile(Frozen, frozen=True):
    """frame_check.toml"""

    line: tuple[FrameCheckLine, ...]


class SpellingFile(Frozen, frozen=True):
    """spelling.toml"""

    spelling: tuple[Spelling, ...]


class ReviewsFile(Frozen, frozen=True):
    """reviews.toml"""

    signed: tuple[SignedRow, ...] = ()


class AccessibilityTest(Frozen, frozen=True):
    """When the accessibility of the pages was last tested for a release."""

    on: date


RULES = "rules"
"""The folder with the rules: a file for each kind and each notice, named as it."""
SHAPES: dict[str, type[Frozen]] = {
    "questionnaire.toml": Questionnaire,
    "bits.toml": BitsFile,
    "conditions.toml": ConditionsFile,
    "kinds.toml": KindsFile,
    "notices.toml": NoticesFile,
    "passages.toml": PassagesFile,
    "first_steps.toml": FirstStepsFile,
    "contradictions.toml": ContradictionsFile,
    "claims.toml": ClaimsFile,
    "sources.toml": SourcesFile,
    "facts.toml": FactsFile,
    "countries.toml": CountriesFile,
    "containers.toml": ContainersFile,
    "frame_check.toml": FrameCheckFile,
    "spelling.toml": SpellingFile,
}


def as_text(kind: type, given: Any) -> Text:
    """A sentence from a file: a string, or a table with `you` and `they`.

    Raises ValueError for anything else: msgspec says where.
    """
    if not issubclass(kind, Text):
        raise NotImplementedError(kind)
    match given:
        case str() if given.strip():
            return kind(given)
        case {"you": str(you), "they": str(they), **more} if not more and you.strip() and they.strip():
            return kind(you, they)
    raise ValueError("expected a sentence, or a table with the sentences `you` and `they`")


def convert(given: Any, shape: Any) -> Any:
    """What was read from a file, in its shape. Raises msgspec.ValidationError where it does not have it."""
    return msgspec.convert(given, shape, dec_hook=as_text)


def misfits(given: Any, shape: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Each place in what was read that does not have its shape, such as `rule[3].reason`, and why not."""
    if is_struct(shape := bare(shape)) and isinstance(given, dict):
        fields = {field.encode_name: field for field in msgspec.structs.fields(shape)}
        for name in given.keys() - fields.keys():
            yield where, f"Object contains unknown field `{name}`"
        for name, field in fields.items():
            if name in given:
                yield from misfits(given[name], field.type, f"{where}.{name}".lstrip("."))
            elif field.required:
                yield where, f"Object missing required field `{name}`"
    elif get_origin(shape) is tuple and is_struct(item := bare(get_args(shape)[0])) and isinstance(given, list):
        for number, one in enumerate(given):
            yield from misfits(one, item, f"{where}[{number}]")
    else:
        try:
            convert(given, shape)
        except msgspec.ValidationError as error:
            yield where, str(error)


def bare(shape: Any) -> Any:
    """A type without what may stand around that of a struct or of many: `None`, or limits on their number."""
    if get_origin(shape) in {UnionType, Union}:
        options = [option for option in get_args(shape) if option is not type(None)]
        return bare(options[0]) if len(options) == 1 else shape
    if get_origin(shape) is Annotated:
        inner = get_args(shape)[0]
        many = get_origin(inner) is tuple and is_struct(bare(get_args(inner)[0]))
        return inner if many or is_struct(inner) else shape
    return shape


def is_struct(shape: Any) -> bool:
    """Whether a type is one of ours, with fields."""
    return isinstance(shape, type) and issubclass(shape, Frozen)
