"""The appointment sheet as it stands on a page, and as plain text to send or to copy."""

from collections.abc import Iterator

from msgspec import Struct

from assessment.engine.countries import Contact, Country
from assessment.engine.sheet import Sheet, SheetAnswer, tells_nothing
from assessment.i18n.say import say, say_own
from assessment.web.first_step_block import FirstStepBlock
from assessment.web.wording import and_more, how_reached, options_said, regions_served


def _(sentence: str) -> str:
    """Marks a sentence for translators. Which language it is said in is known only when it is said."""
    return sentence


TITLE = _("For my appointment")
TITLE_ABOUT_SOMEBODY = _("For an appointment, about somebody I care about")
NOT_A_DIAGNOSIS = _("It suggests what to talk over. It is not a diagnosis.")
NOT_TO_MISS = _("What must not be missed")
FIRST_STEP = _("First step")
TO_SAY = _("What I can say")
TOLD = _("What I said")
TOLD_ABOUT_SOMEBODY = _("What I said about them")
CAME_UP = _("What came up")
HELP_WITH = _("What I'd like help with")
WISHED_BY_THEM = _("What they'd like, as far as I know")
TO_ASK = _("What I want to ask")


class SheetBlock(Struct, frozen=True):
    """The sheet of somebody's result. `first_step`: theirs, without what only they may know."""

    sheet: Sheet
    first_step: FirstStepBlock
    country: Country
    about_somebody_else: bool

    @property
    def title(self) -> str:
        """What stands over it."""
        return say_own(TITLE_ABOUT_SOMEBODY if self.about_somebody_else else TITLE)

    @property
    def told_title(self) -> str:
        """What stands over the table."""
        return say_own(TOLD_ABOUT_SOMEBODY if self.about_somebody_else else TOLD)

    @property
    def wished_title(self) -> str:
        """What stands over the wishes. Those of somebody else are said as theirs."""
        return say_own(WISHED_BY_THEM if self.about_somebody_else else HELP_WITH)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The rows of the table: what each is called, and what was told."""
        return tuple((say(one.name), self.said(one)) for one in self.sheet.facts)

    @property
    def wished(self) -> tuple[str, ...]:
        """What is wished for."""
        return tuple(self.said(one) for one in self.sheet.wished)

    @property
    def door(self) -> tuple[Contact, ...]:
        """Who is behind the first step."""
        return self.first_step.door.first

    @property
    def numbers(self) -> tuple[Contact, ...]:
        """Whom else to call."""
        return tuple(one for one in self.sheet.numbers if one.reaches not in {behind.reaches for behind in self.door})

    @property
    def number_alone(self) -> str:
        """The number that the first step leads to, if it tells nothing; else empty: a search would find whose it is."""
        return next((one.number for one in self.door if one.number and tells_nothing(one)), "")

    def said(self, answer: SheetAnswer) -> str:
        """An answer, and how many more of it the whole result has."""
        return options_said(answer.options, self.country) + and_more(answer)

    @property
    def as_text(self) -> str:
        """The sheet as plain text, a line each."""
        return "\n".join(self.lines())

    def lines(self) -> Iterator[str]:
        """The lines of the text, an empty one before each part."""
        row = self.first_step.row
        yield self.title
        yield say_own(NOT_A_DIAGNOSIS)
        parts = (
            (say_own(NOT_TO_MISS), [say(one.notice.title) for one in self.sheet.notices]),
            (say_own(FIRST_STEP), [say(row.title), say(row.do), *map(short, self.door)]),
            (say_own(TO_SAY), [self.first_step.words]),
            (self.told_title, [f"{name}: {said}" for name, said in self.facts]),
            (say_own(CAME_UP), [say(kind.name) for kind in self.sheet.kinds]),
            (self.wished_title, list(self.wished)),
            (say_own(TO_ASK), [say(one.question) for one in self.sheet.ask]),
            ("", [short(one) for one in self.numbers]),
        )
        for heading, said in parts:
            if said:
                yield ""
                yield from filter(None, [heading])
                yield from (f"- {one}" for one in said)


def short(contact: Contact) -> str:
    """A contact by its name, and how to reach it."""
    then = f" ({say(contact.then)})" if contact.then else ""
    where = f"{regions_served(contact)}, " if regions_served(contact) else ""
    return f"{where}{say(contact.name)}: {how_reached(contact)}{then}"
