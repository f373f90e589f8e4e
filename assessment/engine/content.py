"""Everything the product says and knows, as one frozen value."""

from msgspec import field

from assessment.engine.countries import Country, Region
from assessment.engine.evidence import Fact, Source
from assessment.engine.questionnaire import Question, Questionnaire
from assessment.engine.rules import Condition, Notice, Passage, Rule, SupportKind
from assessment.engine.text import Frozen, Id, Spelling


class Content(Frozen, frozen=True):
    """Everything the product says and knows, checked. `version` changes with any byte of the content."""

    version: str
    rules_version: str
    questionnaire: Questionnaire
    conditions: dict[Id, Condition]
    rules: tuple[Rule, ...]
    kinds: tuple[SupportKind, ...]
    notices: tuple[Notice, ...]
    passages: tuple[Passage, ...]
    sources: dict[Id, Source]
    facts: tuple[Fact, ...]
    countries: dict[Id, Country]
    spellings: dict[str, Spelling] = field(default_factory=dict)

    def question(self, wanted: Id) -> Question:
        """The question with this id. Raises KeyError where there is none."""
        return {question.id: question for question in self.questionnaire.questions}[wanted]

    @property
    def regions(self) -> dict[Id, Region]:
        """The regions of all countries, by id."""
        return {region.id: region for country in self.countries.values() for region in country.region}

    def country(self, wanted: Id) -> Country:
        """The country with this id, or of one the region with this id. Raises KeyError for any other."""
        if wanted in self.countries:
            return self.countries[wanted]
        whole = {region.id: country for country in self.countries.values() for region in country.region}
        return whole[wanted].part(wanted)
