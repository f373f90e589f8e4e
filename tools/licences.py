"""Prints every package that the locks pin, its version and its licence; exits with 1 where one is not allowed.

`make licences`. A licence is what the installed package states of itself. A package that this machine does not need is
listed without one.
"""

import sys
from importlib.metadata import PackageMetadata, metadata

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from assessment.web.assets import HTMX_URL
from tools.locks import FOLDERS, Pin, locked

PERMISSIVE = {
    "0BSD",
    "Apache-2.0",
    "Apache Software License",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "MIT",
    "MIT License",
    "MIT-0",
    "PSF-2.0",
}
"""They ask for no more than that their words go along: whoever takes the server may change and pass on all of it."""
NOT_PASSED_ON = {
    "CNRI-Python",
    "MPL-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)",
}
"""Allowed beside them for tests and tools: they ask something of those who pass the package on, and we pass on none."""
READ_BY_US = {
    # MIT, by the file that comes with it; axe-core, which it carries, is MPL-2.0
    "axe-playwright-python": "not stated",
    # a program that reads our templates: nothing of ours imports it or is made from it
    "djlint": "GPL-3.0-or-later",
    # by its own file, one of these may be chosen
    "pyphen": "GNU General Public License v2 or later (GPLv2+)"
    " AND GNU Lesser General Public License v2 or later (LGPLv2+)"
    " AND Mozilla Public License 1.1 (MPL 1.1)",
    # the others are permissive too, by the files that come with it
    "pypdfium2": "BSD-3-Clause, Apache-2.0, dependency licenses",
}
"""Allowed for tests and tools as long as the package says of itself what it said when somebody read it."""
NO_LICENCE = {"DFSG approved", "OSI Approved"}
"""Classifiers that say something of a licence and not which."""
HTMX_LICENCE = "0BSD"
"""Of the one library that a visitor's browser gets."""


def htmx_version() -> str:
    """The version that the pages load."""
    return HTMX_URL.partition("@")[2].partition("/")[0]


def stated(said: PackageMetadata) -> str:
    """The licence that a package states: an expression, a short name, or classifiers, of which all are held."""
    short, *_ = [*said.get_all("License-Expression", []), *said.get_all("License", []), ""]
    try:
        return canonicalize_license_expression(short)
    except InvalidLicenseExpression:
        named = {line.rpartition(" :: ")[2] for line in said.get_all("Classifier", []) if line.startswith("License ::")}
        return " AND ".join(sorted(named - NO_LICENCE)) or short.partition("\n")[0] or "not stated"


def licence(pin: Pin) -> str | None:
    """The licence of a package; None where this machine does not need it."""
    return stated(metadata(pin.name)) if pin.is_for_here else None


def is_allowed(expression: str, allowed: set[str]) -> bool:
    """Whether one of the licences to choose from is allowed, with all that holds beside it. Brackets are not read."""
    return any(all(part.strip() in allowed for part in choice.split(" AND ")) for choice in expression.split(" OR "))


def is_fine(pin: Pin, group: str) -> bool:
    """Whether a package may stand in a group."""
    said = licence(pin)
    if said is None or is_allowed(said, PERMISSIVE):
        return True
    return group != "server" and (is_allowed(said, PERMISSIVE | NOT_PASSED_ON) or READ_BY_US.get(pin.name) == said)


def packages() -> list[tuple[str, Pin]]:
    """Every package once, with the first group that needs it."""
    found = {(pin.name, pin.version): (group, pin) for group in reversed(FOLDERS) for pin in locked(group)}
    return sorted(found.values(), key=lambda one: (list(FOLDERS).index(one[0]), one[1].name))


def main() -> int:
    """Prints the list, and what is not allowed."""
    print(f"{'pages':8}{'htmx':24}{htmx_version():14}{HTMX_LICENCE}")
    for group, pin in packages():
        print(f"{group:8}{pin.name:24}{pin.version:14}{licence(pin) or f'not needed here: {pin.marker}'}")
    refused = [pin.name for group, pin in packages() if not is_fine(pin, group)]
    for name in refused:
        print(f"not allowed, see tools/licences.py: {name}", file=sys.stderr)
    return bool(refused)


if __name__ == "__main__":
    sys.exit(main())
