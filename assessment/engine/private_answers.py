"""What must not lie on a table: a danger from somebody who may be looking. Pure."""

from assessment.engine.assess import assess
from assessment.engine.content import Content
from assessment.engine.path import QuestionPath, replay
from assessment.engine.questionnaire import SKIPPED
from assessment.engine.result import RaisedNotice, Result
from assessment.engine.text import Id


def private_notices(result: Result) -> tuple[RaisedNotice, ...]:
    """The notices that somebody who is a danger must not see."""
    return tuple(raised for raised in result.notices if raised.notice.discreet)


def without_private_answers(content: Content, path: QuestionPath) -> QuestionPath:
    """The path for paper and for a copy: as if what raises such a notice had been skipped.

    Only what may be skipped is left out: the core has to be complete.
    """
    private: dict[Id, set[Id]] = {}
    for raised in private_notices(assess(content, path)):
        for given in raised.answers:
            private.setdefault(given.question.id, set()).update(option.id for option in given.options)
    skippable = {
        asked.question.id for step in path.steps for asked in step.asked if step.step.lets_skip(asked.question)
    }
    if not private.keys() & skippable:
        return path
    kept = {
        question: tuple(one for one in chosen if question not in skippable or one not in private.get(question, ()))
        for question, chosen in path.answers.items()
    }
    return replay(content, {question: chosen or (SKIPPED,) for question, chosen in kept.items()}, path.unknown)
