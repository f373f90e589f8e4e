"""What comes out: notices, kinds of support and their reasons, for one person's answers."""

from collections.abc import Collection
from enum import Enum
from itertools import chain

from msgspec import Struct

from assessment.engine.questionnaire import Option, Question, Step
from assessment.engine.rules import GROUPS, FirstStepRow, Fit, Notice, Part, Passage, Rule, SupportKind, Tier


class State(Enum):
    """How far an area of the questions, or a kind of support, is told.

    OPEN         what is not told yet can still bring it up, or bring up more
    CAME_UP      an answer spoke to it
    NOT_COME_UP  all that was asked about it is told, and no answer spoke to it
    """

    OPEN = "open"
    CAME_UP = "came_up"
    NOT_COME_UP = "not_come_up"


class GivenAnswer(Struct, frozen=True):
    """An answer as the person gave it, for "because you told us". What says nothing was not told."""

    question: Question
    options: tuple[Option, ...]


class Reason(Struct, frozen=True):
    """A rule that holds, with the answers that made it hold.

    `unsaid`: it holds only because something was not said. The careful reading is shown, and decides nothing else.
    """

    rule: Rule
    answers: tuple[GivenAnswer, ...]
    unsaid: bool


def together(reasons: tuple[Reason, ...]) -> tuple[GivenAnswer, ...]:
    """The answers behind some reasons, each once."""
    chosen: dict[str, dict[str, Option]] = {}
    questions: dict[str, Question] = {}
    for given in (given for reason in reasons for given in reason.answers):
        questions[given.question.id] = given.question
        chosen.setdefault(given.question.id, {}).update({option.id: option for option in given.options})
    return tuple(GivenAnswer(question, tuple(chosen[question.id].values())) for question in questions.values())


class Suggestion(Struct, frozen=True):
    """A kind of support, how it fits now, and why: strongest reasons first.

    passages  how it can suit this person
    would_bring_it_up  what would, where it did not come up
    would_tell  the areas not told yet whose answers could make it fit better
    """

    kind: SupportKind
    fit: Fit
    reasons: tuple[Reason, ...]
    passages: tuple[Passage, ...] = ()
    would_bring_it_up: tuple[Passage, ...] = ()
    would_tell: tuple[Step, ...] = ()

    @property
    def state(self) -> State:
        """Whether it is open still; if not, whether it came up."""
        if self.would_tell:
            return State.OPEN
        return State.NOT_COME_UP if self.fit is Fit.NOT_NOW else State.CAME_UP

    @property
    def deciding_reasons(self) -> tuple[Reason, ...]:
        """The reasons that give it its fit: a weaker one beside a stronger would only make it longer."""
        return tuple(reason for reason in self.reasons if reason.rule.fit is self.fit)

    @property
    def answers(self) -> tuple[GivenAnswer, ...]:
        """The answers behind the deciding reasons together, each once."""
        return together(self.deciding_reasons)


class RaisedNotice(Struct, frozen=True):
    """A notice that is meant for this person, why, and what of it is true for this person only.

    Its reasons rest on what was said. Where there are none, they are those that rest on what was not said: then it is
    `unsaid`, and shown as no more than its one quiet line.
    """

    notice: Notice
    reasons: tuple[Reason, ...]
    passages: tuple[Passage, ...] = ()

    @property
    def answers(self) -> tuple[GivenAnswer, ...]:
        """The answers behind its reasons together, each once."""
        return together(self.reasons)

    @property
    def says(self) -> frozenset[str]:
        """What it says to this person: the ids of its reasons' rules, and of the passages, told apart."""
        return frozenset(
            {f"rule {reason.rule.id}" for reason in self.reasons} | {f"passage {one.id}" for one in self.passages}
        )

    def news(self, read: Collection[str]) -> "RaisedNotice":
        """The notice with those reasons and passages alone that were not among what was read: it is said in short."""
        reasons = tuple(one for one in self.reasons if f"rule {one.rule.id}" not in read)
        passages = tuple(one for one in self.passages if f"passage {one.id}" not in read)
        return RaisedNotice(self.notice, reasons, passages)

    @property
    def unsaid(self) -> bool:
        """Whether it is raised only because something was not said."""
        return all(reason.unsaid for reason in self.reasons)

    @property
    def tier(self) -> Tier:
        """How soon it matters."""
        return self.notice.tier


class AreaStep(Struct, frozen=True):
    """An area of the questions that this person can tell, or has told."""

    step: Step
    state: State


class Result(Struct, frozen=True):
    """What the answers point to: notices first, then all thirteen kinds, never a total.

    areas           those of the questions, in the order in which they are asked
    quiet           the notices that only something that was not said speaks for
    """

    notices: tuple[RaisedNotice, ...]
    quiet: tuple[RaisedNotice, ...]
    suggestions: tuple[Suggestion, ...]
    first_step: FirstStepRow
    passages: tuple[Passage, ...]
    areas: tuple[AreaStep, ...] = ()

    @property
    def open_areas(self) -> tuple[Step, ...]:
        """The areas not told yet."""
        return tuple(one.step for one in self.areas if one.state is State.OPEN)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every rule that holds, but for those that add to a notice what was not said."""
        every: list[tuple[Reason, ...]] = [one.reasons for one in (*self.notices, *self.quiet)]
        every += [one.reasons for one in self.suggestions]
        return tuple(chain.from_iterable(every))

    def of_fit(self, fit: Fit) -> tuple[Suggestion, ...]:
        """The kinds of support with this fit, as they are read."""
        return tuple(one for one in self.suggestions if one.fit is fit)

    @property
    def that_came_up(self) -> tuple[Suggestion, ...]:
        """The kinds that have a card with reasons, as they are read: groups last."""
        came_up = (one for one in self.suggestions if one.fit is not Fit.NOT_NOW)
        return tuple(sorted(came_up, key=lambda one: (one.kind.id == GROUPS, one.fit is not Fit.STRONG)))

    @property
    def groups(self) -> Suggestion:
        """How self-help groups fit: on the page they stand apart, as part of any whole."""
        return next(one for one in self.suggestions if one.kind.id == GROUPS)

    @property
    def headline(self) -> Passage:
        """What stands over everything: the first that holds. Content in which none may hold is refused when loaded."""
        return self.passages_in("headline")[0]

    def passages_in(self, part: Part) -> tuple[Passage, ...]:
        """The passages of one part, in the order of the file."""
        return tuple(passage for passage in self.passages if passage.part == part)
