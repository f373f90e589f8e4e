"""A clinic that shows the assessment on its own page, as its file describes it."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, field

from assessment.engine.person import concerns_of
from assessment.engine.questionnaire import Answers
from assessment.engine.result import Suggestion
from assessment.engine.rules import Fit
from assessment.engine.text import Frozen, Id

Colour = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$")]


Short = Annotated[str, Meta(min_length=1, max_length=80)]


class Colours(Frozen, frozen=True):
    """A clinic's colours: of buttons and links, and of what stands on buttons."""

    main: Colour
    on_main: Colour


class Clinic(Frozen, frozen=True):
    """A clinic that shows the assessment in a frame on its own page; `origins` are the only pages that may.

    country       chosen already when somebody begins, so that it need only be confirmed
    phone         as it is shown; a tap dials its digits
    appointments  the page where an appointment is asked for
    offers        kind of support -> how to ask for it, in the clinic's own words
    treats        the concerns that it is there for; none named: all of them
    languages     those that its frame offers, the first is the one it begins in; none named: all that are offered here
    dark          whether its frame follows a device's dark mode; else it stays light, as most pages around it
    logo          a picture in the same folder, shown beside the name where the page stands alone
    """

    id: Id
    name: Short
    origins: Annotated[tuple[str, ...], Meta(min_length=1)]
    country: Id | None = None
    phone: Annotated[str, Meta(pattern=r"^\+?[0-9][0-9 ()-]{2,24}$")] | None = None
    appointments: str | None = None
    hours: Short | None = None
    offers: dict[Id, Annotated[str, Meta(min_length=1, max_length=200)]] = field(default_factory=dict)
    treats: tuple[Id, ...] = ()
    colours: Colours | None = None
    languages: tuple[str, ...] = ()
    dark: bool = False
    logo: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]+\.(svg|png|webp|jpg)$")] | None = None

    @property
    def dial(self) -> str:
        """What a tap on its phone number does."""
        return "tel:" + "".join(sign for sign in self.phone or "" if sign.isdigit() or sign == "+")


def treats(clinic: Clinic, answers: Answers) -> bool:
    """Whether a clinic is there for what this person is concerned about; one that names nothing is there for all."""
    return not clinic.treats or bool({*clinic.treats} & {*concerns_of(answers)})


def offered(clinic: Clinic, suggestions: tuple[Suggestion, ...], answers: Answers) -> Mapping[Id, str]:
    """How to ask this clinic for what fits this person, by kind. It changes no fit and hides no kind."""
    if not treats(clinic, answers):
        return {}
    fitting = {one.kind.id for one in suggestions if one.fit is not Fit.NOT_NOW}
    return {kind: how for kind, how in clinic.offers.items() if kind in fitting}
