"""Results on real paper: printed by a real browser as PDF, and read back.

`make prints` prints 500 results, with answers, paper and choices drawn at random by a seed; `make test` does a dozen.
"""

import itertools
import logging
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from app import create_app
from assessment.engine.content import Content
from assessment.engine.path import AskedQuestion, replay
from assessment.engine.questionnaire import SKIPPED, Answers
from assessment.loading.content_files import load
from assessment.web.answer_tokens import AnswerTokens
from assessment.web.printing import PrintOptions
from assessment.web.settings import Settings
from tests.support.fetch import installed_browser

SEED = 20261124
KEY = bytes(range(32))
SIZES = {"A4": (595, 842), "Letter": (612, 792)}
"""Points."""
SMALLEST = {False: 10.0, True: 18.0}
"""Points that type must have: as usual, and in large print."""
LARGEST_DISCREET = 12.0
"""Points above which type would be read at a glance."""
MOST_SHEETS = {("sheet", False): 1, ("sheet", True): 2, ("whole result", False): 7, ("whole result", True): 22}
"""By what is printed, and whether in large print. The whole result of anybody who is likely has five (a test); people
drawn here have every second concern and illness at once."""
EDGE = 20
"""Points around a sheet that stay empty: no printer needs more."""
DISCLAIMER = "notadiagnosis"
"""Words of the disclaimer, as `letters_and_digits` leaves them."""
TO_SAY = "WhatIcansay"
"""The heading over what somebody can say of themselves."""
WORDS_ON_A_DISCREET_SHEET = 40
"""At most: a page that tells nobody anything has not many."""
BLOCKS = "h1, h2, h3, p, li, dt, dd, th, td, legend, svg text"
"""Elements that hold a text which ought to be on paper as one piece."""
READ_TEXTS = """blocks => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const shown = (one) => one.getClientRects().length > 0;
    const hidden = (selector) => all(selector).filter((one) => !shown(one)).map((one) => one.textContent);
    const words = (one) => [...one.childNodes].map((node) => node.nodeType === Node.TEXT_NODE ? node.data
        : shown(node) && !node.matches(".unseen") ? words(node) : "").join(" ");
    return {
        blocks: all(blocks).filter((one) => shown(one) && !one.querySelector(blocks))
            .map((one) => [words(one), /^H/.test(one.tagName), Boolean(one.closest(".sheet"))])
            .concat(all(".mosaic > svg").filter(shown).map((one) => [words(one), false, false])),
        own_answers: hidden(".tells-answers p, .tells-answers li, .tells-answers dd"),
        navigation: hidden("header a, nav a, button"),
    };
}"""
"""Returns the text of each block that is printed, and the texts of answers and of navigation that are not."""


class Draw(NamedTuple):
    """One result to print: whose answers, on which of SIZES, and with which choices of the form before printing."""

    answers: Answers
    size: str
    paper: PrintOptions


class Block(NamedTuple):
    """A piece of text that ought to be on paper, without spaces and signs; what it is, and where it belongs."""

    text: str
    heading: bool
    on_sheet: bool
    words: str = ""


class Glyph(NamedTuple):
    """One character: its size in points, and its box (left, bottom, right, top)."""

    size: float
    box: tuple[float, float, float, float]


class Printed(NamedTuple):
    """A printed result.

    blocks       what ought to be on it
    own_answers  answers that must not be on it, because they were to stay off
    navigation   links and buttons that must not be on it
    pages        the text of each sheet, as `letters_and_digits` leaves it
    title        the title of the PDF
    glyphs       every character on it
    """

    draw: Draw
    blocks: tuple[Block, ...]
    own_answers: tuple[str, ...]
    navigation: tuple[str, ...]
    pages: tuple[str, ...]
    title: str
    glyphs: tuple[Glyph, ...]


def letters_and_digits(text: str) -> str:
    """A text without spaces and signs: in a PDF lines break anywhere, and hyphens come and go."""
    return re.sub(r"[\W_]+", "", text)


def anybody(content: Content, chance: random.Random) -> Answers:
    """Complete answers of anybody, the unlikely as often as the likely: most have much more to say than people do."""
    answers: dict[str, tuple[str, ...]] = {}
    while not (path := replay(content, answers)).complete:
        if path.ends_early:
            answers = {}
            continue
        for asked in path.asked_at(path.first_open):
            if not asked.chosen:
                answers[asked.question.id] = any_choice(asked, chance)
    return answers


def any_choice(asked: AskedQuestion, chance: random.Random) -> tuple[str, ...]:
    """Any valid answer to one question."""
    ids = [option.id for option in asked.options]
    exclusive = [option.id for option in asked.options if option.exclusive]
    together = [id for id in ids if id not in exclusive]
    left_empty = [SKIPPED] if asked.question.optional else []
    if not asked.question.takes_several:
        return (chance.choice(ids + left_empty),)
    if chance.random() < 0.25 and exclusive + left_empty:
        return (chance.choice(exclusive + left_empty),)
    return tuple(chance.sample(together, chance.randint(1, len(together))))


def draws(content: Content, seed: int) -> Iterator[Draw]:
    """Results to print, without end; the same seed gives the same ones."""
    chance = random.Random(seed)
    while True:
        boxes = {name: chance.random() < 1 / 3 for name in PrintOptions.__struct_fields__}
        yield Draw(anybody(content, chance), chance.choice(list(SIZES)), PrintOptions(**boxes))


def put_on_paper(browser: Browser, app: Flask, draw: Draw) -> tuple[bytes, dict[str, Any]]:
    """The result's own page for paper as PDF, and what READ_TEXTS finds on that page."""
    content = load()
    sent = {"token": AnswerTokens((KEY,), content).seal(draw.answers)}
    sent |= dict.fromkeys(draw.paper.classes.split(), "yes")
    html = app.test_client().post("/sheet", data=sent).text
    page = browser.new_page()
    page.set_content(html)
    page.emulate_media(media="print")
    there = page.evaluate(READ_TEXTS, BLOCKS)
    pdf = page.pdf(format=draw.size)
    page.close()
    return pdf, there


def printed(draw: Draw, pdf: bytes, there: dict[str, Any]) -> Printed:
    """Reads a PDF back. `there`: what READ_TEXTS found on the page that was printed."""
    document = pypdfium2.PdfDocument(pdf)
    texts: list[str] = []
    glyphs: list[Glyph] = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        for place in range(text.count_chars()):
            if pdfium.FPDFText_IsGenerated(text.raw, place) or not text.get_text_range(place, 1).strip():
                continue
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFText_GetMatrix(text.raw, place, matrix)
            size = pdfium.FPDFText_GetFontSize(text.raw, place) * abs(matrix.d)
            glyphs.append(Glyph(round(size, 2), text.get_charbox(place)))
    blocks = (Block(letters_and_digits(text), heading, on_sheet, text) for text, heading, on_sheet in there["blocks"])
    return Printed(
        draw=draw,
        blocks=tuple(block for block in blocks if block.text),
        own_answers=tuple(filter(None, map(letters_and_digits, there["own_answers"]))),
        navigation=tuple(filter(None, map(letters_and_digits, there["navigation"]))),
        pages=tuple(letters_and_digits(text) for text in texts),
        title=document.get_metadata_dict()["Title"],
        glyphs=tuple(glyphs),
    )


def complaints(found: Printed) -> Iterator[str]:
    """A sentence for each thing that is wrong with a printed result."""
    for check in CHECKS:
        yield from check(found)


def is_sheet(found: Printed) -> bool:
    """Whether the one sheet is printed, and not the whole result. The discreet one is always a sheet."""
    return found.draw.paper.discreet or not found.draw.paper.whole_result


def number_of_sheets(found: Printed) -> Iterator[str]:
    most = MOST_SHEETS["sheet" if is_sheet(found) else "whole result", found.draw.paper.large]
    if not 1 <= len(found.pages) <= most:
        yield f"{len(found.pages)} sheets"


def everything_is_there(found: Printed) -> Iterator[str]:
    whole = "".join(found.pages)
    for block in found.blocks:
        if block.text not in whole:
            yield f"not on paper as one piece: {block.text[:60]}"


def sheet_or_result(found: Printed) -> Iterator[str]:
    for block in found.blocks:
        if block.on_sheet != is_sheet(found) and DISCLAIMER not in block.text:
            yield f"on paper, and not asked for: {block.text[:60]}"


def disclaimer_on_every_sheet(found: Printed) -> Iterator[str]:
    if found.draw.paper.discreet:
        if not found.pages[-1].endswith("Thisisnotmedicaladvice"):
            yield "no word at the foot that it is no medical advice"
        return
    for number, text in enumerate(found.pages):
        if DISCLAIMER not in text[text.rfind(foot_of(found)) :]:
            yield f"no disclaimer at the foot of sheet {number + 1}"


def no_heading_alone(found: Printed) -> Iterator[str]:
    if found.draw.paper.discreet or found.draw.paper.without_answers:
        return  # without answers, a card may be no more than its name
    sentences = {block.text for block in found.blocks if not block.heading}
    headings = {block.text for block in found.blocks if block.heading} - sentences
    for number, text in enumerate(found.pages):
        above = text[: text.rfind(foot_of(found))]
        last_words = {one for one in headings if above.endswith(one)}
        # A list in a sentence may end with the name of a card: then the whole sentence stands there.
        sentence = max((one for one in sentences if above.endswith(one)), key=len, default="")
        if any(not sentence.endswith(one) for one in last_words):
            yield f"a heading alone at the foot of sheet {number + 1}"


def large_enough(found: Printed) -> Iterator[str]:
    smallest = min(glyph.size for glyph in found.glyphs)
    if smallest < SMALLEST[found.draw.paper.large]:
        yield f"type of {smallest} points"


def nothing_clipped(found: Printed) -> Iterator[str]:
    width, height = SIZES[found.draw.size]
    for left, bottom, right, top in (glyph.box for glyph in found.glyphs):
        if left < EDGE or bottom < EDGE or right > width - EDGE or top > height - EDGE:
            yield f"something at the edge: {left:.0f} {bottom:.0f} {right:.0f} {top:.0f}"
            return


def without_answers(found: Printed) -> Iterator[str]:
    whole = "".join(found.pages)
    said = any(len(text) > 25 and text in whole for text in found.own_answers)
    if found.draw.paper.without_answers and said:
        yield "answers on paper that were to stay off it"
    if is_sheet(found) and not (found.draw.paper.without_answers or found.draw.paper.discreet) and TO_SAY not in whole:
        yield "nothing of what was told on the sheet"


def discreet(found: Printed) -> Iterator[str]:
    if not found.draw.paper.discreet:
        return
    largest = max(glyph.size for glyph in found.glyphs)
    if largest > LARGEST_DISCREET and not found.draw.paper.large:
        yield f"type of {largest} points"
    if found.title != "Notes" or not found.pages[0].startswith("Notes"):
        yield f"a telling title: {found.title}"
    words = sum(len(block.words.split()) for block in found.blocks)
    if words > WORDS_ON_A_DISCREET_SHEET:
        yield f"{words} words on a sheet that is to tell nothing"


def no_navigation(found: Printed) -> Iterator[str]:
    whole = "".join(found.pages)
    for text in found.navigation:
        if len(text) > 12 and text in whole:
            yield f"navigation on paper: {text}"


CHECKS = (
    number_of_sheets,
    everything_is_there,
    sheet_or_result,
    disclaimer_on_every_sheet,
    no_heading_alone,
    large_enough,
    nothing_clipped,
    without_answers,
    discreet,
    no_navigation,
)


def foot_of(found: Printed) -> str:
    """What the foot of each sheet begins with."""
    return [block.text for block in found.blocks if DISCLAIMER in block.text][-1][:20]


def launch(playwright: Any) -> Browser:
    """A browser that prints."""
    browser: Browser = playwright.chromium.launch(
        executable_path=installed_browser(), args=["--no-sandbox", "--disable-gpu"]
    )
    return browser


def main(folder: Path, count: int) -> int:
    """Prints so many results, keeps a dozen to look at, and says what is wrong. Returns how many have something."""
    logging.disable()
    folder.mkdir(exist_ok=True)
    content = load()
    app = create_app(Settings(keys=(KEY,), operator="A made-up service"), content)
    bad, most, sheets = 0, 0, 0
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for number, draw in enumerate(itertools.islice(draws(content, SEED), count)):
            pdf, there = put_on_paper(browser, app, draw)
            found = printed(draw, pdf, there)
            wrong = list(complaints(found))
            most, sheets = max(most, len(found.pages)), sheets + len(found.pages)
            if wrong or number < 12:
                (folder / f"{number:03}{'-bad' if wrong else ''}.pdf").write_bytes(pdf)
            if wrong:
                bad += 1
                print(number, draw.size, draw.paper.classes or "as usual", "; ".join(wrong[:4]))
        browser.close()
    print(f"{count} results printed on {sheets} sheets, the longest on {most}; {bad} with something wrong")
    return bad


if __name__ == "__main__":
    sys.exit(min(1, main(Path("prints"), int(sys.argv[1]) if len(sys.argv) > 1 else 500)))
