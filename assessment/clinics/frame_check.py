"""What a clinic's file lets say of its frame, line by line: the part of the self-check that needs no browser."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from assessment.clinics.clinic import Clinic
from assessment.clinics.contrast import contrasts
from assessment.engine.content import Content
from assessment.engine.overdue import all_overdue, oldest_review
from assessment.engine.text import Id
from assessment.loading.shapes import FrameCheckLine

LOOKED_AT_IN_FILES = ("in_force", "pages", "contrast", "numbers", "reached", "hours", "offers", "versions")
"""The ids of the lines that a clinic's file decides."""


class Finding(Struct, frozen=True):
    """A line of the self-check, whether it passes, and what was found: names and numbers only."""

    line: FrameCheckLine
    passed: bool
    found: str


def findings(
    lines: Iterable[FrameCheckLine], clinic: Clinic, content: Content, today: date, refused: str = ""
) -> tuple[Finding, ...]:
    """Of the lines of the self-check, each that a file decides.

    `refused`: why the file, as it is now, is not the one in force.
    """
    looked_at = {"in_force": (not refused, refused), **found_in_file(clinic, content, today)}
    return tuple(Finding(line, *looked_at[line.id]) for line in lines if line.seen == "file")


def found_in_file(clinic: Clinic, content: Content, today: date) -> Mapping[Id, tuple[bool, str]]:
    """By line: whether it passes, and what was found.

    Colours always pass: a clinic whose colours cannot be read is refused before. Ours are held by the tests of pages.
    """
    country = content.country(clinic.country) if clinic.country else None
    urgent = (*country.contacts("emergency"), *country.contacts("crisis")) if country else ()
    measured = contrasts(clinic.colours) if clinic.colours else {}
    versions = f"{content.version}, {content.rules_version}, {oldest_review(content)}"
    return {
        "pages": (any(origin.startswith("https://") for origin in clinic.origins), " ".join(clinic.origins)),
        "contrast": (True, ", ".join(f"{what}: {ratio:.1f}" for what, ratio in measured.items())),
        "numbers": (bool(urgent), ", ".join(contact.reaches for contact in urgent)),
        "reached": (clinic.can_be_asked, " ".join(clinic.ways)),
        "hours": (bool(clinic.hours), clinic.hours or ""),
        "offers": (bool(clinic.offers), ", ".join(clinic.offers)),
        "versions": (not all_overdue(content, today), versions),
    }
