"""The path through the questions: pure functions that replay the answers from the first one, and remember nothing."""

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import reduce
from itertools import takewhile
from operator import or_

from msgspec import Struct

from assessment.engine.answer_bits import Bits
from assessment.engine.compiled import CompiledQuestion, CompiledStep
from assessment.engine.conditions import Clauses, hold
from assessment.engine.content import Content
from assessment.engine.places import CHECK, EMERGENCY, RESULTS, YOUTH, Place, opened_from, place_of, step_of
from assessment.engine.questionnaire import SKIPPED, Answers, Option, Question, Step, said_of

Chosen = tuple[str, str]
"""One answer: the ids of a question and of an option chosen, or SKIPPED."""


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
    """A step on this person's path.

    told        what they chose there
    still_open  all options of the questions there that are, or may yet be, asked and are not answered
    sure        nothing still open can take it off
    """

    step: Step
    asked: tuple[AskedQuestion, ...]
    told: Bits
    still_open: Bits
    sure: bool

    @property
    def complete(self) -> bool:
        """Whether everything asked here is answered."""
        return all(asked.chosen for asked in self.asked)


class QuestionPath(Struct, frozen=True):
    """The answers replayed: the steps that are, or may yet be, asked, and the answers that count.

    told        the same as `answers`
    most        how many steps the core can have for anybody
    given       all answers that came in, counted or not
    unknown     what came in beside them from another version of the content: nothing looks at it, and it travels on
    """

    steps: tuple[PathStep, ...]
    answers: Answers
    told: Bits
    ends_early: bool
    most: int
    given: Answers
    unknown: Bits = 0

    @property
    def asked_steps(self) -> tuple[PathStep, ...]:
        """The steps that are asked of this person."""
        return tuple(one for one in self.steps if one.asked)

    @property
    def core(self) -> tuple[PathStep, ...]:
        """The steps that are, or may yet be, asked before there is a result."""
        return tuple(one for one in self.steps if not one.step.area)

    @property
    def areas(self) -> tuple[PathStep, ...]:
        """The steps that are asked and that the result does not wait for."""
        return tuple(one for one in self.asked_steps if one.step.area)

    @property
    def open_areas(self) -> tuple[PathStep, ...]:
        """Those of them that are not told yet."""
        return tuple(one for one in self.areas if not one.complete)

    @property
    def first_open(self) -> Place:
        """Where something is still to be answered; the check page when nothing is."""
        return next((one.step.id for one in self.asked_steps if not one.complete), CHECK)

    @property
    def worth_keeping(self) -> Answers:
        """What travels on: the answers that count; all of them where a slip ("under 18") may be mended."""
        return self.given if self.ends_early else self.answers

    @property
    def core_complete(self) -> bool:
        """Whether the result may be shown."""
        return not self.ends_early and all(one.complete for one in self.core)

    @property
    def complete(self) -> bool:
        """Whether everything that is asked is answered."""
        return self.core_complete and not self.open_areas

    @property
    def has_gaps(self) -> bool:
        """Whether something is answered after the first open step: a change has opened questions before it."""
        ids = [one.step.id for one in self.steps]
        later = self.steps[ids.index(self.first_open) + 1 :] if self.first_open in ids else ()
        return any(one.chosen for path_step in later for one in path_step.asked)

    @property
    def reached(self) -> frozenset[Place]:
        """The steps that the answers reach: the core as far as it is answered; with all of it, every area."""
        answered = [one.step.id for one in takewhile(lambda one: one.complete, self.core) if one.asked]
        if self.ends_early:
            return frozenset(answered)
        if not self.core_complete:
            return frozenset({*answered, self.first_open})
        return frozenset({*answered, *(one.step.id for one in self.areas)})

    def step_at(self, place: Place) -> PathStep | None:
        """The step at a place, from wherever it was opened; None where the answers reach none there."""
        here = step_of(place)
        return next((one for one in self.steps if one.step.id == here), None) if here in self.reached else None

    def asked_at(self, place: Place) -> tuple[AskedQuestion, ...]:
        """The questions asked at `place`; none where it is not a step, or the answers do not reach it."""
        here = self.step_at(place)
        return here.asked if here else ()

    def is_skippable(self, place: Place) -> bool:
        """Whether all questions at `place` may be skipped with one button."""
        here = self.step_at(place)
        return here is not None and here.step.skippable

    def reach(self, wanted: Place) -> Place:
        """`wanted` where the answers reach it, else the first place that still needs an answer."""
        if self.step_at(wanted):
            return wanted
        if self.ends_early:
            return YOUTH
        if not self.core_complete:
            return self.first_open
        return next((page for page in (wanted, opened_from(wanted)) if page in {CHECK, RESULTS}), self.first_open)

    def following(self, place: Place) -> Place:
        """The step after `place` on this person's path; after the last one, the check page."""
        ids = [one.step.id for one in self.asked_steps]
        later = ids[ids.index(place) + 1 :] if place in ids else ids
        return later[0] if later else CHECK

    def before(self, place: Place) -> Place | None:
        """Where Back leads from `place`: to the step before; None before the first.

        From what was opened on a page, to that page. From the check page to the result, where that stands before it:
        whoever has not told everything has come from there.
        """
        ids = [one.step.id for one in self.asked_steps]
        if place == YOUTH:
            return ids[-1]
        if opened_from(place):
            return opened_from(place)
        if place == CHECK and not self.complete:
            return RESULTS
        if place == RESULTS:
            return self.first_open
        if place == EMERGENCY and self.first_open in ids:
            place = self.first_open
        earlier = ids[: ids.index(place)] if place in ids else ids
        return earlier[-1] if earlier else None

    def told_before(self, place: Place) -> Bits:
        """What was chosen on the steps before `place`."""
        return told_on(takewhile(lambda one: one.step.id != step_of(place), self.steps))

    def told_elsewhere(self, place: Place) -> Bits:
        """What was chosen on all steps but `place`."""
        here = self.step_at(place)
        return self.told & ~here.told if here else self.told

    def chosen_at(self, place: Place) -> tuple[Chosen, ...]:
        """Each answer given at `place`, in the order of the page."""
        return tuple((one.question.id, option) for one in self.asked_at(place) for option in one.chosen)

    def progress(self, place: Place) -> "Progress | None":
        """How far `place` is along the core; None on an area: of those, nobody has to see how many there are."""
        ids = [one.step.id for one in self.core]
        if step_of(place) not in ids:
            return None
        sure = all(one.sure for one in self.core) and not self.ends_early
        return Progress(ids.index(step_of(place)) + 1, self.most if self.ends_early else len(ids), sure)


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
    compiled = content.compiled
    core = tuple(walked(compiled.core, answers, 0, 0, compiled.ends_early))
    told, still_open = told_on(core), reduce(or_, (one.still_open for one in core), 0)
    ends_early = hold(compiled.ends_early, told)
    # Those first that what was told calls for; sorting leaves the others in their order.
    areas = sorted(compiled.areas, key=lambda one: not one.comes_sooner(told))
    steps = core if ends_early else (*core, *walked(areas, answers, told, still_open, compiled.ends_early))
    counted = {one.question.id: one.chosen for step in steps for one in step.asked if one.chosen}
    return QuestionPath(steps, counted, told_on(steps), ends_early, len(compiled.core), answers, unknown)


def walked(
    steps: Iterable[CompiledStep], answers: Answers, told: Bits, still_open: Bits, ends_early: Clauses
) -> Iterator[PathStep]:
    """The steps that are, or may yet be, asked of somebody who has told so much before; up to where it ends early."""
    for one in steps:
        asked, here, open_here = asked_on(one, answers, told, still_open)
        if asked or open_here:
            yield PathStep(one.step, asked, here, open_here, sure=bool(asked))
        told |= here
        still_open |= open_here
        if hold(ends_early, told):
            return


def told_on(steps: Iterable[PathStep]) -> Bits:
    """What was chosen on some steps."""
    return reduce(or_, (one.told for one in steps), 0)


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


def next_place(came: QuestionPath, path: QuestionPath, place: Place) -> Place:
    """Where Continue at `place` leads somebody who came on one path and is on another with the new answers.

    The first time through: the next step in order. After a change: only what it opened, then the check page. From what
    was opened on another page: back to it, but for what of the core is to be answered first.
    """
    if path.ends_early:
        return YOUTH
    if place == CHECK:
        return path.reach(RESULTS)
    if page := opened_from(place):
        return page if path.core_complete else place_of(path.first_open, page)
    if place == EMERGENCY or path.complete or came.complete or came.has_gaps:
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
