"""What is asked next: pure functions that replay the answers from the first question, and remember nothing."""

from collections.abc import Mapping

from msgspec import Struct

from assessment.engine.conditions import Conditions, all_hold
from assessment.engine.model import NOT_SAID, Answers, Content, Option, Question, Step, said_of

Place = str
"""Where somebody is: a step's id, or one of the three places after the steps."""

Chosen = tuple[str, str]
"""One answer: the ids of a question and of an option chosen."""

CHECK: Place = "check"
RESULTS: Place = "results"
YOUTH: Place = "youth"


class Asked(Struct, frozen=True):
    """A question that is asked of this person, with the options offered and what was chosen (may be nothing)."""

    question: Question
    options: tuple[Option, ...]
    chosen: tuple[str, ...]

    @property
    def said(self) -> tuple[Option, ...]:
        """What was chosen, but for what says nothing."""
        return said_of(self.question, self.chosen)


class Stop(Struct, frozen=True):
    """A step on this person's way. `sure`: nothing still open can take it off the way."""

    step: Step
    asked: tuple[Asked, ...]
    sure: bool

    @property
    def complete(self) -> bool:
        """Whether everything asked here is answered."""
        return all(asked.chosen for asked in self.asked)


class Way(Struct, frozen=True):
    """The answers replayed: the steps that are, or may yet be, asked, and the answers that count."""

    stops: tuple[Stop, ...]
    answers: Answers
    ends_early: bool
    most: int
    """How many steps there can be for anybody."""
    given: Answers
    """All answers that came in, counted or not."""

    @property
    def first_open(self) -> Place:
        """Where something is still to be answered; the check page when nothing is."""
        for stop in self.stops:
            if stop.asked and not stop.complete:
                return stop.step.id
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
        ids = [stop.step.id for stop in self.stops]
        later = self.stops[ids.index(self.first_open) + 1 :] if self.first_open in ids else ()
        return any(one.chosen for stop in later for one in stop.asked)

    def asked_at(self, place: Place) -> tuple[Asked, ...]:
        """The questions asked at `place`; none where it is not a step, or the answers do not reach it."""
        if self.reach(place) != place:
            return ()
        return next((stop.asked for stop in self.stops if stop.step.id == place), ())

    def has_way_round(self, place: Place) -> bool:
        """Whether all questions at `place` may be passed over with one button."""
        return any(stop.step.id == place and stop.step.way_round for stop in self.stops)

    def reach(self, wanted: Place) -> Place:
        """`wanted` where the answers reach it, else the first place that still needs an answer."""
        if self.ends_early:
            return wanted if wanted == self.stops[0].step.id else YOUTH
        for stop in self.stops:
            if stop.asked and stop.step.id == wanted:
                return wanted
            if not stop.complete:
                return stop.step.id
        return wanted if wanted == RESULTS else CHECK

    def following(self, place: Place) -> Place:
        """The step after `place` on this person's way; after the last one, the check page."""
        ids = [stop.step.id for stop in self.stops if stop.asked]
        later = ids[ids.index(place) + 1 :] if place in ids else ids
        return later[0] if later else CHECK

    def before(self, place: Place) -> Place | None:
        """The step before `place`; None before the first."""
        ids = [stop.step.id for stop in self.stops if stop.asked]
        if place == YOUTH:
            return ids[0]
        earlier = ids[: ids.index(place)] if place in ids else ids
        return earlier[-1] if earlier else None

    def answers_before(self, place: Place) -> Answers:
        """The answers that were given on the steps before `place`."""
        earlier: dict[str, tuple[str, ...]] = {}
        for stop in self.stops:
            if stop.step.id == place:
                break
            earlier |= {one.question.id: one.chosen for one in stop.asked if one.chosen}
        return earlier

    def answers_elsewhere(self, place: Place) -> Answers:
        """The answers that were given on all steps but `place`."""
        here = {one.question.id for one in self.asked_at(place)}
        return {question: chosen for question, chosen in self.answers.items() if question not in here}

    def chosen_at(self, place: Place) -> tuple[Chosen, ...]:
        """Each answer given at `place`, in the order of the page."""
        return tuple((one.question.id, option) for one in self.asked_at(place) for option in one.chosen)

    def progress(self, place: Place) -> "Progress":
        """How far `place` is along the way."""
        ids = [stop.step.id for stop in self.stops]
        sure = all(stop.sure for stop in self.stops) and not self.ends_early
        return Progress(ids.index(place) + 1, self.most if self.ends_early else len(ids), sure)


class Progress(Struct, frozen=True):
    """Step `number` of `total`; unless `sure`, `total` is the most it can become."""

    number: int
    total: int
    sure: bool


def offered(question: Question, conditions: Conditions, answers: Answers) -> tuple[Option, ...]:
    """The options of `question` that this person may choose from."""
    fitting = tuple(option for option in question.options if all_hold(option.offer_when, conditions, answers))
    if question.options_from is None:
        return fitting
    return tuple(option for option in fitting if option.id in answers.get(question.options_from, ()))


def valid(chosen: tuple[str, ...], options: tuple[Option, ...], several: bool) -> bool:
    """Whether `chosen` can be an answer: options offered, none twice, several only where asked for.

    An option that stands alone has none beside it.
    """
    known = {option.id: option for option in options}
    return (
        0 < len(chosen) == len(set(chosen))
        and all(option in known for option in chosen)
        and (several or len(chosen) == 1)
        and (len(chosen) == 1 or not any(known[option].alone for option in chosen))
    )


def replay(content: Content, answers: Answers) -> Way:
    """The way of somebody with these answers, from the first question on.

    An answer counts only if its question is asked and it is a valid choice: an answer whose parent was dropped or
    changed drops out by itself, and so do the answers that hung on it.
    """
    counted: dict[str, tuple[str, ...]] = {}
    still_open: set[str] = set()
    stops: list[Stop] = []
    ends_early = False
    for step in content.questionnaire.step:
        asked: list[Asked] = []
        possible: list[str] = []
        for question in step.question:
            applies = all_hold(question.ask_when, content.conditions, counted, still_open)
            if applies is None:
                possible.append(question.id)
            if applies:
                options = offered(question, content.conditions, counted)
                chosen = answers.get(question.id, ())
                if not valid(chosen, options, question.answer == "several"):
                    chosen = ()
                asked.append(Asked(question, options, in_order(chosen, options)))
        if asked or possible:
            stops.append(Stop(step, tuple(asked), sure=bool(asked)))
        counted |= {one.question.id: one.chosen for one in asked if one.chosen}
        still_open |= {one.question.id for one in asked if not one.chosen} | set(possible)
        if all_hold((content.questionnaire.ends_early_when,), content.conditions, counted):
            ends_early = True
            break
    return Way(tuple(stops), counted, ends_early, len(content.questionnaire.step), answers)


def in_order(chosen: tuple[str, ...], options: tuple[Option, ...]) -> tuple[str, ...]:
    """The same choice in the order of the options, so that the order of ticking never matters."""
    return tuple(option.id for option in options if option.id in chosen)


def is_place(content: Content, place: Place) -> bool:
    """Whether there is such a place at all."""
    return place in {CHECK, RESULTS, YOUTH} or any(step.id == place for step in content.questionnaire.step)


def next_place(came: Way, way: Way, place: Place) -> Place:
    """Where Continue at `place` leads somebody who came on one way and is on another with the new answers.

    On the first way through: the next step in order. After a change: only what it opened, then the check page.
    """
    if place == CHECK:
        return way.reach(RESULTS)
    if way.ends_early:
        return YOUTH
    if way.complete or came.complete or came.has_gaps:
        return way.first_open
    return way.reach(way.following(place))


def passed_over(asked: tuple[Asked, ...]) -> dict[str, tuple[str, ...]]:
    """The answers of somebody who goes round these questions."""
    return {one.question.id: (NOT_SAID,) for one in asked}


def merge(before: Answers, submitted: Mapping[str, tuple[str, ...]], asked: tuple[Asked, ...]) -> Answers:
    """The answers with those of one step put in place of what that step had.

    Where an answer changes that says whom all the others are about, those fall: they were about somebody else.
    """
    here = {one.question.id for one in asked}
    anew = any(
        one.question.begins_anew and one.chosen != submitted.get(one.question.id, one.chosen)
        for one in asked
        if one.chosen
    )
    kept = {question: chosen for question, chosen in before.items() if question not in here and not anew}
    return kept | {question: chosen for question, chosen in submitted.items() if question in here and chosen}
