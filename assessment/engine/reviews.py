"""What a clinician has signed, row by row, and whether that still holds. Pure.

A row is a rule or a first step as a reviewer reads it. What was signed is known by its fingerprint: a row that has
changed since, in its words, conditions or sources, has gone stale by itself.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict

from assessment.engine.evidence import Source
from assessment.engine.rules import Condition, FirstStepRow, Rule
from assessment.engine.text import Frozen, Id

Verdict = Literal["right", "wrong", "unsure"]
"""What a reviewer says of a row. Only what is called right is shown as reviewed."""
FINGERPRINT = 16
"""Hexadecimal digits: enough to tell some hundred rows apart, and short enough for a cell."""


class SignedRow(Frozen, frozen=True):
    """A row that somebody has read.

    row          its id: `rule:<id>` or `first_step:<id>`
    fingerprint  of the row as it was read
    by, role     who it was, and as what: "Family doctor"
    """

    row: str
    fingerprint: str
    verdict: Verdict
    by: str
    role: str
    on: date
    remark: str = ""


class ReviewRow(Struct, frozen=True, dict=True):  # a `dict` for what is worked out once
    """A rule or a first step as a reviewer reads it, in English.

    speaks_for  the id of the kind or notice; "first_step" for a first step
    fit         how strongly, or how soon; empty where neither is said
    """

    row: str
    speaks_for: str
    fit: str
    condition: str
    to_you: str
    about_them: str
    sources: str
    facts: str

    @cached_property
    def fingerprint(self) -> str:
        """What changes when anything in it does."""
        written = json.dumps(asdict(self), sort_keys=True).encode()
        return hashlib.sha256(written).hexdigest()[:FINGERPRINT]


class Review(Enum):
    """How far a row is reviewed. STALE: it has changed since it was signed."""

    NONE = "none"
    RIGHT = "right"
    DOUBTED = "doubted"
    STALE = "stale"


class Reviews(Struct, frozen=True, dict=True):  # as above
    """All rows, and what was signed of them, by the id of the row."""

    rows: Mapping[str, ReviewRow]
    signed: Mapping[str, SignedRow]

    def of(self, row: str) -> Review:
        """How far a row is reviewed."""
        signature = self.signed.get(row)
        if signature is None:
            return Review.NONE
        if signature.fingerprint != self.rows[row].fingerprint:
            return Review.STALE
        return Review.RIGHT if signature.verdict == "right" else Review.DOUBTED

    @cached_property
    def right(self) -> int:
        """How many rows somebody has called right, as they are now."""
        return sum(self.of(row) is Review.RIGHT for row in self.signed)


def reviews_of(
    rules: Iterable[Rule],
    first_steps: Iterable[FirstStepRow],
    conditions: Mapping[Id, Condition],
    sources: Mapping[Id, Source],
    signed: Iterable[SignedRow],
) -> Reviews:
    """The rows of the content, in its order, with what was signed of them."""
    rows = [row_of_rule(rule, conditions, sources) for rule in rules]
    rows += [row_of_first_step(step, conditions, sources) for step in first_steps]
    return Reviews({one.row: one for one in rows}, {one.row: one for one in signed})


def row_of_rule(rule: Rule, conditions: Mapping[Id, Condition], sources: Mapping[Id, Source]) -> ReviewRow:
    """A rule as it is read."""
    return ReviewRow(
        row=f"rule:{rule.id}",
        speaks_for=rule.kind or rule.notice or "",
        fit=rule.fit.value if rule.fit else "notice",
        condition=in_words(rule.when, conditions)
        + (f" Never when the person {never}." if (never := said(rule.unless, conditions, " or ")) else ""),
        to_you=rule.reason.you,
        about_them=rule.reason.they,
        sources=" | ".join(sources[one.source].reference for one in rule.evidence),
        facts=" | ".join(f"Informed by: {one.fact.you}" if one.informed_by else one.fact.you for one in rule.evidence),
    )


def row_of_first_step(
    step: FirstStepRow, conditions: Mapping[Id, Condition], sources: Mapping[Id, Source]
) -> ReviewRow:
    """A first step as it is read: what it is, what to do, what to say."""
    return ReviewRow(
        row=f"first_step:{step.id}",
        speaks_for="first_step",
        fit="",
        condition=in_words(step.when, conditions),
        to_you=f"{step.title.you}. {step.do.you} “{step.ask.you}”",
        about_them=f"{step.title.they}. {step.do.they} “{step.ask.they}”",
        sources=" | ".join(sources[one].reference for one in step.sources),
        facts="" if step.sources else "Our own judgement",
    )


def in_words(when: Collection[Id], conditions: Mapping[Id, Condition]) -> str:
    """Some conditions as a sentence."""
    return f"When the person {said(when, conditions, ' and ')}."


def said(names: Collection[Id], conditions: Mapping[Id, Condition], between: str) -> str:
    """The words of some conditions."""
    return between.join(conditions[name].text.you for name in names)
