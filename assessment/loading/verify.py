"""Does the content hold together? What no shape can say, said with file, id and cause."""

from collections.abc import Iterator

from assessment.engine.content import Content
from assessment.loading.problems import Problem
from assessment.loading.verify_calculators import calculators
from assessment.loading.verify_countries import countries
from assessment.loading.verify_questionnaire import bits, conditions, questionnaire, unused_conditions
from assessment.loading.verify_rules import (
    claims,
    contradictions,
    facts,
    first_steps,
    passages,
    reviews,
    rules,
    spoken_for,
)


def problems(content: Content) -> Iterator[Problem]:
    """Everything that does not hold together, what others lean on first."""
    yield from conditions(content)
    yield from questionnaire(content)
    yield from rules(content)
    yield from spoken_for(content)
    yield from passages(content)
    yield from first_steps(content)
    yield from contradictions(content)
    yield from claims(content)
    yield from facts(content)
    yield from reviews(content)
    yield from countries(content)
    yield from calculators(content)
    yield from unused_conditions(content)
    yield from bits(content)
