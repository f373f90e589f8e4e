"""Danger first: at the answer that shows it, after Continue, and first on the result."""

import pytest

from tests.support.journey import Journey
from tests.support.page import text_of
from tests.support.sample_answers import (
    GAMBLER,
    HARDLY_ANY_CONCERN,
    MIXED,
    SAYS_NOTHING,
    SOMEBODY,
    VERY_HEAVY_DRINKER,
    WORRIED_PARTNER,
)

pytestmark = pytest.mark.slow

STOPPING = {question: SOMEBODY[question] for question in ("stopping_before", "feeling_now", "stop_plan")}
HEALTH = {question: SOMEBODY[question] for question in ("pregnant", "conditions", "medicines", "last_check", "mind")}
SAFETY = {question: SOMEBODY[question] for question in ("suicidal_thoughts", "home_safety")}

DANGERS = [
    ("stopping", {"feeling_now": ["seizure"]}, {"emergency_number"}),
    ("stopping", {"feeling_now": ["confusion_seeing_things"]}, {"emergency_number"}),
    ("stopping", {"feeling_now": ["shaking_sweating"]}, {"same_day_medical", "do_not_stop_suddenly"}),
    (
        "stopping",
        {"stopping_before": ["seizure"], "stop_plan": "stop_with_help"},
        {"same_day_medical", "do_not_stop_suddenly"},
    ),
    ("health", {"mind": ["voices"]}, {"same_day_medical"}),
    ("health", {"medicines": ["sleep_or_calm"]}, {"do_not_stop_suddenly", "overdose_risk"}),
    ("health", {"conditions": ["epilepsy"]}, {"do_not_stop_suddenly"}),
    ("safety", {"suicidal_thoughts": "better_off_dead"}, {"crisis_line"}),
    ("safety", {"suicidal_thoughts": "thoughts"}, {"crisis_line"}),
    ("safety", {"suicidal_thoughts": "plan_or_preparing"}, {"crisis_line", "emergency_number"}),
    ("safety", {"home_safety": "unsafe"}, {"home_safety"}),
]
CHOSEN = {"stopping": STOPPING, "health": HEALTH, "safety": SAFETY}


@pytest.mark.parametrize(("step", "answers", "notices"), DANGERS)
class TestADangerousAnswer:
    def test_shows_its_notice_at_once(self, journey, step, answers, notices):
        journey.walk(SOMEBODY, until=step)
        assert journey.page.urgent == set()
        assert notices <= journey.choose(**answers).urgent

    def test_shows_it_after_continue_without_scripts(self, journey, step, answers, notices):
        journey.walk(SOMEBODY, until=step)
        page = journey.answer(**{**CHOSEN[step], **answers})
        assert notices <= page.urgent
        assert page.status == 200

    def test_shows_it_on_the_result_before_anything_else(self, journey, step, answers, notices):
        page = journey.result({**SOMEBODY, **answers})
        assert notices <= page.urgent
        order = [str(one.get("data-urgent") or one.get("data-kind")) for one in page.all("[data-urgent], [data-kind]")]
        assert set(order[: len(page.urgent)]) == page.urgent

    def test_keeps_the_answers_and_the_way_on_open(self, journey, step, answers, notices):
        journey.walk(SOMEBODY, until=step)
        journey.answer(**{**CHOSEN[step], **answers})
        journey.walk({**SOMEBODY, **answers})
        assert journey.page.name == "check"


def test_a_past_seizure_shows_the_notice_at_once(journey):
    journey.walk(SOMEBODY, until="stopping")
    assert "do_not_stop_suddenly" in journey.choose(stopping_before=["seizure"]).urgent


def test_heavy_daily_drinking_shows_it_at_the_amount(journey):
    journey.walk(SOMEBODY, until="amount")
    assert journey.choose(alcohol_days="every_day", alcohol_per_day="15_to_30").urgent == {"do_not_stop_suddenly"}


def test_a_notice_stands_above_the_questions_with_a_number_to_tap(journey):
    journey.walk(SOMEBODY, until="safety")
    page = journey.answer(suicidal_thoughts="thoughts", home_safety="safe")
    html = page.html
    assert html.index("data-urgent=") < html.index("<form ")
    assert page.has("[data-urgent=crisis_line] a[href='tel:116123']")
    assert page.has("[data-urgent=crisis_line] a[href='tel:999']")


@pytest.mark.parametrize(
    ("country", "number"), [("us", "tel:988"), ("au", "tel:131114"), ("de", "tel:08001110111"), ("in", "tel:14416")]
)
def test_the_numbers_are_those_of_the_country(journey, country, number):
    journey.walk({**SOMEBODY, "country": country}, until="safety")
    assert journey.choose(suicidal_thoughts="thoughts").has(f"a[href='{number}']")


def test_before_a_country_is_known_it_is_the_international_text(page):
    assert page("/now").has("a[href='https://findahelpline.com']")


class TestWhereANoticeStands:
    """At the answer that raised it, whatever stands on other steps, and in whatever order the page is answered."""

    def at(self, page):
        return {
            str(at["id"]): {str(one["data-urgent"]) for one in at.select("[data-urgent]")}
            for at in page.all(".at-answer")
            if at.select("[data-urgent]")
        }

    def test_it_stands_below_its_answer_also_when_somebody_comes_back(self, journey):
        journey.walk({**SOMEBODY, "suicidal_thoughts": "thoughts"})
        page = journey.change("safety")
        assert self.at(page) == {"at-suicidal_thoughts-thoughts": {"crisis_line"}}
        assert not page.has("#notices [data-urgent]")

    def test_with_answers_of_a_later_step_it_stands_at_the_answer_that_is_changed(self, journey):
        journey.walk({**SOMEBODY, "stop_plan": "stop_alone_soon"})
        journey.change("amount")
        page = journey.choose(alcohol_days="every_day", alcohol_per_day="over_30")
        assert "same_day_medical" in self.at(page)["at-alcohol_per_day-over_30"]

    def test_it_stands_at_the_answer_that_was_given_last(self, journey):
        journey.walk(VERY_HEAVY_DRINKER, until="stopping")
        chosen = {"stopping_before": ["seizure"], "feeling_now": ["none"], "stop_plan": "stop_alone_soon"}
        first = self.at(journey.choose(**chosen, order="stopping_before-seizure stop_plan-stop_alone_soon"))
        other = self.at(journey.choose(**chosen, order="stop_plan-stop_alone_soon stopping_before-seizure"))
        assert "same_day_medical" in first["at-stop_plan-stop_alone_soon"]
        assert "same_day_medical" in other["at-stop_plan-stop_alone_soon"]
        assert other["at-stopping_before-seizure"] >= first["at-stopping_before-seizure"]

    @pytest.mark.parametrize("order", ["", "nothing", "-", "a-b c", "stop_plan-stop_alone_soon " * 50])
    def test_whatever_order_is_claimed_all_notices_are_there(self, journey, order):
        journey.walk(VERY_HEAVY_DRINKER, until="stopping")
        chosen = {"stopping_before": ["seizure"], "feeling_now": ["seizure"], "stop_plan": "stop_alone_soon"}
        assert journey.choose(**chosen, order=order).urgent >= {"emergency_number", "same_day_medical"}

    def test_a_danger_beside_not_sure_is_a_danger(self, journey):
        journey.walk(SOMEBODY, until="stopping")
        chosen = {**STOPPING, "feeling_now": ["seizure", "unsure"]}
        assert "emergency_number" in journey.choose(**chosen).urgent
        page = journey.answer(**chosen)
        assert (page.status, "emergency_number" in page.urgent) == (422, True)

    def test_what_a_change_raises_is_said_in_full_on_the_page_after_it(self, journey):
        journey.walk(SOMEBODY)
        journey.change("safety")
        page = journey.answer(suicidal_thoughts="no", home_safety="unsafe")
        assert page.name == "check"
        assert page.has("[data-urgent=home_safety] a[href='tel:08082000247']")

    def test_what_an_answer_adds_to_a_notice_is_said_at_it(self, journey):
        person = {**SOMEBODY, "stopping_before": ["seizure"], "stop_plan": "stop_with_help"}
        journey.walk(person, until="health")
        page = journey.choose(**{**HEALTH, "mind": ["voices"]})
        assert "a voice tells you" in page.text("#at-mind-voices")


def test_a_reason_that_rests_on_what_was_not_said_says_so_also_in_short(journey):
    journey.walk({**VERY_HEAVY_DRINKER, "stopping_before": ["prefer_not"], "stop_plan": "prefer_not"}, until="stopping")
    page = journey.choose(stopping_before=["prefer_not"], feeling_now=["prefer_not"], stop_plan="prefer_not")
    short = " ".join(text_of(one) for one in page.all(".at-answer .again"))
    assert "Some things weren't said" in short


def test_what_is_no_danger_any_more_takes_its_notice_away(journey):
    journey.walk(SOMEBODY, until="safety")
    assert journey.choose(suicidal_thoughts="thoughts").urgent
    assert journey.choose(suicidal_thoughts="no").urgent == set()


def test_a_warning_is_short_on_later_pages_and_whole_on_the_result(journey):
    journey.walk(VERY_HEAVY_DRINKER, until="health")
    whole = journey.page.text("[data-urgent=same_day_medical]")
    journey.walk(VERY_HEAVY_DRINKER)
    short = journey.page.text("[data-urgent=same_day_medical]")
    assert len(short) < len(whole) / 2
    journey.press("next")
    assert journey.page.has("[data-urgent=same_day_medical] a[href^='tel:']")


def reached(page, where):
    """Who can be reached: by what address or first message, in which part of the country, by what is chosen then."""
    return [
        (str(link["href"]), text_of(link), text_of(one.select_one(".who strong")), text_of(one.select_one(".then")))
        for one in page.all(f"{where} .contacts li")
        for link in one.select("a")
    ]


def test_a_number_stands_once_above_the_questions(journey):
    found = reached(journey.result(MIXED), "[data-urgent]")
    assert len(found) == len(set(found)) > 2


@pytest.mark.parametrize("country", ["gb", "gb_sct", "us", "ca", "mx", "other"])
def test_whoever_can_be_reached_stands_once_on_a_result(journey, country):
    page = journey.result({**MIXED, "country": country, "concerns": ["alcohol", "nicotine"], "main_concern": "alcohol"})
    found = reached(page, "main")
    assert len(found) == len(set(found)) > 2


class TestRegions:
    """Who is in Wales must not be sent to a line for England."""

    HOME = {**SOMEBODY, "home_safety": "unsafe"}

    def numbers(self, client, country):
        page = Journey(client).result({**self.HOME, "country": country})
        return {str(one["href"]) for one in page.all("[data-urgent=home_safety] .contacts a[href^='tel:']")}

    def test_somebody_who_named_their_part_gets_the_numbers_of_that_part_alone(self, client):
        assert self.numbers(client, "gb_wls") == {"tel:08088010800", "tel:08088010327", "tel:999"}
        assert self.numbers(client, "gb_sct") == {"tel:08000271234", "tel:08088010327", "tel:999"}

    def test_for_anybody_else_each_stands_under_its_name(self, client):
        page = Journey(client).result({**self.HOME, "country": "gb"})
        named = {text_of(one) for one in page.all("[data-urgent=home_safety] .contacts .who strong")}
        assert named == {"England", "Scotland", "Wales", "Northern Ireland"}

    def test_what_serves_a_part_only_is_folded_beside_what_serves_all(self, client):
        page = Journey(client).result({**SOMEBODY, "country": "ca"})
        folded = page.all("#to-call ~ details .who strong")
        assert "Ontario" in {text_of(one) for one in folded}
        assert {id(one) for one in folded} == {id(one) for one in page.all("#to-call ~ * .who strong")}


def test_a_line_of_text_or_chat_stands_beside_the_phone(journey):
    journey.walk(SOMEBODY, until="safety")
    page = journey.choose(suicidal_thoughts="thoughts")
    assert page.has("[data-urgent=crisis_line] a[href='sms:85258']")
    assert "Text SHOUT to 85258" in page.text("[data-urgent=crisis_line]")


def test_a_number_for_drinkers_is_not_given_to_others(journey):
    gambler = journey.result({**WORRIED_PARTNER, "country": "us", "concerns": ["opioids"], "main_concern": "opioids"})
    assert "Al-Anon" not in gambler.text(".sheet")
    assert not gambler.has(".contacts a[href='tel:18884252666']")


def test_what_says_call_now_stays_whole_everywhere(journey):
    journey.walk(MIXED)
    assert journey.page.has("[data-urgent=crisis_line] a[href='tel:116123']")


def test_prefer_not_to_say_shows_the_safety_text(journey):
    page = journey.result(SAYS_NOTHING)
    assert {"crisis_line", "home_safety", "do_not_stop_suddenly"} <= page.urgent
    assert page.has("[data-urgent=crisis_line].warning")


@pytest.mark.parametrize("person", [HARDLY_ANY_CONCERN, GAMBLER])
def test_no_alarm_where_there_is_none(journey, person):
    assert journey.result(person).urgent == set()


def test_only_questions_that_can_raise_a_notice_ask_at_once(journey):
    journey.walk(SOMEBODY, until="stopping")
    asking = {one["id"].removeprefix("q-") for one in journey.page.all("[hx-trigger=change]")}
    assert {"stopping_before", "feeling_now", "stop_plan"} <= asking
    journey.walk(SOMEBODY, until="wishes")
    assert not journey.page.has("[hx-trigger=change]")
    assert not Journey(journey.client).page.has("#q-who_for[hx-trigger]")
