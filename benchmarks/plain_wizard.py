"""To compare with: the same questions as the plainest wizard that Flask-WTF makes. It decides nothing.

One form class a step, fields printed by their own widgets, answers in Flask's signed cookie, all of them at the end.
"""

from flask import Flask, redirect, render_template_string, session
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from assessment.engine.questionnaire import Question, Step
from assessment.loading.content_files import load

STEPS = load().questionnaire.step
STEP = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{{ step.title.you }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<h1>{{ step.title.you }}</h1><form method="post">{{ form.hidden_tag() }}
{% for field in form if field.name != "csrf_token" %}<fieldset><legend>{{ field.label.text }}</legend>
{{ field }}{% for error in field.errors %}<p>{{ error }}</p>{% endfor %}</fieldset>{% endfor %}
<button>Continue</button></form></html>"""
END = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Your answers</title><h1>Your answers</h1>
<dl>{% for question, given in answers.items() %}<dt>{{ question }}</dt><dd>{{ given }}</dd>{% endfor %}</dl></html>"""


def field_of(question: Question) -> RadioField | SelectMultipleField:
    """The field of a question."""
    choices = [(option.id, option.label.you if option.label else option.id) for option in question.options]
    if question.takes_several:
        boxes = {"widget": ListWidget(prefix_label=False), "option_widget": CheckboxInput()}
        return SelectMultipleField(question.label.you, [Optional()], choices=choices, **boxes)
    return RadioField(question.label.you, [Optional()], choices=choices)


def form_of(step: Step) -> type[FlaskForm]:
    """The form of a step."""
    return type(step.id, (FlaskForm,), {question.id: field_of(question) for question in step.question})


FORMS = [form_of(step) for step in STEPS]
app = Flask(__name__)
app.config["SECRET_KEY"] = "made up, for a measurement"


@app.route("/assessment/<int:number>", methods=["GET", "POST"])
def step(number: int) -> ResponseReturnValue:
    """A step, and from it the next one."""
    form = FORMS[number]()
    if form.validate_on_submit():
        given = {name: value for name, value in form.data.items() if name != "csrf_token"}
        session["answers"] = {**session.get("answers", {}), **given}
        return redirect(f"/assessment/{number + 1}" if number + 1 < len(FORMS) else "/end")
    return render_template_string(STEP, form=form, step=STEPS[number])


@app.get("/end")
def end() -> str:
    """What was answered."""
    return render_template_string(END, answers=session.get("answers", {}))
