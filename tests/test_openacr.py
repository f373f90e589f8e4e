"""docs/openacr.yaml claims something of each criterion at levels A and AA, and names only tests that there are."""

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

import pytest
import yaml  # type: ignore[import-untyped]  # it has no types

from tests.support.project_files import ROOT

REPORT = yaml.safe_load((ROOT / "docs" / "openacr.yaml").read_text("utf-8"))
A, AA = "success_criteria_level_a", "success_criteria_level_aa"
LEVELS = {"supports", "partially-supports", "does-not-support", "not-applicable", "not-evaluated"}
"""What the format knows, https://github.com/GSA/openacr/tree/main/catalog."""
OF_2_1 = {
    A: "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 "
    "2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.3.1 3.3.2 4.1.1 4.1.2",
    AA: "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 3.1.2 3.2.3 3.2.4 "
    "3.3.3 3.3.4 4.1.3",
}
"""The criteria of https://www.w3.org/TR/WCAG21/ by level, in their order."""
ADDED_BY_2_2 = {A: {"3.2.6", "3.3.7"}, AA: {"2.4.11", "2.5.7", "2.5.8", "3.3.8"}}
"""https://www.w3.org/TR/WCAG22/#new-features-in-wcag-2-2; the format has no place for them but a chapter's notes."""
NUMBER = re.compile(r"\b\d\.\d\.\d+\b")
PATH = re.compile(r"\b(?:tests|docs|assessment|templates|static|tools)/[\w./-]*\w")


class Claim(NamedTuple):
    """What the report says of one criterion."""

    number: str
    level: str
    notes: str


def claims(chapter: str) -> Iterator[Claim]:
    """All that one chapter says, in its order."""
    for criterion in REPORT["chapters"][chapter]["criteria"]:
        (web,) = criterion["components"]
        assert web["name"] == "web"
        yield Claim(criterion["num"], web["adherence"]["level"], web["adherence"]["notes"])


@pytest.mark.parametrize("chapter", [A, AA])
class TestEachLevel:
    def test_every_criterion_stands_there_once_with_a_level_and_a_note(self, chapter):
        found = list(claims(chapter))
        assert [one.number for one in found] == OF_2_1[chapter].split()
        assert {one.level for one in found} <= LEVELS
        assert [one.number for one in found if not one.notes.strip()] == []

    def test_what_wcag_2_2_added_stands_in_its_notes(self, chapter):
        assert set(NUMBER.findall(REPORT["chapters"][chapter]["notes"])) == ADDED_BY_2_2[chapter]

    def test_what_is_not_evaluated_claims_no_test_and_what_is_names_what_showed_it(self, chapter):
        for one in claims(chapter):
            assert one.level != "not-evaluated" or not PATH.search(one.notes), one
            assert one.level != "supports" or len(one.notes.split()) > 3, one


def test_every_file_that_it_names_is_there():
    named = set(PATH.findall(yaml.safe_dump(REPORT, width=10_000)))
    assert named
    assert {path for path in named if not (ROOT / path).exists()} == set()


def test_it_is_about_this_version():
    assert (
        REPORT["product"]["version"]
        == tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    )
    assert REPORT["catalog"] == "2.4-edition-wcag-2.1-en"


def test_nothing_is_claimed_of_level_aaa():
    assert REPORT["chapters"]["success_criteria_level_aaa"]["criteria"] == []
