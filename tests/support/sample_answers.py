"""Made-up people, each given by the answers to all questions that they can be asked."""

from assessment.engine.questionnaire import SKIPPED, Answers
from tests.support.journey import Person


def answers_of(person: Person) -> Answers:
    """What somebody answers, as the engine holds it: question -> option ids.

    A question that they leave empty is skipped.
    """
    return {
        question: (given,) if isinstance(given, str) else tuple(given) or (SKIPPED,)
        for question, given in person.items()
    }


SOMEBODY: Person = {
    "right_now": ["none"],
    "who_for": "self",
    "age_band": "25_64",
    "country": "gb",
    "concerns": ["alcohol"],
    "stop_plan": "no_plan",
    "alcohol_days": "weekly",
    "alcohol_per_day": "4_to_8",
    "risks": ["none"],
    "pregnant": "no",
    "between_doses": ["none"],
    "stopping_before": ["nothing"],
    "feeling_now": ["none"],
    "suicidal_thoughts": "no",
    "home_safety": "safe",
    "relation": "relative",
    "talked": "not_yet",
    "own_state": [],
    "main_concern": "alcohol",
    "control": ["none"],
    "other_days": "weekly",
    "heaviest_day": "under_8",
    "week_total": "8_to_14",
    "opioid_kind": [],
    "sedative_kind": [],
    "other_drug": [],
    "first_smoke": "later",
    "nicotine_kind": [],
    "hours": "under_2",
    "spent": "small",
    "money_signs": ["none"],
    "conditions": ["none"],
    "body_signs": ["none"],
    "medicines": ["none"],
    "mind": ["none"],
    "told_mind": ["none"],
    "past": ["none"],
    "groups_experience": "never",
    "help_now": [],
    "help_before": [],
    "attempts": "once",
    "missing_after": [],
    "home": "stable",
    "people": [],
    "goal": "unsure",
    "preferences": [],
    "limits": [],
    "fears": [],
    "everyday": [],
    "matters": [],
}
"""Drinks a little every week, and answers everything plainly: the ground that others differ from."""

VERY_HEAVY_DRINKER: Person = {
    **SOMEBODY,
    "stop_plan": "stop_alone_soon",
    "alcohol_days": "every_day",
    "alcohol_per_day": "over_30",
    "stopping_before": ["never_stopped"],
    "heaviest_day": "over_30",
    "week_total": "over_100",
    "attempts": "none",
}
"""Over 30 units every day, feels fine, never stopped before, and will stop alone tomorrow."""

HARDLY_ANY_CONCERN: Person = {
    **SOMEBODY,
    "alcohol_days": "rarely",
    "alcohol_per_day": "under_4",
    "week_total": "under_4",
}
"""Drinks little and seldom, and wonders."""

GAMBLER: Person = {**SOMEBODY, "concerns": ["gambling"], "other_days": "every_day"}
"""Gambles every day, and takes nothing."""

WORRIED_PARTNER: Person = {**VERY_HEAVY_DRINKER, "who_for": "other", "relation": "partner"}
"""Answers for somebody else, who is the very heavy drinker."""

MIXED: Person = {
    **SOMEBODY,
    "concerns": ["alcohol", "opioids", "sedatives"],
    "stop_plan": "stop_alone_soon",
    "alcohol_days": "every_day",
    "alcohol_per_day": "15_to_30",
    "risks": ["opioids_most_days", "pills_most_days"],
    "between_doses": ["shaking_sweating"],
    "stopping_before": ["shaking_sweating", "seizure"],
    "suicidal_thoughts": "plan_or_preparing",
    "home_safety": "unsafe",
    "main_concern": "opioids",
    "heaviest_day": "15_to_30",
    "week_total": "over_100",
}
"""Three concerns, signs of withdrawal, a plan to stop alone, a plan for suicide, and no safety at home."""

WITH_EVERY_CONCERN: Person = {
    **SOMEBODY,
    "concerns": [
        "alcohol",
        "opioids",
        "sedatives",
        "ghb",
        "stimulants",
        "cannabis",
        "nicotine",
        "other_drugs",
        "gambling",
        "gaming",
        "other_behaviour",
    ],
}
"""Ticks every concern, and answers everything plainly: the longest way there is."""

SAYS_NOTHING: Person = {
    **SOMEBODY,
    **{question: [] for question in SOMEBODY if question not in {"who_for", "age_band", "country", "concerns"}},
    **dict.fromkeys(("stop_plan", "suicidal_thoughts", "home_safety"), "prefer_not"),
}
"""Prefers not to say wherever that can be said, and skips all that may be skipped."""
