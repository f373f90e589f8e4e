"""Whom to call: which contacts stand open, which are one tap away, and what stands above already. Pure."""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from assessment.engine.countries import Contact, Country, Purpose
from assessment.engine.result import RaisedNotice, Result
from assessment.engine.rules import Door, FirstStepRow, Notice, Passage, SupportKind
from assessment.engine.text import Id, Text

MOST_TO_CALL = 3
"""Numbers for one purpose that serve all of the country, but for the one in writing: who is in danger must not have to
choose from ten. Those for parts of it are as many as there are parts."""


class Calls(Struct, frozen=True):
    """Contacts as they are shown.

    first     open: for each purpose one that serves this person wherever in the country they are, and one in writing
    more      others that serve all of the country
    regional  others that serve a part of it
    """

    first: tuple[Contact, ...]
    more: tuple[Contact, ...] = ()
    regional: tuple[Contact, ...] = ()

    @property
    def all(self) -> tuple[Contact, ...]:
        """All of them, as they are read."""
        return self.first + self.more + self.regional


NOBODY = Calls(())


def serving_all(contacts: tuple[Contact, ...], country: Country) -> tuple[Contact, ...]:
    """The fewest of some contacts, in their order, that together serve every part of the country that any serves."""
    parts = {region.id for region in country.region} or {country.id}
    missing, found = set(parts), list[Contact]()
    for one in contacts:
        served = parts if one.is_national else {*one.regions}
        if served & missing:
            found.append(one)
            missing -= served
    return tuple(found)


def first_of(contacts: tuple[Contact, ...], country: Country) -> tuple[Contact, ...]:
    """What stands open of the contacts for one purpose.

    Who is in Wales must not find only a line for England, and who may not be heard must not find only a phone.
    """
    first = serving_all(contacts, country)
    if any(one.in_writing for one in first):
        return first
    return first + tuple(one for one in contacts if one.in_writing and one.is_national and one.hours)[:1]


def calls_for(
    country: Country, *purposes: Purpose, after: Iterable[Purpose] = (), above: Collection[str] = ()
) -> Calls:
    """Whom to call for some purposes, the most urgent first.

    `after`: purposes one tap away, where the country has somebody for the first of the others.
    `above`: whom a tap further up reaches already.
    """
    first, more, regional = dict[str, Contact](), dict[str, Contact](), dict[str, Contact]()
    somebody = bool(country.contacts(purposes[0]))
    for purpose, is_open in (*((one, True) for one in purposes), *((one, not somebody) for one in after)):
        contacts = country.contacts(purpose)
        opened = first_of(contacts, country) if is_open else ()
        others = [one for one in contacts if one not in opened]
        national = [one for one in others if one.is_national][: MOST_TO_CALL - 1]
        for shown, some in (
            (first, opened),
            (more, national),
            (regional, [one for one in others if not one.is_national]),
        ):
            shown.update({one.reaches: one for one in some if one.reaches not in {*above, *first, *more, *regional}})
    in_order = sorted(regional.values(), key=lambda one: [region.id for region in country.region].index(one.regions[0]))
    return Calls(tuple(first.values()), tuple(more.values()), tuple(in_order))


def calls_in_notices(
    notices: Iterable[RaisedNotice], country: Country, already_read: Collection[Id] = (), door: Calls = NOBODY
) -> dict[Id, Calls]:
    """Whom to call, by the id of the notice: a number that stands at the `door` or in a notice above is not said again.

    Those in `already_read` are said in short, with one number: see `first_to_call`.
    """
    above = {one.reaches for one in door.all}
    found: dict[Id, Calls] = {}
    for raised in notices:
        if raised.notice.id not in already_read:
            notice = raised.notice
            found[notice.id] = calls_for(country, *notice.call, after=notice.call_next, above=above)
            above |= {one.reaches for one in found[notice.id].all}
    return found


def for_everybody(contacts: tuple[Contact, ...], country: Country) -> Contact | None:
    """The first of some contacts, if it serves every part of the country that any serves; else a national one."""
    serving = serving_all(contacts, country)
    return serving[0] if len(serving) == 1 else next((one for one in contacts if one.is_national), None)


def first_to_call(notice: Notice, country: Country) -> Contact | None:
    """The one contact beside a notice that is said in a line: the first that serves whoever is in the country.

    Preferably one with a number. Where lines of parts come first, as they may for who would rather write, it is the
    first for the same purpose that serves everybody: no other purpose takes its place.
    """
    found = [one for purpose in notice.purposes if (one := for_everybody(country.contacts(purpose), country))]
    return next((one for one in found if one.number), found[0] if found else None)


MOST_AT_A_DOOR = 2
"""Contacts that stand open with the first step, or for one purpose in a card: more than that is a list."""
MOST_SERVICES = 2
"""Services for different concerns that stand in a card."""
STANDS_IN: Mapping[Purpose, Purpose] = {"medical": "doctor"}
"""Where a country has no line for what cannot wait, a nurse or a doctor's door is nearer than an ambulance."""
SEVERAL: frozenset[Purpose] = frozenset({"meetings"})
"""Purposes of which two stand in a card although one serves everybody: which suits is a matter of taste."""
SERVICES: Mapping[Id, Purpose] = {
    "gambling": "gambling",
    "nicotine": "smoking",
    "eating": "eating",
    "gaming": "directory",
    "shopping": "directory",
    "other_behaviour": "directory",
}
"""Concerns that have lines of their own, or none; a service for any other is one for addiction."""


def services_for(concerns: Iterable[Id]) -> tuple[Purpose, ...]:
    """What services for these concerns are, that for the first of them first."""
    return tuple(dict.fromkeys(SERVICES.get(one, "addiction") for one in concerns))


def service_for(concerns: Collection[Id]) -> Purpose:
    """What a service for these concerns is: one for addiction, where there are several kinds of them."""
    own = services_for(concerns)
    return own[0] if len(own) == 1 else "addiction"


def behind(doors: Iterable[Door], country: Country, concerns: Collection[Id]) -> tuple[Purpose, ...]:
    """What some doors are for, to somebody with these concerns in this country: those with somebody behind them."""
    purposes = (service_for(concerns) if door == "service" else door for door in doors)
    reached = (one if country.contacts(one) else STANDS_IN.get(one, one) for one in purposes)
    return tuple(purpose for purpose in dict.fromkeys(reached) if country.contacts(purpose))


def door_of(row: FirstStepRow, country: Country, concerns: Collection[Id]) -> Calls:
    """Who is behind the first of its doors behind which the country has somebody; nobody where there is none."""
    if len(concerns) > 1:
        # A line for relatives of drinkers is no place to begin for who worries about cocaine, too.
        country = country.general_first()
    purposes = behind(row.doors, country, concerns)
    if row.together and purposes:
        return calls_for(country, *purposes)
    found = calls_for(country, purposes[0]) if purposes else NOBODY
    return Calls(found.first[:MOST_AT_A_DOOR], found.first[MOST_AT_A_DOOR:] + found.more, found.regional)


FOR_WHO_WORRIES: tuple[Purpose, ...] = ("family", "addiction", "youth")
FOR_THE_YOUNG: tuple[Purpose, ...] = ("youth", "addiction")
"""With whom to begin under 18, and about somebody under 18: the first of these that has somebody."""


def door_under_18(country: Country, purposes: Iterable[Purpose], above: Collection[str]) -> Calls:
    """Who is behind the first step under 18, besides whom stands `above`: nobody who is for a single concern.

    Nobody has asked there what it is about.
    """
    for purpose in purposes:
        contacts = country.contacts(purpose)
        general = tuple(one for one in contacts if not (one.is_about_one or one.reaches in above))
        if general:
            return Calls(serving_all(general, country)[:MOST_AT_A_DOOR])
    return NOBODY


class KindDoor(Struct, frozen=True):
    """Somebody who offers a kind of support, or knows who does.

    about   what they are for, where that is a part of the kind
    again   how to reach them stands further up
    """

    contact: Contact
    about: Text | None
    again: bool


class KindDoors(Struct, frozen=True):
    """Where a kind of support is found: a few, each in a line, and everybody of whom the rest does not stand above."""

    few: tuple[KindDoor, ...] = ()
    in_full: tuple[Contact, ...] = ()


def doors_of_kinds(
    result: Result, country: Country, concerns: Collection[Id], shown_above: Iterable[Calls], in_writing: bool
) -> dict[Id, KindDoors]:
    """Who stands in the card of each kind that came up, in the order in which the cards are read.

    `in_writing`: they would rather write than call.
    """
    open_above = {one.reaches for shown in shown_above for one in shown.first}
    in_full = {one.reaches for shown in shown_above for one in shown.all}
    found: dict[Id, KindDoors] = {}
    for kind in (one.kind for one in result.that_came_up):
        purposes = purposes_in_card(kind, result, country, concerns)
        few = dict[str, KindDoor]()
        for purpose, about in purposes.items():
            contacts = country.contacts(purpose)
            for one in (contacts if purpose in SEVERAL else serving_all(contacts, country))[:MOST_AT_A_DOOR]:
                shown = one.written if in_writing else one
                few.setdefault(one.reaches, KindDoor(shown, about, again=one.reaches in open_above))
        fresh = calls_for(country, *purposes, above=in_full).all if purposes else ()
        found[kind.id] = KindDoors(tuple(few.values()), fresh)
        open_above |= {*few}
        in_full |= {one.reaches for one in fresh}
    return found


def purposes_in_card(
    kind: SupportKind, result: Result, country: Country, concerns: Collection[Id]
) -> dict[Purpose, Text | None]:
    """What the contacts in the card of a kind are for, with the words for it where it is a part of the kind.

    What a passage names comes first: who needs a bed tonight looks for that, and for advice on daily life after it.
    """
    own: dict[Purpose, Text | None] = dict.fromkeys(behind(kind.doors, country, concerns)[:1])
    if kind.doors[:1] == ("service",):
        # Who gambles and drinks has two lines: neither can say much of the other.
        services = services_for(concerns)
        fitting = tuple(one for one in services if one not in kind.only_alone) or services
        each = (one for one in fitting if country.contacts(one))
        own = dict.fromkeys(tuple(each)[:MOST_SERVICES]) or own
    named = (one for one in result.passages_in("call") if one.kind == kind.id)
    parts: dict[Purpose, Text | None] = {one.purpose: one.text for one in named if one.purpose}
    return parts | own


def calls_for_passages(
    result: Result, country: Country, shown_above: Iterable[Calls]
) -> tuple[tuple[Passage, Calls], ...]:
    """Numbers that suit this person's answers, under what they are for, besides those that stand above already."""
    above = {one.reaches for shown in shown_above for one in shown.all}
    found: list[tuple[Passage, Calls]] = []
    for passage in result.passages_in("call"):
        fresh = calls_for(country, passage.purpose, above=above) if passage.purpose else Calls(())
        if fresh.all:
            found.append((passage, fresh))
            above |= {one.reaches for one in fresh.all}
    return tuple(found)
