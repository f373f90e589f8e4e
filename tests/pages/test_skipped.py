"""Questions that are skipped: by a button, or because they may stay empty. What is skipped says nothing."""

import pytest

from assessment.engine.questionnaire import SKIPPED
from tests.support.journey import Journey
from tests.support.page import text_of
from tests.support.sample_answers import SOMEBODY


def said_on_check(page, *questions):
    """What the check page says was answered to questions, by what they are called there."""
    answers = {text_of(dt): text_of(dt.find_next_sibling("dd")) for dt in page.all("dt")}
    return [answers[question] for question in questions]


class TestTheWayRound:
    @pytest.fixture
    def safety(self, journey):
        journey.walk(SOMEBODY, until="safety")
        return journey

    def test_there_is_a_note_before_suicide_and_violence(self, safety):
        assert "skip" in safety.page.text(".note")
        assert safety.page.html.index('class="note"') < safety.page.html.index("suicidal_thoughts")

    def test_one_button_skips_the_questions_and_holds_nothing_against_anybody(self, safety):
        page = safety.press("skip")
        assert page.step == "use"
        assert page.urgent == page.quiet == set()
        assert "You told us" not in page.text()
        assert safety.walk(SOMEBODY).name == "check"
        assert safety.page.urgent == safety.page.quiet == set()
        assert said_on_check(safety.page, "Thoughts of suicide", "Safety at home") == ["Skipped", "Skipped"]

    def test_what_was_answered_stays_answered(self, safety):
        page = safety.press("skip", suicidal_thoughts="thoughts")
        assert page.step == "mind", "what was told calls for it first"
        assert (page.urgent, page.quiet) == ({"crisis_line"}, set())
        safety.walk(SOMEBODY)
        assert "ending my life" in safety.page.text()
        result = safety.press("next")
        assert (result.urgent, result.quiet) == ({"crisis_line"}, {"home_safety"})

    def test_what_was_skipped_stays_so_until_it_is_answered(self, safety):
        safety.press("skip")
        for go in ("back", "next"):
            safety.walk(SOMEBODY)
            safety.change("safety")
            assert not safety.page.has("input[checked]")
            assert safety.press(go).status == 200
        safety.walk(SOMEBODY)
        safety.change("safety")
        assert safety.answer(suicidal_thoughts="no", home_safety="safe", pregnant="no").name == "check"
        assert "Skipped" not in safety.page.text("[aria-labelledby=answers-safety]")

    def test_what_cannot_stand_together_is_not_skipped(self, safety):
        """It is neither empty nor lost: it may tell of a danger."""
        assert safety.press("skip", suicidal_thoughts=["thoughts", "no"]).status == 422

    def test_who_skips_safety_at_home_is_not_asked_to_bring_anybody(self, safety):
        person = {**SOMEBODY, "people": ["joins_in"]}
        reason = '[data-kind=family_support] [data-rule="somebody_joins_in"]'
        safety.press("skip")
        safety.walk(person)
        assert not safety.press("next").has(reason)
        safety.begin()
        assert safety.result(person).has(reason)

    @pytest.mark.parametrize("question", ["suicidal_thoughts", "home_safety"])
    def test_skipped_not_sure_and_prefer_not_to_say_leave_the_same_line_on_the_result(self, client, question):
        safe = {"suicidal_thoughts": "no", "home_safety": "safe"}
        del safe[question]
        lines = []
        for given in ("skip", "unsure", "prefer_not"):
            journey = Journey(client)
            journey.walk(SOMEBODY, until="safety")
            said = {**safe, "pregnant": "no"}
            journey.press("skip", **said) if given == "skip" else journey.answer(**said, **{question: given})
            journey.walk(SOMEBODY)
            result = journey.press("next")
            assert (result.urgent, len(result.quiet)) == (set(), 1)
            lines.append(result.html_of("[data-quiet]"))
        assert len(set(lines)) == 1

    def test_what_all_the_rest_hangs_on_cannot_be_skipped(self, journey):
        journey.walk(SOMEBODY, until="concerns")
        assert not journey.page.has("[data-go=skip]")
        assert journey.post(journey.fields(skip="yes")).status == 422


class TestWhatMayStayEmpty:
    def test_it_says_so_and_nothing_else_does(self, journey):
        assert not journey.walk(SOMEBODY, until="stopping").has("[aria-describedby~=progress]")
        page = journey.walk(SOMEBODY, until="tried")
        assert page.text("#progress") == "You can skip these"
        assert page.has("#q-help_now[aria-describedby~=progress]")

    def test_not_sure_prefer_not_to_say_and_skipped_are_three_things(self, journey):
        person = {**SOMEBODY, "alcohol_days": "unsure", "home_safety": "prefer_not"}
        page = journey.walk(person)
        said = said_on_check(page, "How often alcohol", "Safety at home", "Help now")
        assert said == ["Not sure", "Prefer not to say", "Skipped"]

    def test_nothing_ticked_is_an_answer(self, journey):
        journey.walk(SOMEBODY, until="tried")
        assert journey.answer(groups_experience="never").step == "attempts"

    def test_to_skip_is_no_answer_that_can_be_sent(self, journey):
        journey.walk(SOMEBODY, until="tried")
        assert SKIPPED not in {one["value"] for one in journey.page.all("input[name=help_now]")}
        assert journey.answer(groups_experience="never", help_now=[SKIPPED]).status == 422

    def test_going_back_answers_nothing(self, journey):
        journey.walk(SOMEBODY, until="wishes")
        journey.press("back")
        assert journey.press("next").step == "wishes"

    def test_something_wrong_is_still_wrong(self, journey):
        journey.walk(SOMEBODY, until="tried")
        page = journey.answer(groups_experience="never", help_now=["elsewhere"])
        assert page.status == 422
        assert page.has("#q-help_now-problem")
