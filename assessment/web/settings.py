"""Who runs it, as configuration: environment variables that begin with MOSAIC_, checked at start.

A new setting is a field of `Settings` and a row of `PARSERS`.
"""

import base64
import binascii
import logging
import re
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from click import ClickException
from msgspec import Struct

from assessment.engine.text import ENGLISH
from assessment.i18n.catalogues import TRANSLATIONS
from assessment.i18n.states import State
from assessment.loading.content_files import CLINICS

log = logging.getLogger("support_mosaic")
PREFIX = "MOSAIC_"
KEY_BYTES = 32
NEUTRAL_PAGE = "https://www.wikipedia.org/"
HIGHEST_PORT = 65_535
LogForm = Literal["text", "json"]


class SettingError(ClickException, ValueError):
    """A setting cannot be used. The message names the variable and the cause.

    The command line says it in these words, without a traceback: for that, it is an exception of Click's.
    """

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(f"{name}: {cause}")


class Settings(Struct, frozen=True):
    """How one installation differs from another. The defaults are those of a demonstration, and say so.

    keys        secrets that seal the answers: the first seals, all of them open
    operator    who runs it
    report_to   where wrong numbers or harmful wording are reported: a mail address or a page
    exit_to     the neutral page that Exit goes to
    address     where this installation is reached, for what is printed or saved; else what the browser asked for
    clinics     folder with a file for each clinic that shows it in a frame; without one, a made-up clinic to try
    list_clinics  whether /clinics names the clinics to everybody; each has its own page for its web manager anyway
    htmx_file   an own copy of htmx to serve, instead of the CDN
    languages   tags of the languages offered, the first is the default; each but English has a complete catalogue
    languages_at_least  the state that each of them must have reached (i18n/states.py)
    trial       for translators: unfinished catalogues are used too, with English in the gaps
    translations  folder with the catalogues
    totals      whether each day's number of those who began and of those who read a result is written into the log
    log         how each line of the log is written: as text, or as JSON for what collects logs
    """

    keys: tuple[bytes, ...]
    operator: str = ""
    report_to: str = ""
    exit_to: str = NEUTRAL_PAGE
    address: str = ""
    clinics: Path = CLINICS
    list_clinics: bool = True
    htmx_file: Path | None = None
    languages: tuple[str, ...] = (ENGLISH,)
    languages_at_least: State = State.DRAFTED
    trial: bool = False
    translations: Path = TRANSLATIONS
    totals: bool = False
    log: LogForm = "text"

    def __repr__(self) -> str:
        """Without the keys: whatever prints the settings must not print them."""
        return f"Settings(operator={self.operator!r}, address={self.address!r})"

    @property
    def report_address(self) -> str:
        """Where the link for reports leads."""
        return self.report_to if self.report_to.startswith("https://") else f"mailto:{self.report_to}"


def new_key() -> str:
    """A fresh secret in the form that MOSAIC_KEYS takes."""
    return secrets.token_urlsafe(KEY_BYTES)


# Each takes the text of one variable, and raises ValueError with the cause when it cannot be used.


def keys(text: str) -> tuple[bytes, ...]:
    """Secrets from a list with commas, each 32 bytes in URL-safe base64."""
    found = tuple(key(part.strip()) for part in text.split(",") if part.strip())
    if not found:
        raise ValueError("no key in it")
    return found


def key(text: str) -> bytes:
    """A secret from its text."""
    try:
        found = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise ValueError("not URL-safe base64") from error
    if len(found) != KEY_BYTES:
        raise ValueError(f"each key is {KEY_BYTES} bytes in URL-safe base64, this one has {len(found)}")
    return found


def languages(text: str) -> tuple[str, ...]:
    """Tags of languages from a list with commas; English alone where it is empty."""
    tags: list[str] = []
    for name in filter(None, (part.strip() for part in text.split(","))):
        try:
            locale = Locale.parse(name, sep="-")
        except (ValueError, UnknownLocaleError) as error:
            raise ValueError(f"'{name}' is no language; write en, or pt-BR") from error
        tag = str(locale).replace("_", "-")
        if locale.language == ENGLISH and tag != ENGLISH:
            raise ValueError(f"'{name}': write {ENGLISH}; how it is spelled follows the country")
        if tag in tags:
            raise ValueError(f"'{name}' stands twice")
        tags.append(tag)
    return tuple(tags) or (ENGLISH,)


def at_least(text: str) -> State:
    """The state that translations must have reached; a draft will do where it is empty."""
    try:
        return State(text or State.DRAFTED)
    except ValueError as error:
        raise ValueError(f"must be {', '.join(State)}") from error


def page(text: str) -> str:
    """An address that a link may lead to."""
    if not text.startswith("https://"):
        raise ValueError("must be an https address")
    return text


def mail_or_page(text: str) -> str:
    """Where something can be reported; may be empty."""
    if text and not ("@" in text or text.startswith("https://")):
        raise ValueError("must be a mail address or an https address")
    return text


def origin(text: str) -> str:
    """Where this installation is reached, without a path; may be empty."""
    address = text.rstrip("/")
    if address and not re.fullmatch(r"https?://[^/?#\s]+", address):
        raise ValueError("must be an origin, such as https://support.example.org")
    return address


def for_everybody(text: str) -> bool:
    """For everybody, also where it is empty, or for nobody."""
    if text not in {"", "everybody", "nobody"}:
        raise ValueError("must be everybody or nobody")
    return text != "nobody"


def daily(text: str) -> bool:
    """Whether something is written down once a day; not where it is empty."""
    if text not in {"", "none", "daily"}:
        raise ValueError("must be daily or none")
    return text == "daily"


def log_form(text: str) -> LogForm:
    """How the log is written."""
    if text == "json":
        return "json"
    if text not in {"", "text"}:
        raise ValueError("must be text or json")
    return "text"


def clinics(text: str) -> Path:
    """The folder with clinics' files; the made-up clinic where it is empty."""
    if text and not Path(text).is_dir():
        raise ValueError(f"there is no folder {text}")
    return Path(text) if text else CLINICS


PARSERS: Mapping[str, Callable[[str], Any]] = {
    "KEYS": keys,
    "OPERATOR": str,
    "REPORT_TO": mail_or_page,
    "EXIT_TO": page,
    "HTMX_FILE": lambda text: Path(text) if text else None,
    "ADDRESS": origin,
    "CLINICS": clinics,
    "LIST_CLINICS": for_everybody,
    "LANGUAGES": languages,
    "LANGUAGES_AT_LEAST": at_least,
    "TRIAL": bool,
    "TOTALS": daily,
    "LOG": log_form,
}
"""What makes a value of each variable, whose name is that of the field in `Settings`."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings in an environment; without keys, a random one that lives as long as this process.

    Raises SettingError for one that cannot be used.
    """
    given = {name.removeprefix(PREFIX): text for name, text in environment.items() if name.startswith(PREFIX)}
    for name in sorted(set(given) - set(PARSERS)):
        raise SettingError(PREFIX + name, f"there is no such setting; there are {', '.join(sorted(PARSERS))}")
    if "KEYS" not in given:
        log.warning("No MOSAIC_KEYS: made a key for this process alone. Several processes need one in common.")
    if given.get("TRIAL"):
        log.warning("MOSAIC_TRIAL: unfinished languages are shown. Never offer them to people.")
    values = {name: parsed(PREFIX + name, text, PARSERS[name]) for name, text in ({"KEYS": new_key()} | given).items()}
    return Settings(**{name.lower(): value for name, value in values.items()})


def parsed(name: str, text: str, parser: Callable[[str], Any]) -> Any:
    """The value of a variable. Raises SettingError with its name where it cannot be used."""
    try:
        return parser(text)
    except ValueError as error:
        raise SettingError(name, str(error)) from error


# How it is served ----------------------------------------------------------------------------------------------------


class Serving(Struct, frozen=True):
    """Where the server listens, and with how many processes."""

    host: str
    port: int
    workers: int


def port(text: str) -> int:
    """A port that a server can listen on."""
    if not (text.isascii() and text.isdigit() and int(text) <= HIGHEST_PORT):
        raise ValueError(f"must be a number up to {HIGHEST_PORT}")
    return int(text)


def workers(text: str) -> int:
    """A number of processes."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise ValueError("must be a number, at least 1")
    return int(text)


def read_serving(environment: Mapping[str, str]) -> Serving:
    """HOST, PORT and WEB_CONCURRENCY, as gunicorn and those who host know them.

    Raises SettingError for one that cannot be used.
    """
    return Serving(
        host=environment.get("HOST", "127.0.0.1"),
        port=parsed("PORT", environment.get("PORT", "5000"), port),
        workers=parsed("WEB_CONCURRENCY", environment.get("WEB_CONCURRENCY", "2"), workers),
    )
