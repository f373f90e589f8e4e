"""The answers that come with a request, and how they travel on."""

from flask import request
from msgspec.structs import replace

from assessment.engine.path import AskedQuestion, Place, QuestionPath, begins_anew, merge, replay
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
    opened = state().tokens.open(request.form.get("token", ""))
    path = replay(state().content, opened.answers, opened.unknown)
    speak_to_who_gave(path.answers)
    return path


def path_after(came: QuestionPath, sent: Answers, asked: tuple[AskedQuestion, ...]) -> QuestionPath:
    """The path after the answers to what was asked on a step; the one on which somebody came, where none has changed.

    What only another version of the content knows travels on, unless the answers are about somebody else from now on.
    """
    answers = merge(came.worth_keeping, sent, asked)
    if answers == came.given:
        return came
    return replay(state().content, answers, 0 if begins_anew(sent, asked) else came.unknown)


def token_that_came() -> str:
    """The token of the request sealed anew, so that an error loses no answers; empty where none could be read."""
    try:
        opened = state().tokens.open(field_of_any_body("token"))
    except TokenRefused:
        return ""
    speak_to_who_gave(opened.answers)
    return state().tokens.seal(opened.answers, opened.unknown)


def speak_to_who_gave(answers: Answers) -> None:
    """From here on, the response speaks to or about the person of these answers, in their country's spelling."""
    country = country_named(answers) or visit().country
    speak_as(replace(speech(), country=country, about_somebody_else=is_about_somebody_else(answers)))


def form_at(path: QuestionPath, place: Place, takes_it: str = "answer") -> AnswerForm:
    """What the form at a place of somebody's path sends along."""
    token = state().tokens.seal(path.worth_keeping, path.unknown)
    return AnswerForm(token=token, takes_it=takes_it, place=place, back_to=path.before(place))
