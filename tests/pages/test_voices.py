"""Hearing or seeing things: what it is taken for hangs on what else was told."""

import pytest

from tests.support.sample_answers import SOMEBODY

pytestmark = pytest.mark.slow

AWAKE_FOR_DAYS = {
    "concerns": ["stimulants", "alcohol"],
    "main_concern": "stimulants",
    "alcohol_days": "weekly",
    "alcohol_per_day": "4_to_8",
    "between_doses": ["confusion_seeing_things", "watched"],
    "suicidal_thoughts": "better_off_dead",
    "stop_plan": "stop_some_time",
}
"""Somebody who hears things on stimulants, and drinks two beers at weekends."""


@pytest.mark.parametrize(("drinks", "dangerous_to_stop"), [({}, False), ({"alcohol_per_day": "15_to_30"}, True)])
def test_hearing_things_is_withdrawal_only_where_there_is_enough_to_withdraw_from(journey, drinks, dangerous_to_stop):
    page = journey.result({**SOMEBODY, **AWAKE_FOR_DAYS, **drinks})
    assert ("do_not_stop_suddenly" in page.urgent) is dangerous_to_stop
    assert "same_day_medical" in page.urgent
    step = str(page.one("[data-first-step]")["data-first-step"])
    assert (step == "crisis_and_withdrawal") is dangerous_to_stop
