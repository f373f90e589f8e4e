"""What the documents say is so: places that they name, numbers that stand in several of them, the public interface."""

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from assessment.engine.rules import Fit
from assessment.web.settings import PARSERS, PREFIX
from assessment.web.urls import PREFIXES
from tests.support.project_files import ROOT, tracked
from tests.support.sample_answers import SOMEBODY, VERY_HEAVY_DRINKER

DECISIONS = ROOT / "docs/decisions"
INTERFACE = (ROOT / "docs/interface.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")

# Decision records ----------------------------------------------------------------------------------------------------

RECORDS = sorted(path for path in DECISIONS.glob("*.md") if path.name != "README.md")
HEAD = re.compile(
    r"# (?P<title>.+)\n\n"
    r"Number (?P<number>\d{4})\. Date \d{4}-\d\d-\d\d(?:, changed \d{4}-\d\d-\d\d)?\. "
    r"Status: (?P<status>accepted|replaced by \d{4})\.\n"
)
PARTS = (r"\*\*Context\.\*\*", r"\*\*Decision\.\*\*", r"\*\*(?:Consequences|What remains|Price)\.\*\*")


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
class TestRecords:
    def head(self, path: Path) -> re.Match[str]:
        found = HEAD.match(path.read_text("utf-8"))
        assert found, "a title, an empty line, and: Number 0001. Date 2026-01-31. Status: accepted."
        return found

    def test_each_has_a_number_a_date_and_a_status(self, path):
        assert path.name.startswith(self.head(path)["number"] + "-")

    def test_each_says_why_what_and_what_follows(self, path):
        assert [part for part in PARTS if not re.search(part, path.read_text("utf-8"))] == []

    def test_the_index_lists_each(self, path):
        head = self.head(path)
        line = f"| [{head['number']}]({path.name}) | {head['title']} | {head['status']} | "
        assert line in (DECISIONS / "README.md").read_text("utf-8")

    def test_what_replaces_it_is_there(self, path):
        replaced = re.fullmatch(r"replaced by (\d{4})", self.head(path)["status"])
        assert not replaced or any(other.name.startswith(replaced[1]) for other in RECORDS)


def test_records_are_numbered_from_one_on():
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))


# Places that are named -----------------------------------------------------------------------------------------------

COMMENTS = {
    ".js": re.compile(r"(?:^|\s)//.*$|/\*.*?\*/", re.MULTILINE | re.DOTALL),
    ".ts": re.compile(r"(?:^|\s)//.*$|/\*.*?\*/", re.MULTILINE | re.DOTALL),
    ".css": re.compile(r"/\*.*?\*/", re.DOTALL),
    ".html": re.compile(r"\{#.*?#\}", re.DOTALL),
    ".toml": re.compile(r"(?:^|\s)#.*$", re.MULTILINE),
    ".txt": re.compile(r"^#.*$", re.MULTILINE),
    ".in": re.compile(r"^#.*$", re.MULTILINE),
    ".yml": re.compile(r"(?:^|\s)#.*$", re.MULTILINE),
    "": re.compile(r"^[^'\n]*#.*$", re.MULTILINE),  # the Makefile
}
ROOMS = "|".join(sorted(path.name for path in (ROOT / "assessment").iterdir() if path.is_dir()))
PLACE = re.compile(r"(?<![\w./<>-])(?:docs|assessment|static|templates|tests|tools)/(?:[\w./-]*\w)?/?[<{*]?")
IN_A_ROOM = re.compile(rf"(?<![\w./<>-])(?:{ROOMS})/(?:[\w./-]*\w)?/?[<{{*]?")
MODULE = re.compile(r"(?<![\w./-])(?:assessment|tests|tools)(?:\.[a-z]\w*)+")
FILE = re.compile(r"(?<![\w./<>@-])[\w-]+\.(?:toml|py|js|css|html|md)\b(?!\.)")
LINK = re.compile(r"\]\((?!\w+:|#)([^)\s#]+)")

NOT_THERE: Mapping[str, str] = {
    "assessment/translations/messages.pot": "is made by make words",
    "docs/reviews": "is made with the first review",
}
"""Places that are named although there is nothing yet, each with the reason."""


def said_in(path: Path) -> str:
    """The text of a document; of code and data, its comments and docstrings."""
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        return text
    if path.suffix == ".py":
        return "\n".join(comments_and_docstrings(text))
    pattern = COMMENTS.get(path.suffix)
    return "\n".join(found[0] for found in pattern.finditer(text)) if pattern else ""


def comments_and_docstrings(code: str) -> Iterator[str]:
    """The comments of some Python, and every string that stands by itself."""
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


def is_there(place: str, folder: Path = ROOT) -> bool:
    """Whether a place exists; of one that goes on with what can be anything, what stands before that."""
    place = re.sub(r"[^/]*[<{*]$", "", place).rstrip("/")
    path = folder / place
    known = folder == ROOT and any(place == one or place.startswith(f"{one}/") for one in NOT_THERE)
    return known or path.exists() or path.with_suffix(".py").exists()


def is_a_module(name: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    place = ROOT / name.replace(".", "/")
    return place.is_dir() or any(one.with_suffix(".py").is_file() for one in (place, place.parent))


def missing(path: Path) -> Iterator[str]:
    """What one file names and what is not there."""
    said = re.sub(r"A new file `[^`]+`", "", said_in(path))  # a recipe's, which is not there before it was followed
    yield from (place for place in PLACE.findall(said) if not is_there(place))
    yield from (place for place in IN_A_ROOM.findall(said) if not is_there(place, ROOT / "assessment"))
    yield from (name for name in MODULE.findall(said) if not is_a_module(name))
    yield from (name for name in FILE.findall(said) if name not in names())
    if path.suffix == ".md":
        yield from (link for link in LINK.findall(said) if not (path.parent / link).exists())


@cache
def names() -> set[str]:
    """The names of all files."""
    return {path.name for path in tracked()}


def test_every_place_that_is_named_is_there():
    found = {str(path.relative_to(ROOT)): sorted(set(missing(path))) for path in tracked() if has_words(path)}
    assert {path: places for path, places in found.items() if places} == {}


def has_words(path: Path) -> bool:
    """Whether it has a text, or comments, and is no made page that is kept."""
    return "tests/gold" not in str(path) and path.suffix in {".md", ".py", *COMMENTS} and path.name != "LICENSE"


def test_a_wrong_place_would_be_noticed(tmp_path):
    (tmp_path / "it.py").write_text(
        '"""See docs/nowhere.md, and `tests.support.nobody`."""\n# web/nothing, gone.toml\n'
    )
    assert set(missing(tmp_path / "it.py")) == {
        "docs/nowhere.md",
        "tests.support.nobody",
        "web/nothing",
        "gone.toml",
    }


@pytest.mark.parametrize("place", NOT_THERE)
def test_what_is_there_is_no_exception(place):
    assert not (ROOT / place).exists()


# Versions ------------------------------------------------------------------------------------------------------------


def test_there_is_one_version(content):
    """The newest that is released; what people read leaves out the last number."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    released = re.findall(r"^## (\d\S*)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert released[0] == version
    assert version.rpartition(".")[0] == content.questionnaire.version


# The public interface ------------------------------------------------------------------------------------------------


def table(heading: str) -> list[list[str]]:
    """The rows of the table under a heading of docs/interface.md, without its own heading."""
    section = INTERFACE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.strip("|").split(" | ") for line in section.splitlines() if line.startswith("|")]
    assert len(rows) > 2, f"no table under '{heading}'"
    return rows[2:]


def quoted(text: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`]+)`", text)


HOOKS = {quoted(hook)[0]: set(quoted(values)) for hook, _, values in table("Hooks on the pages")}
OURS = set(quoted(INTERFACE.partition("Our own scripts and styles use more")[2].partition("\n## ")[0]))


def written(hook: str) -> set[str]:
    """The values of a hook that stand in templates as they are."""
    texts = (path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html"))
    return {value for text in texts for value in re.findall(rf'{hook}="([^"{{]+)"', text)}


class TestHooks:
    @pytest.mark.parametrize("hook", ["data-page", "data-go"])
    def test_values_are_those_in_the_templates(self, hook):
        assert HOOKS[hook] == written(hook)

    def test_kinds_fits_and_notices_are_those_of_the_content(self, content):
        assert HOOKS["data-kind"] == {kind.id for kind in content.kinds}
        assert HOOKS["data-fit"] == {fit.value for fit in Fit}
        assert HOOKS["data-urgent"] == {notice.id for notice in content.notices}

    def test_every_attribute_is_named_as_public_or_as_ours(self):
        texts = [path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html")]
        assert {name for text in texts for name in re.findall(r"[\s<](data-[a-z-]+)", text)} == set(HOOKS) | OURS
        assert not set(HOOKS) & OURS

    @pytest.mark.slow
    def test_ids_are_those_of_what_they_name(self, page, method, content):
        parts = ["rules", "texts", "first-steps", "facts", "sentences"]
        listed = {
            hook: [str(one[hook]) for part in [page("/method"), *map(method, parts)] for one in part.all(f"[{hook}]")]
            for hook in HOOKS
        }
        assert set(listed["data-rule"]) == {rule.id for rule in content.rules}
        assert set(listed["data-source"]) == set(content.sources)
        assert set(listed["data-fact"]) == {fact.id for fact in content.facts}
        assert set(listed["data-passage"]) == {passage.id for passage in content.passages}
        assert set(listed["data-contradiction"]) == {one.id for one in content.contradictions}
        assert set(listed["data-text"]) == {one.id for one in (*content.kinds, *content.notices, *content.first_steps)}
        for part in (page("/method"), method("rules")):
            assert all(one["id"] == one["data-rule"] for one in part.all("[data-rule]"))
            assert all(one["id"] == f"source-{one['data-source']}" for one in part.all("[data-source]"))

    def test_they_stand_where_the_table_says(self, journey, content):
        steps = []
        while journey.page.name == "step":
            steps.append(journey.page.step)
            journey.answer(**{question: VERY_HEAVY_DRINKER[question] for question in journey.page.asked})
        in_order = [step.id for step in content.questionnaire.step]
        assert steps == [step for step in in_order if step in steps], "an area that is not theirs is left out"
        assert steps[0] == in_order[0]
        assert journey.page.name == journey.page.step == "check"
        result = journey.press("next")
        assert result.name == "results"
        assert set(result.fits) == HOOKS["data-kind"]
        assert set(result.fits.values()) <= HOOKS["data-fit"]
        assert result.urgent <= HOOKS["data-urgent"]
        assert result.reasons("supervised_withdrawal") <= {rule.id for rule in content.rules}
        assert result.reasons("supervised_withdrawal")

    def test_notices_have_a_place_below_each_answer_that_can_raise_one(self, journey):
        journey.walk(SOMEBODY, until="safety")
        assert journey.page.has("#at-home_safety-unsafe")

    def test_a_clinic_pastes_a_marked_frame(self, page):
        assert "&lt;iframe data-support-mosaic src=" in page("/clinics").html


def test_questions_have_the_options_that_others_rely_on(content):
    questions = {question.id: question for question in content.questionnaire.questions}
    types = {"one": "radios", "several": "checkboxes", "one, of a list": "select"}
    for name, answers, options in table("Questions and options"):
        question = questions[quoted(name)[0]]
        assert question.answer == types[answers.strip()], name
        assert set(quoted(options)) <= {option.id for option in question.options}, name


def test_parts_of_countries_are_those_that_are_named(content):
    parts = {id for id in content.questionnaire.options_of("country") if "_" in id}
    assert set(re.findall(r"`(gb_[a-z]+)`", INTERFACE)) == parts


def test_addresses_are_those_that_are_served(app):
    listed = {(one, method.strip()) for addresses, method, _ in table("Addresses") for one in quoted(addresses)}
    alone = {("/healthz", "GET"), ("/readyz", "GET"), ("/oembed", "GET"), ("/static/embed.js", "GET")}
    expected = {
        ("/healthz", "GET"),
        ("/readyz", "GET"),
        ("/oembed", "GET"),
        ("/static/<path:filename>", "GET"),
        ("/static/pages.js", "GET"),
    }
    for prefix in PREFIXES.values():
        for language in ("", "/<language>"):
            expected |= {(prefix + language + address, method) for address, method in listed - alone}
    served = {
        (re.sub(r"<any\([^)]*\):language>", "<language>", rule.rule), method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert served == expected
    assert all(f"`{prefix}/`" in INTERFACE for prefix in PREFIXES.values() if prefix)
    with app.test_client().get("/static/embed.js") as script:
        assert script.status_code == 200


def test_healthz_says_what_it_is_said_to_say(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert {quoted(field)[0] for field, _ in table("What `/healthz` says")} == set(answer.json)


def test_settings_are_those_that_are_read():
    listed = {name for names, _ in table("Settings") for name in quoted(names)}
    assert {name for name in listed if name.startswith(PREFIX)} == {PREFIX + name for name in PARSERS}
    assert {name for name in quoted(README) if name.startswith(PREFIX)} == {PREFIX + name for name in PARSERS}
    assert all(f"`{name}`" in README for name in listed)


def test_each_test_that_the_threat_model_names_is_there():
    named = set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", (ROOT / "docs" / "threat-model.md").read_text("utf-8")))
    assert len(named) > 20
    gone = [f"{file}: {name}" for file, name in named if f"def {name}(" not in (ROOT / file).read_text("utf-8")]
    assert not gone


@pytest.mark.parametrize("path", sorted((ROOT / "deploy").rglob("*.*")), ids=lambda path: path.name)
def test_no_file_of_deploy_sets_what_is_not_read(path):
    text = path.read_text("utf-8")
    assert set(re.findall(r"MOSAIC_[A-Z_]+", text)) <= {PREFIX + name for name in PARSERS} | NOT_OURS


NOT_OURS = {"MOSAIC_NAME", "MOSAIC_IMAGE"}
"""What compose alone reads, and a word of a sentence."""
