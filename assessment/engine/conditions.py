"""Conditions as bit tests: compiled when the content is loaded, and with nothing left to look up for a request.

There is no "not" in a condition, so each can be written as clauses: of every clause, at least one option is chosen. A
clause is one number, and testing it is one `&`. See docs/decisions/0020-compiled-conditions.md.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from itertools import chain, combinations
from operator import or_
from typing import Any

from msgspec import Struct

from assessment.engine.answer_bits import AnswerBits, Bits
from assessment.engine.rules import AtLeast, Condition
from assessment.engine.text import Id

Clauses = tuple[Bits, ...]
"""All that must hold: of each, one option or more. None at all hold always."""


# Clauses -------------------------------------------------------------------------------------------------------------


def hold(clauses: Clauses, told: Bits) -> bool:
    """Whether of every clause something was told."""
    return all(map(told.__and__, clauses))


def may_hold(clauses: Clauses, told: Bits, still_open: Bits) -> bool | None:
    """Kleene's third answer: None where it depends on questions that are, or may yet be, asked.

    `still_open`: all options of those questions. What is neither told nor open was not asked, and matches nothing.
    """
    if hold(clauses, told):
        return True
    return None if hold(clauses, told | still_open) else False


def fewest(clauses: Iterable[Bits]) -> Clauses:
    """Those of some clauses that say as much as all, the narrowest first: what follows from another is left out."""
    found: list[Bits] = []
    for clause in sorted(set(clauses), key=lambda clause: (clause.bit_count(), clause)):
        if not any(one & clause == one for one in found):
            found.append(clause)
    return tuple(found)


def either(one: Clauses, other: Clauses) -> Clauses:
    """What holds where the one or the other holds: each clause of the one with each of the other."""
    return fewest(first | second for first in one for second in other)


# Conditions ----------------------------------------------------------------------------------------------------------


class BitTest(Struct, frozen=True):
    """Something that holds for some answers, and which of them are the reason.

    clauses   when it holds
    reason    options that are the reason wherever they are chosen
    branches  of which each is part of the reason only where it holds itself
    """

    clauses: Clauses = ()
    reason: Bits = 0
    branches: tuple["BitTest", ...] = ()

    @property
    def options(self) -> Bits:
        """All options that it looks at, to decide or to say why. Clauses leave out what follows from others."""
        return reduce(or_, (*self.clauses, *(one.options for one in self.branches)), self.reason)

    @property
    def reasons(self) -> Bits:
        """All options that can be the reason."""
        return reduce(or_, (one.reasons for one in self.branches), self.reason)

    def holds(self, told: Bits) -> bool:
        """Whether it holds for the options told."""
        return hold(self.clauses, told)

    def because(self, told: Bits) -> Bits:
        """Those of the options told that are the reason. A branch that does not hold is not why."""
        return reduce(or_, (one.because(told) for one in self.branches if one.holds(told)), told & self.reason)


def together(parts: Iterable[BitTest]) -> BitTest:
    """What holds where all of some parts hold."""
    parts = tuple(parts)
    return BitTest(
        clauses=fewest(chain.from_iterable(part.clauses for part in parts)),
        reason=reduce(or_, (part.reason for part in parts), 0),
        branches=tuple(chain.from_iterable(part.branches for part in parts)),
    )


class Known(Struct, frozen=True):
    """What a condition can refer to: the options there are, and the conditions before it."""

    bits: AnswerBits
    conditions: Mapping[Id, BitTest]


class Operator(Struct, frozen=True):
    """A way in which a condition looks at answers: what it does with the field of `Condition` that bears its name.

    holds      when what is given there holds
    because    which answers are then the reason
    questions  the questions that it looks at by itself, each with the options that it names
    names      the other conditions that it refers to
    """

    holds: Callable[[Any, Known], Clauses]
    because: Callable[[Any, Known], BitTest]
    questions: Callable[[Any], Mapping[Id, tuple[Id, ...]]] = lambda _: {}
    names: Callable[[Any], tuple[Id, ...]] = lambda _: ()


def options_named(match: Mapping[Id, tuple[Id, ...]], known: Known) -> Clauses:
    """For each question, the options listed."""
    return tuple(known.bits.questions[question].told(options) for question, options in match.items())


def any_named(names: tuple[Id, ...], known: Known) -> Clauses:
    """What holds where one of some conditions holds."""
    return reduce(either, (known.conditions[name].clauses for name in names))


def so_many(at_least: AtLeast, known: Known) -> Clauses:
    """So many of n options are chosen where of any n - count + 1 of them one is."""
    bits = known.bits.questions[at_least.question].options.values()
    return tuple(sum(some) for some in combinations(bits, len(bits) - at_least.count + 1))


OPERATORS: Mapping[str, Operator] = {
    "match": Operator(
        holds=options_named,
        because=lambda match, known: BitTest(reason=sum(options_named(match, known))),
        questions=lambda match: match,
    ),
    "all": Operator(
        holds=lambda names, known: tuple(chain.from_iterable(known.conditions[name].clauses for name in names)),
        because=lambda names, known: together(known.conditions[name] for name in names),
        names=lambda names: names,
    ),
    "any": Operator(
        holds=any_named,
        because=lambda names, known: BitTest(branches=tuple(known.conditions[name] for name in names)),
        names=lambda names: names,
    ),
    "at_least": Operator(
        holds=so_many,
        because=lambda at_least, known: BitTest(reason=known.bits.questions[at_least.question].all),
        questions=lambda at_least: {at_least.question: ()},
    ),
}
"""Every way in which a condition can look at answers. What a condition gives for several of them must all hold."""


def parts_of(condition: Condition) -> tuple[tuple[Operator, Any], ...]:
    """The operators that a condition uses, each with what is given for it."""
    return tuple((operator, part) for name, operator in OPERATORS.items() if (part := getattr(condition, name)))


def compile_condition(condition: Condition, known: Known) -> BitTest:
    """A condition as bit tests. What is only the background is no reason."""
    parts = parts_of(condition)
    clauses = fewest(chain.from_iterable(operator.holds(part, known) for operator, part in parts))
    if condition.background:
        return BitTest(clauses)
    because = together(operator.because(part, known) for operator, part in parts)
    return BitTest(clauses, because.reason, because.branches)


def compile_conditions(conditions: Mapping[Id, Condition], bits: AnswerBits) -> Mapping[Id, BitTest]:
    """All conditions, each of which refers to those before it only."""
    found: dict[Id, BitTest] = {}
    for name, condition in conditions.items():
        found[name] = compile_condition(condition, Known(bits, found))
    return found


# What they look at ---------------------------------------------------------------------------------------------------


def questions_of(condition: Condition) -> tuple[tuple[Id, tuple[Id, ...]], ...]:
    """The questions that a condition itself looks at, each with the options that it names."""
    return tuple(chain.from_iterable(operator.questions(part).items() for operator, part in parts_of(condition)))


def names_in(condition: Condition) -> tuple[Id, ...]:
    """The other conditions that a condition refers to."""
    return tuple(chain.from_iterable(operator.names(part) for operator, part in parts_of(condition)))


def questions_in(names: Iterable[Id], conditions: Mapping[Id, Condition]) -> frozenset[Id]:
    """The ids of all questions that some conditions look at, however deep."""
    found: set[Id] = set()
    for name in names:
        found |= {question for question, _ in questions_of(conditions[name])}
        found |= questions_in(names_in(conditions[name]), conditions)
    return frozenset(found)
