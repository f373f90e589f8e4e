"""The sealed token: opens only as it was sealed, survives an update, and every refusal says plainly why."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.engine.answer_bits import MOST
from assessment.engine.path import replay
from assessment.engine.questionnaire import SKIPPED
from assessment.web.answer_tokens import LIFE_SECONDS, LONGEST, SKEW_SECONDS, AnswerTokens, Opened, TokenRefused
from tests.support.journey import Journey
from tests.support.real_content import CONTENT
from tests.support.sample_answers import SOMEBODY
from tests.support.sealing_key import KEY
from tests.support.strategies import any_answers, complete_answers
from tests.support.tiny_content import content, question, step

OTHER_KEY = bytes(32)
ANSWERS = {"who_for": ("self",), "concerns": ("alcohol", "gambling")}
OPENED = Opened(ANSWERS, 0)
LENGTH = 215
"""Of every token: 161 bytes, in characters of which each holds six bits."""


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
    assert tokens.open(tokens.seal(answers)) == Opened(answers, 0)


@given(complete_answers())
def test_the_length_says_nothing_about_the_answers(answers):
    tokens = AnswerTokens((KEY,), CONTENT)
    assert len(tokens.seal(answers)) == len(tokens.seal({})) == LENGTH
    assert len(tokens.seal(answers, (1 << MOST) - 1)) == LENGTH


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


def test_another_format(tokens, monkeypatch):
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("assessment.web.answer_tokens.FORMAT", 1)
        token = tokens.seal(ANSWERS)
    assert why(tokens, token) == "outdated"


def test_it_opens_for_an_hour_and_not_longer(tokens, clock):
    token = tokens.seal(ANSWERS)
    clock.now += LIFE_SECONDS
    assert tokens.open(token) == OPENED
    clock.now += 1
    assert why(tokens, token) == "expired"


def test_one_from_the_future_is_refused_but_for_clocks_that_differ_a_little(tokens, clock):
    token = tokens.seal(ANSWERS)
    clock.now -= SKEW_SECONDS
    assert tokens.open(token) == OPENED
    clock.now -= 1
    assert why(tokens, token) == "early"


def test_keys_rotate_without_loss(clock):
    old, both = AnswerTokens((KEY,), CONTENT, now=clock), AnswerTokens((OTHER_KEY, KEY), CONTENT, now=clock)
    assert both.open(old.seal(ANSWERS)) == OPENED
    assert why(old, both.seal(ANSWERS)) == "altered"


NAMES = (
    *("who", "who.me", "who.you", "drink", "drink.some", "drink.much", "drink.unsure"),
    *("gone", "gone.yes", "gone.no"),
    *("drink.none", "new", "new.yes", "new.no"),
)
"""What has a bit in the newer version; the older one knows the first ten."""
WHO = question("who", ("me", "you"), resets_others=True)
OLDER = content(
    step("one", WHO, question("drink", ("some", "much", "unsure"))),
    step("two", question("gone")),
    bits=NAMES[:10],
)
NEWER = content(
    step("one", WHO, question("drink", ("some", "much", "unsure", "none"))),
    step("two", question("new")),
    bits=NAMES,
)
"""An option has been added, a question dropped, another one added."""


class TestOverAnUpdate:
    """Two instances share a key, and an older and a newer version pass people to and fro."""

    OLD, NEW = AnswerTokens((KEY,), OLDER), AnswerTokens((KEY,), NEWER)
    IN_OLD = {"who": ("me",), "drink": ("much",), "gone": ("yes",)}
    IN_NEW = {"who": ("me",), "drink": ("none",), "new": ("no",)}

    def passed(self, answers, *ways, unknown=0):
        """What is left of answers that one instance after the other opens, replays and seals: as a request does."""
        tokens, version = ways[0]
        token = tokens.seal(answers, unknown)
        for tokens, version in ways[1:]:
            opened = tokens.open(token)
            path = replay(version, opened.answers, opened.unknown)
            token = tokens.seal(path.worth_keeping, path.unknown)
        return path

    def test_what_both_know_goes_over(self):
        path = self.passed(self.IN_OLD, (self.OLD, OLDER), (self.NEW, NEWER))
        assert path.answers == {"who": ("me",), "drink": ("much",)}
        assert path.first_open == "two", "the new question is asked"

    def test_a_question_that_was_dropped_is_there_again_where_it_is_still_asked(self):
        path = self.passed(self.IN_OLD, (self.OLD, OLDER), (self.NEW, NEWER), (self.OLD, OLDER))
        assert path.answers == self.IN_OLD
        assert path.complete

    def test_an_option_that_was_added_is_asked_for_again_where_it_is_not_known_and_not_lost(self):
        there = self.passed(self.IN_NEW, (self.NEW, NEWER), (self.OLD, OLDER))
        assert there.answers == {"who": ("me",)}
        assert there.first_open == "one"
        back = self.passed(self.IN_NEW, (self.NEW, NEWER), (self.OLD, OLDER), (self.NEW, NEWER))
        assert back.answers == self.IN_NEW

    def test_answered_twice_in_two_ways_it_is_asked_once_more(self):
        opened = self.OLD.open(self.NEW.seal(self.IN_NEW))
        both = self.OLD.seal({**opened.answers, "drink": ("some",)}, opened.unknown)
        path = replay(NEWER, self.NEW.open(both).answers)
        assert path.first_open == "one"
        assert path.answers["new"] == ("no",)

    def test_what_was_skipped_there_and_may_not_be_here_is_asked(self):
        path = self.passed({"who": ("me",), "drink": (SKIPPED,)}, (self.NEW, NEWER), (self.OLD, OLDER))
        assert path.first_open == "one"

    @given(st.integers(0, (1 << MOST) - 1))
    def test_no_bit_that_means_nothing_here_is_lost_or_looked_at(self, bits):
        unknown = bits & ~OLDER.compiled.bits.known
        path = self.passed(self.IN_OLD, (self.OLD, OLDER), (self.OLD, OLDER), (self.OLD, OLDER), unknown=unknown)
        assert (path.answers, path.unknown) == (self.IN_OLD, unknown)

    def test_whatever_bits_there_are_they_are_opened(self):
        every = (1 << MOST) - 1
        assert self.NEW.open(self.OLD.seal({}, every)).unknown == every & ~NEWER.compiled.bits.known


class TestOnThePage:
    UNKNOWN = 1 << MOST - 1 | 1 << MOST - 7

    def unknown_in(self, app, page):
        return app.extensions["support_mosaic"].tokens.open(page.token).unknown

    def with_unknown(self, app, journey):
        """The fields of the page's form, with bits that mean nothing here in the token."""
        tokens = app.extensions["support_mosaic"].tokens
        opened = tokens.open(journey.page.token)
        assert opened.unknown == 0
        return journey.fields(token=tokens.seal(opened.answers, self.UNKNOWN))

    def test_what_is_not_known_here_goes_through_every_step_and_error(self, app, journey):
        journey.walk(SOMEBODY, until="concerns")
        page = journey.post(self.with_unknown(app, journey))
        assert page.status == 422
        assert self.unknown_in(app, page) == self.UNKNOWN
        for page in (journey.press("back"), journey.walk(SOMEBODY), journey.press("next")):
            assert self.unknown_in(app, page) == self.UNKNOWN, page.name
        page = journey.post(journey.fields(at="nowhere"))
        assert page.status == 404
        assert self.unknown_in(app, page) == self.UNKNOWN

    def test_it_falls_with_the_other_answers_when_they_are_about_somebody_else(self, app, journey):
        journey.walk(SOMEBODY, until="concerns")
        journey.post(self.with_unknown(app, journey))
        journey.press("back")
        assert self.unknown_in(app, journey.answer(age_band="18_24")) == self.UNKNOWN
        journey.press("back")
        assert self.unknown_in(app, journey.answer(who_for="other")) == 0

    def test_what_an_update_has_changed_is_asked_again_and_it_says_so(self, app, journey):
        """As if another version had sealed it, which had not the question of an earlier step."""
        tokens = app.extensions["support_mosaic"].tokens
        journey.walk(SOMEBODY, until="safety")
        kept = {name: chosen for name, chosen in tokens.open(journey.page.token).answers.items() if name != "age_band"}
        page = journey.post(journey.fields(token=tokens.seal(kept)))
        assert (page.step, "once more" in page.text("main .message")) == ("about_you", True)
        assert "once more" not in journey.go_on(age_band="25_64").text("main")

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
            assert (page.name, page.step) == ("step", "right_now")

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
