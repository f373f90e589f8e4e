"""Whom to call: which numbers stand in notices and passages, and which of them stand open."""

import msgspec

from assessment.engine.assess import assess
from assessment.engine.countries import Region
from assessment.engine.path import replay
from assessment.engine.rules import Passage
from assessment.engine.whom_to_call import (
    Calls,
    calls_for,
    calls_for_passages,
    calls_in_notices,
    door_of,
    doors_of_kinds,
    first_to_call,
)
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


def test_a_line_beside_a_notice_serves_everybody_or_is_the_first_for_the_same_purpose_that_does():
    part, whole = (
        msgspec.structs.replace(APART.contacts("crisis")[0], id=name, regions=(region,), number="1", dial=f"tel:{name}")
        for name, region in (("1", "north"), ("2", "national"))
    )
    regions = tuple(made(Region, id=name, name=name) for name in ("north", "south"))
    notice = msgspec.structs.replace(CONTENT.notices[0], call=("crisis", "emergency"))
    assert first_to_call(notice, msgspec.structs.replace(APART, contact=(part, whole), region=regions)) == whole


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

    def test_a_line_about_one_concern_stands_last_for_who_has_several(self):
        crisis = APART.contacts("crisis")[0]
        lines = (
            msgspec.structs.replace(crisis, id=name, about=about, url=f"https://{name}.example")
            for name, about in (("drinkers", ("alcohol",)), ("anything", ()))
        )
        country = msgspec.structs.replace(APART, contact=tuple(lines))
        assert behind(["crisis"], country, ["alcohol"])[0] == "drinkers"
        assert behind(["crisis"], country, ["alcohol", "stimulants"])[0] == "anything"

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


class TestDoorsOfKinds:
    """Where a kind of support is found stands in its card."""

    def doors(self, country=APART, passage=None, in_writing=False, above=()):
        kinds = tuple(
            msgspec.structs.replace(one, doors=("gambling", "crisis") if one.id == "second" else ())
            for one in CONTENT.kinds
        )
        passages = (*CONTENT.passages, *([passage] if passage else []))
        content = msgspec.structs.replace(CONTENT, kinds=kinds, passages=passages)
        result = assess(content, replay(content, {**LOW, "sleep": ("bad",)}))
        return doors_of_kinds(result, country, [], above, in_writing)

    def test_it_is_the_first_behind_which_there_is_somebody(self):
        assert [one.contact.id for one in self.doors()["second"].few] == ["crisis"]

    def test_a_kind_that_did_not_come_up_has_none(self):
        assert set(self.doors()) < {one.id for one in CONTENT.kinds}

    def test_what_is_only_a_part_of_it_comes_first_and_says_so(self):
        part = made(Passage, id="x", part="call", when=["always"], kind="second", purpose="directory", text="A list")
        few = self.doors(passage=part)["second"].few
        assert [(one.contact.id, one.about and one.about.you) for one in few] == [
            ("directory", "A list"),
            ("crisis", None),
        ]

    def test_a_service_is_one_for_each_concern_that_of_the_first_first(self):
        lines = tuple(
            msgspec.structs.replace(COUNTRY.contacts("crisis")[0], id=one, purpose=one, url=f"https://{one}.example")
            for one in ("addiction", "gambling", "smoking")
        )
        country = msgspec.structs.replace(COUNTRY, contact=lines)
        kinds = tuple(msgspec.structs.replace(one, doors=("service",)) for one in CONTENT.kinds)
        content = msgspec.structs.replace(CONTENT, kinds=kinds)
        result = assess(content, replay(content, {**LOW, "sleep": ("bad",)}))
        found = doors_of_kinds(result, country, ["gambling", "alcohol", "nicotine"], (), in_writing=False)
        assert [one.contact.id for one in found["second"].few] == ["gambling", "addiction"], "two at most"

    def test_some_lines_are_for_those_alone_who_have_no_other_concern(self):
        lines = tuple(
            msgspec.structs.replace(COUNTRY.contacts("crisis")[0], id=one, purpose=one, url=f"https://{one}.example")
            for one in ("addiction", "smoking")
        )
        country = msgspec.structs.replace(COUNTRY, contact=lines)
        kinds = tuple(
            msgspec.structs.replace(one, doors=("service",), only_alone=("smoking",)) for one in CONTENT.kinds
        )
        content = msgspec.structs.replace(CONTENT, kinds=kinds)
        result = assess(content, replay(content, {**LOW, "sleep": ("bad",)}))
        for concerns, found in ((["alcohol", "nicotine"], ["addiction"]), (["nicotine"], ["smoking"])):
            doors = doors_of_kinds(result, country, concerns, (), in_writing=False)
            assert [one.contact.id for one in doors["second"].few] == found

    def test_what_stands_further_up_is_not_said_in_full_again(self):
        crisis = APART.contacts("crisis")
        found = self.doors(above=[Calls(crisis)])["second"]
        assert [one.again for one in found.few] == [True]
        assert found.in_full == ()
        fresh = self.doors()["second"]
        assert [one.again for one in fresh.few] == [False]
        assert fresh.in_full == crisis

    def test_who_would_rather_write_is_shown_how(self):
        chat = "https://chat.example"
        crisis = msgspec.structs.replace(APART.contacts("crisis")[0], number="1", dial="tel:1", chat=chat, url=None)
        country = msgspec.structs.replace(APART, contact=(crisis,))
        shown = {wish: self.doors(country, in_writing=wish)["second"].few[0].contact for wish in (True, False)}
        assert (shown[False].number, shown[True].number, shown[True].chat) == ("1", None, chat)


def behind(doors, country=APART, concerns=(), **more):
    """The ids of those whom a first step with these doors leads to."""
    return [one.id for one in door_of(row("x", "always", doors=doors, **more), country, concerns).first]
