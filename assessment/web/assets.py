"""The style that every page carries, our own scripts, and htmx: what they are made of and how they are pinned."""

import base64
import hashlib
import re
from pathlib import Path

from flask import Flask, Response, url_for
from markupsafe import Markup
from msgspec import Struct

from assessment.clinics.clinic import dial
from assessment.web.clinic_style import clinic_style
from assessment.web.settings import SettingError

HTMX_URL = "https://cdn.jsdelivr.net/npm/htmx.org@4.0.1/dist/htmx.min.js"
HTMX_INTEGRITY = "sha384-Qp9rdC8H7EqOoX+nR0P3RPG2Noji+qdwJlGpfzwQJsfOpp3sGwIdSP9xO3+UlEhn"
OWN_HTMX = "htmx-4.0.1.min.js"
"""A copy of our own, as it lies in static: its name says which."""
STYLES = {
    "page": ("base", "page", "questions", "result", "print"),
    "around": ("information",),
    "clinics": ("information", "for_clinics"),
    "saved": ("base", "result", "print"),
}
"""The files in static/css of each style, in the order in which they count: what every page carries, where paper has the
last word; what pages around the assessment, and those for clinics, carry beside it; and what a saved copy carries."""
SCRIPTS = (
    "shared",
    "keep_over_reload",
    "leave",
    "padding",
    "requests",
    "history",
    "language",
    "calculators",
    "exclusive",
    "notices",
    "print",
    "share",
    "copy",
    "numbers",
    "aloud",
)
"""The files in static/js that every page needs. shared.js and requests.js have what those after them use, and
keep_over_reload.js must see the entry of the browser's history before history.js marks it; calculators.js keeps from
notices.js what is no answer; else their order does not count."""
PAGES_SCRIPT = "pages.js"
"""The one file that they are served as, among those in static."""
FOR_OTHERS = "embed.js"
"""The script that stands on clinics' pages: its address must stay the same."""


class Style(Struct, frozen=True):
    """A stylesheet that stands in a page, and its hash, by which the content security policy allows it."""

    text: Markup
    hash: str


class Assets(Struct, frozen=True):
    """What the layouts, the headers and the compression need to know of style and scripts.

    styles    by their names in STYLES
    versions  name of a file in static -> a few characters that change with it
    loaded    the scripts that pages load
    """

    styles: dict[str, Style]
    own_htmx: bool
    versions: dict[str, str]
    loaded: tuple[bytes, ...]

    @property
    def in_pages(self) -> list[Style]:
        """The styles of pages. A saved copy has a policy of its own."""
        return [style for name, style in self.styles.items() if name != "saved"]

    def is_pinned(self, filename: str, version: str | None) -> bool:
        """Whether this is the address of a static file as it is now: it may be kept, a change has another address."""
        of_now = version is not None and self.versions.get(filename) == version
        return of_now or filename == OWN_HTMX

    @property
    def script_sources(self) -> str:
        """The script sources of the content security policy: our own, and the one file on the CDN."""
        return "'self'" if self.own_htmx else f"'self' {HTMX_URL}"


def joined(folder: Path, names: tuple[str, ...], ending: str) -> str:
    """What some files hold, one after the other."""
    return "\n".join((folder / f"{name}{ending}").read_text("utf-8") for name in names)


def without_comments(script: str) -> str:
    """A script without comments and without the space before its lines: each page loads it, and nobody reads it there.

    A comment is one that stands alone; or after what ends a statement or begins a block, with no quotation mark in it,
    because what may be in a text has to stay.
    """
    alone = re.sub(r"^ *(?://.*|/\*\*[^*\n]*\*/)\n", "", script, flags=re.MULTILINE)
    return re.sub(r"^ +|(?<=[;,{}]) +// [^\x22'`\n]*$|/\*\* @type [^*]*\*/ ?", "", alone, flags=re.MULTILINE)


def squeezed(style: str) -> str:
    """A stylesheet without comments, and with no more spaces than it needs: it stands in every page and saved copy."""
    uncommented = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return re.sub(r"\s*([{};:,>])\s+", r"\1", uncommented).replace(";}", "}").strip()


def integrity(data: bytes, algorithm: str = "sha384") -> str:
    """The integrity hash of some bytes, as browsers write it."""
    return f"{algorithm}-{base64.b64encode(hashlib.new(algorithm, data).digest()).decode()}"


def fingerprint(data: bytes) -> str:
    """A few characters that change with what a file holds."""
    return hashlib.sha256(data).hexdigest()[:10]


def init_app(app: Flask, htmx_file: Path | None) -> Assets:
    """Joins the style and the scripts, fingerprints what is served, and serves the own copy of htmx where one is set.

    Raises SettingError when the own copy is not exactly the pinned version.
    """
    folder = Path(str(app.static_folder))
    scripts = without_comments(joined(folder / "js", SCRIPTS, ".js")).encode()
    htmx = own_htmx(htmx_file) if htmx_file else None
    ours = read_assets(folder, scripts, htmx)
    app.add_url_rule(f"/static/{PAGES_SCRIPT}", "pages_script", lambda: Response(scripts, mimetype="text/javascript"))
    if htmx:
        app.add_url_rule(f"/static/{OWN_HTMX}", "own_htmx", lambda: Response(htmx, mimetype="text/javascript"))

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, object]) -> None:
        name = str(values.get("filename"))
        if endpoint == "static" and name in ours.versions and name != FOR_OTHERS:
            values.setdefault("v", ours.versions[name])

    app.jinja_env.globals |= {
        "assets": ours,
        "clinic_style": clinic_style,
        "dial": dial,
        "htmx_integrity": HTMX_INTEGRITY,
        "htmx_address": lambda: url_for("own_htmx") if ours.own_htmx else HTMX_URL,
    }
    return ours


def read_style(folder: Path, files: tuple[str, ...]) -> Style:
    """A stylesheet made of some files."""
    style = squeezed(joined(folder / "css", files, ".css"))
    return Style(Markup(style), integrity(style.encode(), "sha256"))  # noqa: S704  our own files


def read_assets(folder: Path, scripts: bytes, htmx: bytes | None) -> Assets:
    """Style, scripts and fingerprints of a folder, with those of the joined scripts and of our own copy of htmx."""
    alone = (path.read_bytes() for path in folder.rglob("*.js") if path.stem not in SCRIPTS)
    every = (path for path in folder.rglob("*") if path.is_file())
    versions = {path.relative_to(folder).as_posix(): fingerprint(path.read_bytes()) for path in every}
    return Assets(
        styles={name: read_style(folder, files) for name, files in STYLES.items()},
        own_htmx=htmx is not None,
        versions=versions | {PAGES_SCRIPT: fingerprint(scripts)},
        loaded=(scripts, *alone, *((htmx,) if htmx else ())),
    )


def own_htmx(path: Path) -> bytes:
    """A local copy of htmx. Raises SettingError when it is not exactly the pinned version, or cannot be read."""
    try:
        htmx = path.read_bytes()
    except OSError as error:
        raise SettingError("MOSAIC_HTMX_FILE", str(error)) from error
    if (found := integrity(htmx)) != HTMX_INTEGRITY:
        raise SettingError("MOSAIC_HTMX_FILE", f"is not htmx 4.0.1: {found}, expected {HTMX_INTEGRITY}")
    return htmx
