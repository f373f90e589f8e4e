"""What no form of ours sends: each gets its own page, keeps the answers where it can, tells nothing of our insides."""

from io import BytesIO

import pytest

from assessment.web.request_limits import MOST_BYTES, MOST_FIELDS
from tests.support.journey import Journey
from tests.support.page import Page
from tests.support.sample_answers import SOMEBODY

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def at_amount(journey: Journey) -> Journey:
    """Somebody who has answered two steps."""
    journey.walk(SOMEBODY, until="amount")
    return journey


def goes_on(journey: Journey) -> bool:
    """Whether the error page leads back to the answers."""
    page = journey.press("next")
    return page.step == "amount" and page.has("input[name=token]")


def test_a_step_that_does_not_exist(at_amount):
    page = at_amount.post(at_amount.fields(at="elsewhere"))
    assert (page.status, page.name) == (404, "error")
    assert goes_on(at_amount)


def test_a_place_to_go_that_does_not_exist(at_amount):
    page = at_amount.post(at_amount.fields(to="elsewhere"))
    assert (page.status, page.name) == (404, "error")
    assert goes_on(at_amount)


def test_neither_a_place_to_stand_nor_one_to_go(at_amount):
    page = at_amount.post({"token": at_amount.fields()["token"]})
    assert (page.status, page.name) == (400, "error")
    assert goes_on(at_amount)


def test_all_answers_missing(at_amount):
    fields = at_amount.fields()
    page = at_amount.post({"token": fields["token"], "at": "amount"})
    assert (page.status, page.step) == (422, "amount")


def test_a_step_that_the_answers_do_not_reach(at_amount):
    page = at_amount.post(at_amount.fields(at="safety", suicidal_thoughts="no", home_safety="safe"))
    assert (page.status, page.step) == (200, "amount")
    assert not page.has("#summary")


def test_invalid_utf8(at_amount):
    token = at_amount.fields()["token"]
    for bad in (b"alcohol_days=%ff%fe", b"alcohol_days=\xff\xfe", b"alcohol_days=%ED%A0%80"):
        page = at_amount.post(b"token=" + token.encode() + b"&at=amount&" + bad, headers=FORM)
        assert (page.status, page.name) == (400, "error")
        assert goes_on(at_amount)


def test_ten_thousand_fields(at_amount):
    many = b"&".join(b"a%d=1" % number for number in range(10_000))
    page = at_amount.post(many[: MOST_BYTES - 1], headers=FORM)
    assert (page.status, page.name) == (413, "error")


def test_a_body_that_breaks_off(app):
    class Broken(BytesIO):
        def read(self, *_: object) -> bytes:
            raise RuntimeError("zebra-7731")

        readinto = readinto1 = read1 = readline = read  # type: ignore[assignment]

    response = app.test_client().post(
        "/assessment",
        headers=FORM,
        input_stream=Broken(),
        content_length=10,
        environ_overrides={"wsgi.input_terminated": True},
    )
    page = Page(response)
    assert (page.status, page.name) == (400, "error")


def test_fields_up_to_the_limit_are_read(at_amount):
    token = at_amount.fields()["token"].encode()
    body = b"token=" + token + b"&at=amount" + b"&x=1" * (MOST_FIELDS - 2)
    assert at_amount.post(body, headers=FORM).status == 422
    assert at_amount.post(body + b"&x=1", headers=FORM).status == 413


def test_five_megabytes(at_amount):
    page = at_amount.post(b"a=" + b"x" * 5_000_000, headers=FORM)
    assert (page.status, page.name) == (413, "error")


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", "text/plain", ""])
def test_a_body_that_is_no_plain_form(client, kind):
    for body in (b"{}", b"x" * 2 * MOST_BYTES):
        page = Page(client.post("/assessment", data=body, content_type=kind))
        assert (page.status, page.name) == (415, "error")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://[::1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    ],
)
def test_a_foreign_origin(at_amount, headers):
    page = at_amount.post(at_amount.fields(), headers=headers)
    assert (page.status, page.name) == (403, "error")
    assert not page.has("input[name=token]")


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "http://localhost"},
     {"Sec-Fetch-Site": "same-origin", "Origin": "null"}],
)  # fmt: skip
def test_our_own_origin(journey, headers):
    assert journey.post(journey.fields(right_now=["none"]), headers=headers).step == "about_you"


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_another_method(client, method):
    page = Page(getattr(client, method)("/assessment"))
    assert (page.status, page.name) == (405, "error")
    assert "POST" in page.response.headers["Allow"]


def test_a_page_that_does_not_exist(page):
    assert (page("/nowhere").status, page("/nowhere").name) == (404, "error")


def test_hostile_markup_is_never_rendered(journey):
    evil = '"><script>alert(1)</script>'
    for fields in (
        journey.fields(right_now=evil),
        journey.fields(at=evil),
        journey.fields(to=evil),
        journey.fields(token=evil),
    ):
        page = journey.post(fields)
        assert 400 <= page.status < 500
        assert "alert(1)" not in page.html
        journey.begin()
