"""A core, and areas that are told afterwards: which places there are, where each leads, and what stays open.

core:  one (mood: fine, low, silent), two (sleep: good, bad)
areas: food (eats), walks (moves: asked of who sleeps badly only, and then first), talks (talks; may stay empty)
"""

import pytest

from assessment.engine.assess import Incomplete, assess, notices_by_answers
from assessment.engine.notices import stopping, stops_now
from assessment.engine.path import QuestionPath, next_place, replay
from assessment.engine.places import CHECK, EMERGENCY, RESULTS, is_place, opened_from, place_of, step_of
from assessment.engine.questionnaire import SKIPPED, Answers
from assessment.engine.result import State
from assessment.engine.rules import Fit
from tests.support import tiny_content
from tests.support.notices import told
from tests.support.tiny_content import condition, question, rule, step

CONTENT = tiny_content.content(
    step("one", question("mood", ("fine", "low", "silent"))),
    step("two", question("sleep", ("good", "bad"))),
    step("food", question("eats", ("well", "badly")), area=True),
    step("walks", question("moves", ask_when=["sleeps_badly"]), area=True, sooner_when=["sleeps_badly"]),
    step("talks", question("talks", ("yes", "no"), optional=True), area=True),
    conditions=[
        condition("is_low", match={"mood": ["low"]}),
        condition("sleeps_badly", match={"sleep": ["bad"]}),
        condition("eats_badly", match={"eats": ["badly"]}),
        condition("eats_well", match={"eats": ["well"]}),
        condition("moves_little", match={"moves": ["no"]}),
        condition("is_silent", match={"mood": ["silent"]}),
        condition("always"),
    ],
    rules=[
        rule("second_weak", "always", kind="second", fit="possible"),
        rule("second_strong", "eats_badly", kind="second", fit="strong"),
        rule("first_strong", "moves_little", kind="first", fit="strong", unless=["is_low"]),
        rule("call_now", "is_silent", notice="emergency"),
    ],
)
CORE: Answers = {"mood": ("fine",), "sleep": ("bad",)}
ALL: Answers = {**CORE, "eats": ("well",), "moves": ("yes",), "talks": (SKIPPED,)}


def path(answers: Answers) -> QuestionPath:
    """The path of somebody with these answers."""
    return replay(CONTENT, answers)


def areas_of(answers: Answers) -> list[str]:
    """The ids of the areas asked, in their order."""
    return [one.step.id for one in path(answers).areas]


class TestPlaces:
    @pytest.mark.parametrize(
        ("place", "page", "of"),
        [("food", None, "food"), ("results/food", RESULTS, "food"), ("check/one", CHECK, "one"), (CHECK, None, CHECK)],
    )
    def test_a_place_says_where_it_was_opened(self, place, page, of):
        assert (opened_from(place), step_of(place), place_of(of, page)) == (page, of, place)

    def test_a_step_can_be_opened_from_the_result_and_the_check_page_alone(self):
        assert all(is_place(CONTENT, place) for place in ("food", "results/food", "check/one", "results/emergency"))
        assert not any(
            is_place(CONTENT, place)
            for place in (
                "",
                "food/",
                "/food",
                "youth/food",
                "results/results",
                "results/check/food",
                "check/elsewhere",
            )
        )


class TestResultFromTheCore:
    def test_it_waits_for_the_core_and_for_nothing_else(self):
        with pytest.raises(Incomplete):
            assess(CONTENT, path({"mood": ("fine",)}))
        assert path(CORE).reach(RESULTS) == RESULTS
        assert not path(CORE).complete
        assert [one.state for one in assess(CONTENT, path(CORE)).areas] == [State.OPEN] * 3

    def test_before_the_end_of_the_core_no_area_is_reached(self):
        early = path({"mood": ("fine",)})
        assert {early.reach(place) for place in ("food", "results/food", RESULTS, CHECK)} == {"two"}

    def test_what_was_told_calls_an_area_before_the_others(self):
        assert areas_of(CORE) == ["walks", "food", "talks"]
        assert areas_of({**CORE, "sleep": ("good",)}) == ["food", "talks"]

    def test_an_area_that_is_told_came_up_or_did_not(self):
        result = assess(CONTENT, path({**ALL, "eats": ("badly",)}))
        assert {one.step.id: one.state for one in result.areas} == {
            "food": State.CAME_UP,
            "walks": State.NOT_COME_UP,
            "talks": State.NOT_COME_UP,
        }


class TestKinds:
    def states(self, answers: Answers) -> dict[str, tuple[Fit, State, list[str]]]:
        """The kinds: their fit, how far they are told, and what would tell more."""
        found = assess(CONTENT, path(answers)).suggestions
        return {one.kind.id: (one.fit, one.state, [step.id for step in one.would_tell]) for one in found}

    def test_a_kind_is_open_while_an_area_could_bring_it_up_more(self):
        assert self.states(CORE) == {
            "second": (Fit.POSSIBLE, State.OPEN, ["food"]),
            "first": (Fit.NOT_NOW, State.OPEN, ["walks"]),
        }

    def test_with_all_told_none_is_open(self):
        assert self.states(ALL) == {
            "second": (Fit.POSSIBLE, State.CAME_UP, []),
            "first": (Fit.NOT_NOW, State.NOT_COME_UP, []),
        }

    def test_what_is_ruled_out_or_strong_already_is_not_open(self):
        assert self.states({**CORE, "mood": ("low",)})["first"] == (Fit.NOT_NOW, State.NOT_COME_UP, [])
        assert self.states({**CORE, "eats": ("badly",)})["second"] == (Fit.STRONG, State.CAME_UP, [])

    def test_no_answer_to_an_area_that_is_not_said_to_tell_changes_a_fit(self):
        before = self.states(CORE)
        for kind, (fit, _, tell) in before.items():
            for area, id, options in (("food", "eats", ("well", "badly")), ("walks", "moves", ("yes", "no"))):
                after = {self.states({**CORE, id: (option,)})[kind][0] for option in options}
                assert (after != {fit}) == (area in tell), (kind, area)


class TestNext:
    @pytest.mark.parametrize(
        ("before", "sent", "place", "next"),
        [
            pytest.param({"mood": ("fine",)}, {"sleep": ("bad",)}, "two", "walks", id="from the core, the first area"),
            pytest.param(CORE, {"moves": ("yes",)}, "walks", "food", id="in line, the next area"),
            pytest.param(CORE, {"moves": ("yes",)}, "results/walks", RESULTS, id="opened from the result, back to it"),
            pytest.param(CORE, {"mood": ("low",)}, "check/one", CHECK, id="changed from the check page, back to it"),
            pytest.param(CORE, {}, CHECK, RESULTS, id="from the check page, the result"),
            pytest.param(ALL, {"mood": ("low",)}, "one", CHECK, id="with all told, the check page"),
            pytest.param({**CORE, "eats": ("well",)}, {}, "two", "walks", id="past what is told, what is open"),
            pytest.param(CORE, {}, EMERGENCY, "walks", id="after an emergency, what is open"),
            pytest.param(CORE, {}, "results/emergency", RESULTS, id="after one of an area, back to the result"),
        ],
    )
    def test_where_continue_leads(self, before, sent, place, next):
        assert next_place(path(before), path({**before, **sent}), place) == next

    def test_a_change_that_opens_the_core_is_answered_before_the_page_that_it_came_from(self):
        opened = {key: value for key, value in CORE.items() if key != "sleep"}
        assert next_place(path(CORE), path(opened), "check/one") == "check/two"
        assert path(opened).reach("check/two") == "check/two"

    @pytest.mark.parametrize(
        ("answers", "place", "back"),
        [
            (CORE, "one", None),
            (CORE, "walks", "two"),
            (CORE, "results/walks", RESULTS),
            (CORE, "check/one", CHECK),
            (CORE, CHECK, RESULTS),
            (CORE, RESULTS, "walks"),
            (ALL, RESULTS, CHECK),
            (ALL, CHECK, "talks"),
            ({"mood": ("silent",)}, EMERGENCY, "one"),
        ],
    )
    def test_where_back_leads(self, answers, place, back):
        assert path(answers).before(place) == back

    def test_progress_counts_the_core_only(self):
        assert path({}).progress("one") == path({}).progress("check/one")
        assert (path(CORE).progress("two"), path(CORE).progress("food"))[1] is None


class TestEmergency:
    RAISED = staticmethod(notices_by_answers(CONTENT))

    def test_it_stops_the_questions_once_and_stays_reachable(self):
        fine, silent = told(CONTENT, {"mood": ("fine",)}), told(CONTENT, {"mood": ("silent",)})
        assert stops_now(self.RAISED, fine, silent)
        assert not stops_now(self.RAISED, silent, silent), "it was read"
        assert stopping(self.RAISED(silent))
        assert not stopping(self.RAISED(fine))
