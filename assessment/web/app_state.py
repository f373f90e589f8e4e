"""What the application is made of, and what is known of a request: typed, and read by every module of this room."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Literal

from flask import current_app, g, request
from msgspec import Struct

from assessment.clinics.clinic import Clinic
from assessment.clinics.folder import ClinicFolder
from assessment.engine.content import Content
from assessment.engine.text import Id
from assessment.loading.shapes import AccessibilityTest, FrameCheckLine
from assessment.web.answer_tokens import AnswerTokens
from assessment.web.forms import StepForm
from assessment.web.settings import Settings

ShownOn = Literal["site", "embed", "preview"]
"""Where a page stands: for everybody, in a clinic's frame, or in the preview that the page for clinics frames."""


class AppState(Struct, frozen=True):
    """What one application is made of, the same for every request. `forms`: the form of each step, by its id."""

    content: Content
    settings: Settings
    tokens: AnswerTokens
    forms: Mapping[Id, type[StepForm]]
    clinics: ClinicFolder
    frame_check: tuple[FrameCheckLine, ...]
    accessibility: AccessibilityTest


def state() -> AppState:
    """What the application that serves this request is made of."""
    found: AppState = current_app.extensions["support_mosaic"]
    return found


class Visit(Struct, frozen=True):
    """By which path somebody came: everybody's, or that of a clinic, in a frame or in its preview."""

    area: ShownOn = "site"
    clinic: Clinic | None = None

    @property
    def country(self) -> Id:
        """The country of the clinic; empty where there is none, or none is named."""
        return (self.clinic.country if self.clinic else None) or ""


def visit() -> Visit:
    """By which path this request came; everybody's where that is not known yet."""
    found: Visit = g.get("visit") or Visit()
    return found


def likely_country() -> Id:
    """Where somebody may be who has not said it: the clinic's country, or that of the browser's language; or empty."""
    regions = (
        tag.replace("_", "-").rpartition("-")[2].lower() for tag in request.accept_languages.values() if "-" in tag
    )
    known = (one for one in (visit().country, *regions) if one in state().content.countries)
    return next(known, "")


def today() -> date:
    """The day, where it is always the same day."""
    return datetime.now(UTC).date()
