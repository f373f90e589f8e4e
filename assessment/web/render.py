"""Writes a page out, in one of its modes."""

from flask import render_template, request

from assessment.web.app_state import state, visit
from assessment.web.pages import Mode, Page
from assessment.web.urls import address_from_elsewhere, is_framed, path_of

LAYOUTS = {
    Mode.PAGE: "layouts/page.html",
    Mode.SHEET: "layouts/page.html",
    Mode.FRAGMENT: "layouts/fragment.html",
    Mode.SAVED_COPY: "layouts/saved_copy.html",
}


def render(page: Page, mode: Mode | None = None) -> str:
    """A page; without a mode, the whole of it, or only its main part where htmx asks.

    A sheet and a saved copy are whole pages, whoever asks.
    """
    partial = request.headers.get("HX-Request") == "true"
    mode = mode or (Mode.FRAGMENT if partial else Mode.PAGE)
    return render_template(
        page.template,
        page=page,
        mode=mode,
        layout=LAYOUTS[mode],
        settings=state().settings,
        clinic=visit().clinic,
        framed=is_framed(),
        # A saved copy is opened from anywhere: its links must lead back from there.
        link=address_from_elsewhere if mode is Mode.SAVED_COPY else path_of,
    )
