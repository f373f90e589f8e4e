"""The rooms and the one direction between them; and what the project does not say."""

import ast
import graphlib
import re
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
from jinja2 import meta

from tests.support.project_files import ROOT, tracked

CONTENT_TYPES = {"msgspec"}
COMMAND_LINE = {"click"}
COMPRESSION = {"brotli", "backports", "compression"}
FLASK = {"flask", "flask_babel", "flask_wtf", "wtforms", "werkzeug", "jinja2", "markupsafe"}
ROOMS: dict[str, tuple[set[str], set[str]]] = {
    "engine": (set(), CONTENT_TYPES),
    "loading": ({"engine"}, CONTENT_TYPES | COMMAND_LINE),
    "clinics": ({"engine", "loading"}, CONTENT_TYPES | COMMAND_LINE),
    "i18n": ({"engine", "loading"}, CONTENT_TYPES | COMMAND_LINE | {"babel", "flask", "flask_babel", "jinja2"}),
    "web": (
        {"engine", "loading", "clinics", "i18n"},
        CONTENT_TYPES | COMMAND_LINE | FLASK | {"babel", "cryptography", "gunicorn", "segno"} | COMPRESSION,
    ),
}
"""Each room: the rooms that it may know, and the libraries. docs/architecture.md draws it."""
NOT_PURE = {"io", "logging", "os", "pathlib", "random", "socket", "subprocess", "sys", "time", "tomllib"}
"""What the engine has no use for: it takes values and gives values."""
MOST_LINES = 300
"""Of code in a module: not blank, and no comment."""
LONGEST_FUNCTION = 30
"""Lines, from `def` to the last."""
LONGEST_TEMPLATE_LINE = 160

IMPORTED = re.compile(r"{% from \S+ import (.*?)(?: with context)? %}")
"""The names of macros that a template takes from another."""
MADE = re.compile(r"{% macro (\w+)\(|{% set ([\w, ]+) =")
"""Those that it makes itself: seen from inside a block, they look like any other name."""
GIVEN_TO_ALL = {"page", "mode", "layout", "settings", "clinic", "framed", "link"}
"""What every page is written out with: assessment/web/render.py."""
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for folder in ("assessment", "benchmarks", "tools", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.name != "__init__.py"
} | {"app": ROOT / "app.py"}
"""Every module by its dotted name."""


def imports(path: Path) -> set[str]:
    """The dotted names that a file imports, wherever in it; of a name out of a package, the module where it is one."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            source = "." * node.level + (node.module or "")
            parts = {f"{source}.{alias.name}" for alias in node.names} & set(MODULES)
            found |= parts or {source}
    return found


def room(module: str) -> str:
    """The room of a module of ours; empty for one that stands in none."""
    first, _, rest = module.partition(".")
    return rest.partition(".")[0] if first == "assessment" else ""


OURS = sorted(name for name in MODULES if room(name))


class TestRooms:
    def test_the_rooms_are_those_that_are_drawn(self):
        assert {room(name) for name in OURS} == set(ROOMS)
        picture = (ROOT / "docs/architecture.svg").read_text("utf-8")
        assert all(f">{name}<" in picture for name in ROOMS)

    @pytest.mark.parametrize("module", OURS)
    def test_a_module_knows_only_rooms_below_its_own(self, module):
        may, _ = ROOMS[room(module)]
        known = {
            name
            for name in imports(MODULES[module])
            if name.partition(".")[0] in {"app", "assessment", "tests", "tools"}
        }
        assert {room(name) for name in known} <= may | {room(module)}

    @pytest.mark.parametrize("module", OURS)
    def test_a_module_leans_on_the_libraries_of_its_room(self, module):
        _, libraries = ROOMS[room(module)]
        others = (
            {name.partition(".")[0] for name in imports(MODULES[module])} - {"assessment"} - sys.stdlib_module_names
        )
        assert others <= libraries

    @pytest.mark.parametrize("module", [name for name in OURS if room(name) == "engine"])
    def test_the_engine_takes_values_and_gives_values(self, module):
        assert not imports(MODULES[module]) & NOT_PURE

    @pytest.mark.parametrize("module", [name for name in OURS if room(name) != "loading"])
    def test_only_one_room_opens_content(self, module):
        assert "tomllib" not in imports(MODULES[module])

    def test_no_module_leads_back_to_itself(self):
        after = {name: imports(path) & set(MODULES) for name, path in MODULES.items()}
        assert tuple(graphlib.TopologicalSorter(after).static_order())

    def test_tools_and_tests_are_nobodys_business(self):
        for module in (*OURS, "app"):
            assert not {name for name in imports(MODULES[module]) if name.startswith(("tests", "tools"))}

    def test_a_server_with_one_language_loads_nothing_for_translators(self):
        code = "import sys, app; app.create_app(); print(*sys.modules)"
        loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
        translators = {f"assessment.i18n.{name}" for name in ("commands", "completeness", "extract", "lint")}
        assert not translators & set(loaded.stdout.split())


class TestSize:
    @pytest.mark.parametrize("module", sorted(MODULES))
    def test_a_module_can_be_read_in_one_go(self, module):
        lines = [line.strip() for line in MODULES[module].read_text("utf-8").splitlines()]
        assert sum(bool(line) and not line.startswith("#") for line in lines) <= MOST_LINES

    @pytest.mark.parametrize("module", sorted(MODULES))
    def test_a_function_can_be_seen_at_once(self, module):
        every = ast.walk(ast.parse(MODULES[module].read_text("utf-8")))
        functions = (node for node in every if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
        lengths = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions}
        assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}

    @pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.name)
    def test_a_template_has_no_long_lines(self, path):
        assert [line for line in path.read_text("utf-8").splitlines() if len(line) > LONGEST_TEMPLATE_LINE] == []


def test_templates_know_nothing_beside_their_page(app):
    """A page's value is the one thing that a template reads: with StrictUndefined, any other name fails."""
    frame = {"address", "title", "width", "height", "allow", "sandbox"}
    snippet, last_resort = {*frame, "script"}, {"style"}
    known = GIVEN_TO_ALL | set(app.jinja_env.globals) | snippet | last_resort | {"caller"}
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        lists = chain(IMPORTED.findall(text), chain.from_iterable(MADE.findall(text)))
        its_own = {name.strip() for names in lists for name in names.split(",")}
        assert meta.find_undeclared_variables(app.jinja_env.parse(text)) - its_own <= known, path.name


def test_the_content_holds_no_code():
    kinds = {path.suffix for path in (ROOT / "assessment/content").rglob("*") if path.is_file()}
    assert kinds == {".toml"}


def test_the_pages_know_no_medicine(content):
    """No id of a question, an answer, a rule or a kind is decided on by pages or languages."""
    words = {option.id for question in content.questionnaire.questions for option in question.options}
    words |= {question.id for question in content.questionnaire.questions}
    words |= {rule.id for rule in content.rules} | {kind.id for kind in content.kinds}
    # A value of Sec-Fetch-Site; another page, and a language of mixed direction; how far a translation is.
    wired = {"none", "another", "mixed", "read"}
    for module in (name for name in OURS if room(name) in {"i18n", "web"}):
        tree = ast.parse(MODULES[module].read_text("utf-8"))
        texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        assert not (texts & words) - wired, module


def test_nothing_names_a_registry_or_a_place_on_this_machine():
    forbidden = re.compile(
        "|".join(["registry" + r"\.npmjs", "pypi" + r"\.org", "deb" + r"\.debian", "/" + "work/", "/" + "opt/"])
    )
    for path in tracked():
        if path.suffix not in {".png", ".jpg", ".xz"}:
            assert not forbidden.search(path.read_text("utf-8")), path


def test_scripts_store_nothing_but_the_sealed_token():
    for path in (ROOT / "static").rglob("*.js"):
        code = path.read_text("utf-8")
        assert "localStorage" not in code
        assert "document.cookie" not in code
        assert code.count("setItem") <= (1 if path.name == "keep_over_reload.js" else 0)


def test_the_table_of_the_scripts_names_what_they_use():
    text = (ROOT / "docs/scripts.md").read_text("utf-8")
    for path in (ROOT / "static").rglob("*.js"):
        code = path.read_text("utf-8")
        for event in re.findall(r"[\"'](?:mosaic|htmx)(?::\w+)+[\"']", code):
            assert f"`{event[1:-1]}`" in text, (path.name, event)
        for name in re.findall(r"(?:data-|dataset\.)([a-z-]+)", code):
            assert f"`data-{name}`" in text, (path.name, name)
