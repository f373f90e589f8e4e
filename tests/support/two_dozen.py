"""Two dozen made-up people, in prose and in answers, as different as those who may come. None of them is anybody.

`python -m tests.support.two_dozen results/` walks each of them through the real pages and writes down what they read.
"""

import logging
import sys
from pathlib import Path
from typing import NamedTuple

from app import create_app
from assessment.web.settings import Settings
from tests.support.journey import Given, Journey, Person
from tests.support.page import Page
from tests.support.sample_answers import SAYS_NOTHING, SOMEBODY


class MadeUp(NamedTuple):
    """Somebody who is nobody: a name for the role, a life in a few lines, and what they answer."""

    name: str
    life: str
    answers: Person


def made_up(name: str, life: str, **answers: Given) -> MadeUp:
    """Somebody, by what sets them apart from the plainest answers."""
    return MadeUp(name, " ".join(life.split()), {**SOMEBODY, **answers})


PEOPLE = (
    made_up(
        "the builder who feels fine",
        """52, drinks a bottle and a half of whisky a day and goes to work. Has never stopped, will stop alone on
        Monday because his daughter asked him to.""",
        alcohol_days="every_day",
        alcohol_per_day="over_30",
        stopping_before=["never_stopped"],
        stop_plan="stop_alone_soon",
        control=["hard_to_stop", "duties"],
        people=["lean_on", "children"],
        goal="stop",
        matters=["children"],
    ),
    made_up(
        "the one with a small worry",
        """33, a glass of wine at weekends. Her mother drank, and she wonders. Nothing is wrong.""",
        country="us",
        alcohol_per_day="under_4",
        people=["lean_on", "family_history"],
        goal="unsure",
        readiness="partly",
        matters=["peace"],
    ),
    made_up(
        "the driver with a seizure behind him",
        """41, most of a bottle of vodka a day. A year ago he stopped at home and had a seizure on the second day. Now
        he is cutting down by himself.""",
        country="ie",
        stage="cutting_down",
        alcohol_days="every_day",
        alcohol_per_day="15_to_30",
        stopping_before=["shaking_sweating", "seizure"],
        stop_plan="cut_down",
        control=["hard_to_stop", "urge", "duties", "risks"],
        last_check="longer",
        help_before=["programme_bad"],
        goal="stop",
        limits=["no_time"],
    ),
    made_up(
        "the cook on the third day",
        """30, drank 20 units a day in the kitchen, stopped on Friday, now shakes and sweats, and lives alone.""",
        country="au",
        stage="stopped_days",
        alcohol_days="every_day",
        alcohol_per_day="15_to_30",
        use_pattern=["morning_or_night"],
        stopping_before=["shaking_sweating"],
        feeling_now=["shaking_sweating"],
        mind=["sleep", "worry"],
        people=["hardly_anybody"],
        goal="stop",
        everyday=["sleep"],
    ),
    made_up(
        "the widow",
        """71, four large glasses of wine every evening since her husband died. Forgets things. Takes a pill to sleep.
        Nobody comes by any more.""",
        age_band="65_plus",
        alcohol_days="every_day",
        alcohol_per_day="8_to_15",
        stopping_before=["never_stopped"],
        medicines=["sleep_or_calm"],
        mind=["low", "sleep", "memory"],
        last_check="this_year",
        people=["hardly_anybody"],
        stop_plan="unsure",
        readiness="not_yet",
        preferences=["one_to_one"],
        limits=["getting_there"],
        everyday=["sleep", "calm"],
    ),
    made_up(
        "the man just out of prison",
        """35, heroin for ten years, injects, eight months inside without, out for two weeks, sleeps at friends',
        used once, alone.""",
        country="us",
        concerns=["opioids"],
        opioid_days="weekly",
        use_pattern=["alone", "injecting", "overdose", "break"],
        control=["urge", "trouble", "money"],
        stopping_before=["shaking_sweating"],
        stop_plan="no_plan",
        last_check="longer",
        home="none",
        people=["use_too"],
        goal="safer",
        readiness="not_yet",
        limits=["cost", "past_help"],
    ),
    made_up(
        "the gardener with a bad back",
        """58, strong painkillers every day as her doctor said. Read about addiction, is afraid, and thinks of stopping
        at once.""",
        country="ca",
        concerns=["opioids"],
        opioid_days="every_day",
        taken_how="only_as_prescribed",
        stopping_before=["never_stopped"],
        stop_plan="stop_alone_soon",
        conditions=["pain"],
        medicines=["opioid_painkillers"],
        help_now=["doctor"],
        people=["lean_on"],
        goal="stop",
        preferences=["no_medication"],
    ),
    made_up(
        "the teacher and the pills",
        """34, diazepam every day for six years, first prescribed, now bought. Wants to be done with it in the
        holidays, alone.""",
        country="nz",
        concerns=["sedatives"],
        sedative_days="every_day",
        control=["hard_to_stop", "urge"],
        stopping_before=["shaking_sweating"],
        stop_plan="stop_alone_soon",
        conditions=["depression_anxiety"],
        mind=["worry", "sleep"],
        goal="stop",
        limits=["nobody_knows"],
        everyday=["sleep", "calm"],
    ),
    made_up(
        "the pregnant student",
        """22, perhaps ten weeks. Drinks four or five drinks on most days with friends, and is ashamed.""",
        country="de",
        age_band="18_24",
        alcohol_days="most_days",
        alcohol_per_day="8_to_15",
        pregnant="yes",
        stop_plan="stop_with_help",
        people=["lean_on", "use_too"],
        goal="stop",
        limits=["nobody_knows"],
        matters=["children"],
    ),
    made_up(
        "the courier",
        """29, amphetamine on most days to get through the work. Told of ADHD as a child, sleeps badly.""",
        country="de",
        concerns=["stimulants"],
        other_days="most_days",
        use_pattern=["mixing"],
        control=["urge", "harm", "money"],
        conditions=["adhd"],
        mind=["low", "sleep"],
        stop_plan="cut_down",
        last_check="longer",
        goal="cut_down",
        preferences=["one_to_one", "online"],
        everyday=["meals", "sleep"],
    ),
    made_up(
        "the one who smokes every evening",
        """21, cannabis every day, does not want to stop, only to get more done.""",
        country="ca",
        age_band="18_24",
        concerns=["cannabis"],
        other_days="every_day",
        use_pattern=["alone"],
        control=["duties"],
        stopping_before=["nothing"],
        stop_plan="no_plan",
        goal="cut_down",
        readiness="not_yet",
        preferences=["online", "no_religion"],
    ),
    made_up(
        "the man with the betting app",
        """38, owes a year's wages, borrowed from his brother and lied to his wife. Thinks they would all be better off
        without him.""",
        concerns=["gambling"],
        other_days="every_day",
        use_pattern=["chasing", "borrowing"],
        control=["hard_to_stop", "urge", "trouble", "money"],
        mind=["low", "sleep", "worry"],
        suicidal_thoughts="better_off_dead",
        stop_plan="stop_with_help",
        people=["joins_in", "children"],
        goal="stop",
        limits=["cost", "nobody_knows"],
        matters=["close_people"],
    ),
    made_up(
        "the gamer",
        """19, plays ten hours a day, has dropped out of college, feels fine while playing.""",
        country="fr",
        age_band="18_24",
        concerns=["gaming"],
        other_days="every_day",
        control=["hard_to_stop", "duties"],
        mind=["sleep"],
        stop_plan="no_plan",
        goal="unsure",
        readiness="partly",
        everyday=["movement", "sleep"],
    ),
    made_up(
        "the smoker",
        """45, forty a day, the first in bed. Otherwise well. Wants to stop before summer.""",
        country="au",
        concerns=["nicotine"],
        use_pattern=["first_thing"],
        control=["hard_to_stop"],
        stop_plan="stop_with_help",
        people=["lean_on"],
        goal="stop",
        matters=["health"],
    ),
    made_up(
        "the wife who is afraid",
        """46, her husband drinks a bottle of spirits a day and breaks things. He says that he has no problem. She pays
        his fines and has told nobody. He said that he will stop from one day to the next, to show her.""",
        who_for="other",
        country="es",
        alcohol_days="every_day",
        alcohol_per_day="15_to_30",
        use_pattern=["morning_or_night"],
        control=["harm", "trouble", "money"],
        stopping_before=["unsure"],
        stop_plan="stop_alone_soon",
        conditions=["prefer_not"],
        medicines=["prefer_not"],
        mind=["low"],
        home_safety="unsafe",
        groups_experience="prefer_not",
        people=["children"],
        talked="not_now",
        own_state=["afraid", "covering", "alone_with_it"],
        goal="prefer_not",
    ),
    made_up(
        "the mother",
        """50, her son of 23 takes pills and sometimes heroin. They have talked, and he wants help. She does not
        sleep.""",
        who_for="other",
        country="gb",
        age_band="18_24",
        concerns=["opioids", "sedatives"],
        main_concern="opioids",
        opioid_days="most_days",
        sedative_days="prefer_not",
        use_pattern=["mixing", "alone"],
        control=["money", "trouble"],
        stopping_before=["shaking_sweating"],
        stop_plan="stop_with_help",
        mind=["low"],
        people=["joins_in", "use_too"],
        talked="wants_help",
        own_state=["worn_out"],
        goal="stop",
    ),
    made_up(
        "the fifteen-year-old",
        """15, vapes and drinks at weekends, and is afraid that it gets more.""",
        age_band="under_18",
    ),
    made_up(
        "the one on medication",
        """36, three weeks without heroin, takes medication every day and sees a counsellor. Doing well, and afraid of
        pay day.""",
        country="us",
        concerns=["opioids"],
        stage="stopped_weeks",
        opioid_days="not_lately",
        use_pattern=["overdose"],
        control=["urge"],
        stopping_before=["shaking_sweating"],
        feeling_now=["none"],
        help_now=["counselling", "service", "medication"],
        help_before=["medication_good"],
        people=["lean_on"],
        goal="stop",
        everyday=["calm"],
        matters=["work"],
    ),
    made_up(
        "the man with fourteen months",
        """60, has not drunk for fourteen months, goes to his group twice a week. Wants to know what else there is.""",
        country="ie",
        stage="stopped_longer",
        stopping_before=["shaking_sweating"],
        groups_experience="helps_now",
        help_before=["counselling_good"],
        people=["lean_on"],
        goal="stop",
        matters=["close_people", "faith"],
    ),
    made_up(
        "the one who walked out of the meeting",
        """44, half a bottle of spirits on most days. Tried two groups, could not stand the prayers. Little money, wants
        to talk with one person.""",
        country="us",
        alcohol_days="most_days",
        alcohol_per_day="8_to_15",
        control=["hard_to_stop", "harm"],
        stopping_before=["nothing"],
        stop_plan="cut_down",
        groups_experience="did_not_help",
        goal="cut_down",
        preferences=["one_to_one", "no_religion", "past"],
        limits=["cost", "past_help"],
    ),
    MadeUp(
        "the one who says little",
        "Does not trust the page, and prefers not to say wherever that can be said.",
        SAYS_NOTHING,
    ),
    made_up(
        "the one whose answers do not fit together",
        """39, says less than 4 units, rarely; and shaking when stopping, a drink in the morning, and that it goes on as
        before although he feels ill since Tuesday.""",
        country="mx",
        alcohol_days="rarely",
        alcohol_per_day="under_4",
        use_pattern=["morning_or_night"],
        stopping_before=["shaking_sweating"],
        feeling_now=["shaking_sweating"],
        stop_plan="no_plan",
        goal="unsure",
    ),
    made_up(
        "the student who hears voices",
        """26, cannabis and amphetamine every day, hears somebody speak about him, and has not slept for three
        nights.""",
        country="in",
        concerns=["stimulants", "cannabis"],
        main_concern="stimulants",
        other_days="every_day",
        control=["harm", "duties"],
        mind=["sleep", "voices", "worry"],
        stop_plan="no_plan",
        home="shaky",
        people=["lean_on"],
        goal="unsure",
        readiness="prefer_not",
        limits=["own_language"],
    ),
    made_up(
        "the one with everything at once",
        """28, drinks, takes pills and heroin, is hurt at home, has a plan to die.""",
        concerns=["alcohol", "opioids", "sedatives"],
        main_concern="opioids",
        alcohol_days="every_day",
        alcohol_per_day="15_to_30",
        opioid_days="every_day",
        sedative_days="every_day",
        use_pattern=["mixing", "alone", "injecting"],
        control=["hard_to_stop", "urge", "harm"],
        stopping_before=["shaking_sweating", "seizure"],
        feeling_now=["shaking_sweating"],
        stop_plan="stop_alone_soon",
        conditions=["ptsd"],
        mind=["low", "worry", "sleep"],
        suicidal_thoughts="plan_or_preparing",
        home_safety="unsafe",
        home="shaky",
        people=["hardly_anybody"],
        preferences=["past"],
        goal="safer",
    ),
)


def read_aloud(page: Page) -> str:
    """What stands on a page, line by line, with what is folded away in brackets."""
    lines = []
    for element in page.all("main :is(h1, h2, h3, p, li, dt, dd, summary, button, a.quiet)"):
        if element.find_parent("li") and element.name != "li":
            continue
        text = " ".join(element.get_text(" ").split())
        folded = element.name != "summary" and element.find_parent("details") is not None
        mark = {"h1": "# ", "h2": "\n## ", "h3": "\n### ", "li": "- "}.get(element.name, "")
        lines.append(f"{mark}{'(' + text + ')' if folded else text}")
    return "\n".join(lines)


def walk_all(folder: Path) -> None:
    """Writes what each of them reads at the end of their way into a folder."""
    logging.disable(logging.INFO)
    folder.mkdir(exist_ok=True)
    app = create_app(Settings(keys=(bytes(32),)))
    for number, one in enumerate(PEOPLE, start=1):
        journey = Journey(app.test_client())
        if journey.walk(one.answers).name == "check":
            journey.press("next")
        told = f"{one.name}\n{one.life}\n\n{read_aloud(journey.page)}\n"
        (folder / f"{number:02} {one.name}.txt").write_text(told, "utf-8")


if __name__ == "__main__":
    walk_all(Path(sys.argv[1]))
