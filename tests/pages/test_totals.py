"""Totals by day: off unless they are asked for, rounded, and without anybody in them."""

import os
import signal
from datetime import date

import pytest

from app import create_app
from assessment.web import totals
from assessment.web.settings import Settings
from assessment.web.totals import CLINIC_OVER, EVERYBODY, Day, Reached, Totals
from tests.support.journey import Journey
from tests.support.page import Page
from tests.support.sample_answers import SOMEBODY
from tests.support.sealing_key import KEY

DAY, NEXT = date(2026, 3, 1), date(2026, 3, 2)


@pytest.fixture
def counted(monkeypatch):
    """What is counted while a test runs, each as (what was reached, clinic)."""
    found = []

    class Kept(Totals):
        def count(self, reached: Reached, clinic: str, day: date) -> None:
            found.append((reached, clinic))

    one = Kept()
    monkeypatch.setattr(totals, "totals_of_this_process", lambda: one)
    yield found
    one.close()


@pytest.fixture
def kept():
    """Totals of their own."""
    one = Totals()
    yield one
    one.close()


@pytest.fixture
def counting(content):
    """A browser at an application that counts."""
    return create_app(Settings(keys=(KEY,), totals=True), content).test_client()


def test_nothing_is_counted_unless_it_is_asked_for(client, counted):
    Journey(client).result(SOMEBODY)
    assert counted == []


@pytest.mark.parametrize("where", ["/", "/embed/demo/"])
def test_one_who_reads_a_result_began_once_and_finished_once(counting, counted, where):
    journey = Journey(counting, where)
    assert counted == []
    journey.answer()
    assert counted == []
    journey.result(SOMEBODY)
    clinic = "demo" if "demo" in where else EVERYBODY
    assert counted == [(Reached.STARTED, clinic), (Reached.FINISHED, clinic)]


def test_who_begins_with_an_emergency_began(counting, counted):
    assert Journey(counting).answer(right_now=["not_waking"]).name == "emergency"
    assert counted == [(Reached.STARTED, EVERYBODY)]


def test_the_preview_for_a_web_manager_is_nobodys_use(counting, counted):
    Journey(counting, "/clinics/demo/").result(SOMEBODY)
    assert counted == []


def test_a_day_is_said_rounded_when_the_next_one_begins(kept, lines):
    for _ in range(CLINIC_OVER + 7):
        kept.count(Reached.STARTED, "large", DAY)
    for _ in range(CLINIC_OVER):
        kept.count(Reached.STARTED, "small", DAY)
    kept.count(Reached.FINISHED, "large", DAY)
    assert lines == []
    kept.count(Reached.STARTED, EVERYBODY, NEXT)
    assert lines == [
        "totals 2026-03-01 clinic everybody started 50 finished 0",
        "totals 2026-03-01 clinic large started 30 finished 0",
    ]


def test_what_there_is_is_said_once_when_the_server_stops(kept, lines):
    kept.say_so_far()
    assert lines == []
    kept.count(Reached.STARTED, EVERYBODY, DAY)
    kept.say_so_far()
    kept.say_so_far()
    assert len(lines) == 1


def test_workers_share_it_and_one_that_is_killed_holds_nobody_up(kept, lines):
    kept.count(Reached.STARTED, EVERYBODY, DAY)
    reads, writes = os.pipe()
    worker = os.fork()
    if not worker:
        for _ in range(19):
            kept.count(Reached.STARTED, EVERYBODY, DAY)
        with kept._held():
            os.write(writes, b"holds it")
            signal.pause()
        os._exit(1)
    os.read(reads, 8)
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    kept.say_so_far()
    assert lines == ["totals 2026-03-01 clinic everybody started 20 finished 0"]


def test_what_a_killed_worker_left_half_written_is_begun_anew(kept):
    os.pwrite(kept._shared.fileno(), b'{"day": "2026-', 0)
    kept.count(Reached.STARTED, EVERYBODY, DAY)
    assert kept._read() == Day(DAY, {EVERYBODY: {"started": 1}})


def test_who_is_counted_can_read_it(counting, page):
    assert Page(counting.get("/privacy")).has("#totals")
    assert not page("/privacy").has("#totals")
