"""Answers that exclude the others of their question: marked for the script, and said by the server without it."""

from tests.support.sample_answers import SOMEBODY


def test_they_are_marked_for_the_script(journey, content):
    every = ((one.id, option) for one in content.questionnaire.questions for option in one.options)
    exclusive = {(question, option.id) for question, option in every if option.exclusive}
    journey.walk(SOMEBODY, until="stopping")
    for control in journey.page.all("form[data-step] input[type=checkbox]"):
        assert control.has_attr("data-exclusive") == ((control["name"], control["value"]) in exclusive)
    assert journey.page.has("#q-stopping_before-nothing[data-exclusive]")
    assert journey.page.has(".or + label #q-stopping_before-nothing"), "the line between them stays"
    assert not journey.page.has("input[type=radio][data-exclusive]")
