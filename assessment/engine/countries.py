"""Whom to turn to, and how amounts of alcohol are asked: by country."""

from collections.abc import Collection
from datetime import date
from typing import Annotated, Literal, get_args

from msgspec import Meta, structs

from assessment.engine.evidence import Confirmed
from assessment.engine.text import ENGLISH, Frozen, Id, PluralText, Text

Purpose = Literal[
    "emergency",
    "crisis",
    "medical",
    "addiction",
    "gambling",
    "exclusion",
    "smoking",
    "eating",
    "home_safety",
    "youth",
    "family",
    "not_alone",
    "naloxone",
    "doctor",
    "therapy",
    "meetings",
    "money",
    "housing",
    "practical",
    "directory",
]
"""What a contact is for, what is most urgent first.

exclusion  shutting oneself out of gambling
not_alone  stays in touch with somebody who uses drugs with nobody near
doctor     a family doctor, a health centre, or how to find one
therapy    the way to talking therapy and mental-health care
meetings   self-help groups
practical  everyday life beside money and housing: benefits, food, work, law
directory  lists lines for all of this
"""


PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


URGENT: tuple[Purpose, ...] = ("emergency", "crisis")
"""What cannot wait until somebody has said where they are."""


NATIONAL: Id = "national"
"""What a contact has for its regions that serves all of the country it stands under."""


class TextMessage(Frozen, frozen=True):
    """Reached by a text message. `words`: what the first message must be, if anything; they stay as they are."""

    number: str
    dial: Annotated[str, Meta(pattern=r"^sms:\d+\Z")]
    words: str | None = None


class AlsoSpoken(Frozen, frozen=True):
    """A language that somebody answers in beside the country's own: its tag, how to get to it, where that was seen."""

    language: str
    how: Text
    seen_at: Annotated[str, Meta(min_length=10)]
    seen_on: date


Address = Annotated[str, Meta(pattern=r"^https://\S+\Z")]


class Contact(Frozen, frozen=True):
    """Somebody to turn to: by phone, text, chat or a page. Never one that law enforcement runs.

    what      what it is for, where its name does not say it
    regions   the parts of the country that it serves, or NATIONAL
    number    the phone number as it is shown; `dial` is what a tap does; `then`: what to choose when it is answered
    hours     when somebody answers; where that is not known, `no_hours` says why, to those who look after the content
    seen_at   where it was seen: a page, or a list with the page that it read; `seen_on`: when that was
    about     the concerns that it is for, where it is not for all of them
    secular   a self-help group with no religion and no higher power
    languages  tags of those in which somebody answers: the country's own; empty where that is not known
    also      further ones, where that was seen
    place     its country, where somebody is only likely to be there; no file says it
    """

    id: Id
    purpose: Purpose
    name: Text
    regions: Annotated[tuple[Id, ...], Meta(min_length=1)]
    confirmed: Confirmed
    seen_at: Annotated[str, Meta(min_length=10)]
    seen_on: date
    what: Text | None = None
    number: str | None = None
    dial: Annotated[str, Meta(pattern=r"^tel:\d+\Z")] | None = None
    then: Text | None = None
    text: TextMessage | None = None
    chat: Address | None = None
    url: Address | None = None
    hours: Text | None = None
    no_hours: str | None = None
    cost: Text | None = None
    run_by: Text | None = None
    about: tuple[Id, ...] = ()
    secular: bool = False
    languages: tuple[str, ...] = ()
    also: tuple[AlsoSpoken, ...] = ()
    place: Text | None = None

    @property
    def reaches(self) -> str:
        """Whom a tap reaches: two contacts that reach the same stand only once on a page.

        A number such as 811 is another service in each region, and another one by what is chosen then.
        """
        return " ".join(
            (
                self.leads_to or self.id,
                *([self.then.you] if self.then else []),
                *([] if self.is_national else self.regions),
            )
        )

    @property
    def leads_to(self) -> str:
        """Where a tap on the name leads: to the number before the text message, the chat and the page."""
        return self.dial or (self.text.dial if self.text else None) or self.chat or self.url or ""

    @property
    def written(self) -> "Contact":
        """The contact without its phone number, where it can be reached in writing."""
        return structs.replace(self, number=None, dial=None, then=None) if self.in_writing else self

    @property
    def message(self) -> TextMessage | None:
        """The text message by which it is reached, where it has no number to call."""
        return None if self.number else self.text

    @property
    def at(self) -> str:
        """Where it is reached, as it is shown: a number before an address."""
        address = (self.url or self.chat or "").removeprefix("https://").removeprefix("www.")
        return self.number or (self.text.number if self.text else address)

    @property
    def is_about_one(self) -> bool:
        """Whether it is for a single concern: no place to begin for somebody who was not asked what it is about."""
        return len(self.about) == 1

    @property
    def is_national(self) -> bool:
        """Whether it serves all of its country."""
        return self.regions == (NATIONAL,)

    @property
    def in_writing(self) -> bool:
        """Whether it is for somebody who cannot or may not speak: by text or chat."""
        return bool(self.text or self.chat)


class Region(Frozen, frozen=True):
    """A part of a country that has help of its own: a nation, province or state. Its id begins with the country's."""

    id: Id
    name: Text


MOST_CONTAINERS = 8
"""More fields than that are no help to anybody."""


class Example(Frozen, frozen=True):
    """An everyday drink, with the picture that goes with it (templates/macros/drinks.html)."""

    picture: Literal["beer", "can", "wine", "bottle", "shot"]
    text: Text


class Container(Frozen, frozen=True):
    """What alcohol is bought in: its size and its strength, as they are printed on it."""

    id: Id
    label: Text
    ml: Annotated[int, Meta(gt=0)]
    percent: Annotated[float, Meta(gt=0, le=100)]


class Drink(Frozen, frozen=True):
    """How amounts of alcohol are asked in a country. What one drink means is said in `hint`, and by examples.

    `counted_in`: what one is called there. `containers`: what is bought there, for working an amount out.
    """

    grams: float
    """Of pure alcohol, in one drink."""
    hint: Text
    examples: tuple[Example, ...]
    under: PluralText
    between: PluralText
    over: PluralText
    counted_in: Literal["drinks", "units"] = "drinks"
    containers: Annotated[tuple[Id, ...], Meta(max_length=MOST_CONTAINERS)] = ()


class Country(Frozen, frozen=True):
    """A country's numbers and drinks, and the languages, by their tags, in which its services answer.

    `other` is the international default.
    """

    id: Id
    name: Text
    drink: Drink
    contact: tuple[Contact, ...]
    languages: tuple[str, ...] = (ENGLISH,)
    region: tuple[Region, ...] = ()

    def contacts(self, *purposes: Purpose) -> tuple[Contact, ...]:
        """The contacts for these purposes, in the order of the purposes, each number or page once."""
        found = [contact for purpose in purposes for contact in self.contact if contact.purpose == purpose]
        return tuple({contact.reaches: contact for contact in reversed(found)}.values())[::-1]

    def with_urgent_of(self, likely: "Country") -> "Country":
        """The country with what is urgent in another one, where somebody is likely to be, before its own."""
        urgent = (structs.replace(one, place=likely.name) for one in likely.contact if one.purpose in URGENT)
        return structs.replace(self, contact=(*urgent, *self.contact))

    def for_concerns(self, concerns: Collection[Id]) -> "Country":
        """The country with those contacts that are for at least one of these concerns; with none named, all of them."""
        fitting = (one for one in self.contact if not (one.about and concerns) or {*one.about} & {*concerns})
        return structs.replace(self, contact=tuple(fitting))

    def general_first(self) -> "Country":
        """The country with those contacts last that are for a single concern: where nobody asks what it is about."""
        return structs.replace(self, contact=tuple(sorted(self.contact, key=lambda one: one.is_about_one)))

    def written_first(self) -> "Country":
        """The country with those contacts first that are reached in writing: for somebody who will not phone."""
        return structs.replace(self, contact=tuple(sorted(self.contact, key=lambda one: not one.in_writing)))

    def secular_first(self) -> "Country":
        """The country with those contacts first that are secular: for somebody who wants help without religion."""
        return structs.replace(self, contact=tuple(sorted(self.contact, key=lambda one: not one.secular)))

    def part(self, region: Id) -> "Country":
        """The country as it is for somebody in this region: with what serves it, and as if that were all of it."""
        serving = (one for one in self.contact if one.is_national or region in one.regions)
        contacts = tuple(structs.replace(one, regions=(NATIONAL,)) for one in serving)
        return structs.replace(self, contact=contacts, region=())

    @property
    def all_contacts(self) -> tuple[Contact, ...]:
        """Everybody to turn to, what is most urgent first."""
        return self.contacts(*PURPOSES)
