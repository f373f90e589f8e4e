"""A visited page: parsed, and inspected for what must be right on every page, whatever the test is about.

Leaving an inspection out is visible where it happens: `Page(response, leave_out={"the name of the inspection"})`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import html5lib
from bs4 import BeautifulSoup, Tag
from bs4.builder._html5lib import HTML5TreeBuilder
from werkzeug.test import TestResponse

CONTROLS = "input:not([type=hidden]), select, textarea"
TOKEN = re.compile(r'(?<=name="token" value=")[^"]+')
ALREADY_INSPECTED: set[int] = set()
"""Hashes of the pages in which nothing was wrong, without their tokens, which differ each time."""


class Builder(HTML5TreeBuilder):
    """Builds a tree, and keeps what was wrong with the page: to parse it twice took a quarter of all time."""

    errors: list[Any]

    def feed(self, markup: Any) -> None:
        """As inherited, but for the last line."""
        parser = html5lib.HTMLParser(tree=self.create_treebuilder)
        self.underlying_builder.parser = parser
        parser.parse(markup).original_encoding = None
        self.underlying_builder.parser = None
        self.errors = parser.errors


class Tree(NamedTuple):
    """A page as a tree, what was wrong with it, and what each selector found in it so far."""

    soup: BeautifulSoup
    errors: list[Any]
    selected: dict[str, list[Tag]]


@lru_cache(maxsize=100)
def tree_of(html: str, *, known: bool) -> Tree:
    """The tree of a page without its tokens: most journeys begin alike, and so do their pages.

    Whoever changes something in it does so in a copy. `known`: the page was in order before. Of such a page the
    standard library makes the same tree, in half the time.
    """
    if known:
        return Tree(BeautifulSoup(html, "html.parser"), [], {})
    builder = Builder()
    return Tree(BeautifulSoup(html, builder=builder), builder.errors, {})


def text_of(element: Tag | None) -> str:
    """The text of an element in one line; "" if there is no element."""
    return " ".join(element.get_text(" ").split()) if element else ""


class Page:
    """One answer of the server as a person meets it.

    `partial`: the answer is not a whole page but the part of one that htmx asks for.
    """

    def __init__(self, response: TestResponse, *, partial: bool = False, leave_out: set[str] | None = None) -> None:
        self.response = response
        self.status = response.status_code
        self.partial = partial
        self.html = response.get_data(as_text=True)
        without_token = TOKEN.sub("", self.html)
        seen = hash((response.request.path, partial, without_token, str(response.headers)))
        known = seen in ALREADY_INSPECTED
        self.soup, self.errors, self.selected = tree_of(without_token, known=known)
        if not known:
            self.inspect(leave_out or set())
            ALREADY_INSPECTED.update(() if leave_out else (seen,))

    def inspect(self, leave_out: set[str]) -> None:
        """Raises AssertionError with the first thing that is wrong."""
        for inspection in INSPECTIONS:
            name = inspection.__name__.replace("_", " ")
            if name not in leave_out:
                for complaint in inspection(self):
                    raise AssertionError(f"{self.response.request.path} ({name}): {complaint}")

    def one(self, selector: str) -> Tag:
        """The element that a selector finds. Fails unless it is exactly one."""
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} elements for '{selector}', expected one"
        return found[0]

    def all(self, selector: str) -> list[Tag]:
        """All elements that a selector finds, in the order of the page."""
        if selector not in self.selected:
            self.selected[selector] = list(self.soup.select(selector))
        return list(self.selected[selector])

    def has(self, selector: str) -> bool:
        """Whether a selector finds an element."""
        return bool(self.all(selector))

    def by_id(self, id: str) -> Tag | None:
        """The element with this id, or None."""
        return next((one for one in self.all("[id]") if one["id"] == id), None)

    def text(self, selector: str = "main") -> str:
        """The text, in one line, of the one element that a selector finds."""
        return text_of(self.one(selector))

    def html_of(self, selector: str) -> str:
        """The one element that a selector finds, with all in it, to be compared: space counts as one blank."""
        return " ".join(str(self.one(selector)).split())

    @property
    def name(self) -> str:
        """Which page it is: `data-page`."""
        return str(self.one("main")["data-page"])

    @property
    def step(self) -> str:
        """Which step it shows: `data-step` of its form."""
        return str(self.one("form[data-step]")["data-step"])

    @property
    def urgent(self) -> set[str]:
        """The ids of the notices on the page that this person's answers raise."""
        return {str(one["data-urgent"]) for one in self.all("[data-urgent]:not([data-quiet])")}

    @property
    def quiet(self) -> set[str]:
        """The ids of the notices that are one quiet line, for what was not said."""
        return {str(one["data-urgent"]) for one in self.all("[data-urgent][data-quiet]")}

    @property
    def fits(self) -> dict[str, str]:
        """Kind of support -> its fit, in the order of the page."""
        return {str(one["data-kind"]): str(one["data-fit"]) for one in self.all("[data-kind]")}

    @property
    def token(self) -> str:
        """The sealed answers on the page."""
        found = TOKEN.search(self.html)
        assert found, "a page without answers"
        return found[0]

    def reasons(self, kind: str) -> set[str]:
        """The ids of the rules whose reasons stand beside a kind."""
        return {str(one["data-rule"]) for one in self.all(f"[data-kind={kind}] [data-rule]")}

    @property
    def asked(self) -> list[str]:
        """The ids of the questions on the page, in order."""
        names = [str(one["name"]) for one in self.all(f"form[data-step] :is({CONTROLS}):not([data-helper])")]
        return list(dict.fromkeys(names))


# Inspections: each yields what is wrong, in words that say what to do ------------------------------------------------

Inspection = Callable[[Page], Iterator[str]]
"""Named by what must be so; yields a sentence for each thing that is not."""


def valid_html(page: Page) -> Iterator[str]:
    if page.partial:
        return
    for (line, _), code, more in page.errors:
        yield f"line {line}: {code} {more}: {page.html.splitlines()[line - 1]!r}"


def language_and_direction(page: Page) -> Iterator[str]:
    if not page.partial and not (page.one("html").get("lang") and page.one("html").get("dir") in {"ltr", "rtl"}):
        yield "<html> needs lang and dir"


def one_heading_that_the_title_starts_with(page: Page) -> Iterator[str]:
    if page.partial and not page.has("main"):
        return
    if len(page.all("h1")) != 1:
        yield f"{len(page.all('h1'))} <h1>, expected one"
    title = text_of(page.soup.select_one("title"))
    error = text_of(page.soup.select_one(".problem .unseen")) or "Error:"
    # A headline is about somebody: a title, which stands in tabs and histories, must not tell it.
    if page.has("h1[data-headline]"):
        if page.text("h1") in title:
            yield f"the title {title!r} tells the headline"
    elif not title.removeprefix(error).strip().startswith(page.text("h1")):
        yield f"the title {title!r} does not start with the heading {page.text('h1')!r}"
    if page.has("#summary") != title.startswith(error):
        yield f"with a problem on the page, and only then, the title starts with '{error} '"


def heading_levels(page: Page) -> Iterator[str]:
    level = 1
    for heading in page.all("main :is(h1, h2, h3, h4, h5)"):
        now = int(heading.name[1])
        if now > level + 1:
            yield f"{text_of(heading)!r} jumps from h{level} to h{now}"
        level = now


def unique_ids(page: Page) -> Iterator[str]:
    for id, count in Counter(str(one["id"]) for one in page.all("[id]")).items():
        if count > 1:
            yield f"id '{id}' stands {count} times"


def labelled_controls(page: Page) -> Iterator[str]:
    named = {label.get("for") for label in page.all("label")}
    for control in page.all(CONTROLS):
        if not (control.find_parent("label") or control.get("id") in named):
            yield f"{control} has no label"
    for choice in page.all("input[type=radio], input[type=checkbox]"):
        fieldset = choice.find_parent("fieldset")
        if fieldset is None or not text_of(fieldset.find("legend")):
            yield f"{choice} is not in a fieldset with a legend"


def descriptions(page: Page) -> Iterator[str]:
    for attribute in ("aria-describedby", "aria-labelledby"):
        for element in page.all(f"[{attribute}]"):
            for id in str(element[attribute]).split():
                if not text_of(page.by_id(id)):
                    yield f"{attribute} of <{element.name}> names '{id}', which is not there or empty"


def problems_lead_to_controls(page: Page) -> Iterator[str]:
    for link in page.all("#summary a"):
        target = page.by_id(str(link["href"]).removeprefix("#"))
        if target is None or target.name not in {"input", "select"}:
            yield f"the summary's link {link['href']} leads to no control"
    if page.has("#summary") and len(page.all("#summary a")) != len(page.all(".problem")):
        yield "as many links in the summary as messages at the controls, please"


def forms_work_without_scripts(page: Page) -> Iterator[str]:
    for form in page.all("form"):
        if form.get("method") != "post" or not form.get("action"):
            yield f"{form.get('data-step')}: a form posts to an address of its own"
        if form.get("autocomplete") != "off":
            yield f"{form.get('data-step')}: autocomplete must be off, or browsers write answers to the disk"
        if not form.select("button[type=submit]"):
            yield f"{form.get('data-step')}: a form has a button"


def nothing_inline(page: Page) -> Iterator[str]:
    for element in page.all("[style], body style, script:not([src])"):
        yield f"inline style or script: {str(element)[:80]}"
    for element in page.soup.find_all(True):
        for name in element.attrs:
            if name.startswith(("on", "hx-on")):
                yield f"inline handler {name} on <{element.name}>"


PUBLIC_QUERY = re.compile(r"v=[0-9a-f]{10}|url=https?://[^/&]+/embed/[a-z0-9_]+/")
"""Which version of a file, or whose frame: neither says anything of a visitor."""


def no_answers_in_addresses(page: Page) -> Iterator[str]:
    for element in page.all("[href], [src], [action]"):
        for name in ("href", "src", "action"):
            query = urlsplit(str(element.get(name, ""))).query
            if query and not PUBLIC_QUERY.fullmatch(query):
                yield f"a query in {element[name]}"


def links_stay_under_their_path(page: Page) -> Iterator[str]:
    base = base_of(page)
    for element in page.all("a[href^='/']:not([data-go=language]), form[action]"):
        address = str(element.get("href") or element.get("action"))
        if base and not address.startswith(base + "/"):
            yield f"{address} leaves {base}"


def base_of(page: Page) -> str:
    """The path under which a page's links stay: a clinic's, a language's, or both."""
    frame = "/embed/demo" if page.response.request.path.startswith("/embed/demo/") else ""
    segment = page.response.request.path.removeprefix(frame).split("/")[1]
    tag = "" if page.partial else str(page.one("html")["lang"])
    return f"{frame}/{segment}" if tag and segment in {tag, tag.partition("-")[0]} else frame


def another_language_is_one_press_away(page: Page) -> Iterator[str]:
    """Where there are several: each in its own name, and with answers as a button that takes them along."""
    ways = page.all("[data-go=language]")
    if page.partial or not ways:
        return
    if len(page.all(".languages [aria-current]")) != 1:
        yield "one of the languages is the one of this page"
    for way in ways:
        address = str(way.get("formaction") or way.get("href"))
        if not (way.get("lang") and way.get("dir")):
            yield f"{way} needs the lang and dir of its own name"
        if f"/{way['lang']}/" not in address or not address.startswith(
            re.sub(r"(/embed/demo)?.*", r"\1", base_of(page))
        ):
            yield f"{address} is not where the language {way['lang']} is"
        if page.has("main form input[name=token]") != (way.name == "button"):
            yield "a button where there are answers to take along, else a link"
        if way.name == "button" and way.get("name") != "to":
            yield f"{way} does not say where to go on"
    if ways[0].name == "button" and ways[0].find_next("form", id="answer-form"):
        yield "the languages stand before the form that they belong to: Enter would change the language"


def help_and_ways_out(page: Page) -> Iterator[str]:
    if page.partial:
        return
    for selector in (
        "header [data-go=exit]",
        "header [data-go=delete]",
        "header a[href$='/now']",
        "footer a[href$='/kinds']",
    ):
        if not page.has(selector):
            yield f"{selector} is missing"
    if "not a diagnosis" not in page.text("footer") and page.soup.html and str(page.soup.html["lang"]).startswith("en"):
        yield "the disclaimer is missing"


def private_headers(page: Page) -> Iterator[str]:
    headers = page.response.headers
    if headers.get("Cache-Control") != "no-store":
        yield "Cache-Control must be no-store"
    if "Set-Cookie" in headers:
        yield "no cookie, ever"
    if "unsafe" in headers.get("Content-Security-Policy", "unsafe"):
        yield "a content security policy without unsafe-anything"


INSPECTIONS: tuple[Inspection, ...] = (
    valid_html,
    language_and_direction,
    one_heading_that_the_title_starts_with,
    heading_levels,
    unique_ids,
    labelled_controls,
    descriptions,
    problems_lead_to_controls,
    forms_work_without_scripts,
    nothing_inline,
    no_answers_in_addresses,
    links_stay_under_their_path,
    another_language_is_one_press_away,
    help_and_ways_out,
    private_headers,
)
