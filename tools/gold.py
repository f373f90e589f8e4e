"""The text that people read, kept: what they have of 2,000 drawn sets of answers, so that moving code moves no word.

`make gold` renders all of it again and compares; `make gold-anew` keeps what there is now, where words were meant to
change. Kept are the answers with the text of each page, so that comparing needs nothing of how they were drawn. Left
out is what changes by itself: the day, versions, and sealed answers.
"""

import difflib
import html
import json
import logging
import lzma
import random
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import islice
from pathlib import Path

from flask import Flask

from app import create_app
from assessment.engine.path import QuestionPath, replay
from assessment.engine.questionnaire import Answers
from assessment.loading.content_files import load
from assessment.web.settings import Settings
from assessment.web.views.information import METHOD_PARTS
from assessment.web.views.questions import NOTICES_ONLY
from tools.print_check import anybody

KEPT = Path(__file__).parent.parent / "tests" / "gold" / "pages.json.xz"
SEED = 20261125
COUNT = 2000
UNDER_18 = 0.02
"""Of those drawn, so many turn out to be under 18."""
PAGES = (
    *("/", "/now", "/kinds", "/about", "/method", *(f"/method/{part.replace('_', '-')}" for part in METHOD_PARTS)),
    *("/privacy", "/clinics", "/nowhere", "/embed/demo/", "/assessment"),
)
"""What is read without answers."""
MOST_SHOWN = 20
"""Lines of a difference."""
NOT_READ = re.compile(r"<(script|style|head)\b.*?</\1>|<!--.*?-->", re.DOTALL)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
CHANGES_BY_ITSELF = (
    (re.compile(r"\d+\.\d+\+[0-9a-f]{8}"), "VERSION"),
    (re.compile(r"(Made on|was last tested on) (?:\d+ \w+|\w+ \d+,) \d{4}"), r"\1 DAY"),
)

Texts = Mapping[str, str]
"""Name of a page -> what is read on it, a line for each piece of text between two tags."""


@cache
def application() -> Flask:
    """The application that is looked at: one for each process."""
    return create_app(Settings(keys=(bytes(range(32)),)), load())


def read_on(page: str) -> str:
    """What is read on a page."""
    texts = [*TITLE.findall(page), *TAG.split(NOT_READ.sub("", page))]
    lines = (" ".join(html.unescape(text).split()) for text in texts)
    return without_days("\n".join(line for line in lines if line))


def without_days(text: str) -> str:
    """A text without what changes by itself."""
    for pattern, instead in CHANGES_BY_ITSELF:
        text = pattern.sub(instead, text)
    return text


def texts_of(answers: Answers) -> Texts:
    """What somebody with these answers reads: each step on the way, its notices, the check page, the result."""
    client, state = application().test_client(), application().extensions["support_mosaic"]
    path = replay(state.content, answers)

    def sent(address: str, given: Answers, **fields: str | Iterable[str]) -> str:
        form = {name: [value] if isinstance(value, str) else list(value) for name, value in fields.items()}
        return read_on(client.post(address, data={"token": state.tokens.seal(given), **form}).text)

    found: dict[str, str] = {}
    for step, chosen in answered(path):
        before = state.content.compiled.bits.answers(path.told_before(step))
        found[f"step {step}"] = sent("/assessment", before, at="check", to=step)
        found[f"notices {step}"] = sent("/assessment", before, at=step, to=NOTICES_ONLY, **chosen)
    if path.ends_early:
        return found | {"youth": sent("/assessment", answers, at="check", to="check")}
    found["check"] = sent("/assessment", path.answers, at="check", to="check")
    found["result"] = sent("/assessment", path.answers, at="check", to="results")
    found["sheet"] = sent("/sheet", path.answers)
    found["copy"] = sent("/copy", path.answers)
    return found


def answered(path: QuestionPath) -> Iterator[tuple[str, Answers]]:
    """Each step on somebody's way, with what they chose there."""
    for path_step in path.steps:
        if path_step.asked:
            yield path_step.step.id, {one.question.id: one.chosen for one in path_step.asked if one.chosen}


def without_answers() -> Texts:
    """What is read without a question."""
    client = application().test_client()
    return {address: read_on(client.get(address).text) for address in PAGES}


def drawn() -> Iterator[Answers]:
    """Sets of answers, the unlikely as often as the likely."""
    chance = random.Random(SEED)  # the same each time
    content = load()
    while True:
        answers = dict(anybody(content, chance))
        yield answers | ({"age_band": ("under_18",)} if chance.random() < UNDER_18 else {})


def kept() -> Iterator[tuple[Answers, Texts]]:
    """What is kept; the first has no answers: the pages that are read without."""
    with lzma.open(KEPT, "rt", encoding="utf-8") as file:
        held = json.load(file)
    lines = [without_days(line) for line in held["lines"]]
    for answers, pages in held["kept"]:
        texts = {page: "\n".join(lines[number] for number in numbers) for page, numbers in pages.items()}
        yield {question: tuple(chosen) for question, chosen in answers.items()}, texts


def keep() -> None:
    """Keeps what there is now, each line once: most of them stand on thousands of pages."""
    lines: dict[str, int] = {}

    def numbered(texts: Texts) -> dict[str, list[int]]:
        return {page: [lines.setdefault(one, len(lines)) for one in text.splitlines()] for page, text in texts.items()}

    every = list(islice(drawn(), COUNT))
    with ProcessPoolExecutor(initializer=logging.disable) as processes:
        found = zip(every, processes.map(texts_of, every, chunksize=20), strict=True)
        pages = [[{}, numbered(without_answers())], *([answers, numbered(texts)] for answers, texts in found)]
    # Beside it first: whoever is interrupted keeps what was there, whole.
    half = KEPT.with_suffix(".half")
    with lzma.open(half, "wt", encoding="utf-8", preset=9) as file:
        json.dump({"lines": list(lines), "kept": pages}, file, ensure_ascii=False, separators=(",", ":"))
    half.replace(KEPT)


def now(answers: Answers) -> Texts:
    """What is read today, with these answers or without any."""
    return texts_of(answers) if answers else without_answers()


def differences(was: Texts, is_now: Texts) -> Iterator[str]:
    """What has changed, page by page, in the lines of a difference."""
    for page in dict.fromkeys((*was, *is_now)):
        if was.get(page) != is_now.get(page):
            before, after = (text.get(page, "").splitlines() for text in (was, is_now))
            changed = difflib.unified_diff(before, after, n=0, lineterm="")
            yield "\n".join((f"{page}:", *islice(changed, 2, MOST_SHOWN)))


def compare() -> int:
    """Compares all that is kept with what there is now, and shows the first differences. Returns how many differ."""
    every = list(kept())
    differ = 0
    with ProcessPoolExecutor(initializer=logging.disable) as processes:
        today = processes.map(now, [answers for answers, _ in every], chunksize=20)
        for (answers, was), is_now in zip(every, today, strict=True):
            if found := list(differences(was, is_now)):
                differ += 1
                if differ <= MOST_SHOWN // 4:
                    print(f"\nWith {answers or 'no answers'}\n" + "\n".join(found[:3]))
    print(f"{len(every)} kept, {differ} differ")
    return differ


if __name__ == "__main__":
    if sys.argv[1:] == ["keep"]:
        keep()
    else:
        sys.exit(min(1, compare()))
