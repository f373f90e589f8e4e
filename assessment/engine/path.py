"""The path through the questions: pure functions that replay the answers from the first one, and remember nothing."""

from collections.abc import Iterable
from enum import Enum
from functools import reduce
from itertools import takewhile
from operator import or_

from msgspec import Struct

from assessment.engine.answer_bits import Bits
from assessment.engine.compiled import CompiledQuestion, CompiledStep
from assessment.engine.conditions import hold
from assessment.engine.content import Content
from assessment.engine.questionnaire import SKIPPED, Answers, Option, Question, Step, said_of

Place = str
"""Where somebody is: a step's id, or one of the three places after the steps."""

Chosen = tuple[str, str]
"""One answer: the ids of a question and of an option chosen, or SKIPPED."""

CHECK: Place = "check"
RESULTS: Place = "results"
YOUTH: Place = "youth"
AFTER_THE_STEPS = (CHECK, RESULTS, YOUTH)
"""Names that no step may have."""


class AskedQuestion(Struct, frozen=True):
    """A question that is asked of this person, with the options offered and what was chosen.

    `chosen` is empty before there is an answer; (SKIPPED,) is one.
    """

    question: Question
    options: tuple[Option, ...]
    chosen: tuple[str, ...]

    @property
    def said(self) -> tuple[Option, ...]:
        """What was chosen, but for what says nothing."""
        return said_of(self.question, self.chosen)


class PathStep(Struct, frozen=True):
    """A step on this person's path. `told`: what they chose there. `sure`: nothing still open can take it off."""

    step: Step
    asked: tuple[AskedQuestion, ...]
    told: Bits
    sure: bool

    @property
    def complete(self) -> bool:
        """Whether everything asked here is answered."""
        return all(asked.chosen for asked in self.asked)


class QuestionPath(Struct, frozen=True):
    """The answers replayed: the steps that are, or may yet be, asked, and the answers that count."""

    steps: tuple[PathStep, ...]
    answers: Answers
    told: Bits
    """The same as `answers`."""
    ends_early: bool
    most: int
    """How many steps there can be for anybody."""
    given: Answers
    """All answers that came in, counted or not."""
    unknown: Bits = 0
    """What came in beside them from another version of the content: nothing here looks at it, and it travels on."""

    @property
    def first_open(self) -> Place:
        """Where something is still to be answered; the check page when nothing is."""
        for path_step in self.steps:
            if path_step.asked and not path_step.complete:
                return path_step.step.id
        return CHECK

    @property
    def worth_keeping(self) -> Answers:
        """What travels on: the answers that count; all of them where a slip ("under 18") may be mended."""
        return self.given if self.ends_early else self.answers

    @property
    def complete(self) -> bool:
        """Whether the result may be shown."""
        return not self.ends_early and self.first_open == CHECK

    @property
    def has_gaps(self) -> bool:
        """Whether something is answered after the first open step: a change has opened questions before it."""
        ids = [path_step.step.id for path_step in self.steps]
        later = self.steps[ids.index(self.first_open) + 1 :] if self.first_open in ids else ()
        return any(one.chosen for path_step in later for one in path_step.asked)

    def asked_at(self, place: Place) -> tuple[AskedQuestion, ...]:
        """The questions asked at `place`; none where it is not a step, or the answers do not reach it."""
        if self.reach(place) != place:
            return ()
        return next((path_step.asked for path_step in self.steps if path_step.step.id == place), ())

    def is_skippable(self, place: Place) -> bool:
        """Whether all questions at `place` may be skipped with one button."""
        return any(path_step.step.id == place and path_step.step.skippable for path_step in self.steps)

    def reach(self, wanted: Place) -> Place:
        """`wanted` where the answers reach it, else the first place that still needs an answer."""
        if self.ends_early:
            return wanted if wanted == self.steps[0].step.id else YOUTH
        for path_step in self.steps:
            if path_step.asked and path_step.step.id == wanted:
                return wanted
            if not path_step.complete:
                return path_step.step.id
        return wanted if wanted == RESULTS else CHECK

    def following(self, place: Place) -> Place:
        """The step after `place` on this person's path; after the last one, the check page."""
        ids = [path_step.step.id for path_step in self.steps if path_step.asked]
        later = ids[ids.index(place) + 1 :] if place in ids else ids
        return later[0] if later else CHECK

    def before(self, place: Place) -> Place | None:
        """The step before `place`; None before the first."""
        ids = [path_step.step.id for path_step in self.steps if path_step.asked]
        if place == YOUTH:
            return ids[0]
        earlier = ids[: ids.index(place)] if place in ids else ids
        return earlier[-1] if earlier else None

    def told_before(self, place: Place) -> Bits:
        """What was chosen on the steps before `place`."""
        earlier = takewhile(lambda path_step: path_step.step.id != place, self.steps)
        return reduce(or_, (path_step.told for path_step in earlier), 0)

    def told_elsewhere(self, place: Place) -> Bits:
        """What was chosen on all steps but `place`."""
        here = (path_step.told for path_step in self.steps if path_step.step.id == place)
        return self.told & ~reduce(or_, here, 0)

    def chosen_at(self, place: Place) -> tuple[Chosen, ...]:
        """Each answer given at `place`, in the order of the page."""
        return tuple((one.question.id, option) for one in self.asked_at(place) for option in one.chosen)

    def progress(self, place: Place) -> "Progress":
        """How far `place` is along the path."""
        ids = [path_step.step.id for path_step in self.steps]
        sure = all(path_step.sure for path_step in self.steps) and not self.ends_early
        return Progress(ids.index(place) + 1, self.most if self.ends_early else len(ids), sure)


class Progress(Struct, frozen=True):
    """Step `number` of `total`; unless `sure`, `total` is the most it can become."""

    number: int
    total: int
    sure: bool


class AnswerProblem(Enum):
    """Why something chosen cannot be the answer to a question."""

    NOTHING = "nothing"
    NOT_OFFERED = "not_offered"
    MORE_THAN_ONE = "more_than_one"
    BESIDE_EXCLUSIVE = "beside_exclusive"
    TWICE = "twice"


def problem_of(chosen: tuple[str, ...], question: Question, options: tuple[Option, ...]) -> AnswerProblem | None:
    """What keeps `chosen` from being an answer to `question` with these options offered; None where it is one."""
    if not chosen:
        return AnswerProblem.NOTHING
    if not {option.id for option in options}.issuperset(chosen):
        return AnswerProblem.NOT_OFFERED
    return problem_of_several(chosen, question, options) if len(chosen) > 1 else None


def problem_of_several(
    chosen: tuple[str, ...], question: Question, options: tuple[Option, ...]
) -> AnswerProblem | None:
    """What keeps several options, all offered, from being an answer together."""
    problems = (
        (AnswerProblem.MORE_THAN_ONE, not question.takes_several),
        (AnswerProblem.BESIDE_EXCLUSIVE, any(option.exclusive and option.id in chosen for option in options)),
        (AnswerProblem.TWICE, len(chosen) != len({*chosen})),
    )
    return next((problem for problem, is_there in problems if is_there), None)


def replay(content: Content, answers: Answers, unknown: Bits = 0) -> QuestionPath:
    """The path of somebody with these answers, from the first question on.

    An answer counts only if its question is asked and it is a valid choice: an answer whose parent was dropped or
    changed drops out by itself, and so do the answers that hung on it. `unknown` is only passed on.
    """
    counted: dict[str, tuple[str, ...]] = {}
    steps: list[PathStep] = []
    told = still_open = 0
    ends_early = False
    for one in content.compiled.steps:
        asked, here, open_here = asked_on(one, answers, told, still_open)
        if asked or open_here:
            steps.append(PathStep(one.step, asked, here, sure=bool(asked)))
        counted |= {question.question.id: question.chosen for question in asked if question.chosen}
        told |= here
        still_open |= open_here
        if hold(content.compiled.ends_early, told):
            ends_early = True
            break
    return QuestionPath(tuple(steps), counted, told, ends_early, len(content.compiled.steps), answers, unknown)


def asked_on(
    step: CompiledStep, answers: Answers, told: Bits, still_open: Bits
) -> tuple[tuple[AskedQuestion, ...], Bits, Bits]:
    """The questions of a step that are asked; what was chosen; and the bits of those that are open.

    Open is what is not answered, or may yet be asked.
    """
    asked: list[AskedQuestion] = []
    here = open_here = 0
    for one in step.questions:
        is_asked = one.is_asked(told, still_open)
        if is_asked:
            options = one.offered(told)
            chosen = counting(answers.get(one.question.id, ()), one, options)
            asked.append(AskedQuestion(one.question, options, chosen))
            here |= one.bits.told(chosen)
        if is_asked is None or (is_asked and not chosen):
            open_here |= one.bits.all | one.bits.skipped
    return tuple(asked), here, open_here


def counting(chosen: tuple[str, ...], one: CompiledQuestion, options: tuple[Option, ...]) -> tuple[str, ...]:
    """What of a choice counts: all of it where it is an answer, in the order of the options; else nothing."""
    if chosen == (SKIPPED,):
        return chosen if one.may_be_skipped else ()
    if problem_of(chosen, one.question, options):
        return ()
    if len(chosen) == 1:
        return chosen
    return tuple(option.id for option in options if option.id in chosen)


def is_place(content: Content, place: Place) -> bool:
    """Whether there is such a place at all."""
    return place in AFTER_THE_STEPS or any(step.id == place for step in content.questionnaire.step)


def next_place(came: QuestionPath, path: QuestionPath, place: Place) -> Place:
    """Where Continue at `place` leads somebody who came on one path and is on another with the new answers.

    The first time through: the next step in order. After a change: only what it opened, then the check page.
    """
    if place == CHECK:
        return path.reach(RESULTS)
    if path.ends_early:
        return YOUTH
    if path.complete or came.complete or came.has_gaps:
        return path.first_open
    return path.reach(path.following(place))


def skipped_answers(asked: Iterable[AskedQuestion]) -> Answers:
    """The answers of somebody who skips these questions."""
    return {one.question.id: (SKIPPED,) for one in asked}


def begins_anew(submitted: Answers, asked: tuple[AskedQuestion, ...]) -> bool:
    """Whether an answer to what is asked changes that says whom all the others are about."""
    return any(
        one.question.resets_others and one.chosen != submitted.get(one.question.id, one.chosen)
        for one in asked
        if one.chosen
    )


def merge(before: Answers, submitted: Answers, asked: tuple[AskedQuestion, ...]) -> Answers:
    """The answers with those of one step put in place of what that step had.

    Where an answer changes that says whom all the others are about, those fall: they were about somebody else.
    """
    here = {one.question.id for one in asked}
    anew = begins_anew(submitted, asked)
    kept = {question: chosen for question, chosen in before.items() if question not in here and not anew}
    return kept | {question: chosen for question, chosen in submitted.items() if question in here and chosen}
