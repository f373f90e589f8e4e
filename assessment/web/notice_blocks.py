"""Notices as they stand on a page: in full, in short once they were read, or as one quiet line."""

from collections.abc import Iterable

from msgspec import Struct

from assessment.engine.countries import Contact, Country
from assessment.engine.notices import Shown
from assessment.engine.result import RaisedNotice, Reason
from assessment.engine.rules import Notice, Passage, Tier
from assessment.engine.whom_to_call import NOBODY, Calls, calls_for, calls_in_notices, first_to_call

REASONS_IN_A_NOTICE = 2
"""Said at once; the others can be opened."""
REASONS_IN_SHORT = 1
"""New since it was read: the gravest. All stand on the result."""


class NoticeBlock(Struct, frozen=True):
    """A notice as it stands in one place.

    title_id    the id of its heading on the page
    in_short    it was read already: its title, one number, and what is new
    reasons     those that stand open, and `more_reasons` that can be opened
    first       on the result or said in short, the one contact beside its title; None where none serves everybody
    calls       whom to call; None where it is said in short
    all_open    all numbers that serve the whole country stand open
    help_open   what helps stands open
    cites_rules  each reason bears the id of its rule, for those who check
    """

    notice: Notice
    tier: Tier
    title_id: str
    in_short: bool
    reasons: tuple[Reason, ...]
    more_reasons: tuple[Reason, ...] = ()
    passages: tuple[Passage, ...] = ()
    first: Contact | None = None
    calls: Calls | None = None
    all_open: bool = False
    help_open: bool = False
    cites_rules: bool = False


class QuietBlock(Struct, frozen=True):
    """A notice that only something that was not said speaks for, as a line that can be opened. It claims nothing."""

    notice: Notice
    calls: Calls


def notice_blocks(
    shown: Shown, country: Country, *, on_result: bool = False, at: str = "", door: Calls = NOBODY
) -> tuple[NoticeBlock, ...]:
    """Notices that stand together. Beside the questions what helps can be opened; on the result it stands there.

    `at`: the id of the element in which they stand, where there may be several on a page. `door`: whom the first step
    above them leads to.
    """
    closed = {one.notice.id for one in shown.notices if one.notice.discreet}  # a line already
    in_short = {name: read for name, read in shown.already_read.items() if name not in closed}
    calls = calls_in_notices(shown.notices, country, in_short, door)
    return tuple(
        short_notice(raised, in_short[raised.notice.id], country, at)
        if raised.notice.id in in_short
        else NoticeBlock(
            notice=raised.notice,
            tier=raised.tier,
            title_id=title_id(raised, at),
            in_short=False,
            reasons=raised.reasons[:REASONS_IN_A_NOTICE],
            more_reasons=raised.reasons[REASONS_IN_A_NOTICE:],
            passages=raised.passages,
            calls=calls[raised.notice.id],
            all_open=on_result or raised.tier == "emergency",
            help_open=on_result or raised.tier == "emergency",
            cites_rules=on_result,
            first=first_to_call(raised.notice, country) if on_result else None,
        )
        for raised in shown.notices
    )


def short_notice(raised: RaisedNotice, read: frozenset[str], country: Country, at: str) -> NoticeBlock:
    """A notice of which something was read already: its title with a number, and the gravest of what is new.

    Of a warning, that line alone: what is new in it is no more urgent, and stands on the result.
    """
    news = raised.news(read) if raised.tier != "warning" else RaisedNotice(raised.notice, ())
    return NoticeBlock(
        notice=raised.notice,
        tier=raised.tier,
        title_id=title_id(raised, at),
        in_short=True,
        reasons=news.reasons[:REASONS_IN_SHORT],
        passages=news.passages,
        first=first_to_call(raised.notice, country),
    )


def title_id(raised: RaisedNotice, at: str) -> str:
    """The id of a notice's heading."""
    return "-".join(part for part in (at, "notice", raised.notice.id) if part)


def quiet_blocks(quiet: Iterable[RaisedNotice], country: Country) -> tuple[QuietBlock, ...]:
    """Quiet lines. Each has all its numbers, whatever stands elsewhere: it reads the same for everybody."""
    notices = (one.notice for one in quiet)
    return tuple(QuietBlock(one, calls_for(country, *one.call, after=one.call_next)) for one in notices)
