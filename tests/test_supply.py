"""What the project is made of: asked for, pinned by hash, and under a licence that lets others run and pass it on."""

import base64
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.utils import canonicalize_name

from assessment.web.assets import HTMX_INTEGRITY
from tests.support.project_files import ROOT
from tests.test_architecture import imports
from tools.archive import archive
from tools.audit import COULD_NOT_LOOK, FOUND, outcome
from tools.licences import PERMISSIVE, READ_BY_US, is_allowed, is_fine
from tools.locks import FOLDERS, asked_for, locked, pin
from tools.sbom import HTMX, sbom

GROUPS = list(FOLDERS)
IN_NEWER_PYTHONS = {"compression"}
"""Of their standard library; assessment/web/compression.py says from which one on."""


def pinned(group: str) -> set[str]:
    """The names in a lock."""
    return {one.name for one in locked(group)}


def leaned_on(*places: str) -> set[str]:
    """The packages of others that the modules there import."""
    known = packages_distributions()
    paths = (path for place in places for path in [*(ROOT / place).rglob("*.py"), ROOT / place] if path.is_file())
    names = {name.partition(".")[0] for path in paths for name in imports(path)}
    others = names - sys.stdlib_module_names - IN_NEWER_PYTHONS - {"app", "assessment", "tests", "tools"}
    return {canonicalize_name(known[name][0]) for name in others}


class TestLocks:
    @pytest.mark.parametrize("group", GROUPS)
    def test_each_pins_one_version_by_its_hashes(self, group):
        assert all(re.fullmatch(r"[0-9a-f]{64}", value) for one in locked(group) for value in one.hashes)

    @pytest.mark.parametrize(
        "line",
        [
            "flask==3.1.3",
            "flask --hash=sha256:00",
            "flask>=3.1.3 --hash=sha256:00",
            "flask==3.* --hash=sha256:00",
            "flask==3.1.3,<4 --hash=sha256:00",
        ],
    )
    def test_half_a_pin_is_refused(self, line):
        with pytest.raises(ValueError, match="exact version"):
            pin(line)

    @pytest.mark.parametrize("group", GROUPS)
    def test_each_holds_what_is_asked_for(self, group):
        assert asked_for(group) <= pinned(group)

    def test_the_tests_run_on_what_the_server_runs_on(self):
        tested = {one.name: one for one in locked("tests") if one.name in pinned("server")}
        assert tested == {one.name: one for one in locked("server")}

    def test_tools_can_be_installed_beside_the_tests(self):
        versions = {(one.name, one.version) for one in locked("tests")}
        assert {(one.name, one.version) for one in locked("tools") if one.name in pinned("tests")} <= versions

    def test_they_are_made_for_the_oldest_python(self):
        settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
        assert settings["project"]["requires-python"] == f">={settings['tool']['uv']['pip']['python-version']}"


class TestAskedFor:
    def test_the_server_asks_for_what_it_imports_and_for_nothing_else(self):
        assert asked_for("server") == leaned_on("app.py", "assessment")

    def test_tests_and_tools_import_nothing_that_is_not_asked_for(self):
        assert leaned_on("tests", "tools") <= asked_for("server") | asked_for("tests")

    @pytest.mark.parametrize("group", GROUPS)
    def test_the_readme_names_it(self, group):
        section = (ROOT / "README.md").read_text("utf-8").partition("## What it leans on\n")[2]
        assert asked_for(group) <= {canonicalize_name(word) for word in re.findall(r"[\w-]+", section)}


class TestLicences:
    @pytest.mark.parametrize("group", ["server", "tests"])
    def test_each_is_allowed(self, group):
        assert [one.name for one in locked(group) if not is_fine(one, group)] == []

    @pytest.mark.parametrize(
        ("expression", "allowed"),
        [
            ("MIT", True),
            ("GPL-3.0-or-later OR MIT", True),
            ("MIT AND BSD-3-Clause", True),
            ("MIT AND GPL-3.0-or-later", False),
            ("GPL-3.0-or-later OR MIT AND MPL-2.0", False),
            ("(MIT OR Apache-2.0) AND MIT", False),
            ("not stated", False),
        ],
    )
    def test_one_may_choose_but_has_to_keep_to_all_that_comes_with_it(self, expression, allowed):
        assert is_allowed(expression, PERMISSIVE) == allowed

    def test_an_exception_is_for_what_nobody_is_given(self):
        assert set(READ_BY_US) <= (pinned("tests") | pinned("tools")) - pinned("server")

    def test_what_tests_may_lean_on_the_server_may_not(self):
        hypothesis = next(one for one in locked("tests") if one.name == "hypothesis")
        assert is_fine(hypothesis, "tests")
        assert not is_fine(hypothesis, "server")


class TestSbom:
    @pytest.fixture
    def found(self):
        return sbom()

    @pytest.fixture
    def hashes(self, found):
        """The hashes of each part."""
        return {
            part["purl"]: {one["content"] for source in part["externalReferences"] for one in source["hashes"]}
            for part in found["components"]
        }

    def test_it_lists_the_server_by_the_hashes_of_its_lock_and_htmx_by_the_one_that_browsers_check(self, hashes):
        htmx = base64.b64decode(HTMX_INTEGRITY.partition("-")[2]).hex()
        assert hashes == {one.purl: set(one.hashes) for one in locked("server")} | {HTMX: {htmx}}

    def test_each_part_is_needed_by_another(self, found, hashes):
        itself = found["metadata"]["component"]["purl"]
        needed = {name for one in found["dependencies"] for name in one["dependsOn"]}
        assert needed == {one.purl for one in locked("server") if one.is_for_here} | {HTMX}
        assert {one["ref"] for one in found["dependencies"]} <= set(hashes) | {itself}


class TestAudit:
    def test_what_is_found_is_told_apart_from_what_could_not_be_looked_at(self):
        assert outcome(0, "")[0] == 0
        assert outcome(1, "Found 1 known vulnerability in 1 package")[0] == FOUND
        code, words = outcome(1, "Traceback\nConnectionError: no such host")
        assert (code, words.partition(":")[0]) == (COULD_NOT_LOOK, "Not audited")

    def test_packages_that_its_data_does_not_know_are_not_called_sound(self):
        skipped = "flask  Dependency not found on PyPI and could not be audited: flask (3.1)"
        assert outcome(0, f"No known vulnerabilities found\n{skipped}")[0] == COULD_NOT_LOOK
        assert outcome(1, f"Found 1 known vulnerability in 1 package\n{skipped}")[0] == FOUND


def test_an_archive_is_the_same_bytes_each_time():
    first, again = archive(), archive()
    assert len(first) > 100_000
    assert first == again
