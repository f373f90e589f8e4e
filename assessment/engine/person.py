"""What the answers say of the person: whom they are about, where, and what the concern is. Pages need these by name."""

from assessment.engine.content import Content
from assessment.engine.countries import Country
from assessment.engine.questionnaire import SKIPPED, Answers
from assessment.engine.text import Id

WHO_FOR: Id = "who_for"
COUNTRY: Id = "country"
CONCERNS: Id = "concerns"
MAIN_CONCERN: Id = "main_concern"
NEEDED = (WHO_FOR, COUNTRY, CONCERNS)
"""The questions that a questionnaire must have."""
CAN_WAIT: Id = "nicotine"
"""The concern that comes after the others, unless it worries most: what those do to somebody comes sooner."""
IN_WRITING: Answers = {"preferences": ("in_writing",), "limits": ("no_phone", "hearing_or_sight")}
"""Answers of somebody for whom a text or a chat is better than a call."""
WITHOUT_RELIGION: Answers = {"preferences": ("no_religion",)}
"""Answers of somebody for whom a secular group comes before another one."""
STOPPED: Answers = {"stop_plan": ("stopped_days", "stopped_weeks", "stopped_longer")}
"""Answers of somebody who has stopped: how it is taken is asked of them about the time before."""
SOMEBODY_ELSE: Id = "other"
ANYWHERE: Id = "other"
"""The country whose numbers and drinks hold where none is named."""


def is_about_somebody_else(answers: Answers) -> bool:
    """Whether the person answers for somebody they are worried about."""
    return answers.get(WHO_FOR) == (SOMEBODY_ELSE,)


def country_named(answers: Answers) -> Id:
    """The id of the country, or of the part of one, that was answered; empty before, and where that was skipped."""
    named = answers.get(COUNTRY, ("",))[0]
    return "" if named == SKIPPED else named


def in_country(country: Id) -> Answers:
    """The answers of somebody of whom only the country is known."""
    return {COUNTRY: (country,)}


def concerns_of(answers: Answers) -> tuple[Id, ...]:
    """The concerns that were ticked: that which worries most first where it was told, what can wait last."""
    main = answers.get(MAIN_CONCERN, ())
    return tuple(sorted(answers.get(CONCERNS, ()), key=lambda one: (one not in main, one == CAN_WAIT)))


def has_stopped(answers: Answers) -> bool:
    """Whether what it is about has stopped."""
    return gives_one_of(answers, STOPPED)


def concerns_to_name(answers: Answers) -> tuple[Id, ...]:
    """The concerns as somebody names them who asks for help: without what goes beside another one."""
    concerns, main = concerns_of(answers), answers.get(MAIN_CONCERN, ())
    return tuple(one for one in concerns if one != CAN_WAIT or one in main) or concerns


def would_rather_write(answers: Answers) -> bool:
    """Whether help in writing comes before a call."""
    return gives_one_of(answers, IN_WRITING)


def gives_one_of(answers: Answers, some: Answers) -> bool:
    """Whether one of some options, by question, is among the answers."""
    return any({*answers.get(question, ())} & {*options} for question, options in some.items())


def country_of(content: Content, answers: Answers, likely: Id = "") -> Country:
    """The country of the drinks and numbers shown, for these concerns; before one is named, that for anywhere.

    `likely`: where somebody may be. Until they say it, what is urgent there comes first.
    """
    named = country_named(answers)
    country = content.country(named or ANYWHERE).for_concerns(concerns_of(answers))
    if likely and not named:
        country = country.with_urgent_of(content.country(likely))
    if gives_one_of(answers, WITHOUT_RELIGION):
        country = country.secular_first()
    return country.written_first() if would_rather_write(answers) else country
