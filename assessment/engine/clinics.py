"""Clinics that show the assessment on their own page: one TOML file each, checked before anything of it is used.

A clinic says who it is and what it offers. It cannot say anything about safety text, numbers or disclaimers: there are
no keys for that, and an unknown key is an error.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from pathlib import Path

from assessment.engine.check import ContentError, Problem, known
from assessment.engine.load import read
from assessment.engine.model import Answers, Clinic, Colours, Content, Fit, Id, Suggestion

READABLE = 4.5
"""The contrast that text needs (WCAG 2.2, 1.4.3). https://www.w3.org/TR/WCAG22/#contrast-minimum"""
PAPERS = {"the page": "#fbf8f3", "a card": "#ffffff", "a warning": "#fdf3e4", "an emergency": "#fdeeec"}
"""What a clinic's colour stands on as text: those of static/css/base.css."""


LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
ORIGIN = re.compile(rf"(?:https://{LABEL}(?:\.{LABEL})*|http://localhost)(?::(?P<port>[1-9]\d{{0,4}}))?")
HIGHEST_PORT = 65_535
EXAMPLE = "https://www.clinic.example"
SHORT = "a text of 1 to 80 characters"
COLOUR = "# and six of the digits 0 to 9 and letters a to f, such as #1f5f5b"
WRITTEN = {
    "id": "small letters, digits and _, such as river_house",
    "name": SHORT,
    "origins": f'a list of at least one, such as ["{EXAMPLE}"]',
    "country": 'a code in small letters, such as "gb"',
    "phone": 'digits, with spaces, ( ) or - between them, perhaps a + before, such as "+44 20 7946 0000"',
    "appointments": "a text, the https address of a page",
    "hours": SHORT,
    "offers": 'ids of kinds of support, each with a text of 1 to 200 characters, such as { counselling = "Ask Ada." }',
    "treats": 'a list of ids of concerns, such as ["alcohol"]',
    "colours": 'two of them, such as { main = "#1f5f5b", on_main = "#ffffff" }',
    "colours.main": COLOUR,
    "colours.on_main": COLOUR,
    "languages": 'a list of languages, such as ["en"]',
    "dark": "true or false",
    "logo": "the name of a file beside this one, of letters, digits, _ and -, that ends in .svg, .png, .webp or .jpg",
}
"""How the value of each key is written."""
LOGO_AT_MOST = 50_000
"""Bytes of a logo."""
BEGINNINGS = {".svg": b"<svg", ".png": b"\x89PNG", ".webp": b"WEBP", ".jpg": b"\xff\xd8\xff"}
"""What the first bytes of each kind of picture hold."""


OURS = ("en",)
"""The language that there always is."""


def read_each(
    folder: Path, content: Content, languages: Collection[str] = OURS
) -> Iterator[tuple[str, Clinic | ContentError]]:
    """Each file of a folder by its name, with its clinic, or with what is wrong. `languages`: those offered here.

    Hidden files are left alone: editors put their own beside what they edit.
    """
    ids: set[Id] = set()
    for path in sorted(path for path in folder.glob("*.toml") if not path.name.startswith(".")):
        try:
            clinic = read_clinic(path, content, languages)
        except ContentError as error:
            yield path.name, error
        except OSError as error:
            yield path.name, ContentError((path.name, "the file", str(error)))
        else:
            twice = ContentError((path.name, "id", f"'{clinic.id}' is the id of another clinic"))
            yield path.name, twice if clinic.id in ids else clinic
            ids.add(clinic.id)


def read_clinic(path: Path, content: Content, languages: Collection[str] = OURS) -> Clinic:
    """One clinic.

    Raises ContentError with file, key and cause of all that cannot be used; a wrong shape comes before the rest.
    """
    try:
        clinic = read(path, Clinic)
    except ContentError as error:
        raise ContentError(*(in_words(problem) for problem in error.found)) from error
    wrong = chain(problems(clinic, content, languages), unusable_logo(path.parent, clinic.logo))
    if found := tuple((path.name, where, cause) for where, cause in wrong):
        raise ContentError(*found)
    return clinic


def in_words(problem: Problem) -> Problem:
    """A value of the wrong shape, said by how it is written: a web manager does not read patterns."""
    file, where, _ = problem
    key = where.rpartition("$.")[2].rstrip("`").partition("[")[0]
    return (file, key, f"must be {WRITTEN[key]}") if key in WRITTEN else problem


def problems(clinic: Clinic, content: Content, languages: Collection[str]) -> Iterator[tuple[str, str]]:
    """What cannot be used: key and cause."""
    for origin in clinic.origins:
        if not is_origin(origin):
            yield f"origins: {origin}", f"not an exact https origin, such as {EXAMPLE} (http is for localhost)"
    places = content.questionnaire.options_of("country")
    yield from named("country", [clinic.country] if clinic.country else [], places)
    yield from named("offers", clinic.offers, {kind.id for kind in content.kinds})
    yield from named("treats", clinic.treats, content.questionnaire.options_of("concerns"))
    yield from named("languages", clinic.languages, languages)
    if clinic.appointments and not clinic.appointments.startswith("https://"):
        yield "appointments", "must be an https address"
    if not (clinic.phone or clinic.appointments) and clinic.offers:
        yield "offers", "without `phone` or `appointments` nobody can ask for them"
    if clinic.colours:
        yield from unreadable(clinic.colours)


def unusable_logo(folder: Path, name: str | None) -> Iterator[tuple[str, str]]:
    """A logo that is not there, is not what its name says, or is so big that a slow phone would wait for it."""
    if name is None:
        return
    path = folder / name
    if not path.is_file():
        yield "logo", f"there is no file {name} beside this one"
    elif path.stat().st_size > LOGO_AT_MOST:
        yield "logo", f"{name} has {path.stat().st_size} bytes, {LOGO_AT_MOST} are the most"
    elif BEGINNINGS[path.suffix] not in path.read_bytes()[:1000]:
        yield "logo", f"{name} is no {path.suffix[1:]} picture"


def named(key: str, names: Collection[str], among: Collection[str]) -> Iterator[tuple[str, str]]:
    """Names that mean nothing."""
    found: Iterator[Problem] = known("", key, key, names, among)
    for _, where, cause in found:
        yield where, f"{cause}; there are: {', '.join(sorted(among))}"


def unreadable(colours: Colours) -> Iterator[tuple[str, str]]:
    """Colours that cannot be read on each other, with the contrast that they have."""
    for what, ratio in contrasts(colours).items():
        if ratio < READABLE:
            yield "colours", f"{what}: contrast {ratio:.2f}:1, needed are {READABLE}:1"


def contrasts(colours: Colours) -> dict[str, float]:
    """The contrast of each pair in which a clinic's colours meet."""
    pairs = {"colours.on_main on colours.main": (colours.on_main, colours.main)}
    pairs |= {f"colours.main on {name}": (colours.main, paper) for name, paper in PAPERS.items()}
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


def is_origin(text: str) -> bool:
    """Whether a text is an exact origin: https, a host in small letters (as browsers send it), perhaps a port.

    http is for localhost. Other alphabets are written as browsers send them: https://xn--...
    """
    found = ORIGIN.fullmatch(text)
    return bool(found) and int(found["port"] or 0) <= HIGHEST_PORT  # type: ignore[index]


def treats(clinic: Clinic, answers: Answers) -> bool:
    """Whether a clinic is there for what this person is concerned about; one that names nothing is there for all."""
    return not clinic.treats or bool({*clinic.treats} & {*answers.get("concerns", ())})


def offered(clinic: Clinic, suggestions: tuple[Suggestion, ...], answers: Answers) -> Mapping[Id, str]:
    """How to ask this clinic for what fits this person, by kind. It changes no fit and hides no kind."""
    if not treats(clinic, answers):
        return {}
    fitting = {one.kind.id for one in suggestions if one.fit is not Fit.NOT_NOW}
    return {kind: how for kind, how in clinic.offers.items() if kind in fitting}
