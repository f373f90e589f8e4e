"""Where notices stand: above a page or at the answer that raises them, in full or in short."""

from assessment.engine.assess import notices_by_answers
from assessment.engine.notices import notices_above, notices_at
from assessment.engine.path import replay
from tests.support import tiny_content
from tests.support.notices import told
from tests.support.tiny_content import FINE, LOW, condition, question, rule, step
from tests.support.tiny_content import MOOD_AND_SLEEP as CONTENT


def already_read_at(answers, place):
    """Notice -> what of it was read before, for somebody who came to this place answering page after page."""
    path = replay(CONTENT, answers)
    came = path.told_before(path.before(place) or "")  # as they stood before the answers of the page before
    return notices_above(notices_by_answers(CONTENT), path, place, came).already_read


def what_is_said_by(*rules):
    """What a notice says if these rules raise it, as `RaisedNotice.says` has it."""
    return {f"rule {rule}" for rule in rules}


def test_a_warning_is_told_in_full_once_and_then_in_short():
    assert already_read_at(LOW, "one") == {}
    assert already_read_at(LOW, "two") == {}
    assert already_read_at(LOW, "three") == {"warning": what_is_said_by("raise_warning")}


def test_what_says_call_now_is_told_in_full_once_too():
    bad = {**FINE, "sleep": ("bad",)}
    assert already_read_at(bad, "three") == {}
    assert set(already_read_at(bad, "check")) == {"emergency", "today"}


def test_what_scripts_have_put_at_its_answer_is_short_on_the_page_after():
    path = replay(CONTENT, {"mood": ("low",)})
    raised_by = notices_by_answers(CONTENT)
    assert set(notices_above(raised_by, path, "two", 0, seen={"warning"}).already_read) == {"warning"}
    assert set(notices_above(raised_by, path, "two", 0, seen={"today", "nothing"}).already_read) == set()


def test_what_was_not_said_stands_on_no_step():
    path = replay(CONTENT, {**FINE, "mood": ("silent",)})
    assert notices_above(notices_by_answers(CONTENT), path, "three", 0).notices == ()


def test_a_warning_with_another_reason_says_only_that():
    joined = tiny_content.content(
        step("one", question("mood", ("fine", "low", "silent"))),
        step("two", question("sleep", ("good", "bad"))),
        step("three", question("end")),
        conditions=[condition("is_low", match={"mood": ["low"]}), condition("sleeps_badly", match={"sleep": ["bad"]})],
        rules=[rule("first", "is_low", notice="warning"), rule("second", "sleeps_badly", notice="warning")],
    )
    path = replay(joined, {"mood": ("low",), "sleep": ("bad",), "end": ("yes",)})
    first, both = what_is_said_by("first"), what_is_said_by("first", "second")

    def already_read(place, came):
        return notices_above(notices_by_answers(joined), path, place, came).already_read

    assert already_read("three", path.told_before("two")) == {"warning": first}, "and the second is news"
    assert already_read("check", path.told) == {"warning": both}
    assert already_read("check", told(joined, {"mood": ("low",)})) == {"warning": first}
    assert already_read("check", 0) == {}, "from a saved copy: nothing was read"


def test_what_was_only_not_said_before_is_told_in_full():
    silent = {**FINE, "mood": ("silent",), "sleep": ("bad",)}
    assert already_read_at(silent, "three") == {}


class TestNoticesOnThePageOfTheirAnswers:
    """Two questions on one page, each of which can raise the same warning, the first also something for today."""

    PAGE = tiny_content.content(
        step("one", question("mood", ("fine", "low", "ill"), answer="checkboxes"), question("sleep", ("good", "bad"))),
        step("two", question("end", ("yes", "no"))),
        conditions=[
            condition("is_low", match={"mood": ["low"]}),
            condition("is_ill", match={"mood": ["ill"]}),
            condition("sleeps_badly", match={"sleep": ["bad"]}),
            condition("ends", match={"end": ["yes"]}),
        ],
        rules=[
            rule("for_mood", "is_low", notice="warning"),
            rule("for_sleep", "sleeps_badly", notice="warning"),
            rule("for_today", "is_ill", notice="today"),
            rule("at_the_end", "ends", notice="emergency"),
        ],
    )

    def path(self, **answers):
        return replay(self.PAGE, answers)

    def at(self, *chosen, **elsewhere):
        """Answer -> the notices that stand at it, each with whether it stands there in short."""
        found = notices_at(notices_by_answers(self.PAGE), self.PAGE.compiled.bits, told(self.PAGE, elsewhere), chosen)
        return {
            answer: [(raised.notice.id, raised.notice.id in shown.already_read) for raised in shown.notices]
            for answer, shown in found.items()
        }

    def above(self, place, **answers):
        """The notices that stand above the page of a step."""
        return [
            raised.notice.id
            for raised in notices_above(notices_by_answers(self.PAGE), self.path(**answers), place, 0).notices
        ]

    LOW, ILL, BAD = ("mood", "low"), ("mood", "ill"), ("sleep", "bad")

    def test_each_stands_at_the_answer_that_raises_it(self):
        assert self.at(self.LOW, self.ILL) == {self.LOW: [("warning", False)], self.ILL: [("today", False)]}

    def test_another_reason_for_it_is_said_there_in_short(self):
        assert self.at(self.LOW, self.BAD) == {self.LOW: [("warning", False)], self.BAD: [("warning", True)]}

    def test_it_stands_in_full_at_the_answer_that_was_given_first(self):
        assert self.at(self.BAD, self.LOW) == {self.BAD: [("warning", False)], self.LOW: [("warning", True)]}

    def test_without_the_first_reason_the_second_says_it_in_full(self):
        assert self.at(("mood", "fine"), self.BAD) == {self.BAD: [("warning", False)]}

    def test_what_another_page_raises_already_is_said_in_short(self):
        assert self.at(self.BAD, mood=("low",)) == {self.BAD: [("warning", True)]}

    def test_they_do_not_stand_above_as_well(self):
        assert self.above("one", mood=("low",), sleep=("bad",)) == []
        assert self.above("two", mood=("low",), sleep=("bad",)) == ["warning"]

    def test_what_later_answers_raised_stands_above_for_somebody_who_comes_back(self):
        answers = {"mood": ("low",), "sleep": ("good",), "end": ("yes",)}
        assert self.above("one", **answers) == ["emergency"]
