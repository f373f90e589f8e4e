"""How many bytes a phone has to fetch, on the wire: with brotli, as every browser of today takes pages by https.

1 kB is 1,024 bytes. A first TCP window is ten segments of 1,460 bytes: what fits into it comes with the first answer.
"""

import zlib

import pytest

from assessment.web.views.information import METHOD_PARTS
from tests.support.fetch import HTMX
from tests.support.journey import Journey
from tests.support.sample_answers import GAMBLER, SOMEBODY, VERY_HEAVY_DRINKER
from tests.support.wire import Message, OnTheWire

KB = 1024
HTMX_BY_GZIP = 13_378
"""What htmx costs from its CDN, in bytes, in the coding that takes more of them."""
FIRST_WINDOW = 10 * 1460
PAGE = 8 * KB
TO_A_WORKING_FIRST_STEP = 26 * KB
STEP = 2 * KB
WITH_A_NOTICE = 4 * KB
RESULT = 12 * KB
ASSESSMENT = 85 * KB
PART_OF_THE_METHOD = 40 * KB


@pytest.fixture
def browser(served):
    served.test_client_class = OnTheWire
    yield served.test_client()
    served.test_client_class = None


def fetched(browser: OnTheWire, address: str) -> Message:
    """What an address costs."""
    browser.get(address).close()
    return browser.messages[-1]


@pytest.mark.skipif(not HTMX.exists(), reason="`make browser-ready` gets htmx")
def test_htmx_is_as_small_as_is_said():
    assert len(zlib.compress(HTMX.read_bytes(), 9)) == HTMX_BY_GZIP


@pytest.mark.parametrize("address", ["/", "/assessment", "/embed/demo/", "/embed/demo/assessment"])
def test_the_first_pages_come_with_the_first_answer(browser, address):
    message = fetched(browser, address)
    assert message.head + message.body <= FIRST_WINDOW
    assert message.body <= PAGE


@pytest.mark.slow
@pytest.mark.parametrize("part", ["", *(f"/{one.replace('_', '-')}" for one in METHOD_PARTS)])
def test_the_method_comes_in_parts(browser, part):
    assert fetched(browser, f"/method{part}").body <= PART_OF_THE_METHOD


def test_own_requests_of_the_first_step_are_three(client):
    page = Journey(client).page
    ours = [
        one for one in page.all("head [src], head link[href]") if str(one.get("src") or one["href"]).startswith("/")
    ]
    assert len(ours) + 1 <= 3
    assert len(page.all("head [src]")) - 1 == 1, "one script of our own, and htmx"


def test_a_first_step_works_after_so_many(browser):
    messages = [fetched(browser, address) for address in ("/assessment", "/static/pages.js")]
    assert sum(message.body for message in messages) + HTMX_BY_GZIP <= TO_A_WORKING_FIRST_STEP


@pytest.mark.slow
@pytest.mark.parametrize(
    "person", [SOMEBODY, GAMBLER, VERY_HEAVY_DRINKER], ids=["somebody", "gambler", "heavy drinker"]
)
def test_a_whole_assessment_takes_so_many(browser, person):
    fetched(browser, "/")
    fetched(browser, "/static/pages.js")
    journey = Journey(browser, htmx=True)
    while journey.page.name in {"step", "emergency"}:
        journey.go_on(**{question: person.get(question, []) for question in journey.page.asked})
        assert browser.messages[-1].body <= (WITH_A_NOTICE if journey.page.has("[data-urgent]") else STEP)
    journey.press("next")
    assert journey.page.name == "results"
    assert browser.messages[-1].body <= RESULT
    assert sum(message.body for message in browser.messages) + HTMX_BY_GZIP <= ASSESSMENT
