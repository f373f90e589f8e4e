"""What the numbers of a calculator come to: always the range that says the number which is said."""

import re

import pytest

from assessment.engine.calculators import by_drinks, by_share, drinks_in, grams_in
from assessment.engine.countries import Container, Drink
from assessment.engine.drinks import amount
from assessment.engine.questionnaire import Question
from tests.support import tiny_content
from tests.support.real_content import CONTENT

UNITS = {"under_4": {"below": 4}, "4_to_8": {"from": 4, "below": 8}, "8_or_more": {"from": 8}}
A_DAY: Question = tiny_content.made(
    Question,
    **tiny_content.question(
        "a_day",
        [*({"id": id, "units": units} for id, units in UNITS.items()), {"id": "unsure", "label": "?"}],
        calculator="drinks_a_day",
    ),
)
SHARES = {"small": {"below": 0.15}, "quarter": {"below": 0.4}, "half": {"below": 1}, "all": {}}
A_MONTH: Question = tiny_content.made(
    Question,
    **tiny_content.question(
        "a_month",
        [*({"id": id, "label": id, "share": share} for id, share in SHARES.items()), "unsure"],
        calculator="share_of_income",
    ),
)
CAN = Container("can", tiny_content.made(Drink, **tiny_content.DRINK).hint, 500, 5.0)
BOTTLE = Container("bottle", CAN.label, 750, 12.0)


def in_units(**counts: float) -> float:
    return drinks_in(counts, (CAN, BOTTLE), CONTENT.countries["gb"].drink)


def test_what_is_printed_on_a_bottle_is_its_units():
    assert grams_in(BOTTLE) == 9 * 8
    assert (in_units(), in_units(can=1), in_units(can=2, bottle=0.5)) == (0, 2.5, 9.5)


@pytest.mark.parametrize(
    ("drunk", "option", "said"),
    [(0, "under_4", 0), (0.9, "under_4", 0), (3.99, "under_4", 3), (4, "4_to_8", 4), (7.9, "4_to_8", 7),
     (8, "8_or_more", 8), (60_000, "8_or_more", 60_000)],
)  # fmt: skip
def test_the_range_of_an_amount(drunk, option, said):
    found = by_drinks(drunk, A_DAY.options, CONTENT.countries["gb"].drink)
    assert (found.option, found.said) == (option, said)


def test_tenths_add_up():
    assert in_units(can=0.1) * 3 == pytest.approx(in_units(can=0.3))
    tenth = Container("tenth", CAN.label, 100, 10.0)  # one unit
    third = drinks_in({"tenth": 0.1 + 0.2 + 3.7}, (tenth,), CONTENT.countries["gb"].drink)
    assert by_drinks(third, A_DAY.options, CONTENT.countries["gb"].drink).option == "4_to_8"


@pytest.mark.parametrize("country", CONTENT.countries.values(), ids=lambda one: one.id)
def test_the_number_that_is_said_stands_in_the_range_that_is_chosen(country):
    """In every country, for every question that has such a calculator: also where a drink is no whole unit."""
    asked = [one for one in CONTENT.questionnaire.questions if one.calculator and one.in_drinks]
    assert asked
    for question in asked:
        ranges = {option.id: option.units for option in question.options if option.units}
        for tenths in range(1200):
            found = by_drinks(tenths / 10, question.options, country.drink)
            numbers = amount(ranges[found.option], country.drink)[1]
            above = numbers["high"] if "low" not in numbers else numbers.get("high", 10**6) + 1
            assert found.said in range(numbers.get("low", 0), above)


@pytest.mark.parametrize(
    ("goes_out", "comes_in", "option", "said"),
    [(0, 1000, "small", 0), (149, 1000, "small", 15), (150, 1000, "quarter", 15), (400, 1000, "half", 40),
     (999, 1000, "half", 100), (1000, 1000, "all", 100), (1001, 1000, "all", None), (5, 0, "all", None),
     (0, 0, "small", 0), (30, 200, "quarter", 15)],
)  # fmt: skip
def test_the_share_of_an_income(goes_out, comes_in, option, said):
    found = by_share(goes_out, comes_in, A_MONTH.options)
    assert (found.option, found.said) == (option, said)


def test_what_a_label_says_is_what_is_counted():
    for one in CONTENT.containers.values():
        [(size, measure, percent)] = re.findall(r"\(([\d.]+) (ml|litres?) at ([\d.]+) %\)", one.label.you)
        assert float(size) * (1 if measure == "ml" else 1000) == one.ml, one.id
        assert float(percent) == one.percent, one.id


def test_every_country_counts_beer_wine_and_spirits():
    for country in CONTENT.countries.values():
        labels = " ".join(one.label.you.lower() for one in CONTENT.containers_in(country))
        assert all(kind in labels for kind in ("beer", "wine", "spirits")), country.id
