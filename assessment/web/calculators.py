"""Calculators beside a question: their fields, what was typed there, and which answer it comes to.

They work without scripts: a button sends the step, and the same step comes back with that answer chosen. What is typed
goes back onto the page that it came from and nowhere else (docs/decisions/0025-calculators.md).
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from flask_babel import gettext, ngettext
from msgspec import Struct, field

from assessment.engine.calculators import Found, by_drinks, by_share, drinks_in
from assessment.engine.content import Content
from assessment.engine.countries import Container, Country
from assessment.engine.path import AskedQuestion
from assessment.engine.questionnaire import Calculator, Option, Question
from assessment.engine.text import Id
from assessment.i18n.say import number, say, say_own
from assessment.web.forms import WORK_OUT
from assessment.web.typed_numbers import LONGEST, NumberProblem, read_number
from assessment.web.wording import option_label


def _(sentence: str) -> str:
    """Marks a sentence for translators. Which language it is said in is known only when it is said."""
    return sentence


FIELDS = "helper"
"""How the name of each field begins. With hyphens in it, it is the name of no question."""
MOST_OF_ONE = 1_000
MOST_MONEY = 999_999_999
"""An income in any money of the world, in a month."""
GOES_OUT, COMES_IN = "money_out", "money_in"
MONEY: Mapping[Id, str] = {
    GOES_OUT: _("Money lost or spent in a usual month"),
    COMES_IN: _("Money that comes in a month"),
}


class HelperField(Struct, frozen=True):
    """One field of a calculator. `name`: that of no question, and its id on the page too. `typed`: as it was typed."""

    name: str
    label: str
    typed: str = ""
    problem: str = ""


class Worked(Struct, frozen=True):
    """What came of the numbers at one question: an answer, with a sentence about it; or what is wrong, by field."""

    chosen: Id = ""
    said: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)


# What differs from one calculator to another -------------------------------------------------------------------------


class Here(Struct, frozen=True):
    """Whose drinks amounts are said in, and what is bought there."""

    country: Country
    containers: tuple[Container, ...]


class Kind(Struct, frozen=True):
    """One kind of calculator.

    opened_by, how  what it is called, and what stands before its fields
    parts           what it asks for, with the label of each
    find            what the numbers come to, among the options of a question
    say             the number that came out, in a sentence
    most            the highest number that a field takes
    counts_money    its numbers are money: 1,200 is one number, and nothing may be left empty
    """

    opened_by: str
    how: str
    parts: Callable[[Here], dict[Id, str]]
    find: Callable[[Mapping[Id, float], Sequence[Option], Here], Found]
    say: Callable[[int | None, Here], str]
    most: int = MOST_OF_ONE
    counts_money: bool = False


def bottles_and_cans(here: Here) -> dict[Id, str]:
    """What alcohol is bought in there."""
    return {one.id: say(one.label) for one in here.containers}


def two_amounts(_here: Here) -> dict[Id, str]:
    """What goes out, and what comes in."""
    return {part: say_own(label) for part, label in MONEY.items()}


def find_drinks(counts: Mapping[Id, float], options: Sequence[Option], here: Here) -> Found:
    """The range in which so many bottles and cans lie."""
    return by_drinks(drinks_in(counts, here.containers, here.country.drink), options, here.country.drink)


def find_share(amounts: Mapping[Id, float], options: Sequence[Option], _here: Here) -> Found:
    """What part of the one the other is."""
    return by_share(amounts[GOES_OUT], amounts[COMES_IN], options)


def say_drinks(amount: int | None, here: Here) -> str:
    """An amount of alcohol, as it is counted in a country."""
    in_units = here.country.drink.counted_in == "units"
    if not amount:
        return str(gettext("That's less than 1 unit.") if in_units else gettext("That's less than 1 drink."))
    said = {"amount": number(amount)}
    if in_units:
        return str(ngettext("That's about %(amount)s unit.", "That's about %(amount)s units.", amount, **said))
    return str(ngettext("That's about %(amount)s drink.", "That's about %(amount)s drinks.", amount, **said))


def say_share(in_a_hundred: int | None, _here: Here) -> str:
    """A part of an income."""
    if in_a_hundred is None:
        return str(gettext("More goes out than comes in."))
    return str(gettext("That's about %(share)s %% of what comes in.", share=number(in_a_hundred)))


KINDS: Mapping[Calculator, Kind] = {
    "drinks_a_day": Kind(
        _("Work it out from bottles and cans"),
        _("How many of each in one day? Half a bottle is 0.5. If a size isn't here, take the next bigger one."),
        bottles_and_cans,
        find_drinks,
        say_drinks,
    ),
    "drinks_a_week": Kind(
        _("Work it out from bottles and cans"),
        _("How many of each in one week? Half a bottle is 0.5. If a size isn't here, take the next bigger one."),
        bottles_and_cans,
        find_drinks,
        say_drinks,
    ),
    "share_of_income": Kind(
        _("Work it out from two amounts"),
        _("A rough guess is fine."),
        two_amounts,
        find_share,
        say_share,
        MOST_MONEY,
        counts_money=True,
    ),
}


# What a page shows ---------------------------------------------------------------------------------------------------


def name_of(question: Question, part: Id) -> str:
    """The name of a field."""
    return f"{FIELDS}-{question.id}-{part}"


def begun(question: Question, typed: Mapping[str, str]) -> bool:
    """Whether a number was typed beside a question."""
    return any(name.startswith(name_of(question, "")) for name in typed)


class CalculatorBlock(Struct, frozen=True):
    """A calculator as it stands on a page. Its words are said when it is read: it may be written in each language.

    typed   the numbers typed on the page, by the name of the field
    worked  what came of them
    """

    question: Question
    kind: Kind
    here: Here
    typed: Mapping[str, str]
    worked: Worked

    @property
    def opened_by(self) -> str:
        """What it is called."""
        return say_own(self.kind.opened_by)

    @property
    def how(self) -> str:
        """What to do."""
        return say_own(self.kind.how)

    @property
    def fields(self) -> tuple[HelperField, ...]:
        """Its fields, with what was typed."""
        labels = {name_of(self.question, part): label for part, label in self.kind.parts(self.here).items()}
        problems = self.worked.problems
        return tuple(
            HelperField(name, label, self.typed.get(name, "")[:LONGEST], problems.get(name, ""))
            for name, label in labels.items()
        )

    @property
    def is_used(self) -> bool:
        """Whether something was typed, or is said of it: then it stands open."""
        return bool(self.worked.said or self.worked.problems or begun(self.question, self.typed))

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """The id of each field with a problem, and the problem as it is said away from the field."""
        return tuple((one.name, f"{one.label}: {one.problem}") for one in self.fields if one.problem)


def calculator_block(
    question: Question, here: Here, typed: Mapping[str, str], worked: Worked | None = None
) -> CalculatorBlock | None:
    """The calculator of a question, with what was typed; None where it has none."""
    if question.calculator is None:
        return None
    return CalculatorBlock(question, KINDS[question.calculator], here, typed, worked or Worked())


# From what was typed to an answer ------------------------------------------------------------------------------------


def counting_in(content: Content, country: Country) -> Here:
    """What calculators need to know of a country."""
    return Here(country, content.containers_in(country))


def typed_in(sent: Mapping[str, str]) -> dict[str, str]:
    """What was typed into the fields of calculators, by their names; what is empty is left out."""
    return {name: typed for name, typed in sent.items() if name.startswith(f"{FIELDS}-") and typed.strip()}


def to_work_out(
    asked: Sequence[AskedQuestion], sent: Mapping[str, str], empty: Collection[Id]
) -> tuple[AskedQuestion, ...]:
    """The questions whose numbers are worked out now: that of the button.

    With another button: those left `empty` with numbers beside them, because the numbers were meant as an answer.
    """
    able = [one for one in asked if one.question.calculator]
    if WORK_OUT in sent:
        return tuple(one for one in able if one.question.id == sent[WORK_OUT])
    typed = typed_in(sent)
    return tuple(one for one in able if one.question.id in empty and begun(one.question, typed))


def work_out(asked: AskedQuestion, here: Here, sent: Mapping[str, str]) -> Worked:
    """What the numbers typed beside a question come to. Raises KeyError for a question without a calculator."""
    kind = KINDS[asked.question.calculator]  # type: ignore[index]  # said above
    read = {
        part: read_number(sent.get(name_of(asked.question, part), ""), kind.most, in_thousands=kind.counts_money)
        for part in kind.parts(here)
    }
    if wrong := what_is_wrong(read, may_be_empty=not kind.counts_money):
        said = {name_of(asked.question, part): say_problem(problem, kind) for part, problem in wrong.items()}
        return Worked(problems=said)
    numbers = {part: one for part, one in read.items() if not isinstance(one, NumberProblem)}
    found = kind.find(numbers, asked.options, here)
    answer = next(option_label(option, here.country) for option in asked.options if option.id == found.option)
    chosen = gettext("We chose “%(answer)s”. You can change it.", answer=answer)
    return Worked(found.option, f"{kind.say(found.said, here)} {chosen}")


def what_is_wrong(read: Mapping[Id, float | NumberProblem], *, may_be_empty: bool) -> dict[Id, NumberProblem]:
    """What keeps numbers from being counted with, by field.

    Where fields may be empty, that is nothing; but with nothing in any of them, there is nothing to work out.
    """
    wrong = {part: one for part, one in read.items() if isinstance(one, NumberProblem)}
    if may_be_empty and {*wrong.values()} - {NumberProblem.NOTHING}:
        return {part: one for part, one in wrong.items() if one is not NumberProblem.NOTHING}
    if may_be_empty:
        return dict([*wrong.items()][:1]) if len(wrong) == len(read) else {}
    return wrong


def say_problem(problem: NumberProblem, kind: Kind) -> str:
    """What to do about a number that cannot be counted with."""
    if problem is NumberProblem.TOO_MUCH:
        return str(gettext("That's too much to count. Type a number up to %(most)s", most=number(kind.most)))
    if problem is NumberProblem.NOTHING:
        return str(gettext("Type an amount. If none, type 0") if kind.counts_money else gettext("Type how many"))
    if problem is NumberProblem.BELOW_ZERO:
        return str(gettext("Type 0 or a higher number"))
    return str(gettext("Type a number, such as 2 or 2.5"))
