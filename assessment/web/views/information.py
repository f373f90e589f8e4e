"""Pages without answers: what this is, the numbers, the kinds of support, rules and sources, privacy."""

from functools import partial

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from assessment.engine.content import Content
from assessment.engine.countries import Country
from assessment.engine.overdue import all_overdue, oldest_review
from assessment.engine.person import country_named, country_of
from assessment.engine.text import Id, Text
from assessment.web.answer_tokens import TokenRefused
from assessment.web.answers import path_that_came
from assessment.web.app_state import likely_country, state, today, visit
from assessment.web.pages import StartPage
from assessment.web.pages_around import AboutPage, HelplinesPage, KindsPage, MethodPage, MethodPart, PrivacyPage
from assessment.web.render import render
from assessment.web.urls import clinic_of_the_host, pages


@pages.get("/")
def start() -> ResponseReturnValue:
    """What this is and is not, before the first question. At a clinic's own domain, under that clinic's path."""
    if not visit().clinic and (clinic := clinic_of_the_host()):
        return redirect(url_for("embed.start", clinic=clinic.id))
    return render(StartPage(minutes=state().content.questionnaire.minutes))


@pages.get("/now")
def now() -> ResponseReturnValue:
    """All numbers, without a question."""
    return render(helplines(None))


@pages.post("/now")
def now_in_their_country() -> ResponseReturnValue:
    """All numbers, those of the country that was answered first. Nobody is refused them, whatever came along."""
    try:
        named = country_named(path_that_came().answers)
    except TokenRefused:
        named = ""
    return render(helplines(state().content.country(named) if named else None))


def helplines(here: Country | None) -> HelplinesPage:
    """The page with all numbers. `here`: the country that somebody has named."""
    content = state().content
    likely = likely_country()
    nearest_first = sorted(content.countries.values(), key=lambda country: country.id != likely)
    countries = tuple((country, country.contacts("emergency")[0]) for country in nearest_first)
    return HelplinesPage(countries=countries, here=here, overdue=all_overdue(content, today()))


@pages.get("/kinds")
def kinds() -> ResponseReturnValue:
    """All kinds of support, explained."""
    return render(KindsPage(kinds=state().content.kinds))


@pages.get("/about")
def about() -> ResponseReturnValue:
    """The thought behind it, and who runs it."""
    return render(AboutPage(tested=state().accessibility))


def names_of(content: Content) -> dict[Id, Text]:
    """Those of kinds and notices."""
    return {kind.id: kind.name for kind in content.kinds} | {one.id: one.title for one in content.notices}


@pages.get("/method")
def method() -> ResponseReturnValue:
    """What decides, by name, from the same values that do; and every source."""
    content = state().content
    overdue = all_overdue(content, today())
    return render(
        MethodPage(content=content, names=names_of(content), review_by=oldest_review(content), overdue=overdue)
    )


def method_part(part: str) -> ResponseReturnValue:
    """Every rule, or whatever else this part lists, word for word."""
    content = state().content
    return render(MethodPart(part=part, content=content, names=names_of(content), country=country_of(content, {})))


METHOD_PARTS = ("questions", "rules", "texts", "first_steps", "facts", "when", "sentences")
"""Each has its template and its address: all on one page had more than 700 kB."""
for one in METHOD_PARTS:
    pages.add_url_rule(f"/method/{one.replace('_', '-')}", f"method_{one}", partial(method_part, one))


@pages.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What happens with the answers, and how to check it."""
    return render(PrivacyPage())


def readyz() -> ResponseReturnValue:
    """Whether answers can be sealed and opened here, and how many clinics' files are in force, and refused."""
    token = state().tokens.seal({})
    state().tokens.open(token)
    clinics = state().clinics
    return {"ready": True, "clinics_in_force": len(clinics.all()), "clinic_files_refused": clinics.files_refused}


def healthz() -> ResponseReturnValue:
    """Versions, and the day by which the first source or number must be looked at again."""
    content = state().content
    return {
        "content_version": content.version,
        "rules_version": content.rules_version,
        "oldest_review": oldest_review(content).isoformat(),
    }
