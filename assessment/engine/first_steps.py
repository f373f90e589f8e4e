"""Which row of first_steps.toml is this person's: the first that holds. Pure."""

from collections.abc import Iterable

from assessment.engine.answer_bits import AnswerBits, Bits
from assessment.engine.compiled import Outcome
from assessment.engine.rules import FirstStepRow


def first_row(rows: Iterable[Outcome[FirstStepRow]], told: Bits, bits: AnswerBits) -> FirstStepRow:
    """The first row that holds for what was said. "Not sure" and a skipped question are no reason for any.

    One always holds: content without such a row is refused when it is loaded. Raises StopIteration where none does.
    """
    return next(row.of for row in rows if row.holds(told) and row.holds_as_said(told, bits.non_answers))
