"""Clinics that show the assessment on their own page: one TOML file each, checked before anything of it is used.

A clinic says who it is and what it offers. It cannot say anything about safety text, numbers or disclaimers: there are
no keys for that, and an unknown key is an error.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import structs

from assessment.clinics.clinic import Clinic, ClinicFile
from assessment.clinics.contrast import unreadable
from assessment.engine.content import Content
from assessment.engine.person import CONCERNS, COUNTRY
from assessment.engine.text import ENGLISH, Id
from assessment.loading.content_files import read_table
from assessment.loading.problems import ContentError, Problem, known
from assessment.loading.shapes import convert, misfits

LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
ORIGIN = re.compile(rf"(?:https://{LABEL}(?:\.{LABEL})*|http://localhost)(?::(?P<port>[1-9]\d{{0,4}}))?")
HIGHEST_PORT = 65_535
EXAMPLE = "https://www.clinic.example"
PAGE = re.compile(r"https://[^/?#@\s]+(?:[/?#]|\Z)")
"""What stands before an @ in an address is no domain, and is taken for one: https://nhs.uk@elsewhere.example/."""
SHORT = "a text of 1 to 80 characters"
COLOUR = "# and six of the digits 0 to 9 and letters a to f, such as #1f5f5b"
BY_LANGUAGE = 'languages, each with a text of 1 to 400 characters, such as { en = "Welcome." }'
KEY_HINTS = {
    "id": "small letters, digits and _, such as river_house",
    "name": SHORT,
    "origins": f'a list of at least one, such as ["{EXAMPLE}"]',
    "address": "a text, https and your own domain, such as https://support.clinic.example",
    "country": 'a code in small letters, such as "gb"',
    "phone": 'digits, with spaces, ( ) or - between them, perhaps a + before, such as "+44 20 7946 0000"',
    "mail": 'an address for mail, such as "hello@clinic.example"',
    "appointments": "a text, the https address of a page",
    "appointment_words": "true or false",
    "hours": SHORT,
    "offers": 'ids of kinds of support, each with a text of 1 to 200 characters, such as { counselling = "Ask Ada." }',
    "phones": 'ids of kinds of support, each with a phone, such as { counselling = "+44 20 7946 0001" }',
    "treats": 'a list of ids of concerns, such as ["alcohol"]',
    "introduction": BY_LANGUAGE,
    "closing": BY_LANGUAGE,
    "colours": 'two to four of them, such as { main = "#1f5f5b", on_main = "#ffffff" }',
    "colours.main": COLOUR,
    "colours.on_main": COLOUR,
    "colours.background": COLOUR,
    "colours.text": COLOUR,
    "look": 'names, such as { corners = "round", font = "serif", spacing = "wide" }',
    "look.corners": "square, slight or round",
    "look.font": "system, humanist, geometric, grotesque, rounded, serif or old_style",
    "look.spacing": "close, usual or wide",
    "languages": 'a list of languages, such as ["en"]',
    "dark": "true or false",
    "logo": "the name of a file beside this one, of letters, digits, _ and -, that ends in .svg, .png, .webp or .jpg",
    "page_bar": "a whole number of pixels, 0 to 200",
}
"""How the value of each key is written."""
NAMED = re.compile(r"(?P<state>missing|unknown)(?: required)? field `(?P<field>[^`]*)`")
"""What is said of a key that is missing or unknown."""
STAND_IN: Mapping[str, Any] = {"id": "nobody", "name": "Nobody", "origins": [EXAMPLE]}
"""In place of what a file leaves out or says wrongly, so that the rest of it is looked at in the same run."""
LOGO_AT_MOST = 50_000
"""Bytes of a logo."""
FILE_AT_MOST = 100_000
"""Bytes of a clinic's file."""
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

    Raises ContentError with file, key and cause of all that cannot be used.
    """
    if path.is_symlink() or not path.is_file():
        # A link can be moved to another file after it was checked, and reading from a pipe waits for ever.
        raise ContentError((path.name, "the file", "it must be a file itself: no link, no pipe, no folder"))
    if path.stat().st_size > FILE_AT_MOST:
        raise ContentError((path.name, "the file", f"it has {path.stat().st_size} bytes, {FILE_AT_MOST} are the most"))
    clinic, wrong = look_at(read_table(path), path.parent, content, languages)
    if wrong:
        raise ContentError(*((path.name, where, cause) for where, cause in wrong))
    return clinic


def look_at(
    given: Mapping[str, Any], folder: Path, content: Content, languages: Collection[str] = (ENGLISH,)
) -> tuple[Clinic, tuple[tuple[str, str], ...]]:
    """The clinic of what a file holds, and all that is wrong in it: key and cause. `folder`: where its logo lies.

    In what is wrong stands something else, so that the rest is looked at in the same run.
    """
    misshapen = tuple(misfits(given, ClinicFile))
    said: ClinicFile = convert({**STAND_IN, **usable(given, misshapen)}, ClinicFile)
    wrong = [*(with_hint(where, cause) for where, cause in misshapen), *problems(said, content, languages)]
    try:
        picture = read_logo(folder, said.logo) if said.logo else b""
    except ValueError as error:
        picture = b""
        wrong.append(("logo", str(error)))
    return Clinic(**structs.asdict(said), picture=picture), tuple(wrong)


def usable(given: Mapping[str, Any], misshapen: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """What a file holds, without what has not its shape: of a table with a key too many, that key alone is left out."""
    left = dict(given)
    for where, cause in misshapen:
        found = NAMED.search(cause)
        if not where and found:
            left.pop(found["field"], None)
        elif found and found["state"] == "unknown" and where in left:
            left[where] = {key: value for key, value in left[where].items() if key != found["field"]}
        else:
            left.pop(key_of(where), None)
    return left


def key_of(where: str) -> str:
    """The key under which a place stands, such as `colours` of `colours.main`, or `treats` of `treats[0]`."""
    return re.split(r"[.\[]", where, maxsplit=1)[0]


def with_hint(where: str, cause: str) -> tuple[str, str]:
    """A value of the wrong shape, said by how it is written: a web manager does not read patterns."""
    if found := NAMED.search(cause):
        inner = f"{where}.{found['field']}".lstrip(".")
        if found["state"] == "missing":
            return inner, f"is needed: {KEY_HINTS[inner]}"
        there = {key.removeprefix(f"{where}.") for key in KEY_HINTS if key.rpartition(".")[0] == where}
        return inner, f"there is no such key; there are: {', '.join(sorted(there))}"
    place = where.partition("[")[0]
    hint = KEY_HINTS.get(place) or KEY_HINTS.get(key_of(where))
    return place or "the file", f"must be {hint}" if hint else cause


def problems(clinic: ClinicFile, content: Content, languages: Collection[str]) -> Iterator[tuple[str, str]]:
    """What cannot be used: key and cause."""
    for origin in clinic.origins:
        if not is_origin(origin):
            yield f"origins: {origin}", f"not an exact https origin, such as {EXAMPLE} (http is for localhost)"
    places = content.questionnaire.options_of(COUNTRY)
    yield from unknown("country", [clinic.country] if clinic.country else [], places)
    kinds = {kind.id for kind in content.kinds}
    yield from unknown("offers", clinic.offers, kinds)
    yield from unknown("phones", clinic.phones, kinds)
    yield from unknown("treats", clinic.treats, content.questionnaire.options_of(CONCERNS))
    for key in ("languages", "introduction", "closing"):
        yield from unknown(key, getattr(clinic, key), languages)
    yield from unreachable(clinic)
    if clinic.colours:
        yield from unreadable(clinic.colours)


def unreachable(clinic: ClinicFile) -> Iterator[tuple[str, str]]:
    """Addresses that lead nowhere, and what is offered where nobody can ask for it."""
    if clinic.appointments and not PAGE.match(clinic.appointments):
        yield "appointments", "must be an https address, with no name before an @"
    if clinic.address and not (is_origin(clinic.address) and clinic.address.startswith("https://")):
        yield "address", "must be https and a domain, with nothing after it, such as https://support.clinic.example"
    for key in ("offers", "appointment_words"):
        if getattr(clinic, key) and not clinic.can_be_asked:
            yield key, "without `phone`, `mail` or `appointments` nobody can ask"


def read_logo(folder: Path, name: str) -> bytes:
    """The bytes of a logo, once: what was looked at is what is shown.

    Raises ValueError with the cause for one that is not there, is not what its name says, or is so big that a slow
    phone would wait for it. A link is refused: it can lead to any file that the server may read.
    """
    path = folder / name
    if path.is_symlink() or not path.is_file():
        raise ValueError(f"there is no file {name} beside this one")
    if path.stat().st_size > LOGO_AT_MOST:
        raise ValueError(f"{name} has {path.stat().st_size} bytes, {LOGO_AT_MOST} are the most")
    with path.open("rb") as file:
        picture = file.read(LOGO_AT_MOST)
    if MAGIC_BYTES[path.suffix] not in picture[:1000]:
        raise ValueError(f"{name} is no {path.suffix[1:]} picture")
    return picture


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
