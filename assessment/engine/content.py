"""Everything the product says and knows, as one frozen value."""

from functools import cached_property, reduce
from operator import or_

from msgspec import field

from assessment.engine.answer_bits import Bits
from assessment.engine.compiled import Compiled, Decisions, compile_content
from assessment.engine.countries import Container, Country, Region
from assessment.engine.evidence import Fact, Source
from assessment.engine.questionnaire import Question, Questionnaire
from assessment.engine.reviews import Reviews, SignedRow, reviews_of
from assessment.engine.rules import Claim, Condition, Contradiction, FirstStepRow, Notice, Passage, Rule, SupportKind
from assessment.engine.text import Frozen, Id, Spelling


class Content(Frozen, frozen=True, dict=True):  # a `dict` for what is worked out once
    """Everything the product says and knows, checked. `version` changes with any byte of the content.

    `bits` names what has a bit; the place of a name there is the number of its bit.
    """

    version: str
    rules_version: str
    questionnaire: Questionnaire
    bits: tuple[str, ...]
    conditions: dict[Id, Condition]
    rules: tuple[Rule, ...]
    kinds: tuple[SupportKind, ...]
    notices: tuple[Notice, ...]
    passages: tuple[Passage, ...]
    first_steps: tuple[FirstStepRow, ...]
    sources: dict[Id, Source]
    facts: tuple[Fact, ...]
    countries: dict[Id, Country]
    spellings: dict[str, Spelling] = field(default_factory=dict)
    containers: dict[Id, Container] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()
    claims: dict[Id, Claim] = field(default_factory=dict)
    signed: tuple[SignedRow, ...] = ()

    @cached_property
    def reviews(self) -> Reviews:
        """What clinicians have signed of the rules and first steps, and whether it still holds."""
        return reviews_of(self.rules, self.first_steps, self.conditions, self.sources, self.signed)

    @cached_property
    def compiled(self) -> Compiled:
        """What the answers decide, as bit tests. The start asks for it, before the first request."""
        decisions = Decisions(self.rules, self.passages, self.first_steps, self.contradictions)
        return compile_content(self.questionnaire, self.bits, self.conditions, decisions)

    @cached_property
    def private_options(self) -> Bits:
        """All options that are private, or raise a notice which somebody who may be looking must not see."""
        discreet = {notice.id for notice in self.notices if notice.discreet}
        rules = (one for one in self.compiled.notice_rules if one.of.notice in discreet and not one.of.unsaid)
        marked = (
            self.compiled.bits.questions[question.id].bit(option.id)
            for question in self.questionnaire.questions
            for option in question.options
            if option.private
        )
        return reduce(or_, (*(one.when.reasons for one in rules), *marked), 0)

    def question(self, wanted: Id) -> Question:
        """The question with this id. Raises KeyError where there is none."""
        return self.compiled.bits.questions[wanted].question

    @cached_property
    def regions(self) -> dict[Id, Region]:
        """The regions of all countries, by id."""
        return {region.id: region for country in self.countries.values() for region in country.region}

    @cached_property
    def places(self) -> dict[Id, Country]:
        """By the id of each country, and of each of its regions, the country as it is for somebody there."""
        parts = {region.id: country for country in self.countries.values() for region in country.region}
        return {**self.countries, **{region: country.part(region) for region, country in parts.items()}}

    def containers_in(self, country: Country) -> tuple[Container, ...]:
        """What alcohol is bought in there, as it is listed."""
        return tuple(self.containers[one] for one in country.drink.containers)

    def country(self, wanted: Id) -> Country:
        """The country with this id, or of one the region with this id. Raises KeyError for any other."""
        return self.places[wanted]
