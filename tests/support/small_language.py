"""A few translated sentences, for what is done with a catalogue."""

from babel import Locale
from msgspec import structs

from assessment.engine.text import Spelling
from assessment.i18n.commands import new_catalogue
from assessment.i18n.extract import REVIEW_FIRST
from tests.support.real_content import CONTENT

MEXICAN = structs.replace(CONTENT, spellings={"es_MX": Spelling("es_MX", {"pulsa": "presiona"})})
NOTICE = next(one for one in CONTENT.notices if one.title.you != one.title.they)
TO_YOU, ABOUT_THEM = NOTICE.title.you, NOTICE.title.they
FIRST_STEP = CONTENT.first_steps[0].title.you
LINE = CONTENT.countries["mx"].contact[0].name.you
COUNTED = ("%(shown)s page", "%(shown)s pages")


def small_catalogue():
    """Some sentences of several places, out of order, with all that is hard to carry over in a cell."""
    made = new_catalogue(Locale.parse("es"))
    for english, said, file, about in (
        ("Run by %(operator)s.", "Lo lleva %(operator)s.", "templates/layouts/page.html", ()),
        (COUNTED, ("%(shown)s página", "muchas %(shown)s", "%(shown)s páginas"), "templates/pages/start.html", ()),
        (FIRST_STEP, "Lo primero", "assessment/content/first_steps.toml", ()),
        ("016 by phone", "016", "templates/pages/start.html", ()),
        ("+ More", "+ Más; “dos, tres”", "templates/pages/start.html", ()),
        (LINE, "Una línea", "assessment/content/countries.toml", [REVIEW_FIRST]),
        (ABOUT_THEM, "Puede hablar", "assessment/content/notices.toml", [REVIEW_FIRST]),
        ("Press 2", "Pulsa 2", "templates/macros/when_to_call.html", [REVIEW_FIRST]),
        (TO_YOU, "Puedes hablar", "assessment/content/notices.toml", [REVIEW_FIRST]),
        ("Not yet", "", "templates/pages/start.html", [REVIEW_FIRST]),
    ):
        made.add(english, said, locations=[(file, 0)], auto_comments=about)
    return made
