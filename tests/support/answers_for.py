"""Somebody for whom given conditions hold: worked out from the conditions, not found by luck."""

from collections.abc import Iterable, Iterator

from assessment.engine.conditions import truth
from assessment.engine.content import Content
from assessment.engine.guidance import Condition
from assessment.engine.path import AskedQuestion, replay
from assessment.engine.questionnaire import Answers

Allowed = dict[str, tuple[str, ...]]
"""Question -> the options of which at least one is wanted."""


def demands(content: Content, names: Iterable[str]) -> Iterator[list[Allowed]]:
    """Each way in which all these conditions can hold, as a list of what is wanted of each question."""
    ways: list[list[Allowed]] = [[]]
    for name in names:
        ways = [path + more for path in ways for more in of_one(content, content.conditions[name])]
    yield from ways


def of_one(content: Content, condition: Condition) -> list[list[Allowed]]:
    """Each way in which one condition can hold."""
    own: list[Allowed] = [{question: options} for question, options in condition.match.items()]
    if condition.at_least:
        asked = next(one for one in content.questionnaire.questions if one.id == condition.at_least.question)
        some = [option.id for option in asked.options if not option.exclusive][: condition.at_least.count]
        own += [{asked.id: (option,)} for option in some]
    ways = [own]
    if condition.all:
        ways = [path + more for path in ways for more in demands(content, condition.all)]
    if condition.any:
        ways = [path + more for path in ways for other in condition.any for more in demands(content, [other])]
    return ways


def to_be_asked(content: Content, path: list[Allowed]) -> list[str]:
    """The conditions under which these questions are asked, and these options offered."""
    questions = {question.id: question for question in content.questionnaire.questions}
    names: list[str] = []
    for id, options in ((id, options) for one in path for id, options in one.items()):
        names += questions[id].ask_when
        names += next(option.offer_when for option in questions[id].options if option.id == options[0])
    return list(dict.fromkeys(names))


def answers_that_meet(content: Content, path: list[Allowed], others: Answers) -> Answers:
    """Complete answers that give what is wanted where it can be given, and otherwise what `others` answer."""
    answers: dict[str, tuple[str, ...]] = {}
    while not (now := replay(content, answers)).complete and not now.ends_early:
        open_here = [asked for asked in now.asked_at(now.first_open) if not asked.chosen]
        for asked in open_here:
            answers[asked.question.id] = choice(asked, path, others)
    return answers


def choice(asked: AskedQuestion, path: list[Allowed], others: Answers) -> tuple[str, ...]:
    """What to answer to one question."""
    offered = [option.id for option in asked.options]
    wanted = [one[asked.question.id] for one in path if asked.question.id in one]
    if not wanted:
        plain = tuple(option for option in others[asked.question.id] if option in offered)
        return plain or (asked.question.none_option or offered[0],)
    if asked.question.takes_several:
        picked = [next((option for option in options if option in offered), offered[0]) for options in wanted]
        return tuple(dict.fromkeys(picked))
    together = [option for option in offered if all(option in options for options in wanted)]
    return (together[0],) if together else (wanted[0][0],)


def witness(content: Content, when: Iterable[str], others: Answers) -> Answers | None:
    """Complete answers for which all these conditions hold, as plain as can be; None where none were found."""
    wanted = (path + more for path in demands(content, when) for more in demands(content, to_be_asked(content, path)))
    for path in wanted:
        answers = answers_that_meet(content, path, others)
        final = replay(content, answers)
        if final.complete and all(holds(content, name, final.answers) for name in when):
            return final.answers
    return None


def holds(content: Content, name: str, answers: Answers) -> bool:
    """Whether one condition holds."""
    return bool(truth(content.conditions[name], content.conditions, answers))
