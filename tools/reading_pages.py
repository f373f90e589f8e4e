"""What there is to read: every page, step, notice and result, in a language, sentence by sentence."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from flask import Flask

from assessment.engine.content import Content
from assessment.engine.rules import Notice
from assessment.engine.text import Text
from assessment.i18n.catalogues import catalogue_path, forms, read_catalogue
from assessment.i18n.locale import locale_of
from assessment.loading.content_files import all_texts
from tests.support.personas import ADULTS
from tests.support.sample_answers import SOMEBODY, WITH_EVERY_CONCERN, answers_of
from tools.languages.measure import Reading, sentences_of

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
INLINE_TAGS = {"a", "strong", "em", "span", "b", "i", "code"}


Say = Callable[[str], str]
"""What a language says for an English sentence."""


def said_in(tag: str) -> Say:
    """How a language says the sentences of its catalogue; English says them as they stand."""
    if tag == "en":
        return str
    catalogue = read_catalogue(catalogue_path(locale_of(tag)), locale_of(tag))

    def say(sentence: str) -> str:
        message = catalogue.get(sentence)
        return forms(message.string)[-1] if message else sentence

    return say


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


# What there is to read -----------------------------------------------------------------------------------------------


def readings(app: Flask, tag: str = "en") -> list[Reading]:
    """All pages and notices, in both voices where there are two. The first language of the app is the one measured."""
    mosaic = app.extensions["support_mosaic"]
    found = [
        *readings_of_pages_around(app),
        *readings_of_steps(app, mosaic.content),
        *readings_of_notices(mosaic.content, said_in(tag)),
        *readings_of_results(app),
    ]
    return [one._replace(tag=tag) for one in found]


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


def readings_of_notices(content: Content, say: Say = str) -> Iterator[Reading]:
    """Each notice in both voices, with everything that can stand in it."""
    for notice in content.notices:
        for voice in VOICES:
            texts = (say(getattr(words, voice)) for words in texts_of_notice(content, notice))
            said = [sentence for text in texts for sentence in sentences_of(text)]
            yield Reading(f"notice {notice.id} ({voice})", list(dict.fromkeys(said)))


def texts_of_notice(content: Content, notice: Notice) -> Iterator[Text]:
    """The texts of a notice, its reasons, and the passages beside it."""
    yield from all_texts(notice)
    yield from (rule.reason for rule in content.rules if rule.notice == notice.id)
    yield from (passage.text for passage in content.passages if passage.notice == notice.id)
