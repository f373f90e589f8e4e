"""How hard the pages are to read, in each language that there is a row for: `make reading` writes docs/reading_ease.md.

The measure is made to be hard to please:
- each sentence of a page counts once, so that buttons said often do not water it down;
- beside a page as a whole, its running sentences are measured without headings, options and lists of words;
- hyphenation alone finds too few syllables in English, so the higher of two counts stands;
- no term is taken out for a page. ALLOWED, the words that must stay, is only for one English text by itself.

The formula of a language, and what it keeps to, are data: tools/languages/rows.py. What a page is:
tools/reading_pages.py.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from app import create_app
from assessment.engine.content import Content
from assessment.loading.content_files import all_texts
from assessment.web.settings import Settings
from tools.languages.measure import Reading, syllables, words_in
from tools.languages.rows import language, tags
from tools.reading_pages import LEFT_OUT, readings

ALLOWED: Mapping[str, str] = {
    # What it is about. Each is an answer to the second question, most with examples beside them.
    "alcohol": "the word on every label and in every service",
    "opioids?": "named with examples where it is asked",
    "stimulants?": "named with examples where it is asked",
    "nicotine": "named with smoking and vaping",
    "cannabis": "the word that services use",
    "gambling": "the word that services use",
    "addiction": "the name of the services to ask for",
    # Danger. A softer word could cost a life.
    "emergency": "on signs and in the number's name",
    "seizures?": "said with “fit” where it is asked",
    "confusion": "the sign that doctors and lines ask about",
    "overdose": "on the notice with its signs",
    "naloxone": "what to ask for in a pharmacy; the notice says what it does",
    "suicide": "a plain word helps to talk about it",
    "hospitals?": "a place",
    # Kinds of help. Each is explained in its own text.
    "medications?|medicines?": "explained in its own kind",
    "withdrawal": "explained in the first sentence of its kind",
    "counselling|counsellors?": "explained in its own kind",
    "professionals?": "doctors, nurses, counsellors and others in one word",
    "assess(?:ed|ments?)": "explained in its own kind",
    "appointments?": "what to ask for on the phone",
    "pharmac(?:y|ies|ists?)": "a place, and who works there",
    "prescri(?:bers?|be[ds]?|ptions?)": "medicine that a doctor orders",
    "psycholog\\w+|psychiatr\\w+": "what it says on the door",
    "residential": "explained in its own kind: living there",
    "contingency management": "the name to ask for; what it is stands before it",
    "recovery": "the article's own word",
    "anonymous|individual|medical(?:ly)?|therapy|treatments?|services?|stop-smoking": "in names of kinds and services",
    "interpreters?": "what to ask for on the phone",
    # What this is, and is not.
    "diagnosis": "the disclaimer's word",
    "validated|questionnaire|demonstration|developer": "on the pages about how this is made",
    "accessibility|disability": "the words that people look for",
    "usually|seriously|experiences?": "no shorter word says as much, and no more",
    # The body, and what a doctor told.
    "pregnan(?:t|cy)|maternity": "no shorter word is as clear",
    "pancreatitis|operation": "as doctors say it",
    "epilepsy|hepatitis|schizophrenia|psychosis|bipolar disorder|depression|anxiety|traumatic": "as doctors say it",
    "methadone|buprenorphine|naltrexone|acamprosate|varenicline": "treatment medicine, as it stands on the packet",
    "\\w*amphetamine|diazepam|lorazepam|alprazolam|pregabalin|gabapentin|baclofen|aripiprazole|fentanyl": (
        "as it stands on the packet"
    ),
    "paracetamol|ibuprofen": "as it stands on the packet",
    "cognitive behavioural therapy": "what to ask for, as services call it",
    # Pronouns that everybody knows, and that a count of syllables finds hard.
    "(?:any|some|every)body|everything|everyday|another": "known to every child",
}
"""Words that stay, as patterns, each with the reason."""

SYLLABLES_OF_A_LONG_WORD = 4
"""A word with at least so many is long."""


def without_allowed(text: str) -> str:
    """A text with a short word in the place of each that has to stay."""
    return re.sub(rf"\b(?:{'|'.join(ALLOWED)})\b", "term", text, flags=re.IGNORECASE)


def long_words(text: str) -> set[str]:
    """The long words of a text that are not among those that have to stay."""
    words = (part for word in words_in(without_allowed(text)) for part in word.split("-"))
    return {word for word in words if syllables(word) >= SYLLABLES_OF_A_LONG_WORD}


def own_texts(content: Content) -> Iterator[str]:
    """Every text of the content that people read, in each voice; organisations have their own names."""
    shown = (content.questionnaire, content.notices, content.kinds, content.passages, content.contradictions)
    told = tuple(rule.reason for rule in content.rules)
    drinks = tuple(country.drink for country in content.countries.values())
    for words in all_texts((*shown, told, drinks)):
        yield from dict.fromkeys((words.you, words.they))


# The table -----------------------------------------------------------------------------------------------------------

HEAD = (
    "# How hard the pages are to read",
    "",
    "Made by `make reading`. The score is that of the page, or of its running sentences alone, whichever is harder.",
    "Each sentence counts once, and no term was taken out. What is not measured stands in `tools/reading_pages.py`,",
    "which English words had to stay in `tools/reading_ease.py`, and each language's formula and budget in",
    "`tools/languages/`; tests hold the budget. A formula sees only long words and long sentences: it does not know",
    "whether somebody understands. Scores of two languages cannot be compared.",
    "",
    "Not measured: " + ", ".join(f"`/{name}` ({reason})" for name, reason in LEFT_OUT.items()) + ".",
    "",
)


def as_markdown(found: Mapping[str, list[Reading]]) -> str:
    """The whole document: what is measured and how, and a table of all pages for each language, by its tag."""
    return "\n".join([*HEAD, *(line for tag, one in found.items() for line in section(tag, one))])


def section(tag: str, found: Iterable[Reading]) -> Iterator[str]:
    """What there is to say of one language."""
    reading = language(tag).reading
    kept = f"{'At least' if reading.better == 'higher' else 'At most'} {reading.budget.page:g}"
    yield from (f"## In {language(tag).name}", "")
    but = "".join(f", {name} {score:g}" for name, score in reading.budget.harder.items())
    yield f"{reading.formula}. {kept}{but}; no sentence is longer than {reading.budget.longest_sentence} words."
    yield from ("", "| read | score | words in a sentence | longest |", "|---|--:|--:|--:|")
    yield from (f"| {one.name} | {max(one.score, 0):.1f} | {one.mean:.1f} | {one.longest} |" for one in found)
    yield ""


def main(file: Path) -> None:
    """Writes the document into a file."""
    apps = {tag: create_app(Settings(keys=(bytes(32),), languages=tuple(dict.fromkeys((tag, "en"))))) for tag in tags()}
    file.write_text(as_markdown({tag: readings(app, tag) for tag, app in apps.items()}), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
