"""The flow, on a questionnaire of four steps that a reader can hold in mind.

start: colour (red, blue, young)
red:   shade, only when red
tools: tools (several; "none" stands alone)
last:  favourite tool, only when there are two, offered from those chosen
"""

import pytest

from assessment.engine.path import (
    CHECK,
    RESULTS,
    YOUTH,
    AnswerProblem,
    Progress,
    begins_anew,
    is_place,
    merge,
    next_place,
    problem_of,
    replay,
    skipped_answers,
)
from assessment.engine.questionnaire import SKIPPED
from tests.support import tiny_content
from tests.support.notices import told
from tests.support.tiny_content import condition, question, step

TOOLS: list[str | dict[str, object]] = ["saw", "hammer", "file", {"id": "none", "label": "none", "exclusive": True}]
CONTENT = tiny_content.content(
    step("start", question("colour", ("red", "blue", "young"))),
    step("red", question("shade", ("dark", "light"), ask_when=["is_red"])),
    step("tools", question("tools", TOOLS, answer="checkboxes")),
    step("last", question("favourite", ("saw", "hammer", "file"), ask_when=["has_two"], options_from="tools")),
    conditions=[
        condition("is_red", match={"colour": ["red"]}),
        condition("has_two", at_least={"question": "tools", "count": 2}),
        condition("never", match={"colour": ["young"]}),
    ],
)
RED = {"colour": ("red",), "shade": ("dark",)}
BLUE = {"colour": ("blue",)}
ALL_RED = {**RED, "tools": ("saw", "file"), "favourite": ("file",)}
ALL_BLUE = {**BLUE, "tools": ("none",)}


def path(answers):
    return replay(CONTENT, answers)


def leads(before, after, place):
    return next_place(path(before), path(after), place)


def asked(answers):
    return [one.question.id for path_step in path(answers).steps for one in path_step.asked]


class TestWhatIsAsked:
    def test_a_question_that_does_not_apply_is_not_asked(self):
        assert asked(BLUE) == ["colour", "tools"]
        assert asked(RED) == ["colour", "shade", "tools"]

    def test_an_answer_falls_with_its_parent(self):
        assert "shade" not in path({**RED, "colour": ("blue",)}).answers

    def test_and_so_does_what_hung_on_that_answer(self):
        assert path({**ALL_RED, "tools": ("saw",)}).answers == {**RED, "tools": ("saw",)}

    def test_only_what_was_chosen_is_offered(self):
        last = path({**RED, "tools": ("saw", "file")}).asked_at("last")
        assert [option.id for option in last[0].options] == ["saw", "file"]

    def test_a_choice_that_is_no_longer_offered_does_not_count(self):
        assert "favourite" not in path({**ALL_RED, "tools": ("saw", "hammer")}).answers

    @pytest.mark.parametrize(
        "chosen", [("nonsense",), ("saw", "none"), ("saw", "saw"), ()], ids=["unknown", "alone", "twice", "nothing"]
    )
    def test_what_cannot_be_an_answer_is_none(self, chosen):
        assert "tools" not in path({**BLUE, "tools": chosen}).answers

    def test_two_answers_to_a_question_for_one_are_none(self):
        assert path({"colour": ("red", "blue")}).answers == {}

    def test_the_order_of_ticking_does_not_matter(self):
        assert path({**BLUE, "tools": ("file", "saw")}).answers["tools"] == ("saw", "file")


class TestWhereOneIs:
    def test_the_first_step_for_somebody_with_no_answers(self):
        assert path({}).first_open == "start"

    @pytest.mark.parametrize("wanted", ["red", "tools", "last", CHECK, RESULTS, YOUTH])
    def test_what_is_not_reached_leads_to_the_first_open_step(self, wanted):
        assert path({}).reach(wanted) == "start"

    def test_what_is_reached_is_reached(self):
        assert path(RED).reach("red") == "red"
        assert path(ALL_RED).reach(RESULTS) == RESULTS

    def test_a_step_that_is_not_asked_leads_on(self):
        assert path(BLUE).reach("red") == "tools"
        assert path(ALL_BLUE).reach("red") == CHECK

    def test_nobody_sees_the_youth_page_by_asking_for_it(self):
        assert path(ALL_BLUE).reach(YOUTH) == CHECK

    def test_before_is_the_step_before_on_this_persons_way(self):
        assert path(BLUE).before("tools") == "start"
        assert path(RED).before("tools") == "red"
        assert path(RED).before("start") is None
        assert path(ALL_BLUE).before(CHECK) == "tools"

    def test_what_was_told_before_a_step_is_what_was_told_on_earlier_steps(self):
        assert path(ALL_RED).told_before("tools") == told(CONTENT, RED)
        assert path(ALL_RED).told_before("start") == 0
        assert path(ALL_RED).told_before(CHECK) == path(ALL_RED).told == told(CONTENT, ALL_RED)

    def test_what_was_told_elsewhere_is_all_but_what_was_told_here(self):
        all_red = path(ALL_RED)
        for path_step in all_red.steps:
            elsewhere = all_red.told_elsewhere(path_step.step.id)
            assert (elsewhere | path_step.told, elsewhere & path_step.told) == (all_red.told, 0)
        assert all_red.told_elsewhere(CHECK) == all_red.told

    def test_what_was_chosen_at_a_step_stands_in_the_order_of_its_page(self):
        assert path({**ALL_RED, "tools": ("file", "saw")}).chosen_at("tools") == (("tools", "saw"), ("tools", "file"))
        assert path(RED).chosen_at("tools") == ()

    def test_places_that_exist(self):
        assert all(is_place(CONTENT, place) for place in ("start", "last", CHECK, RESULTS, YOUTH))
        assert not is_place(CONTENT, "elsewhere")


class TestContinue:
    def test_forward_in_order(self):
        assert leads({}, {"colour": ("red",)}, "start") == "red"
        assert leads({}, BLUE, "start") == "tools"
        assert leads(BLUE, ALL_BLUE, "tools") == CHECK
        assert leads(ALL_BLUE, ALL_BLUE, CHECK) == RESULTS

    def test_after_going_back_also_through_what_is_answered(self):
        assert leads(RED, RED, "start") == "red"

    def test_a_change_that_opens_nothing_returns_to_the_check(self):
        assert leads(ALL_RED, {**ALL_RED, "shade": ("light",)}, "red") == CHECK

    def test_a_change_asks_what_it_opened(self):
        assert leads(ALL_BLUE, {**ALL_BLUE, "colour": ("red",)}, "start") == "red"

    def test_and_what_that_opened_in_turn_and_then_returns(self):
        red = {**ALL_BLUE, "colour": ("red",)}
        assert leads(red, {**red, "shade": ("dark",)}, "red") == CHECK
        two = {**red, "tools": ("saw", "file")}
        assert leads(ALL_BLUE, two, "start") == "red"
        assert leads(two, {**two, "shade": ("dark",)}, "red") == "last"

    def test_no_result_from_part_of_the_answers(self):
        assert leads(BLUE, BLUE, CHECK) == "tools"
        assert leads({}, {}, RESULTS) == "start"


class TestEndingEarly:
    YOUNG = {"colour": ("young",)}

    def test_the_questions_stop(self):
        assert asked({**self.YOUNG, "tools": ("saw",)}) == ["colour"]
        assert not path(self.YOUNG).complete

    def test_everything_but_the_first_step_leads_to_the_end(self):
        assert {path(self.YOUNG).reach(place) for place in ("red", "tools", CHECK, RESULTS, YOUTH)} == {YOUTH}
        assert path(self.YOUNG).reach("start") == "start"
        assert path(self.YOUNG).before(YOUTH) == "start"
        assert leads({}, self.YOUNG, "start") == YOUTH


class TestProgress:
    def test_what_is_open_counts_as_possible_and_is_said_to_be(self):
        assert path({}).progress("start") == Progress(1, 4, sure=False)

    def test_the_total_never_grows_on_the_way(self):
        totals = [
            path(answers).progress(place).total
            for answers, place in [({}, "start"), (BLUE, "tools"), ({**BLUE, "tools": ("saw",)}, "tools")]
        ]
        assert totals == [4, 3, 2]

    def test_it_is_sure_when_nothing_can_change_it(self):
        assert path(ALL_RED).progress("last") == Progress(4, 4, sure=True)


def test_merge_replaces_the_answers_of_one_step_only():
    here = path(ALL_RED).asked_at("red")
    assert merge(ALL_RED, {"shade": ("light",), "tools": ("hammer",)}, here) == {**ALL_RED, "shade": ("light",)}
    assert "shade" not in merge(ALL_RED, {}, here)


ROUND = tiny_content.content(
    step("one", question("colour", ("red", "blue"))),
    {
        **step("two", question("dark"), question("darker")),
        "skippable": True,
    },
    step("three", question("shade", ("dark", "light", {"id": "red_only", "label": "x", "offer_when": ["is_red"]}))),
    conditions=[condition("is_red", match={"colour": ["red"]})],
)


class TestTheWayRound:
    def test_only_its_step_has_one(self):
        here = replay(ROUND, {"colour": ("red",)})
        assert [here.is_skippable(place) for place in ("one", "two", "three", CHECK)] == [False, True, False, False]

    def test_going_round_skips_each_question(self):
        here = replay(ROUND, {"colour": ("red",)})
        answers = skipped_answers(here.asked_at("two"))
        assert answers == {"dark": (SKIPPED,), "darker": (SKIPPED,)}
        after = replay(ROUND, {"colour": ("red",), **answers})
        assert after.reach("three") == "three"
        assert after.answers == {"colour": ("red",), **answers}
        assert [one.said for one in after.asked_at("two")] == [(), ()]


class TestSkipped:
    """One question may be left empty, the other may not."""

    MAY = tiny_content.content(step("one", question("may", optional=True), question("must")))

    def test_it_is_an_answer_where_a_question_may_be_left_empty(self):
        assert replay(self.MAY, {"may": (SKIPPED,), "must": ("yes",)}).complete
        assert not replay(self.MAY, {"must": ("yes",)}).complete, "it was not seen yet"

    @pytest.mark.parametrize("chosen", [(SKIPPED,), ("yes", SKIPPED)])
    def test_it_is_none_where_it_may_not(self, chosen):
        assert "must" not in replay(self.MAY, {"may": ("yes",), "must": chosen}).answers

    def test_it_is_none_beside_an_option(self):
        assert "may" not in replay(self.MAY, {"may": ("yes", SKIPPED)}).answers

    def test_it_cannot_be_chosen(self):
        one = replay(self.MAY, {}).asked_at("one")[0]
        assert problem_of((SKIPPED,), one.question, one.options) is AnswerProblem.NOT_OFFERED


class TestWhatIsNotAskedWhen:
    """The third question is for who is red and neither dark nor light."""

    SHADES = tiny_content.content(
        step("one", question("colour", ("red", "blue"))),
        step("two", question("is_dark"), question("is_light")),
        step("three", question("shade", ask_when=["is_red"], skip_when=["is_dark", "is_light"])),
        step("four", question("end")),
        conditions=[
            condition("is_red", match={"colour": ["red"]}),
            condition("is_dark", match={"is_dark": ["yes"]}),
            condition("is_light", match={"is_light": ["yes"]}),
        ],
    )

    @pytest.mark.parametrize(
        ("colour", "dark", "light", "asked"),
        [
            ("red", "no", "no", True),
            ("red", "yes", "no", False),
            ("red", "no", "yes", False),
            ("red", "yes", "", False),
            ("red", "no", "", None),
            ("blue", "no", "", False),
            ("", "no", "no", None),
            ("", "yes", "", False),
        ],
    )
    def test_it_is_asked_where_none_of_it_holds_and_open_where_that_is_open(self, colour, dark, light, asked):
        given = {"colour": colour, "is_dark": dark, "is_light": light}
        steps = {one.step.id: one for one in replay(self.SHADES, {k: (v,) for k, v in given.items() if v}).steps}
        assert ("three" in steps, bool("three" in steps and steps["three"].asked)) == (asked is not False, bool(asked))


class TestOptionsThatAreNotForEverybody:
    @pytest.mark.parametrize(("colour", "count"), [("red", 3), ("blue", 2)])
    def test_they_are_offered_to_whom_they_can_be_true(self, colour, count):
        answers = {"colour": (colour,), "dark": ("no",), "darker": ("yes",)}
        assert len(replay(ROUND, answers).asked_at("three")[0].options) == count

    def test_what_is_not_offered_does_not_count(self):
        answers = {"colour": ("red",), "dark": ("no",), "darker": ("yes",), "shade": ("red_only",)}
        assert replay(ROUND, answers).complete
        assert not replay(ROUND, {**answers, "colour": ("blue",)}).complete


class TestAnswersAboutAnotherPerson:
    WHO = tiny_content.content(
        step("who", question("who", ("self", "other"), resets_others=True), question("age", ("old", "young"))),
        step("rest", question("rest")),
    )

    def merged(self, **sent):
        before = {"who": ("self",), "age": ("old",), "rest": ("yes",)}
        return merge(before, sent, replay(self.WHO, before).asked_at("who"))

    def test_fall_when_it_turns_out_to_be_about_somebody_else(self):
        assert self.merged(who=("other",), age=("old",)) == {"who": ("other",), "age": ("old",)}
        asked = replay(self.WHO, {"who": ("self",)}).asked_at("who")
        assert begins_anew({"who": ("other",)}, asked)
        assert not begins_anew({"age": ("old",)}, asked)

    def test_stay_when_it_is_the_same_person(self):
        assert self.merged(who=("self",), age=("young",)) == {"who": ("self",), "age": ("young",), "rest": ("yes",)}

    def test_stay_when_nothing_is_said_about_it(self):
        assert "rest" in self.merged(age=("young",))

    def test_nothing_falls_the_first_time(self):
        asked = replay(self.WHO, {}).asked_at("who")
        assert "rest" in merge({"rest": ("yes",)}, {"who": ("other",)}, asked)


def test_a_step_that_is_not_there_has_no_questions():
    assert path(RED).asked_at("nowhere") == ()
    assert path(RED).asked_at(CHECK) == ()


def test_what_may_yet_be_asked_stays_open_over_several_steps():
    """Nothing is answered: the last step depends on the third, and may still come."""
    late = tiny_content.content(
        step("one", question("colour", ("red", "blue"))),
        step("two", question("tool", ("saw", "none"), ask_when=["is_red"])),
        step("three", question("blade", ("sharp", "dull"), ask_when=["has_saw"])),
        step("four", question("depth", ("deep", "flat"), ask_when=["is_sharp"])),
        conditions=[
            condition("is_red", match={"colour": ["red"]}),
            condition("has_saw", match={"tool": ["saw"]}),
            condition("is_sharp", match={"blade": ["sharp"]}),
        ],
    )
    assert [path_step.step.id for path_step in replay(late, {}).steps] == ["one", "two", "three", "four"]
    assert [path_step.step.id for path_step in replay(late, {"colour": ("blue",)}).steps] == ["one"]


def test_the_way_remembers_all_that_came_in_where_it_ends_early():
    young = {"colour": ("young",), "tools": ("saw",)}
    assert path(young).worth_keeping == young
    assert path(young).ends_early is True
    assert path(RED).ends_early is False
    assert path(young).progress("start").total == len(CONTENT.questionnaire.step)
