"""Where a notice stands on the pages: at the answer that raises it, then above; and what of it was read already.

See docs/decisions/0017-notices.md and 0024-quiet-lines.md.
"""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from assessment.engine.answer_bits import AnswerBits, Bits
from assessment.engine.assess import RaisedBy
from assessment.engine.path import Chosen, QuestionPath
from assessment.engine.places import Place
from assessment.engine.result import RaisedNotice
from assessment.engine.text import Id

AlreadyRead = Mapping[Id, frozenset[str]]
"""Id of a notice -> what was read of it: see `RaisedNotice.says`."""


class Shown(Struct, frozen=True):
    """Notices that stand together in one place, and what of them was read before: there they are said in short."""

    notices: tuple[RaisedNotice, ...]
    already_read: AlreadyRead


def notices_above(
    raised_by: RaisedBy, path: QuestionPath, place: Place, came: Bits, seen: Collection[Id] = ()
) -> Shown:
    """The notices that stand first on the page of `place`: those that do not need the answers given there.

    A notice is said in full once: at the answer that raised it where scripts put it there, else here, on the page
    after. `came`: what was told when the page that somebody comes from was shown: all that this raises stood on it.
    `seen`: the notices that scripts had put there. Who opens a saved copy has read nothing.
    """
    notices = raised_by(path.told_elsewhere(place))
    at_answers = {one.notice.id: one.says for one in notices if one.notice.id in seen}
    return Shown(notices, {**read_before(raised_by(came), notices), **at_answers})


def notices_at(
    raised_by: RaisedBy, bits: AnswerBits, elsewhere: Bits, chosen: Iterable[Chosen]
) -> Mapping[Chosen, Shown]:
    """The notices that the answers on one page raise, by answer, beside those of other pages.

    `chosen`: these answers, in the order in which they were given. Each notice stands at the first of them with which
    it holds, and in short at those that give it another reason: so no later answer moves what stands at an earlier one.
    """
    told = elsewhere
    before = raised_by(told)
    found: dict[Chosen, Shown] = {}
    for question, option in chosen:
        told |= bits.questions[question].told([option])
        now = raised_by(told)
        if new := tuple(raised for raised in now if not stands(raised, before)):
            found[question, option] = Shown(new, read_before(before, new))
        before = now
    return found


def stopping(raised: Iterable[RaisedNotice]) -> tuple[RaisedNotice, ...]:
    """Those of some notices before which no more is asked."""
    return tuple(one for one in raised if one.notice.stops_asking)


def stops_now(raised_by: RaisedBy, came: Bits, told: Bits) -> bool:
    """Whether new answers raise a notice that stops the questions, or give one another reason.

    came  what was told before
    told  what is told now
    """
    before, now = stopping(raised_by(came)), stopping(raised_by(told))
    return any(not stands(one, before) for one in now)


def stands(raised: RaisedNotice, among: tuple[RaisedNotice, ...]) -> bool:
    """Whether a notice stands among others already, with all that it says."""
    return any(one.notice == raised.notice and raised.says <= one.says for one in among)


def read_before(earlier: tuple[RaisedNotice, ...], now: tuple[RaisedNotice, ...]) -> AlreadyRead:
    """What of the notices raised now was read with the earlier ones."""
    read = {one.notice.id: one.says for one in earlier}
    return {one.notice.id: read[one.notice.id] for one in now if one.notice.id in read}
