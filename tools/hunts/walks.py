"""Somebody who answers over HTTP, without a browser: what a page's form holds is read with a few patterns."""

import http.client
import re
import time
import urllib.parse
from collections.abc import Mapping
from enum import Enum

from msgspec import Struct

from assessment.engine.assess import assess
from assessment.engine.content import Content
from assessment.engine.path import QuestionPath
from assessment.engine.questionnaire import SKIPPED
from tools.hunts.own_server import HERE

PAGE = re.compile(r'<main[^>]*data-page="([a-z]+)"')
FORM = re.compile(r'<form[^>]*data-step="([a-z_]+)".*?</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="(token|at)" value="([^"]*)"')
ASKED = re.compile(r'<input[^>]*type="(?:radio|checkbox)"[^>]*>|<select[^>]*>')
NAME = re.compile(r'name="([a-z_]+)"')
KIND = re.compile(r'data-kind="([a-z_]+)"[^>]*data-fit="([a-z_]+)"|data-fit="([a-z_]+)"[^>]*data-kind="([a-z_]+)"')
FIRST = re.compile(r'data-first-step="([a-z_]+)"')
MOST_STEPS = 60
READS_FOR = 0.05
"""Seconds on each page: much less than people, and long enough for something to happen meanwhile."""


class End(Enum):
    """How a walk ended. `PLAIN_PAGE`: a page of ours that says that it cannot go on, and what to do."""

    RIGHT = "right result"
    PLAIN_PAGE = "plain page"
    WRONG = "wrong result"
    LOST = "no page"


class Walk(Struct):
    """How a walk ended, how often a request had to be made again, and the last page where it is of use."""

    end: End
    again: int = 0
    seen: str = ""


def page_from(port: int, method: str, form: Mapping[str, list[str]] | None = None, tries: int = 12) -> tuple[str, int]:
    """A page of the assessment; pressed again where nothing came, as people do. Returns it and how often that was."""
    for again in range(tries):
        connection = http.client.HTTPConnection(HERE, port, timeout=30)
        try:
            body = urllib.parse.urlencode(form or {}, doseq=True)
            head = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
            connection.request(method, "/assessment", body or None, head)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8")
            if answer.status not in {502, 503, 504}:
                return text, again
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.3)
    return "", tries


def walk(port: int, path: QuestionPath, content: Content) -> Walk:
    """Goes through with these answers, to the result, and compares it with what the engine says."""
    page, again = page_from(port, "GET")
    for _ in range(MOST_STEPS):
        kind = found.group(1) if (found := PAGE.search(page)) else ""
        if kind in {"results", "expired", "error"} or not kind:
            break
        time.sleep(READS_FOR)
        page, more = page_from(port, "POST", fields_of(page, path))
        again += more
    return Walk(end_of(page, path, content), again, page)


def fields_of(page: str, path: QuestionPath) -> dict[str, list[str]]:
    """What this person sends from a page: their answers, or the button that skips, or that asks for the result."""
    found = FORM.search(page)
    if not found:
        return {}
    form = found[0]
    fields = {name: [value] for name, value in HIDDEN.findall(form)}
    names = {name[1] for control in ASKED.findall(form) if (name := NAME.search(control))}
    told = {name: [one for one in path.answers[name] if one != SKIPPED] for name in names & {*path.answers}}
    if names and not told and 'data-go="result"' in form:
        return fields | {"to": ["results"]}
    skips = {"skip": ["yes"]} if any(not one for one in told.values()) and 'name="skip"' in form else {}
    return fields | {name: chosen for name, chosen in told.items() if chosen} | skips


def end_of(page: str, path: QuestionPath, content: Content) -> End:
    """What the last page is, beside what it should be."""
    if not page:
        return End.LOST
    if not (found := PAGE.search(page)) or found[1] != "results":
        return End.PLAIN_PAGE if found and found[1] in {"expired", "error"} else End.LOST
    result = assess(content, path)
    expected = {(one.kind.id, one.fit.value) for one in result.suggestions}
    shown = {(one[0] or one[3], one[1] or one[2]) for one in KIND.findall(page)}
    first = FIRST.search(page)
    return End.RIGHT if shown == expected and first and first[1] == result.first_step.id else End.WRONG
