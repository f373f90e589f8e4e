"""Finds or installs what the browser tests need, and says what it does: a browser, and the real bytes of htmx.

`python -m tests.support.fetch`. The bytes come from the CDN, or, where that cannot be reached, from the npm package;
either way they count only if they match the integrity hash that the pages carry.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
from pathlib import Path

from assessment.web.assets import HTMX_INTEGRITY, HTMX_URL, integrity

CACHE = Path(__file__).parent.parent.parent / ".cache"
HTMX = CACHE / "htmx.min.js"
PACKAGE = "htmx.org@4.0.1"
CHECKER = CACHE / "ace.js"
CHECKER_PACKAGE = "accessibility-checker-engine@4.0.34"
CHECKER_INTEGRITY = "sha384-iHsQmAmulyc3ptwmKYGRLt3Lz6Bl+i3XaOPbA8uaiaOoqDpyk9C86Elk3Qlbc7v5"
BROWSERS = (
    os.environ.get("TEST_BROWSER", ""),
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def say(what: str) -> None:
    """Tells the person at the terminal what happens."""
    print(f"browser tests: {what}", flush=True)


# A browser -----------------------------------------------------------------------------------------------------------


def installed_browser() -> str | None:
    """A browser of this machine, or None: Playwright's own is used then."""
    return next((found for name in BROWSERS if name and (found := shutil.which(name))), None)


def playwright_has_one() -> bool:
    """Whether Playwright has a browser of its own on this machine."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  slow to import

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def get_browser() -> None:
    """Sees to it that there is a browser. Exits with a sentence that says what to do where there is no way."""
    if found := installed_browser():
        say(f"using {found}")
    elif playwright_has_one():
        say("using Playwright's own Chromium")
    elif shutil.which("apt-get") and os.geteuid() == 0:
        say("no browser here: installing Debian's chromium with apt-get")
        quietly("apt-get", "update")
        quietly("apt-get", "install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation")
    else:
        say("no browser here: downloading Playwright's Chromium into its cache folder")
        if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode:
            sys.exit("No browser could be had. Install Chromium or Chrome, or name one in TEST_BROWSER.")


def quietly(*command: str) -> None:
    """Runs a command, and shows what it said only if it failed."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


# htmx ----------------------------------------------------------------------------------------------------------------


def get_htmx() -> None:
    """Sees to it that htmx's real bytes lie in the cache."""
    if HTMX.exists() and integrity(HTMX.read_bytes()) == HTMX_INTEGRITY:
        say("htmx is in .cache, and matches its integrity hash")
        return
    data = from_cdn() or from_npm(PACKAGE, "dist/htmx.min.js")
    if data is None or integrity(data) != HTMX_INTEGRITY:
        sys.exit(f"htmx could not be had from {HTMX_URL} nor from the npm package {PACKAGE} with its integrity hash.")
    CACHE.mkdir(exist_ok=True)
    HTMX.write_bytes(data)


def from_cdn() -> bytes | None:
    """The file as pages load it."""
    try:
        with urllib.request.urlopen(HTMX_URL, timeout=20) as answer:
            data: bytes = answer.read()
    except OSError:
        say("the CDN cannot be reached")
        return None
    say("htmx fetched from the CDN")
    return data


def from_npm(package: str, path: str) -> bytes | None:
    """One file out of an npm package."""
    npm = shutil.which("npm")
    if npm is None:
        say("there is no npm here")
        return None
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [npm, "pack", package], cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, check=False
        )
        packed = next(Path(folder).glob("*.tgz"), None)
        if done.returncode or packed is None:
            say("npm could not fetch the package")
            return None
        with tarfile.open(packed) as archive:
            file = archive.extractfile(f"package/{path}")
            say(f"{path} taken from the npm package {package}")
            return file.read() if file else None


# A second look at accessibility, for `make proof` -------------------------------------------------------------------


def get_checker() -> Path | None:
    """IBM's Equal Access engine in the cache; None where it cannot be had. Nothing else needs it."""
    if CHECKER.exists() and integrity(CHECKER.read_bytes()) == CHECKER_INTEGRITY:
        return CHECKER
    data = from_npm(CHECKER_PACKAGE, "ace.js")
    if data is None:
        return None
    if integrity(data) != CHECKER_INTEGRITY:
        sys.exit(f"ace.js of {CHECKER_PACKAGE} does not match its integrity hash.")
    CACHE.mkdir(exist_ok=True)
    CHECKER.write_bytes(data)
    return CHECKER


if __name__ == "__main__":
    get_browser()
    get_htmx()
