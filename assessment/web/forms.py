"""One step's questions as a Flask-WTF form that validates. It prints nothing: the templates do."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, ValidationError

from assessment.engine.flow import Asked, Chosen, valid
from assessment.engine.model import Answers
from assessment.web.origin import OriginCheck
from assessment.web.words import say


class StepForm(FlaskForm):
    """Base of every step's form: the check of the origin stands in the place of a CSRF token."""

    class Meta(FlaskForm.Meta):
        csrf_class = OriginCheck

    @property
    def chosen(self) -> Answers:
        """What was chosen and can be an answer, by question; the rest is left out."""
        return {field.name: field.data for field in self if isinstance(field, Choice) and field.fits}

    @property
    def settled(self) -> Answers:
        """As `chosen`; what may be left blank, and was, counts as that: for somebody who goes on."""
        blank = {field.name: field.blank for field in self if isinstance(field, Choice) and field.blank}
        return {**self.chosen, **blank}

    @property
    def ticked(self) -> tuple[Chosen, ...]:
        """What was chosen of what is offered, in the order of the page, also where together it cannot be an answer.

        A danger beside "not sure" is a danger.
        """
        fields = [field for field in self if isinstance(field, Choice)]
        return tuple((one.name, option.id) for one in fields for option in one.asked.options if option.id in one.data)

    @property
    def entered(self) -> Answers:
        """What was entered, by question, also where it cannot be an answer: it is shown again, never kept."""
        return {field.name: field.data for field in self if isinstance(field, Choice)}

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong, by question, in the order of the questions."""
        return {field.name: str(field.errors[0]) for field in self if isinstance(field, Choice) and field.errors}


class Choice(Field):
    """The answer to one question: the ids of the options chosen, checked against those offered."""

    data: tuple[str, ...]

    def __init__(self, asked: Asked, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.asked = asked

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Takes every value sent under the question's name."""
        self.data = tuple(valuelist)

    def process_data(self, value: Any) -> None:
        """Starts with nothing chosen."""
        self.data = ()

    @property
    def fits(self) -> bool:
        """Whether this can be an answer to the question."""
        return valid(self.data, self.asked.options, self.asked.question.answer == "several")

    @property
    def blank(self) -> tuple[str, ...]:
        """What stands for nothing ticked, where nothing was and that is an answer."""
        blank = self.asked.question.blank
        return (blank,) if blank and not self.data else ()

    def pre_validate(self, form: Form) -> None:
        """Raises ValidationError with a sentence that says what to do."""
        if self.blank:
            return
        question = self.asked.question
        known = {option.id: option for option in self.asked.options}
        if not self.data or self.data == ("",):
            raise ValidationError(say(question.missing) if question.missing else gettext("Choose an answer"))
        if any(option not in known for option in self.data):
            raise ValidationError(gettext("Choose only from the answers listed here"))
        if question.answer != "several" and len(self.data) > 1:
            raise ValidationError(gettext("Choose one answer only"))
        alone = [known[option].label for option in self.data if known[option].alone]
        if len(self.data) > 1 and alone and alone[0]:
            raise ValidationError(
                gettext("Choose either “%(answer)s” or the other answers, not both", answer=say(alone[0]))
            )
        if not self.fits:
            raise ValidationError(gettext("Choose each answer once"))


def step_form(asked: Sequence[Asked], sent: MultiDict[str, str]) -> StepForm:
    """The form for the questions asked, filled with what was sent."""
    # The attributes have names of their own: a question may be called what a form already has (`data`, `validate`).
    fields = {f"question_{one.question.id}": Choice(asked=one, name=one.question.id) for one in asked}
    form: StepForm = type("Step", (StepForm,), fields)(sent)
    return form
