"""The style that every page carries, our own scripts, and htmx: what they are made of and how they are pinned."""

import base64
import hashlib
import re
from pathlib import Path

from flask import Flask, Response, send_file, url_for
from markupsafe import Markup
from msgspec import Struct

from assessment.clinics.clinic import dial
from assessment.web.clinic_style import clinic_style
from assessment.web.settings import SettingError

HTMX_URL = "https://cdn.jsdelivr.net/npm/htmx.org@4.0.1/dist/htmx.min.js"
HTMX_INTEGRITY = "sha384-Qp9rdC8H7EqOoX+nR0P3RPG2Noji+qdwJlGpfzwQJsfOpp3sGwIdSP9xO3+UlEhn"
STYLE = ("base", "page", "questions", "information", "result", "print")
"""The files in static/css that a page carries, in the order in which they count. Paper has the last word."""
STYLE_OF_A_COPY = ("base", "result", "print")
"""Those that a saved copy carries."""
SCRIPTS = (
    "shared",
    "keep_over_reload",
    "leave",
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


class Assets(Struct, frozen=True):
    """What the layouts and the headers need to know of style and scripts."""

    style: Markup
    style_hash: str
    copy_style: Markup
    copy_style_hash: str
    own_htmx: bool
    versions: dict[str, str]

    def is_pinned(self, filename: str, version: str | None) -> bool:
        """Whether this is the address of a static file as it is now: it may be kept, a change has another address."""
        return version is not None and self.versions.get(filename) == version

    @property
    def script_sources(self) -> str:
        """The script sources of the content security policy: our own, and the one file on the CDN."""
        return "'self'" if self.own_htmx else f"'self' {HTMX_URL}"


def joined(folder: Path, names: tuple[str, ...], ending: str) -> str:
    """What some files hold, one after the other."""
    return "\n".join((folder / f"{name}{ending}").read_text("utf-8") for name in names)


def without_comment_lines(script: str) -> str:
    """A script without the lines that are nothing but a comment: each page loads it, and nobody reads it there."""
    return re.sub(r"^ *(?://.*|/\*\*[^*\n]*\*/)\n", "", script, flags=re.MULTILINE)


def squeezed(style: str) -> str:
    """A stylesheet without comments, and with no more spaces than it needs: a saved copy has to stay small."""
    return re.sub(r"\s*([{};:,])\s+", r"\1", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))


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
    scripts = without_comment_lines(joined(folder / "js", SCRIPTS, ".js")).encode()
    ours = read_assets(folder, scripts, own_htmx=htmx_file is not None)
    app.add_url_rule(f"/static/{PAGES_SCRIPT}", "pages_script", lambda: Response(scripts, mimetype="text/javascript"))
    if htmx_file is not None:
        serve_own_htmx(app, htmx_file)

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


def read_assets(folder: Path, scripts: bytes, *, own_htmx: bool) -> Assets:
    """Style and fingerprints of a folder, with those of the joined scripts."""
    style = joined(folder / "css", STYLE, ".css")
    copy_style = squeezed(joined(folder / "css", STYLE_OF_A_COPY, ".css"))
    files = (path for path in folder.rglob("*") if path.is_file())
    versions = {path.relative_to(folder).as_posix(): fingerprint(path.read_bytes()) for path in files}
    return Assets(
        style=Markup(style),  # noqa: S704  our own files
        style_hash=integrity(style.encode(), "sha256"),
        copy_style=Markup(copy_style),  # noqa: S704  our own files
        copy_style_hash=integrity(copy_style.encode(), "sha256"),
        own_htmx=own_htmx,
        versions=versions | {PAGES_SCRIPT: fingerprint(scripts)},
    )


def serve_own_htmx(app: Flask, path: Path) -> None:
    """Serves a local copy of htmx, after a check that it is the pinned version.

    Raises SettingError when it is not, or cannot be read.
    """
    try:
        found = integrity(path.read_bytes())
    except OSError as error:
        raise SettingError("MOSAIC_HTMX_FILE", str(error)) from error
    if found != HTMX_INTEGRITY:
        raise SettingError("MOSAIC_HTMX_FILE", f"is not htmx 4.0.1: {found}, expected {HTMX_INTEGRITY}")

    @app.get("/static/htmx-4.0.1.min.js", endpoint="own_htmx")
    def own_htmx() -> Response:
        return send_file(path.resolve(), mimetype="text/javascript")
