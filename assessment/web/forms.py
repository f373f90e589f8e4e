"""One step's questions as a Flask-WTF form. The engine says what is wrong with an answer; the form says it in words.

Flask-WTF is here for `validate_on_submit` and its errors. It prints nothing: the templates do.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, ValidationError

from assessment.engine.content import Content
from assessment.engine.path import AnswerProblem, AskedQuestion, Chosen, problem_of, skipped_answers
from assessment.engine.questionnaire import SKIPPED, Answers
from assessment.engine.text import Id
from assessment.i18n.say import say
from assessment.loading.problems import Problem
from assessment.web.form_origin import OriginCheck
from assessment.web.printing import PrintOptions

WORK_OUT = "work_out"
"""The name of the button of a calculator; its value is the id of the question."""
OWN_FIELDS = {"token", "at", "to", "skip", "both", "order", "seen", "copy", WORK_OUT, "csrf_token"} | {
    *PrintOptions.__struct_fields__
}
"""Names of the forms' own fields, beside those of the questions."""
OF_BROWSERS = {"action", "append", "closest", "dataset", "elements", "method", "name", "submit", "target"}
"""What scripts read of a form: a field with such a name would stand in its place."""


def taken_names(content: Content) -> Iterator[Problem]:
    """Questions whose name a field of the forms has already."""
    for question in content.questionnaire.questions:
        if question.id in OWN_FIELDS | OF_BROWSERS:
            yield "questionnaire.toml", question.id, "this name is kept for the page itself"


class StepForm(FlaskForm):
    """Base of every step's form: the check of the origin stands in the place of a CSRF token.

    It has a field for each question of the step; those that this person is not asked are taken out. `skips`: with this
    form, all that is left empty is skipped.
    """

    class Meta(FlaskForm.Meta):
        csrf_class = OriginCheck

        def get_translations(self, form: Form) -> None:
            """None: every message is ours. WTForms would open its own catalogues in each request."""

    def __init__(self, asked: Sequence[AskedQuestion], sent: MultiDict[str, str], *, skips: bool = False) -> None:
        super().__init__(sent)
        self.skips = skips
        here = {one.question.id: one for one in asked}
        for attribute, field in list(self._fields.items()):
            if isinstance(field, Choice) and field.name in here:
                field.asked = here[field.name]
                field.may_stay_empty = skips or field.asked.question.optional or field.was_skipped
            elif isinstance(field, Choice):
                del self[attribute]

    def tick(self, answers: Answers) -> None:
        """Chooses these answers in the place of what was sent for their questions."""
        for field in self.choices:
            field.data = answers.get(field.name, field.data)

    @property
    def choices(self) -> list["Choice"]:
        """The fields of the questions, in their order."""
        return [field for field in self if isinstance(field, Choice)]

    @property
    def chosen(self) -> Answers:
        """What was chosen and can be an answer, by question; the rest is left out.

        What was skipped before, and is empty still, stays skipped.
        """
        chosen = {field.name: field.data for field in self.choices if field.problem is None}
        return {**chosen, **skipped_answers(one.asked for one in self.choices if one.is_empty and one.was_skipped)}

    @property
    def settled(self) -> Answers:
        """As `chosen`; what may be left empty, and was, is skipped: for somebody who goes on."""
        return {**self.chosen, **skipped_answers(one.asked for one in self.choices if one.is_skipped)}

    @property
    def ticked(self) -> tuple[Chosen, ...]:
        """What was chosen of what is offered, in the order of the page, also where together it cannot be an answer.

        A danger beside "not sure" is a danger.
        """
        fields = self.choices
        return tuple((one.name, option.id) for one in fields for option in one.asked.options if option.id in one.data)

    @property
    def entered(self) -> Answers:
        """What was entered, by question, also where it cannot be an answer: it is shown again, never kept."""
        return {field.name: field.data for field in self.choices}

    @property
    def empty(self) -> tuple[Id, ...]:
        """The questions that were left empty."""
        return tuple(field.name for field in self.choices if field.is_empty)

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong, by question, in the order of the questions."""
        return {field.name: str(field.errors[0]) for field in self.choices if field.errors}


class Choice(Field):
    """The answer to one question: the ids of the options chosen, checked against those offered."""

    data: tuple[str, ...]
    asked: AskedQuestion
    may_stay_empty: bool

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Takes every value sent under the question's name."""
        self.data = tuple(valuelist)

    def process_data(self, value: Any) -> None:
        """Starts with nothing chosen."""
        self.data = ()

    @property
    def problem(self) -> AnswerProblem | None:
        """What keeps this from being an answer to the question."""
        return problem_of(self.data, self.asked.question, self.asked.options)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen. A list from which nothing was chosen sends an empty value."""
        return self.data in {(), ("",)}

    @property
    def was_skipped(self) -> bool:
        """Whether it was skipped before."""
        return self.asked.chosen == (SKIPPED,)

    @property
    def is_skipped(self) -> bool:
        """Whether it is empty, and that is an answer."""
        return self.is_empty and self.may_stay_empty

    def pre_validate(self, form: Form) -> None:
        """Raises ValidationError with a sentence that says what to do."""
        if self.problem and not self.is_skipped:
            problem = AnswerProblem.NOTHING if self.is_empty else self.problem
            raise ValidationError(WORDING[problem](self))


def choose_an_answer(choice: Choice) -> str:
    """Nothing was chosen: in the words of the question, where it has some."""
    missing = choice.asked.question.missing
    return say(missing) if missing else gettext("Choose an answer")


def choose_either(choice: Choice) -> str:
    """One that stands by itself was chosen together with others."""
    options = {option.id: option for option in choice.asked.options}
    labels = [options[one].label for one in choice.data if options[one].exclusive]
    answers = [say(label) for label in labels if label]
    return str(gettext("Choose either “%(answer)s” or the other answers, not both", answer=answers[0]))


WORDING: Mapping[AnswerProblem, Callable[[Choice], str]] = {
    AnswerProblem.NOTHING: choose_an_answer,
    AnswerProblem.NOT_OFFERED: lambda _: gettext("Choose only from the answers listed here"),
    AnswerProblem.MORE_THAN_ONE: lambda _: gettext("Choose one answer only"),
    AnswerProblem.BESIDE_EXCLUSIVE: choose_either,
    AnswerProblem.TWICE: lambda _: gettext("Choose each answer once"),
}
"""How each problem is said."""


def step_forms(content: Content) -> Mapping[Id, type[StepForm]]:
    """The form of each step, by its id: made once, because WTForms takes its time for it."""
    return {
        # The attributes have names of their own: a question may be called what a form already has (`data`, `validate`).
        step.id: type("Step", (StepForm,), {f"question_{one.id}": Choice(name=one.id) for one in step.question})
        for step in content.questionnaire.step
    }
