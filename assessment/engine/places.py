"""Places: where on the way somebody is, as a page's form and the browser's history name it. Never an answer.

A step has up to three: `body`, on the way through all steps; `results/body`, opened from the result; and `check/body`,
opened from the check page. From the last two, the way leads back to that page. See
docs/decisions/0022-core-and-areas.md.
"""

from assessment.engine.content import Content
from assessment.engine.text import Id

Place = str
"""Where somebody is: a step's id, perhaps with the page on which it was opened, or a place beside the steps."""

CHECK: Place = "check"
RESULTS: Place = "results"
YOUTH: Place = "youth"
EMERGENCY: Place = "emergency"
BESIDE_THE_STEPS = (CHECK, RESULTS, YOUTH, EMERGENCY)
"""Names that no step may have."""
OPEN_STEPS = (CHECK, RESULTS)
"""The places from which a step can be opened."""


def opened_from(place: Place) -> Place | None:
    """The page on which a place was opened, and to which it leads back; None where it stands in line."""
    page, slash, _ = place.partition("/")
    return page if slash else None


def step_of(place: Place) -> Id:
    """The id of the step at a place, from wherever it was opened; of a place beside the steps, its name."""
    return place.rpartition("/")[2]


def place_of(step: Id, opened_on: Place | None) -> Place:
    """A step as it is opened on a page, or in line."""
    return f"{opened_on}/{step}" if opened_on else step


def is_place(content: Content, place: Place) -> bool:
    """Whether there is such a place at all."""
    there = {EMERGENCY, *(step.id for step in content.questionnaire.step)}
    page = opened_from(place)
    if page is None:
        return place in there or place in BESIDE_THE_STEPS
    return page in OPEN_STEPS and place == place_of(step_of(place), page) and step_of(place) in there
