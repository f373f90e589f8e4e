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
    "right_now": {"none": 98, "unsure": 1, SKIPPED: 1},
    "who_for": {"self": 9, "self_asked": 1},
    "age_band": {"18_24": 2, "25_64": 7, "65_plus": 1},
    "country": {"gb": 4, "us": 4, "de": 1, "in": 1, "other": 1},
    "concerns": {},
    "pregnant": {"no": 96, "yes": 1, "maybe": 1, "breastfeeding": 1, SKIPPED: 1},
    "home_safety": {"safe": 91, "unsafe": 4, "outside": 0.5, "no_home": 0.5, "unsure": 2, "prefer_not": 2},
    "relation": {"partner": 4, "child": 3, "parent": 1, "relative": 1, "friend": 1, SKIPPED: 1},
    "talked": {"not_yet": 5, "wants_help": 2, "not_now": 3, "mixed": 1, "far_away": 0.5},
    "own_state": {"worn_out": 0.4, "covering": 0.3, "alone_with_it": 0.3, "afraid": 0.08, "hurt": 0.03},
    "main_concern": {},
    "opioid_kind": {"painkillers": 0.3, "codeine": 0.2, "tramadol": 0.2, "kratom": 0.05, "heroin": 0.3},
    "sedative_kind": {"benzodiazepines": 0.5, "z_drugs": 0.3, "gabapentinoids": 0.2, "street": 0.1},
    "other_drug": {"ketamine": 0.4, "nitrous": 0.2, "steroids": 0.2, "psychedelics": 0.2, "another": 0.1},
    "nicotine_kind": {"cigarettes": 0.6, "vapes": 0.5, "pouches": 0.1},
    "help_now": {"doctor": 0.1},
    "help_before": {"counselling_good": 0.05, "counselling_partly": 0.05, "counselling_bad": 0.03},
    "attempts": {"none": 3, "once": 3, "few": 3, "many": 1, "years": 1, SKIPPED: 1},
    "people": {"alone": 0.2, "partner": 0.5, "children": 0.3, "lean_on": 0.6, "joins_in": 0.25, "family_history": 0.2},
    "preferences": {
        "one_to_one": 0.4,
        "in_a_group": 0.1,
        "no_group": 0.15,
        "online": 0.3,
        "no_religion": 0.15,
        "faith": 0.1,
    },
    "limits": {"cost": 0.3, "no_time": 0.3, "getting_there": 0.1},
    "fears": {"job": 0.2, "licence": 0.1, "children_taken": 0.05, "read": 0.15},
    "everyday": {"sleep": 0.3, "movement": 0.2, "calm": 0.3},
    "matters": {"health": 0.4, "children": 0.3, "close_people": 0.4},
}
LIGHT: Table = {
    **COMMON,
    "stop_plan": {"no_plan": 5, "cut_down": 4, "stop_with_help": 1, "comes_and_goes": 0.5, "unsure": 0.3},
    "alcohol_days": {"rarely": 4, "weekly": 6},
    "alcohol_per_day": {"under_4": 6, "4_to_8": 4},
    "risks": {"mixing": 0.03, "alone": 0.05, "bought": 0.2, "none": 9, "as_prescribed": 0.3},
    "between_doses": {"none": 98, "unsure": 2},
    "stopping_before": {"nothing": 9, "never_stopped": 0.5, "unsure": 0.5},
    "feeling_now": {"none": 50, "not_stopped": 48, "unsure": 2},
    "suicidal_thoughts": {"no": 96, "better_off_dead": 2, "prefer_not": 2},
    "control": {"urge": 0.08, "hard_to_stop": 0.05},
    "missing_after": {"somebody": 0.02, "mood": 0.02},
    "other_days": {"rarely": 6, "weekly": 4},
    "heaviest_day": {"under_8": 9, "8_to_15": 1},
    "week_total": {"under_4": 4, "4_to_8": 4, "8_to_14": 2},
    "first_smoke": {"later": 8, "31_to_60": 2},
    "hours": {"under_2": 8, "2_to_4": 2},
    "spent": {"small": 9, "varies": 1},
    "money_signs": {"none": 1},
    "conditions": {"pain": 0.08, "epilepsy": 0.01, "blood_pressure": 0.1},
    "body_signs": {"falls": 0.01, "not_eating": 0.02},
    "medicines": {"antidepressant": 0.1, "sleep_or_calm": 0.02, "opioid_painkillers": 0.02, "heart": 0.08},
    "mind": {"low": 0.1, "worry": 0.12, "sleep": 0.15},
    "told_mind": {"depression_anxiety": 0.12, "adhd": 0.03},
    "past": {"attempt": 0.01, "something_bad": 0.05},
    "groups_experience": {"never": 9, "helped_before": 1},
    "home": {"stable": 97, "shaky": 3},
    "goal": {"cut_down": 3, "unsure": 2, "know": 3, "no_change": 1, "stop": 2},
}
MODERATE: Table = {
    **LIGHT,
    "stop_plan": {"no_plan": 3, "cut_down": 4, "stop_with_help": 2, "stop_alone_soon": 1},
    "alcohol_days": {"weekly": 3, "most_days": 5, "every_day": 2},
    "alcohol_per_day": {"4_to_8": 5, "8_to_15": 5},
    "risks": {"most_days": 0.4, "mixing": 0.15, "alone": 0.25, "bought": 0.5, "none": 1},
    "between_doses": {"sickness": 0.02, "none": 1},
    "stopping_before": {"shaking_sweating": 0.15, "nothing": 8, "never_stopped": 2},
    "suicidal_thoughts": {"no": 90, "better_off_dead": 6, "thoughts": 2, "prefer_not": 2},
    "control": {"urge": 0.35, "hard_to_stop": 0.35, "duties": 0.15, "harm": 0.15, "hiding": 0.2},
    "other_days": {"weekly": 5, "most_days": 5},
    "heaviest_day": {"under_8": 4, "8_to_15": 6},
    "week_total": {"14_to_21": 4, "21_to_35": 4, "35_to_50": 2},
    "first_smoke": {"later": 3, "31_to_60": 3, "6_to_30": 2, "within_5": 2},
    "hours": {"2_to_4": 6, "4_to_8": 4},
    "spent": {"small": 5, "quarter": 5},
    "money_signs": {"chasing": 0.3, "borrowing": 0.05, "debts": 0.15},
    "mind": {"low": 0.25, "worry": 0.3, "sleep": 0.35},
    "groups_experience": {"never": 7, "helps_now": 0.5, "helped_before": 1.5, "did_not_help": 1},
    "missing_after": {"somebody": 0.1, "mood": 0.1, "plan": 0.1, "things_to_do": 0.1},
    "home": {"stable": 90, "shaky": 8, "sofa": 1, "none": 1},
}
SEVERE: Table = {
    **MODERATE,
    "stop_plan": {"no_plan": 3, "cut_down": 3, "stop_with_help": 3, "stop_alone_soon": 2, "stopped_days": 1},
    "alcohol_days": {"most_days": 2, "every_day": 8},
    "alcohol_per_day": {"15_to_30": 6, "over_30": 4},
    "risks": {"most_days": 1, "mixing": 0.3, "alone": 0.4, "injecting": 0.15, "overdose": 0.15, "bought": 0.7},
    "between_doses": {"shaking_sweating": 0.35, "sickness": 0.3, "morning_drink": 0.5, "seizure": 0.03, "none": 1},
    "stopping_before": {"shaking_sweating": 0.55, "seizure": 0.1, "nothing": 5, "never_stopped": 5},
    "feeling_now": {"shaking_sweating": 0.13, "seizure": 0.01, "none": 49, "not_stopped": 50, "unsure": 1},
    "suicidal_thoughts": {"no": 78, "better_off_dead": 12, "thoughts": 6, "plan_or_preparing": 1, "prefer_not": 3},
    "control": {
        "urge": 0.8,
        "hard_to_stop": 0.8,
        "duties": 0.5,
        "harm": 0.5,
        "trouble": 0.4,
        "law": 0.15,
        "risks": 0.2,
        "hiding": 0.4,
    },
    "other_days": {"most_days": 3, "every_day": 7},
    "heaviest_day": {"15_to_30": 5, "over_30": 5},
    "week_total": {"50_to_100": 2, "over_100": 8},
    "first_smoke": {"6_to_30": 1, "within_5": 9},
    "hours": {"4_to_8": 5, "over_8": 5},
    "spent": {"quarter": 2, "half": 5, "all": 3},
    "money_signs": {"chasing": 0.9, "borrowing": 0.7, "debts": 0.4, "big_debts": 0.3, "bills": 0.3, "secret": 0.4},
    "conditions": {"pain": 0.2, "liver": 0.1, "cirrhosis": 0.02, "pancreas": 0.02, "epilepsy": 0.03},
    "body_signs": {"falls": 0.1, "numb": 0.1, "not_eating": 0.2, "vomiting": 0.1, "blackouts": 0.3, "hospital": 0.1},
    "medicines": {"antidepressant": 0.25, "sleep_or_calm": 0.1, "opioid_painkillers": 0.05, "nerve_pain": 0.05},
    "mind": {"low": 0.5, "worry": 0.5, "sleep": 0.6, "memory": 0.15, "voices": 0.02, "watched": 0.02, "energy": 0.02},
    "told_mind": {"depression_anxiety": 0.35, "ptsd": 0.1, "adhd": 0.08, "bipolar": 0.02},
    "past": {"attempt": 0.1, "means": 0.03, "something_bad": 0.3},
    "groups_experience": {"never": 4, "helps_now": 1, "helped_before": 3, "did_not_help": 2},
    "missing_after": {"somebody": 0.3, "place": 0.1, "mood": 0.3, "plan": 0.3, "things_to_do": 0.3, "medicine": 0.1},
    "help_before": {"counselling_bad": 0.15, "programme_bad": 0.15, "programme_good": 0.1, "medication_good": 0.05},
    "home": {"stable": 75, "shaky": 14, "sofa": 4, "none": 7},
    "people": {"lean_on": 0.4, "joins_in": 0.15, "children": 0.25, "use_too": 0.4, "hardly_anybody": 0.2},
}
SEVERITIES: Mapping[str, Table] = {"light": LIGHT, "moderate": MODERATE, "severe": SEVERE}
CONCERNS = ("alcohol", "opioids", "sedatives", "ghb", "stimulants", "cannabis", "nicotine", "gambling", "gaming")


def only(**answers: str | Iterable[str]) -> Table:
    """A table in which these questions have these answers and no others; what has none is left empty."""
    return {
        question: dict.fromkeys([given] if isinstance(given, str) else list(given) or [SKIPPED], 1.0)
        for question, given in answers.items()
    }


GROUPS: Mapping[str, Table] = {
    **{
        f"{severity} {concern}": {**table, **only(concerns=[concern], main_concern=concern)}
        for concern in CONCERNS
        for severity, table in SEVERITIES.items()
    },
    "hardly any concern": {
        **LIGHT,
        **only(concerns=["alcohol"], alcohol_days="rarely", alcohol_per_day="under_4", control=["none"], mind=["none"]),
        **only(conditions=["none"], medicines=["none"], body_signs=["none"], told_mind=["none"], past=["none"]),
        **only(right_now=["none"], between_doses=["none"], stopping_before=["nothing"], feeling_now=["none"]),
        **only(suicidal_thoughts="no", home_safety="safe", pregnant="no", stop_plan="no_plan", home="stable"),
        **only(missing_after=[], money_signs=["none"]),
    },
    "pregnant, drinks on most days": {
        **MODERATE,
        **only(concerns=["alcohol"], age_band="25_64", pregnant="yes", alcohol_days="most_days"),
        **only(alcohol_per_day="8_to_15"),
    },
    "65 or over, drinks on most days": {**MODERATE, **only(concerns=["alcohol"], age_band="65_plus")},
    "an earlier seizure, drinks": {**SEVERE, **only(concerns=["alcohol"], stopping_before=["seizure"])},
    "drinks in bursts, shakes after": {
        **MODERATE,
        **only(concerns=["alcohol"], alcohol_days="episodes", alcohol_per_day="15_to_30", stop_plan="comes_and_goes"),
        **only(stopping_before=["shaking_sweating"]),
    },
    "alcohol and sedatives": {**SEVERE, **only(concerns=["alcohol", "sedatives"], main_concern="alcohol")},
    "opioids after prison": {
        **SEVERE,
        **only(concerns=["opioids"], risks=["break"], home="none", stop_plan="no_plan"),
    },
    "opioids as prescribed": {
        **LIGHT,
        **only(concerns=["opioids"], risks=["as_prescribed"], conditions=["pain"]),
    },
    "ketamine now and then": {**LIGHT, **only(concerns=["other_drugs"], other_drug=["ketamine"])},
    "doing well in a group": {
        **LIGHT,
        **only(concerns=["alcohol"], stop_plan="stopped_longer", groups_experience="helps_now"),
    },
    "in treatment": {
        **MODERATE,
        **only(
            concerns=["opioids"], stop_plan="stopped_weeks", risks=["treatment"], help_now=["service", "medication"]
        ),
    },
    "worried about somebody": {**SEVERE, **only(who_for="other", concerns=["alcohol"])},
    "not safe at home": {**MODERATE, **only(concerns=["alcohol"], home_safety="unsafe")},
    "nowhere safe to sleep": {**MODERATE, **only(concerns=["alcohol"], home_safety="no_home", home="none")},
    "big debts nobody knows of": {
        **SEVERE,
        **only(concerns=["gambling"], money_signs=["big_debts", "secret"], suicidal_thoughts="no"),
    },
    "danger now": {**MODERATE, **only(concerns=["alcohol"], right_now=["not_waking"])},
    "says nothing": only(**SAYS_NOTHING),
}
"""Name of a group -> how its people answer. Each group has equally many people."""

# Drawing them ---------------------------------------------------------------------------------------------------------


def draw_choice(chance: random.Random, asked: AskedQuestion, weights: Weights) -> tuple[str, ...]:
    """What one person chooses at one question: the id of an option or, where several may be chosen, of one or more.

    Without weights: the first option offered. Where several may be chosen and none is drawn: "none of these" and the
    like, or left empty. SKIPPED has a weight where some leave a question empty.
    """
    offered = [option.id for option in asked.options] + [SKIPPED] * (SKIPPED in weights)
    exclusive = [option.id for option in asked.options if option.exclusive or option.non_answer] + [SKIPPED]
    likely = {option: weight for option, weight in weights.items() if option in offered}
    if not asked.question.takes_several:
        options = list(likely) or offered[:1]
        return (chance.choices(options, [likely.get(option, 1.0) for option in options])[0],)
    together = tuple(
        option for option, weight in likely.items() if option not in exclusive and chance.random() < weight
    )
    by_itself = {option: weight for option, weight in likely.items() if option in exclusive}
    if together or not by_itself:
        return together or (exclusive[0],)
    return (chance.choices(list(by_itself), list(by_itself.values()))[0],)


def draw_person(content: Content, chance: random.Random, table: Table) -> Answers:
    """The complete answers of one person of the group whose table this is."""
    answers: dict[str, tuple[str, ...]] = {}
    while not (path := replay(content, answers)).complete:
        for asked in path.asked_at(path.first_open):
            answers[asked.question.id] = draw_choice(chance, asked, table.get(asked.question.id, {}))
    return answers
