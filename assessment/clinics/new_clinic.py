"""Asks a web manager for what a clinic's file has to say, a question each, and writes the file."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from assessment.clinics.contrast import contrast
from assessment.clinics.read_clinic_file import key_of, look_at
from assessment.engine.content import Content
from assessment.engine.person import COUNTRY

TRY_AT = "http://localhost:8000"
"""Where `make try` shows a page with the frame; it must be among the clinic's pages for that."""
Ask = Callable[[str, str], str]
"""Asks a question, with the answer that an empty line means; returns what was answered."""
Tell = Callable[[str], None]


def nothing(given: Mapping[str, Any]) -> str:  # noqa: ARG001  others make something of what was answered before
    """No usual answer."""
    return ""


class Asked(Struct, frozen=True):
    """A question for one key of the file, and what its answer is worth there. An empty answer leaves the key out."""

    key: str
    question: str
    worth: Callable[[str], Any] = str
    usual: Callable[[Mapping[str, Any]], str] = nothing
    needed: bool = False


def origins_of(website: str) -> list[str]:
    """The pages of a website, with www and without, and the page to try it on. Whatever follows the host is cut off."""
    host = (urlsplit(website if "//" in website else f"https://{website}").netloc).lower()
    twin = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
    return [f"https://{host}", f"https://{twin}", TRY_AT]


def colours_of(main: str) -> dict[str, str]:
    """A colour for buttons, with white or black on it, whichever is easier to read."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", main):
        return {"main": main, "on_main": "#ffffff"}
    return {"main": main, "on_main": max(("#ffffff", "#000000"), key=lambda on: contrast(on, main))}


def id_from(given: Mapping[str, Any]) -> str:
    """An id made from the name."""
    return re.sub("[^a-z0-9]+", "_", str(given.get("name", "")).lower()).strip("_") or "clinic"


def questions(content: Content) -> Iterator[Asked]:
    """What is asked, in this order."""
    yield Asked("name", "What is the clinic called?", needed=True)
    yield Asked("id", "A short name for the address (small letters, digits and _)", usual=id_from, needed=True)
    yield Asked("origins", "Your website, such as www.clinic.example", origins_of, needed=True)
    countries = ", ".join(sorted(content.questionnaire.options_of(COUNTRY)))
    yield Asked("country", f"Your country ({countries})")
    yield Asked("phone", "A phone number to ask for an appointment")
    yield Asked("hours", "When somebody answers it, such as Monday to Friday, 9 to 17")
    yield Asked("mail", "An address for mail")
    yield Asked("appointments", "The https address of your page for appointments")
    yield Asked("colours", "The colour of your buttons, such as #1f5f5b", colours_of)


def asked_for(content: Content, folder: Path, ask: Ask, tell: Tell) -> dict[str, Any]:
    """What somebody answers, key by key; what cannot be used is asked again, with the reason."""
    given: dict[str, Any] = {}
    for one in questions(content):
        while True:
            text = ask(one.question + ("" if one.needed else " (Enter leaves it out)"), one.usual(given)).strip()
            if not text and not one.needed:
                break
            answered = {**given, one.key: one.worth(text)}
            wrong = [why for where, why in look_at(answered, folder, content)[1] if key_of(where) == one.key]
            if not wrong:
                given = answered
                break
            tell("\n".join(wrong))
    return given


def as_toml(given: Mapping[str, Any]) -> str:
    """What was answered, as a file of its own. A text, a list and a table of texts are written in TOML as in JSON."""
    lines = (f"{key} = {written(value)}\n" for key, value in given.items())
    return "# More keys: assessment/content/clinics/demo.toml has each of them to copy.\n\n" + "".join(lines)


def written(value: Any) -> str:
    """A value in TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {written(one)}" for key, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
