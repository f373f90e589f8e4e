"""The steps as pages without scripts: asked, answered, refused, gone back to, changed."""

import pytest

from assessment.engine.path import replay
from tests.support.journey import Journey
from tests.support.page import text_of
from tests.support.sample_answers import (
    GAMBLER,
    HARDLY_ANY_CONCERN,
    MIXED,
    SOMEBODY,
    VERY_HEAVY_DRINKER,
    WITH_EVERY_CONCERN,
    WORRIED_PARTNER,
    answers_of,
)

STOPPED = {**SOMEBODY, "stop_plan": "stopped_longer"}
EVERYBODY = [SOMEBODY, VERY_HEAVY_DRINKER, HARDLY_ANY_CONCERN, GAMBLER, MIXED, WORRIED_PARTNER]


@pytest.mark.slow
@pytest.mark.parametrize("person", EVERYBODY)
def test_anybody_gets_from_the_first_question_to_a_result(journey, person):
    assert journey.result(person).name == "results"


def test_first_it_is_asked_how_it_is_right_now_and_then_for_whom_age_and_country(journey):
    assert (journey.page.name, journey.page.step) == ("step", "right_now")
    assert journey.page.asked == ["right_now"]
    page = journey.answer(right_now=["none"])
    assert (page.step, page.asked) == ("about_you", ["who_for", "age_band", "country"])


@pytest.mark.parametrize(
    ("concerns", "asked"),
    [
        (["alcohol"], ["alcohol_days", "alcohol_per_day"]),
        (["gambling"], ["suicidal_thoughts", "home_safety"]),
        (["sedatives"], ["risks"]),
        (["nicotine"], ["suicidal_thoughts", "home_safety", "pregnant"]),
    ],
)
def test_questions_that_do_not_apply_are_not_asked(journey, concerns, asked):
    journey.walk(SOMEBODY, until="concerns")
    assert journey.answer(concerns=concerns, stop_plan="no_plan").asked == asked


def test_somebody_who_stopped_long_ago_is_not_asked_how_much_nor_what_they_plan(journey):
    asked = []
    while journey.page.name == "step":
        asked += journey.page.asked
        journey.answer(**{question: STOPPED[question] for question in journey.page.asked})
    assert not {"alcohol_days", "alcohol_per_day", "between_doses", "feeling_now", "week_total"} & set(asked)
    assert "stopping_before" in asked


def test_a_step_with_no_question_for_this_person_is_passed_over(journey):
    journey.walk(SOMEBODY, until="concerns")
    assert journey.answer(concerns=["unsure"], stop_plan="no_plan").step == "safety"
    assert "4" in journey.page.text(".progress")


OF_ALL = {"most_days", "as_prescribed", "more_than_prescribed", "bought"}
OF_OPIOIDS = {"opioids_most_days", "opioids_prescribed", "opioids_more", "opioids_bought"}
OF_PILLS = {"pills_most_days", "pills_prescribed", "pills_more", "pills_bought"}
OF_ANOTHER = {"another_most_days", "another_prescribed", "another_bought"}
FROM_65 = {"falls_thinner"}
WITH_OPIOIDS = {"treatment", "released"}
ONE_BY_ONE = OF_OPIOIDS | OF_PILLS | OF_ANOTHER | {"ghb_most_days"}
"""Ways of taking it, of one drug alone and of each of several."""


@pytest.mark.parametrize(
    ("concerns", "left_out"),
    [
        (["opioids"], {"chest_pain"} | ONE_BY_ONE),
        (["sedatives"], {"chest_pain"} | WITH_OPIOIDS | ONE_BY_ONE),
        (["ghb"], {"chest_pain", "more_than_prescribed", "as_prescribed", "ending"} | WITH_OPIOIDS | ONE_BY_ONE),
        (["opioids", "sedatives"], {"chest_pain"} | OF_ALL | {"ghb_most_days"} | OF_ANOTHER),
        (["ghb", "stimulants"], OF_ALL | {"ending"} | WITH_OPIOIDS | OF_OPIOIDS | OF_PILLS),
    ],
)
def test_only_answers_that_can_be_true_are_offered(journey, content, concerns, left_out):
    journey.walk({**SOMEBODY, "concerns": concerns}, until="risks")
    offered = {one["value"] for one in journey.page.all("input[name=risks]")}
    assert {*content.questionnaire.options_of("risks")} - offered == left_out | FROM_65


def test_how_it_is_between_doses_and_after_stopping_is_asked_of_whom_it_can_be_true(client):
    def asked(**different):
        return Journey(client).walk({**SOMEBODY, **different}, until="stopping").asked

    both = ["alcohol", "cannabis"]
    assert asked() == ["between_doses", "stopping_before", "feeling_now"]
    assert asked(stop_plan="stopped_weeks") == ["stopping_before", "feeling_now"]
    assert asked(stop_plan="stopped_longer") == ["stopping_before"]
    assert asked(concerns=both) == ["between_doses", "stopping_before"]
    assert asked(concerns=both, stop_plan="cut_down") == ["between_doses", "stopping_before"], "they may only want to"
    assert asked(concerns=both, stop_plan="stopped_days") == ["stopping_before", "feeling_now"]


@pytest.mark.slow
def test_nobody_is_asked_more_than_46_questions_and_most_less_than_40(client):
    counts = {}
    for name, person in {
        "one": SOMEBODY,
        "gambling": GAMBLER,
        "other": WORRIED_PARTNER,
        "all": WITH_EVERY_CONCERN,
    }.items():
        journey, counts[name] = Journey(client), 0
        while journey.page.name == "step":
            counts[name] += len(journey.page.asked)
            journey.answer(**{question: person[question] for question in journey.page.asked})
    assert all(20 <= count < 40 for name, count in counts.items() if name != "all"), counts
    assert counts["all"] <= 46


def test_only_the_concerns_chosen_are_offered_as_the_main_one(journey):
    page = journey.walk({**SOMEBODY, "concerns": ["alcohol", "gambling"]}, until="use")
    assert [one["value"] for one in page.all("input[name=main_concern]")] == ["alcohol", "gambling"]


def test_amounts_are_asked_in_the_countrys_drinks(client):
    texts = {}
    for country in ("gb", "us"):
        journey = Journey(client)
        journey.walk({**SOMEBODY, "country": country}, until="amount")
        texts[country] = journey.page.text("#q-alcohol_per_day")
    assert "30 units or more" in texts["gb"]
    assert "17 drinks or more" in texts["us"]
    assert "14 g" in texts["us"]


@pytest.mark.slow
def test_the_drinks_of_every_country_have_pictures_that_say_nothing_by_themselves(client, content):
    for id, country in content.countries.items():
        journey = Journey(client)
        journey.walk({**SOMEBODY, "country": id}, until="amount")
        drinks = journey.page.all("#q-alcohol_per_day-hint .drinks li")
        assert [text_of(one) for one in drinks] == [one.text.you for one in country.drink.examples]
        for one in drinks:
            picture = one.select_one("svg")
            assert picture is not None
            assert picture["aria-hidden"] == "true"
            assert all(path["d"] for path in picture.select("path"))


def test_it_speaks_of_them_when_it_is_about_somebody_else(journey):
    journey.walk(WORRIED_PARTNER, until="amount")
    assert "they drink" in journey.page.text("#q-alcohol_days legend")


class TestProgress:
    def test_it_says_about_while_it_can_change(self, journey):
        assert journey.page.text(".progress") == "1 of about 7"

    def test_and_is_sure_afterwards(self, journey):
        journey.walk(SOMEBODY, until="amount")
        assert journey.page.text(".progress") == "4 of 6"


class TestWhatIsMissingOrWrong:
    @pytest.fixture
    def journey(self, journey):
        """At the step that asks for whom, the age and the country."""
        journey.walk(SOMEBODY, until="about_you")
        return journey

    def test_a_missing_answer_is_said_on_top_and_at_the_control(self, journey):
        page = journey.answer(who_for="self", age_band="25_64")
        assert page.status == 422
        assert [link["href"] for link in page.all("#summary a")] == ["#q-country-list"]
        assert page.text("#q-country-problem").startswith("Error:")
        assert page.one("#q-country-list")["aria-invalid"] == "true"

    def test_what_was_entered_is_kept(self, journey):
        page = journey.answer(who_for="other", age_band="18_24")
        assert {one["value"] for one in page.all("input:checked, input[checked]")} == {"other", "18_24"}

    def test_it_can_be_mended(self, journey):
        journey.answer(who_for="self", age_band="25_64")
        assert journey.answer(country="gb").step == "concerns"

    def test_an_answer_that_stands_alone_and_others_beside_it(self, journey):
        journey.walk(SOMEBODY, until="stopping")
        page = journey.answer(
            **{
                **{question: SOMEBODY[question] for question in journey.page.asked},
                "stopping_before": ["nothing", "seizure"],
            }
        )
        assert page.status == 422
        assert {one["value"] for one in page.all("input[name=stopping_before][checked]")} == {"nothing", "seizure"}

    def test_an_unknown_option(self, journey):
        page = journey.answer(who_for="self", age_band="12_13", country="gb")
        assert page.status == 422
        assert page.has("#q-age_band-problem")
        assert page.one("#q-country-list option[selected]")["value"] == "gb"

    def test_two_values_where_one_belongs(self, journey):
        page = journey.answer(who_for=["self", "other"], age_band="25_64", country="gb")
        assert page.status == 422
        assert page.has("#q-who_for-problem")

    def test_one_value_twice(self, journey):
        journey.walk(SOMEBODY, until="concerns")
        page = journey.answer(concerns=["alcohol", "alcohol"], stop_plan="no_plan")
        assert page.status == 422

    def test_an_option_that_is_not_offered_to_this_person(self, journey):
        journey.walk({**SOMEBODY, "concerns": ["alcohol", "gambling"]}, until="use")
        page = journey.answer(main_concern="opioids", control=["none"], other_days="rarely")
        assert page.status == 422
        assert page.has("#q-main_concern-problem")

    def test_answers_to_questions_that_are_not_on_the_page_are_ignored(self, journey):
        journey.answer(who_for="self", age_band="25_64", country="gb", suicidal_thoughts="plan_or_preparing")
        assert journey.page.step == "concerns"
        assert journey.page.urgent == set()


class TestGoingBack:
    def test_back_shows_what_was_answered(self, journey):
        journey.walk(SOMEBODY, until="concerns")
        page = journey.press("back")
        assert page.step == "about_you"
        assert {one["value"] for one in page.all("input[checked]")} == {"self", "25_64"}
        assert page.one("option[selected]")["value"] == "gb"

    def test_back_keeps_what_was_chosen_and_demands_nothing(self, journey):
        journey.walk(SOMEBODY, until="amount")
        journey.press("back", alcohol_days="every_day")
        page = journey.press("next")
        assert page.one("#q-alcohol_days-every_day").has_attr("checked")

    def test_forward_again_goes_through_the_steps_in_order(self, journey):
        journey.walk(SOMEBODY, until="stopping")
        journey.press("back")
        assert journey.press("back").step == "concerns"
        assert journey.press("next").step == "amount"

    def test_on_the_first_step_back_leads_to_the_start(self, journey):
        assert journey.page.one("main [data-go=back]")["href"] == "/"


class TestCheckingAndChanging:
    def test_every_answer_stands_there(self, journey, content):
        page = journey.walk(SOMEBODY)
        assert page.step == "check"
        assert len(page.all("dt")) == len(page.all("dd")) == len(replay(content, answers_of(SOMEBODY)).answers)
        assert "United Kingdom" in page.text()

    def test_a_change_that_opens_nothing_leads_back_to_the_check(self, journey):
        journey.walk(SOMEBODY)
        journey.change("amount")
        assert journey.answer(alcohol_days="every_day").name == "check"
        assert "Every day" in journey.page.text()

    def test_a_change_asks_only_what_it_opened(self, journey):
        journey.walk(SOMEBODY)
        journey.change("concerns")
        assert journey.answer(concerns=["alcohol", "sedatives"]).asked == ["risks"]
        assert journey.answer(risks=["none"]).name == "check"

    def test_what_was_answered_beside_what_a_change_opened_stands_there(self, journey):
        journey.walk(GAMBLER)
        journey.change("concerns")
        page = journey.answer(concerns=["gambling", "nicotine"])
        assert page.asked == ["suicidal_thoughts", "home_safety", "pregnant"]
        assert {one["id"] for one in page.all("input[checked]")} == {"q-suicidal_thoughts-no", "q-home_safety-safe"}
        assert journey.answer(pregnant="no").name == "check"

    def test_dropping_a_parent_drops_the_answer(self, journey):
        journey.walk(VERY_HEAVY_DRINKER)
        journey.change("concerns")
        journey.answer(concerns=["gambling"])
        page = journey.walk(GAMBLER)
        assert page.name == "check"
        assert "units" not in page.text()
        assert page.urgent == set()

    def test_a_dropped_answer_does_not_come_back_with_its_parent(self, journey):
        journey.walk(VERY_HEAVY_DRINKER)
        journey.change("concerns")
        journey.answer(concerns=["gambling"])
        journey.walk(GAMBLER)
        journey.change("concerns")
        page = journey.answer(concerns=["alcohol"])
        assert page.step == "amount"
        assert not page.has("input[checked]")

    def test_answers_about_oneself_never_become_answers_about_somebody_else(self, journey):
        journey.walk(MIXED)
        journey.change("about_you")
        assert journey.answer(who_for="other").step == "right_now"
        assert not journey.page.has("input[checked]")
        assert journey.page.urgent == set()

    def test_the_result_leads_back_to_the_answers(self, journey):
        journey.result(SOMEBODY)
        assert journey.press("back").name == "check"


class TestTwoTabs:
    def test_they_never_mix(self, app):
        one, other = Journey(app.test_client()), Journey(app.test_client())
        one.walk(GAMBLER, until="stopping")
        other.walk(VERY_HEAVY_DRINKER, until="stopping")
        assert one.walk(GAMBLER).name == other.walk(VERY_HEAVY_DRINKER).name == "check"
        assert "Gambling" in one.page.text()
        assert "Alcohol" not in one.page.text()
        assert "Gambling" not in other.page.text()

    def test_the_same_form_sent_twice_does_the_same_twice(self, journey):
        journey.walk(SOMEBODY, until="about_you")
        fields = journey.fields(who_for="self", age_band="25_64", country="gb")
        assert journey.post(fields).step == journey.post(fields).step == "concerns"


class TestForHtmx:
    def test_only_the_main_part_comes_with_its_title(self, client):
        journey = Journey(client, htmx=True)
        page = journey.answer(right_now=["none"])
        assert "<header" not in page.html
        assert page.html.lstrip().startswith("<title>")
        assert page.step == "about_you"

    def test_the_whole_journey(self, client):
        assert Journey(client, htmx=True).result(MIXED).name == "results"

    def test_errors_come_as_parts_too(self, client):
        page = Journey(client, htmx=True).post({"token": "nonsense", "at": "check"})
        assert (page.status, page.name) == (400, "expired")
        assert "<header" not in page.html
