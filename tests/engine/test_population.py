"""A small sample of the made-up population; `make population` runs the whole of it."""

from pathlib import Path

import pytest

from assessment.engine.questionnaire import SKIPPED
from tests.support.real_content import CONTENT
from tools.population import CONCERNS, GROUPS
from tools.population_outcomes import SEED, complaints, outcomes
from tools.population_report import as_markdown, rules_of

pytestmark = pytest.mark.slow

TABLE = Path(__file__).parent.parent.parent / "docs/population.md"
SAMPLE = 25 * len(GROUPS)


def test_what_was_expected_comes_out():
    assert list(complaints(outcomes(CONTENT, SAMPLE), slack=0.1)) == []


def test_the_same_seed_gives_the_same_people():
    assert outcomes(CONTENT, len(GROUPS), SEED) == outcomes(CONTENT, len(GROUPS), SEED)


@pytest.mark.proof
def test_the_table_in_the_documents_was_made_with_the_rules_of_today():
    made_with = rules_of(TABLE.read_text("utf-8"))
    assert made_with == CONTENT.rules_version, "the rules have changed: run `make population`, and read what it says"


def test_a_table_says_with_which_rules_it_was_made():
    assert rules_of(as_markdown(CONTENT, outcomes(CONTENT, len(GROUPS)))) == CONTENT.rules_version
    assert rules_of("# A table that does not say") == ""


def test_a_wrong_expectation_would_be_noticed():
    found = outcomes(CONTENT, len(GROUPS))
    turned = {name: found["severe alcohol"] if name == "hardly any concern" else one for name, one in found.items()}
    assert any(one.startswith("hardly any concern") for one in complaints(turned))


def test_the_tables_name_what_exists():
    questions = {question.id: question for question in CONTENT.questionnaire.questions}
    for name, table in GROUPS.items():
        for question, weights in table.items():
            options = {option.id: option for option in questions[question].options}
            assert set(weights) <= {*options, SKIPPED}, (name, question)
            chances = [
                weight
                for option, weight in weights.items()
                if option in options and not (options[option].exclusive or options[option].non_answer)
            ]
            several = questions[question].takes_several
            assert not several or all(chance <= 1 for chance in chances), (name, question)
    assert {f"severe {concern}" for concern in CONCERNS} <= set(GROUPS)
