"""What is asked: steps, questions, options; and what somebody answers."""

from collections.abc import Collection, Mapping
from typing import Annotated, Literal

from msgspec import Meta

from assessment.engine.text import Frozen, Id, Text

Answers = Mapping[str, tuple[str, ...]]
"""Question id -> the ids of the options chosen, or SKIPPED alone. The only state there is."""

SKIPPED: Id = "skipped"
"""The answer to a question that was skipped. It is no option: it is not printed, and says nothing.

A condition may name it, as it may name "not sure": what helps against a danger is there for who passes it over too.
"""


class Units(Frozen, frozen=True, rename={"at_least": "from"}):
    """A range of alcohol in UK units (8 g of pure alcohol each), `below` exclusive."""

    at_least: int = 0
    below: int | None = None


class Share(Frozen, frozen=True):
    """A part of the money that comes in, by its upper edge (exclusive): 0.4 is 40 in 100. Without one, all above.

    It begins where that of the option before it ends.
    """

    below: float | None = None


Calculator = Literal["drinks_a_day", "drinks_a_week", "share_of_income"]
"""What can be worked out beside a question: how many of which bottles and cans, or one amount of money against another.

What it finds is one of the question's options; its numbers are kept nowhere (docs/decisions/0025-calculators.md).
"""


GRAVEST = 2
"""How grave an option can be."""


class Option(Frozen, frozen=True):
    """One answer that can be chosen. Either a label or units. `short` is how it is said back, where the label is long.

    `share`: the part of the income that it stands for, for the calculator; it is said by its label.

    `private`: somebody who is a danger may be looking, so it stands on no paper and in no copy.
    `exclusive`: it cannot stand beside others. `non_answer`: it says nothing (not sure, prefer not to say).
    `offer_when` names conditions that must all hold for it to be offered, `withhold_when` some of which none may hold;
    like `ask_when`, they may look at earlier steps only.
    `grave`: what a professional must not miss, from 1 to GRAVEST. It stands first on the appointment sheet, and is
    left out last; on the question's page it keeps its place.
    """

    id: Id
    label: Text | None = None
    short: Text | None = None
    units: Units | None = None
    share: Share | None = None
    exclusive: bool = False
    non_answer: bool = False
    private: bool = False
    grave: Annotated[int, Meta(ge=0, le=GRAVEST)] = 0
    offer_when: tuple[Id, ...] = ()
    withhold_when: tuple[Id, ...] = ()

    @property
    def for_everybody(self) -> bool:
        """Whether it is offered to everybody."""
        return not (self.offer_when or self.withhold_when)


class OptionOf(Frozen, frozen=True):
    """An option of a question, both by their ids."""

    question: Id
    option: Id


OnSheet = Literal["concerns", "withdrawal", "medicines", "illnesses", "amounts", "told", "wished"]
"""The parts of the appointment sheet for what was told: all but the last are its table."""
FACTS_IN_ORDER: tuple[OnSheet, ...] = ("concerns", "withdrawal", "medicines", "illnesses", "amounts", "told")
"""The order of the table: what it is about, without which the rest means little; then what must not be missed."""


class Question(Frozen, frozen=True):
    """One question, answered by `radios`, by `checkboxes` (several may be ticked), or by `select`, a drop-down list.

    `ask_when` names conditions that must all hold, `skip_when` some of which none may hold; they may look at earlier
    steps only. `options_from` names a question of an earlier step: only the options chosen there are offered here.
    `resets_others`: a changed answer makes all answers of other steps fall, because they were about another person.
    `optional`: it may be left empty; who then goes on has skipped it.
    `by_name`: its options stand in the order of their names, in whichever language, all but the last.
    `calculator`: what can be worked out beside it, where it is hard to say at once.
    `on_sheet`: in which part of the appointment sheet its answer stands. `in_place_of`: the option of another question
    in whose place it stands there, because it says more: which opioids, in the place of "opioids".
    `short_after`: what it is called there for somebody who has stopped, where it is about the time before.
    """

    id: Id
    short: Text
    label: Text
    answer: Literal["radios", "checkboxes", "select"]
    options: tuple[Option, ...]
    hint: Text | None = None
    why: Text | None = None
    ask_when: tuple[Id, ...] = ()
    skip_when: tuple[Id, ...] = ()
    options_from: Id | None = None
    resets_others: bool = False
    optional: bool = False
    by_name: bool = False
    missing: Text | None = None
    on_sheet: OnSheet | None = None
    in_place_of: OptionOf | None = None
    short_after: Text | None = None
    calculator: Calculator | None = None

    def chosen(self, ids: Collection[Id]) -> tuple[Option, ...]:
        """Its options with these ids, in their order."""
        return tuple(option for option in self.options if option.id in ids)

    @property
    def takes_several(self) -> bool:
        """Whether several options may be chosen."""
        return self.answer == "checkboxes"

    @property
    def in_drinks(self) -> bool:
        """Whether its answers are amounts of alcohol, said in the drinks of a country."""
        return any(option.units for option in self.options)


def said_of(question: Question, chosen: Collection[Id]) -> tuple[Option, ...]:
    """The options chosen, but for those that say nothing."""
    return tuple(option for option in question.options if option.id in chosen and not option.non_answer)


class Step(Frozen, frozen=True):
    """One page of questions. `note` is said before them: what is coming.

    `skippable`: one button skips all its questions that are not answered.
    `area`: it is asked after the core, and a result can be had without it. `sooner_when` names conditions of which any
    brings it before other areas; they may look at the core only, as all that decides about an area's questions.
    """

    id: Id
    title: Text
    question: tuple[Question, ...]
    note: Text | None = None
    skippable: bool = False
    area: bool = False
    sooner_when: tuple[Id, ...] = ()

    def lets_skip(self, question: Question) -> bool:
        """Whether it is an answer to one of its questions to have skipped it."""
        return question.optional or self.skippable


class Minutes(Frozen, frozen=True):
    """How long it takes as the first page says it, in whole minutes: to a first result, and with everything told.

    Half of the made-up people keep to them: tools/minutes.py counts, and a test holds it.
    """

    core: int
    everything: int


class Questionnaire(Frozen, frozen=True):
    """The steps in their order. `ends_early_when` names the condition under which the questions stop (under 18)."""

    version: str
    step: tuple[Step, ...]
    ends_early_when: Id
    minutes: Minutes

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions of all steps, in order."""
        return tuple(question for step in self.step for question in step.question)

    def options_of(self, question: Id) -> tuple[Id, ...]:
        """The ids of the options of a question; none where there is no such question."""
        return tuple(option.id for one in self.questions if one.id == question for option in one.options)
