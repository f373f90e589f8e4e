"""A calculator that could find no answer stops the start."""

import msgspec
import pytest

from assessment.engine.countries import Container, Country
from assessment.loading.verify_calculators import calculators
from tests.support import tiny_content

CAN = {"id": "can", "label": "A can", "ml": 500, "percent": 5}
EDGES = [{"below": 4}, {"from": 4, "below": 8}, {"from": 8}]


def a_day(units=EDGES, **more):
    options = [{"id": f"o{number}", "units": one} for number, one in enumerate(units)]
    return tiny_content.question("a_day", options, **{"calculator": "drinks_a_day", **more})


def a_month(shares, **more):
    options = [{"id": f"o{number}", "label": "x", **one} for number, one in enumerate(shares)]
    return tiny_content.question("a_month", options, **{"calculator": "share_of_income", **more})


def complaints(question, containers=(CAN,), listed=("can",)):
    made = tiny_content.content(tiny_content.step("one", question))
    drink = {**tiny_content.DRINK, "containers": list(listed)}
    country = tiny_content.made(Country, id="other", name="other", drink=drink, contact=tiny_content.CONTACTS)
    known = {one["id"]: tiny_content.made(Container, **one) for one in containers}
    whole = msgspec.structs.replace(made, countries={"other": country}, containers=known)
    return [": ".join(one) for one in calculators(whole)]


@pytest.mark.parametrize(
    "question",
    [a_day(), a_day(calculator="drinks_a_week"), a_month([{"share": {"below": 0.5}}, {"share": {}}, {}])],
)
def test_what_holds_together(question):
    assert complaints(question) == []


@pytest.mark.parametrize(
    ("question", "cause"),
    [
        (a_day(answer="checkboxes"), "chooses among radios"),
        (a_day(options_from="other"), "offered to everybody"),
        (a_day([]), "from nothing to any amount"),
        (a_day([{"from": 1}]), "from nothing to any amount"),
        (a_day([{"below": 4}]), "from nothing to any amount"),
        (a_day([{"below": 4}, {"from": 5}]), "without a gap"),
        (a_month([{}]), "the last one without"),
        (a_month([{"share": {"below": 0.5}}]), "the last one without"),
        (a_month([{"share": {}}, {"share": {}}]), "the last one without"),
        (a_month([{"share": {"below": 0.5}}, {"share": {"below": 0.2}}, {"share": {}}]), "shares rise"),
        (a_month([{"share": {"below": 0.5}}, {"share": {"below": 0.5}}, {"share": {}}]), "shares rise"),
        (a_month([{"share": {"below": 0}}, {"share": {}}]), "shares rise"),
        (a_month([{"share": {}}], calculator=None), "`share` is for questions with"),
    ],
)
def test_what_does_not(question, cause):
    assert any(cause in one for one in complaints(question))


@pytest.mark.parametrize(
    ("containers", "listed", "cause"),
    [
        ((CAN,), ("bottle",), "no container 'bottle'"),
        ((CAN,), (), "no `containers`"),
        ((CAN, {**CAN, "id": "keg"}), ("can",), "no country lists it"),
    ],
)
def test_containers(containers, listed, cause):
    assert any(cause in one for one in complaints(a_day(), containers, listed))


def test_without_a_calculator_no_country_needs_any():
    assert complaints(a_day(calculator=None), (), ()) == []


def test_an_unknown_calculator_and_an_impossible_strength_are_refused():
    with pytest.raises(msgspec.ValidationError, match="calculator"):
        tiny_content.content(tiny_content.step("one", a_day(calculator="pills_a_day")))
    for wrong in ({"percent": 0}, {"percent": 101}, {"ml": 0}, {"litres": 1}):
        with pytest.raises(msgspec.ValidationError):
            tiny_content.made(Container, **{**CAN, **wrong})
