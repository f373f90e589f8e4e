"""Pages for clinics' web managers, and what only a clinic's frame has."""

from pathlib import PurePath

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue

from assessment.clinics.clinic import Clinic
from assessment.clinics.frame_check import Finding, findings
from assessment.loading.shapes import FrameCheckLine
from assessment.web.app_state import state, today, visit
from assessment.web.assets import FOR_OTHERS
from assessment.web.frame_tag import snippet
from assessment.web.pages_around import CheckedLine, ClinicsPage, FrameCheckPage, LeftFramePage, ListedClinic
from assessment.web.render import render
from assessment.web.urls import clinic_of_the_path, pages, preview_path, whole_address

PICTURES = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg"}
NEEDS_SCRIPTS = "scripts"
"""The line of the self-check that does not pass until a script has run."""


@pages.get("/clinics")
def clinics() -> ResponseReturnValue:
    """For a clinic's web manager: how it looks, and what to paste where. In a clinic's frame, that clinic alone."""
    clinic, lists = visit().clinic, state().settings.list_clinics
    shown = (clinic,) if clinic else state().clinics.all() if lists else ()
    return render(ClinicsPage(clinics=tuple(map(listed, shown)), shows_previews=clinic is None and lists))


def listed(clinic: Clinic) -> ListedClinic:
    """A clinic, as its web manager needs it."""
    script = whole_address(url_for("static", filename=FOR_OTHERS), clinic)
    return ListedClinic(clinic, snippet(clinic, script), preview_path(clinic))


@pages.get("/self-check")
def self_check() -> ResponseReturnValue:
    """Whether the frame works where it stands, line by line: what the clinic's file says, and what a browser sees."""
    clinic = clinic_of_the_path()
    lines = state().frame_check
    found = {
        finding.line.id: finding
        for finding in findings(lines, clinic, state().content, today(), state().clinics.refused(clinic))
    }
    checked = tuple(CheckedLine(line, found.get(line.id), outcome(line, found.get(line.id))) for line in lines)
    return render(FrameCheckPage(clinic=clinic, lines=checked))


def outcome(line: FrameCheckLine, finding: Finding | None) -> str:
    """How a line stands before a browser looks: by what the file says, or open."""
    if finding and finding.passed:
        return "pass"
    if finding or line.id == NEEDS_SCRIPTS:
        return "note" if line.optional else "fail"
    return "open"


@pages.get("/left")
def left() -> ResponseReturnValue:
    """What stays in a frame that may not take the tab along when somebody leaves."""
    clinic_of_the_path()
    return render(LeftFramePage())


@pages.get("/logo")
def logo() -> ResponseReturnValue:
    """A clinic's logo: the bytes that were looked at when its file was read."""
    clinic = clinic_of_the_path()
    if not (clinic.logo and clinic.picture):
        abort(404)
    return Response(clinic.picture, mimetype=PICTURES[PurePath(clinic.logo).suffix])
