"""Routes: read the request, ask the engine, render. One blueprint, served at / and at /embed/<clinic>/.

Under each of them stands the same once more for each language: /<language>/ and /embed/<clinic>/<language>/.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import msgspec
from flask import Blueprint, Flask, Response, abort, current_app, g, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadHost, HTTPException, InternalServerError, SecurityError

from assessment.engine import flow
from assessment.engine.assess import (
    Shown,
    assess,
    notices_above,
    notices_at,
)
from assessment.engine.calls import calls, calls_for, to_call
from assessment.engine.clinics import offered
from assessment.engine.model import Answers, Clinic, Content, Country
from assessment.engine.review import all_overdue, oldest_review, overdue_in
from assessment.engine.self_check import findings
from assessment.engine.sheet import sheet_of
from assessment.web import copies, languages
from assessment.web.assets import FOR_OTHERS
from assessment.web.bodies import COPY, field_of_any_body
from assessment.web.copies import Copy, CopyRefused
from assessment.web.fallback import Fallback
from assessment.web.forms import step_form
from assessment.web.logs import log_failure
from assessment.web.mosaic import mosaic_of
from assessment.web.origin import SAFE_METHODS, cross_origin
from assessment.web.paper import code_to, read_paper
from assessment.web.register import Register
from assessment.web.render import render, speak_of
from assessment.web.sealed import Seal, TokenRefused
from assessment.web.settings import Settings
from assessment.web.words import length


class Mosaic(msgspec.Struct, frozen=True):
    """What the application is made of, in one place: `app.extensions["mosaic"]`."""

    content: Content
    settings: Settings
    seal: Seal
    clinics: Register
    watched: frozenset[str]
    """The questions whose answers can raise a notice."""


def mosaic() -> Mosaic:
    """What the application that serves this request is made of."""
    found: Mosaic = current_app.extensions["mosaic"]
    return found


# Frame ---------------------------------------------------------------------------------------------------------------

pages = Blueprint("pages", __name__)


PREFIXES = {"site": "", "embed": "/embed/<clinic>", "preview": "/clinics/<clinic>"}
"""Where the pages stand: for everybody, in a clinic's frame, and in the preview that the page for clinics frames."""
IN_A_LANGUAGE = "_in"
"""What the name of each ends with where the path names the language too."""
PATH = re.compile(r"(?:/(?P<where>embed|clinics)/(?P<clinic>[^/]+))?(?:/(?P<language>[^/]+))?(?:/|$)")


def find_clinic_and_language() -> None:
    """Takes both from the path, also where no route fits: an error stays in its frame and its language."""
    found = PATH.match(request.path)
    named = found.groupdict("") if found else {"where": "", "clinic": "", "language": ""}
    g.clinic = mosaic().clinics.get(named["clinic"]) if named["clinic"] else None
    g.shown_on = "site" if g.clinic is None else "preview" if named["where"] == "clinics" else "embed"
    g.language = named["language"] if named["language"] in languages.tags_offered(g.clinic) else ""


@pages.url_value_preprocessor
def take_from_values(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """No view has to know of clinics and languages."""
    for name in ("clinic", "language"):
        (values or {}).pop(name, None)


@pages.before_request
def refuse_what_is_not_offered() -> None:
    """An unknown clinic has no pages, and a clinic has none in a language that it does not offer."""
    where = str(request.blueprint)
    if where.removesuffix(IN_A_LANGUAGE) != g.shown_on or (where.endswith(IN_A_LANGUAGE) and not g.language):
        abort(404)


def link(endpoint: str) -> str:
    """The address of one of the pages, under the path that the visitor came by: a frame stays a frame.

    In what is saved, it is the whole address: it must lead back from anywhere.
    """
    return address_from_elsewhere(endpoint) if g.get("saved") else path_of(endpoint)


def path_of(endpoint: str, language: str = "") -> str:
    """The path of one of the pages: in the language of this path, or in another one."""
    clinic = g.get("clinic")
    named = {"clinic": clinic.id if clinic else "", "language": language or g.get("language", "")}
    values: dict[str, Any] = {name: value for name, value in named.items() if value}
    where = g.get("shown_on", "site") + (IN_A_LANGUAGE if "language" in values else "")
    return url_for(f"{where}.{endpoint}", **values)


def same_page_in(language: str) -> str:
    """Where this page is in another language; the first page, where this one came by a form or does not exist."""
    name = (request.endpoint or "").rpartition(".")[2]
    return path_of(name if request.blueprint and request.method in SAFE_METHODS else "start", language)


def address_from_elsewhere(endpoint: str) -> str:
    """The whole address of one of the pages, which names the language: whoever opens it has another browser."""
    return whole_address(path_of(endpoint, languages.to_be_named()))


def is_framed() -> bool:
    """Whether the browser says that a clinic's page stands around this one: then that page has the header."""
    return bool(g.get("clinic")) and request.headers.get("Sec-Fetch-Dest") == "iframe"


def clinic_of_the_path() -> Clinic:
    """The clinic for a page that only a clinic has. There is no such page elsewhere."""
    if not g.clinic:
        abort(404)
    clinic: Clinic = g.clinic
    return clinic


def whole_address(path: str) -> str:
    """A path of ours as it is opened from paper or from a file."""
    return (mosaic().settings.address or request.host_url.rstrip("/")) + path


def refuse_foreign_forms() -> None:
    """A form that another site sent is refused, also where no form class would see it."""
    if request.method not in SAFE_METHODS and cross_origin(request):
        abort(403)


# The assessment ------------------------------------------------------------------------------------------------------

NOTICES = "notices"
"""What `to` says when only the notices for the answers chosen so far are wanted."""


@pages.get("/assessment")
def begin() -> ResponseReturnValue:
    """The first step, with no answers; in a clinic's frame its country is chosen already, and can be changed."""
    content = mosaic().content
    likely = {"country": (g.clinic.country,)} if g.get("clinic") and g.clinic.country else {}
    return show(content.questionnaire.step[0].id, flow.replay(content, {}), fresh=True, entered=likely)


@pages.post("/assessment")
def answer() -> ResponseReturnValue:
    """One step forward, back, or to where somebody wants to go. `at` is where the form stood, `to` where to go.

    Without `to`, the step is validated, or passed over (`skip`) where it may be. With it, what can be an answer is kept
    and the rest is left for later: going back, or to a change, never demands anything first.
    """
    content = mosaic().content
    if COPY in request.files:
        return open_copy(request.files[COPY].read())
    at, to = request.form.get("at", ""), request.form.get("to", "")
    came = way_that_came()
    if not (at or to):
        abort(400)
    if not (exists(at) and (exists(to) or to == NOTICES)):
        abort(404)
    asked = came.asked_at(at)
    form = step_form(asked, request.form)
    passed_over = "skip" in request.form and came.has_way_round(at)
    sent = flow.passed_over(asked) if passed_over else form.chosen if to else form.settled
    way = flow.replay(content, flow.merge(came.worth_keeping, sent, asked))
    if to == NOTICES:
        return show_notices(way, at, in_order(form.ticked, request.form.get("order", "")))
    if to:
        return show(way.reach(to), way, came.answers)
    if asked and not passed_over and not form.validate_on_submit():
        return show(at, way, came.answers, ticked=form.ticked, problems=form.problems, entered=form.entered), 422
    return show(flow.next_place(came, way, at), way, came.answers)


def in_order(ticked: tuple[flow.Chosen, ...], order: str) -> tuple[flow.Chosen, ...]:
    """Answers in the order in which they were given, as the page's script tells it; those it does not name before."""
    places = {name: number for number, name in enumerate(order.split(), 1)}
    return tuple(sorted(ticked, key=lambda one: places.get("-".join(one), 0)))


def way_that_came() -> flow.Way:
    """The way of the answers that came with a form. Raises TokenRefused when they cannot be opened."""
    way = flow.replay(mosaic().content, mosaic().seal.open(request.form.get("token", "")))
    speak_of(way.answers)
    return way


def open_copy(raw: bytes) -> ResponseReturnValue:
    """Goes on with the answers of a saved copy: they are replayed like any others, and the result worked out anew."""
    try:
        copy = copies.read(raw)
    except CopyRefused as error:
        return render("start.html", refused=error.why), 422
    way = flow.replay(mosaic().content, copy.answers)
    return show(way.reach(flow.CHECK), way, opened=copy, rules_version=mosaic().content.rules_version)


@pages.post("/sheet")
def sheet() -> ResponseReturnValue:
    """The result on a page of its own, as it goes onto paper: for where a page cannot print by itself."""
    way = way_that_came()
    place = way.reach(flow.RESULTS)
    own_page = place == flow.RESULTS
    return show(place, way, own_page=own_page, posts="sheet" if own_page else "answer")


@pages.post("/copy")
def copy() -> ResponseReturnValue:
    """The result and the answers as one file. Nothing of it stays here."""
    way = way_that_came()
    place = way.reach(flow.RESULTS)
    if place != flow.RESULTS:
        return show(place, way)
    g.saved = True
    holds = Copy(format="1", made=today(), rules_version=mosaic().content.rules_version, answers=dict(way.answers))
    text = show(place, way, skeleton="copy.html", holds=holds.in_file(), check=copies.UNCHECKED)
    file = Response(copies.with_checksum(text), mimetype="text/html")
    file.headers["Content-Disposition"] = f'attachment; filename="notes-{today().isoformat()}.html"'
    return file


def exists(place: flow.Place) -> bool:
    """Whether there is such a place, or none is named."""
    return not place or flow.is_place(mosaic().content, place)


def country_of(answers: Answers) -> Country:
    """The country whose numbers (for these concerns) and drinks are shown; before one is chosen, the default."""
    country = mosaic().content.country(answers.get("country", ("other",))[0])
    return country.for_concerns(answers.get("concerns", ()))


def with_notices(shown: Shown, country: Country) -> dict[str, Any]:
    """What the part with notices needs to know: which are meant for this person, what was read, whom to call."""
    return {"notices": shown.notices, "told": shown.told, "calls": calls(shown.notices, country, shown.told)}


def at_answers(way: flow.Way, place: flow.Place, ticked: tuple[flow.Chosen, ...]) -> dict[flow.Chosen, dict[str, Any]]:
    """The notices at the answers of a step, by answer."""
    country = country_of(way.answers)
    found = notices_at(mosaic().content, way.answers_elsewhere(place), ticked)
    return {answer: with_notices(shown, country) for answer, shown in found.items()}


def show_notices(way: flow.Way, place: flow.Place, ticked: tuple[flow.Chosen, ...]) -> str:
    """The notices at the answers of a step, without the step."""
    speak_of(way.answers)
    return render("parts/at_answers.html", at_answers=at_answers(way, place, ticked))


def show(place: flow.Place, way: flow.Way, came: Answers | None = None, **more: Any) -> str:
    """The page of a place on somebody's way. `came`: the answers with which they came here, none for a first page."""
    speak_of(way.answers)
    template, about = PAGE_OF.get(place, step_page)(way, place, came or {})
    given: dict[str, Any] = {
        "place": place,
        "previous": way.before(place),
        "token": mosaic().seal.close(way.worth_keeping),
        "posts": "answer",
    }
    if place not in PAGE_OF:
        given["at_answers"] = at_answers(way, place, more.pop("ticked", way.chosen_at(place)))
    return render(template, **{**given, **about, **more})


Page = tuple[str, dict[str, Any]]


def step_page(way: flow.Way, place: flow.Place, came: Answers) -> Page:
    """A step: its questions, and how far along it is."""
    stop = next(stop for stop in way.stops if stop.step.id == place)
    country = country_of(way.answers)
    return "step.html", {
        **with_notices(notices_above(mosaic().content, way, place, came), country),
        "country": country,
        "step": stop.step,
        "asked": stop.asked,
        "progress": way.progress(place),
        "watched": mosaic().watched,
    }


def check_page(way: flow.Way, place: flow.Place, came: Answers) -> Page:
    """All answers, each with a way to change it."""
    country = country_of(way.answers)
    return "check.html", {
        **with_notices(notices_above(mosaic().content, way, place, came), country),
        "country": country,
        "stops": way.stops,
    }


def results_page(way: flow.Way, place: flow.Place, came: Answers) -> Page:
    """What the answers point to."""
    content = mosaic().content
    result = assess(content, way)
    country = country_of(way.answers)
    home = address_from_elsewhere("start")
    numbers = calls(result.notices, country)
    return "results.html", {
        **with_notices(Shown(result.notices, told={}), country),
        "country": country,
        "result": result,
        "sheet": sheet_of(result, way, country, length()),
        "pieces": mosaic_of(result.suggestions, tuple(kind.id for kind in content.kinds)),
        "offered": offered(g.clinic, result.suggestions, way.answers) if g.get("clinic") else {},
        "paper": read_paper(request.form),
        "home": home,
        "code": code_to(home),
        "stops": way.stops,
        "to_call": to_call(result, country, numbers),
        "today": today(),
        "overdue": overdue_in(result, content, country, today()),
        "rules_version": content.rules_version,
        "sources": content.sources,
    }


def today() -> date:
    """The day, where it is always the same day."""
    return datetime.now(UTC).date()


def youth_page(way: flow.Way, place: flow.Place, came: Answers) -> Page:
    """Where to turn under 18: the assessment ends here."""
    country = country_of(way.answers)
    urgent = calls_for(country, "emergency", "crisis", "directory")
    above = {one.reaches for one in urgent.all}
    return "youth.html", {
        "urgent": urgent,
        "to_talk": calls_for(country, "youth", "addiction", above=above),
        "for_family": calls_for(country, "family", above=above),
    }


PAGE_OF: Mapping[flow.Place, Callable[[flow.Way, flow.Place, Answers], Page]] = {
    flow.CHECK: check_page,
    flow.RESULTS: results_page,
    flow.YOUTH: youth_page,
}


# Pages without answers -----------------------------------------------------------------------------------------------


@pages.get("/")
def start() -> ResponseReturnValue:
    """What this is and is not, before the first question."""
    return render("start.html")


@pages.get("/now")
def now() -> ResponseReturnValue:
    """All numbers, without a question."""
    content = mosaic().content
    return render("now.html", countries=content.countries.values(), overdue=all_overdue(content, today()))


@pages.get("/kinds")
def kinds() -> ResponseReturnValue:
    """All kinds of support, explained."""
    return render("kinds.html", kinds=mosaic().content.kinds)


@pages.get("/about")
def about() -> ResponseReturnValue:
    """The thought behind it, and who runs it."""
    return render("about.html", tested=mosaic().content.tested)


@pages.get("/method")
def method() -> ResponseReturnValue:
    """Every rule and source, from the same data that decides."""
    content = mosaic().content
    return render(
        "method.html",
        content=content,
        country=country_of({}),
        review_by=oldest_review(content),
        overdue=all_overdue(content, today()),
    )


@pages.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What happens with the answers, and how to check it."""
    return render("privacy.html")


# For clinics ---------------------------------------------------------------------------------------------------------


@pages.get("/clinics", endpoint="clinics")
def for_clinics() -> ResponseReturnValue:
    """For a clinic's web manager: how it looks, and what to paste where. In a clinic's frame, that clinic alone."""
    clinics = (g.clinic,) if g.get("clinic") else mosaic().clinics.all()
    listed = [(one, *snippet(one)) for one in clinics]
    g.shows_previews = not g.get("clinic")
    return render("clinics.html", listed=listed, previews=g.shows_previews)


def snippet(clinic: Clinic) -> tuple[str, str]:
    """The address of a clinic's frame, and what its page has to hold for it."""
    address = whole_address(url_for("embed.start", clinic=clinic.id))
    script = whole_address(url_for("static", filename=FOR_OTHERS))
    return address, render_template("parts/snippet.html", clinic=clinic, address=address, script=script)


@pages.get("/self-check")
def self_check() -> ResponseReturnValue:
    """Whether the frame works where it stands, line by line: what the clinic's file says, and what a browser sees."""
    content = mosaic().content
    clinic = clinic_of_the_path()
    lines = findings(clinic, content, today(), mosaic().clinics.refused(clinic))
    found = {finding.line.id: finding for finding in lines}
    return render("self_check.html", lines=content.self_check, found=found)


@pages.get("/left")
def left() -> ResponseReturnValue:
    """What stays in a frame that may not take the tab along when somebody leaves."""
    clinic_of_the_path()
    return render("left.html")


@pages.get("/logo")
def logo() -> ResponseReturnValue:
    """A clinic's logo."""
    path = (mosaic().settings.clinics / (clinic_of_the_path().logo or "")).resolve()
    return send_file(path) if path.is_file() else abort(404)


def healthz() -> ResponseReturnValue:
    """Versions, and the day by which the first source or number must be looked at again."""
    content = mosaic().content
    return {
        "content_version": content.version,
        "rules_version": content.rules_version,
        "oldest_review": oldest_review(content).isoformat(),
    }


# When something is wrong ---------------------------------------------------------------------------------------------

WITHOUT_ROUTES = (BadHost, SecurityError)
"""For a request whose Host is none, or none that is trusted, Flask knows no route: no page of ours can be made."""


def token_refused(error: TokenRefused) -> ResponseReturnValue:
    """The answers cannot be opened: a plain page that says so. Never a guess, never a result from part of them."""
    return render("expired.html", why=error.why), 400


def http_error(error: HTTPException) -> ResponseReturnValue:
    """An error in the site's design; where that cannot be made, the page that needs nothing."""
    if error.code is None or error.code < 400:  # noqa: PLR2004  redirects are exceptions too
        return error
    fallback: Fallback = current_app.extensions["fallback"]
    if isinstance(request.routing_exception, WITHOUT_ROUTES):
        return fallback.answer(error.code)
    try:
        return error_page(error, error.code)
    except Exception as second:
        log_failure(second)
        return fallback.answer(error.code)


def error_page(error: HTTPException, code: int) -> Response:
    """The page for an error, with a way back to the answers where they came along."""
    token = answers_that_came_along()
    answer = Response(render("error.html", code=code, token=token, posts="answer" if token else ""), code)
    if allowed := getattr(error, "valid_methods", None):
        answer.headers["Allow"] = ", ".join(allowed)
    return answer


def answers_that_came_along() -> str:
    """The token of the request sealed anew, so that an error loses no answers; nothing of one that was not read."""
    try:
        answers = mosaic().seal.open(field_of_any_body("token"))
    except TokenRefused:
        return ""
    speak_of(answers)
    return mosaic().seal.close(answers)


def failure(error: Exception) -> ResponseReturnValue:
    """Our own mistake: the class and the place are logged, and the page says so plainly."""
    log_failure(error)
    return http_error(InternalServerError())


def init_app(app: Flask) -> None:
    """Puts the pages at / and under every clinic's path, and under each of these for each language."""
    named = ", ".join(f"'{tag}'" for tag in app.extensions["mosaic"].settings.languages)
    for where, prefix in PREFIXES.items():
        app.register_blueprint(pages, name=where, url_prefix=prefix or None)
        app.register_blueprint(pages, name=where + IN_A_LANGUAGE, url_prefix=f"{prefix}/<any({named}):language>")
    app.add_url_rule("/healthz", "healthz", healthz)
    app.before_request(find_clinic_and_language)
    app.before_request(refuse_foreign_forms)
    app.register_error_handler(TokenRefused, token_refused)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, failure)
    app.add_template_global(link, "link")
    app.add_template_global(whole_address, "whole_address")
    app.add_template_global(path_of, "path_of")
    app.add_template_global(same_page_in, "same_page_in")
    app.add_template_global(languages.offered, "languages_offered")
    app.add_template_global(languages.chosen, "language_chosen")

    @app.context_processor
    def who_runs_it() -> dict[str, Any]:
        return {"settings": mosaic().settings, "clinic": g.get("clinic"), "framed": is_framed()}
