"""What the answers point to: rules applied to answers. Suggests, and never diagnoses."""

from collections.abc import Callable, Iterable
from functools import cache, reduce
from operator import or_

from assessment.engine.answer_bits import AnswerBits, Bits, QuestionBits
from assessment.engine.compiled import Outcome
from assessment.engine.content import Content
from assessment.engine.first_steps import first_row
from assessment.engine.path import PathStep, QuestionPath
from assessment.engine.questionnaire import Step
from assessment.engine.result import (
    AreaStep,
    GivenAnswer,
    RaisedNotice,
    Reason,
    Result,
    State,
    Suggestion,
)
from assessment.engine.rules import TIERS, Fit, Part, Passage, Rule, SupportKind
from assessment.engine.text import Id

RANKS = ("first", "between", "last")
STRONGEST_FIRST = (Fit.STRONG, Fit.POSSIBLE, Fit.NOT_NOW)

RaisedBy = Callable[[Bits], tuple[RaisedNotice, ...]]
"""Tells the notices that answers raise."""


class Incomplete(ValueError):
    """A result was asked for before all of the core was answered."""


def assess(content: Content, path: QuestionPath) -> Result:
    """The result for somebody who has answered the core, and says what of it the areas not yet told may change.

    Raises Incomplete for anything less: a result from part of the core would be a guess about danger.
    """
    if not path.core_complete:
        raise Incomplete(path.first_open)
    compiled = content.compiled
    reasons = rules_that_hold(compiled.rules, path.told, compiled.bits)
    passages = passages_that_hold(compiled.passages, path.told)
    suggestions = in_reading_order(suggest(content, reasons, passages, path), passages)
    found = raise_notices(content, reasons, passages)
    notices = tuple(one for one in found if not one.unsaid)
    return Result(
        notices=notices,
        quiet=tuple(one for one in found if one.unsaid),
        suggestions=suggestions,
        first_step=first_row(compiled.first_steps, path.told, compiled.bits),
        passages=passages,
        areas=tuple(AreaStep(one.step, state_of(one, reasons)) for one in path.areas),
    )


def state_of(area: PathStep, reasons: tuple[Reason, ...]) -> State:
    """Whether an area is told; if it is, whether something that was said there is a reason for anything."""
    if not area.complete:
        return State.OPEN
    here = {one.question.id for one in area.asked}
    spoke = any(given.question.id in here for reason in reasons if not reason.unsaid for given in reason.answers)
    return State.CAME_UP if spoke else State.NOT_COME_UP


def would_tell(rules: Iterable[Outcome[Rule]], kind: Id, fit: Fit, path: QuestionPath) -> tuple[Step, ...]:
    """The areas not told yet whose answers could give a kind of support a stronger fit than it has."""
    still_open = reduce(or_, (one.still_open for one in path.open_areas), 0)
    stronger = STRONGEST_FIRST[: STRONGEST_FIRST.index(fit)]
    could = (one for one in rules if one.of.kind == kind and one.of.fit in stronger)
    options = reduce(or_, (one.when.options for one in could if one.may_yet_hold(path.told, still_open)), 0)
    return tuple(one.step for one in path.open_areas if one.still_open & options)


def notices_by_answers(content: Content) -> RaisedBy:
    """What tells the notices of this content, but for those that only something that was not said speaks for.

    It looks at each set of answers once, so it is for one request only.
    """
    compiled = content.compiled

    @cache
    def raised(told: Bits) -> tuple[RaisedNotice, ...]:
        reasons = rules_that_hold(compiled.notice_rules, told, compiled.bits)
        found = raise_notices(content, reasons, passages_that_hold(compiled.notice_passages, told))
        return tuple(one for one in found if not one.unsaid)

    # Answers that no notice looks at make no other set.
    return lambda told: raised(told & compiled.raises_notices)


def rules_that_hold(rules: Iterable[Outcome[Rule]], told: Bits, bits: AnswerBits) -> tuple[Reason, ...]:
    """Each of some rules that holds, with the answers that make it hold, in the order of the rules."""
    return tuple(
        Reason(
            rule=one.of,
            answers=given_answers(one.when.because(told) & ~bits.non_answers, one.questions),
            unsaid=one.of.unsaid or not one.holds_as_said(told, bits.non_answers),
        )
        for one in rules
        if one.holds(told)
    )


def given_answers(options: Bits, questions: Iterable[QuestionBits]) -> tuple[GivenAnswer, ...]:
    """Options of some questions as answers, in the order of the questions."""
    return tuple(GivenAnswer(one.question, one.chosen(options)) for one in questions if options & one.all)


def passages_that_hold(passages: Iterable[Outcome[Passage]], told: Bits) -> tuple[Passage, ...]:
    """Those of some passages that are meant for this person, in their order."""
    return tuple(one.of for one in passages if one.holds(told))


def raise_notices(
    content: Content, reasons: tuple[Reason, ...], passages: tuple[Passage, ...]
) -> tuple[RaisedNotice, ...]:
    """The notices that have a reason, the most urgent first, else in their order.

    Beside a reason that rests on what was said, one that does not is left out.
    """
    found = (
        RaisedNotice(
            notice,
            said_alone(tuple(reason for reason in reasons if reason.rule.notice == notice.id)),
            tuple(passage for passage in passages if passage.notice == notice.id),
        )
        for notice in content.notices
    )
    return tuple(sorted((one for one in found if one.reasons), key=lambda one: TIERS.index(one.tier)))


def said_alone(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Those of some reasons that rest on what was said; where none does, all."""
    return tuple(reason for reason in reasons if not reason.unsaid) or reasons


def suggest(
    content: Content, reasons: tuple[Reason, ...], passages: tuple[Passage, ...], path: QuestionPath
) -> tuple[Suggestion, ...]:
    """Every kind of support, each with the strongest fit that a rule gives it."""

    def fit_of(reason: Reason) -> Fit:
        return reason.rule.fit or Fit.NOT_NOW

    def reasons_for(kind_id: str) -> tuple[Reason, ...]:
        mine = (reason for reason in reasons if reason.rule.kind == kind_id)
        return tuple(sorted(mine, key=lambda reason: (STRONGEST_FIRST.index(fit_of(reason)), reason.unsaid)))

    def beside(kind_id: str, part: Part) -> tuple[Passage, ...]:
        return tuple(passage for passage in passages if (passage.kind, passage.part) == (kind_id, part))

    def suggestion(kind: SupportKind) -> Suggestion:
        why = reasons_for(kind.id)
        fit = fit_of(why[0]) if why else Fit.NOT_NOW
        may_change = would_tell(content.compiled.rules, kind.id, fit, path)
        return Suggestion(kind, fit, why, beside(kind.id, "kind"), beside(kind.id, "considered"), may_change)

    return tuple(suggestion(kind) for kind in content.kinds)


def in_reading_order(suggestions: tuple[Suggestion, ...], passages: tuple[Passage, ...]) -> tuple[Suggestion, ...]:
    """Suggestions as they are read: the stronger fit first.

    Of those worth raising, first what has that place, then what this person wishes for, then what more of the answers
    speak for. Of those that the answers point to, the order of the kinds stands: safety comes first in it.
    """
    forward = [kind for passage in passages for kind in passage.forward]
    back = [kind for passage in passages for kind in passage.back]

    def rank(suggestion: Suggestion) -> tuple[int, ...]:
        strength = STRONGEST_FIRST.index(suggestion.fit)
        if suggestion.fit is not Fit.POSSIBLE:
            return (strength,)
        kind = suggestion.kind
        said = sum(not reason.unsaid for reason in suggestion.reasons)
        wished = (kind.id in forward) - (kind.id in back)
        return strength, RANKS.index(kind.rank), -wished, -said

    return tuple(sorted(suggestions, key=rank))
