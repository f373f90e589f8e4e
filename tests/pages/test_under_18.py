"""Under 18, and about somebody under 18: the questions end, and say where help for that age is."""

import pytest

from tests.support.sample_answers import SOMEBODY

YOUNG = {**SOMEBODY, "age_band": "under_18"}


def test_it_ends_with_better_places_and_no_adult_kinds(journey):
    page = journey.walk(YOUNG)
    assert page.name == "youth"
    assert page.fits == {}
    assert page.has("a[href='tel:116123']")


@pytest.mark.parametrize(
    ("who", "door", "number"),
    [("self", "Childline", "tel:08001111"), ("other", "Addiction Family Support", "tel:03008883853")],
)
def test_a_first_step_is_marked_and_its_door_is_for_them(journey, who, door, number):
    page = journey.walk({**YOUNG, "who_for": who, "country": "gb_eng"})
    assert "Your first step" in page.text(".first-step .kicker")
    assert door in page.text(".first-step")
    assert [str(one["href"]) for one in page.all(".first-step a")] == [number]
    assert len(page.all(f"a[href='{number}']")) == 1


def test_lines_for_a_single_substance_come_last_where_nobody_asked_which(journey):
    for_them = journey.walk({**YOUNG, "who_for": "other", "country": "gb"}).text()
    assert for_them.index("Adfam") < for_them.index("Nar-Anon")
    assert for_them.index("FRANK") < for_them.index("Drinkline")


@pytest.mark.parametrize("who", ["self", "other"])
@pytest.mark.parametrize("country", ["other", "mx", "us", "nz"])
def test_somebody_is_behind_it_everywhere(journey, who, country):
    assert journey.walk({**YOUNG, "who_for": who, "country": country}).has(".first-step .contacts a")


def test_a_mistaken_age_can_be_mended(journey):
    journey.walk(YOUNG)
    assert journey.press("back").step == "about_you"
    assert journey.answer(age_band="18_24").step == "concerns"


def test_the_other_answers_come_back_when_it_was_a_slip(journey):
    journey.walk(SOMEBODY)
    journey.change("about_you")
    assert journey.answer(age_band="under_18").name == "youth"
    journey.press("back")
    assert journey.answer(age_band="25_64").name == "check"


def test_no_way_leads_past_it(journey):
    journey.walk(YOUNG)
    for place in ("concerns", "safety", "check", "results"):
        assert journey.post(journey.fields(to=place)).name == "youth"
