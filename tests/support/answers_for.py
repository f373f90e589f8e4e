"""Answers for which given conditions hold, worked out from the conditions and not found by trying at random."""

from collections.abc import Iterable, Iterator

from assessment.engine.conditions import compile_conditions
from assessment.engine.content import Content
from assessment.engine.path import AskedQuestion, replay
from assessment.engine.questionnaire import SKIPPED, Answers
from assessment.engine.rules import Condition

Wanted = dict[str, tuple[str, ...]]
"""Question -> the options of which at least one has to be chosen."""
Way = list[Wanted]
"""What has to be chosen, all of it, so that some conditions hold: one of perhaps several ways to get there."""


def ways_to_meet(content: Content, names: Iterable[str]) -> Iterator[Way]:
    """Each way in which all these conditions can hold."""
    ways: list[Way] = [[]]
    for name in names:
        ways = [way + more for way in ways for more in ways_to_meet_one(content, content.conditions[name])]
    yield from ways


def ways_to_meet_one(content: Content, condition: Condition) -> list[Way]:
    """Each way in which one condition can hold."""
    own: Way = [{question: options} for question, options in condition.match.items()]
    if condition.at_least:
        asked = next(one for one in content.questionnaire.questions if one.id == condition.at_least.question)
        some = [option.id for option in asked.options if not option.exclusive][: condition.at_least.count]
        own += [{asked.id: (option,)} for option in some]
    ways = [own]
    if condition.all:
        ways = [way + more for way in ways for more in ways_to_meet(content, condition.all)]
    if condition.any:
        ways = [way + more for way in ways for other in condition.any for more in ways_to_meet(content, [other])]
    return ways


def conditions_to_be_asked(content: Content, way: Way) -> list[str]:
    """The ids of the conditions under which the questions of a way are asked, and its options offered."""
    questions = {question.id: question for question in content.questionnaire.questions}
    names: list[str] = []
    for id, options in ((id, options) for one in way for id, options in one.items()):
        names += questions[id].ask_when
        names += next((option.offer_when for option in questions[id].options if option.id == options[0]), ())
    return list(dict.fromkeys(names))


def ways_to_meet_and_be_asked(content: Content, names: Iterable[str]) -> Iterator[Way]:
    """Each way in which all these conditions can hold for somebody who is asked the questions that it needs."""
    for way in ways_to_meet(content, names):
        for more in ways_to_meet(content, conditions_to_be_asked(content, way)):
            yield way + more


def answers_that_meet(content: Content, way: Way, others: Answers) -> Answers:
    """Complete answers that give what this way wants where it can be given, and otherwise what `others` answer."""
    answers: dict[str, tuple[str, ...]] = {}
    while not (path := replay(content, answers)).complete and not path.ends_early:
        open_here = [asked for asked in path.asked_at(path.first_open) if not asked.chosen]
        for asked in open_here:
            answers[asked.question.id] = options_to_choose(asked, way, others)
    return answers


def options_to_choose(asked: AskedQuestion, way: Way, others: Answers) -> tuple[str, ...]:
    """The ids of the options to choose at one question: what the way wants, else what `others` answer, else "none".

    Of several that may be chosen it is as few as will do: one concern more opens or closes questions.
    """
    offered = [option.id for option in asked.options]
    wanted = [one[asked.question.id] for one in way if asked.question.id in one]
    if not wanted:
        plain = tuple(option for option in others[asked.question.id] if option in offered)
        return plain or (SKIPPED if asked.question.optional else offered[0],)
    if asked.question.takes_several:
        picked: list[str] = []
        for options in sorted(wanted, key=len):
            if not set(options) & set(picked):
                picked.append(next((option for option in options if option in offered), offered[0]))
        return tuple(dict.fromkeys(picked))
    together = [option for option in offered if all(option in options for options in wanted)]
    return (together[0],) if together else (wanted[0][0],)


def witness(content: Content, when: Iterable[str], others: Answers) -> Answers | None:
    """Complete answers for which all these conditions hold, otherwise those of `others`; None where none are found."""
    tests = compile_conditions(content.conditions, content.compiled.bits)
    for way in ways_to_meet_and_be_asked(content, when):
        answers = answers_that_meet(content, way, others)
        final = replay(content, answers)
        if final.complete and all(tests[name].holds(final.told) for name in when):
            return final.answers
    return None
