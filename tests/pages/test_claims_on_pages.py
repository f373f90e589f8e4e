"""Every sentence of a result with "you", "your", "they" or "their" in it names its claims, or is about nobody.

Whether the claims are true is looked up in tests/engine/test_claims.py.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from assessment.loading.content_files import all_texts
from tests.support.page import Page
from tests.support.personas import ADULTS
from tests.support.sample_answers import GAMBLER, HARDLY_ANY_CONCERN, MIXED, SAYS_NOTHING, WORRIED_PARTNER

LIST = Path(__file__).parent.parent / "says_nothing_about_the_person.txt"
ABOUT_NOBODY = frozenset(line for line in LIST.read_text("utf-8").splitlines() if line and not line.startswith("#"))
ABOUT_SOMEBODY = re.compile(r"\b(?:you|your|they|their)\b", re.IGNORECASE)
SAID = "p, li, h1, h2, h3, dd"
NOT_LOOKED_AT = "[data-claim], [data-say], .sheet, .contacts, .doors, .all-answers, .you-told-us, button, cite"
"""What names its claims; what the person is to say; numbers to call; answers said back word for word; controls."""


def unclaimed(page: Page) -> Iterator[str]:
    """The sentences of a result that may be about the person and name no claim."""
    main = BeautifulSoup(str(page.one("main")), "html.parser")
    for element in main.select(NOT_LOOKED_AT):
        element.decompose()
    for element in main.select(SAID):
        if not element.select(SAID):
            words = " ".join(element.get_text(" ").split())
            yield from (one for one in re.split(r"(?<=[.?!])\s+", words) if ABOUT_SOMEBODY.search(one))


@pytest.fixture(scope="module")
def same_for_all(content):
    """What stands on /kinds and /method for everybody: kinds explained, and the facts behind rules."""
    words = {text for words in all_texts((content.kinds, content.facts)) for text in (words.you, words.they)}
    words |= {evidence.fact.you for rule in content.rules for evidence in rule.evidence}
    return {" ".join(one.split()) for text in words for one in re.split(r"(?<=[.?!])\s+", text)}


@pytest.mark.slow
@pytest.mark.parametrize(
    "person",
    [GAMBLER, HARDLY_ANY_CONCERN, MIXED, SAYS_NOTHING, WORRIED_PARTNER, *(one.person for one in ADULTS[::3])],
)
def test_what_is_said_about_somebody_names_its_claims(journey, person, same_for_all):
    found = set(unclaimed(journey.result(person)))
    assert {one for one in found - ABOUT_NOBODY if not any(text in one for text in same_for_all)} == set()


def test_the_list_is_short_and_in_order():
    lines = [line for line in LIST.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert lines == sorted(set(lines))
    assert len(lines) <= 100
