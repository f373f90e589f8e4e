"""What comes up for the people of tools/population.py, and what must: how often each kind, fit and notice.

EXPECTED, RISING and MOST_STRONG were written, like the tables of the population, before the first run.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from assessment.engine.assess import assess
from assessment.engine.content import Content
from assessment.engine.path import replay
from assessment.engine.questionnaire import Answers
from assessment.engine.rules import Fit
from tools.population import CONCERNS, GROUPS, SEVERITIES, draw_person

SEED = 20261123
PEOPLE = 20_000

# What must come out ---------------------------------------------------------------------------------------------------


class Expected(NamedTuple):
    """In `group`, the share of people for whom `what` comes up lies between `least` and `most`.

    `what` is one of the names that `what_came_up` gives.
    """

    group: str
    what: str
    least: float = 0.0
    most: float = 1.0


# Changed after the first run: the group with hardly any concern had two in a hundred who are "not sure" how they feel
# (they see the safety text, as they should), and so had light drinkers (the limit was 0.1). After the written cases:
# medicine for smoking is for anybody who wants to stop, however little they smoke (NICE NG209). After results were
# read: who stopped some days ago is not told to stop slowly, but to see a doctor today (0.95 became 0.85).
EXPECTED = (
    # Those with little are not pushed.
    *(
        Expected(f"light {concern}", f"{kind} strong", most=0.05)
        for concern in ("alcohol", "ghb", "cannabis", "stimulants", "nicotine", "gaming")
        for kind in ("supervised_withdrawal", "specialist_assessment", "structured_programme")
    ),
    *(
        Expected(f"light {concern}", "medication strong", most=0.05)
        for concern in ("alcohol", "cannabis", "stimulants")
    ),
    Expected("hardly any concern", "any strong", most=0.0),
    Expected("hardly any concern", "any notice", most=0.0),
    # Alcohol.
    Expected("severe alcohol", "supervised_withdrawal strong", least=0.95),
    Expected("severe alcohol", "medical_check strong", least=0.95),
    Expected("severe alcohol", "do_not_stop_suddenly", least=0.85),
    Expected("severe alcohol", "any notice", least=0.95),
    Expected("moderate alcohol", "supervised_withdrawal strong", most=0.15),
    Expected("light alcohol", "do_not_stop_suddenly", most=0.15),
    Expected("severe alcohol", "counselling raised", least=0.9),
    Expected("severe alcohol", "medication raised", least=0.9),
    # Opioids, sedatives.
    Expected("severe opioids", "medication strong", least=0.95),
    Expected("severe opioids", "overdose_risk", least=1.0),
    Expected("light opioids", "overdose_risk", least=1.0),
    Expected("severe sedatives", "do_not_stop_suddenly", least=0.85),
    Expected("severe sedatives", "any notice", least=0.95),
    Expected("severe sedatives", "medical_check strong", least=0.95),
    Expected("opioids after prison", "overdose_risk", least=1.0),
    Expected("opioids after prison", "practical_support strong", least=1.0),
    Expected("opioids as prescribed", "medication strong", most=0.1),
    Expected("opioids as prescribed", "medical_check strong", least=0.95),
    # GHB is stopped as carefully as alcohol once it is taken on most days (South Australia Health); ketamine is not.
    Expected("severe ghb", "do_not_stop_suddenly", least=0.85),
    Expected("severe ghb", "supervised_withdrawal raised", least=0.9),
    Expected("ketamine now and then", "do_not_stop_suddenly", most=0.05),
    Expected("ketamine now and then", "supervised_withdrawal raised", most=0.05),
    # Gambling, nicotine, gaming.
    Expected("light gambling", "practical_support strong", least=1.0),
    Expected("severe gambling", "counselling strong", least=0.9),
    Expected("severe nicotine", "medication strong", least=0.8),
    Expected("light gambling", "supervised_withdrawal raised", most=0.0),
    Expected("big debts nobody knows of", "practical_support strong", least=1.0),
    Expected("severe gaming", "counselling raised", least=0.9),
    Expected("severe gaming", "do_not_stop_suddenly", most=0.0),
    # Special groups.
    Expected("pregnant, drinks on most days", "same_day_medical", least=1.0),
    Expected("pregnant, drinks on most days", "medical_check strong", least=1.0),
    Expected("65 or over, drinks on most days", "medical_check raised", least=0.95),
    Expected("an earlier seizure, drinks", "supervised_withdrawal strong", least=0.95),
    Expected("alcohol and sedatives", "supervised_withdrawal strong", least=0.95),
    Expected("alcohol and sedatives", "overdose_risk", least=1.0),
    Expected("doing well in a group", "self_help_groups strong", least=1.0),
    Expected("doing well in a group", "supervised_withdrawal raised", most=0.0),
    Expected("in treatment", "relapse_prevention strong", least=1.0),
    # Far fewer die in treatment than out of it (Sordo, BMJ 2017): the medicine is kept, and nobody is sent to detox.
    Expected("in treatment", "medication strong", least=0.95),
    Expected("in treatment", "supervised_withdrawal strong", most=0.05),
    Expected("drinks in bursts, shakes after", "do_not_stop_suddenly", least=1.0),
    Expected("nowhere safe to sleep", "practical_support strong", least=1.0),
    Expected("danger now", "emergency_number", least=1.0),
    Expected("worried about somebody", "family_support strong", least=1.0),
    Expected("not safe at home", "home_safety", least=1.0),
    Expected("not safe at home", "practical_support strong", least=1.0),
    Expected("says nothing", "crisis_line", least=1.0),
    Expected("says nothing", "home_safety", least=1.0),
    Expected("says nothing", "do_not_stop_suddenly", least=1.0),
    Expected("says nothing", "any strong", most=0.0),
)
RISING = (
    ("alcohol", "supervised_withdrawal strong"),
    ("alcohol", "counselling raised"),
    ("alcohol", "do_not_stop_suddenly"),
    ("opioids", "medication strong"),
    ("sedatives", "medical_check strong"),
    ("ghb", "supervised_withdrawal strong"),
    ("stimulants", "specialist_assessment raised"),
    ("cannabis", "counselling raised"),
    ("nicotine", "medication strong"),
    ("gambling", "counselling strong"),
    ("gambling", "specialist_assessment raised"),
)
"""Concern and what may not become rarer in it from light to moderate to severe."""
MOST_STRONG = {"light": 1, "severe": 6}
"""Severity -> how many kinds may have a strong fit for the median person of such a group."""

# What comes out -------------------------------------------------------------------------------------------------------


class GroupOutcome(NamedTuple):
    """What came up for the people of one group.

    people        how many they are
    counts        for how many of them each thing came up, by the names that `what_came_up` gives
    strong_kinds  for each of them, how many kinds have a strong fit
    """

    people: int
    counts: Counter[str]
    strong_kinds: list[int]

    def share(self, what: str) -> float:
        """For which share of the people something came up, from 0 to 1."""
        return self.counts[what] / self.people


def what_came_up(content: Content, answers: Answers) -> Iterator[str]:
    """What one result holds: "<kind> strong", "<kind> raised" (strong or possible), notices, "any strong" and so on."""
    result = assess(content, replay(content, answers))
    for suggestion in result.suggestions:
        if suggestion.fit is not Fit.NOT_NOW:
            yield f"{suggestion.kind.id} raised"
        if suggestion.fit is Fit.STRONG:
            yield f"{suggestion.kind.id} strong"
    yield from (raised.notice.id for raised in result.notices)
    if any(suggestion.fit is Fit.STRONG for suggestion in result.suggestions):
        yield "any strong"
    if result.notices:
        yield "any notice"


def outcomes(content: Content, people: int = PEOPLE, seed: int = SEED) -> dict[str, GroupOutcome]:
    """Name of each group -> what came up for its people; the same seed gives the same. `people`: of all groups."""
    chance = random.Random(seed)
    each = people // len(GROUPS)
    found: dict[str, GroupOutcome] = {}
    for name, table in GROUPS.items():
        outcome = GroupOutcome(each, Counter(), [])
        for _ in range(each):
            came_up = list(what_came_up(content, draw_person(content, chance, table)))
            outcome.counts.update(came_up)
            outcome.strong_kinds.append(sum(one.endswith(" strong") and one != "any strong" for one in came_up))
        found[name] = outcome
    return found


# Whether it does ------------------------------------------------------------------------------------------------------


def not_as_expected(found: Mapping[str, GroupOutcome], slack: float) -> Iterator[str]:
    """A sentence for each of EXPECTED whose share lies outside its limits."""
    for one in EXPECTED:
        share = found[one.group].share(one.what)
        least = one.least - slack if 0 < one.least < 1 else one.least
        most = one.most + slack if 0 < one.most < 1 else one.most
        if not least <= share <= most:
            yield f"{one.group}: {one.what} for {share:.0%}, expected {one.least:.0%} to {one.most:.0%}"


def not_rising(found: Mapping[str, GroupOutcome], slack: float) -> Iterator[str]:
    """A sentence for each of RISING that becomes rarer with a heavier picture."""
    for concern, what in RISING:
        shares = [found[f"{severity} {concern}"].share(what) for severity in SEVERITIES]
        if any(later < earlier - slack for earlier, later in pairwise(shares)):
            yield f"{concern}: {what} does not rise: {shares}"


def too_many_strong(found: Mapping[str, GroupOutcome]) -> Iterator[str]:
    """A sentence for each group whose median person is pointed to more kinds than MOST_STRONG allows."""
    for severity, most in MOST_STRONG.items():
        for concern in CONCERNS:
            if median(found[f"{severity} {concern}"].strong_kinds) > most:
                yield f"{severity} {concern}: the median person is pointed to more than {most} kinds"


def complaints(found: Mapping[str, GroupOutcome], slack: float = 0.0) -> Iterator[str]:
    """A sentence for each way in which the population is not as expected; none where all is met.

    `slack` widens the limits for small samples, but for those of 0 and 1: what is expected of nobody or of everybody
    stays so.
    """
    yield from not_as_expected(found, slack)
    yield from not_rising(found, slack)
    yield from too_many_strong(found)
