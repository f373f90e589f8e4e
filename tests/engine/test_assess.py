"""From rules to a result, on two kinds and three notices."""

import msgspec
import pytest

from assessment.engine.assess import Incomplete, assess, questions_raising_notices, raised_by
from assessment.engine.calls import Calls, calls_for_passages, calls_in_notices
from assessment.engine.guidance import Area, Fit, Passage
from assessment.engine.notices import notices_above, notices_at
from assessment.engine.path import replay
from tests.support import tiny_content
from tests.support.tiny_content import condition, made, question, rule, step

CONTENT = tiny_content.content(
    step("one", question("mood", ("fine", "low", "silent"))),
    step("two", question("sleep", ("good", "bad"))),
    step("three", question("end")),
    conditions=[
        condition("always"),
        condition("is_low", match={"mood": ["low"]}),
        condition("is_silent", match={"mood": ["silent"]}),
        condition("sleeps_badly", match={"sleep": ["bad"]}),
    ],
    rules=[
        rule("weak", "always", kind="second", fit="possible"),
        rule("strong", "is_low", kind="second", fit="strong", area="mind"),
        rule("raise_warning", "is_low", notice="warning", area="mind"),
        rule("raise_today", "sleeps_badly", notice="today"),
        rule("raise_emergency", "is_silent", notice="emergency", unsaid=True),
        rule("call_now", "sleeps_badly", notice="emergency"),
    ],
)
COUNTRY = CONTENT.countries["other"]
FINE = {"mood": ("fine",), "sleep": ("good",), "end": ("yes",)}
LOW = {**FINE, "mood": ("low",)}


def result_of(answers):
    return assess(CONTENT, replay(CONTENT, answers))


def notices_of(answers):
    return raised_by(CONTENT, answers)


def told_at(answers, place):
    """What was read before, for somebody who came here answering page after page."""
    path = replay(CONTENT, answers)
    return notices_above(CONTENT, path, place, path.answers_before(path.before(place) or "")).already_read


def fits(answers):
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


def test_an_urgent_notice_sets_the_first_step_and_a_warning_does_not():
    assert result_of({**FINE, "sleep": ("bad",)}).first_step.you == "call"
    assert result_of(LOW).first_step.you == "second first_step"


def test_what_was_not_said_shows_the_text_as_a_warning_and_sets_no_first_step():
    result = result_of({**FINE, "mood": ("silent",)})
    assert [(raised.notice.id, raised.tier) for raised in result.notices] == [("emergency", "warning")]
    assert result.first_step.you == "second first_step"


def test_the_profile_names_the_areas_that_an_answer_spoke_to_and_no_others():
    profile = {finding.area: [reason.rule.id for reason in finding.reasons] for finding in result_of(LOW).profile}
    assert profile == {Area.MIND: ["strong", "raise_warning"]}
    assert result_of(FINE).profile == (), "a rule that holds for everybody says nothing about anybody"


def test_what_says_nothing_was_not_told():
    content = tiny_content.content(
        step("one", question("mood", ("fine", {"id": "silent", "label": "silent", "non_answer": True}))),
        conditions=[condition("is_silent", match={"mood": ["silent"]})],
        rules=[rule("careful", "is_silent", notice="warning")],
    )
    (raised,) = raised_by(content, {"mood": ("silent",)})
    assert (raised.unsaid, raised.answers) == (True, ())


def test_notices_come_at_the_answer_before_the_rest_is_known():
    assert [raised.notice.id for raised in notices_of({"mood": ("low",)})] == ["warning"]
    assert notices_of({}) == ()


def says(*rules):
    """What is said by these rules."""
    return {f"rule {rule}" for rule in rules}


def test_a_warning_is_told_in_full_once_and_then_in_short():
    assert told_at(LOW, "one") == {}
    assert told_at(LOW, "two") == {}
    assert told_at(LOW, "three") == {"warning": says("raise_warning")}


def test_what_says_call_now_is_never_shortened():
    bad = {**FINE, "sleep": ("bad",)}
    assert set(told_at(bad, "check")) == {"today"}


def test_questions_that_can_raise_a_notice_are_known():
    assert questions_raising_notices(CONTENT) == {"mood", "sleep"}


def test_a_warning_with_another_reason_says_only_that():
    joined = tiny_content.content(
        *(
            {
                "id": one.id,
                "title": one.id,
                "question": [question(q.id, [o.id for o in q.options]) for q in one.question],
            }
            for one in CONTENT.questionnaire.step
        ),
        conditions=[condition("is_low", match={"mood": ["low"]}), condition("sleeps_badly", match={"sleep": ["bad"]})],
        rules=[rule("first", "is_low", notice="warning"), rule("second", "sleeps_badly", notice="warning")],
    )
    path = replay(joined, {"mood": ("low",), "sleep": ("bad",), "end": ("yes",)})
    assert notices_above(joined, path, "three", path.answers_before("two")).already_read == {"warning": says("first")}
    assert notices_above(joined, path, "check", path.answers).already_read == {"warning": says("first", "second")}
    assert notices_above(joined, path, "check", {"mood": ("low",)}).already_read == {"warning": says("first")}
    assert notices_above(joined, path, "check", {}).already_read == {}, "from a saved copy: nothing was read"


def test_a_warning_that_becomes_more_urgent_is_told_in_full():
    silent = {**FINE, "mood": ("silent",), "sleep": ("bad",)}
    assert told_at(silent, "three") == {}


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
        found = notices_at(self.PAGE, elsewhere, chosen)
        return {
            at: [(raised.notice.id, raised.notice.id in one.already_read) for raised in one.notices]
            for at, one in found.items()
        }

    def above(self, place, **answers):
        return [raised.notice.id for raised in notices_above(self.PAGE, self.path(**answers), place, {}).notices]

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


def test_a_suppression_takes_a_reason_away():
    kept = tiny_content.content(
        step("one", question("mood", ("fine", "low"))),
        conditions=[condition("always"), condition("is_low", match={"mood": ["low"]})],
        rules=[rule("talk", "always", kind="first", fit="possible", unless=["is_low"])],
    )
    found = {mood: assess(kept, replay(kept, {"mood": (mood,)})).suggestions for mood in ("fine", "low")}
    assert {mood: next(one.fit for one in all if one.kind.id == "first") for mood, all in found.items()} == {
        "fine": Fit.POSSIBLE,
        "low": Fit.NOT_NOW,
    }


def test_a_number_is_said_once_on_a_page():
    raised = notices_of({**LOW, "sleep": ("bad",)})
    country = CONTENT.countries["other"]
    assert [len(found.all) for found in calls_in_notices(raised, country).values()] == [1, 0, 0]
    assert [len(found.all) for found in calls_in_notices(raised, country, already_read={"emergency"}).values()] == [
        1,
        0,
    ]


def test_what_was_not_said_never_leads_the_first_step_and_something_always_does():
    silent = tiny_content.content(
        step("one", question("mood", ("silent", "fine"))),
        conditions=[condition("is_silent", match={"mood": ["silent"]}), condition("is_fine", match={"mood": ["fine"]})],
        rules=[
            rule("unsaid", "is_silent", kind="first", fit="possible", unsaid=True),
            rule("said", "is_fine", kind="second", fit="possible"),
        ],
    )

    def step_of(mood):
        return assess(silent, replay(silent, {"mood": (mood,)})).first_step.you

    assert step_of("fine") == "second first_step"
    assert step_of("silent") == "first first_step", "nothing was said, so the first of all"


def test_a_notice_has_its_own_passages_beside_it():
    passages = tuple(
        made(Passage, id=id, part="notice", notice=id, when=["is_low"], text=id) for id in ("warning", "today")
    )
    content = msgspec.structs.replace(CONTENT, passages=passages)
    raised = {one.notice.id: one for one in raised_by(content, LOW)}
    assert [one.id for one in raised["warning"].passages] == ["warning"]


def test_no_result_says_where_something_is_missing():
    with pytest.raises(Incomplete, match="two"):
        result_of({"mood": ("low",)})


def test_numbers_to_call_are_those_that_stand_in_no_notice():
    def called(purpose, in_notices):
        passage = made(Passage, id="x", part="call", when=["always"], purpose=purpose, text="Call")
        content = msgspec.structs.replace(CONTENT, passages=(passage,))
        result = assess(content, replay(content, FINE))
        return [
            (one.id, [number.id for number in whom.all])
            for one, whom in calls_for_passages(result, COUNTRY, in_notices)
        ]

    crisis = COUNTRY.contacts("crisis")
    assert called("crisis", {}) == [("x", ["crisis"])]
    assert called("crisis", {"a notice": Calls(crisis, ())}) == []
    assert called("gambling", {}) == [], "nobody to call for that"


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
    whom = calls_in_notices(notices_of({**FINE, "sleep": ("bad",)}), country)["emergency"]
    assert [one.id for one in whom.first] == ["emergency"]
    assert [one.id for one in whom.more] == ["emergency_again"]


PASSAGES = msgspec.structs.replace(
    CONTENT,
    passages=(
        made(Passage, id="sad", part="opening", when=["is_low"], text="You are low."),
        made(Passage, id="still", part="opening", when=["always"], silent_when=["is_low"], text="You are well."),
        made(Passage, id="walk", part="first_step", when=["is_low"], text="Take a walk."),
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


def test_a_first_step_that_suits_comes_before_that_of_the_kind_but_not_before_danger():
    assert with_passages(LOW).first_step.you == "Take a walk."
    assert with_passages({**LOW, "sleep": ("bad",)}).first_step.you == "call"


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


def order(mood, wish, passage=WISH):
    content = msgspec.structs.replace(ORDERED, passages=(passage,))
    answers = {"mood": (mood,), "wish": (wish,)}
    return [one.kind.id for one in assess(content, replay(content, answers)).suggestions]


class TestOrder:
    def test_what_more_of_the_answers_speak_for_comes_first(self):
        assert order("fine", "none") == ["first", "second"]

    @pytest.mark.parametrize("passage", [WISH, NO_WISH])
    def test_what_the_person_wishes_for_comes_before_that(self, passage):
        assert order("fine", "second", passage) == ["second", "first"]

    @pytest.mark.parametrize("passage", [WISH, NO_WISH])
    def test_a_wish_never_moves_what_the_answers_point_to(self, passage):
        assert order("low", "second", passage) == ["first", "second"]

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
    """Somebody who is unsure is read as if it were often; that raises a warning and decides nothing else."""

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
        assert result.notices[0].tier == "today"

    def test_what_was_not_said_shows_the_same_text_as_a_warning(self):
        result = self.result("unsure")
        assert {reason.rule.id for reason in result.reasons if reason.unsaid} == {"often_notice", "often_first"}
        assert [raised.tier for raised in result.notices] == ["warning"]

    def test_it_does_not_decide_the_first_step(self):
        assert self.result("unsure").first_step == self.OFTEN.kinds[1].first_step

    def test_it_speaks_to_no_area(self):
        assert not any(finding.reasons for finding in self.result("unsure").profile)
