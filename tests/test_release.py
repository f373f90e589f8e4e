"""A release: what it writes, and that the accessibility statement is no older than it."""

import re
from datetime import date, datetime

import pytest
from babel.dates import format_date

from assessment.loading.content_files import CONTENT, load_accessibility_test
from tests.support.page import Page
from tests.support.project_files import ROOT
from tools import bits, release

DAY = date(2026, 12, 3)
PLACES = ("CHANGELOG.md", "pyproject.toml", "questionnaire.toml", "accessibility_test.toml", "released_bits.toml")
HEADING = re.compile(r"^## (\d\S*) \((.*)\)$", re.MULTILINE)


def test_accessibility_was_tested_for_the_newest_release():
    _, day = HEADING.findall((ROOT / "CHANGELOG.md").read_text("utf-8"))[0]
    assert load_accessibility_test().on >= datetime.strptime(f"{day} +0000", "%d %B %Y %z").date()


def test_the_statement_says_when_and_what_is_not_known(client):
    text = Page(client.get("/about")).text()
    assert format_date(load_accessibility_test().on, "long", locale="en_GB") in text
    assert "screen reader" in text


def test_what_is_next_becomes_a_version_and_the_rest_stays():
    assert release.released("# A\n\n## Next\n\nNew.\n\n## 0.4.0 (1 May 2026)\n", "0.5.0", DAY) == (
        "# A\n\n## 0.5.0 (3 December 2026)\n\nNew.\n\n## 0.4.0 (1 May 2026)\n"
    )
    with pytest.raises(SystemExit, match="no line like"):
        release.released("# A\n", "0.5.0", DAY)


def test_no_other_version_is_touched():
    assert release.with_version('version = "0.4.0"\n[other]\nversion = "1"\n', "0.5.0") == (
        'version = "0.5.0"\n[other]\nversion = "1"\n'
    )
    assert release.tested_on("# on = 1\non = 2026-11-25\n", DAY) == "# on = 1\non = 2026-12-03\n"


@pytest.mark.parametrize("version", ["", "next", "0.5", "0.5.0 --force"])
def test_without_a_version_nothing_is_written(version, monkeypatch, tmp_path):
    monkeypatch.setattr(release, "ROOT", tmp_path)
    with pytest.raises(SystemExit, match="make release VERSION"):
        release.main("look", version)


@pytest.fixture
def copied(monkeypatch, tmp_path):
    """A folder with the files that a release writes, none of them of today."""
    for name, folder in zip(PLACES, (ROOT, ROOT, CONTENT, CONTENT, bits.RELEASED.parent), strict=True):
        (tmp_path / name).write_text((folder / name).read_text("utf-8"))
    (tmp_path / "bits.toml").write_text('names = [\n    "a",\n    "a.b",\n]\n')
    (tmp_path / "CHANGELOG.md").write_text("## Next\n\nNew.\n")
    (tmp_path / "accessibility_test.toml").write_text("on = 2001-01-01\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "openacr.yaml").write_text('  version: "0.1.0"\nreport_date: "2001-01-01"\n')
    monkeypatch.setattr(release, "ROOT", tmp_path)
    monkeypatch.setattr(release, "CONTENT", tmp_path)
    monkeypatch.setattr(release, "RELEASED", tmp_path / "released_bits.toml")
    return tmp_path


def test_a_release_is_written_in_all_places(copied):
    release.main("write", "9.8.7")
    written = {name: (copied / name).read_text("utf-8") for name in PLACES}
    assert written["CHANGELOG.md"].startswith("## 9.8.7 (")
    assert '\nversion = "9.8.7"\n' in written["pyproject.toml"]
    assert '\nversion = "9.8"\n' in written["questionnaire.toml"]
    assert re.fullmatch(r"on = 20[2-9]\d-\d\d-\d\d\n", written["accessibility_test.toml"])
    report = (copied / "docs" / "openacr.yaml").read_text("utf-8")
    assert re.fullmatch(r'  version: "9\.8\.7"\nreport_date: "20[2-9]\d-\d\d-\d\d"\n', report)
    assert bits.is_as_released(("a", "a.b", "new"), written["released_bits.toml"])
    assert not bits.is_as_released(("a.b", "a"), written["released_bits.toml"])


def test_to_look_writes_nothing(copied):
    before = {name: (copied / name).read_text("utf-8") for name in PLACES}
    release.main("look", "9.8.7")
    assert {name: (copied / name).read_text("utf-8") for name in PLACES} == before
