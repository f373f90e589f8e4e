"""The answers that come with a request, and how they travel on."""

from flask import request
from msgspec.structs import replace

from assessment.engine.path import Place, QuestionPath, replay
from assessment.engine.person import country_named, is_about_somebody_else
from assessment.engine.questionnaire import Answers
from assessment.i18n.locale import speak_as, speech
from assessment.web.answer_tokens import TokenRefused
from assessment.web.app_state import state, visit
from assessment.web.pages import AnswerForm
from assessment.web.request_limits import field_of_any_body


def path_that_came() -> QuestionPath:
    """The path of the answers that came with a form; from here on, the response speaks to who gave them.

    Raises TokenRefused when they cannot be opened.
    """
    path = replay(state().content, state().tokens.open(request.form.get("token", "")))
    speak_to_who_gave(path.answers)
    return path


def path_after(came: QuestionPath, answers: Answers) -> QuestionPath:
    """The path of the answers after a step; the one on which somebody came, where the step has changed none."""
    return came if answers == came.given else replay(state().content, answers)


def token_that_came() -> str:
    """The token of the request sealed anew, so that an error loses no answers; empty where none could be read."""
    try:
        answers = state().tokens.open(field_of_any_body("token"))
    except TokenRefused:
        return ""
    speak_to_who_gave(answers)
    return state().tokens.seal(answers)


def speak_to_who_gave(answers: Answers) -> None:
    """From here on, the response speaks to or about the person of these answers, in their country's spelling."""
    country = country_named(answers) or visit().country
    speak_as(replace(speech(), country=country, about_somebody_else=is_about_somebody_else(answers)))


def form_at(path: QuestionPath, place: Place, takes_it: str = "answer") -> AnswerForm:
    """What the form at a place of somebody's path sends along."""
    return AnswerForm(
        token=state().tokens.seal(path.worth_keeping), takes_it=takes_it, place=place, back_to=path.before(place)
    )
