"""What the answers point to: rules applied to answers. Pure; suggests, and never diagnoses."""

from assessment.engine.conditions import all_hold, matched, questions_in
from assessment.engine.flow import Place, Way, replay
from assessment.engine.model import (
    TIERS,
    Answers,
    Area,
    AreaFinding,
    Content,
    Fit,
    RaisedNotice,
    Reason,
    Result,
    Rule,
    Suggestion,
    Told,
    Words,
)

STRONGEST_FIRST = (Fit.STRONG, Fit.POSSIBLE, Fit.NOT_NOW)


class Incomplete(ValueError):
    """A result was asked for before everything was answered."""


def assess(content: Content, way: Way) -> Result:
    """The whole result for somebody who has answered everything.

    Raises Incomplete for anything less: a result from part of the answers would be a guess.
    """
    if not way.complete:
        raise Incomplete(way.first_open)
    reasons = holding(content, way.answers)
    suggestions = tuple(sorted(suggest(content, reasons), key=lambda one: STRONGEST_FIRST.index(one.fit)))
    notices = raise_notices(content, reasons)
    return Result(
        notices=notices,
        suggestions=suggestions,
        profile=profile(reasons),
        first_step=first_step(notices, suggestions),
    )


def notices_so_far(content: Content, way: Way) -> tuple[RaisedNotice, ...]:
    """The notices that the answers given so far raise; what is still open raises none."""
    return raise_notices(content, holding(content, way.answers))


def watched(content: Content) -> frozenset[str]:
    """The ids of the questions whose answers can raise a notice."""
    names = (name for rule in content.rules if rule.notice for name in rule.when)
    return questions_in(names, content.conditions)


def told_before(content: Content, way: Way, place: Place) -> frozenset[str]:
    """The ids of the notices that somebody at `place` has already read on an earlier page, for the same reasons.

    A notice is said in full on the page after the answer that raised it (and, with scripts, at the answer), then in
    short, until another reason joins. What says "call now" is never shortened.
    """
    page_before = way.before(place)
    if page_before is None:
        return frozenset()
    earlier = set(map(saying, notices_so_far(content, replay(content, way.answers_before(page_before)))))
    now = (raised for raised in notices_so_far(content, way) if raised.tier != "emergency")
    return frozenset(raised.notice.id for raised in now if saying(raised) in earlier)


def saying(raised: RaisedNotice) -> tuple[str, str, tuple[str, ...]]:
    """What a raised notice says: itself, how soon, and for which reasons."""
    return raised.notice.id, raised.tier, tuple(reason.rule.id for reason in raised.reasons)


def holding(content: Content, answers: Answers) -> tuple[Reason, ...]:
    """Each rule that holds, with the answers that make it hold, in the order of the rules."""
    questions = {question.id: question for question in content.questionnaire.questions}

    def told(rule: Rule) -> tuple[Told, ...]:
        found = matched(rule.when, content.conditions, answers)
        return tuple(
            Told(question, tuple(option for option in question.options if option.id in found[question.id]))
            for question in questions.values()
            if found.get(question.id)
        )

    return tuple(Reason(rule, told(rule)) for rule in content.rules if all_hold(rule.when, content.conditions, answers))


def raise_notices(content: Content, reasons: tuple[Reason, ...]) -> tuple[RaisedNotice, ...]:
    """The notices that have a reason: the most urgent first, then what was said before what was not, then in order."""
    found = (
        RaisedNotice(notice, tuple(reason for reason in reasons if reason.rule.notice == notice.id))
        for notice in content.notices
    )
    return tuple(
        sorted(
            (raised for raised in found if raised.reasons), key=lambda raised: (TIERS.index(raised.tier), raised.unsaid)
        )
    )


def suggest(content: Content, reasons: tuple[Reason, ...]) -> tuple[Suggestion, ...]:
    """Every kind of support, each with the strongest fit that a rule gives it."""

    def fit_of(reason: Reason) -> Fit:
        return reason.rule.fit or Fit.NOT_NOW

    def one(kind_id: str) -> tuple[Reason, ...]:
        mine = (reason for reason in reasons if reason.rule.kind == kind_id)
        return tuple(sorted(mine, key=lambda reason: STRONGEST_FIRST.index(fit_of(reason))))

    found = ((kind, one(kind.id)) for kind in content.kinds)
    return tuple(Suggestion(kind, fit_of(why[0]) if why else Fit.NOT_NOW, why) for kind, why in found)


def profile(reasons: tuple[Reason, ...]) -> tuple[AreaFinding, ...]:
    """The six areas, each with the reasons that an answer spoke to. Areas are listed, never weighed."""
    spoken = [reason for reason in reasons if reason.told]
    return tuple(AreaFinding(area, tuple(reason for reason in spoken if reason.rule.area is area)) for area in Area)


def first_step(notices: tuple[RaisedNotice, ...], suggestions: tuple[Suggestion, ...]) -> Words:
    """The one thing to do first: what an urgent notice says, else the first step of the kind that matters most.

    What was not said decides nothing here.
    """
    for raised in notices:
        if raised.tier != "warning":
            return raised.notice.first_step
    said = (one for one in suggestions if any(not reason.rule.unsaid for reason in one.reasons))
    return next(said, suggestions[0]).kind.first_step
