"""Whether a clinic's colours can be read on each other and on ours."""

from collections.abc import Iterable, Iterator

from assessment.clinics.clinic import Colours

READABLE = 4.5
"""The contrast that text needs (WCAG 2.2, 1.4.3). https://www.w3.org/TR/WCAG22/#contrast-minimum"""
PAGE, INK, PROBLEM = "#fbf8f3", "#23302e", "#98211d"
"""Our page, what is written on it, and what is wrong in a form: those of static/css/base.css, which a test compares."""
BACKGROUNDS = {"a card": "#ffffff", "a warning": "#fdf3e4", "an emergency": "#fdeeec"}
"""What else a clinic's colours stand on as text: of static/css/base.css too."""


def unreadable(colours: Colours) -> Iterator[tuple[str, str]]:
    """Colours that cannot be read on each other, with the contrast that they have."""
    for what, ratio in contrasts(colours).items():
        if ratio < READABLE:
            yield "colours", f"{what}: contrast {ratio:.2f}:1, needed are {READABLE}:1"


def contrasts(colours: Colours) -> dict[str, float]:
    """The contrast of each pair in which a clinic's colours meet."""
    papers = {"colours.background" if colours.background else "the page": colours.background or PAGE, **BACKGROUNDS}
    written = {"colours.main": colours.main}
    if colours.text or colours.background:
        written["colours.text" if colours.text else "our text"] = colours.text or INK
    pairs = {"colours.on_main on colours.main": (colours.on_main, colours.main)}
    pairs |= {f"{name} on {on}": (colour, paper) for name, colour in written.items() for on, paper in papers.items()}
    if colours.background:
        pairs["what is wrong, on colours.background"] = (PROBLEM, colours.background)
    return {what: contrast(one, other) for what, (one, other) in pairs.items()}


def softer(text: str, papers: Iterable[str]) -> str:
    """A colour between a text's and its papers', for what is said by the way; the text's own where it is unreadable."""
    first, *others = papers
    between = mixed(text, first, 0.2)
    return between if all(contrast(between, paper) >= READABLE for paper in (first, *others)) else text


def mixed(one: str, other: str, share: float) -> str:
    """A colour with so much of another in it, from 0 to 1."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(here + (there - here) * share):02x}" for here, there in pairs)


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
