"""Silence: what is written down, and what never is."""

import json
import logging
import re
import subprocess
import sys

import pytest

from app import create_app
from assessment.web import headers, render
from assessment.web.logs import FORMS, log, log_failure
from assessment.web.settings import Settings
from assessment.web.views import errors, questions
from tests.support.journey import Journey
from tests.support.page import Page
from tests.support.project_files import ROOT
from tests.support.sample_answers import MIXED, SOMEBODY
from tests.support.sealing_key import KEY

pytestmark = pytest.mark.slow


def test_a_line_tells_method_route_status_and_time_and_nothing_else(client, lines):
    client.get(
        "/embed/demo/kinds?secret=zebra-7731", headers={"User-Agent": "zebra-7731", "Referer": "http://zebra-7731"}
    )
    (line,) = lines
    method, route, status, time = line.split()
    assert (method, route, status) == ("GET", "embed.kinds", "200")
    assert time.endswith("ms")


def test_no_answer_and_no_address_is_ever_written(client, lines, content):
    Journey(client).result(MIXED)
    Journey(client).answer(right_now="zebra-7731")
    Journey(client).post({"token": "zebra-7731", "at": "zebra-7731"})
    client.get("/zebra-7731")
    text = "\n".join(lines)
    assert len(lines) > 10
    assert "zebra" not in text
    assert "127.0.0.1" not in text
    answers = {option.id for question in content.questionnaire.questions for option in question.options} - {"other"}
    assert not {word for line in lines for word in line.split()} & answers


def test_a_failure_of_ours_is_a_plain_page_and_a_line_without_its_message(content, lines, monkeypatch):
    app = create_app(Settings(keys=(KEY,)), content)

    def fails(*_: object) -> None:
        raise ValueError("zebra-7731 was answered")

    client = app.test_client()
    journey = Journey(client)
    monkeypatch.setattr(questions, "notices_above", fails)
    page = journey.answer(right_now=["none"])
    assert (page.status, page.name) == (500, "error")
    assert "zebra" not in page.html + "".join(lines)
    assert "Traceback" not in page.html
    assert any("ValueError" in line for line in lines)


def test_a_failure_keeps_the_answers(content, monkeypatch):
    app = create_app(Settings(keys=(KEY,)), content)
    journey = Journey(app.test_client())
    journey.walk(SOMEBODY, until="about_you")
    with monkeypatch.context() as broken:
        broken.setattr(questions, "notices_above", lambda *_: 1 / 0)
        journey.answer(who_for="self", age_band="25_64", country="gb")
    assert journey.press("next").step == "about_you"


LINE = re.compile(r"(GET|POST) [a-z_.-]+ \d{3} (\d+ms|-)|[A-Za-z]+ at \S+\.py:\d+ in \w+")
"""All that a line may hold: method, route's name, status and time; or the class and the place of an exception."""


def bare(response) -> Page:
    """The page that needs nothing: it has no header of ours, and so none of its links."""
    return Page(response, leave_out={"help and ways out"})


def raises(*_: object, **__: object) -> None:
    """A mistake of ours, with what somebody answered in its message."""
    raise ValueError("zebra-7731 was answered\n2026-11-24 FAKE LINE")


def test_a_method_of_the_visitors_own_is_not_written_down(client, lines):
    assert client.open("/", method="ZEBRA7731").status_code == 405
    (line,) = lines
    assert line.startswith("- ")


def test_an_exception_that_comes_from_nowhere_is_written_down_too(lines):
    log_failure(ValueError("zebra-7731"))
    assert lines == ["ValueError at no place"]


class TestFaultsThatPileUp:
    """A fault, and another one while the first is answered: still a page of ours, all headers, and no word too many."""

    FAULTS = {
        "a view": (questions, "notices_above"),
        "the page of errors": (errors, "error_page"),
        "whose frame it is": (render, "is_framed"),
        "the headers": (headers, "add_headers"),
    }

    @pytest.mark.parametrize(
        "broken",
        [
            ("a view", "the page of errors"),
            ("a view", "whose frame it is"),
            ("a view", "the headers"),
            ("a view", "whose frame it is", "the headers"),
        ],
        ids=" and ".join,
    )
    def test_the_page_that_needs_nothing_has_all_headers_and_tells_nothing(self, content, lines, monkeypatch, broken):
        journey = Journey(create_app(Settings(keys=(KEY,)), content).test_client())
        lines.clear()
        for fault in broken:
            monkeypatch.setattr(*self.FAULTS[fault], raises)
        fields = journey.fields(right_now=["none"])
        page = bare(journey.client.post("/assessment", data=fields))
        assert (page.status, page.name) == (500, "error")
        assert {"Content-Security-Policy", *headers.ALWAYS} <= {*page.response.headers.keys()}
        assert "frame-ancestors 'none'" in page.response.headers["Content-Security-Policy"]
        assert "zebra" not in page.html + "".join(lines)
        assert [line for line in lines if not LINE.fullmatch(line)] == []
        assert sum(line.startswith("ValueError") for line in lines) == len(broken)
        assert re.fullmatch(r"POST site\.answer 500 \d+ms", lines[-1])

    def test_what_escapes_flask_itself_is_answered_too(self, content, lines, monkeypatch):
        app = create_app(Settings(keys=(KEY,)), content)
        monkeypatch.setattr(app, "request_context", raises)
        lines.clear()
        page = bare(app.test_client().get("/zebra-7731"))
        assert (page.status, page.name) == (500, "error")
        assert {"Content-Security-Policy", *headers.ALWAYS} <= {*page.response.headers.keys()}
        assert [line.split()[0] for line in lines if LINE.fullmatch(line)] == ["ValueError", "GET"]


@pytest.mark.parametrize("host", ["a" * 64 + ".example", ".", "..", "a..b"])
class TestAHostThatIsNone:
    """Flask has no routes then: no link of ours can be made, and none is needed."""

    def test_it_gets_a_page_with_all_headers(self, client, host):
        for method, form in (("GET", None), ("POST", {"token": "zebra-7731"})):
            page = bare(client.open("/assessment", method=method, data=form, headers={"Host": host}))
            assert (page.status, page.name) == (400, "error")
            assert {"Content-Security-Policy", *headers.ALWAYS} <= {*page.response.headers.keys()}
            assert page.has("a[href='https://findahelpline.com']")

    def test_and_a_line_that_holds_nothing_of_it(self, client, lines, host):
        client.get("/zebra-7731%0a2026-11-24%20FAKE%20LINE", headers={"Host": host})
        (line,) = lines
        assert re.fullmatch(r"GET - 400 \d+ms", line)


def test_no_answer_is_in_any_header(client, content):
    journey = Journey(client)
    page: Page = journey.result(MIXED)
    values = " ".join(value for _, value in page.response.headers)
    answers = {
        option.id for question in content.questionnaire.questions for option in question.options if "_" in option.id
    }
    assert not [answer for answer in answers if answer in values]


def test_as_json_a_line_has_the_same_parts(content):
    client = create_app(Settings(keys=(KEY,), log="json"), content).test_client()
    record = logging.makeLogRecord({"msg": "clinics: %d in force", "args": (3,), "levelname": "WARNING"})
    assert json.loads(FORMS["json"].format(record))["message"] == "clinics: 3 in force"
    written: list[str] = []
    into = logging.Handler()
    into.emit = lambda record: written.append(FORMS["json"].format(record))  # type: ignore[method-assign]
    log.addHandler(into)
    try:
        client.get("/now?zebra-7731")
    finally:
        log.removeHandler(into)
        create_app(Settings(keys=(KEY,)), content)
    (line,) = map(json.loads, written)
    assert {*line} == {"time", "method", "route", "status", "ms"}
    assert (line["method"], line["route"], line["status"]) == ("GET", "site.now", 200)


OF_THE_SERVER = """
import logging
from assessment.web.gunicorn_conf import keep_to_ourselves
def written(message, *args, error=None):
    info = (type(error), error, None) if error else None
    record = logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, message, args, info)
    keep_to_ourselves(record)
    print(logging.Formatter().format(record))
written("Worker (pid:%s) was sent %s!", 12, "SIGKILL")
written("Invalid request from ip=zebra-7731: zebra-7731")
written("Error handling request %s", "/zebra-7731", error=ValueError("zebra-7731"))
written("Error handling request %s", "SIGHUP", error=ValueError("zebra-7731"))
"""


def test_the_server_tells_of_its_workers_and_of_nothing_that_was_sent():
    script = [sys.executable, "-c", OF_THE_SERVER]
    said = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == [
        "Worker (pid:12) was sent SIGKILL!",
        "gunicorn: a request could not be read",
        "gunicorn: ValueError",
        "gunicorn: ValueError",
    ]
