"""Do the named conditions hold? With answers still open, the honest third answer is None: not known yet."""

from collections.abc import Collection, Iterable, Mapping

from assessment.engine.questionnaire import Answers
from assessment.engine.rules import Condition

Conditions = Mapping[str, Condition]


def every(truths: Iterable[bool | None]) -> bool | None:
    """Kleene's "and": False wins, then None, then True; True for nothing at all."""
    seen = set(truths)
    return False if False in seen else None if None in seen else True


def some(truths: Iterable[bool | None]) -> bool | None:
    """Kleene's "or": True wins, then None, then False; False for nothing at all."""
    seen = set(truths)
    return True if True in seen else None if None in seen else False


def truth(
    condition: Condition, conditions: Conditions, answers: Answers, still_open: Collection[str] = ()
) -> bool | None:
    """Whether `condition` holds for `answers`.

    `still_open` are questions that are, or may yet be, asked: what depends on them is None. A question that is neither
    answered nor open was not asked, and an unasked question matches nothing.
    """

    def matches(question: str, options: Collection[str]) -> bool | None:
        if question in answers:
            return any(option in options for option in answers[question])
        return None if question in still_open else False

    def enough(question: str, count: int) -> bool | None:
        if question in answers:
            return len(answers[question]) >= count
        return None if question in still_open else False

    def named(name: str) -> bool | None:
        return truth(conditions[name], conditions, answers, still_open)

    parts = [matches(question, options) for question, options in condition.match.items()]
    parts += [named(name) for name in condition.all]
    if condition.any:
        parts.append(some(named(name) for name in condition.any))
    if condition.at_least:
        parts.append(enough(condition.at_least.question, condition.at_least.count))
    return every(parts)


def all_hold(
    names: Iterable[str], conditions: Conditions, answers: Answers, still_open: Collection[str] = ()
) -> bool | None:
    """Whether all the conditions named hold."""
    return every(truth(conditions[name], conditions, answers, still_open) for name in names)


def none_holds(names: Iterable[str], conditions: Conditions, answers: Answers) -> bool:
    """Whether none of the conditions named holds."""
    return not any(truth(conditions[name], conditions, answers) for name in names)


def matched(names: Iterable[str], conditions: Conditions, answers: Answers) -> dict[str, tuple[str, ...]]:
    """The answers that make these conditions hold: question id -> option ids, in the order met.

    Branches of an `any` that do not hold are left out: they are not why. Nor is what is only the background.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        condition = conditions[name]
        if condition.background:
            continue
        for question, options in condition.match.items():
            chosen = tuple(option for option in answers.get(question, ()) if option in options)
            known = found.get(question, ())
            found[question] = known + tuple(option for option in chosen if option not in known)
        if condition.at_least:
            found[condition.at_least.question] = answers[condition.at_least.question]
        rules_that_hold = [other for other in condition.any if truth(conditions[other], conditions, answers)]
        for question, chosen in matched((*condition.all, *rules_that_hold), conditions, answers).items():
            known = found.get(question, ())
            found[question] = known + tuple(option for option in chosen if option not in known)
    return found


def questions_in(names: Iterable[str], conditions: Conditions) -> frozenset[str]:
    """The ids of all questions that these conditions look at, however deep."""
    found: set[str] = set()
    for name in names:
        condition = conditions[name]
        found |= set(condition.match)
        found |= {condition.at_least.question} if condition.at_least else set()
        found |= questions_in((*condition.all, *condition.any), conditions)
    return frozenset(found)
