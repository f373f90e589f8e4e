"""The short form of each hunt: it runs, finds nothing wrong, and would see what it looks for. In full: `make hunts`."""

import pytest

from assessment.engine.path import replay
from tests.support.drawn_people import drawn_people
from tests.support.real_content import CONTENT
from tools.hunts import faults, hostile
from tools.hunts.hostile import MARK, RAW, Request, wrong
from tools.hunts.own_server import own_server
from tools.hunts.proxies import there
from tools.hunts.walks import End, end_of, walk

pytestmark = pytest.mark.slow

GOOD = b"HTTP/1.1 200 OK\r\n" + b"".join(one + b"x\r\n" for one in hostile.NEEDED) + b"\r\n"


def test_hostile_input():
    statuses, found = hostile.hunt(80, seed=7)
    assert not found
    assert {200, 400, 404} <= {*statuses}


@pytest.mark.parametrize(
    ("answer", "forged", "problem"),
    [
        (GOOD.replace(b"200 OK", b"500 No"), False, "status 500"),
        (b"HTTP/1.1 200 OK\r\n\r\n", False, "without our headers"),
        (GOOD + RAW.encode(), False, "repeats what was sent"),
        (GOOD + f"//{MARK}.example".encode(), False, "repeats what was sent"),
        (GOOD + b"Traceback", False, "tells of the code"),
        (GOOD + b'data-page="results"', True, "took a token that was changed"),
    ],
)
def test_what_must_not_be_would_be_seen(answer, forged, problem):
    assert [*wrong(Request(b"", forged), answer)] == [problem]
    assert not [*wrong(Request(b"", forged=False), GOOD)]


def test_another_result_would_be_seen():
    with own_server() as server:
        path = next(drawn_people(CONTENT, 1, seed=3))
        seen = walk(server.port, path, CONTENT)
    assert seen.end is End.RIGHT
    other = next(one for one in drawn_people(CONTENT, 30, seed=4) if one.answers != path.answers)
    assert end_of(seen.seen, other, CONTENT) is End.WRONG
    assert end_of("", path, CONTENT) is End.LOST
    assert end_of('<main data-page="expired">', path, CONTENT) is End.PLAIN_PAGE
    assert replay(CONTENT, path.answers).answers == path.answers


@pytest.mark.skipif(not there("haproxy"), reason="HAProxy is not on this machine")
@pytest.mark.proof
def test_faults():
    for trouble, struck, walks in faults.hunt(60, seed=5):
        assert struck, trouble
        assert not [one for one in walks if one.end in {End.WRONG, End.LOST}], trouble
