"""Where a notice stands on the pages: at the answer that raises it, then above; and what of it was read already.

See docs/decisions/0017-notices.md.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from assessment.engine.answer_bits import AnswerBits, Bits
from assessment.engine.assess import RaisedBy
from assessment.engine.path import Chosen, QuestionPath
from assessment.engine.places import Place
from assessment.engine.result import RaisedNotice
from assessment.engine.rules import Tier
from assessment.engine.text import Id

AlreadyRead = Mapping[Id, frozenset[str]]
"""Id of a notice -> what was read of it: see `RaisedNotice.says`."""


class Shown(Struct, frozen=True):
    """Notices that stand together in one place, and what of them was read before: there they are said in short."""

    notices: tuple[RaisedNotice, ...]
    already_read: AlreadyRead


def notices_above(raised_by: RaisedBy, path: QuestionPath, place: Place, came: Bits) -> Shown:
    """The notices that stand first on the page of `place`: those that do not need the answers given there.

    `came`: what was told when somebody came here. A notice is said in full at the answer that raised it and on the
    page after, then in short, with only what is new. It was read if a page further back had raised it, and if that page
    was seen: who has changed an answer, or opened a saved copy, has not read what that raises.
    """
    notices = raised_by(path.told_elsewhere(place))
    page_before = path.before(place)
    further_back = raised_by(path.told_before(page_before)) if page_before else ()
    said, seen = read_before(further_back, notices), read_before(raised_by(came), notices)
    # Read for another reason alone, it was another notice.
    return Shown(notices, {one: said[one] & seen[one] for one in said if said[one] & seen.get(one, frozenset())})


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
    """Those of some notices before which no more is asked: what was said shows them, not what was not."""
    return tuple(one for one in raised if one.notice.stops_asking and not one.unsaid)


def stops_now(raised_by: RaisedBy, came: Bits, told: Bits) -> bool:
    """Whether new answers raise a notice that stops the questions, or give one another reason.

    came  what was told before
    told  what is told now
    """
    before, now = stopping(raised_by(came)), stopping(raised_by(told))
    return any(not stands(one, before) for one in now)


def stands(raised: RaisedNotice, among: tuple[RaisedNotice, ...]) -> bool:
    """Whether a notice stands among others already, as urgent and with all that it says."""
    return any((one.notice, one.tier) == (raised.notice, raised.tier) and raised.says <= one.says for one in among)


def read_before(earlier: tuple[RaisedNotice, ...], now: tuple[RaisedNotice, ...]) -> AlreadyRead:
    """What of the notices raised now was read with the earlier ones.

    What says "call now", and what has become more urgent, is read anew.
    """
    read: dict[tuple[Id, Tier], frozenset[str]] = {(one.notice.id, one.tier): one.says for one in earlier}
    return {
        one.notice.id: read[one.notice.id, one.tier]
        for one in now
        if one.tier != "emergency" and (one.notice.id, one.tier) in read
    }
