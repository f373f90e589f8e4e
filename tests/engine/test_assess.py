"""From rules to a result, on two kinds and three notices."""

import msgspec
import pytest

from assessment.engine.assess import Incomplete, assess, notices_by_answers
from assessment.engine.path import replay
from assessment.engine.questionnaire import SKIPPED
from assessment.engine.rules import Fit, Passage
from tests.support import tiny_content
from tests.support.notices import raised
from tests.support.tiny_content import FINE, LOW, condition, made, question, row, rule, step
from tests.support.tiny_content import MOOD_AND_SLEEP as CONTENT


def result_of(answers):
    return assess(CONTENT, replay(CONTENT, answers))


def notices_of(answers):
    return raised(CONTENT, answers)


def fits(answers):
    """Kind of support -> its fit."""
    return {one.kind.id: one.fit for one in result_of(answers).suggestions}


def test_a_kind_has_the_strongest_fit_of_its_rules():
    assert fits(FINE) == {"first": Fit.NOT_NOW, "second": Fit.POSSIBLE}
    assert fits(LOW) == {"first": Fit.NOT_NOW, "second": Fit.STRONG}


def test_every_kind_is_in_every_result_the_strongest_first():
    assert [one.kind.id for one in result_of(LOW).suggestions] == ["second", "first"]


def test_the_strongest_reasons_come_first_with_the_answers_behind_them():
    reasons = result_of(LOW).suggestions[0].reasons
    assert [reason.rule.id for reason in reasons] == ["strong", "weak"]
    assert [(given.question.id, given.options[0].id) for given in reasons[0].answers] == [("mood", "low")]
    assert reasons[1].answers == ()


def test_no_result_from_part_of_the_answers():
    with pytest.raises(Incomplete):
        result_of({"mood": ("low",)})


def test_the_most_urgent_notice_comes_first():
    notices = result_of({**LOW, "sleep": ("bad",)}).notices
    assert [raised.notice.id for raised in notices] == ["emergency", "today", "warning"]


def test_what_was_not_said_raises_nothing():
    result = result_of({**FINE, "mood": ("silent",)})
    assert result.notices == ()
    assert [raised.notice.id for raised in result.quiet] == ["emergency"]
    assert notices_of({"mood": ("silent",)}) == ()


def test_what_was_not_said_adds_nothing_to_what_was():
    result = result_of({**FINE, "mood": ("silent",), "sleep": ("bad",)})
    assert [(one.notice.id, [reason.rule.id for reason in one.reasons]) for one in result.notices] == [
        ("emergency", ["call_now"]),
        ("today", ["raise_today"]),
    ]
    assert result.quiet == ()


def test_what_says_nothing_was_not_told():
    content = tiny_content.content(
        step("one", question("mood", ("fine", {"id": "silent", "label": "silent", "non_answer": True}))),
        conditions=[condition("is_silent", match={"mood": ["silent"]})],
        rules=[rule("careful", "is_silent", notice="warning")],
    )
    (careful,) = assess(content, replay(content, {"mood": ("silent",)})).quiet
    assert (careful.unsaid, careful.answers) == (True, ())
    assert content.compiled.questions_raising_notices == frozenset(), "so no answer of it has a place for a notice"


def test_what_was_skipped_was_not_told():
    content = tiny_content.content(
        step("one", question("mood", ("fine",), optional=True)),
        conditions=[condition("is_silent", match={"mood": [SKIPPED]})],
        rules=[rule("careful", "is_silent", notice="emergency")],
    )
    path = replay(content, {"mood": (SKIPPED,)})
    result = assess(content, path)
    (careful,) = result.quiet
    assert (result.notices, careful.unsaid, careful.answers) == ((), True, ())
    assert notices_by_answers(content)(path.told) == ()
    assert content.compiled.questions_raising_notices == frozenset()


def test_notices_come_at_the_answer_before_the_rest_is_known():
    assert [raised.notice.id for raised in notices_of({"mood": ("low",)})] == ["warning"]
    assert notices_of({}) == ()


def test_a_notice_says_all_that_was_told_also_what_follows_from_something_narrower():
    content = tiny_content.content(
        step("one", question("mood", ("fine", "low", "very_low"), answer="checkboxes")),
        conditions=[
            condition("is_low", match={"mood": ["low", "very_low"]}),
            condition("both", match={"mood": ["low"]}, all=["is_low"]),
        ],
        rules=[rule("careful", "both", notice="warning")],
    )
    (careful,) = raised(content, {"mood": ("low", "very_low")})
    assert [option.id for told in careful.answers for option in told.options] == ["low", "very_low"]


def test_questions_that_can_raise_a_notice_are_known():
    assert CONTENT.compiled.questions_raising_notices == {"mood", "sleep"}


def test_a_suppression_takes_a_reason_away():
    content = tiny_content.content(
        step("one", question("mood", ("fine", "low"))),
        conditions=[condition("always"), condition("is_low", match={"mood": ["low"]})],
        rules=[rule("talk", "always", kind="first", fit="possible", unless=["is_low"])],
    )
    found = {mood: assess(content, replay(content, {"mood": (mood,)})).suggestions for mood in ("fine", "low")}
    assert {mood: next(one.fit for one in all if one.kind.id == "first") for mood, all in found.items()} == {
        "fine": Fit.POSSIBLE,
        "low": Fit.NOT_NOW,
    }


def test_the_first_step_is_the_first_row_that_holds_for_what_was_said():
    content = tiny_content.content(
        step("one", question("mood", ("fine", "low", UNSURE))),
        conditions=[
            condition("is_low", match={"mood": ["low", "unsure"]}),
            condition("is_fine", match={"mood": ["fine", "low"]}),
        ],
        rows=[row("lift", "is_low"), row("walk", "is_fine")],
    )
    found = {one: assess(content, replay(content, {"mood": (one,)})).first_step.id for one in ("low", "fine", "unsure")}
    assert found == {"low": "lift", "fine": "walk", "unsure": "whatever_it_is"}


def test_a_notice_has_its_own_passages_beside_it():
    passages = tuple(
        made(Passage, id=id, part="notice", notice=id, when=["is_low"], text=id) for id in ("warning", "today")
    )
    content = msgspec.structs.replace(CONTENT, passages=passages)
    found = {one.notice.id: one for one in raised(content, LOW)}
    assert [one.id for one in found["warning"].passages] == ["warning"]


def test_no_result_says_where_something_is_missing():
    with pytest.raises(Incomplete, match="two"):
        result_of({"mood": ("low",)})


PASSAGES = msgspec.structs.replace(
    CONTENT,
    passages=(
        made(Passage, id="sad", part="opening", when=["is_low"], text="You are low."),
        made(Passage, id="still", part="opening", when=["always"], silent_when=["is_low"], text="You are well."),
        made(Passage, id="beside", part="kind", kind="second", when=["always"], text="Beside it."),
    ),
)


def with_passages(answers):
    return assess(PASSAGES, replay(PASSAGES, answers))


def test_passages_are_said_to_those_whom_they_are_meant_for():
    assert [one.id for one in with_passages(LOW).passages_in("opening")] == ["sad"]
    assert [one.id for one in with_passages(FINE).passages_in("opening")] == ["still"]
    beside = {one.kind.id: [passage.id for passage in one.passages] for one in with_passages(LOW).suggestions}
    assert beside == {"second": ["beside"], "first": []}


ORDERED = tiny_content.content(
    step("one", question("mood", ("fine", "low"))),
    step("two", question("wish", ("none", "second"))),
    conditions=[
        condition("always"),
        condition("is_low", match={"mood": ["low"]}),
        condition("wants_second", match={"wish": ["second"]}),
    ],
    rules=[
        rule("first_one", "always", kind="first", fit="possible"),
        rule("first_two", "always", kind="first", fit="possible"),
        rule("second_one", "always", kind="second", fit="possible"),
        rule("second_strong", "is_low", kind="first", fit="strong"),
    ],
)
WISH = made(Passage, id="wish", part="suits", when=["wants_second"], text="Second.", forward=["second"])
NO_WISH = made(Passage, id="no_wish", part="suits", when=["wants_second"], text="Not first.", back=["first"])


def kinds_in_order(mood, wish, passage=WISH):
    """The kinds in the order in which they are read, for somebody who wishes for this, or for nothing."""
    content = msgspec.structs.replace(ORDERED, passages=(passage,))
    answers = {"mood": (mood,), "wish": (wish,)}
    return [one.kind.id for one in assess(content, replay(content, answers)).suggestions]


class TestOrder:
    def test_what_more_of_the_answers_speak_for_comes_first(self):
        assert kinds_in_order("fine", "none") == ["first", "second"]

    @pytest.mark.parametrize("passage", [WISH, NO_WISH])
    def test_what_the_person_wishes_for_comes_before_that(self, passage):
        assert kinds_in_order("fine", "second", passage) == ["second", "first"]

    @pytest.mark.parametrize("passage", [WISH, NO_WISH])
    def test_a_wish_never_moves_what_the_answers_point_to(self, passage):
        assert kinds_in_order("low", "second", passage) == ["first", "second"]

    @pytest.mark.parametrize(("rank", "expected"), [("first", ["second", "first"]), ("last", ["first", "second"])])
    def test_a_kind_may_have_a_place_of_its_own(self, rank, expected):
        kinds = tuple(
            msgspec.structs.replace(kind, rank=rank if kind.id == "second" else "between") for kind in ORDERED.kinds
        )
        content = msgspec.structs.replace(ORDERED, kinds=kinds)
        answers = {"mood": ("fine",), "wish": ("second",)}
        assert [one.kind.id for one in assess(content, replay(content, answers)).suggestions] == expected


def test_a_weaker_reason_beside_a_stronger_is_not_leading():
    suggestion = result_of(LOW).suggestions[0]
    assert [reason.rule.id for reason in suggestion.deciding_reasons] == ["strong"]


UNSURE = {"id": "unsure", "label": "unsure", "non_answer": True}


class TestWhatWasNotSaid:
    """Somebody who is unsure is read as if it were often; that is a quiet line and decides nothing else."""

    OFTEN = tiny_content.content(
        step("one", question("how_often", ("rarely", "often", UNSURE))),
        conditions=[condition("is_often", match={"how_often": ["often", "unsure"]}), condition("always")],
        rules=[
            rule("often_notice", "is_often", notice="today"),
            rule("often_first", "is_often", kind="first", fit="strong"),
            rule("for_everybody", "always", kind="second", fit="possible"),
        ],
    )

    def result(self, how_often):
        return assess(self.OFTEN, replay(self.OFTEN, {"how_often": (how_often,)}))

    def test_what_was_said_counts_in_full(self):
        result = self.result("often")
        assert not any(reason.unsaid for reason in result.reasons)
        assert [raised.notice.id for raised in result.notices] == ["today"]
        assert result.quiet == ()

    def test_what_was_not_said_is_the_quiet_line_alone(self):
        result = self.result("unsure")
        assert {reason.rule.id for reason in result.reasons if reason.unsaid} == {"often_notice", "often_first"}
        assert [raised.notice.id for raised in result.quiet] == ["today"]
        assert result.notices == ()

    def test_a_warning_stands_where_only_its_background_was_not_said(self):
        content = tiny_content.content(
            step("one", question("how_often", ("rarely", "often", UNSURE)), question("now", ("going_on", UNSURE))),
            conditions=[
                condition("is_often", match={"how_often": ["often", "unsure"]}),
                condition("goes_on", match={"now": ["going_on", "unsure"]}, background=True),
                condition("both", all=["is_often", "goes_on"]),
            ],
            rules=[rule("careful", "both", notice="today"), rule("talk", "both", kind="first", fit="strong")],
        )

        def of(how_often):
            result = assess(content, replay(content, {"how_often": (how_often,), "now": ("unsure",)}))
            unsaid = {reason.rule.id for reason in result.reasons if reason.unsaid}
            return [one.notice.id for one in result.notices], [one.notice.id for one in result.quiet], unsaid

        assert of("often") == (["today"], [], set())
        assert of("unsure") == ([], ["today"], {"careful", "talk"})
