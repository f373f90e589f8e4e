"""Whether what is said about a person is true of what they told: claims, held against answers drawn at random.

What is shown is chosen by conditions, compiled to bits. What is true is looked up here in the file of claims, question
by question: by other code, in other words, written by readers who had not seen the conditions.
"""

import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from assessment.engine.assess import assess
from assessment.engine.questionnaire import Answers
from assessment.engine.result import Reason, Result
from assessment.engine.rules import FirstStepRow, Notice, Passage, Rule
from tests.support.drawn_people import drawn_people
from tests.support.real_content import CONTENT

FILE = Path(__file__).parent.parent.parent / "assessment/content/claims.toml"
CLAIMS = {one["id"]: one["any"] for one in tomllib.loads(FILE.read_text("utf-8"))["claim"]}

Said = Rule | Notice | Passage | FirstStepRow


def is_true(claim: str, answers: Answers) -> bool:
    """Whether some table of a claim has, for each question in it, one of its options among the answers."""
    return any(
        all(set(options) & set(answers.get(question, ())) for question, options in table.items())
        for table in CLAIMS[claim]
    )


def said_in(result: Result) -> Iterator[Said]:
    """Everything that a result says about the person. A quiet line claims nothing: what was not said raised it."""
    yield result.headline
    yield result.first_step
    yield from (one for one in result.passages if one.part != "headline")
    yield from (one.notice for one in result.notices)
    yield from (reason.rule for reason in spoken(result))


def spoken(result: Result) -> Iterator[Reason]:
    """The reasons that rest on what was said; the others are said with "to be careful" before them."""
    of_kinds = chain.from_iterable(one.reasons for one in result.suggestions)
    yield from chain.from_iterable(one.reasons for one in result.notices)
    yield from (reason for reason in of_kinds if not reason.unsaid)


def untrue_among(count: int, seed: int) -> list[str]:
    """What was said wrongly to so many drawn people: what, and the claims that were false."""
    return [
        f"{type(said).__name__} {said.id}: {', '.join(false)}"
        for path in drawn_people(CONTENT, count, seed)
        for said in said_in(assess(CONTENT, path))
        if (false := [claim for claim in said.claims if not is_true(claim, path.answers)])
    ]


@pytest.mark.slow
def test_nothing_untrue_is_said_to_drawn_people():
    assert set(untrue_among(1000, seed=1)) == set()


@pytest.mark.proof
def test_nothing_untrue_is_said_to_twenty_thousand_drawn_people():
    assert set(untrue_among(20_000, seed=2)) == set()


def test_a_false_claim_would_be_noticed():
    (path,) = drawn_people(CONTENT, 1)
    told = {question: chosen for question, chosen in path.answers.items() if question != "country"}
    assert is_true("asks_from_gb", {**told, "country": ("gb",)})
    assert not is_true("asks_from_gb", {**told, "country": ("us",)})
    assert not is_true("asks_from_gb", told), "what was not said makes it false"


def test_most_that_is_said_about_somebody_claims_something():
    every: list[Said] = [*CONTENT.rules, *CONTENT.passages, *CONTENT.first_steps, *CONTENT.notices]
    assert sum(1 for said in every if said.claims) > 0.6 * len(every)
