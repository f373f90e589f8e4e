"""The parts of pages that read the same for everybody, written before the first request.

Each is about something of the content, never of a person. What is written here is all that is ever kept of a page.
"""

from collections.abc import Iterator
from itertools import chain, product

from flask import Flask, g

from assessment.engine.content import Content
from assessment.engine.result import Suggestion
from assessment.engine.rules import Fit
from assessment.i18n.templates import Part, Templates
from assessment.web.app_state import state
from assessment.web.calculators import calculator_block, counting_in
from assessment.web.mosaic_picture import draw_mosaic
from assessment.web.pages import Mode, QuestionBlock
from assessment.web.render import link

QUESTION_PARTS = {"radios": "with_boxes", "checkboxes": "with_boxes", "select": "with_list"}
"""The macro of each way of answering, in templates/macros/questions.html."""


def of_kinds(content: Content) -> Iterator[Part]:
    """What each kind of support is, its piece of the mosaic with each fit, and what each rule rests on."""
    for kind in content.kinds:
        yield "macros/kinds.html", "what_it_is", kind, kind.id
    for rule in content.rules:
        yield "macros/kinds.html", "resting_on", rule, rule.id
    for fit in Fit:
        suggestions = tuple(Suggestion(kind, fit, ()) for kind in content.kinds)
        for piece in draw_mosaic(suggestions, tuple(kind.id for kind in content.kinds)):
            yield "macros/mosaic.html", "drawn", piece, (piece.suggestion.kind.id, fit)


def of_questions(content: Content) -> Iterator[Part]:
    """Each question as it reads before it is answered, amounts in the drinks of each country."""
    raising = content.compiled.questions_raising_notices
    for question, country in product(content.questionnaire.questions, content.countries.values()):
        block = QuestionBlock(
            question=question,
            offered=question.options,
            country=country,
            chosen=(),
            problem="",
            notices={},
            raises_notices=question.id in raising,
            calculator=calculator_block(question, counting_in(content, country), {}),
        )
        yield "macros/questions.html", QUESTION_PARTS[question.answer], block, block.untouched


def of_contacts(content: Content) -> Iterator[Part]:
    """Everybody to turn to, in every place."""
    every = chain.from_iterable(place.contact for place in content.places.values())
    for one in dict.fromkeys(every):
        yield "macros/contacts.html", "contact", one, (one, g.mode is Mode.SAVED_COPY)


def around_pages() -> Iterator[Part]:
    """What stands above and below a page that is in no clinic's frame, with and without answers on it."""
    for tab in (False, True):
        around = {"clinic": None, "framed": False, "settings": state().settings, "tab": tab}
        for macro in ("above", "below"):
            yield "macros/around.html", macro, around, (link("start"), tab)


def init_app(app: Flask) -> None:
    """Writes them all."""
    templates: Templates = app.extensions["templates"]
    with app.test_request_context("/"):
        content = state().content
        for mode in (Mode.SAVED_COPY, Mode.PAGE):
            g.mode = mode
            templates.write_beforehand(of_contacts(content))
        templates.write_beforehand(chain(of_kinds(content), of_questions(content), around_pages()))
