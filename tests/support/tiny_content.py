"""Contents with very few questions and rules, so that whoever reads a test can hold all of it in mind.

The real content has tests of its own.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from assessment.engine.answer_bits import names_of_bits
from assessment.engine.content import Content
from assessment.engine.countries import Country
from assessment.engine.evidence import Confirmed, Source
from assessment.engine.questionnaire import Questionnaire
from assessment.engine.rules import Condition, FirstStepRow, Notice, Rule, SupportKind
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
SOURCE = Source(
    id="a_source",
    reference="a source",
    confirmed=Confirmed.PRIMARY,
    seen_on=date(2026, 1, 1),
    review_by=date(2026, 7, 1),
)


def made(shape: Any, **values: Any) -> Any:
    """A value of some shape of the content, checked and converted as if it had stood in a file."""
    return convert(values, shape)


def condition(id: str, **parts: Any) -> Condition:
    """A condition; `parts` as in conditions.toml."""
    found: Condition = made(Condition, id=id, text=id, **parts)
    return found


def question(id: str, options: Iterable[str | dict[str, Any]] = ("yes", "no"), **more: Any) -> dict[str, Any]:
    """The table of a question, as for `step`. An option is its id, or a table of its own; `more` as in the file."""
    listed = [{"id": one, "label": one} if isinstance(one, str) else one for one in options]
    return {"id": id, "short": id, "label": id, "answer": "radios", "options": listed, **more}


def step(id: str, *questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The table of a step, as for `content`; `more` as in the file."""
    return {"id": id, "title": id, "question": list(questions), **more}


def rule(id: str, when: str, **more: Any) -> dict[str, Any]:
    """The table of a rule that holds when one condition does, as for `content`; `more` as in rules.toml."""
    evidence = [{"source": "a_source", "fact": "a fact"}]
    return {"id": id, "area": "use", "when": [when], "reason": id, "evidence": evidence, **more}


def kind(id: str) -> SupportKind:
    """A kind of support with a text in every place that needs one."""
    texts = ("name", "what", "who_offers", "cost", "first_step", "without_door")
    ask = {"question": "question", "good_answer": "good answer"}
    found: SupportKind = made(SupportKind, id=id, ask=[ask], **{text: f"{id} {text}" for text in texts})
    return found


def notice(tier: str) -> Notice:
    """A notice of this tier, which is its id as well. That of an emergency stops the questions."""
    found: Notice = made(
        Notice,
        id=tier,
        tier=tier,
        title="a notice",
        text=["text"],
        quiet="where to turn",
        call=["emergency"],
        stops_asking=tier == "emergency",
    )
    return found


def row(id: str, when: str, **more: Any) -> FirstStepRow:
    """A first step for those for whom a condition holds; `more` as in first_steps.toml."""
    fields = {"title": id, "do": f"do {id}", "ask": f"ask {id}", "doors": [], "sources": [], **more}
    found: FirstStepRow = made(FirstStepRow, id=id, when=[when], **fields)
    return found


MINUTES = {"core": 1, "everything": 2}


def content(
    *steps: dict[str, Any],
    conditions: Iterable[Condition] = (),
    rules: Iterable[dict[str, Any]] = (),
    rows: Iterable[FirstStepRow] = (),
    bits: tuple[str, ...] = (),
) -> Content:
    """A whole content of these steps, conditions, rules and first steps, with two kinds and three notices, unchecked.

    `bits`: what has a bit, in this order; without them, what there is, as it comes.
    """
    questionnaire = made(Questionnaire, version="1", ends_early_when="never", minutes=MINUTES, step=list(steps))
    first = [question["id"] for step in steps for question in step["question"]][:1]
    never = condition("never", match={question: [] for question in first})
    anyhow = condition("anyhow")
    return Content(
        version="1",
        rules_version="1",
        questionnaire=questionnaire,
        bits=bits or tuple(names_of_bits(questionnaire)),
        conditions={one.id: one for one in (never, anyhow, *conditions)},
        rules=tuple(made(Rule, **one) for one in rules),
        kinds=tuple(kind(id) for id in ("first", "second")),
        passages=(),
        first_steps=(*rows, row("whatever_it_is", "anyhow")),
        notices=tuple(notice(tier) for tier in ("emergency", "today", "warning")),
        sources={"a_source": SOURCE},
        facts=(),
        countries={"other": made(Country, id="other", name="other", drink=DRINK, contact=CONTACTS)},
    )


# One that several tests use ------------------------------------------------------------------------------------------

MOOD_AND_SLEEP = content(
    step("one", question("mood", ("fine", "low", "silent"))),
    step("two", question("sleep", ("good", "bad"))),
    step("three", question("end")),
    conditions=[
        condition("always"),
        condition("is_low", match={"mood": ["low"]}),
        condition("is_silent", match={"mood": ["silent"]}),
        condition("sleeps_badly", match={"sleep": ["bad"]}),
    ],
    rules=[
        rule("weak", "always", kind="second", fit="possible"),
        rule("strong", "is_low", kind="second", fit="strong", area="mind"),
        rule("raise_warning", "is_low", notice="warning", area="mind"),
        rule("raise_today", "sleeps_badly", notice="today"),
        rule("raise_emergency", "is_silent", notice="emergency", unsaid=True),
        rule("call_now", "sleeps_badly", notice="emergency"),
    ],
)
"""Two questions that rules are about, on a page each, and a last one that no rule is about."""
FINE = {"mood": ("fine",), "sleep": ("good",), "end": ("yes",)}
"""Answers to all of MOOD_AND_SLEEP for which only the rule for everybody holds."""
LOW = {**FINE, "mood": ("low",)}
