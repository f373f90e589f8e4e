"""A made-up population: groups of people, and how often those of a group give each answer.

The tables are a judgement of what light, moderate and severe pictures look like, made so that the rules can be looked
at from above; they are no epidemiology. They were written before the first run. What must come out for these groups
stands in tools/population_outcomes.py; `make population` runs tools/population_report.py, which writes down what does.
"""

import random
from collections.abc import Iterable, Mapping

from assessment.engine.content import Content
from assessment.engine.path import AskedQuestion, replay
from assessment.engine.questionnaire import SKIPPED, Answers
from tests.support.sample_answers import SAYS_NOTHING

Weights = Mapping[str, float]
"""Option -> how likely. Where one is chosen, and among those that stand alone: weights against each other. For the
others of several: the chance of each by itself, from 0 to 1."""
Table = Mapping[str, Weights]
"""Question -> how likely each of its options is, for the people of one group."""

# How people answer, by how heavy the picture is ----------------------------------------------------------------------

COMMON: Table = {
    "who_for": {"self": 1},
    "age_band": {"18_24": 2, "25_64": 7, "65_plus": 1},
    "country": {"gb": 4, "us": 4, "de": 1, "in": 1, "other": 1},
    "concerns": {},
    "main_concern": {},
    "pregnant": {"no": 97, "yes": 1, "maybe": 1, "prefer_not": 1},
    "home_safety": {"safe": 92, "unsafe": 4, "unsure": 2, "prefer_not": 2},
    "last_check": {"this_year": 5, "longer": 4, "prefer_not": 1},
    "help_now": {"doctor": 0.1},
    "help_before": {"counselling_good": 0.05, "counselling_bad": 0.03},
    "people": {"lean_on": 0.6, "joins_in": 0.25, "children": 0.3, "family_history": 0.2},
    "talked": {"not_yet": 5, "wants_help": 2, "not_now": 3},
    "own_state": {"worn_out": 0.4, "covering": 0.3, "alone_with_it": 0.3, "afraid": 0.08},
    "preferences": {"one_to_one": 0.4, "in_a_group": 0.15, "online": 0.3, "no_religion": 0.15, "faith": 0.1},
    "limits": {"cost": 0.3, "no_time": 0.3, "nobody_knows": 0.25},
    "everyday": {"sleep": 0.3, "movement": 0.2, "calm": 0.3},
    "matters": {"health": 0.4, "children": 0.3, "close_people": 0.4},
}
LIGHT: Table = {
    **COMMON,
    "stage": {"as_usual": 8, "cutting_down": 2, "prefer_not": 0.3},
    "alcohol_days": {"rarely": 4, "weekly": 6},
    "alcohol_per_day": {"under_4": 6, "4_to_8": 4},
    "opioid_days": {"rarely": 1},
    "sedative_days": {"rarely": 8, "weekly": 2},
    "other_days": {"rarely": 6, "weekly": 4},
    "use_pattern": {"mixing": 0.03, "alone": 0.05},
    "control": {"urge": 0.08, "hard_to_stop": 0.05},
    "stopping_before": {"nothing": 9, "never_stopped": 0.5, "unsure": 0.5},
    "feeling_now": {"none": 98, "unsure": 2},
    "stop_plan": {"no_plan": 5, "cut_down": 4, "stop_with_help": 1},
    "conditions": {"depression_anxiety": 0.12, "pain": 0.08, "epilepsy": 0.01, "adhd": 0.03},
    "medicines": {"mood": 0.1, "sleep_or_calm": 0.02, "opioid_painkillers": 0.02},
    "mind": {"low": 0.1, "worry": 0.12, "sleep": 0.15},
    "suicidal_thoughts": {"no": 96, "better_off_dead": 2, "prefer_not": 2},
    "groups_experience": {"never": 9, "helped_before": 1},
    "home": {"stable": 97, "shaky": 3},
    "goal": {"cut_down": 4, "unsure": 4, "stop": 2},
    "readiness": {"ready": 3, "partly": 4, "not_yet": 3},
}
MODERATE: Table = {
    **LIGHT,
    "alcohol_days": {"weekly": 3, "most_days": 5, "every_day": 2},
    "alcohol_per_day": {"4_to_8": 5, "8_to_15": 5},
    "opioid_days": {"weekly": 6, "most_days": 4},
    "sedative_days": {"weekly": 6, "most_days": 4},
    "other_days": {"weekly": 5, "most_days": 5},
    "use_pattern": {"mixing": 0.15, "alone": 0.25, "first_thing": 0.2, "chasing": 0.3, "borrowing": 0.05},
    "control": {"urge": 0.35, "hard_to_stop": 0.35, "duties": 0.15, "money": 0.15, "harm": 0.15},
    "stopping_before": {"shaking_sweating": 0.15, "nothing": 8, "never_stopped": 2},
    "stop_plan": {"no_plan": 3, "cut_down": 4, "stop_with_help": 2, "stop_alone_soon": 1},
    "mind": {"low": 0.25, "worry": 0.3, "sleep": 0.35},
    "suicidal_thoughts": {"no": 90, "better_off_dead": 6, "thoughts": 2, "prefer_not": 2},
    "groups_experience": {"never": 7, "helps_now": 0.5, "helped_before": 1.5, "did_not_help": 1},
    "home": {"stable": 90, "shaky": 9, "none": 1},
}
SEVERE: Table = {
    **MODERATE,
    "stage": {"as_usual": 7, "cutting_down": 2, "stopped_days": 1},
    "alcohol_days": {"most_days": 2, "every_day": 8},
    "alcohol_per_day": {"15_to_30": 6, "over_30": 4},
    "opioid_days": {"most_days": 2, "every_day": 8},
    "sedative_days": {"most_days": 2, "every_day": 8},
    "other_days": {"most_days": 3, "every_day": 7},
    "use_pattern": {
        "morning_or_night": 0.6,
        "mixing": 0.3,
        "alone": 0.4,
        "injecting": 0.15,
        "overdose": 0.15,
        "first_thing": 0.9,
        "chasing": 0.9,
        "borrowing": 0.7,
    },
    "control": {
        "urge": 0.8,
        "hard_to_stop": 0.8,
        "duties": 0.5,
        "money": 0.4,
        "harm": 0.5,
        "trouble": 0.4,
        "risks": 0.2,
    },
    "stopping_before": {"shaking_sweating": 0.55, "seizure": 0.1, "nothing": 5, "never_stopped": 5},
    "feeling_now": {"shaking_sweating": 0.13, "seizure": 0.01, "none": 99, "unsure": 1},
    "stop_plan": {"no_plan": 3, "cut_down": 2, "stop_with_help": 3, "stop_alone_soon": 2},
    "conditions": {"depression_anxiety": 0.35, "pain": 0.2, "liver": 0.1, "epilepsy": 0.03, "ptsd": 0.1, "adhd": 0.08},
    "medicines": {"mood": 0.25, "sleep_or_calm": 0.1, "opioid_painkillers": 0.05},
    "mind": {"low": 0.5, "worry": 0.5, "sleep": 0.6, "memory": 0.15, "voices": 0.02},
    "suicidal_thoughts": {"no": 78, "better_off_dead": 12, "thoughts": 6, "plan_or_preparing": 1, "prefer_not": 3},
    "groups_experience": {"never": 4, "helps_now": 1, "helped_before": 3, "did_not_help": 2},
    "help_before": {"counselling_bad": 0.15, "programme_bad": 0.15, "programme_good": 0.1, "medication_good": 0.05},
    "home": {"stable": 75, "shaky": 18, "none": 7},
    "people": {"lean_on": 0.4, "joins_in": 0.15, "children": 0.25, "use_too": 0.4, "hardly_anybody": 0.2},
}
SEVERITIES: Mapping[str, Table] = {"light": LIGHT, "moderate": MODERATE, "severe": SEVERE}
CONCERNS = ("alcohol", "opioids", "sedatives", "stimulants", "cannabis", "nicotine", "gambling")


def only(**answers: str | Iterable[str]) -> Table:
    """A table in which these questions have these answers and no others."""
    return {q: dict.fromkeys([given] if isinstance(given, str) else given, 1.0) for q, given in answers.items()}


GROUPS: Mapping[str, Table] = {
    **{
        f"{severity} {concern}": {**table, **only(concerns=[concern], main_concern=concern)}
        for concern in CONCERNS
        for severity, table in SEVERITIES.items()
    },
    "hardly any concern": {
        **LIGHT,
        **only(concerns=["alcohol"], alcohol_days="rarely", alcohol_per_day="under_4", control=["none"], mind=["none"]),
        **only(conditions=["none"], medicines=["none"], use_pattern=["none"], stopping_before=["nothing"]),
        **only(suicidal_thoughts="no", home_safety="safe", pregnant="no", stage="as_usual", last_check="this_year"),
        **only(feeling_now=["none"]),
    },
    "pregnant, drinks on most days": {
        **MODERATE,
        **only(concerns=["alcohol"], age_band="25_64", pregnant="yes", alcohol_days="most_days"),
        **only(alcohol_per_day="8_to_15"),
    },
    "65 or over, drinks on most days": {**MODERATE, **only(concerns=["alcohol"], age_band="65_plus")},
    "an earlier seizure, drinks": {**SEVERE, **only(concerns=["alcohol"], stopping_before=["seizure"])},
    "alcohol and sedatives": {**SEVERE, **only(concerns=["alcohol", "sedatives"], main_concern="alcohol")},
    "opioids after prison": {
        **SEVERE,
        **only(concerns=["opioids"], opioid_days="weekly", use_pattern=["break"], home="none"),
    },
    "opioids as prescribed": {
        **LIGHT,
        **only(concerns=["opioids"], opioid_days="every_day", taken_how="only_as_prescribed", conditions=["pain"]),
    },
    "doing well in a group": {
        **LIGHT,
        **only(concerns=["alcohol"], stage="stopped_longer", groups_experience="helps_now"),
    },
    "in treatment": {
        **MODERATE,
        **only(concerns=["opioids"], stage="stopped_weeks", help_now=["service", "medication"]),
    },
    "worried about somebody": {**SEVERE, **only(who_for="other", concerns=["alcohol"])},
    "not safe at home": {**MODERATE, **only(concerns=["alcohol"], home_safety="unsafe")},
    "says nothing": only(**SAYS_NOTHING),
}
"""Name of a group -> how its people answer. Each group has equally many people."""

# Drawing them ---------------------------------------------------------------------------------------------------------


def draw_choice(chance: random.Random, asked: AskedQuestion, weights: Weights) -> tuple[str, ...]:
    """What one person chooses at one question: the id of an option or, where several may be chosen, of one or more.

    Without weights: the first option offered. Where several may be chosen and none is drawn: "none of these" and the
    like, or left empty.
    """
    offered = [option.id for option in asked.options]
    exclusive = [option.id for option in asked.options if option.exclusive]
    likely = {option: weight for option, weight in weights.items() if option in offered}
    if not asked.question.takes_several:
        options = list(likely) or offered[:1]
        return (chance.choices(options, [likely.get(option, 1.0) for option in options])[0],)
    together = tuple(
        option for option, weight in likely.items() if option not in exclusive and chance.random() < weight
    )
    by_itself = {option: weight for option, weight in likely.items() if option in exclusive}
    if together or not by_itself:
        return together or (SKIPPED if asked.question.optional else exclusive[0],)
    return (chance.choices(list(by_itself), list(by_itself.values()))[0],)


def draw_person(content: Content, chance: random.Random, table: Table) -> Answers:
    """The complete answers of one person of the group whose table this is."""
    answers: dict[str, tuple[str, ...]] = {}
    while not (path := replay(content, answers)).complete:
        for asked in path.asked_at(path.first_open):
            answers[asked.question.id] = draw_choice(chance, asked, table.get(asked.question.id, {}))
    return answers
