"""Which answer the numbers of a calculator come to: bottles and cans in a country's drinks, money against an income."""

from collections.abc import Iterable, Mapping
from math import floor, inf

from msgspec import Struct

from assessment.engine.countries import Container, Drink
from assessment.engine.drinks import GRAMS_IN_A_UNIT, in_drinks
from assessment.engine.questionnaire import Option
from assessment.engine.text import Id

ML_IN_A_UNIT = 10
"""Of pure alcohol: what is printed on a bottle, ml times strength in percent / 1000, is its UK units."""
FINE_ENOUGH = 6
"""Decimal places: three times 0.1 is 0.3 again."""


class Found(Struct, frozen=True):
    """What came out: the answer, and the number that is said: whole drinks, or so many in 100.

    None where more goes out than comes in: no part of it can be named.
    """

    option: Id
    said: int | None


def grams_in(container: Container) -> float:
    """Pure alcohol in one of them."""
    return container.ml * container.percent / 100 / ML_IN_A_UNIT * GRAMS_IN_A_UNIT


def drinks_in(counts: Mapping[Id, float], containers: Iterable[Container], drink: Drink) -> float:
    """So many of each container, in the drinks of a country."""
    grams = sum(grams_in(one) * counts.get(one.id, 0) for one in containers)
    return round(grams / drink.grams, FINE_ENOUGH)


def by_drinks(amount: float, options: Iterable[Option], drink: Drink) -> Found:
    """The range in which an amount lies, as it is said in this country.

    By the numbers that are read there and not by units: they are rounded down, so the same number never stands in one
    range and is counted to another. Raises IndexError where no option has units.
    """
    whole = floor(amount)
    reached = [one for one in options if one.units and in_drinks(one.units.at_least, drink) <= whole]
    return Found(reached[-1].id, whole)


def by_share(goes_out: float, comes_in: float, options: Iterable[Option]) -> Found:
    """The share of what comes in that goes out. Where something goes out and nothing comes in, it is the largest.

    Raises IndexError where no option has a share.
    """
    share = round(goes_out / comes_in, FINE_ENOUGH) if comes_in else inf if goes_out else 0
    fitting = [one for one in options if one.share and (one.share.below is None or share < one.share.below)]
    return Found(fitting[0].id, None if share > 1 else round(share * 100))
