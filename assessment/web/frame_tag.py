"""The tag of a clinic's frame: what a page has to hold for it, and what the frame may do there."""

from assessment.clinics.clinic import Clinic
from assessment.i18n.say import say_own
from assessment.i18n.templates import write
from assessment.web.urls import frame_address

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
ALLOW = "clipboard-write; web-share"
"""What else it is allowed: to copy the sheet, and to hand it to another app, when somebody presses a button."""
FRAME_HEIGHT = 900
"""Pixels that a frame has before it grows, or where it cannot."""


def _(sentence: str) -> str:
    """Marks a sentence for translators. Which language it is said in is known only when it is said."""
    return sentence


TITLE = _("Which kinds of support may fit?")


def frame_title(clinic: Clinic) -> str:
    """What a screen reader says of the frame."""
    return f"{say_own(TITLE)} {clinic.name}"


def frame_tag(clinic: Clinic, *, width: str = "100%", height: int = FRAME_HEIGHT) -> str:
    """The frame as HTML. `width`: in pixels, or with a % of what is around it."""
    return write("includes/frame_tag.html", **attributes(clinic), width=width, height=height)


def snippet(clinic: Clinic, script: str) -> str:
    """What a clinic's page has to hold: the frame, a link to the same, and `script`, which lets the frame grow."""
    return write("includes/clinic_snippet.html", **attributes(clinic), width="100%", height=FRAME_HEIGHT, script=script)


def attributes(clinic: Clinic) -> dict[str, str]:
    """What the tag of a clinic's frame says, whatever its size."""
    return {
        "address": frame_address(clinic),
        "title": frame_title(clinic),
        "allow": ALLOW,
        "sandbox": " ".join(SANDBOX),
    }
