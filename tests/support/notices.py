"""Notices for answers by name, as tests write them; the engine itself works on bits."""

from assessment.engine.answer_bits import Bits
from assessment.engine.assess import notices_by_answers
from assessment.engine.content import Content
from assessment.engine.questionnaire import Answers
from assessment.engine.result import RaisedNotice


def told(content: Content, answers: Answers) -> Bits:
    """Answers as bits."""
    return content.compiled.bits.told(answers)


def raised(content: Content, answers: Answers) -> tuple[RaisedNotice, ...]:
    """The notices that answers raise."""
    return notices_by_answers(content)(told(content, answers))
