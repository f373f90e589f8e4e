"""What the answers point to: rules applied to answers. Suggests, and never diagnoses."""

from collections.abc import Callable, Iterable
from functools import cache

from assessment.engine.answer_bits import AnswerBits, Bits, QuestionBits
from assessment.engine.compiled import Outcome
from assessment.engine.content import Content
from assessment.engine.first_steps import first_row
from assessment.engine.path import QuestionPath
from assessment.engine.result import AreaFinding, GivenAnswer, RaisedNotice, Reason, Result, Suggestion
from assessment.engine.rules import TIERS, Area, Fit, Passage, Rule
from assessment.engine.text import Text

RANKS = ("first", "between", "last")
STRONGEST_FIRST = (Fit.STRONG, Fit.POSSIBLE, Fit.NOT_NOW)

RaisedBy = Callable[[Bits], tuple[RaisedNotice, ...]]
"""Tells the notices that answers raise."""


class Incomplete(ValueError):
    """A result was asked for before everything was answered."""


def assess(content: Content, path: QuestionPath) -> Result:
    """The whole result for somebody who has answered everything.

    Raises Incomplete for anything less: a result from part of the answers would be a guess.
    """
    if not path.complete:
        raise Incomplete(path.first_open)
    compiled = content.compiled
    reasons = rules_that_hold(compiled.rules, path.told, compiled.bits)
    passages = passages_that_hold(compiled.passages, path.told)
    suggestions = in_reading_order(suggest(content, reasons, passages), passages)
    notices = raise_notices(content, reasons, passages)
    return Result(
        notices=notices,
        suggestions=suggestions,
        profile=profile(reasons),
        first_step=first_step(notices, passages, suggestions),
        first_step_row=first_row(compiled.first_steps, path.told, compiled.bits),
        passages=passages,
    )


def notices_by_answers(content: Content) -> RaisedBy:
    """What tells the notices of this content. It looks at each set of answers once, so it is for one request only."""
    compiled = content.compiled

    @cache
    def raised(told: Bits) -> tuple[RaisedNotice, ...]:
        reasons = rules_that_hold(compiled.notice_rules, told, compiled.bits)
        return raise_notices(content, reasons, passages_that_hold(compiled.notice_passages, told))

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
    """The notices that have a reason."""
    found = (
        RaisedNotice(
            notice,
            tuple(said_first(reason for reason in reasons if reason.rule.notice == notice.id)),
            tuple(passage for passage in passages if passage.notice == notice.id),
        )
        for notice in content.notices
    )
    return most_urgent_first(raised for raised in found if raised.reasons)


def most_urgent_first(raised: Iterable[RaisedNotice]) -> tuple[RaisedNotice, ...]:
    """Notices as they are read: the most urgent first, then what was said before what was not, then in their order."""
    return tuple(sorted(raised, key=lambda one: (TIERS.index(one.tier), one.unsaid)))


def said_first(reasons: Iterable[Reason]) -> list[Reason]:
    """What rests on something that was said before what does not; otherwise in their order."""
    return sorted(reasons, key=lambda reason: reason.unsaid)


def suggest(content: Content, reasons: tuple[Reason, ...], passages: tuple[Passage, ...]) -> tuple[Suggestion, ...]:
    """Every kind of support, each with the strongest fit that a rule gives it."""

    def fit_of(reason: Reason) -> Fit:
        return reason.rule.fit or Fit.NOT_NOW

    def reasons_for(kind_id: str) -> tuple[Reason, ...]:
        mine = (reason for reason in reasons if reason.rule.kind == kind_id)
        return tuple(sorted(mine, key=lambda reason: (STRONGEST_FIRST.index(fit_of(reason)), reason.unsaid)))

    def passages_beside(kind_id: str) -> tuple[Passage, ...]:
        return tuple(passage for passage in passages if passage.kind == kind_id)

    found = ((kind, reasons_for(kind.id)) for kind in content.kinds)
    return tuple(
        Suggestion(kind, fit_of(why[0]) if why else Fit.NOT_NOW, why, passages_beside(kind.id)) for kind, why in found
    )


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


def profile(reasons: tuple[Reason, ...]) -> tuple[AreaFinding, ...]:
    """The areas that an answer spoke to, each with the reasons. Areas are listed, never weighed.

    Of the others nothing is said: that nothing came up there would read as if all were well.
    """
    rest_on_answers = [reason for reason in reasons if reason.answers and not reason.unsaid]
    found = (
        AreaFinding(area, tuple(reason for reason in rest_on_answers if reason.rule.area is area)) for area in Area
    )
    return tuple(finding for finding in found if finding.reasons)


def first_step(
    notices: tuple[RaisedNotice, ...], passages: tuple[Passage, ...], suggestions: tuple[Suggestion, ...]
) -> Text:
    """The one thing to do first.

    What an urgent notice says, else what suits this person's situation, else the first step of the kind that matters
    most. What was not said decides nothing here.
    """
    for raised in notices:
        if raised.tier != "warning" and raised.notice.first_step:
            return raised.notice.first_step
    for passage in passages:
        if passage.part == "first_step":
            return passage.text
    said = (one for one in suggestions if any(not reason.unsaid for reason in one.reasons))
    return next(said, suggestions[0]).kind.first_step
