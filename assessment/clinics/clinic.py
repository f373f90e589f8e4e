"""A clinic that shows the assessment on its own page, as its file describes it."""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, field

from assessment.engine.person import concerns_of
from assessment.engine.questionnaire import Answers
from assessment.engine.result import Suggestion
from assessment.engine.rules import Fit
from assessment.engine.text import Frozen, Id

WRITTEN = r"^(?=.*\S)[^\u200e\u200f\u202a-\u202e\u2066-\u2069]*\Z"
"""Something to read, and no marks that turn round what is written after it."""
Colour = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}\Z")]
Phone = Annotated[str, Meta(pattern=r"^\+?[0-9][0-9 ()-]{2,24}\Z")]
Short = Annotated[str, Meta(min_length=1, max_length=80, pattern=WRITTEN)]
Paragraph = Annotated[str, Meta(min_length=1, max_length=400, pattern=WRITTEN)]


class Colours(Frozen, frozen=True):
    """A clinic's colours: of buttons and links, of what stands on buttons; of the page, of what is written on it."""

    main: Colour
    on_main: Colour
    background: Colour | None = None
    text: Colour | None = None


class Look(Frozen, frozen=True):
    """Corners, letters and room between things, each by a name (assessment/web/clinic_style.py has what they mean)."""

    corners: Literal["square", "slight", "round"] = "slight"
    font: Literal["system", "humanist", "geometric", "grotesque", "rounded", "serif", "old_style"] = "system"
    spacing: Literal["close", "usual", "wide"] = "usual"


class ClinicFile(Frozen, frozen=True):
    """What a clinic's file says. `origins` are the only pages that may show the assessment in a frame.

    address           the clinic's own domain, where it has one: there the first page is its own
    country           chosen already when somebody begins, so that it need only be confirmed
    phone             as it is shown; a tap dials its digits
    mail              an address for mail
    appointments      the page where an appointment is asked for
    appointment_words whether the result offers words for asking, to be copied by the person and sent by nobody else
    offers            kind of support -> how to ask for it, in the clinic's own words
    phones            kind of support -> the phone for it, where that is not `phone`
    treats            the concerns that it is there for; none named: all of them
    introduction      language -> what the clinic says on the first page
    closing           language -> what it says at the end of a result
    languages         those that its frame offers, the first is the one it begins in; none named: all offered here
    dark              whether its frame follows a device's dark mode; else it stays light, as most pages around it
    logo              a picture in the same folder
    page_bar          pixels of a bar of the clinic's own page that stays at the top of the window
    """

    id: Id
    name: Short
    origins: Annotated[tuple[str, ...], Meta(min_length=1)]
    address: str | None = None
    country: Id | None = None
    phone: Phone | None = None
    mail: Annotated[str, Meta(pattern=r"^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\Z")] | None = None
    appointments: str | None = None
    appointment_words: bool = False
    hours: Short | None = None
    offers: dict[Id, Annotated[str, Meta(min_length=1, max_length=200)]] = field(default_factory=dict)
    phones: dict[Id, Phone] = field(default_factory=dict)
    treats: tuple[Id, ...] = ()
    introduction: dict[str, Paragraph] = field(default_factory=dict)
    closing: dict[str, Paragraph] = field(default_factory=dict)
    colours: Colours | None = None
    look: Look | None = None
    languages: tuple[str, ...] = ()
    dark: bool = False
    logo: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]+\.(svg|png|webp|jpg)\Z")] | None = None
    page_bar: Annotated[int, Meta(ge=0, le=200)] = 0

    @property
    def can_be_asked(self) -> bool:
        """Whether it says how to ask for an appointment."""
        return bool(self.ways)

    @property
    def ways(self) -> tuple[str, ...]:
        """How to ask for an appointment, as it stands on paper."""
        return tuple(filter(None, (self.phone, self.hours if self.phone else None, self.mail, self.appointments)))

    def phone_for(self, kind: Id) -> str | None:
        """The phone for a kind of support."""
        return self.phones.get(kind, self.phone)


class Clinic(ClinicFile, frozen=True):
    """A clinic that shows the assessment on its own page.

    picture  the bytes of its logo, read and looked at together with its file: what lies there later is not served
    """

    picture: bytes = b""


def dial(phone: str) -> str:
    """What a tap on a phone number does."""
    return "tel:" + "".join(sign for sign in phone if sign.isdigit() or sign == "+")


def treats(clinic: Clinic, answers: Answers) -> bool:
    """Whether a clinic is there for what this person is concerned about; one that names nothing is there for all."""
    return not clinic.treats or bool({*clinic.treats} & {*concerns_of(answers)})


def offered(clinic: Clinic, suggestions: tuple[Suggestion, ...], answers: Answers) -> Mapping[Id, str]:
    """How to ask this clinic for what fits this person, by kind. It changes no fit and hides no kind."""
    if not treats(clinic, answers):
        return {}
    fitting = {one.kind.id for one in suggestions if one.fit is not Fit.NOT_NOW}
    return {kind: how for kind, how in clinic.offers.items() if kind in fitting}
