"""People drawn at random, as odd as the questionnaire lets them be: to look for what is said to somebody wrongly."""

import random
from collections.abc import Iterator

from assessment.engine.content import Content
from assessment.engine.path import AskedQuestion, PathStep, QuestionPath, replay
from assessment.engine.questionnaire import SKIPPED, Answers

EMERGENCIES = 0.15
"""How many tell one; with more, all results would be about that."""
STOP_AFTER_THE_CORE = 0.4
ADULTS = ("18_24", "25_64", "25_64", "65_plus")


def drawn_people(content: Content, count: int, seed: int = 1) -> Iterator[QuestionPath]:
    """So many paths of adults who have told the core at least."""
    chance = random.Random(seed)
    for _ in range(count):
        yield drawn_path(content, chance)


def drawn_path(content: Content, chance: random.Random) -> QuestionPath:
    """One of them: how much they skip, how many boxes they tick and where they stop is their own."""
    skips, ticks, goes_on = chance.random() * 0.4, chance.random() * 0.35, chance.random() > STOP_AFTER_THE_CORE
    answers: Answers = {}
    while not (path := replay(content, answers)).complete and (goes_on or not path.core_complete):
        step = next(step for step in path.steps if not step.complete)
        answers = {**answers, **{one.question.id: drawn(chance, step, one, skips, ticks) for one in step.asked}}
    return path


def drawn(chance: random.Random, step: PathStep, asked: AskedQuestion, skips: float, ticks: float) -> tuple[str, ...]:
    """An answer to one question."""
    if step.step.lets_skip(asked.question) and chance.random() < skips:
        return (SKIPPED,)
    if asked.question.id == "age_band":
        return (chance.choice(ADULTS),)
    if asked.question.id == "right_now" and chance.random() > EMERGENCIES:
        return ("none",)
    if not asked.question.takes_several:
        return (chance.choice(asked.options).id,)
    together = [option.id for option in asked.options if not option.exclusive]
    alone = [option.id for option in asked.options if option.exclusive]
    return tuple(one for one in together if chance.random() < ticks) or (chance.choice(alone or together),)
