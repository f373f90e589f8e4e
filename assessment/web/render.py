"""From a template and what the engine said to a page, or to the part of it that htmx asked for."""

from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask_babel import refresh

from assessment.engine.drinks import amount
from assessment.engine.model import Answers, Area, Confirmed, Contact, Country, Fit, Option, Question
from assessment.web.languages import country_answered
from assessment.web.words import say, say_counted


def render(template: str, *, skeleton: str = "", **about: Any) -> str:
    """The whole page, or only its main part when htmx asks: the same template in another skeleton."""
    partial = request.headers.get("HX-Request") == "true"
    return render_template(template, skeleton=skeleton or ("fragment.html" if partial else "base.html"), **about)


def speak_of(answers: Answers) -> None:
    """Decides whom the words of this response speak to or about, and how English is spelled in them."""
    g.about_other = answers.get("who_for") == ("other",)
    g.country = country_answered(answers)
    refresh()


def option_label(option: Option, country: Country) -> str:
    """What an option says; amounts of alcohol in the drinks of the country."""
    if option.units is not None:
        words, numbers = amount(option.units, country.drink)
        return say_counted(words, **numbers)
    return say(option.label) if option.label else option.id


def said_back(option: Option, country: Country) -> str:
    """How an answer is said back to the person who gave it."""
    return say(option.short) if option.short else option_label(option, country)


def question_hint(question: Question, country: Country) -> str:
    """What helps to answer: the question's own hint, or what one drink means."""
    if question.in_drinks:
        return say(country.drink.hint)
    return say(question.hint) if question.hint else ""


def regions_served(contact: Contact) -> str:
    """The parts of its country that a contact serves, where it does not serve all of it."""
    regions = current_app.extensions["mosaic"].content.regions
    return "" if contact.is_national else ", ".join(say(regions[id].name) for id in contact.regions)


def init_app(app: Flask) -> None:
    """Gives the templates the words for options, and the terms of the engine."""
    app.add_template_global(option_label, "option_label")
    app.add_template_global(said_back, "said_back")
    app.add_template_global(question_hint, "question_hint")
    app.add_template_global(regions_served, "regions_served")
    app.add_template_global(Fit, "Fit")
    app.add_template_global(Area, "Area")
    app.add_template_global(Confirmed, "Confirmed")
