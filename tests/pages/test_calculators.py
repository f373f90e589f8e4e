"""Working an answer out beside its question, without scripts: what is typed, what is chosen, and what is never kept."""

import msgspec
import pytest
from flask import Flask

from app import create_app
from assessment.engine.answer_bits import names_of_bits
from assessment.engine.content import Content
from assessment.engine.questionnaire import Question
from assessment.loading.verify import problems
from assessment.web.answer_tokens import AnswerTokens
from assessment.web.settings import Settings
from assessment.web.typed_numbers import NumberProblem, read_number
from tests.support import tiny_content
from tests.support.journey import Journey
from tests.support.page import Page, text_of
from tests.support.real_content import CONTENT
from tests.support.sample_answers import SOMEBODY
from tests.support.sealing_key import KEY

CANS = "helper-alcohol_per_day-can_440_4"
WINE = "helper-alcohol_per_day-wine_750_12"
OUT, IN = "helper-a_month-money_out", "helper-a_month-money_in"
NOT, BELOW, MUCH, NOTHING = (
    NumberProblem.NOT_A_NUMBER,
    NumberProblem.BELOW_ZERO,
    NumberProblem.TOO_MUCH,
    NumberProblem.NOTHING,
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("2", 2), (" 2 ", 2), ("2.5", 2.5), ("2,5", 2.5), ("0.75", 0.75), ("007", 7), ("0", 0), ("1000", 1000),
     ("½", 0.5), ("2½", 2.5), ("2 ¼", 2.25), ("1/2", 0.5), ("2 1/2", 2.5), ("1⁄2", 0.5),
     ("٢", 2), ("٢٫٥", 2.5), ("۱۲", 12), ("२.५", 2.5), ("২", 2), ("２", 2), ("\u200f٢\u200e", 2),
     ("", NOTHING), ("  ", NOTHING), ("\u00a0", NOTHING),
     ("-2", BELOW), ("- 2", BELOW), ("−2", BELOW), ("-٢", BELOW), ("-0.5", BELOW),
     ("two", NOT), ("2 cans", NOT), ("1e9", NOT), ("²", NOT), ("①", NOT), ("x" * 5000, NOT), ("1,000", NOT),
     ("1/0", NOT), ("2.", NOT), (".5", NOT), ("1.2.3", NOT), ("--2", NOT), ("-", NOT), ("NaN", NOT), ("inf", NOT),
     ("\0", NOT), ("<b>", NOT),
     ("1001", MUCH), ("1000000000", MUCH), ("9" * 5000, MUCH)],
)  # fmt: skip
def test_a_number_as_people_type_it(typed, read):
    assert read_number(typed, 1000) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [("200", 200), ("£200", 200), ("200 €", 200), ("1,200", 1200), ("1.200", 1200), ("1 200", 1200), ("1’200", 1200),
     ("1\u202f200,50", 1200.5), ("1,234.56", 1234.56), ("1.234,56", 1234.56), ("12,00,000", 1200000), ("١٬٢٠٠", 1200),
     ("12,5", 12.5), ("999999999", 999999999), ("1000000000", MUCH), ("-£20", BELOW), ("Rs 500", NOT),
     ("1,20,0", NOT), ("1,200,5", NOT), ("1,2345", NOT)],
)  # fmt: skip
def test_an_amount_of_money(typed, read):
    assert read_number(typed, 999_999_999, in_thousands=True) == read


@pytest.fixture
def at_amount(journey: Journey) -> Journey:
    """Somebody at the question about their usual drinking day."""
    journey.walk(SOMEBODY, until="amount")
    return journey


def work_out(journey: Journey, question: str = "alcohol_per_day", **given: str) -> Page:
    """Types numbers and presses the button of a calculator."""
    return journey.press_button(journey.page.one(f"button[name=work_out][value={question}]"), **given)


def chosen(page: Page, question: str = "alcohol_per_day") -> list[str]:
    return [str(one["value"]) for one in page.all(f"input[name={question}][checked]")]


def opened(journey: Journey) -> dict[str, tuple[str, ...]]:
    """The answers in the token on the page."""
    return dict(AnswerTokens((KEY,), CONTENT).open(journey.page.token).answers)


class TestWithoutScripts:
    def test_it_is_closed_until_it_is_used(self, at_amount):
        assert not at_amount.page.one("details.calculator").has_attr("open")
        assert not at_amount.page.has("[autofocus]")

    def test_the_answer_is_chosen_and_the_numbers_stand_there_again(self, at_amount):
        page = work_out(at_amount, **{CANS: "4", WINE: "½"}, alcohol_days="weekly")
        assert (page.status, page.step) == (200, "amount")
        assert chosen(page) == ["8_to_15"]
        assert "That's about 11 units. We chose “8 to 14 units”." in page.text("#q-alcohol_per_day-worked-out")
        assert page.one("#q-alcohol_per_day-worked-out").has_attr("autofocus")
        assert page.one("details.calculator").has_attr("open")
        assert [page.one(f"[name='{name}']")["value"] for name in (CANS, WINE)] == ["4", "½"]
        assert chosen(page, "alcohol_days") == ["weekly"], "all else that was entered stays"

    def test_it_can_be_changed_and_is_kept_with_continue(self, at_amount):
        work_out(at_amount, **{CANS: "4"})
        assert at_amount.answer(alcohol_days="every_day").step != "amount"
        assert chosen(at_amount.press("back")) == ["4_to_8"]
        assert [one["value"] for one in at_amount.page.all("[data-helper]") if one["value"]] == []

    def test_another_answer_takes_the_place_of_the_one_that_was_chosen(self, at_amount):
        page = work_out(at_amount, **{CANS: "100"}, alcohol_per_day="under_4")
        assert chosen(page) == ["over_30"]

    def test_a_danger_that_is_worked_out_stands_at_its_answer(self, at_amount):
        page = work_out(at_amount, **{CANS: "20"}, alcohol_days="every_day")
        ticked = Journey.choose(at_amount, alcohol_days="every_day", alcohol_per_day="over_30")
        assert page.urgent == ticked.urgent
        assert page.has("#at-alcohol_per_day-over_30 [data-urgent]")

    def test_in_the_drinks_of_the_country(self, client):
        journey = Journey(client)
        journey.walk({**SOMEBODY, "country": "us"}, until="amount")
        page = work_out(journey, **{"helper-alcohol_per_day-can_355_5": "6"})
        assert "That's about 6 drinks. We chose “4 to 7 drinks”." in page.text("#q-alcohol_per_day-worked-out")
        assert "liters" in page.text("details.calculator")

    @pytest.mark.parametrize(("typed", "said"), [("0", "less than 1 unit"), ("0.6", "about 1 unit.")])
    def test_one_and_none(self, at_amount, typed, said):
        page = work_out(at_amount, **{CANS: typed})
        assert said in page.text("#q-alcohol_per_day-worked-out")
        assert chosen(page) == ["under_4"]

    def test_enter_does_not_press_it(self, at_amount):
        first = (
            at_amount.page.one("form[data-step] button") if False else at_amount.page.all("form[data-step] button")[0]
        )
        assert not first.has_attr("name")
        assert (first["type"], first["tabindex"], first["aria-hidden"]) == ("submit", "-1", "true")

    def test_who_typed_numbers_and_goes_on_meant_to_answer(self, at_amount):
        page = at_amount.answer(**{CANS: "4"}, alcohol_days="every_day")
        assert (page.status, page.step, chosen(page)) == (200, "amount", ["4_to_8"])
        assert at_amount.press("next").step != "amount"

    def test_who_has_chosen_and_goes_on_is_not_asked_about_numbers(self, at_amount):
        page = at_amount.answer(**{CANS: "many"}, alcohol_days="every_day", alcohol_per_day="15_to_30")
        assert page.step != "amount"

    def test_with_another_problem_the_numbers_stand_there_again(self, at_amount):
        page = at_amount.answer(**{CANS: "4"}, alcohol_per_day="4_to_8")
        assert (page.status, page.one(f"[name='{CANS}']")["value"]) == (422, "4")

    def test_back_asks_for_nothing(self, at_amount):
        assert at_amount.press("back", **{CANS: "-1"}).step == "concerns"


class TestBadInput:
    @pytest.mark.parametrize(
        ("typed", "said"),
        [("", "Type how many"), ("-2", "Type 0 or a higher number"), ("six", "Type a number, such as 2 or 2.5"),
         ("1000000000", "Type a number up to 1,000"), ("1e9", "Type a number"), ('"><script>', "Type a number")],
    )  # fmt: skip
    def test_what_is_no_number_is_said_at_its_field(self, at_amount, typed, said):
        field = CANS if typed else "helper-alcohol_per_day-pint_4"
        page = work_out(at_amount, **{field: typed}, alcohol_per_day="4_to_8")
        assert page.status == 422
        assert said in page.text(f"[id='{field}-problem']")
        assert page.one(f"[name='{field}']")["aria-describedby"] == f"{field}-problem"
        assert page.one("#summary a")["href"] == f"#{field}"
        assert page.one("details.calculator").has_attr("open")
        assert chosen(page) == ["4_to_8"], "what was chosen stays"
        assert "<script>" not in page.html.replace("<script src", "")

    def test_other_digits_count(self, at_amount):
        assert chosen(work_out(at_amount, **{CANS: "٤"})) == ["4_to_8"]

    def test_only_so_much_is_given_back(self, at_amount):
        page = work_out(at_amount, **{CANS: "x" * 5000})
        assert len(str(page.one(f"[name='{CANS}']")["value"])) == 40

    @pytest.mark.parametrize("button", ["", "alcohol_days", "suicidal_thoughts", "zebra-7731", "../x"])
    def test_a_question_without_a_calculator_is_like_continue(self, at_amount, button):
        page = at_amount.post(at_amount.fields(work_out=button, alcohol_days="every_day", alcohol_per_day="4_to_8"))
        assert page.status == 200
        assert page.step != "amount"

    def test_fields_of_no_country_or_question_count_nothing(self, at_amount):
        stray = {"helper-alcohol_per_day-keg": "9", "helper-": "9", "helper-zebra-can_440_4": "9", "helper": "9"}
        assert work_out(at_amount, **stray).status == 422
        assert at_amount.answer(**stray, alcohol_days="every_day", alcohol_per_day="4_to_8").step != "amount"

    def test_a_step_that_the_answers_do_not_reach(self, at_amount):
        page = at_amount.post(at_amount.fields(at="safety", work_out="alcohol_per_day", **{CANS: "4"}))
        assert (page.status, page.step) == (200, "amount")


class TestNothingIsKept:
    def test_no_number_is_in_the_token_an_address_or_a_line_of_the_log(self, at_amount, lines):
        before = opened(at_amount)
        page = work_out(at_amount, **{CANS: "7.25"}, alcohol_days="every_day")
        assert opened(at_amount) == before, "it is chosen as if by hand: kept with Continue, and not before"
        assert "7.25" not in " ".join(lines)
        assert "7.25" not in str(page.response.headers)
        for element in page.all("[href], [action], [formaction], [hx-post]"):
            assert not any("7.25" in str(element.get(name, "")) for name in ("href", "action", "formaction", "hx-post"))
        at_amount.press("next")
        assert "7.25" not in at_amount.page.html
        assert {"alcohol_per_day", "alcohol_days"} == set(opened(at_amount)) - set(before)

    def test_their_names_are_those_of_no_question(self, at_amount):
        ids = {question.id for question in CONTENT.questionnaire.questions}
        fields = at_amount.page.all("[data-helper]")
        assert fields
        assert not {str(one["name"]) for one in fields} & ids
        assert all("-" in str(one["name"]) for one in fields), "an id of a question has no hyphen"


def with_questions_like_those_to_come() -> Content:
    """The content with two more questions where amounts are asked: about a week, and about money."""
    units = [{"below": 14}, {"from": 14, "below": 50}, {"from": 50}]
    weeks = [{"id": f"week_{number}", "units": one} for number, one in enumerate(units)]
    shares = {"small": {"below": 0.15}, "quarter": {"below": 0.4}, "half": {"below": 1}, "all_of_it": {}}
    months = [{"id": id, "label": id, "share": one} for id, one in shares.items()]
    more = [
        tiny_content.question("a_week", weeks, calculator="drinks_a_week", optional=True),
        tiny_content.question("a_month", [*months, "unsure"], calculator="share_of_income", optional=True),
    ]
    made = tuple(tiny_content.made(Question, **one) for one in more)
    steps = tuple(
        msgspec.structs.replace(step, question=step.question + made) if step.id == "amount" else step
        for step in CONTENT.questionnaire.step
    )
    asked = msgspec.structs.replace(CONTENT.questionnaire, step=steps)
    new = tuple(name for name in names_of_bits(asked) if name not in CONTENT.bits)
    return msgspec.structs.replace(CONTENT, questionnaire=asked, bits=CONTENT.bits + new)


@pytest.fixture(scope="module")
def app_with_more() -> Flask:
    content = with_questions_like_those_to_come()
    assert list(problems(content)) == []
    return create_app(Settings(keys=(KEY,)), content)


class TestOthers:
    """What a question needs is a word in its table: `calculator`."""

    @pytest.fixture
    def at_more(self, app_with_more: Flask) -> Journey:
        journey = Journey(app_with_more.test_client())
        journey.walk(SOMEBODY, until="amount")
        return journey

    def test_a_week(self, at_more):
        page = work_out(at_more, "a_week", **{"helper-a_week-wine_2250_12": "1"})
        assert (page.status, chosen(page, "a_week"), chosen(page)) == (200, ["week_1"], [])
        assert "in one week" in page.text("#q-a_week-how")
        assert "That's about 27 units." in page.text("#q-a_week-worked-out")

    def test_money(self, at_more):
        page = work_out(at_more, "a_month", **{OUT: "£1,200", IN: "4.000"})
        assert (page.status, chosen(page, "a_month")) == (200, ["quarter"])
        assert "That's about 30 % of what comes in. We chose “quarter”." in page.text("#q-a_month-worked-out")

    @pytest.mark.parametrize(
        ("out", "comes_in", "option"),
        [("0", "1000", "small"), ("1000", "0", "all_of_it"), ("2000", "1000", "all_of_it"), ("٥٠٠", "١٠٠٠", "half")],
    )
    def test_shares(self, at_more, out, comes_in, option):
        assert chosen(work_out(at_more, "a_month", **{OUT: out, IN: comes_in}), "a_month") == [option]

    def test_more_than_all_is_said(self, at_more):
        page = work_out(at_more, "a_month", **{OUT: "5", IN: "0"})
        assert "More goes out than comes in." in page.text("#q-a_month-worked-out")

    def test_an_amount_that_is_left_out_is_asked_for(self, at_more):
        page = work_out(at_more, "a_month", **{OUT: "-1"})
        assert (page.status, chosen(page, "a_month")) == (422, [])
        assert [text_of(one) for one in page.all("#summary a")] == [
            "Money lost or spent in a usual month: Type 0 or a higher number",
            "Money that comes in a month: Type an amount. If none, type 0",
        ]

    def test_what_may_be_left_empty_is_not_passed_over_where_numbers_stand(self, at_more):
        given = {"alcohol_days": "weekly", "alcohol_per_day": "4_to_8"}
        page = at_more.answer(**given, **{"helper-a_week-wine_750_12": "10", OUT: "10", IN: "100"})
        assert (page.step, chosen(page, "a_week"), chosen(page, "a_month")) == ("amount", ["week_2"], ["small"])
        assert at_more.press("next").step != "amount"

    def test_one_is_worked_out_and_the_numbers_of_the_others_stay(self, at_more):
        page = work_out(at_more, "a_week", **{"helper-a_week-wine_750_12": "10", CANS: "3"})
        assert (chosen(page, "a_week"), chosen(page)) == (["week_2"], [])
        assert page.one(f"[name='{CANS}']")["value"] == "3"
        assert len(page.all("[autofocus]")) == 1
