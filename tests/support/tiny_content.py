"""Tiny questionnaires, to test behaviour on what a reader can hold in mind. The real content has tests of its own."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from assessment.engine.content import Content
from assessment.engine.directory import Country
from assessment.engine.evidence import Confirmed, Source
from assessment.engine.guidance import Condition, Notice, Rule, SupportKind
from assessment.engine.questionnaire import Questionnaire
from assessment.loading.shapes import convert

DRINK = {
    "grams": 10,
    "hint": "A drink",
    "examples": [{"picture": "beer", "text": "A beer"}],
    "under": "<{high}",
    "between": "{low}-{high}",
    "over": ">{low}",
}
CONTACTS = [
    {
        "id": purpose,
        "purpose": purpose,
        "name": purpose,
        "regions": ["national"],
        "seen_at": "on a page that is made up",
        "hours": "always",
        "confirmed": "primary",
        "seen_on": date(2026, 1, 1),
        "url": "https://example.org",
    }
    for purpose in ("emergency", "crisis", "directory")
]


def made(shape: Any, **values: Any) -> Any:
    """A content value from plain data, as from a file."""
    return convert(values, shape)


def condition(id: str, **parts: Any) -> Condition:
    """A condition."""
    found: Condition = made(Condition, id=id, text=id, **parts)
    return found


def question(id: str, options: Iterable[str | dict[str, Any]] = ("yes", "no"), **more: Any) -> dict[str, Any]:
    """A question, with options by their ids."""
    listed = [{"id": one, "label": one} if isinstance(one, str) else one for one in options]
    return {"id": id, "short": id, "label": id, "answer": "radios", "options": listed, **more}


def step(id: str, *questions: dict[str, Any]) -> dict[str, Any]:
    """A step."""
    return {"id": id, "title": id, "question": list(questions)}


def rule(id: str, when: str, **more: Any) -> dict[str, Any]:
    """A rule on one condition."""
    evidence = [{"source": "a_source", "fact": "a fact"}]
    return {"id": id, "area": "use", "when": [when], "reason": id, "evidence": evidence, **more}


def content(
    *steps: dict[str, Any], conditions: Iterable[Condition] = (), rules: Iterable[dict[str, Any]] = ()
) -> Content:
    """A whole content around some steps, conditions and rules, unchecked."""
    texts = ("name", "what", "who_offers", "cost", "first_step", "would_bring_it_up", "tile")
    ask = {"question": "question", "good_answer": "good answer"}
    notice = {"title": "a notice", "text": ["text"], "first_step": "call", "call": ["emergency"]}
    questionnaire = made(Questionnaire, version="1", ends_early_when="never", step=list(steps))
    never = condition("never", match={"nothing": ["at_all"]})
    return Content(
        version="1",
        rules_version="1",
        questionnaire=questionnaire,
        conditions={one.id: one for one in (never, *conditions)},
        rules=tuple(made(Rule, **one) for one in rules),
        kinds=tuple(
            made(SupportKind, id=id, ask=[ask], **{text: f"{id} {text}" for text in texts})
            for id in ("first", "second")
        ),
        passages=(),
        notices=tuple(made(Notice, id=tier, tier=tier, **notice) for tier in ("emergency", "today", "warning")),
        sources={
            "a_source": Source(
                id="a_source",
                reference="a source",
                confirmed=Confirmed.PRIMARY,
                seen_on=date(2026, 1, 1),
                review_by=date(2026, 7, 1),
            )
        },
        facts=(),
        countries={"other": made(Country, id="other", name="other", drink=DRINK, contact=CONTACTS)},
    )
