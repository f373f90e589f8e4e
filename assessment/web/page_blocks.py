"""Builds what stands on several pages: questions, cards of kinds. How much is said at once is decided here."""

from collections.abc import Mapping

from msgspec import Struct, field

from assessment.clinics.clinic import Clinic
from assessment.engine.assess import RaisedBy
from assessment.engine.content import Content
from assessment.engine.countries import Country
from assessment.engine.notices import notices_at
from assessment.engine.path import Chosen, QuestionPath
from assessment.engine.person import country_of
from assessment.engine.places import Place
from assessment.engine.questionnaire import Answers
from assessment.engine.result import Result, Suggestion
from assessment.engine.rules import GROUPS, Fit
from assessment.engine.text import Id
from assessment.engine.whom_to_call import Calls, KindDoors
from assessment.web.app_state import likely_country
from assessment.web.calculators import Worked, calculator_block, counting_in
from assessment.web.notice_blocks import notice_blocks
from assessment.web.pages import KindCard, KindCards, Mode, QuestionBlock

REASONS_FOR_A_KIND = 2
REASONS_IN_BRIEF = 1
"""Said at once; the others can be opened."""
MOST_STRONG_BESIDE_POSSIBLE = 3
"""With more kinds that the answers point to, each says one reason, and those worth raising are folded."""


class Entry(Struct, frozen=True):
    """What somebody has entered on a step that is shown again; without it, the step shows what is answered.

    ticked    the options chosen, in the order in which they were given
    entered   what was entered, by question, also where it cannot be an answer
    problems  what is wrong with it, by question
    typed     the numbers typed into calculators, by the name of the field
    worked    what came of them, by question
    """

    ticked: tuple[Chosen, ...] | None = None
    entered: Answers = field(default_factory=dict)
    problems: Mapping[Id, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    worked: Mapping[Id, Worked] = field(default_factory=dict)


def question_blocks(
    content: Content, raised_by: RaisedBy, path: QuestionPath, place: Place, entry: Entry
) -> tuple[QuestionBlock, ...]:
    """The questions of a step."""
    country = country_of(content, path.answers, likely_country())
    ticked = path.chosen_at(place) if entry.ticked is None else entry.ticked
    found = notices_at(raised_by, content.compiled.bits, path.told_elsewhere(place), ticked)
    raising = content.compiled.questions_raising_notices
    counted_here = counting_in(content, country)
    return tuple(
        QuestionBlock(
            question=asked.question,
            offered=asked.options,
            country=country,
            chosen=entry.entered.get(asked.question.id, asked.chosen),
            problem=entry.problems.get(asked.question.id, ""),
            notices={
                option: notice_blocks(shown, country, at=f"at-{question}-{option}")
                for (question, option), shown in found.items()
                if question == asked.question.id
            },
            raises_notices=asked.question.id in raising,
            calculator=calculator_block(asked.question, counted_here, entry.typed, entry.worked.get(asked.question.id)),
        )
        for asked in path.asked_at(place)
    )


class Surroundings(Struct, frozen=True):
    """Where a result is read.

    mode    the way in which it is written out
    doors   where each kind of support is found, by its id
    clinic  the one around the frame, if any; and in `offers`, by kind, how to ask for it there
    """

    country: Country
    mode: Mode
    doors: Mapping[Id, KindDoors]
    clinic: Clinic | None
    offers: Mapping[Id, str]

    @property
    def in_cards(self) -> tuple[Calls, ...]:
        """Who is told of in full in the cards."""
        return tuple(Calls(one.in_full) for one in self.doors.values())


def kind_cards(result: Result, around: Surroundings) -> KindCards:
    """The cards of all kinds, by fit, as they are read."""
    groups = result.groups
    strong, possible, rest = (tuple(one for one in result.of_fit(fit) if one is not groups) for fit in Fit)
    many = len(strong) > MOST_STRONG_BESIDE_POSSIBLE
    most = REASONS_IN_BRIEF if many else REASONS_FOR_A_KIND
    brief = REASONS_IN_BRIEF if strong else most
    return KindCards(
        groups=kind_card(groups, around, most),
        strong=tuple(kind_card(one, around, most) for one in strong),
        possible=tuple(kind_card(one, around, brief, opens_doors=not strong) for one in possible),
        to_tell=tuple(kind_card(one, around, most) for one in rest if one.would_tell),
        not_now=tuple(kind_card(one, around, most) for one in rest if not one.would_tell),
        folds_possible=many,
    )


def kind_card(one: Suggestion, around: Surroundings, reasons: int, *, opens_doors: bool = True) -> KindCard:
    """The card of one kind, with so many of its reasons said at once."""
    in_copy = around.mode is Mode.SAVED_COPY
    return KindCard(
        suggestion=one,
        country=around.country,
        reasons=one.deciding_reasons[:reasons],
        # A saved copy has to stay small: its answers stand together at the end, and the rules are a link away.
        answers=() if in_copy else one.answers,
        clinic=around.clinic,
        offer=around.offers.get(one.kind.id, ""),
        doors=around.doors.get(one.kind.id, KindDoors()),
        opens_doors=opens_doors,
        tells_rules=not in_copy,
        says_fit=one.kind.id == GROUPS,
    )
