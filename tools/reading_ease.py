"""How hard the pages are to read: the Flesch-Kincaid grade, in US school years, of what somebody reads on each.

`make reading` writes the table docs/reading_ease.md. The measure is made to be hard to please:
- each sentence of a page counts once, so that buttons said often do not water it down;
- beside a page as a whole, its running sentences are measured without headings, options and lists of words;
- hyphenation alone finds too few syllables, so the higher of two counts stands;
- no term is taken out for a page. ALLOWED, the words that must stay, is only for looking at one text by itself.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyphen
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from flask import Flask

from app import create_app
from assessment.engine.content import Content
from assessment.engine.rules import Notice
from assessment.engine.text import Text
from assessment.loading.content_files import all_texts
from assessment.web.settings import Settings
from tests.support.personas import ADULTS
from tests.support.sample_answers import SOMEBODY, WITH_EVERY_CONCERN, answers_of

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
    "pancreatitis": "as doctors say it",
    "epilepsy|hepatitis|schizophrenia|psychosis|bipolar disorder|depression|anxiety|traumatic": "as doctors say it",
    "methadone|buprenorphine|naltrexone|acamprosate|varenicline": "treatment medicine, as it stands on the packet",
    "\\w*amphetamine|diazepam|pregabalin|gabapentin|baclofen|aripiprazole|fentanyl": "as it stands on the packet",
    "cognitive behavioural therapy": "what to ask for, as services call it",
    # Pronouns that everybody knows, and that a count of syllables finds hard.
    "(?:any|some|every)body|everything|everyday|another": "known to every child",
}
"""Words that stay, as patterns, each with the reason."""

NAMES = re.compile(
    r"SMART Recovery(?: Family & Friends)?|LifeRing|Women for Sobriety|Recovery Dharma|Al-Anon|Support Mosaic|jsDelivr|"
    r"ConnexOntario \(Ontario\)|Samaritans|TelefonSeelsorge|findahelpline.com|"
    r"al-anon.org|Australia|Canada|Germany|India|Ireland|Mexico|New Zealand|United Kingdom|United States"
)
"""Names are read as one word: they cannot be made plainer."""

LEFT_OUT = {
    "method": "for professionals: sources in their own terms",
    "clinics": "for those who look after a web site",
    "self-check": "for those who look after a web site",
    "logo": "a picture",
}
"""Pages that are not for the people this is for."""

NOT_MEASURED = {
    ".contacts, .call, .whom, .doors": "numbers, and the names of organisations",
    "cite, code, .address, .code-box": "sources, addresses and the code to scan",
    ".behind": "rules and sources, as on the page for professionals",
    "#notices": "notices have a table row of their own",
    ".sheet table, textarea": "what was told, said above; the sheet once more as text",
    "svg": "names of kinds, which stand below it as well",
    ".unseen, [hidden], noscript, input, head": "not what is read here",
}
"""Selector -> why what it finds on a page is not measured."""

SENTENCE_ENDS = re.compile(r"(?<=[.!?…])[”)]?\s+|\n| · | – |; ")
HYPHENATION = pyphen.Pyphen(lang="en_US")
WORD = re.compile(r"[^\W_](?:[’'.,-]?[^\W_])*")
INLINE_TAGS = {"a", "strong", "em", "span", "b", "i", "code"}
SYLLABLES_OF_A_LONG_WORD = 4
"""A word with at least so many is long."""


# Words and sentences -------------------------------------------------------------------------------------------------


@cache
def syllables(word: str) -> int:
    """The syllables of a word: what hyphenation finds, or what the vowels say, whichever is more."""
    by_hyphens = len(HYPHENATION.positions(word.lower())) + 1
    return max(
        by_hyphens, sum(map(vowel_groups, re.findall(r"[a-z]+", word.lower().replace("’", "").replace("'", ""))))
    )


def vowel_groups(word: str) -> int:
    """The syllables that the vowels of a word say, with silent letters taken out and parted vowels parted."""
    word = re.sub(r"(?<=[^aeiouy])e(?=(?:ly|ful|less|ments?|body|thing|times?|where|how)$)", "", word)
    word = word.replace("every", "evry")
    word = re.sub(r"(?<=[^aeioutd])ed$|(?<=[^aeioulscxz])es?$|(?<=[aeiou][scxzl])e$|(?<=[^aeiou][scxz])e$", "", word)
    word = re.sub(r"(?<=[aeiou]l)es$|(?<=[tscg])i(?=[ao])|(?<=[qg])u(?=[aeio])", "", word)
    parted = re.findall(r"i[ao]|eo(?!p)|ua|[aeoy]ing|ier|iet|uie|rea(?=ct|li)|(?<=[dr])ea(?=s?$)|sm$", word)
    return len(re.findall(r"[aeiouy]+", word)) + len(parted)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; in a list, each item is one."""
    found = (" ".join(one.split()) for one in SENTENCE_ENDS.split(text))
    return [one for one in found if WORD.search(one)]


def text_in_lines(element: Tag) -> Iterator[str]:
    """The text of an element, with a new line wherever the page has one."""
    for child in element.children:
        if isinstance(child, Tag):
            edge = "" if child.name in INLINE_TAGS and not stands_apart(child) else "\n"
            yield edge
            yield from text_in_lines(child)
            yield edge
        elif type(child) is NavigableString:
            yield re.sub(r"\s+", " ", child)


def stands_apart(element: Tag) -> bool:
    """Whether this stands apart from the words around it: a button, or what the stylesheet puts on its own line."""
    return bool(element.get("class")) or (
        element.name == "span" and element.parent is not None and element.parent.name == "dd"
    )


def sentences_on(html: str) -> list[str]:
    """The sentences that are read on a page, each once."""
    main = BeautifulSoup(html, "html.parser").select_one("main")
    assert main is not None
    for gone in main.select(", ".join(NOT_MEASURED)):
        gone.decompose()
    return list(dict.fromkeys(sentences_of("".join(text_in_lines(main)))))


def words_in(sentence: str) -> list[str]:
    """The words of a sentence; a name is one."""
    return WORD.findall(NAMES.sub("Name", sentence))


def without_allowed(text: str) -> str:
    """A text with a short word in the place of each that has to stay."""
    return re.sub(rf"\b(?:{'|'.join(ALLOWED)})\b", "term", text, flags=re.IGNORECASE)


def long_words(text: str) -> set[str]:
    """The long words of a text that are not among those that have to stay."""
    words = (part for word in words_in(without_allowed(text)) for part in word.split("-"))
    return {word for word in words if syllables(word) >= SYLLABLES_OF_A_LONG_WORD}


# Grades --------------------------------------------------------------------------------------------------------------


def grade(sentences: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of sentences."""
    split = [words_in(sentence) for sentence in sentences]
    words = [word for one in split for word in one]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(split) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


class Reading(NamedTuple):
    """The sentences that are read in one place, and how hard they are."""

    name: str
    sentences: list[str]

    @property
    def running(self) -> list[str]:
        """The sentences that end in a full stop or the like, so no headings, options or buttons."""
        return [one for one in self.sentences if one.rstrip("”)")[-1] in ".?!"]

    @property
    def grade(self) -> float:
        """The grade of the page, or of its running sentences: the higher."""
        return max(grade(self.sentences), grade(self.running))

    @property
    def mean(self) -> float:
        """How many words a running sentence has."""
        return sum(len(words_in(one)) for one in self.running) / max(len(self.running), 1)

    def hardest(self, count: int = 8) -> str:
        """The hardest sentences with their grades, a line each, for whoever has to make them easier."""
        found = sorted(self.sentences, key=lambda one: grade([one]), reverse=True)[:count]
        return "\n".join(f"  {grade([one]):.1f}  {one}" for one in found)


# What there is to read -----------------------------------------------------------------------------------------------


def readings(app: Flask) -> list[Reading]:
    """All pages and notices, in both voices where there are two."""
    mosaic = app.extensions["support_mosaic"]
    return [
        *readings_of_pages_around(app),
        *readings_of_steps(app, mosaic.content),
        *readings_of_notices(mosaic.content),
        *readings_of_results(app),
    ]


def readings_of_pages_around(app: Flask) -> Iterator[Reading]:
    """A reading of each page around the assessment, and of the two that say that something went wrong."""
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        path = rule.rule.removeprefix("/embed/<clinic>/")
        if (
            rule.endpoint.startswith("embed.")
            and "GET" in (rule.methods or ())
            and path.partition("/")[0] not in {*LEFT_OUT, "assessment"}
        ):
            address = f"/embed/demo/{path}" if path == "left" else f"/{path}"  # what only a frame has
            yield Reading(address, sentences_on(client.get(address).get_data(as_text=True)))
    yield Reading("not found", sentences_on(client.get("/nowhere").get_data(as_text=True)))
    expired = client.post("/assessment", data={"token": "", "at": "check", "to": "check"})
    yield Reading("expired", sentences_on(expired.get_data(as_text=True)))


VOICES = {"you": "self", "they": "other"}
"""Voice of a text -> the answer to the first question with which it is read."""


def readings_of_steps(app: Flask, content: Content) -> Iterator[Reading]:
    """The steps with all questions that somebody can be asked, the check page, and the page for the young."""
    for voice, who in VOICES.items():
        person = {**WITH_EVERY_CONCERN, "who_for": who}
        for step in content.questionnaire.step:
            yield Reading(f"step {step.id} ({voice})", sentences_seen(app, person, step.id))
        yield Reading(f"check ({voice})", sentences_seen(app, person, "check"))
        yield Reading(
            f"youth ({voice})", sentences_seen(app, {**SOMEBODY, "who_for": who, "age_band": "under_18"}, "check")
        )


def readings_of_results(app: Flask) -> Iterator[Reading]:
    """The results of all made-up people who get one, each also as if somebody else had asked for them."""
    for one in ADULTS:
        for voice, who in VOICES.items():
            yield Reading(
                f"result of {one.name} ({voice})", sentences_seen(app, {**one.person, "who_for": who}, "results")
            )


def sentences_seen(app: Flask, person: Mapping[str, str | Iterable[str]], place: str) -> list[str]:
    """The sentences that one person reads in one place: a step, the check page, or the result."""
    token = app.extensions["support_mosaic"].tokens.seal(answers_of(person))
    page = app.test_client().post("/assessment", data={"token": token, "at": "check", "to": place})
    return sentences_on(page.get_data(as_text=True))


def readings_of_notices(content: Content) -> Iterator[Reading]:
    """Each notice in both voices, with everything that can stand in it."""
    for notice in content.notices:
        for voice in VOICES:
            said = [text for words in texts_of_notice(content, notice) for text in sentences_of(getattr(words, voice))]
            yield Reading(f"notice {notice.id} ({voice})", list(dict.fromkeys(said)))


def texts_of_notice(content: Content, notice: Notice) -> Iterator[Text]:
    """The texts of a notice, its reasons, and the passages beside it."""
    yield from all_texts(notice)
    yield from (rule.reason for rule in content.rules if rule.notice == notice.id)
    yield from (passage.text for passage in content.passages if passage.notice == notice.id)


def own_texts(content: Content) -> Iterator[str]:
    """Every text of the content that people read, in each voice; organisations have their own names."""
    shown = (content.questionnaire, content.notices, content.kinds, content.passages, content.contradictions)
    told = tuple(rule.reason for rule in content.rules)
    drinks = tuple(country.drink for country in content.countries.values())
    for words in all_texts((*shown, told, drinks)):
        yield from dict.fromkeys((words.you, words.they))


# The table -----------------------------------------------------------------------------------------------------------


def as_markdown(found: Iterable[Reading]) -> str:
    """The whole document: what is measured and how, and a table of all pages."""
    return "\n".join(
        [
            "# How hard the pages are to read",
            "",
            "Made by `make reading`. The grade is Flesch-Kincaid's, in US school years: of the page, or of its running",
            "sentences alone, whichever is higher. Each sentence counts once, and no term was taken out. What is not",
            "measured, and which words had to stay, stands in `tools/reading_ease.py`. A test holds grade 6.",
            "The formula sees only long words and long sentences: it does not know whether somebody understands.",
            "",
            "Not measured: " + ", ".join(f"`/{name}` ({reason})" for name, reason in LEFT_OUT.items()) + ".",
            "",
            "| read | grade | words in a sentence | longest |",
            "|---|--:|--:|--:|",
            *(
                f"| {one.name} | {max(one.grade, 0):.1f} | {one.mean:.1f} "
                f"| {max(len(words_in(sentence)) for sentence in one.sentences)} |"
                for one in found
            ),
            "",
        ]
    )


def main(file: Path) -> None:
    """Writes the document into a file."""
    file.write_text(as_markdown(readings(create_app(Settings(keys=(bytes(32),))))), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
