"""The addresses: everything that knows how a path is made up, and what it says of clinic and language.

One blueprint is served at /, at /embed/<clinic>/ and, for the previews of the page for clinics, at /clinics/<clinic>/.
Under each of them stands the same once more for each language: /<language>/ and /embed/<clinic>/<language>/.
"""

import re
from functools import lru_cache
from typing import Any

from flask import Blueprint, Flask, abort, g, request, url_for

from assessment.clinics.clinic import Clinic
from assessment.engine.text import Id
from assessment.i18n.locale import Speech, language_to_name, speak_as, speech
from assessment.web.app_state import ShownOn, Visit, state, visit
from assessment.web.form_origin import SAFE_METHODS

pages = Blueprint("pages", __name__)

PREFIXES: dict[ShownOn, str] = {"site": "", "embed": "/embed/<clinic>", "preview": "/clinics/<clinic>"}
AREA_OF: dict[str, ShownOn] = {"embed": "embed", "clinics": "preview"}
"""The area that the first part of a clinic's path means."""
IN_A_LANGUAGE = "_in"
"""What the name of each area ends with, as a blueprint, where the path names the language too."""
PATH = re.compile(r"(?:/(?P<first>embed|clinics)/(?P<clinic>[^/]+))?(?:/(?P<language>[^/]+))?(?:/|$)")


def find_visit() -> None:
    """Takes clinic and language from the path, also where no route fits: an error stays in its frame and language."""
    speak_as(Speech(offered=state().settings.languages))  # also where the rest of this fails
    found = PATH.match(request.path)
    part = found.groupdict("") if found else {"first": "", "clinic": "", "language": ""}
    clinic = state().clinics.get(part["clinic"]) if part["clinic"] else None
    g.visit = Visit(AREA_OF[part["first"]] if clinic else "site", clinic)
    languages = clinic.languages if clinic else ()
    offered = languages or state().settings.languages
    speak_as(
        Speech(
            offered=offered,
            in_path=part["language"] if part["language"] in offered else "",
            usual=languages[0] if languages else "",
            country=visit().country,
        )
    )


@pages.url_value_preprocessor
def take_from_values(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """No view has to know of clinics and languages."""
    for name in ("clinic", "language"):
        (values or {}).pop(name, None)


@pages.before_request
def refuse_what_is_not_offered() -> None:
    """An unknown clinic has no pages, and a clinic has none in a language that it does not offer."""
    blueprint = str(request.blueprint)
    names_language = blueprint.endswith(IN_A_LANGUAGE)
    if blueprint.removesuffix(IN_A_LANGUAGE) != visit().area or (names_language and not speech().in_path):
        abort(404)


def page_asked_for() -> str:
    """The name of the page that was asked for, whatever it stands under; empty where there is none of ours."""
    return (request.endpoint or "").rpartition(".")[2] if request.blueprint else ""


def path_of(page: str, language: str = "") -> str:
    """The path of one of the pages, under the path that the visitor came by: a frame stays a frame.

    In the language of this path, or in another one.
    """
    here = visit()
    return path_under(
        request.script_root, here.area, here.clinic.id if here.clinic else "", language or speech().in_path, page
    )


@lru_cache(maxsize=4096)
def path_under(root: str, area: ShownOn, clinic: Id, language: str, page: str) -> str:
    """The path of a page of an area, in a language where one is named. `root`: under which Flask is mounted."""
    values: dict[str, Any] = {name: value for name, value in (("clinic", clinic), ("language", language)) if value}
    return url_for(f"{area}{IN_A_LANGUAGE if language else ''}.{page}", **values)


def same_page_in(language: str) -> str:
    """Where this page is in another language; the first page, where this one came by a form or does not exist."""
    return path_of(page_asked_for() if request.method in SAFE_METHODS and page_asked_for() else "start", language)


def address_from_elsewhere(page: str) -> str:
    """The whole address of one of the pages, which names the language: whoever opens it has another browser."""
    return whole_address(path_of(page, language_to_name()))


def whole_address(path: str, clinic: Clinic | None = None) -> str:
    """A path of ours as it is opened from paper or from a file: on the clinic's own domain, where it has one."""
    clinic = clinic or visit().clinic
    own = clinic.address if clinic else None
    return (own or state().settings.address or request.host_url.rstrip("/")) + path


def frame_address(clinic: Clinic) -> str:
    """The whole address of a clinic's frame."""
    return whole_address(url_for("embed.start", clinic=clinic.id), clinic)


def oembed_address(clinic: Clinic) -> str:
    """Where a page that is given the address of a clinic's frame asks for the frame."""
    return whole_address(url_for("oembed", url=frame_address(clinic)), clinic)


def preview_path(clinic: Clinic) -> str:
    """The path of a clinic's preview."""
    return url_for("preview.start", clinic=clinic.id)


def clinic_of_the_host() -> Clinic | None:
    """The clinic whose own domain was asked for."""
    return state().clinics.at_host(request.host)


def is_framed() -> bool:
    """Whether the browser says that a clinic's page stands around this one: then that page has the header."""
    return visit().clinic is not None and request.headers.get("Sec-Fetch-Dest") == "iframe"


def clinic_of_the_path() -> Clinic:
    """The clinic for a page that only a clinic has. Aborts with 404 elsewhere: there is no such page."""
    clinic = visit().clinic
    if clinic is None:
        abort(404)
    return clinic


def init_app(app: Flask, languages: tuple[str, ...]) -> None:
    """Puts the pages at / and under every clinic's path, and under each of these for each language."""
    named = ", ".join(f"'{tag}'" for tag in languages)
    for area, prefix in PREFIXES.items():
        app.register_blueprint(pages, name=area, url_prefix=prefix or None)
        app.register_blueprint(pages, name=area + IN_A_LANGUAGE, url_prefix=f"{prefix}/<any({named}):language>")
    app.before_request(find_visit)
    app.add_template_global(path_of)
    app.add_template_global(same_page_in)
    app.add_template_global(whole_address)
    app.add_template_global(oembed_address)
