"""Answers that do not seem to fit together: asked about at once, and once. Pure.

See docs/decisions/0023-contradictions.md.
"""

from collections.abc import Collection

from assessment.engine.answer_bits import Bits
from assessment.engine.assess import RaisedBy
from assessment.engine.compiled import Compiled
from assessment.engine.rules import Contradiction
from assessment.engine.text import Id


def to_ask_about(
    compiled: Compiled, raised_by: RaisedBy, came: Bits, told: Bits, allowed: Collection[Id] = ()
) -> tuple[Contradiction, ...]:
    """The contradictions to ask about when somebody who had told `came` has now told `told`.

    One that held before was asked about before: as long as its answers stay, it is left alone. `allowed`: those of
    which the person has just said that all is right. Who is in danger now is asked nothing.
    """
    if told == came:
        return ()
    new = (one.of for one in compiled.contradictions if one.holds(told) and not one.holds(came))
    asked = tuple(one for one in new if one.id not in allowed)
    if asked and emergencies(raised_by, told) - emergencies(raised_by, came):
        return ()
    return asked


def emergencies(raised_by: RaisedBy, told: Bits) -> frozenset[Id]:
    """The ids of the notices that say "call now"."""
    return frozenset(one.notice.id for one in raised_by(told) if one.tier == "emergency")
