"""Whether a clinic's colours can be read on each other and on ours."""

from collections.abc import Iterator

from assessment.clinics.clinic import Colours

READABLE = 4.5
"""The contrast that text needs (WCAG 2.2, 1.4.3). https://www.w3.org/TR/WCAG22/#contrast-minimum"""
BACKGROUNDS = {"the page": "#fbf8f3", "a card": "#ffffff", "a warning": "#fdf3e4", "an emergency": "#fdeeec"}
"""What a clinic's colour stands on as text: those of static/css/base.css, which a test compares."""


def unreadable(colours: Colours) -> Iterator[tuple[str, str]]:
    """Colours that cannot be read on each other, with the contrast that they have."""
    for what, ratio in contrasts(colours).items():
        if ratio < READABLE:
            yield "colours", f"{what}: contrast {ratio:.2f}:1, needed are {READABLE}:1"


def contrasts(colours: Colours) -> dict[str, float]:
    """The contrast of each pair in which a clinic's colours meet."""
    pairs = {"colours.on_main on colours.main": (colours.on_main, colours.main)}
    pairs |= {f"colours.main on {name}": (colours.main, paper) for name, paper in BACKGROUNDS.items()}
    return {what: contrast(one, other) for what, (one, other) in pairs.items()}


def contrast(one: str, other: str) -> float:
    """The contrast between two colours (#rrggbb), from 1 to 21.

    Source: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How bright a colour is to the eye, from 0 to 1.

    Source: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    """
    red, green, blue = (linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    """A channel of sRGB, from 0 to 1, as light."""
    dark = 0.04045
    return channel / 12.92 if channel <= dark else ((channel + 0.055) / 1.055) ** 2.4
