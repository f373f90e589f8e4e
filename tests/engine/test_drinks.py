"""Amounts of alcohol: asked in local drinks, decided in UK units."""

import pytest

from assessment.engine.drinks import amount, in_drinks

AMOUNTS = ("under_4", "4_to_8", "8_to_15", "15_to_30", "over_30")


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("gb", [{"high": 4}, {"low": 4, "high": 7}, {"low": 8, "high": 14}, {"low": 15, "high": 29}, {"low": 30}]),
        ("us", [{"high": 2}, {"low": 2, "high": 3}, {"low": 4, "high": 7}, {"low": 8, "high": 16}, {"low": 17}]),
        ("au", [{"high": 3}, {"low": 3, "high": 5}, {"low": 6, "high": 11}, {"low": 12, "high": 23}, {"low": 24}]),
    ],
)
def test_ranges_in_local_drinks(content, country, expected):
    question = next(one for one in content.questionnaire.questions if one.id == "alcohol_per_day")
    ranges = [option.units for option in question.options if option.id in AMOUNTS]
    assert [amount(units, content.countries[country].drink)[1] for units in ranges] == expected


def test_every_country_covers_every_number_of_drinks_once(content):
    question = next(one for one in content.questionnaire.questions if one.id == "alcohol_per_day")
    for country in content.countries.values():
        after = 0
        for units in (option.units for option in question.options if option.units):
            numbers = amount(units, country.drink)[1]
            assert numbers.get("low", 0) == after, country.id
            after = numbers.get("high", -1) + (0 if units.at_least == 0 else 1)


@pytest.mark.parametrize("units", [4, 8, 15, 30])
def test_between_two_drinks_the_lower_one_begins_the_range(content, units):
    for country in content.countries.values():
        assert in_drinks(units, country.drink) * country.drink.grams <= units * 8, country.id
