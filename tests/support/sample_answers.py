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
    "who_for": "self",
    "age_band": "25_64",
    "country": "gb",
    "concerns": ["alcohol"],
    "stage": "as_usual",
    "main_concern": "alcohol",
    "alcohol_days": "weekly",
    "alcohol_per_day": "4_to_8",
    "opioid_days": "weekly",
    "sedative_days": "weekly",
    "other_days": "weekly",
    "use_pattern": ["none"],
    "taken_how": "otherwise",
    "control": ["none"],
    "stopping_before": ["nothing"],
    "feeling_now": ["none"],
    "stop_plan": "no_plan",
    "pregnant": "no",
    "conditions": ["none"],
    "medicines": ["none"],
    "last_check": "this_year",
    "mind": ["none"],
    "suicidal_thoughts": "no",
    "home_safety": "safe",
    "groups_experience": "never",
    "help_now": [],
    "help_before": [],
    "home": "stable",
    "people": [],
    "talked": "not_yet",
    "own_state": [],
    "goal": "unsure",
    "readiness": "partly",
    "preferences": [],
    "limits": [],
    "everyday": [],
    "matters": [],
}
"""Drinks a little every week, and answers everything plainly: the ground that others differ from."""

VERY_HEAVY_DRINKER: Person = {
    **SOMEBODY,
    "alcohol_days": "every_day",
    "alcohol_per_day": "over_30",
    "stopping_before": ["never_stopped"],
    "stop_plan": "stop_alone_soon",
}
"""Over 30 units every day, feels fine, never stopped before, and will stop alone tomorrow."""

HARDLY_ANY_CONCERN: Person = {**SOMEBODY, "alcohol_days": "rarely", "alcohol_per_day": "under_4"}
"""Drinks little and seldom, and wonders."""

GAMBLER: Person = {**SOMEBODY, "concerns": ["gambling"], "other_days": "every_day"}
"""Gambles every day, and takes nothing."""

WORRIED_PARTNER: Person = {**VERY_HEAVY_DRINKER, "who_for": "other"}
"""Answers for somebody else, who is the very heavy drinker."""

MIXED: Person = {
    **SOMEBODY,
    "concerns": ["alcohol", "opioids", "sedatives"],
    "main_concern": "opioids",
    "alcohol_days": "every_day",
    "alcohol_per_day": "15_to_30",
    "opioid_days": "every_day",
    "sedative_days": "every_day",
    "stopping_before": ["shaking_sweating", "seizure"],
    "feeling_now": ["shaking_sweating"],
    "stop_plan": "stop_alone_soon",
    "suicidal_thoughts": "plan_or_preparing",
    "home_safety": "unsafe",
}
"""Three concerns, signs of withdrawal, a plan to stop alone, a plan for suicide, and no safety at home."""

WITH_EVERY_CONCERN: Person = {
    **SOMEBODY,
    "concerns": [
        "alcohol",
        "opioids",
        "sedatives",
        "stimulants",
        "cannabis",
        "nicotine",
        "other_drugs",
        "gambling",
        "gaming",
        "other_behaviour",
    ],
    "stop_plan": "no_plan",
}
"""Ticks every concern, and answers everything plainly: the longest way there is."""

SAYS_NOTHING: Person = {
    **SOMEBODY,
    **dict.fromkeys(
        (
            "stage",
            "alcohol_days",
            "alcohol_per_day",
            "pregnant",
            "stop_plan",
            "last_check",
            "suicidal_thoughts",
            "home_safety",
            "groups_experience",
            "home",
            "goal",
        ),
        "prefer_not",
    ),
    **{
        question: ["prefer_not"]
        for question in (
            "use_pattern",
            "control",
            "stopping_before",
            "feeling_now",
            "conditions",
            "medicines",
            "mind",
        )
    },
}
"""Prefers not to say wherever that can be said."""
