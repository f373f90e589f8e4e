"""Amounts of alcohol in the drinks of a country: asked locally, decided in UK units of 8 g."""

from math import floor

from assessment.engine.countries import Drink
from assessment.engine.questionnaire import Units
from assessment.engine.text import PluralText

GRAMS_IN_A_UNIT = 8


def in_drinks(units: int, drink: Drink) -> int:
    """So many UK units in whole drinks of a country, rounded down.

    Down is the careful way: somebody whose amount lies between two whole drinks reads themselves into the higher range.
    """
    return floor(units * GRAMS_IN_A_UNIT / drink.grams)


def amount(units: Units, drink: Drink) -> tuple[PluralText, dict[str, int]]:
    """A range of units in the words of a country, with the numbers to fill in: `low`, and `high`, the last in it.

    The last number is the one that stands before the noun.
    """
    low = in_drinks(units.at_least, drink)
    if units.below is None:
        return drink.over, {"low": low}
    below = in_drinks(units.below, drink)
    if units.at_least == 0:
        return drink.under, {"high": below}
    return drink.between, {"low": low, "high": below - 1}
