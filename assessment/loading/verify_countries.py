"""Does every country have somebody to turn to, for everybody in it, at night too?"""

from collections.abc import Iterable, Iterator

from assessment.engine.content import Content
from assessment.engine.countries import PURPOSES, Country
from assessment.engine.evidence import Confirmed
from assessment.engine.person import ANYWHERE, CONCERNS, COUNTRY
from assessment.engine.whom_to_call import first_of
from assessment.loading.problems import Problem, known, unique


def countries(content: Content) -> Iterator[Problem]:
    """Every country and region that can be chosen is there, and has somebody to call."""
    file = "countries.toml"
    chosen = content.questionnaire.options_of(COUNTRY)
    yield from known(file, "country", "country", (*chosen, ANYWHERE), {*content.countries, *content.regions})
    concerns = content.questionnaire.options_of(CONCERNS)
    spelled = [locale.partition("_")[2].lower() for locale in content.spellings]
    yield from known("spelling.toml", "spelling", "country", spelled, content.countries)
    for country in content.countries.values():
        yield from regions(file, country)
        yield from contacts(file, country)
        for contact in country.contact:
            yield from known(file, f"{country.id}.{contact.id}", "concern", contact.about, concerns)
    for place in (*content.countries, *(place for place in chosen if place in content.regions)):
        yield from first_contacts(file, place, content.country(place), concerns)


def regions(file: str, country: Country) -> Iterator[Problem]:
    """Regions are named for their country, and a contact serves some of them, or the whole of it."""
    known_here = [region.id for region in country.region]
    yield from unique(file, known_here)
    for place in known_here:
        if not place.startswith(f"{country.id}_"):
            yield file, place, f"the id of a region of '{country.id}' begins with '{country.id}_'"
    for contact in country.contact:
        where = f"{country.id}.{contact.id}"
        if not contact.is_national:
            yield from known(file, where, "region", contact.regions, known_here)


def first_contacts(file: str, place: str, country: Country, concerns: Iterable[str]) -> Iterator[Problem]:
    """What stands first for anybody says when it answers: at night, a line that is silent is worse than none."""
    for concern in ((), *((one,) for one in concerns)):
        for purpose in PURPOSES:
            for one in first_of(country.for_concerns(concern).contacts(purpose), country):
                if one.hours is None:
                    yield file, f"{place}.{one.id}", f"without hours it cannot stand first: '{purpose}'"


def contacts(file: str, country: Country) -> Iterator[Problem]:
    """A country has an emergency number, a line for a crisis, and a directory beside whatever is unconfirmed."""
    yield from unique(file, [f"{country.id}.{contact.id}" for contact in country.contact])
    purposes = {contact.purpose for contact in country.contact}
    yield from known(file, country.id, "contact for", ("emergency", "crisis", "directory"), purposes)
    if not any(contact.number for contact in country.contacts("emergency")):
        yield file, country.id, "no number for an emergency"
    firm = {contact.purpose for contact in country.contact if contact.confirmed is not Confirmed.UNCONFIRMED}
    for purpose in sorted(purposes - firm):
        yield file, country.id, f"what is unconfirmed never stands alone: '{purpose}'"
    for contact in country.contact:
        where = f"{country.id}.{contact.id}"
        if (contact.number is None) != (contact.dial is None):
            yield file, where, "`number` (shown) and `dial` (what a tap does) go together"
        if contact.then and not contact.number:
            yield file, where, "`then` says what to choose when a number is answered"
        if not (contact.number or contact.text or contact.chat or contact.url):
            yield file, where, "neither a number nor a page"
        if (contact.hours is None) == (contact.no_hours is None):
            yield file, where, "either `hours`, or `no_hours` with the reason why not"
