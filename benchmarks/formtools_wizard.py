"""To compare with: the same questions in django-formtools' wizard, in one file. It decides nothing."""

from typing import Any

import django
from django import forms
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.template import engines

from assessment.engine.questionnaire import Question, Step
from assessment.loading.content_files import load

settings.configure(
    SECRET_KEY="made up, for a measurement",
    ALLOWED_HOSTS=["localhost", "127.0.0.1"],
    ROOT_URLCONF="benchmarks.formtools_urls",
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ],
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    INSTALLED_APPS=["formtools"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()

from formtools.wizard.views import CookieWizardView  # noqa: E402  Django has to be set up before

STEP = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{{ wizard.steps.current }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<h1>{{ wizard.steps.current }}</h1><form method="post">{% csrf_token %}{{ wizard.management_form }}
{% for field in wizard.form %}<fieldset><legend>{{ field.label }}</legend>{{ field }}{{ field.errors }}</fieldset>
{% endfor %}
<button>Continue</button></form></html>"""
END = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Your answers</title><h1>Your answers</h1>
<dl>{% for given in answers %}<dd>{{ given }}</dd>{% endfor %}</dl></html>"""


def field_of(question: Question) -> forms.Field:
    """The field of a question."""
    choices = [(option.id, option.label.you if option.label else option.id) for option in question.options]
    if question.takes_several:
        boxes = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(label=question.label.you, choices=choices, required=False, widget=boxes)
    return forms.ChoiceField(label=question.label.you, choices=choices, required=False, widget=forms.RadioSelect)


def form_of(step: Step) -> type[forms.Form]:
    """The form of a step."""
    return type(step.id, (forms.Form,), {question.id: field_of(question) for question in step.question})


class Wizard(CookieWizardView):  # type: ignore[misc]  # formtools has no types
    """All steps, answers in a signed cookie."""

    form_list = [(step.id, form_of(step)) for step in load().questionnaire.step]

    def render_to_response(self, context: dict[str, Any], **_: Any) -> HttpResponse:
        """A step."""
        return HttpResponse(engines["django"].from_string(STEP).render(context, self.request))

    def done(self, form_list: Any, **_: Any) -> HttpResponse:
        """What was answered."""
        answers = [form.cleaned_data for form in form_list]
        return HttpResponse(engines["django"].from_string(END).render({"answers": answers}, self.request))


wizard = Wizard.as_view()


app = get_wsgi_application()
