"""What a content decides, compiled once: each question, rule and passage as bit tests on the answers."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Generic, TypeVar

from msgspec import Struct

from assessment.engine.answer_bits import AnswerBits, Bits, QuestionBits, number_options
from assessment.engine.conditions import BitTest, Clauses, compile_conditions, hold, may_hold, together
from assessment.engine.questionnaire import Option, Question, Questionnaire, Step
from assessment.engine.rules import Condition, Contradiction, FirstStepRow, Passage, Rule
from assessment.engine.text import Id

Decided = TypeVar("Decided", Rule, Passage, FirstStepRow, Contradiction)


class Outcome(Struct, Generic[Decided], frozen=True):
    """What answers can lead to: it holds where all of `when` does, and nothing of `unless`.

    questions  those whose answers can be the reason
    """

    of: Decided
    when: BitTest
    unless: tuple[BitTest, ...]
    questions: tuple[QuestionBits, ...]

    def holds(self, told: Bits) -> bool:
        """Whether it holds for the options told."""
        return self.when.holds(told) and not self.is_ruled_out(told)

    def is_ruled_out(self, told: Bits) -> bool:
        """Whether something was told under which it never holds."""
        return any(one.holds(told) for one in self.unless)

    def may_yet_hold(self, told: Bits, still_open: Bits) -> bool:
        """Whether it holds, or would with some answers to what is open beside what is told."""
        return hold(self.when.clauses, told | still_open) and not self.is_ruled_out(told)

    def holds_as_said(self, told: Bits, non_answers: Bits) -> bool:
        """Whether something that holds also does so without what says nothing among its reasons.

        What is only the background may stay open: who shakes each morning and is not sure whether to stop has said it.
        """
        unsaid = told & non_answers & self.when.reasons
        return not unsaid or self.holds(told & ~unsaid)

    @property
    def options(self) -> Bits:
        """All options that it looks at."""
        return reduce(or_, (test.options for test in self.unless), self.when.options)


class CompiledQuestion(Struct, frozen=True):
    """A question, when it is asked, and when each of its options is offered.

    skip_when       of these, none may hold
    offers          each option, when it is offered, and what of which none may hold
    offers_all      they are offered to everybody, always
    may_be_skipped  it is an answer to have skipped it
    """

    question: Question
    bits: QuestionBits
    ask_when: Clauses
    skip_when: tuple[Clauses, ...]
    offers: tuple[tuple[Option, Clauses, tuple[Clauses, ...]], ...]
    offers_all: bool
    may_be_skipped: bool

    def is_asked(self, told: Bits, still_open: Bits) -> bool | None:
        """Whether it is asked; None where that is open."""
        asks = may_hold(self.ask_when, told, still_open)
        if asks is False or not self.skip_when:
            return asks
        skips = [may_hold(clauses, told, still_open) for clauses in self.skip_when]
        if True in skips:
            return False
        return None if None in skips else asks

    def offered(self, told: Bits) -> tuple[Option, ...]:
        """The options that can be chosen."""
        if self.offers_all:
            return self.question.options
        return tuple(
            option
            for option, clauses, withheld in self.offers
            if hold(clauses, told) and not any(hold(one, told) for one in withheld)
        )


class CompiledStep(Struct, frozen=True):
    """A step with its questions. `sooner_when`: any of these brings an area before the others."""

    step: Step
    questions: tuple[CompiledQuestion, ...]
    sooner_when: tuple[Clauses, ...] = ()

    def comes_sooner(self, told: Bits) -> bool:
        """Whether what was told calls for it before other areas."""
        return any(hold(clauses, told) for clauses in self.sooner_when)


class Compiled(Struct, frozen=True):
    """All that is tested on answers.

    ends_early                   when the questions stop
    notice_rules, notice_passages   those that can show at an answer, before there is a result
    raises_notices               all options that these look at
    questions_raising_notices    the ids of the questions whose answers can raise a notice
    """

    bits: AnswerBits
    core: tuple[CompiledStep, ...]
    areas: tuple[CompiledStep, ...]
    ends_early: Clauses
    rules: tuple[Outcome[Rule], ...]
    passages: tuple[Outcome[Passage], ...]
    first_steps: tuple[Outcome[FirstStepRow], ...]
    contradictions: tuple[Outcome[Contradiction], ...]
    notice_rules: tuple[Outcome[Rule], ...]
    notice_passages: tuple[Outcome[Passage], ...]
    raises_notices: Bits
    questions_raising_notices: frozenset[Id]


class Decisions(Struct, frozen=True):
    """What holds or does not, for somebody's answers."""

    rules: tuple[Rule, ...]
    passages: tuple[Passage, ...]
    first_steps: tuple[FirstStepRow, ...]
    contradictions: tuple[Contradiction, ...]


def compile_content(
    questionnaire: Questionnaire,
    names: Sequence[str],
    conditions: Mapping[Id, Condition],
    decisions: Decisions,
) -> Compiled:
    """Everything that answers decide, as bit tests. `names`: of the bits. Raises KeyError for one that is not there."""
    bits = number_options(questionnaire, names)
    known = compile_conditions(conditions, bits)
    every_rule = tuple(outcome(rule, rule.when, rule.unless, bits, known) for rule in decisions.rules)
    every_passage = tuple(outcome(one, one.when, one.silent_when, bits, known) for one in decisions.passages)
    notice_rules = tuple(one for one in every_rule if one.of.notice)
    notice_passages = tuple(one for one in every_passage if one.of.notice)
    raising = reduce(or_, (one.when.options for one in notice_rules if not one.of.unsaid), 0) & ~bits.non_answers
    steps = tuple(compile_step(step, bits, known) for step in questionnaire.step)
    return Compiled(
        bits=bits,
        core=tuple(one for one in steps if not one.step.area),
        areas=tuple(one for one in steps if one.step.area),
        ends_early=known[questionnaire.ends_early_when].clauses,
        rules=every_rule,
        passages=every_passage,
        first_steps=tuple(outcome(row, row.when, (), bits, known) for row in decisions.first_steps),
        contradictions=tuple(outcome(one, one.when, one.silent_when, bits, known) for one in decisions.contradictions),
        notice_rules=notice_rules,
        notice_passages=notice_passages,
        raises_notices=all_options(notice_rules) | all_options(notice_passages),
        questions_raising_notices=frozenset(one.question.id for one in bits.questions.values() if one.all & raising),
    )


def all_of(names: Iterable[Id], known: Mapping[Id, BitTest]) -> BitTest:
    """What holds where all the conditions named hold."""
    return together(known[name] for name in names)


def outcome(
    of: Decided, when: Iterable[Id], unless: Iterable[Id], bits: AnswerBits, known: Mapping[Id, BitTest]
) -> Outcome[Decided]:
    """What holds where all of some conditions hold, and none of some others."""
    test = all_of(when, known)
    questions = tuple(one for one in bits.questions.values() if one.all & test.reasons)
    return Outcome(of, test, tuple(known[name] for name in unless), questions)


def all_options(outcomes: Iterable[Outcome[Decided]]) -> Bits:
    """All options that some outcomes look at."""
    return reduce(or_, (outcome.options for outcome in outcomes), 0)


def compile_step(step: Step, bits: AnswerBits, known: Mapping[Id, BitTest]) -> CompiledStep:
    """When each question of a step is asked, and when it comes sooner than others."""
    questions = tuple(compile_question(one, step, bits, known) for one in step.question)
    return CompiledStep(step, questions, tuple(known[name].clauses for name in step.sooner_when))


def compile_question(question: Question, step: Step, bits: AnswerBits, known: Mapping[Id, BitTest]) -> CompiledQuestion:
    """When a question is asked, and its options are offered. One that draws on another offers what was chosen there."""

    def drawn(option: Option) -> Clauses:
        return (bits.questions[question.options_from].told([option.id]),) if question.options_from else ()

    offers = tuple(
        (
            option,
            all_of(option.offer_when, known).clauses + drawn(option),
            tuple(known[name].clauses for name in option.withhold_when),
        )
        for option in question.options
    )
    return CompiledQuestion(
        question=question,
        bits=bits.questions[question.id],
        ask_when=all_of(question.ask_when, known).clauses,
        skip_when=tuple(known[name].clauses for name in question.skip_when),
        offers=offers,
        offers_all=not any(clauses or withheld for _, clauses, withheld in offers),
        may_be_skipped=step.lets_skip(question),
    )
