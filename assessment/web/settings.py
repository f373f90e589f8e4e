"""Who runs it, as configuration: environment variables that begin with MOSAIC_, checked at start."""

import base64
import binascii
import logging
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from babel import Locale, UnknownLocaleError
from msgspec import Struct

from assessment.engine.load import CONTENT

log = logging.getLogger("support_mosaic")
PREFIX = "MOSAIC_"
NAMES = {"KEYS", "OPERATOR", "REPORT_TO", "EXIT_TO", "HTMX_FILE", "ADDRESS", "CLINICS", "LANGUAGES", "TRIAL"}
KEY_BYTES = 32
ENGLISH = "en"
"""The language in which everything is written. How it is spelled follows the country."""


class SettingError(ValueError):
    """A setting cannot be used. The message names the variable and the cause."""

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(f"{PREFIX}{name}: {cause}")


NEUTRAL_PAGE = "https://www.wikipedia.org/"


class Settings(Struct, frozen=True):
    """How one installation differs from another. The defaults are those of a demonstration, and say so.

    keys        secrets that seal the answers: the first seals, all of them open
    operator    who runs it
    report_to   where wrong numbers or harmful wording are reported: a mail address or a page
    exit_to     the neutral page that Exit goes to
    address     where this installation is reached, for what is printed or saved; else what the browser asked for
    clinics     folder with a file for each clinic that shows it in a frame; without one, a made-up clinic to try
    htmx_file   an own copy of htmx to serve, instead of the CDN
    languages   tags of the languages offered, the first is the default; each but English has a complete catalogue
    trial       for translators: unfinished catalogues are used too, with English in the gaps
    translations  folder with the catalogues
    """

    keys: tuple[bytes, ...]
    operator: str = ""
    report_to: str = ""
    exit_to: str = NEUTRAL_PAGE
    address: str = ""
    clinics: Path = CONTENT / "clinics"
    htmx_file: Path | None = None
    languages: tuple[str, ...] = (ENGLISH,)
    trial: bool = False
    translations: Path = Path(__file__).parent.parent / "translations"

    @property
    def report_address(self) -> str:
        """Where the link for reports leads."""
        return self.report_to if self.report_to.startswith("https://") else f"mailto:{self.report_to}"


def new_key() -> str:
    """A fresh secret in the form that MOSAIC_KEYS takes."""
    return secrets.token_urlsafe(KEY_BYTES)


def read_key(text: str) -> bytes:
    """A secret from its text.

    Raises SettingError when it is not 32 bytes in URL-safe base64.
    """
    try:
        key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise SettingError("KEYS", "not URL-safe base64") from error
    if len(key) != KEY_BYTES:
        raise SettingError("KEYS", f"each key is {KEY_BYTES} bytes in URL-safe base64, this one has {len(key)}")
    return key


def read_languages(text: str) -> tuple[str, ...]:
    """Languages from a list with commas; English alone where it is empty.

    Raises SettingError for one that is none, or stands twice.
    """
    tags: list[str] = []
    for name in filter(None, (part.strip() for part in text.split(","))):
        try:
            locale = Locale.parse(name, sep="-")
        except (ValueError, UnknownLocaleError) as error:
            raise SettingError("LANGUAGES", f"'{name}' is no language; write en, or pt-BR") from error
        tag = str(locale).replace("_", "-")
        if locale.language == ENGLISH and tag != ENGLISH:
            raise SettingError("LANGUAGES", f"'{name}': write {ENGLISH}; how it is spelled follows the country")
        if tag in tags:
            raise SettingError("LANGUAGES", f"'{name}' stands twice")
        tags.append(tag)
    return tuple(tags) or (ENGLISH,)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings in an environment; without keys, a random one that lives as long as this process.

    Raises SettingError for one that cannot be used.
    """
    given = {name.removeprefix(PREFIX): text for name, text in environment.items() if name.startswith(PREFIX)}
    for name in sorted(set(given) - NAMES):
        raise SettingError(name, f"there is no such setting; there are {', '.join(sorted(NAMES))}")
    if "KEYS" not in given:
        log.warning("No MOSAIC_KEYS: made a key for this process alone. Several processes need one in common.")
    if given.get("TRIAL"):
        log.warning("MOSAIC_TRIAL: unfinished languages are shown. Never offer them to people.")
    keys = tuple(read_key(text.strip()) for text in given.get("KEYS", new_key()).split(",") if text.strip())
    if not keys:
        raise SettingError("KEYS", "no key in it")
    exit_to = given.get("EXIT_TO", NEUTRAL_PAGE)
    if not exit_to.startswith("https://"):
        raise SettingError("EXIT_TO", "must be an https address")
    report_to = given.get("REPORT_TO", "")
    if report_to and not ("@" in report_to or report_to.startswith("https://")):
        raise SettingError("REPORT_TO", "must be a mail address or an https address")
    address = given.get("ADDRESS", "").rstrip("/")
    if address and not re.fullmatch(r"https?://[^/?#\s]+", address):
        raise SettingError("ADDRESS", "must be an origin, such as https://support.example.org")
    if given.get("CLINICS") and not Path(given["CLINICS"]).is_dir():
        raise SettingError("CLINICS", f"there is no folder {given['CLINICS']}")
    return Settings(
        keys=keys,
        languages=read_languages(given.get("LANGUAGES", "")),
        trial=bool(given.get("TRIAL")),
        operator=given.get("OPERATOR", ""),
        report_to=report_to,
        exit_to=exit_to,
        address=address,
        clinics=Path(given["CLINICS"]) if given.get("CLINICS") else CONTENT / "clinics",
        htmx_file=Path(given["HTMX_FILE"]) if given.get("HTMX_FILE") else None,
    )
