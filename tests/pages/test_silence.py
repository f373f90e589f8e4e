"""Silence: what is written down, and what never is."""

from app import create_app
from assessment.web import views
from assessment.web.settings import Settings
from tests.conftest import KEY
from tests.support.journey import Journey
from tests.support.page import Page
from tests.support.people import MIXED


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
    Journey(client).answer(who_for="zebra-7731")
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
    monkeypatch.setattr(views, "notices_so_far", fails)
    page = journey.answer(who_for="self", age_band="25_64", country="gb")
    assert (page.status, page.name) == (500, "error")
    assert "zebra" not in page.html + "".join(lines)
    assert "Traceback" not in page.html
    assert any("ValueError" in line for line in lines)


def test_a_failure_keeps_the_answers(content, monkeypatch):
    app = create_app(Settings(keys=(KEY,)), content)
    journey = Journey(app.test_client())
    with monkeypatch.context() as broken:
        broken.setattr(views, "notices_so_far", lambda *_: 1 / 0)
        journey.answer(who_for="self", age_band="25_64", country="gb")
    assert journey.press("next").step == "about_you"


def test_no_answer_is_in_any_header(client, content):
    journey = Journey(client)
    page: Page = journey.result(MIXED)
    values = " ".join(value for _, value in page.response.headers)
    answers = {
        option.id for question in content.questionnaire.questions for option in question.options if "_" in option.id
    }
    assert not [answer for answer in answers if answer in values]
