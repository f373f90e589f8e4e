"""The assessment: each step, the check page, and what stands at the end of the path."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from flask import abort, request
from flask.typing import ResponseReturnValue
from msgspec import Struct, field

from assessment.engine.answer_bits import Bits
from assessment.engine.assess import RaisedBy, notices_by_answers
from assessment.engine.contradictions import to_ask_about
from assessment.engine.countries import Country
from assessment.engine.earlier_copies import as_given_now
from assessment.engine.notices import Shown, notices_above, stopping, stops_now
from assessment.engine.path import AskedQuestion, Chosen, QuestionPath, next_place, replay
from assessment.engine.person import country_named, country_of, in_country, is_about_somebody_else
from assessment.engine.places import (
    CHECK,
    EMERGENCY,
    RESULTS,
    YOUTH,
    Place,
    is_place,
    opened_from,
    place_of,
    step_of,
)
from assessment.engine.rules import Contradiction
from assessment.engine.text import Id
from assessment.engine.whom_to_call import FOR_THE_YOUNG, FOR_WHO_WORRIES, calls_for, door_under_18
from assessment.web.answers import form_at, path_after, path_that_came, speak_to_who_gave
from assessment.web.app_state import likely_country, state, today, visit
from assessment.web.calculators import Worked, counting_in, to_work_out, typed_in, work_out
from assessment.web.forms import StepForm
from assessment.web.notice_blocks import NoticeBlock, notice_blocks
from assessment.web.page_blocks import Entry, question_blocks
from assessment.web.pages import (
    CheckPage,
    EmergencyPage,
    NoticesAtAnswers,
    Page,
    StartPage,
    StepPage,
    YouthPage,
)
from assessment.web.render import render
from assessment.web.request_limits import COPY
from assessment.web.saved_copy import SavedCopy, SavedCopyRefused, read_saved_copy
from assessment.web.totals import Reached, count
from assessment.web.urls import pages
from assessment.web.views.results import result_page, saved_copy, sheet_page

NOTICES_ONLY = "notices-only"
"""What `to` says when only the notices for the answers chosen so far are wanted. No step's id can be so."""


def notices_of_the_content() -> RaisedBy:
    """What tells notices in this request."""
    return notices_by_answers(state().content)


class Arrival(Struct, frozen=True):
    """How somebody comes to a place, beside the answers that they have there.

    came    what they had told when they came, without this request; nothing for a first page
    seen    the notices that scripts had put at the answers of the page that they leave
    fresh   they begin
    entry   what they entered, where it is shown again
    opened  the saved copy that they opened
    asks_about  the contradictions that the step is shown again for
    raised_by   what tells notices in this request: it has told some already
    asked_again  the answers that came do not reach the page that they came from: an update has changed a question
    """

    came: Bits
    seen: frozenset[Id] = frozenset()
    fresh: bool = False
    entry: Entry = Entry()
    opened: SavedCopy | None = None
    asks_about: tuple[Contradiction, ...] = ()
    raised_by: RaisedBy = field(default_factory=notices_of_the_content)
    asked_again: bool = False


@pages.get("/assessment")
def begin() -> ResponseReturnValue:
    """The first step, with no answers."""
    content = state().content
    return show(content.questionnaire.step[0].id, replay(content, {}), Arrival(0, fresh=True))


@pages.post("/assessment")
def answer() -> ResponseReturnValue:
    """One step forward, back, or to where somebody wants to go. `at` is where the form stood, `to` where to go.

    Without `to`, the step is validated; with `skip`, what is left empty on it is skipped, where it may be. With `to`,
    what can be an answer is kept and the rest is left for later: going back, or to a change, demands nothing first.
    """
    if COPY in request.files:
        return open_saved_copy(request.files[COPY].read())
    at, to = request.form.get("at", ""), request.form.get("to", "")
    came = path_that_came()
    if not (at or to):
        abort(400)
    if not (exists(at) and (exists(to) or to == NOTICES_ONLY)):
        abort(404)
    asked = came.asked_at(at)
    skips = "skip" in request.form and came.is_skippable(at)
    form = state().forms.get(step_of(at), StepForm)(asked, request.form, skips=skips)
    return leave(came, at, to, form, asked) if to else go_on(came, at, form, asked)


def leave(
    came: QuestionPath, at: Place, to: Place, form: StepForm, asked: tuple[AskedQuestion, ...]
) -> ResponseReturnValue:
    """Where somebody wants to go, with what they chose until then; or only the notices for it."""
    tells_some = to == RESULTS and any(form.chosen.values())  # and skips the rest of it
    path = path_after(came, form.settled if tells_some else form.chosen, asked)
    if to == NOTICES_ONLY:
        return show_notices(path, at, form)
    arrives = arrival(came, at, to)
    place = reach(path, to, arrives.raised_by)
    count_start(came, path)
    count_end(at, place)
    return show(place, path, arrives)


def go_on(came: QuestionPath, at: Place, form: StepForm, asked: tuple[AskedQuestion, ...]) -> ResponseReturnValue:
    """One step forward; the same step again where something is wrong, was worked out, or is to be asked about."""
    if worked := worked_out(came, asked, form):
        return show_worked_out(came, at, form, worked)
    path = path_after(came, form.settled, asked)
    if asked and not form.validate_on_submit():
        entry = Entry(ticked=form.ticked, entered=form.entered, problems=form.problems, typed=typed_in(request.form))
        return show(at, path, Arrival(came.told, entry=entry)), 422
    count_start(came, path)
    arrives = arrival(came, at)
    if stops(came, path, arrives):
        return show(place_of(EMERGENCY, opened_from(at)), path, arrives)
    if asks_about := contradictions(came, path, arrives.raised_by):
        return show(at, path, Arrival(came.told, asks_about=asks_about, raised_by=arrives.raised_by))
    place = next_place(came, path, at)
    count_end(at, place)
    return show(place, path, arrives)


def count_start(came: QuestionPath, path: QuestionPath) -> None:
    """For the totals: who tells something for the first time begins, also where it is an emergency."""
    if path.told and not came.told:
        count(Reached.STARTED)


def count_end(at: Place, place: Place) -> None:
    """For the totals: who comes to the result from elsewhere reads it."""
    if RESULTS == place != at:
        count(Reached.FINISHED)


def arrival(came: QuestionPath, at: Place, to: Place = "") -> Arrival:
    """How somebody arrives who was at one place and goes to another.

    Who stays where they are (another language, a reload) reads everything anew.
    """
    if at in {"", to}:
        return Arrival(0)
    seen = frozenset(request.form.get("seen", "").split())
    return Arrival(came.told, seen=seen, asked_again=step_of(at) != EMERGENCY and came.reach(at) != at)


def stops(came: QuestionPath, path: QuestionPath, arrives: Arrival) -> bool:
    """Whether what somebody has told now is an emergency: then a screen comes that asks nothing more."""
    return came.told != path.told and not path.ends_early and stops_now(arrives.raised_by, came.told, path.told)


def contradictions(came: QuestionPath, path: QuestionPath, raised_by: RaisedBy) -> tuple[Contradiction, ...]:
    """What to ask about before somebody goes on, but for that of which they say (`both`) that it is right."""
    allowed = request.form.get("both", "").split()
    return to_ask_about(state().content.compiled, raised_by, came.told, path.told, allowed)


def reach(path: QuestionPath, wanted: Place, raised_by: RaisedBy) -> Place:
    """`wanted` where the answers reach it. The screen of an emergency is there as long as the answers tell of one."""
    if step_of(wanted) == EMERGENCY and not path.ends_early and stopping(raised_by(path.told)):
        return wanted
    return path.reach(wanted)


def exists(place: Place) -> bool:
    """Whether there is such a place, or none is named."""
    return not place or is_place(state().content, place)


def open_saved_copy(raw: bytes) -> ResponseReturnValue:
    """Goes on with the answers of a saved copy: they are replayed like any others, and the result worked out anew."""
    try:
        copy = read_saved_copy(raw, latest=today() + timedelta(days=1))
    except SavedCopyRefused as error:
        return render(StartPage(minutes=state().content.questionnaire.minutes, problem=error.problem)), 422
    content = state().content
    path = replay(content, as_given_now(content.questionnaire, copy.answers))
    return show(path.reach(CHECK if path.complete else RESULTS), path, Arrival(0, opened=copy))


@pages.post("/sheet")
def sheet() -> ResponseReturnValue:
    """The result on a page for printing; with questions still open, the first of them."""
    return at_result(sheet_page, takes_it="sheet")


@pages.post("/copy")
def copy() -> ResponseReturnValue:
    """The result as a file to keep; with questions still open, the first of them."""
    return at_result(saved_copy)


def at_result(answer_with: Callable[..., ResponseReturnValue], takes_it: str = "answer") -> ResponseReturnValue:
    """What is answered with at the result, where the answers that came reach it; else the page that they reach."""
    path = path_that_came()
    place = path.reach(RESULTS)
    if place != RESULTS:
        return show(place, path, Arrival(0))
    return answer_with(path, form_at(path, place, takes_it))


def show(place: Place, path: QuestionPath, arrival: Arrival) -> str:
    """The page of a place on somebody's path."""
    speak_to_who_gave(path.answers)
    return render(PAGE_OF.get(step_of(place), step_page)(path, place, arrival))


def show_notices(path: QuestionPath, place: Place, form: StepForm) -> str:
    """The notices at the answers of a step, without the step."""
    speak_to_who_gave(path.answers)
    entry = Entry(ticked=in_order_given(form.ticked, request.form.get("order", "")))
    content = state().content
    return render(NoticesAtAnswers(questions=question_blocks(content, notices_of_the_content(), path, place, entry)))


def worked_out(came: QuestionPath, asked: tuple[AskedQuestion, ...], form: StepForm) -> Mapping[Id, Worked]:
    """What came of the numbers in calculators, by question; nothing where none is to be worked out."""
    found = to_work_out(asked, request.form, () if form.skips else form.empty)
    counted_here = counting_in(state().content, country_here(came))
    return {one.question.id: work_out(one, counted_here, request.form) for one in found}


def show_worked_out(
    came: QuestionPath, place: Place, form: StepForm, worked: Mapping[Id, Worked]
) -> ResponseReturnValue:
    """The same step with what was worked out ticked, as if by hand: it is kept with whatever is sent next."""
    chosen = {question: (one.chosen,) for question, one in worked.items() if one.chosen}
    form.tick(chosen)
    entry = Entry(ticked=form.ticked, entered=form.entered, typed=typed_in(request.form), worked=worked)
    page = show(place, came, Arrival(came.told, entry=entry))
    return page, (422 if any(one.problems for one in worked.values()) else 200)


def in_order_given(ticked: tuple[Chosen, ...], order: str) -> tuple[Chosen, ...]:
    """Answers in the order in which they were given, as the page's script tells it; those it does not name before."""
    ranks = {name: number for number, name in enumerate(order.split(), 1)}
    return tuple(sorted(ticked, key=lambda one: ranks.get("-".join(one), 0)))


def country_here(path: QuestionPath) -> Country:
    """The country whose numbers and drinks are shown to who is on this path."""
    return country_of(state().content, path.answers, likely_country())


def blocks_above(path: QuestionPath, place: Place, arrival: Arrival) -> tuple[NoticeBlock, ...]:
    """The notices that stand first on the page of a place."""
    notices = notices_above(arrival.raised_by, path, place, arrival.came, arrival.seen)
    return notice_blocks(notices, country_here(path))


def entry_at(path: QuestionPath, arrival: Arrival) -> Entry:
    """What is entered on a step: in a clinic's frame its country, to be changed, where nothing else is known."""
    country = visit().country
    if not country or country_named(path.answers) or arrival.entry != Entry():
        return arrival.entry
    return Entry(entered=in_country(country))


def step_page(path: QuestionPath, place: Place, arrival: Arrival) -> Page:
    """A step: its questions, and how far along it is."""
    content = state().content
    return StepPage(
        form=form_at(path, place),
        step=next(one.step for one in path.steps if one.step.id == step_of(place)),
        progress=path.progress(place),
        leads_back_to=opened_from(place),
        notices=blocks_above(path, place, arrival),
        questions=question_blocks(content, arrival.raised_by, path, place, entry_at(path, arrival)),
        rules_version=content.rules_version,
        fresh=arrival.fresh,
        opened=arrival.opened,
        asks_about=arrival.asks_about,
        asked_again=arrival.asked_again,
    )


def emergency_page(path: QuestionPath, place: Place, arrival: Arrival) -> Page:
    """What stops the questions: said in full, with nothing beside it but a quiet way on.

    Another emergency that is told of as well, such as thoughts of suicide, has its number there too.
    """
    raised = arrival.raised_by(path.told)
    stands_first = stopping(raised)
    beside = tuple(one for one in raised if one.tier == "emergency" and one not in stands_first)
    shown = Shown(stands_first + beside, {one.notice.id: one.says for one in beside})
    return EmergencyPage(form=form_at(path, place), notices=notice_blocks(shown, country_here(path)))


def check_page(path: QuestionPath, place: Place, arrival: Arrival) -> Page:
    """All answers, each with a way to change it."""
    content = state().content
    return CheckPage(
        form=form_at(path, place),
        steps=path.asked_steps,
        country=country_here(path),
        notices=blocks_above(path, place, arrival),
        rules_version=content.rules_version,
        opened=arrival.opened,
    )


def results_page(path: QuestionPath, place: Place, arrival: Arrival) -> Page:
    """What the answers point to."""
    return result_page(path, form_at(path, place))


def youth_page(path: QuestionPath, place: Place, arrival: Arrival) -> Page:
    """Where to turn under 18."""
    country = country_here(path).general_first()
    for_other = is_about_somebody_else(path.answers)
    urgent = calls_for(country, "emergency", "crisis", "directory")
    door = door_under_18(country, FOR_WHO_WORRIES if for_other else FOR_THE_YOUNG, {one.reaches for one in urgent.all})
    above = {one.reaches for one in urgent.all + door.all}
    return YouthPage(
        form=form_at(path, place),
        about_somebody_else=for_other,
        door=door,
        urgent=urgent,
        to_talk=calls_for(country, "youth", "addiction", above=above),
        for_family=calls_for(country, "family", above=above),
    )


PAGE_OF: Mapping[Place, Callable[[QuestionPath, Place, Arrival], Page]] = {
    EMERGENCY: emergency_page,
    CHECK: check_page,
    RESULTS: results_page,
    YOUTH: youth_page,
}
