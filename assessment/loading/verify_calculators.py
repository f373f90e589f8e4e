"""Does every calculator find an answer, whatever numbers are typed?"""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from assessment.engine.content import Content
from assessment.engine.questionnaire import Calculator, Question
from assessment.loading.problems import Problem, known

FILE = "questionnaire.toml"


def calculators(content: Content) -> Iterator[Problem]:
    """A calculator stands where one answer is chosen, and its ranges lie edge to edge; there are bottles to count."""
    for question in content.questionnaire.questions:
        if question.calculator:
            yield from chooses_one(question)
            yield from EDGE_TO_EDGE[question.calculator](question)
        elif any(option.share for option in question.options):
            yield FILE, question.id, "`share` is for questions with the calculator 'share_of_income'"
    yield from containers(content)


def chooses_one(question: Question) -> Iterator[Problem]:
    """What it finds can be chosen, by anybody who is asked."""
    if question.answer != "radios":
        yield FILE, question.id, "a calculator chooses among radios"
    if question.options_from or not all(one.for_everybody for one in question.options if one.units or one.share):
        yield FILE, question.id, "what a calculator finds is offered to everybody who is asked"


def ranges_of_units(question: Question) -> Iterator[Problem]:
    """Amounts of alcohol begin with nothing, and each where the one before it ends."""
    units = [option.units for option in question.options if option.units]
    if not units or units[0].at_least != 0 or units[-1].below is not None:
        yield FILE, question.id, "this calculator needs units from nothing to any amount"
    if any(one.below != after.at_least for one, after in pairwise(units)):
        yield FILE, question.id, "units follow one another without a gap"


def ranges_of_shares(question: Question) -> Iterator[Problem]:
    """Shares rise, and the last one has no edge."""
    edges = [option.share.below for option in question.options if option.share]
    rising = [edge for edge in edges[:-1] if edge is not None]
    if not edges or edges[-1] is not None or len(rising) != len(edges) - 1:
        yield FILE, question.id, "this calculator needs shares: each with `below`, the last one without"
    if rising != sorted({0.0, *rising} - {0.0}):
        yield FILE, question.id, "shares rise from one option to the next"


EDGE_TO_EDGE: Mapping[Calculator, Callable[[Question], Iterator[Problem]]] = {
    "drinks_a_day": ranges_of_units,
    "drinks_a_week": ranges_of_units,
    "share_of_income": ranges_of_shares,
}
"""What the options of a question have to be for each calculator."""


def containers(content: Content) -> Iterator[Problem]:
    """What a country lists is there; where bottles are counted, every country lists some. None stands for nothing."""
    counted = any(one.calculator and one.in_drinks for one in content.questionnaire.questions)
    listed: set[str] = set()
    for country in content.countries.values():
        yield from known("countries.toml", country.id, "container", country.drink.containers, content.containers)
        if counted and not country.drink.containers:
            yield "countries.toml", country.id, "no `containers`, and a calculator counts them"
        listed |= {*country.drink.containers}
    for name in content.containers:
        if name not in listed:
            yield "containers.toml", name, "no country lists it"
