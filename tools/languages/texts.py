"""Reading ease of a catalogue's own texts, by what they are for: without a page around them, so that it is quick."""

import re
from collections.abc import Mapping

from assessment.i18n.completeness import PLACEHOLDER
from tools.languages.measure import Reading, sentences_of
from tools.languages.pairs import Pair

KINDS: Mapping[str, str] = {
    r"content/notices": "notices",
    r"content/questionnaire": "questions and answers",
    r"content/first_steps": "first steps",
    r"content/kinds": "kinds of support",
    r"content/passages": "passages",
    r"content/rules/": "reasons of rules, and their sources",
    r"content/contradictions": "questions back",
    r"content/(?:countries|containers)": "numbers to call, doors, drinks",
    r"content/(?:conditions|facts|frame_check|claims)|pages/(?:clinics|method|frame_check)|clinic": "for professionals",
    r"templates/|web/": "pages",
}
"""Where a sentence stands -> what it is for: the first that fits."""


def kind_of(pair: Pair) -> str:
    """What a sentence is for; what stands in several places is for the first of KINDS."""
    return next(kind for place, kind in KINDS.items() if any(re.search(place, file) for file in pair.files))


def as_read(pair: Pair) -> list[str]:
    """The sentences that somebody reads: tags gone, a short word in the place of what is filled in."""
    bare = PLACEHOLDER.sub(lambda place: "" if place[0].startswith("<") else "x", pair.said)
    return sentences_of(bare.replace("%%", "%"))


def readings_of_texts(pairs: list[Pair], tag: str) -> list[Reading]:
    """A reading of each kind of text."""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS.values()}
    for pair in pairs:
        found[kind_of(pair)] += as_read(pair)
    return [Reading(kind, list(dict.fromkeys(said)), tag) for kind, said in found.items() if said]
