"""How a clinic's colours and look are written as style, over ours."""

from collections.abc import Iterator

from markupsafe import Markup

from assessment.clinics.clinic import Clinic, Colours, Look
from assessment.clinics.contrast import BACKGROUNDS, INK, PAGE, mixed, softer

CORNERS = {"square": "0", "slight": ".5rem", "round": "1.1rem"}
SPACING = {"close": ".75rem", "usual": "1rem", "wide": "1.4rem"}
FONTS = {
    "system": 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
    "humanist": 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", source-sans-pro, sans-serif',
    "geometric": 'Avenir, Montserrat, Corbel, "URW Gothic", source-sans-pro, sans-serif',
    "grotesque": 'Inter, Roboto, "Helvetica Neue", "Arial Nova", "Nimbus Sans", Arial, sans-serif',
    "rounded": 'ui-rounded, "Hiragino Maru Gothic ProN", Quicksand, "Arial Rounded MT Bold", Calibri, sans-serif',
    "serif": 'Charter, "Bitstream Charter", "Sitka Text", Cambria, serif',
    "old_style": '"Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, serif',
}
"""Letters that devices have: by name, from those that are nearest to it to any. Nothing is loaded."""


def clinic_style(clinic: Clinic) -> Markup:
    """A clinic's style; empty where it says nothing of it.

    Where its frame may be dark, its colours hold in the light: they were measured there. On paper the text stays black.
    """
    return Markup("".join(parts_of(clinic)))  # noqa: S704  checked: colours are six digits, all else is ours


def parts_of(clinic: Clinic) -> Iterator[str]:
    """The rules, one after the other."""
    if clinic.look:
        yield root(look(clinic.look))
    if clinic.page_bar:
        yield f".framed{{--page-bar:{clinic.page_bar}px}}"
    if clinic.colours:
        light = "screen and (prefers-color-scheme: light)" if clinic.dark else "screen"
        yield f"@media {light}{{{root(on_screen(clinic.colours) | of_mosaic(clinic.colours))}}}"
        yield f"@media print{{{root(of_mosaic(clinic.colours))}}}"


def root(names: dict[str, str]) -> str:
    """A rule that sets custom properties for the whole page."""
    return f":root{{{';'.join(f'--{name}:{value}' for name, value in names.items())}}}"


def look(look: Look) -> dict[str, str]:
    """Corners, letters and room."""
    return {"round": CORNERS[look.corners], "gap": SPACING[look.spacing], "font": FONTS[look.font]}


def on_screen(colours: Colours) -> dict[str, str]:
    """What is pressed, and where they are named, the page and what is written on it."""
    named = {"main": colours.main, "on-main": colours.on_main}
    if not (colours.background or colours.text):
        return named
    paper, ink = colours.background or PAGE, colours.text or INK
    soft = softer(ink, (paper, *BACKGROUNDS.values()))
    return named | {"paper": paper, "ink": ink, "soft": soft, "line": mixed(ink, paper, 0.8)}


def of_mosaic(colours: Colours) -> dict[str, str]:
    """The stones that the answers point to."""
    return {"laid": colours.main, "on-laid": colours.on_main, "edge": colours.main}
