"""Who watches an encrypted line sees how long each message is: few lengths, whatever was told; and nothing to try out.

Why both, and what lengths still tell: docs/decisions/0030-lengths.md.
"""

import random
from collections import defaultdict
from collections.abc import Iterator

import pytest
from flask import Flask

from assessment.engine.content import Content
from tests.support.journey import Journey, Person
from tests.support.page import TOKEN
from tests.support.sample_answers import SOMEBODY
from tests.support.wire import InGzip, OnTheWire
from tools.minutes import in_a_person
from tools.population import GROUPS, draw_person

OF_A_STEP, OF_RESULTS = 2, 8
"""How many lengths a place may have."""


def drawn(content: Content, count: int) -> Iterator[Person]:
    """So many people of the population, of each group in turn."""
    chance, groups = random.Random(7), list(GROUPS.values())
    for number in range(count):
        yield in_a_person(draw_person(content, chance, groups[number % len(groups)]))


def places(journey: Journey, person: Person) -> Iterator[str]:
    """Each place that somebody comes to after the first, as they come there."""
    while journey.page.name in {"step", "emergency"}:
        journey.go_on(**{question: person.get(question, []) for question in journey.page.asked})
        yield journey.page.step if journey.page.name == "step" else journey.page.name
    if journey.page.name == "check":
        journey.press("next")
        yield journey.page.name


def lengths(app: Flask, browser: type[OnTheWire], people: Iterator[Person], *, htmx: bool) -> dict[str, set[int]]:
    """Place -> how long the answers were that led there."""
    app.test_client_class = browser
    found: dict[str, set[int]] = defaultdict(set)
    for person in people:
        client = app.test_client()
        assert isinstance(client, OnTheWire)
        for place in places(Journey(client, htmx=htmx), person):
            found[place].add(client.messages[-1].body)
    app.test_client_class = None
    return found


WAYS = [
    pytest.param(OnTheWire, True, 20, id="scripts"),
    pytest.param(InGzip, False, 8, id="an old browser without scripts"),
    pytest.param(OnTheWire, True, 1000, id="scripts, a thousand people", marks=pytest.mark.proof),
    pytest.param(InGzip, False, 300, id="an old browser, many people", marks=pytest.mark.proof),
]


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("browser", "htmx", "count"), WAYS)
def test_each_place_has_few_lengths(served, content, browser, htmx, count):
    found = lengths(served, browser, drawn(content, count), htmx=htmx)
    results = found.pop("results")
    assert {place: seen for place, seen in found.items() if len(seen) > OF_A_STEP} == {}
    assert len(results) <= OF_RESULTS
    assert len(found) > 10


class TestNothingToTryOut:
    """BREACH needs a secret, something that the attacker chose, and many tries, in one answer: https://breachattack.com"""

    CHOSEN = "zebra7731"

    @pytest.mark.parametrize("address", ["/", "/assessment", "/now", "/kinds", "/method", "/nowhere"])
    def test_no_address_brings_answers_or_repeats_what_stands_in_it(self, client, journey, address):
        journey.walk(SOMEBODY)
        sealed = {"token": journey.page.token, "at": "check", "to": "results", "pad": self.CHOSEN}
        answer = client.get(address, query_string={**sealed, "gambling": self.CHOSEN}, headers={self.CHOSEN: "1"})
        plain = client.get(address)
        assert answer.status_code == plain.status_code
        assert TOKEN.sub("", answer.text) == TOKEN.sub("", plain.text), "the first step seals that nothing is told"

    def test_a_form_of_another_site_gets_nothing_with_answers(self, client, journey):
        journey.walk(SOMEBODY)
        fields = journey.fields(pad=self.CHOSEN)
        answer = client.post("/assessment", data=fields, headers={"Origin": "https://evil.example"})
        assert (answer.status_code, journey.page.token in answer.text) == (403, False)

    @pytest.mark.parametrize("htmx", [True, False])
    def test_nothing_that_is_sent_along_comes_back(self, client, htmx):
        journey = Journey(client, htmx=htmx)
        for name in ("pad", "seen", "order", "both", "to", "at", "country", "who_for", "sex", "anything"):
            journey.begin()
            assert self.CHOSEN not in journey.post(journey.fields(**{name: self.CHOSEN})).html
