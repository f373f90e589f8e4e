"""What the pages around the assessment have to know: no answers come with them, and none go on."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from msgspec import Struct

from assessment.clinics.clinic import Clinic
from assessment.clinics.frame_check import Finding
from assessment.engine.content import Content
from assessment.engine.countries import Contact, Country
from assessment.engine.overdue import Overdue
from assessment.engine.rules import SupportKind
from assessment.engine.text import Id, Text
from assessment.loading.shapes import AccessibilityTest, FrameCheckLine
from assessment.web.pages import Page


class HelplinesPage(Page, frozen=True, kw_only=True):
    """All numbers, without a question, at /now: for each country, the number for an emergency and all contacts.

    `here`: the country, or the part of one, that somebody has named; its numbers come first, and stand open.
    """

    template: ClassVar[str] = "pages/helplines.html"
    countries: tuple[tuple[Country, Contact], ...]
    here: Country | None
    overdue: Overdue


class KindsPage(Page, frozen=True, kw_only=True):
    """All kinds of support, explained."""

    template: ClassVar[str] = "pages/kinds.html"
    kinds: tuple[SupportKind, ...]


class AboutPage(Page, frozen=True, kw_only=True):
    """The thought behind it, and who runs it."""

    template: ClassVar[str] = "pages/about.html"
    tested: AccessibilityTest


class MethodPage(Page, frozen=True, kw_only=True):
    """What decides, by name, and every source. `names`: those of kinds and notices."""

    template: ClassVar[str] = "pages/method.html"
    content: Content
    names: Mapping[Id, Text]
    review_by: date
    overdue: Overdue


class MethodPart(Page, frozen=True, kw_only=True):
    """One list of all that decides. `names`: of kinds and notices. `country`: in whose drinks amounts are said."""

    part: str
    content: Content
    names: Mapping[Id, Text]
    country: Country

    @property
    def template(self) -> str:  # type: ignore[override]  # each part has its own
        """That of this part."""
        return f"pages/method/{self.part}.html"


class PrivacyPage(Page, frozen=True, kw_only=True):
    """What happens with the answers, and how to check it."""

    template: ClassVar[str] = "pages/privacy.html"


class ListedClinic(Struct, frozen=True):
    """A clinic, what its page has to hold for the frame, and the path of its preview."""

    clinic: Clinic
    snippet: str
    preview: str

    @property
    def is_example(self) -> bool:
        """Whether only pages on this machine may show it."""
        return all(origin.startswith("http://localhost") for origin in self.clinic.origins)


class ClinicsPage(Page, frozen=True, kw_only=True):
    """For clinics' web managers."""

    template: ClassVar[str] = "pages/clinics.html"
    clinics: tuple[ListedClinic, ...]
    shows_previews: bool


class CheckedLine(Struct, frozen=True):
    """A line of the self-check, what the clinic's file says to it, and how it stands before a browser looks."""

    line: FrameCheckLine
    finding: Finding | None
    outcome: str


class FrameCheckPage(Page, frozen=True, kw_only=True):
    """Whether the frame works where it stands, line by line."""

    template: ClassVar[str] = "pages/frame_check.html"
    clinic: Clinic
    lines: tuple[CheckedLine, ...]


class LeftFramePage(Page, frozen=True, kw_only=True):
    """What stays in a frame that may not take the tab along when somebody leaves."""

    template: ClassVar[str] = "pages/after_leaving.html"
