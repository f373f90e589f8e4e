"""The sealed token: opens only as it was sealed, and every refusal says plainly why."""

import base64

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.engine.path import replay
from assessment.web.answer_tokens import LIFE_SECONDS, LONGEST, SKEW_SECONDS, AnswerTokens, TokenRefused
from tests.support.journey import Journey
from tests.support.real_content import CONTENT
from tests.support.sample_answers import SOMEBODY
from tests.support.sealing_key import KEY
from tests.support.strategies import any_answers, complete_answers

OTHER_KEY = bytes(32)
ANSWERS = {"who_for": ("self",), "concerns": ("alcohol", "gambling")}


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens(clock) -> AnswerTokens:
    return AnswerTokens((KEY,), CONTENT, now=clock)


def why(tokens: AnswerTokens, token: str) -> str:
    """Why a token is refused."""
    with pytest.raises(TokenRefused) as refused:
        tokens.open(token)
    return refused.value.problem.value


@given(any_answers())
def test_what_was_sealed_opens_as_it_was(answers):
    tokens = AnswerTokens((KEY,), CONTENT)
    assert tokens.open(tokens.seal(answers)) == answers


@given(complete_answers())
def test_the_length_says_nothing_about_the_answers(answers):
    tokens = AnswerTokens((KEY,), CONTENT)
    assert len(tokens.seal(answers)) == len(tokens.seal({})) < 150


def test_the_same_answers_never_look_the_same(tokens):
    assert tokens.seal(ANSWERS) != tokens.seal(ANSWERS)


def test_nothing_of_it_can_be_read(tokens):
    raw = base64.urlsafe_b64decode(tokens.seal(ANSWERS) + "==")
    assert b"self" not in raw
    assert b"alcohol" not in raw


@given(st.data())
def test_any_changed_bit_is_refused(data):
    tokens = AnswerTokens((KEY,), CONTENT)
    token = tokens.seal(ANSWERS)
    raw = bytearray(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(TokenRefused):
        tokens.open(base64.urlsafe_b64encode(bytes(raw)).rstrip(b"=").decode())


@given(st.text(max_size=200))
def test_any_other_text_is_refused(text):
    with pytest.raises(TokenRefused):
        AnswerTokens((KEY,), CONTENT).open(text)


def test_none(tokens):
    assert why(tokens, "") == "missing"


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.9])
def test_cut_off(tokens, share):
    token = tokens.seal(ANSWERS)
    assert why(tokens, token[: int(len(token) * share)]) == "altered"


def test_too_long_is_not_even_looked_at(tokens):
    assert why(tokens, tokens.seal(ANSWERS) + "A" * LONGEST) == "altered"


def test_another_key(tokens, clock):
    assert why(tokens, AnswerTokens((OTHER_KEY,), CONTENT, now=clock).seal(ANSWERS)) == "altered"


def test_what_was_sealed_for_another_purpose(tokens, monkeypatch):
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("assessment.web.answer_tokens.PURPOSE", b"copy")
        token = tokens.seal(ANSWERS)
    assert why(tokens, token) == "altered"


def test_an_older_version_of_the_content(tokens, clock):
    older = msgspec.structs.replace(CONTENT, version="0.0+00000000")
    assert why(tokens, AnswerTokens((KEY,), older, now=clock).seal(ANSWERS)) == "outdated"


def test_it_opens_for_an_hour_and_not_longer(tokens, clock):
    token = tokens.seal(ANSWERS)
    clock.now += LIFE_SECONDS
    assert tokens.open(token) == ANSWERS
    clock.now += 1
    assert why(tokens, token) == "expired"


def test_one_from_the_future_is_refused_but_for_clocks_that_differ_a_little(tokens, clock):
    token = tokens.seal(ANSWERS)
    clock.now -= SKEW_SECONDS
    assert tokens.open(token) == ANSWERS
    clock.now -= 1
    assert why(tokens, token) == "expired"


def test_keys_rotate_without_loss(clock):
    old, both = AnswerTokens((KEY,), CONTENT, now=clock), AnswerTokens((OTHER_KEY, KEY), CONTENT, now=clock)
    assert both.open(old.seal(ANSWERS)) == ANSWERS
    assert why(old, both.seal(ANSWERS)) == "altered"


class TestOnThePage:
    def test_every_step_renews_it(self, journey):
        first = journey.fields()["token"]
        journey.walk(SOMEBODY, until="concerns")
        assert journey.fields()["token"] != first

    @pytest.mark.parametrize(
        "spoil", [lambda token: "", lambda token: token[: len(token) // 2], lambda token: token[:-2] + "zz"]
    )
    def test_a_refused_token_gets_a_plain_page_and_a_new_start(self, journey, spoil):
        journey.walk(SOMEBODY)
        page = journey.post(journey.fields(token=spoil(journey.fields()["token"])))
        assert (page.status, page.name) == (400, "expired")
        assert page.fits == {}
        assert page.has("main [data-go=restart][href='/assessment']")

    def test_a_token_with_part_of_the_answers_gives_no_result(self, app, client):
        journey = Journey(client)
        part = {question: answer for question, answer in ANSWERS.items() if question == "who_for"}
        token = app.extensions["support_mosaic"].tokens.seal(part)
        for at, to in (("check", ""), ("", "results"), ("results", ""), ("safety", "results")):
            page = journey.post({"token": token, "at": at, "to": to})
            assert (page.name, page.step) == ("step", "about_you")

    def test_an_answer_to_an_unasked_question_in_it_does_not_count(self, app, client):
        answers = {
            question: (answer,) if isinstance(answer, str) else tuple(answer) for question, answer in SOMEBODY.items()
        }
        answers["main_concern"] = ("opioids",)
        assert "main_concern" not in replay(CONTENT, answers).answers
        page = Journey(client).post(
            {"token": app.extensions["support_mosaic"].tokens.seal(answers), "at": "", "to": "check"}
        )
        assert "Opioids" not in page.text()
