"""Builds what stands on several pages: questions, cards of kinds. How much is said at once is decided here."""

from collections.abc import Mapping

from msgspec import Struct, field

from assessment.clinics.clinic import Clinic, offered
from assessment.engine.assess import RaisedBy
from assessment.engine.content import Content
from assessment.engine.notices import notices_at
from assessment.engine.path import Chosen, QuestionPath
from assessment.engine.person import country_of
from assessment.engine.places import Place
from assessment.engine.questionnaire import Answers
from assessment.engine.result import Result, Suggestion
from assessment.engine.rules import Fit
from assessment.engine.text import Id
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
    country = country_of(content, path.answers)
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


def kind_cards(content: Content, result: Result, path: QuestionPath, clinic: Clinic | None, mode: Mode) -> KindCards:
    """The cards of all kinds, by fit, as they are read. `clinic`: the one around the frame, which may offer some."""
    offers = offered(clinic, result.suggestions, path.answers) if clinic else {}
    country = country_of(content, path.answers)
    groups = result.groups
    strong, possible, rest = (tuple(one for one in result.of_fit(fit) if one is not groups) for fit in Fit)

    many = len(strong) > MOST_STRONG_BESIDE_POSSIBLE

    def card(one: Suggestion, reasons: int = REASONS_IN_BRIEF if many else REASONS_FOR_A_KIND) -> KindCard:
        return KindCard(
            suggestion=one,
            country=country,
            reasons=one.deciding_reasons[:reasons],
            # A saved copy has to stay small: its answers stand together at the end, and the rules are a link away.
            answers=() if mode is Mode.SAVED_COPY else one.answers,
            clinic=clinic,
            offer=offers.get(one.kind.id, ""),
            tells_rules=mode is not Mode.SAVED_COPY,
            says_fit=one is groups,
        )

    return KindCards(
        groups=card(groups),
        strong=tuple(card(one) for one in strong),
        possible=tuple(card(one, REASONS_IN_BRIEF if strong else REASONS_FOR_A_KIND) for one in possible),
        to_tell=tuple(card(one) for one in rest if one.would_tell),
        not_now=tuple(card(one) for one in rest if not one.would_tell),
        folds_possible=many,
    )
