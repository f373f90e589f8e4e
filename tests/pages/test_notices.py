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

AMOUNT = ("alcohol_days", "alcohol_per_day")
STOPPING = {question: SOMEBODY[question] for question in ("between_doses", "stopping_before", "feeling_now")}
SAFETY = {question: SOMEBODY[question] for question in ("suicidal_thoughts", "home_safety", "pregnant")}
BODY = {question: SOMEBODY[question] for question in ("conditions", "body_signs")}
MEDICINES = {"medicines": SOMEBODY["medicines"]}
MIND = {question: SOMEBODY[question] for question in ("mind", "told_mind", "past")}

DANGERS = [
    ("right_now", {"right_now": ["bleeding"]}, {"emergency_number"}),
    ("right_now", {"right_now": ["suicide"]}, {"emergency_number", "crisis_line"}),
    ("right_now", {"right_now": ["nothing_stays_down"]}, {"same_day_medical"}),
    ("stopping", {"between_doses": ["shaking_sweating"]}, {"do_not_stop_suddenly"}),
    ("stopping", {"between_doses": ["confusion_seeing_things"]}, {"same_day_medical"}),
    ("stopping", {"feeling_now": ["seizure"]}, {"emergency_number"}),
    ("stopping", {"feeling_now": ["confusion_seeing_things"]}, {"emergency_number"}),
    ("stopping", {"feeling_now": ["shaking_sweating"]}, {"same_day_medical", "do_not_stop_suddenly"}),
    ("stopping", {"stopping_before": ["seizure"]}, {"do_not_stop_suddenly"}),
    ("medicines", {"medicines": ["sleep_or_calm"]}, {"do_not_stop_suddenly", "overdose_risk"}),
    ("body", {"conditions": ["epilepsy"]}, {"do_not_stop_suddenly"}),
    ("mind", {"mind": ["voices"]}, {"same_day_medical"}),
    ("safety", {"suicidal_thoughts": "better_off_dead"}, {"crisis_line"}),
    ("safety", {"suicidal_thoughts": "thoughts"}, {"crisis_line"}),
    ("safety", {"suicidal_thoughts": "plan_or_preparing"}, {"crisis_line", "emergency_number"}),
    ("safety", {"home_safety": "unsafe"}, {"home_safety"}),
]
CHOSEN = {
    "right_now": {},
    "stopping": STOPPING,
    "safety": SAFETY,
    "body": BODY,
    "medicines": MEDICINES,
    "mind": MIND,
}


@pytest.mark.parametrize(("step", "answers", "notices"), DANGERS)
class TestADangerousAnswer:
    def test_shows_its_notice_at_once(self, journey, step, answers, notices):
        journey.walk(SOMEBODY, until=step)
        assert journey.page.urgent == set()
        assert notices <= journey.choose(**answers).urgent

    def test_shows_it_after_continue_without_scripts(self, journey, step, answers, notices):
        journey.walk(SOMEBODY, until=step)
        page = journey.answer(**{**CHOSEN[step], **answers})
        stopped = set(page.urgent)
        if page.name == "emergency":
            page = journey.press("next")
        assert notices <= stopped | page.urgent
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


def test_a_past_seizure_and_a_wish_to_stop_show_both_notices_at_once(journey):
    journey.walk({**SOMEBODY, "stop_plan": "stop_with_help"}, until="stopping")
    assert journey.choose(stopping_before=["seizure"]).urgent == {"same_day_medical", "do_not_stop_suddenly"}


def test_heavy_daily_drinking_shows_it_at_the_amount(journey):
    journey.walk(SOMEBODY, until="amount")
    assert journey.choose(alcohol_days="every_day", alcohol_per_day="15_to_30").urgent == {"do_not_stop_suddenly"}


def test_a_notice_stands_above_the_questions_with_a_number_to_tap(journey):
    journey.walk(SOMEBODY, until="safety")
    page = journey.answer(**{**SAFETY, "suicidal_thoughts": "thoughts"})
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
        journey.walk({**SOMEBODY, "stopping_before": ["seizure"]})
        journey.change("concerns")
        page = journey.choose(concerns=["alcohol"], stop_plan="stop_alone_soon")
        assert "same_day_medical" in self.at(page)["at-stop_plan-stop_alone_soon"]

    def test_it_stands_at_the_answer_that_was_given_last(self, journey):
        journey.walk(VERY_HEAVY_DRINKER, until="amount")
        chosen = {"alcohol_days": "every_day", "alcohol_per_day": "over_30"}
        first = self.at(journey.choose(**chosen, order="alcohol_days-every_day alcohol_per_day-over_30"))
        other = self.at(journey.choose(**chosen, order="alcohol_per_day-over_30 alcohol_days-every_day"))
        assert "same_day_medical" in first["at-alcohol_per_day-over_30"]
        assert "same_day_medical" in other["at-alcohol_days-every_day"]

    @pytest.mark.parametrize("order", ["", "nothing", "-", "a-b c", "stopping_before-seizure " * 50])
    def test_whatever_order_is_claimed_all_notices_are_there(self, journey, order):
        journey.walk(VERY_HEAVY_DRINKER, until="stopping")
        chosen = {"between_doses": ["none"], "stopping_before": ["seizure"], "feeling_now": ["seizure"]}
        assert journey.choose(**chosen, order=order).urgent >= {"emergency_number", "same_day_medical"}

    def test_a_danger_beside_not_sure_is_a_danger(self, journey):
        journey.walk(SOMEBODY, until="stopping")
        chosen = {**STOPPING, "feeling_now": ["seizure", "unsure"]}
        assert "emergency_number" in journey.choose(**chosen).urgent
        page = journey.answer(**chosen)
        assert (page.name, "emergency_number" in page.urgent) == ("emergency", True)

    def test_a_danger_beside_an_answer_that_stands_alone_is_a_danger(self, journey):
        journey.walk(SOMEBODY, until="stopping")
        page = journey.answer(**{**STOPPING, "feeling_now": ["seizure", "none"]})
        assert (page.status, "emergency_number" in page.urgent) == (422, True)

    def test_what_a_change_raises_is_said_in_full_on_the_page_after_it(self, journey):
        journey.walk(SOMEBODY)
        journey.change("safety")
        page = journey.answer(suicidal_thoughts="no", home_safety="unsafe")
        assert page.name == "check"
        assert page.has("[data-urgent=home_safety] a[href='tel:08082000247']")

    def test_what_an_answer_adds_to_a_notice_is_said_at_it(self, journey):
        person = {**SOMEBODY, "stopping_before": ["seizure"], "stop_plan": "stop_with_help"}
        journey.walk(person, until="mind")
        page = journey.choose(**{**MIND, "mind": ["voices"]})
        assert "a voice tells you" in page.text("#at-mind-voices")


def test_what_is_no_danger_any_more_takes_its_notice_away(journey):
    journey.walk(SOMEBODY, until="safety")
    assert journey.choose(suicidal_thoughts="thoughts").urgent
    assert journey.choose(suicidal_thoughts="no").urgent == set()


class TestANoticeStandsInFullOnce:
    TODAY = "[data-urgent=same_day_medical]"

    def test_then_it_is_its_title_with_one_number_and_on_the_result_whole(self, journey, content):
        (notice,) = [one for one in content.notices if one.id == "same_day_medical"]
        journey.walk(VERY_HEAVY_DRINKER, until="stopping")
        assert notice.text[0].you in journey.page.text(self.TODAY)
        for place in ("safety", "use", "check"):
            journey.walk(VERY_HEAVY_DRINKER, until=place)
            assert journey.page.text(f"{self.TODAY} h2") == notice.title.you
            number = journey.page.one(f"{self.TODAY} a[href^='tel:']")
            assert journey.page.text(self.TODAY) == f"{notice.title.you} {text_of(number)}"
        journey.press("next")
        assert notice.text[1].you in journey.page.text(self.TODAY)

    def test_with_scripts_it_stood_at_its_answer(self, journey):
        journey.walk(VERY_HEAVY_DRINKER, until="amount")
        page = journey.answer(**{one: VERY_HEAVY_DRINKER[one] for one in AMOUNT}, seen="same_day_medical")
        assert page.has(f"{self.TODAY}.again")
        assert page.has("[data-urgent=do_not_stop_suddenly]:not(.again)"), "this one was not said at an answer"
        page = journey.answer(**{one: VERY_HEAVY_DRINKER[one] for one in STOPPING})
        assert page.has("[data-urgent=do_not_stop_suddenly].again"), "raised by the amount, and read after it"

    @pytest.mark.parametrize("claimed", ["", "nothing", "<b>", "same_day_medical " * 50])
    def test_whatever_is_claimed_to_be_seen_all_of_them_stand_there(self, journey, claimed):
        journey.walk(VERY_HEAVY_DRINKER, until="amount")
        page = journey.answer(**{one: VERY_HEAVY_DRINKER[one] for one in AMOUNT}, seen=claimed)
        assert page.urgent == {"same_day_medical", "do_not_stop_suddenly"}

    def test_it_is_so_too_for_what_says_call_now(self, journey):
        journey.walk({**SOMEBODY, "suicidal_thoughts": "thoughts"}, until="mind")
        assert journey.page.has("[data-urgent=crisis_line] details, [data-urgent=crisis_line]:not(.again)")
        journey.walk({**SOMEBODY, "suicidal_thoughts": "thoughts"})
        assert journey.page.has("[data-urgent=crisis_line].again a[href='tel:116123']")

    def test_what_is_new_of_it_is_said_with_it(self, journey):
        journey.walk({**VERY_HEAVY_DRINKER, "mind": ["voices"]}, until="tried")
        assert "a voice tells you" in journey.page.text(f"{self.TODAY}.again")

    def test_the_same_page_in_another_language_or_after_reload_has_it_whole(self, journey):
        journey.walk(VERY_HEAVY_DRINKER, until="use")
        assert journey.page.has(f"{self.TODAY}.again")
        assert not journey.post(journey.fields(at="", to="use")).has(f"{self.TODAY}.again")

    def test_danger_at_home_stands_under_a_line_that_tells_nothing(self, journey):
        person = {**SOMEBODY, "home_safety": "unsafe"}
        journey.walk(person, until="safety")
        journey.go_on(**{question: person[question] for question in journey.page.asked})
        for _ in range(2):  # on the page after the answer, and on later ones
            notice = journey.page.one("[data-urgent=home_safety]")
            assert [str(one) for one in notice.select(":scope > *")] == [
                str(one) for one in notice.select(":scope > details")
            ]
            assert notice.select_one("summary").get_text() == "Help with this answer"
            assert notice.select_one("a[href^='tel:']")
            journey.go_on()

    def test_on_the_result_too_it_is_inside(self, journey):
        page = journey.result({**SOMEBODY, "home_safety": "unsafe"})
        box = page.one("[data-first-step]")
        assert (box["data-first-step"], box["data-urgent"]) == ("attacked_or_unsafe_home", "home_safety")
        for number in box.select("a[href^='tel:'], [data-say]"):
            assert number.find_parent("details")


class TestWhatWasNotSaid:
    """No notice anywhere; on the result one quiet line that can be opened."""

    def test_it_is_no_notice_at_an_answer_nor_on_any_page(self, journey):
        journey.walk(SAYS_NOTHING, until="stopping")
        assert journey.choose(**{one: SAYS_NOTHING[one] for one in STOPPING}).urgent == set()
        for place in ("safety", "use", "tried", "check"):
            journey.walk(SAYS_NOTHING, until=place)
            assert journey.page.urgent == journey.page.quiet == set()

    def test_on_the_result_it_is_a_closed_line_with_numbers_below_the_first_step(self, journey, content):
        page = journey.result(SAYS_NOTHING)
        assert {"crisis_line", "home_safety", "do_not_stop_suddenly"} <= page.quiet
        assert page.urgent == set()
        for notice in content.notices:
            for line in page.all(f"[data-urgent={notice.id}]"):
                assert (line.name, line.has_attr("open")) == ("details", False)
                assert text_of(line.select_one("summary")) == notice.quiet.you
                assert line.select("a[href^='tel:']")
                assert not line.select("[data-rule], .tells-answers")
        assert page.html.index('class="first-step"') < page.html.index("data-quiet")
        assert "Something was not said" not in "".join(text_of(one) for one in page.all("[data-urgent]"))

    def test_it_is_not_on_the_sheet(self, journey, content):
        page = journey.result(SAYS_NOTHING)
        for notice in content.notices:
            assert notice.quiet.you not in page.text(".sheet")
            assert notice.title.you not in page.text(".sheet")

    def test_that_about_home_reads_the_same_for_everybody(self, client):
        silent = {"home_safety": "prefer_not"}
        people = (
            SAYS_NOTHING,
            {**MIXED, **silent},
            {**WORRIED_PARTNER, **silent},
            {**GAMBLER, "home_safety": "unsure"},
        )
        results = [Journey(client).result(one) for one in people]
        assert len({page.html_of("[data-urgent=home_safety][data-quiet]") for page in results}) == 1


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
        folded = page.all("[data-first-step] details .who strong")
        assert "Ontario" in {text_of(one) for one in folded}
        assert {id(one) for one in folded} == {id(one) for one in page.all("[data-first-step] .who strong")}


def test_a_line_of_text_or_chat_stands_beside_the_phone(journey):
    journey.walk(SOMEBODY, until="safety")
    page = journey.choose(suicidal_thoughts="thoughts")
    assert page.has("[data-urgent=crisis_line] a[href='sms:85258']")
    assert "Text SHOUT to 85258" in page.text("[data-urgent=crisis_line]")


def test_a_number_for_drinkers_is_not_given_to_others(journey):
    gambler = journey.result({**WORRIED_PARTNER, "country": "us", "concerns": ["opioids"], "main_concern": "opioids"})
    assert "Al-Anon" not in gambler.text(".sheet")
    assert not gambler.has(".contacts a[href='tel:18884252666']")


@pytest.mark.parametrize("person", [HARDLY_ANY_CONCERN, GAMBLER])
def test_no_alarm_where_there_is_none(journey, person):
    assert journey.result(person).urgent == set()


def test_only_questions_that_can_raise_a_notice_ask_at_once(journey):
    journey.walk(SOMEBODY, until="stopping")
    asking = {one["id"].removeprefix("q-") for one in journey.page.all("[hx-trigger=change]")}
    assert {"between_doses", "stopping_before", "feeling_now"} <= asking
    journey.walk(SOMEBODY, until="wishes")
    assert not journey.page.has("[hx-trigger=change]")
    assert not Journey(journey.client).walk(SOMEBODY, until="about_you").has("#q-who_for[hx-trigger]")
