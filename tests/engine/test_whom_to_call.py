"""Whom to call: which numbers stand in notices and passages, and which of them stand open."""

import msgspec

from assessment.engine.assess import assess
from assessment.engine.countries import Region
from assessment.engine.path import replay
from assessment.engine.rules import Passage
from assessment.engine.whom_to_call import Calls, calls_for, calls_for_passages, calls_in_notices, door_of
from tests.support.notices import raised
from tests.support.tiny_content import FINE, LOW, made, row
from tests.support.tiny_content import MOOD_AND_SLEEP as CONTENT

COUNTRY = CONTENT.countries["other"]


def notices_of(answers):
    return raised(CONTENT, answers)


def test_a_number_is_said_once_on_a_page():
    notices = notices_of({**LOW, "sleep": ("bad",)})
    in_full = calls_in_notices(notices, COUNTRY)
    in_short = calls_in_notices(notices, COUNTRY, already_read={"emergency"})
    assert [len(calls.all) for calls in in_full.values()] == [1, 0, 0]
    assert [len(calls.all) for calls in in_short.values()] == [1, 0]


def test_numbers_to_call_are_those_that_stand_in_no_notice():
    def called(purpose, above):
        passage = made(Passage, id="x", part="call", when=["always"], purpose=purpose, text="Call")
        content = msgspec.structs.replace(CONTENT, passages=(passage,))
        result = assess(content, replay(content, FINE))
        return [
            (passage.id, [contact.id for contact in calls.all])
            for passage, calls in calls_for_passages(result, COUNTRY, above)
        ]

    crisis = COUNTRY.contacts("crisis")
    assert called("crisis", []) == [("x", ["crisis"])]
    assert called("crisis", [Calls(crisis, ())]) == []
    assert called("gambling", []) == [], "nobody to call for that"


def test_no_more_than_three_numbers_for_one_purpose():
    many = tuple(
        msgspec.structs.replace(COUNTRY.contacts("emergency")[0], id=f"n{i}", url=f"https://{i}.example")
        for i in range(5)
    )
    country = msgspec.structs.replace(COUNTRY, contact=many)
    raised = notices_of({**FINE, "sleep": ("bad",)})
    assert [one.id for one in calls_in_notices(raised, country)["emergency"].all] == ["n0", "n1", "n2"]


def test_one_number_for_each_purpose_comes_first():
    twice = tuple(
        msgspec.structs.replace(one, id=f"{one.id}_again", url="https://a.example") for one in COUNTRY.contact
    )
    country = msgspec.structs.replace(COUNTRY, contact=COUNTRY.contact + twice)
    calls = calls_in_notices(notices_of({**FINE, "sleep": ("bad",)}), country)["emergency"]
    assert [one.id for one in calls.first] == ["emergency"]
    assert [one.id for one in calls.more] == ["emergency_again"]


APART = msgspec.structs.replace(
    COUNTRY,
    contact=tuple(msgspec.structs.replace(one, url=f"https://{one.id}.example") for one in COUNTRY.contact),
)
"""The same country, with an address for each purpose."""


class TestWhoIsOneTapAway:
    def test_those_called_next_where_somebody_is_there_first(self):
        calls = calls_for(APART, "emergency", after=["crisis"])
        assert [[one.id for one in some] for some in (calls.first, calls.more)] == [["emergency"], ["crisis"]]

    def test_they_stand_open_where_nobody_is(self):
        calls = calls_for(APART, "gambling", after=["crisis"])
        assert [one.id for one in calls.first] == ["crisis"]


class TestDoor:
    def test_it_is_the_first_behind_which_there_is_somebody(self):
        assert behind(["gambling", "crisis", "emergency"]) == ["crisis"]

    def test_or_all_of_them_together(self):
        assert behind(["emergency", "crisis"], together=True) == ["emergency", "crisis"]

    def test_there_may_be_none(self):
        assert behind([]) == behind(["gambling"]) == []

    def test_a_service_is_that_for_the_concern(self):
        line = msgspec.structs.replace(COUNTRY.contacts("crisis")[0], id="line", purpose="gambling")
        country = msgspec.structs.replace(COUNTRY, contact=(*COUNTRY.contact, line))
        found = {one: behind(["service"], country, [one]) for one in ("gambling", "alcohol")}
        assert found == {"gambling": ["line"], "alcohol": []}
        assert behind(["service"], country, ["gambling", "alcohol"]) == [], "for both, one for addiction"

    def test_no_more_than_two_stand_open(self):
        parts = tuple(
            msgspec.structs.replace(
                COUNTRY.contacts("crisis")[0], id=f"n{i}", regions=(f"n{i}",), url=f"https://{i}.example"
            )
            for i in range(3)
        )
        regions = tuple(made(Region, id=f"n{i}", name=f"n{i}") for i in range(3))
        calls = door_of(
            row("x", "always", doors=["crisis"]), msgspec.structs.replace(COUNTRY, contact=parts, region=regions), []
        )
        assert [[one.id for one in some] for some in (calls.first, calls.more)] == [["n0", "n1"], ["n2"]]


def behind(doors, country=APART, concerns=(), **more):
    """The ids of those whom a first step with these doors leads to."""
    return [one.id for one in door_of(row("x", "always", doors=doors, **more), country, concerns).first]
