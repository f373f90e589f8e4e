"""Who takes several drugs is asked for each of them how it is taken: what is so of one is said of no other."""

import pytest

from tests.support.sample_answers import SOMEBODY

pytestmark = pytest.mark.slow

BOTH = {**SOMEBODY, "concerns": ["opioids", "sedatives"], "main_concern": "opioids", "stop_plan": "cut_down"}


def first_step(page):
    return str(page.one("[data-first-step]")["data-first-step"])


def test_pills_from_a_doctor_make_no_prescription_of_what_a_shop_sells(journey):
    kratom = {"risks": ["opioids_most_days", "opioids_bought", "pills_prescribed"], "opioid_kind": ["kratom"]}
    page = journey.result({**BOTH, **kratom})
    assert page.fits["medication"] == "strong"
    assert first_step(page) == "bought_opioids_and_prescribed_pills"
    assert not page.has("[data-rule=prescribed_opioids_check]")


def test_painkillers_from_a_doctor_stay_prescribed_beside_street_pills(journey):
    page = journey.result({**BOTH, "risks": ["opioids_prescribed", "opioids_most_days", "pills_bought"]})
    assert page.fits["medication"] != "strong"
    assert page.has("[data-rule=prescribed_opioids_check]")


@pytest.mark.parametrize(("pills", "warned"), [("pills_bought", False), ("pills_most_days", True)])
def test_a_drug_every_day_makes_no_daily_pills_of_some_now_and_then(journey, pills, warned):
    page = journey.result({**BOTH, "risks": ["opioids_most_days", "opioids_bought", pills]})
    assert page.has("[data-rule=sedatives_specialist]") is warned


def test_ghb_now_and_then_is_not_ghb_every_day(journey):
    meth = {**SOMEBODY, "concerns": ["ghb", "stimulants"], "main_concern": "stimulants"}
    page = journey.result({**meth, "risks": ["another_most_days", "another_bought", "mixing"]})
    assert first_step(page) != "ghb_daily"
    assert page.fits["supervised_withdrawal"] != "strong"


def test_one_drug_is_asked_about_as_before(journey):
    page = journey.result({**SOMEBODY, "concerns": ["opioids"], "risks": ["most_days", "as_prescribed"]})
    assert first_step(page) == "medicine_only_prescribed"


def test_what_cannot_wait_is_said_though_the_drugs_are_told_by_name(journey, content):
    named = {"opioid_kind": ["codeine"], "sedative_kind": ["benzodiazepines", "street"]}
    told = {"risks": ["opioids_bought", "pills_bought", "overdose"], "body_signs": ["bleeding"]}
    step = journey.result({**BOTH, **named, **told}).text("[data-first-step]")
    (bled,) = (one for one in content.passages if one.id == "say_bled")
    assert bled.text.you in step
