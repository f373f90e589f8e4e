"""What each page has to know: one frozen value a page, and the four ways in which one is written out.

A template reads its page's value and nothing else of a request. What a field means stands here.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import ClassVar

from markupsafe import Markup
from msgspec import Struct

from assessment.clinics.clinic import Clinic
from assessment.engine.countries import Country
from assessment.engine.overdue import Overdue
from assessment.engine.path import AskedQuestion, PathStep, Progress
from assessment.engine.places import Place
from assessment.engine.questionnaire import Minutes, Option, Question, Step
from assessment.engine.result import GivenAnswer, Reason, Result, Suggestion
from assessment.engine.rules import Contradiction, Passage
from assessment.engine.text import Id
from assessment.engine.whom_to_call import Calls, KindDoors
from assessment.i18n.say import in_alphabet
from assessment.web.answer_tokens import TokenProblem
from assessment.web.calculators import CalculatorBlock
from assessment.web.filled_passages import FilledPassages
from assessment.web.first_step_block import FirstStepBlock
from assessment.web.mosaic_picture import Piece
from assessment.web.notice_blocks import NoticeBlock, QuietBlock
from assessment.web.printing import PrintOptions, qr_code
from assessment.web.saved_copy import SavedCopy, SavedCopyProblem
from assessment.web.sheet_block import SheetBlock
from assessment.web.wording import option_label, question_hint


class Mode(Enum):
    """The ways in which a page is written out.

    PAGE        a whole page
    FRAGMENT    what htmx puts in the place of the main part
    SAVED_COPY  one file that needs nothing but itself
    SHEET       a whole page of its own for printing
    """

    PAGE = "page"
    FRAGMENT = "fragment"
    SAVED_COPY = "saved_copy"
    SHEET = "sheet"


class AnswerForm(Struct, frozen=True):
    """What a page's form sends along.

    takes_it   the page that takes it
    place      where on the path the form stands; empty where it stands beside it
    back_to    the place that its Back leads to
    """

    token: str
    takes_it: str = "answer"
    place: Place = ""
    back_to: Place | None = None


class Page(Struct, frozen=True, kw_only=True):
    """Base of all pages. `form`: where answers travel on with the page, what its form sends along."""

    template: ClassVar[str]
    form: AnswerForm | None = None

    @property
    def leads_out_by_tab(self) -> bool:
        """Whether links to other pages open a tab, because answers would be lost with this one."""
        return self.form is not None and bool(self.form.place)

    @property
    def tells_product(self) -> bool:
        """Whether the title names the product."""
        return True


# Blocks that stand on several pages ----------------------------------------------------------------------------------


class OptionBlock(Struct, frozen=True):
    """An answer that can be chosen.

    element    the id of its control
    value      the id of the option
    chosen     it is ticked
    exclusive  it cannot stand beside others
    or_before  "or" stands before it: the first that is exclusive, after others
    notices    those that stand at it now
    """

    element: str
    value: Id
    label: str
    chosen: bool
    exclusive: bool
    or_before: bool
    notices: tuple[NoticeBlock, ...]


class QuestionBlock(Struct, frozen=True):
    """A question as it is asked on a step.

    chosen    the ids of the options that are ticked
    problem   what is wrong with what was entered; empty where nothing is
    notices   those that its answers raise now, by the id of the option
    raises_notices  its answers can raise notices: each has a place for them
    calculator  what it can be worked out with; None where it has none
    """

    question: Question
    offered: tuple[Option, ...]
    country: Country
    chosen: tuple[Id, ...]
    problem: str
    notices: Mapping[Id, tuple[NoticeBlock, ...]]
    raises_notices: bool
    calculator: CalculatorBlock | None = None

    @property
    def untouched(self) -> tuple[Id, Id] | None:
        """What tells it apart where it reads the same for all, because nobody has answered: its id, whose drinks."""
        if self.chosen or self.problem or self.notices or self.offered != self.question.options:
            return None
        if self.calculator and self.calculator.is_used:
            return None
        return self.question.id, self.country.id if self.question.in_drinks else ""

    @property
    def element(self) -> str:
        """The id of the element around it: no part of a page has one that begins so."""
        return f"q-{self.question.id}"

    @property
    def hint(self) -> str:
        """What helps to answer."""
        return question_hint(self.question, self.country)

    @property
    def options(self) -> tuple[OptionBlock, ...]:
        """Those offered."""
        found = tuple(
            OptionBlock(
                element=f"{self.element}-{option.id}",
                value=option.id,
                label=option_label(option, self.country),
                chosen=option.id in self.chosen,
                exclusive=option.exclusive,
                or_before=option.exclusive and not (before and before.exclusive),
                notices=self.notices.get(option.id, ()),
            )
            for before, option in zip((None, *self.offered), self.offered, strict=False)
        )
        if self.question.by_name:
            return (*sorted(found[:-1], key=lambda one: in_alphabet(one.label)), found[-1])
        return found

    @property
    def first_control(self) -> str:
        """The id of its first control: where the summary of problems leads."""
        return f"{self.element}-list" if self.question.answer == "select" else self.options[0].element

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """What is wrong at it, each with the id of the control that it is about."""
        own = ((self.first_control, self.problem),) if self.problem else ()
        return own + (self.calculator.problems if self.calculator else ())

    @property
    def described_by(self) -> str:
        """The ids of what describes it, in the order in which it is read."""
        parts = {
            f"{self.element}-hint": self.hint,
            "progress": self.question.optional,  # says so once for all questions of the step
            f"{self.element}-problem": self.problem,
        }
        return " ".join(element for element, there in parts.items() if there)


class KindCard(Struct, frozen=True):
    """A kind of support on the result.

    reasons      those that are said at once
    answers      those behind its fit; none where they are not repeated
    clinic       the clinic that offers it, and in `offer` how to ask for it there
    doors        who else offers it, or knows who does
    opens_doors  a few of them stand open: else they wait under the fold with the others
    tells_rules  the rules and sources behind it can be opened; else they are a link away
    says_fit     its fit is said in words: it stands under no heading that says it
    """

    suggestion: Suggestion
    country: Country
    reasons: tuple[Reason, ...]
    answers: tuple[GivenAnswer, ...] = ()
    clinic: Clinic | None = None
    offer: str = ""
    doors: KindDoors = KindDoors()
    opens_doors: bool = True
    tells_rules: bool = True
    says_fit: bool = False

    @property
    def behind(self) -> tuple[tuple[Reason, bool], ...]:
        """Every reason, and whether it is said at once."""
        said = {reason.rule.id for reason in self.reasons}
        return tuple((reason, reason.rule.id in said) for reason in self.suggestion.reasons)

    @property
    def folded_reasons(self) -> int:
        """How many reasons wait under the fold."""
        return len(self.suggestion.reasons) - len(self.reasons) if self.tells_rules else 0


class KindCards(Struct, frozen=True):
    """All kinds of support by how they fit, groups apart.

    to_tell  those that did not come up so far, but may with what is not told yet
    folds_possible   where much is pointed to already, the rest is folded: nobody can begin with ten things
    """

    groups: KindCard
    strong: tuple[KindCard, ...]
    possible: tuple[KindCard, ...]
    to_tell: tuple[KindCard, ...]
    not_now: tuple[KindCard, ...]
    folds_possible: bool


# Pages of the assessment ---------------------------------------------------------------------------------------------


class StepPage(Page, frozen=True, kw_only=True):
    """One step.

    progress      how far along the core it is; None on an area
    leads_back_to  the page on which it was opened, and to which it leads back; None in line
    fresh         with no answers yet
    opened        the saved copy that was opened just now
    asks_about    the contradictions that it is shown again for
    asked_again   it was answered before, and an update has changed its questions since
    """

    template: ClassVar[str] = "pages/step.html"
    step: Step
    progress: Progress | None
    leads_back_to: Place | None
    notices: tuple[NoticeBlock, ...]
    questions: tuple[QuestionBlock, ...]
    rules_version: str
    fresh: bool = False
    opened: SavedCopy | None = None
    asks_about: tuple[Contradiction, ...] = ()
    asked_again: bool = False

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """What is wrong, each with the id of the control that it is about."""
        return tuple(problem for question in self.questions for problem in question.problems)

    @property
    def has_calculators(self) -> bool:
        """Whether something can be worked out here: then the first button in the form is not that of going on."""
        return any(question.calculator for question in self.questions)


class EmergencyPage(Page, frozen=True, kw_only=True):
    """One screen in place of more questions: whom to call, what to do, and a quiet way on."""

    template: ClassVar[str] = "pages/emergency.html"
    notices: tuple[NoticeBlock, ...]


class CheckPage(Page, frozen=True, kw_only=True):
    """All answers, each with a way to change it."""

    template: ClassVar[str] = "pages/check.html"
    steps: tuple[PathStep, ...]
    country: Country
    notices: tuple[NoticeBlock, ...]
    rules_version: str
    opened: SavedCopy | None = None


class ResultPage(Page, frozen=True, kw_only=True):
    """What the answers point to.

    filled           passages in which answers stand
    calls            numbers that suit the answers, each under the passage that says what for
    answers          everything that was told, in the order of the questions
    home             the address of the first page, and in `rules_at` that of all rules and sources
    appointment_words     in a clinic's frame, words to ask it for an appointment with; empty where there are none
    copy_data, checksum   in a saved copy: the answers, and the place of the checksum
    """

    template: ClassVar[str] = "pages/result.html"
    result: Result
    country: Country
    about_somebody_else: bool
    notices: tuple[NoticeBlock, ...]
    quiet: tuple[QuietBlock, ...]
    first_step: FirstStepBlock
    filled: FilledPassages
    sheet: SheetBlock
    pieces: tuple[Piece, ...]
    kinds: KindCards
    calls: tuple[tuple[Passage, Calls], ...]
    answers: tuple[AskedQuestion, ...]
    print_options: PrintOptions
    home: str
    rules_at: str
    made: date
    rules_version: str
    overdue: Overdue
    appointment_words: str = ""
    copy_data: str = ""
    checksum: str = ""

    @property
    def code(self) -> Markup:
        """The QR code that opens the first page."""
        return qr_code(self.home)

    @property
    def keeps_private(self) -> bool:
        """Whether somebody who may be looking is a danger: then the browser's own Print gives the sheet alone."""
        return self.first_step.row.discreet or any(one.notice.discreet for one in self.notices)

    @property
    def notice_of_first_step(self) -> NoticeBlock | None:
        """The gravest notice, which stands in the box of the first step; none where all of them only warn."""
        return next((one for one in self.notices if one.tier != "warning"), None)

    @property
    def tells_product(self) -> bool:
        """Whether the title names the product: not where it should tell nothing."""
        return not self.print_options.discreet


class YouthPage(Page, frozen=True, kw_only=True):
    """Where to turn under 18: the assessment ends here. `door`: who is behind the first step."""

    template: ClassVar[str] = "pages/youth.html"
    about_somebody_else: bool
    door: Calls
    urgent: Calls
    to_talk: Calls
    for_family: Calls


class NoticesAtAnswers(Page, frozen=True, kw_only=True):
    """No page of its own: the notices at the answers of a step, which a script puts in their places."""

    template: ClassVar[str] = "includes/notices_at_answers.html"
    questions: tuple[QuestionBlock, ...]


# Pages without answers -----------------------------------------------------------------------------------------------


class StartPage(Page, frozen=True, kw_only=True):
    """The first page. `minutes`: how long it takes. `problem`: why the saved copy that was sent could not be opened."""

    template: ClassVar[str] = "pages/start.html"
    minutes: Minutes
    problem: SavedCopyProblem | None = None


# When something is wrong ---------------------------------------------------------------------------------------------


class ExpiredPage(Page, frozen=True, kw_only=True):
    """The answers could not be opened."""

    template: ClassVar[str] = "pages/expired.html"
    problem: TokenProblem


class ErrorPage(Page, frozen=True, kw_only=True):
    """An HTTP error, by its status, with a way back to the answers where they came along."""

    template: ClassVar[str] = "pages/error.html"
    status: int
