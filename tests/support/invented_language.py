"""A made-up language that proves that every word passes through the catalogue: each sentence comes back in brackets.

It is built from the same extraction that translators get, so a sentence that extraction misses stays without brackets.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo

ROOT = Path(__file__).parent.parent.parent
LANGUAGE = "eo"
"""The code of a language that the locale data know and that we have no real catalogue for."""
OPEN, CLOSE = "⟦", "⟧"
MAPPING = [
    ("templates/**.html", "jinja2"),
    ("assessment/web/**.py", "python"),
    ("assessment/content/*.toml", "assessment.web.words:extract"),
]
OPTIONS = {"templates/**.html": {"extensions": "jinja2.ext.i18n", "trimmed": "true"}}


def messages() -> list[str]:
    """Every message that extraction finds."""
    found = extract_from_dir(str(ROOT), method_map=MAPPING, options_map=OPTIONS)
    return list(dict.fromkeys(message for _, _, message, _, _ in found if isinstance(message, str)))


def catalogue(left_out: str | None = None) -> Catalog:
    """The made-up catalogue, on demand without one message."""
    made = Catalog(locale=LANGUAGE)
    for message in messages():
        if message != left_out:
            made.add(message, f"{OPEN}{message}{CLOSE}")
    return made


def write(folder: Path, left_out: str | None = None) -> Path:
    """Puts the catalogue where Flask-Babel finds it, and returns the folder."""
    place = folder / LANGUAGE / "LC_MESSAGES"
    place.mkdir(parents=True)
    data = io.BytesIO()
    write_mo(data, catalogue(left_out))
    (place / "messages.mo").write_bytes(data.getvalue())
    return folder
