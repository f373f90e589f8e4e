"""Does the content hold together? What no shape can say, said with file, id and cause."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from assessment.engine.calls import first_of
from assessment.engine.conditions import questions_in
from assessment.engine.model import (
    NOT_SAID,
    OUR_ENGLISH,
    PURPOSES,
    Condition,
    Confirmed,
    Content,
    Country,
    Question,
    Rule,
    Step,
)

Problem = tuple[str, str, str]
"""File, id, cause."""
FIELDS = {"token", "at", "to", "skip", "csrf_token", "submit", "copy", "order", "unsaid", "large", "discreet"}
"""Names of the form's own fields and of what it does, which no question may have."""
PARTS = {"main", "notices", "summary", "trouble", "waiting", "reloaded", "deleted", "plain"}
"""Ids of parts of the pages, which no question may have."""
PLACES = {"check", "results", "youth", "notices"}
"""Names of places after the steps, which no step may have."""


class ContentError(ValueError):
    """The content does not hold together. The message names the file, the id and the cause, a line for each `found`."""

    def __init__(self, *found: Problem) -> None:
        super().__init__("\n".join(": ".join(problem) for problem in found))
        self.found = found


def problems(content: Content) -> Iterator[Problem]:
    """Everything that does not hold together, what others lean on first."""
    yield from conditions(content)
    yield from questionnaire(content)
    yield from rules(content)
    yield from spoken_for(content)
    yield from passages(content)
    yield from facts(content)
    yield from countries(content)
    yield from unused_conditions(content)
    yield from unique("self_check.toml", [line.id for line in content.self_check])


def unique(file: str, ids: Iterable[str]) -> Iterator[Problem]:
    """Every id stands once."""
    for id, count in Counter(ids).items():
        if count > 1:
            yield file, id, "this id stands twice"


def known(file: str, where: str, what: str, names: Iterable[str], among: Collection[str]) -> Iterator[Problem]:
    """Every name means something that exists."""
    for name in names:
        if name not in among:
            yield file, where, f"there is no {what} '{name}'"


# Conditions ----------------------------------------------------------------------------------------------------------


def conditions(content: Content) -> Iterator[Problem]:
    """Conditions name what exists, and cannot run in a circle."""
    file = "conditions.toml"
    options = {question.id: {option.id for option in question.options} for question in content.questionnaire.questions}
    before: set[str] = set()
    for condition in content.conditions.values():
        yield from known(file, condition.id, "question", asks_about(condition), options)
        for question, chosen in condition.match.items():
            yield from known(file, condition.id, f"option of '{question}'", chosen, options.get(question, chosen))
        # Only those that stand before it: so no circle can form.
        yield from known(file, condition.id, "earlier condition", (*condition.all, *condition.any), before)
        before.add(condition.id)


def asks_about(condition: Condition) -> tuple[str, ...]:
    """The questions that a condition itself looks at."""
    return (*condition.match, *((condition.at_least.question,) if condition.at_least else ()))


def unused_conditions(content: Content) -> Iterator[Problem]:
    """No condition stands there for nothing."""
    used = {name for rule in content.rules for name in (*rule.when, *rule.unless)}
    used |= {name for passage in content.passages for name in (*passage.when, *passage.silent_when)}
    used |= {name for question in content.questionnaire.questions for name in question.ask_when}
    used |= {
        name
        for question in content.questionnaire.questions
        for option in question.options
        for name in option.offer_when
    }
    used |= {name for condition in content.conditions.values() for name in (*condition.all, *condition.any)}
    used.add(content.questionnaire.ends_early_when)
    for name in sorted(set(content.conditions) - used):
        yield "conditions.toml", name, "nothing uses it"


# Questionnaire -------------------------------------------------------------------------------------------------------


def questionnaire(content: Content) -> Iterator[Problem]:
    """Steps, questions and options: unique, well formed, and leaning only on steps before."""
    file = "questionnaire.toml"
    steps = content.questionnaire.step
    yield from unique(file, [step.id for step in steps])
    yield from unique(file, [question.id for question in content.questionnaire.questions])
    yield from known(file, "ends_early_when", "condition", [content.questionnaire.ends_early_when], content.conditions)
    first = {question.id for question in steps[0].question}
    decides = questions_in({content.questionnaire.ends_early_when} & set(content.conditions), content.conditions)
    yield from known(file, "ends_early_when", "question on the first step", sorted(decides), first)
    earlier: set[str] = set()
    for step in steps:
        if step.id in PLACES:
            yield file, step.id, "this name is kept for a place after the steps"
        for question in step.question:
            yield from options_of(file, question)
            yield from leaning(file, question, earlier, content)
            yield from ways_round(file, step, question)
        earlier |= {question.id for question in step.question}


def options_of(file: str, question: Question) -> Iterator[Problem]:
    """A question's name and its options are well formed."""
    if question.id in FIELDS | PARTS:
        yield file, question.id, "this name is kept for the page itself"
    yield from unique(file, [f"{question.id}.{option.id}" for option in question.options])
    for option in question.options:
        where = f"{question.id}.{option.id}"
        if (option.label is None) == (option.units is None):
            yield file, where, "an option has either a label or units"
        if option.alone and (option.label is None or question.answer != "several"):
            yield file, where, "`alone` is for options with a label, in questions with `several` answers"


def ways_round(file: str, step: Step, question: Question) -> Iterator[Problem]:
    """Whatever can be passed over or left blank has an option that says so."""
    if step.way_round:
        yield from known(file, question.id, "option", [NOT_SAID], {option.id for option in question.options})
    if question.blank:
        alone = {option.id for option in question.options if option.alone}
        yield from known(file, question.id, "option that stands alone", [question.blank], alone)


def leaning(file: str, question: Question, earlier: Collection[str], content: Content) -> Iterator[Problem]:
    """What decides whether and how a question is asked was answered on a step before."""
    if question.options_from is not None:
        yield from known(file, question.id, "earlier question", [question.options_from], earlier)
        yield from offers_them_all(file, question, content)
    given_in = [("ask_when", question.ask_when), *(("offer_when", one.offer_when) for one in question.options)]
    for where, given in given_in:
        yield from known(file, question.id, "condition", given, content.conditions)
        names = [name for name in given if name in content.conditions]
        looked_at = sorted(questions_in(names, content.conditions))
        yield from known(file, question.id, f"earlier question (in {where})", looked_at, earlier)


def offers_them_all(file: str, question: Question, content: Content) -> Iterator[Problem]:
    """Whatever can be chosen beside others in the question that this one draws on, can be chosen here."""
    parents = [one for one in content.questionnaire.questions if one.id == question.options_from]
    names = [option.id for parent in parents for option in parent.options if not option.alone]
    yield from known(file, question.id, "option", names, {option.id for option in question.options})


# Rules ---------------------------------------------------------------------------------------------------------------


def rules(content: Content) -> Iterator[Problem]:
    """Every rule speaks for one thing that exists, on sources that exist."""
    file = "rules.toml"
    kinds = {kind.id for kind in content.kinds}
    notices = {notice.id for notice in content.notices}
    yield from unique(file, [rule.id for rule in content.rules])
    for rule in content.rules:
        yield from speaks_for_one_thing(file, rule)
        yield from known(file, rule.id, "kind", [rule.kind] if rule.kind else [], kinds)
        yield from known(file, rule.id, "notice", [rule.notice] if rule.notice else [], notices)
        yield from known(file, rule.id, "condition", (*rule.when, *rule.unless), content.conditions)
        yield from known(file, rule.id, "source", [support.source for support in rule.support], content.sources)


def speaks_for_one_thing(file: str, rule: Rule) -> Iterator[Problem]:
    """A kind with a fit, or a notice without one; what is dangerous to follow is never a notice."""
    if rule.unless and rule.notice:
        yield file, rule.id, "nothing takes a notice away"
    if (rule.kind is None) == (rule.notice is None):
        yield file, rule.id, "a rule speaks for either a kind or a notice"
    if (rule.kind is None) != (rule.fit is None):
        yield file, rule.id, "a rule for a kind has a fit, a rule for a notice has none"


def spoken_for(content: Content) -> Iterator[Problem]:
    """No kind and no notice is without a rule, no source without a use, and every review lies ahead of its check."""
    yield from unique("kinds.toml", [kind.id for kind in content.kinds])
    yield from unique("notices.toml", [notice.id for notice in content.notices])
    spoken = {rule.kind or rule.notice or "" for rule in content.rules}
    for kind in content.kinds:
        yield from known("kinds.toml", kind.id, "rule for", [kind.id], spoken)
    for notice in content.notices:
        yield from known("notices.toml", notice.id, "rule for", [notice.id], spoken)
        if (notice.first_step is None) != (notice.tier == "warning"):
            yield (
                "notices.toml",
                notice.id,
                "a first step is for what is more than a standing warning, only",
            )
    cited = {support.source for rule in content.rules for support in rule.support}
    for source in content.sources.values():
        yield from known("sources.toml", source.id, "rule that cites", [source.id], cited)
        if source.review_by <= source.checked:
            yield "sources.toml", source.id, "it must be reviewed after it was checked"


def passages(content: Content) -> Iterator[Problem]:
    """Every passage stands somewhere: beside a kind that exists, or in a part of the result that belongs to none."""
    file = "passages.toml"
    kinds = {kind.id for kind in content.kinds}
    notices = {notice.id for notice in content.notices}
    yield from unique(file, [passage.id for passage in content.passages])
    for passage in content.passages:
        yield from known(file, passage.id, "condition", (*passage.when, *passage.silent_when), content.conditions)
        yield from known(file, passage.id, "kind", [passage.kind] if passage.kind else [], kinds)
        yield from known(file, passage.id, "kind", (*passage.forward, *passage.back), kinds)
        yield from known(file, passage.id, "notice", [passage.notice] if passage.notice else [], notices)
        for part, beside in (("kind", passage.kind), ("notice", passage.notice), ("call", passage.purpose)):
            if (passage.part == part) != (beside is not None):
                yield file, passage.id, f"`{part}` passages say which (kind, notice or purpose), and only they do"


def facts(content: Content) -> Iterator[Problem]:
    """Every fact has rules that exist, or a decision why not; and every rule stands for a fact."""
    file = "facts.toml"
    rules = {rule.id for rule in content.rules}
    yield from unique(file, [fact.id for fact in content.facts])
    for fact in content.facts:
        yield from known(file, fact.id, "rule", fact.rules, rules)
        if not fact.rules and fact.decision is None:
            yield file, fact.id, "a fact without rules has a decision why not"
    stand_for = {rule for fact in content.facts for rule in fact.rules}
    yield from known(file, "rules", "fact behind the rule", sorted(rules), stand_for)


# Places --------------------------------------------------------------------------------------------------------------


def countries(content: Content) -> Iterator[Problem]:
    """Every country and region that can be chosen is there, and has somebody to call."""
    file = "countries.toml"
    chosen = content.questionnaire.options_of("country")
    yield from known(file, "country", "country", (*chosen, "other"), {*content.countries, *content.regions})
    concerns = content.questionnaire.options_of("concerns")
    for country in content.countries.values():
        yield from regions(file, country)
        yield from contacts(file, country)
        yield from known(file, country.id, "spelling", [country.english], (OUR_ENGLISH, *content.spellings))
        for contact in country.contact:
            yield from known(file, f"{country.id}.{contact.id}", "concern", contact.about, concerns)
    for id in (*content.countries, *(id for id in chosen if id in content.regions)):
        yield from first_contacts(file, id, content.country(id), concerns)


def regions(file: str, country: Country) -> Iterator[Problem]:
    """Regions are named for their country, and a contact serves some of them, or the whole of it."""
    known_here = [region.id for region in country.region]
    yield from unique(file, known_here)
    for id in known_here:
        if not id.startswith(f"{country.id}_"):
            yield file, id, f"the id of a region of '{country.id}' begins with '{country.id}_'"
    for contact in country.contact:
        where = f"{country.id}.{contact.id}"
        if not contact.is_national:
            yield from known(file, where, "region", contact.regions, known_here)


def first_contacts(file: str, id: str, country: Country, concerns: Iterable[str]) -> Iterator[Problem]:
    """What stands first for anybody says when it answers: at night, a line that is silent is worse than none."""
    for concern in ((), *((one,) for one in concerns)):
        for purpose in PURPOSES:
            for one in first_of(country.for_concerns(concern).contacts(purpose), country):
                if one.hours is None:
                    yield file, f"{id}.{one.id}", f"without hours it cannot stand first: '{purpose}'"


def contacts(file: str, country: Country) -> Iterator[Problem]:
    """A country has an emergency number, a line for a crisis, and a directory beside whatever is unconfirmed."""
    yield from unique(file, [f"{country.id}.{contact.id}" for contact in country.contact])
    purposes = {contact.purpose for contact in country.contact}
    yield from known(file, country.id, "contact for", ("emergency", "crisis", "directory"), purposes)
    if not any(contact.number for contact in country.contacts("emergency")):
        yield file, country.id, "no number for an emergency"
    firm = {contact.purpose for contact in country.contact if contact.confirmed is not Confirmed.UNCONFIRMED}
    for purpose in sorted(purposes - firm):
        yield file, country.id, f"what is unconfirmed never stands alone: '{purpose}'"
    for contact in country.contact:
        where = f"{country.id}.{contact.id}"
        if (contact.number is None) != (contact.dial is None):
            yield file, where, "`number` (shown) and `dial` (what a tap does) go together"
        if contact.then and not contact.number:
            yield file, where, "`then` says what to choose when a number is answered"
        if not (contact.number or contact.text or contact.chat or contact.url):
            yield file, where, "neither a number nor a page"
        if (contact.hours is None) == (contact.no_hours is None):
            yield file, where, "either `hours`, or `no_hours` with the reason why not"
