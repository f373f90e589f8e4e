"""What the answers point to: rules applied to answers. Pure; suggests, and never diagnoses."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from assessment.engine.conditions import all_hold, matched, none_holds, questions_in
from assessment.engine.flow import Chosen, Place, Way
from assessment.engine.model import (
    TIERS,
    Answers,
    Area,
    AreaFinding,
    Content,
    Fit,
    Id,
    Passage,
    RaisedNotice,
    Reason,
    Result,
    Rule,
    Suggestion,
    Tier,
    Told,
    Words,
    said_of,
)

PLACES_OF_THEIR_OWN = ("first", "between", "last")
STRONGEST_FIRST = (Fit.STRONG, Fit.POSSIBLE, Fit.NOT_NOW)


ReadAlready = Mapping[Id, frozenset[str]]
"""Id of a notice -> what was read of it: see `RaisedNotice.says`."""


class Incomplete(ValueError):
    """A result was asked for before everything was answered."""


def assess(content: Content, way: Way) -> Result:
    """The whole result for somebody who has answered everything.

    Raises Incomplete for anything less: a result from part of the answers would be a guess.
    """
    if not way.complete:
        raise Incomplete(way.first_open)
    reasons = holding(content, way.answers, content.rules)
    passages = spoken(content, way.answers, content.passages)
    suggestions = in_order(suggest(content, reasons, passages), passages)
    notices = raise_notices(content, reasons, passages)
    return Result(
        notices=notices,
        suggestions=suggestions,
        profile=profile(reasons),
        first_step=first_step(notices, passages, suggestions),
        passages=passages,
    )


def raised_by(content: Content, answers: Answers) -> tuple[RaisedNotice, ...]:
    """The notices that some answers raise."""
    rules = (rule for rule in content.rules if rule.notice)
    passages = (passage for passage in content.passages if passage.notice)
    return raise_notices(content, holding(content, answers, rules), spoken(content, answers, passages))


def watched(content: Content) -> frozenset[str]:
    """The ids of the questions whose answers can raise a notice."""
    names = (name for rule in content.rules if rule.notice for name in rule.when)
    return questions_in(names, content.conditions)


class Shown(Struct, frozen=True):
    """Notices that stand together in one place, and what of them was read before: there they are said in short."""

    notices: tuple[RaisedNotice, ...]
    told: ReadAlready


def notices_above(content: Content, way: Way, place: Place, came: Answers) -> Shown:
    """The notices that stand first on the page of `place`: those that do not need the answers given there.

    `came`: the answers with which somebody came here. A notice is said in full at the answer that raised it and on the
    page after, then in short, with only what is new. It was read if a page further back had raised it, and if that page
    was seen: who has changed an answer, or opened a saved copy, has not read what that raises.
    """
    notices = raised_by(content, way.answers_elsewhere(place))
    page_before = way.before(place)
    in_order = raised_by(content, way.answers_before(page_before)) if page_before else ()
    told, seen = read_already(in_order, notices), read_already(raised_by(content, came), notices)
    # Read for another reason alone, it was another notice.
    return Shown(notices, {id: told[id] & seen[id] for id in told if told[id] & seen.get(id, frozenset())})


def notices_at(content: Content, elsewhere: Answers, chosen: Iterable[Chosen]) -> Mapping[Chosen, Shown]:
    """The notices that the answers on one page raise, by answer, beside those of other pages.

    `chosen`: these answers, in the order in which they were given. Each notice stands at the first of them with which
    it holds, and in short at those that give it another reason: so no later answer moves what stands at an earlier one.
    """
    so_far = dict(elsewhere)
    before = raised_by(content, so_far)
    found: dict[Chosen, Shown] = {}
    for question, option in chosen:
        so_far[question] = (*so_far.get(question, ()), option)
        now = raised_by(content, so_far)
        if new := tuple(raised for raised in now if not stands(raised, before)):
            found[question, option] = Shown(new, read_already(before, new))
        before = now
    return found


def stands(raised: RaisedNotice, among: tuple[RaisedNotice, ...]) -> bool:
    """Whether a notice stands among others already, as urgent and with all that it says."""
    return any((one.notice, one.tier) == (raised.notice, raised.tier) and raised.says <= one.says for one in among)


def read_already(earlier: tuple[RaisedNotice, ...], now: tuple[RaisedNotice, ...]) -> ReadAlready:
    """What of the notices raised now was read with the earlier ones.

    What says "call now", and what has become more urgent, is read anew.
    """
    read: dict[tuple[Id, Tier], frozenset[str]] = {(one.notice.id, one.tier): one.says for one in earlier}
    return {
        one.notice.id: read[one.notice.id, one.tier]
        for one in now
        if one.tier != "emergency" and (one.notice.id, one.tier) in read
    }


def holding(content: Content, answers: Answers, rules: Iterable[Rule]) -> tuple[Reason, ...]:
    """Each of some rules that holds, with the answers that make it hold, in the order of the rules."""
    questions = {question.id: question for question in content.questionnaire.questions}

    def told(rule: Rule) -> tuple[Told, ...]:
        found = matched(rule.when, content.conditions, answers)
        return tuple(
            Told(question, options)
            for question in questions.values()
            if (options := said_of(question, found.get(question.id, ())))
        )

    said = what_was_said(content, answers)
    return tuple(
        Reason(rule, told(rule), unsaid=rule.unsaid or not all_hold(rule.when, content.conditions, said))
        for rule in rules
        if applies(rule.when, rule.unless, content, answers)
    )


def what_was_said(content: Content, answers: Answers) -> Answers:
    """The answers without those that say nothing."""
    unsaid = {
        (question.id, option.id)
        for question in content.questionnaire.questions
        for option in question.options
        if option.unsaid
    }
    return {
        question: tuple(option for option in chosen if (question, option) not in unsaid)
        for question, chosen in answers.items()
    }


def applies(when: Iterable[str], but: Iterable[str], content: Content, answers: Answers) -> bool:
    """Whether all of some conditions hold, and none of some others."""
    return bool(all_hold(when, content.conditions, answers)) and none_holds(but, content.conditions, answers)


def spoken(content: Content, answers: Answers, passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Those of some passages that are meant for this person, in their order."""
    return tuple(one for one in passages if applies(one.when, one.silent_when, content, answers))


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

    def one(kind_id: str) -> tuple[Reason, ...]:
        mine = (reason for reason in reasons if reason.rule.kind == kind_id)
        return tuple(sorted(mine, key=lambda reason: (STRONGEST_FIRST.index(fit_of(reason)), reason.unsaid)))

    def beside(kind_id: str) -> tuple[Passage, ...]:
        return tuple(passage for passage in passages if passage.kind == kind_id)

    found = ((kind, one(kind.id)) for kind in content.kinds)
    return tuple(Suggestion(kind, fit_of(why[0]) if why else Fit.NOT_NOW, why, beside(kind.id)) for kind, why in found)


def in_order(suggestions: tuple[Suggestion, ...], passages: tuple[Passage, ...]) -> tuple[Suggestion, ...]:
    """Suggestions as they are read: the stronger fit first.

    Of those worth raising, first what has that place, then what this person wishes for, then what more of the answers
    speak for. Of those that the answers point to, the order of the kinds stands: safety comes first in it.
    """
    forward = [kind for passage in passages for kind in passage.forward]
    back = [kind for passage in passages for kind in passage.back]

    def place(suggestion: Suggestion) -> tuple[int, ...]:
        strength = STRONGEST_FIRST.index(suggestion.fit)
        if suggestion.fit is not Fit.POSSIBLE:
            return (strength,)
        kind = suggestion.kind
        said = sum(not reason.unsaid for reason in suggestion.reasons)
        wished = (kind.id in forward) - (kind.id in back)
        return strength, PLACES_OF_THEIR_OWN.index(kind.comes), -wished, -said

    return tuple(sorted(suggestions, key=place))


def profile(reasons: tuple[Reason, ...]) -> tuple[AreaFinding, ...]:
    """The areas that an answer spoke to, each with the reasons. Areas are listed, never weighed.

    Of the others nothing is said: that nothing came up there would read as if all were well.
    """
    spoken = [reason for reason in reasons if reason.told and not reason.unsaid]
    found = (AreaFinding(area, tuple(reason for reason in spoken if reason.rule.area is area)) for area in Area)
    return tuple(finding for finding in found if finding.reasons)


def first_step(
    notices: tuple[RaisedNotice, ...], passages: tuple[Passage, ...], suggestions: tuple[Suggestion, ...]
) -> Words:
    """The one thing to do first.

    What an urgent notice says, else what suits this person's situation, else the first step of the kind that matters
    most. What was not said decides nothing here.
    """
    for raised in notices:
        if raised.tier != "warning" and raised.notice.first_step:
            return raised.notice.first_step
    for passage in passages:
        if passage.part == "first_step":
            return passage.words
    said = (one for one in suggestions if any(not reason.unsaid for reason in one.reasons))
    return next(said, suggestions[0]).kind.first_step
