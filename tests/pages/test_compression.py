"""What goes over the wire: small, readable by whoever asked for it so, and of few lengths."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assessment.web.compression import AT_ONCE, CODINGS, RUNG, SMALLEST, kept, length_for, padded
from tests.support.journey import Journey
from tests.support.sample_answers import SOMEBODY
from tests.support.wire import UNPACK


@given(body=some.binary(min_size=1, max_size=300), more=some.integers(0, 2000), name=some.sampled_from([*CODINGS]))
def test_any_number_of_bytes_is_filled_with_nothing(body, more, name):
    coding = CODINGS[name]
    begin, end = coding.pack(body, AT_ONCE)
    filled = coding.nothing(coding.least + more)
    assert len(filled) == coding.least + more
    assert UNPACK[name](begin + filled + end) == body


@pytest.mark.parametrize("name", CODINGS)
@pytest.mark.parametrize("size", [1, 1900, 2100, 40_000])
def test_a_page_has_one_of_few_lengths(name, size):
    body = bytes(number * number % 251 for number in range(size))
    sent = padded(CODINGS[name], body)
    assert UNPACK[name](sent) == body
    assert len(sent) == SMALLEST or len(sent) % RUNG == 0


def test_no_page_is_cut():
    assert [length_for(size) for size in (1, 2048, 2049, 4096, 4097, 9000)] == [2048, 2048, 4096, 4096, 8192, 12288]


class TestWhoAsksForIt:
    @pytest.mark.parametrize(
        ("asked", "got"),
        [
            ("gzip, deflate, br, zstd", "br"),
            ("gzip, deflate", "gzip"),
            ("zstd", "zstd"),
            ("br;q=0, gzip;q=0.5", "gzip"),
            ("gzip;q=0.1, zstd;q=0.9", "zstd"),
            ("identity", None),
            ("", None),
            ("nonsense\x00,;q=", None),
        ],
    )
    def test_gets_it_as_they_ask(self, client, asked, got):
        plain = client.get("/").data
        answer = client.get("/", headers={"Accept-Encoding": asked})
        assert answer.headers.get("Content-Encoding") == got
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert (UNPACK[got](answer.data) if got else answer.data) == plain

    @pytest.mark.parametrize("name", CODINGS)
    def test_scripts_lie_ready(self, client, name):
        plain = client.get("/static/pages.js").data
        answer = client.get("/static/pages.js", headers={"Accept-Encoding": name})
        assert UNPACK[name](answer.data) == plain
        assert len(answer.data) < len(plain) / 3

    def test_what_is_very_short_and_no_page_goes_as_it_is(self, client):
        assert "Content-Encoding" not in client.get("/healthz", headers={"Accept-Encoding": "br"}).headers

    def test_no_notice_is_as_long_as_one(self, client):
        takes = {"Accept-Encoding": "br", "HX-Request": "true"}
        journey = Journey(client)
        journey.walk(SOMEBODY, until="safety")
        lengths = set()
        for said in ("no", "plan_or_preparing"):
            fields = journey.fields(to="notices-only", suicidal_thoughts=said)
            lengths.add(len(client.post("/assessment", data=fields, headers=takes).data))
        assert lengths == {SMALLEST}

    def test_a_part_of_a_file_goes_as_it_is(self, client):
        asked = {"Accept-Encoding": "br", "Range": "bytes=10-29"}
        with client.get("/static/embed.js") as whole, client.get("/static/embed.js", headers=asked) as part:
            assert (part.status_code, part.data) == (206, whole.data[10:30])
            assert "Content-Encoding" not in part.headers

    def test_what_holds_a_sealed_field_is_never_kept(self, client):
        kept.cache_clear()
        takes = {"Accept-Encoding": "br"}
        client.get("/assessment", headers=takes)
        journey = Journey(client)
        client.post("/assessment", data=journey.fields(right_now="none"), headers=takes)
        assert kept.cache_info().currsize == 0
        client.get("/kinds", headers=takes)
        assert kept.cache_info().currsize == 1

    def test_errors_are_pages_too(self, client):
        answer = client.get("/nowhere", headers={"Accept-Encoding": "br"})
        assert (answer.status_code, answer.headers["Content-Encoding"]) == (404, "br")

    def test_nobody_is_told_that_a_file_is_the_one_that_lies_there(self, client):
        with client.get("/static/embed.js", headers={"Accept-Encoding": "br"}) as answer:
            assert answer.headers["Content-Encoding"] == "br"
            assert "ETag" not in answer.headers

    def test_of_what_is_asked_for_by_its_head_only_the_length_is_told(self, client):
        takes = {"Accept-Encoding": "br"}
        head, whole = client.head("/", headers=takes), client.get("/", headers=takes)
        assert head.headers["Content-Length"] == str(len(whole.data))
