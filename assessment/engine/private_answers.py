"""What must not lie on a table: a danger from somebody who may be looking. Pure."""

from assessment.engine.answer_bits import QuestionBits
from assessment.engine.content import Content
from assessment.engine.path import QuestionPath, replay
from assessment.engine.questionnaire import SKIPPED
from assessment.engine.text import Id


def without_private_answers(content: Content, path: QuestionPath) -> QuestionPath:
    """The path for paper and for a copy: as if what tells of such a danger had been skipped.

    Only what may be skipped is left out: the core has to be complete. The same path where nothing is private.
    """
    if not path.told & content.private_options:
        return path
    asked = {one.question.id: step.step for step in path.steps for one in step.asked}
    bits = content.compiled.bits.questions
    kept = {
        question: kept_of(content, bits[question], chosen)
        if asked[question].lets_skip(bits[question].question)
        else chosen
        for question, chosen in path.answers.items()
    }
    return replay(content, kept, path.unknown)


def kept_of(content: Content, question: QuestionBits, chosen: tuple[Id, ...]) -> tuple[Id, ...]:
    """What of an answer may be seen; where nothing of it may, it is as if it had been skipped."""
    return tuple(one for one in chosen if not question.bit(one) & content.private_options) or (SKIPPED,)
