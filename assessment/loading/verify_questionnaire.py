"""Do steps, questions, options and conditions hold together?"""

from collections.abc import Collection, Iterator, Mapping
from math import comb

from assessment.engine.answer_bits import names_of_bits
from assessment.engine.conditions import names_in, questions_in, questions_of
from assessment.engine.content import Content
from assessment.engine.person import NEEDED
from assessment.engine.places import BESIDE_THE_STEPS
from assessment.engine.questionnaire import SKIPPED, Question
from assessment.engine.rules import Condition
from assessment.loading.problems import Problem, known, unique

FILE = "questionnaire.toml"


def questionnaire(content: Content) -> Iterator[Problem]:
    """Steps, questions and options: unique, well formed, and leaning only on steps before."""
    steps = content.questionnaire.step
    yield from unique(FILE, [step.id for step in steps])
    yield from unique(FILE, [question.id for question in content.questionnaire.questions])
    yield from known(FILE, "ends_early_when", "condition", [content.questionnaire.ends_early_when], content.conditions)
    yield from ends_early(content)
    yield from known(FILE, "step", "question", NEEDED, {question.id for question in content.questionnaire.questions})
    yield from areas(content)
    earlier: set[str] = set()
    for step in steps:
        if step.id in BESIDE_THE_STEPS:
            yield FILE, step.id, "this name is kept for a place beside the steps"
        for question in step.question:
            yield from options_of(question)
            yield from leaning(question, earlier, content)
            yield from in_place_of(question, content)
        # What an area tells decides nothing about another: so each can be opened by itself, and in any order.
        earlier |= set() if step.area else {question.id for question in step.question}


def ends_early(content: Content) -> Iterator[Problem]:
    """What ends the questions early is asked on one step of the core, of everybody, and cannot be skipped."""
    decides = questions_in({content.questionnaire.ends_early_when} & set(content.conditions), content.conditions)
    steps = [step for step in content.questionnaire.step if decides & {question.id for question in step.question}]
    if len(steps) > 1 or any(step.area for step in steps):
        yield FILE, "ends_early_when", "it must look at one step of the core alone"
    for step in steps:
        for question in step.question:
            if question.id in decides and (step.lets_skip(question) or question.ask_when or question.skip_when):
                yield FILE, question.id, "it decides whether the questions end early, so all must answer it"


def areas(content: Content) -> Iterator[Problem]:
    """The core comes before all areas, and what brings an area sooner was answered there."""
    steps = content.questionnaire.step
    core = {question.id for step in steps if not step.area for question in step.question}
    for before, step in zip((None, *steps), steps, strict=False):
        if step.area and before is None:
            yield FILE, step.id, "the first step is of the core, so it is no `area`"
        if before and before.area and not step.area:
            yield FILE, step.id, f"a step of the core cannot stand after the area '{before.id}'"
        yield from known(FILE, step.id, "condition", step.sooner_when, content.conditions)
        looked_at = questions_in(set(step.sooner_when) & set(content.conditions), content.conditions)
        yield from known(FILE, step.id, "question of the core (in sooner_when)", sorted(looked_at), core)
        if step.sooner_when and not step.area:
            yield FILE, step.id, "`sooner_when` is for areas"


def options_of(question: Question) -> Iterator[Problem]:
    """A question's options are well formed."""
    yield from unique(FILE, [f"{question.id}.{option.id}" for option in question.options])
    for option in question.options:
        where = f"{question.id}.{option.id}"
        if option.id == SKIPPED:
            yield FILE, where, "this name is kept for what is skipped"
        if (option.label is None) == (option.units is None):
            yield FILE, where, "an option has either a label or units"
        if option.exclusive and (option.label is None or not question.takes_several):
            yield FILE, where, "`exclusive` is for options with a label, in questions with checkboxes"


def leaning(question: Question, earlier: Collection[str], content: Content) -> Iterator[Problem]:
    """What decides whether and how a question is asked was answered on a step of the core before."""
    if question.options_from is not None:
        yield from known(FILE, question.id, "earlier question", [question.options_from], earlier)
        yield from offers_them_all(question, content)
    given_in = [
        ("ask_when", question.ask_when),
        ("skip_when", question.skip_when),
        *(("offer_when", one.offer_when) for one in question.options),
        *(("withhold_when", one.withhold_when) for one in question.options),
    ]
    for where, given in given_in:
        yield from known(FILE, question.id, "condition", given, content.conditions)
        names = [name for name in given if name in content.conditions]
        looked_at = sorted(questions_in(names, content.conditions))
        yield from known(FILE, question.id, f"earlier question (in {where})", looked_at, earlier)


def in_place_of(question: Question, content: Content) -> Iterator[Problem]:
    """What an answer stands in the place of on the sheet is there."""
    replaced = question.in_place_of
    if replaced:
        options = content.questionnaire.options_of(replaced.question)
        yield from known(FILE, question.id, f"option of '{replaced.question}'", [replaced.option], options)


def offers_them_all(question: Question, content: Content) -> Iterator[Problem]:
    """Whatever can be chosen beside others in the question that this one draws on, can be chosen here."""
    parents = [one for one in content.questionnaire.questions if one.id == question.options_from]
    names = [option.id for parent in parents for option in parent.options if not option.exclusive]
    yield from known(FILE, question.id, "option", names, {option.id for option in question.options})


def conditions(content: Content) -> Iterator[Problem]:
    """Conditions name what exists, and cannot run in a circle."""
    file = "conditions.toml"
    options = {
        question.id: {option.id for option in question.options} | ({SKIPPED} if step.lets_skip(question) else set())
        for step in content.questionnaire.step
        for question in step.question
    }
    before: set[str] = set()
    for condition in content.conditions.values():
        for question, named in questions_of(condition):
            yield from known(file, condition.id, "question", [question], options)
            yield from known(file, condition.id, f"option of '{question}'", named, options.get(question, named))
        yield from counts(file, condition, options)
        # Only those that stand before it: so no circle can form.
        yield from known(file, condition.id, "earlier condition", names_in(condition), before)
        before.add(condition.id)


MOST_WAYS = 1000
"""Clauses of one condition: those of today have 55 at most, and the start compiles all of them in a moment."""


def counts(file: str, condition: Condition, options: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """So many answers as a condition wants can be given, and in not too many ways."""
    wanted = condition.at_least
    there = len(options.get(wanted.question, ())) if wanted else 0
    if wanted and there and not 1 <= wanted.count <= there:
        yield file, condition.id, f"'{wanted.question}' cannot have {wanted.count} answers"
    elif wanted and comb(there, wanted.count - 1) > MOST_WAYS:
        yield file, condition.id, f"'{wanted.question}' can have {wanted.count} answers in too many ways"


def unused_conditions(content: Content) -> Iterator[Problem]:
    """No condition stands there for nothing."""
    used = {name for rule in content.rules for name in (*rule.when, *rule.unless)}
    used |= {name for passage in content.passages for name in (*passage.when, *passage.silent_when)}
    used |= {name for row in content.first_steps for name in row.when}
    used |= {name for one in content.contradictions for name in (*one.when, *one.silent_when)}
    used |= {name for question in content.questionnaire.questions for name in (*question.ask_when, *question.skip_when)}
    used |= {name for step in content.questionnaire.step for name in step.sooner_when}
    used |= {
        name
        for question in content.questionnaire.questions
        for option in question.options
        for name in (*option.offer_when, *option.withhold_when)
    }
    used |= {name for condition in content.conditions.values() for name in names_in(condition)}
    used.add(content.questionnaire.ends_early_when)
    for name in sorted(set(content.conditions) - used):
        yield "conditions.toml", name, "nothing uses it"


def bits(content: Content) -> Iterator[Problem]:
    """Every question and every option has a bit of its own."""
    file = "bits.toml"
    yield from unique(file, content.bits)
    for name in names_of_bits(content.questionnaire):
        if name not in content.bits:
            yield file, name, "it has no number here yet: `make bits` gives it one"
