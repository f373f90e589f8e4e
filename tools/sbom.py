"""Writes what the server and its pages are made of, for programs that look for known faults, as CycloneDX 1.6.

`make sbom`. It is made from the lock of the server, so that it speaks of every machine and not of this one alone; only
licences, and which package needs which, are read from what is installed here.
"""

import base64
import json
import sys
import tomllib
from datetime import UTC, datetime
from importlib.metadata import requires
from pathlib import Path
from typing import Any

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from assessment.web.assets import HTMX_INTEGRITY, HTMX_URL
from tests.support.project_files import ROOT
from tools.licences import HTMX_LICENCE, htmx_version, licence
from tools.locks import Pin, asked_for, locked

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
HTMX = f"pkg:npm/htmx.org@{htmx_version()}"


def licences(expression: str | None) -> list[dict[str, Any]]:
    """A licence as the format has it: by an expression where it is one, or by its name."""
    if expression is None:
        return []
    try:
        return [{"expression": canonicalize_license_expression(expression)}]
    except InvalidLicenseExpression:
        return [{"license": {"name": expression}}]


def component(name: str, version: str, purl: str, expression: str | None, source: dict[str, Any]) -> dict[str, Any]:
    """One part."""
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "licenses": licences(expression),
        "externalReferences": [{"type": "distribution", **source}],
    }


def of_python(pin: Pin) -> dict[str, Any]:
    """A package that the server runs on."""
    hashes = [{"alg": "SHA-256", "content": value} for value in pin.hashes]
    source = {"url": pin.purl, "comment": "one of the files with these hashes", "hashes": hashes}
    return component(pin.name, pin.version, pin.purl, licence(pin), source)


def of_pages() -> dict[str, Any]:
    """htmx, which browsers load."""
    value = base64.b64decode(HTMX_INTEGRITY.removeprefix("sha384-")).hex()
    source = {"url": HTMX_URL, "hashes": [{"alg": "SHA-384", "content": value}]}
    return component("htmx.org", htmx_version(), HTMX, HTMX_LICENCE, source)


def needed_by(pin: Pin) -> set[str]:
    """The packages that a package needs on this machine."""
    found = map(Requirement, requires(pin.name) or []) if pin.is_for_here else ()
    return {canonicalize_name(one.name) for one in found if one.marker is None or one.marker.evaluate({"extra": ""})}


def sbom() -> dict[str, Any]:
    """The whole list."""
    itself = f"pkg:generic/{PROJECT['name']}@{PROJECT['version']}"
    pins = locked("server")
    here = {pin.name: pin.purl for pin in pins if pin.is_for_here}
    needs = {itself: asked_for("server")} | {pin.purl: needed_by(pin) for pin in pins}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "metadata": {
            "timestamp": datetime.now(UTC).isoformat(timespec="seconds"),
            "component": {
                "type": "application",
                "bom-ref": itself,
                "name": PROJECT["name"],
                "version": PROJECT["version"],
                "purl": itself,
                "licenses": licences("MIT"),
            },
        },
        "components": [*map(of_python, pins), of_pages()],
        "dependencies": [
            {"ref": purl, "dependsOn": sorted(here[name] for name in names) + [HTMX] * (purl == itself)}
            for purl, names in needs.items()
        ],
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(sbom(), indent=2) + "\n", encoding="utf-8")
