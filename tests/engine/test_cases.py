"""Cases in prose with what the published guidance calls for, held against the rules.

cases.toml was written from the guidance alone, by somebody who had not seen the rules, and committed before the first
run. Where the rules do otherwise on purpose, the case says so in `argued`, and why.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from assessment.engine.assess import assess
from assessment.engine.evidence import Confirmed
from assessment.engine.path import replay
from assessment.engine.questionnaire import SKIPPED
from assessment.engine.result import Result
from assessment.engine.rules import Fit
from tests.support.real_content import CONTENT
from tests.support.sample_answers import SOMEBODY, answers_of

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["case"]
PLAIN = answers_of(SOMEBODY)


def result_of(case: dict[str, Any]) -> Result:
    """What the person of a case reads at the end."""
    given = {question: tuple(options) or (SKIPPED,) for question, options in case["answers"].items()}
    path = replay(CONTENT, {**PLAIN, **given})
    assert path.complete, f"{case['id']}: {path.first_open} is not answered"
    return assess(CONTENT, path)


def differences(case: dict[str, Any]) -> set[str]:
    """Where the result is not what the case expects: "not strong: medication", and so on."""
    result = result_of(case)
    fits = {one.kind.id: one.fit for one in result.suggestions}
    notices = {raised.notice.id for raised in (*result.notices, *result.quiet)}
    found = {f"not strong: {kind}" for kind in case["strong"] if fits[kind] is not Fit.STRONG}
    found |= {f"not raised: {kind}" for kind in case["raised"] if fits[kind] is Fit.NOT_NOW}
    found |= {f"strong: {kind}" for kind in case["not_strong"] if fits[kind] is Fit.STRONG}
    found |= {f"no notice: {notice}" for notice in case["notices"] if notice not in notices}
    return found | {f"notice: {notice}" for notice in case["no_notices"] if notice in notices}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_rules_do_what_the_guidance_calls_for(case):
    assert differences(case) == set(case.get("argued", {}))


def test_there_are_thirty_or_more_and_each_differs():
    assert len(CASES) >= 30
    assert len({str(case["answers"]) for case in CASES}) == len(CASES)


FACTS = {fact.id for fact in CONTENT.facts}
SEEN = {source.id for source in CONTENT.sources.values() if source.confirmed is not Confirmed.UNCONFIRMED}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
class TestWhatACaseRestsOn:
    def test_it_names_facts_and_sources_that_there_are(self, case):
        assert set(case["facts"]) <= FACTS
        assert set(case.get("sources", ())) <= set(CONTENT.sources)

    def test_it_rests_on_something(self, case):
        assert case["facts"]
        assert case["because"]

    def test_what_must_be_strong_has_a_source_that_was_seen(self, case):
        assert not case["strong"] or SEEN & set(case["sources"])
