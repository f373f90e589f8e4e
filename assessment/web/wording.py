"""How parts of the content, and errors, are said on a page."""

from collections.abc import Collection, Iterable, Mapping

from flask import Flask
from flask_babel import gettext, ngettext

from assessment.engine.countries import Contact, Country
from assessment.engine.drinks import amount
from assessment.engine.evidence import Confirmed, Evidence, Source
from assessment.engine.questionnaire import SKIPPED, Option, Question
from assessment.engine.result import GivenAnswer, Reason, State, Suggestion
from assessment.engine.reviews import Review, SignedRow
from assessment.engine.rules import Area, Fit, Part, Passage, Tier
from assessment.engine.sheet import SheetAnswer
from assessment.engine.text import Id
from assessment.i18n.say import listed, number, say, say_counted, say_own, standing, voice
from assessment.i18n.states import State as TranslationState
from assessment.web.app_state import state


def _(sentence: str) -> str:
    """Marks a sentence for translators. Which language it is said in is known only when it is said."""
    return sentence


AREAS: Mapping[Area, str] = {
    Area.WITHDRAWAL: _("Stopping safely"),
    Area.BODY: _("The body"),
    Area.MIND: _("Mood and mind"),
    Area.USE: _("Use and its dangers"),
    Area.SURROUNDINGS: _("Home and people"),
    Area.WISHES: _("Wishes and plans"),
}
"""The areas of life that a professional would ask about."""
FITS: Mapping[Fit, str] = {
    Fit.STRONG: _("Your answers point to this"),
    Fit.POSSIBLE: _("Worth raising"),
    Fit.NOT_NOW: _("Nothing you told us pointed to this"),
}
"""How a kind of support fits, as it is said to the person."""
NOT_YET_LAID = _("not yet laid")
"""What is said of a kind of support that open areas can still bring up."""
HOW_CONFIRMED: Mapping[Confirmed, str] = {
    Confirmed.PRIMARY: _("read at the source"),
    Confirmed.SECONDARY: _("read in somebody else's account"),
    Confirmed.UNCONFIRMED: _("not confirmed yet"),
}
"""How far a source was confirmed."""
HOW_SOON: Mapping[Tier, str] = {
    "emergency": _("call now"),
    "today": _("get help the same day"),
    "warning": _("holds until a professional says otherwise"),
}
"""How soon a notice asks for something to be done."""
PARTS: Mapping[Part, str] = {
    "headline": _("over everything"),
    "opening": _("at the beginning"),
    "strength": _("what is already in place"),
    "helping": _("for those who worry about somebody"),
    "say": _("what to say"),
    "say_now": _("what to say in an emergency"),
    "kind": _("beside a kind of support"),
    "notice": _("in a notice"),
    "considered": _("where a kind didn't come up"),
    "known": _("what is known about it"),
    "fear": _("what is feared"),
    "suits": _("making it work for the person"),
    "call": _("over numbers to call"),
}
"""Where on the result a passage stands."""
ERRORS: Mapping[int, str] = {
    403: _("That came from another site"),
    404: _("We can't find that page"),
    405: _("That doesn't work this way"),
    413: _("That was too much at once"),
}
"""The headings of pages for HTTP errors, by status."""
OUR_MISTAKE = _("Something went wrong on our side")
NOT_READ = _("We couldn't read that")
NOT_REVIEWED = _("No clinician has reviewed the content yet.")
IN_OTHER_LANGUAGES = _("In %(languages)s, as far as we know.")
"""Of somebody to call, to a person who reads in another language."""
TRANSLATED: Mapping[TranslationState, str] = {
    # SAFETY: whether the words can be relied on
    TranslationState.DRAFTED: _("This is a draft of a translation. Nobody whose language it is has checked it yet."),
    # SAFETY: whether the words can be relied on
    TranslationState.READ: _("Somebody whose language it is has read this translation. No clinician has checked it."),
    # SAFETY: whether the words can be relied on
    TranslationState.REVIEWED: _("A clinician has checked the words about safety in this translation."),
}
NO_ANSWER = _("Skipped")
"""What stands in the place of an answer to a question that was skipped."""
# SAFETY: before a reason for a kind of support
CAREFUL = _("To be careful:")
FIRST_OF_OURS = 500
"""From this status on, the mistake is the server's (RFC 9110, 15.6)."""


def option_label(option: Option, country: Country) -> str:
    """What an option says; amounts of alcohol in the drinks of the country."""
    if option.units is not None:
        text, numbers = amount(option.units, country.drink)
        return say_counted(text, **numbers)
    return say(option.label) if option.label else option.id


def said_back(option: Option, country: Country) -> str:
    """How an answer is said back to the person who gave it."""
    return say(option.short) if option.short else option_label(option, country)


def answer_said(question: Question, chosen: Collection[Id], country: Country) -> tuple[str, ...]:
    """What was answered to a question, all of it: what says nothing too, each in its own words.

    "Not sure", "prefer not to say" and a question that was skipped are three things.
    """
    said = tuple(said_back(option, country) for option in question.chosen(chosen))
    return (*said, say_own(NO_ANSWER)) if SKIPPED in chosen else said


def options_said(options: Iterable[Option], country: Country) -> str:
    """Answers to one question as they are said back together."""
    return "; ".join(said_back(option, country) for option in options)


def answers_said(given: Iterable[GivenAnswer], country: Country) -> str:
    """Answers as they are said back, each with what its question is called."""
    return " · ".join(f"{say(one.question.short)}: {options_said(one.options, country)}" for one in given)


def and_more(given: SheetAnswer) -> str:
    """Of how many options more the whole result tells; empty where it is all."""
    more = given.more
    if not more:
        return ""
    # Not within the f-string: there, those who collect words for translators do not see it.
    said = ngettext("(and %(more)s more)", "(and %(more)s more)", more, more=number(more))
    return f" {said}"


def reason_said(reason: Reason) -> str:
    """A reason as it is said. Where it holds only because something was not said, that is said first."""
    said = say(reason.rule.reason)
    if reason.unsaid and not reason.rule.unsaid:
        return f"{say_own(CAREFUL)} {said}"
    return said


def question_hint(question: Question, country: Country) -> str:
    """What helps to answer: the question's own hint, or what one drink means."""
    if question.in_drinks:
        return say(country.drink.hint)
    return say(question.hint) if question.hint else ""


def regions_served(contact: Contact) -> str:
    """The parts of its country that a contact serves, if not all of it; its country, where that is a guess."""
    if contact.place:
        return say(contact.place)
    regions = state().content.regions
    return "" if contact.is_national else ", ".join(say(regions[region].name) for region in contact.regions)


def whole_name(contact: Contact) -> str:
    """The name of a contact, and what it is for."""
    name = say(contact.name)
    return f"{name}: {say(contact.what)}" if contact.what else name


def how_reached(contact: Contact) -> str:
    """The number or address of a contact, in a few words; of a text message, also what it must say."""
    message = contact.message
    if not message:
        return contact.at
    if not message.words:
        return str(gettext("Text %(number)s", number=message.number))
    return str(gettext("Text %(words)s to %(number)s", words=message.words, number=message.number))


def languages_spoken(contact: Contact) -> str:
    """In which languages a contact answers, to somebody who reads in another one; nothing where it is theirs."""
    here = voice().locale
    for one in contact.also:
        if one.language == here.language:
            return say(one.how)
    if not contact.languages or here.language in contact.languages:
        return ""
    names = listed([here.languages.get(tag, tag) for tag in contact.languages])
    return say_own(IN_OTHER_LANGUAGES) % {"languages": names}


def how_reviewed() -> str:
    """What of the content clinicians have reviewed, in a line."""
    reviews = state().content.reviews
    right, rows = reviews.right, len(reviews.rows)
    if not right:
        return say_own(NOT_REVIEWED)
    said: str = gettext(
        "Of the %(rows)s rules and first steps, clinicians have reviewed %(right)s.",
        rows=number(rows),
        right=number(right),
    )
    return said


def how_translated() -> str:
    """How far the language of the page may be relied on, in a line; nothing in English."""
    found = standing()
    return say_own(TRANSLATED[found.of_safety]) if found else ""


def signed_of(row: str) -> SignedRow | None:
    """Who has signed a rule or first step, by the id of its row; None where nobody has."""
    return state().content.reviews.signed.get(row)


def review_of(row: str) -> Review:
    """How far a rule or first step is reviewed, by the id of its row."""
    return state().content.reviews.of(row)


def area_name(area: Area) -> str:
    """An area of life, as it is said."""
    return say_own(AREAS[area])


def fit_in_words(fit: Fit) -> str:
    """How a kind of support fits, as it is said."""
    return say_own(FITS[fit])


def stone_in_words(suggestion: Suggestion) -> str:
    """What a stone of the mosaic says: how its kind of support fits, and whether that can still change."""
    fit = fit_in_words(suggestion.fit)
    if suggestion.state is not State.OPEN:
        return fit
    laid = say_own(NOT_YET_LAID)
    return laid if suggestion.fit is Fit.NOT_NOW else f"{fit} ({laid})"


def source_of(evidence: Evidence) -> Source:
    """The source of a fact."""
    return state().content.sources[evidence.source]


def sources_behind(passages: Iterable[Passage]) -> tuple[Source, ...]:
    """The sources of some passages, each once."""
    cited = dict.fromkeys(source for one in passages for source in one.sources)
    return tuple(state().content.sources[source] for source in cited)


def how_confirmed(source: Source) -> str:
    """How far a source was confirmed, as it is said."""
    return say_own(HOW_CONFIRMED[source.confirmed])


def how_soon(tier: Tier) -> str:
    """How soon a notice asks for something, as it is said."""
    return say_own(HOW_SOON[tier])


def part_name(part: Part) -> str:
    """Where on the result a passage stands, as it is said."""
    return say_own(PARTS[part])


def error_heading(status: int) -> str:
    """The heading of the page for an HTTP error."""
    return say_own(OUR_MISTAKE if status >= FIRST_OF_OURS else ERRORS.get(status, NOT_READ))


def init_app(app: Flask) -> None:
    """Gives the templates these words."""
    for words in (
        option_label,
        said_back,
        answer_said,
        options_said,
        answers_said,
        reason_said,
        question_hint,
        regions_served,
        whole_name,
        how_reached,
        languages_spoken,
        how_reviewed,
        how_translated,
        standing,
        signed_of,
        review_of,
        area_name,
        fit_in_words,
        stone_in_words,
        source_of,
        sources_behind,
        how_confirmed,
        how_soon,
        part_name,
        error_heading,
    ):
        app.add_template_global(words)
