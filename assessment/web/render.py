"""Writes a page out, in one of its modes."""

from flask import Flask, g, request

from assessment.i18n.templates import write
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
    g.mode = mode
    g.seals = page.form is not None  # a page with a sealed field is another one each time
    return write(
        page.template,
        page=page,
        mode=mode,
        layout=LAYOUTS[mode],
        settings=state().settings,
        clinic=visit().clinic,
        framed=is_framed(),
    )


def is_saved_copy() -> bool:
    """Whether what is written is a file of its own, which somebody opens from anywhere."""
    return g.get("mode") is Mode.SAVED_COPY


def link(page: str) -> str:
    """The address of one of the pages, as it stands on this one: from a saved copy it must lead back here."""
    return address_from_elsewhere(page) if is_saved_copy() else path_of(page)


def init_app(app: Flask) -> None:
    """Gives the templates these two: a macro knows nothing of the page on which it stands."""
    app.add_template_global(link)
    app.add_template_global(is_saved_copy)
