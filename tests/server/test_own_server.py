"""The server as it is started: what it refuses, what it waits for, what it says and leaves behind."""

import os
import socket
import subprocess
import sys
import time

import pytest

from assessment.web.gunicorn_conf import LONGEST_SILENCE
from assessment.web.headers import ALWAYS
from assessment.web.said_at_start import NO_KEYS, PROXY_ELSEWHERE, said_at_start
from assessment.web.settings import Serving, Settings, new_key
from tests.server import slow_forks
from tests.support.drawn_people import drawn_people
from tests.support.processes import free_port
from tests.support.project_files import ROOT
from tests.support.real_content import CONTENT
from tools.hunts.own_server import HERE, STARTS_WITHIN, OwnServer, own_server, sent
from tools.hunts.walks import fields_of, page_from

pytestmark = pytest.mark.slow

MARK = b"zebra-7731"
HOST = b"Host: x\r\nConnection: close\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
WITH_FILE = b"Content-Type: multipart/form-data; boundary=BB\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
REFUSED = {
    "no request": (MARK + b"\r\n\r\n", 400),
    "a header's name": (b"GET / HTTP/1.1\r\n" + HOST + b"Bad " + MARK + b": 1\r\n\r\n", 400),
    "a long address": (b"GET /" + MARK * 900 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
    "a long header": (b"GET / HTTP/1.1\r\n" + HOST + b"X: " + MARK * 900 + b"\r\n\r\n", 431),
    "an encoding that there is not": (b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: " + MARK + b"\r\n\r\n", 501),
    "a host that is none": (b"GET /" + MARK + b" HTTP/1.1\r\nHost: ..\r\nConnection: close\r\n\r\n", 400),
    "broken chunks": (b"POST /assessment HTTP/1.1\r\n" + HOST + FORM + CHUNKED + b"\r\nzz\r\n", 400),
    "broken chunks of a file": (b"POST /assessment HTTP/1.1\r\n" + HOST + WITH_FILE + CHUNKED + b"\r\nzz\r\n", 400),
}


@pytest.fixture(scope="module")
def server():
    with own_server(MOSAIC_KEYS=new_key()) as one:
        yield one


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize("what", REFUSED)
def test_whatever_is_refused_has_our_headers_and_repeats_nothing(server: OwnServer, what):
    request, expected = REFUSED[what]
    answer = sent(server.port, request)
    head = answer.partition(b"\r\n\r\n")[0].decode("latin-1")
    assert status(answer) == expected
    assert {f"{name}: {value}" for name, value in ALWAYS.items()} <= {*head.split("\r\n")}
    assert "Content-Security-Policy: default-src 'none'" in head
    assert MARK not in answer
    assert MARK.decode() not in server.said


def test_no_header_says_under_which_path_it_is(server: OwnServer):
    for header in (b"SCRIPT_NAME: //evil.example\r\n", b"PATH_INFO: /about\r\n"):
        answer = sent(server.port, b"GET /now HTTP/1.1\r\n" + HOST + header + b"\r\n")
        assert status(answer) == 200
        assert b"evil.example" not in answer
        assert b'data-page="now"' in answer


def test_it_leaves_no_file_but_what_it_says(server: OwnServer):
    sent(server.port, b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")
    assert [path.name for path in server.folder.rglob("*")] == ["said.txt"]


def test_a_visitor_who_falls_silent_is_let_go(server: OwnServer):
    begun = b"POST /assessment HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 100\r\n\r\nabc"
    started = time.monotonic()
    with (
        socket.create_connection((HERE, server.port), timeout=4 * LONGEST_SILENCE) as half_a_head,
        socket.create_connection((HERE, server.port), timeout=4 * LONGEST_SILENCE) as half_a_body,
    ):
        half_a_head.sendall(b"GET / HTTP/1.1\r\nHos")
        half_a_body.sendall(begun)
        assert half_a_head.recv(100) == b""
        assert status(half_a_body.recv(100)) == 400
    assert time.monotonic() - started < 3 * LONGEST_SILENCE


def test_slow_visitors_keep_nobody_out(server: OwnServer):
    slow = [socket.create_connection((HERE, server.port)) for _ in range(60)]
    try:
        for one, begun in zip(slow, [b"", b"GET / HT", b"POST /assessment HTTP/1.1\r\nHost: x\r\n"] * 20, strict=True):
            one.sendall(begun)
        assert [status(sent(server.port, b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")) for _ in range(5)] == [200] * 5
    finally:
        for one in slow:
            one.close()


def test_that_a_port_is_taken_is_said(server: OwnServer):
    environment = {"PATH": os.environ["PATH"], "PORT": str(server.port)}
    with pytest.raises(subprocess.TimeoutExpired) as waiting:
        subprocess.run(
            [sys.executable, "app.py"], cwd=ROOT, env=environment, capture_output=True, timeout=4, check=False
        )
    said = (waiting.value.stderr or b"") + (waiting.value.stdout or b"")
    assert b"Connection in use" in said


def test_what_is_dangerous_by_being_left_out_is_said():
    here, everywhere = Serving("127.0.0.1", 5000, 2), Serving("0.0.0.0", 5000, 2)  # noqa: S104
    assert NO_KEYS in said_at_start({}, here, without_keys=True)
    full = {"MOSAIC_OPERATOR": "Somebody (made up)", "MOSAIC_ADDRESS": "https://support.example.org"}
    assert not [*said_at_start(full, here, without_keys=False)]
    assert [*said_at_start(full, everywhere, without_keys=False)] == [PROXY_ELSEWHERE]
    assert not [*said_at_start({**full, "FORWARDED_ALLOW_IPS": "10.0.0.2"}, everywhere, without_keys=False)]


def test_whatever_prints_the_settings_prints_no_key():
    assert "zebra" not in repr(Settings(keys=(b"zebra-7731",)))


def test_all_workers_count_together_and_the_end_says_it_once():
    person = next(drawn_people(CONTENT, 1, seed=3))
    with own_server(MOSAIC_KEYS=new_key(), MOSAIC_TOTALS="daily", WEB_CONCURRENCY="2") as server:
        first, _ = page_from(server.port, "GET")
        for _ in range(12):
            page_from(server.port, "POST", fields_of(first, person))
        server.stop()
        lines = [line for line in server.said.splitlines() if " totals " in line]
    assert len(lines) == 1
    assert lines[0].endswith("clinic everybody started 10 finished 0")


def test_workers_that_were_only_just_forked_stop_when_told():
    # gunicorn waits half a minute for a worker before it kills it. https://github.com/benoitc/gunicorn/issues/1910
    command = [sys.executable, "-m", "gunicorn", "--config", f"python:{slow_forks.__name__}", "app:create_app()"]
    environment = {"PATH": os.environ["PATH"], "HOST": HERE, "PORT": str(free_port())}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as running:
        assert any(b"Support Mosaic is at" in line for line in running.stdout or ())
        time.sleep(slow_forks.LATE / 2)
        running.terminate()
        begun = time.monotonic()
        running.wait(2 * STARTS_WITHIN)
    assert time.monotonic() - begun < STARTS_WITHIN / 2
