"""Pages for clinics' web managers, and what only a clinic's frame has."""

from flask import abort, send_file, url_for
from flask.typing import ResponseReturnValue

from assessment.clinics.clinic import Clinic
from assessment.clinics.frame_check import Finding, findings
from assessment.i18n.templates import write
from assessment.loading.shapes import FrameCheckLine
from assessment.web.app_state import state, today, visit
from assessment.web.assets import FOR_OTHERS
from assessment.web.pages_around import CheckedLine, ClinicsPage, FrameCheckPage, LeftFramePage, ListedClinic
from assessment.web.render import render
from assessment.web.urls import clinic_of_the_path, frame_address, pages, preview_path, whole_address

SANDBOX = (
    "allow-scripts",
    "allow-same-origin",
    "allow-forms",
    "allow-popups",
    "allow-popups-to-escape-sandbox",
    "allow-modals",
    "allow-downloads",
    "allow-top-navigation-by-user-activation",
)
"""What the frame may do on a clinic's page: each is needed (docs/decisions/0012-clinics.md)."""
NEEDS_SCRIPTS = "scripts"
"""The line of the self-check that fails until a script has run."""


@pages.get("/clinics")
def clinics() -> ResponseReturnValue:
    """For a clinic's web manager: how it looks, and what to paste where. In a clinic's frame, that clinic alone."""
    clinic = visit().clinic
    listed = (clinic,) if clinic else state().clinics.all()
    return render(
        ClinicsPage(
            clinics=tuple(ListedClinic(one, snippet(one), preview_path(one)) for one in listed),
            shows_previews=clinic is None,
        )
    )


def snippet(clinic: Clinic) -> str:
    """What a clinic's page has to hold for its frame."""
    script = whole_address(url_for("static", filename=FOR_OTHERS))
    address, sandbox = frame_address(clinic), " ".join(SANDBOX)
    return write("includes/clinic_snippet.html", clinic=clinic, address=address, script=script, sandbox=sandbox)


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
    """How a line stands before a browser looks: passed or failed by the file, or open."""
    if finding:
        return "pass" if finding.passed else "fail"
    return "fail" if line.id == NEEDS_SCRIPTS else "open"


@pages.get("/left")
def left() -> ResponseReturnValue:
    """What stays in a frame that may not take the tab along when somebody leaves."""
    clinic_of_the_path()
    return render(LeftFramePage())


@pages.get("/logo")
def logo() -> ResponseReturnValue:
    """A clinic's logo."""
    path = (state().settings.clinics / (clinic_of_the_path().logo or "")).resolve()
    return send_file(path) if path.is_file() else abort(404)
