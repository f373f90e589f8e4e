"""Clinics that show the assessment on their own page: one TOML file each, checked before anything of it is used.

A clinic says who it is and what it offers. It cannot say anything about safety text, numbers or disclaimers: there are
no keys for that, and an unknown key is an error.
"""

import re
from collections.abc import Collection, Iterator
from itertools import chain
from pathlib import Path

from assessment.clinics.clinic import Clinic
from assessment.clinics.contrast import unreadable
from assessment.engine.content import Content
from assessment.engine.person import CONCERNS, COUNTRY
from assessment.engine.text import ENGLISH, Id
from assessment.loading.content_files import read
from assessment.loading.problems import ContentError, Problem, known

LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
ORIGIN = re.compile(rf"(?:https://{LABEL}(?:\.{LABEL})*|http://localhost)(?::(?P<port>[1-9]\d{{0,4}}))?")
HIGHEST_PORT = 65_535
EXAMPLE = "https://www.clinic.example"
SHORT = "a text of 1 to 80 characters"
COLOUR = "# and six of the digits 0 to 9 and letters a to f, such as #1f5f5b"
KEY_HINTS = {
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
MAGIC_BYTES = {".svg": b"<svg", ".png": b"\x89PNG", ".webp": b"WEBP", ".jpg": b"\xff\xd8\xff"}
"""What the first bytes of each kind of picture hold."""


def read_each(
    folder: Path, content: Content, languages: Collection[str] = (ENGLISH,)
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


def read_clinic(path: Path, content: Content, languages: Collection[str] = (ENGLISH,)) -> Clinic:
    """One clinic.

    Raises ContentError with file, key and cause of all that cannot be used; a wrong shape comes before the rest.
    """
    if path.is_symlink() or not path.is_file():
        # A link can be moved to another file after it was checked, and reading from a pipe waits for ever.
        raise ContentError((path.name, "the file", "it must be a file itself: no link, no pipe, no folder"))
    try:
        clinic = read(path, Clinic)
    except ContentError as error:
        raise ContentError(*(with_hint(problem) for problem in error.found)) from error
    wrong = chain(problems(clinic, content, languages), unusable_logo(path.parent, clinic.logo))
    if found := tuple((path.name, where, cause) for where, cause in wrong):
        raise ContentError(*found)
    return clinic


def with_hint(problem: Problem) -> Problem:
    """A value of the wrong shape, said by how it is written: a web manager does not read patterns."""
    file, where, _ = problem
    key = where.partition("[")[0]
    hint = KEY_HINTS.get(key) or KEY_HINTS.get(key.partition(".")[0])
    return (file, key, f"must be {hint}") if hint else problem


def problems(clinic: Clinic, content: Content, languages: Collection[str]) -> Iterator[tuple[str, str]]:
    """What cannot be used: key and cause."""
    for origin in clinic.origins:
        if not is_origin(origin):
            yield f"origins: {origin}", f"not an exact https origin, such as {EXAMPLE} (http is for localhost)"
    places = content.questionnaire.options_of(COUNTRY)
    yield from unknown("country", [clinic.country] if clinic.country else [], places)
    yield from unknown("offers", clinic.offers, {kind.id for kind in content.kinds})
    yield from unknown("treats", clinic.treats, content.questionnaire.options_of(CONCERNS))
    yield from unknown("languages", clinic.languages, languages)
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
    elif MAGIC_BYTES[path.suffix] not in path.read_bytes()[:1000]:
        yield "logo", f"{name} is no {path.suffix[1:]} picture"


def unknown(key: str, names: Collection[str], among: Collection[str]) -> Iterator[tuple[str, str]]:
    """The names under a key that mean nothing, with those that there are."""
    found: Iterator[Problem] = known("", key, key, names, among)
    for _, where, cause in found:
        yield where, f"{cause}; there are: {', '.join(sorted(among))}"


def is_origin(text: str) -> bool:
    """Whether a text is an exact origin: https, a host in small letters (as browsers send it), perhaps a port.

    http is for localhost. Other alphabets are written as browsers send them: https://xn--...
    """
    found = ORIGIN.fullmatch(text)
    return bool(found) and int(found["port"] or 0) <= HIGHEST_PORT  # type: ignore[index]
