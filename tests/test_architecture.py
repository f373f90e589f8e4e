"""The rooms and the one direction between them; and what the project does not say."""

import ast
import re
from pathlib import Path

import pytest

from tests.support.tracked import ROOT, tracked

WEB_WORLD = {
    "flask",
    "flask_wtf",
    "flask_babel",
    "wtforms",
    "werkzeug",
    "jinja2",
    "markupsafe",
    "cryptography",
    "babel",
}


def imports(path: Path) -> set[str]:
    """The modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


@pytest.mark.parametrize("path", sorted((ROOT / "assessment/engine").glob("*.py")), ids=lambda path: path.name)
def test_the_engine_knows_no_web(path):
    names = imports(path)
    assert not {name for name in names if name.split(".")[0] in WEB_WORLD}
    assert not {name for name in names if name.startswith(("assessment.web", "app", "."))}


@pytest.mark.parametrize("path", sorted((ROOT / "assessment/web").glob("*.py")), ids=lambda path: path.name)
def test_the_web_does_not_import_the_application(path):
    assert "app" not in imports(path)


def test_the_content_holds_no_code():
    kinds = {path.suffix for path in (ROOT / "assessment/content").rglob("*") if path.is_file()}
    assert kinds == {".toml"}


def test_the_web_knows_no_medicine(content):
    """No id of an answer, a rule or a kind is decided on in the web's code, but for those that wire it up."""
    words = {option.id for question in content.questionnaire.questions for option in question.options}
    words |= {rule.id for rule in content.rules} | {kind.id for kind in content.kinds}
    wired = {"other", "none"}  # the default country and whom the words speak of; a value of Sec-Fetch-Site
    for path in (ROOT / "assessment/web").glob("*.py"):
        texts = {node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant)}
        assert not (texts & words) - wired, path.name


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
        assert code.count("setItem") <= (1 if path.name == "keep.js" else 0)


def test_the_table_of_the_scripts_names_what_they_use():
    text = (ROOT / "docs/scripts.md").read_text("utf-8")
    for path in (ROOT / "static").rglob("*.js"):
        code = path.read_text("utf-8")
        for event in re.findall(r"[\"'](?:mosaic|htmx)(?::\w+)+[\"']", code):
            assert f"`{event[1:-1]}`" in text, (path.name, event)
        for name in re.findall(r"(?:data-|dataset\.)([a-z-]+)", code):
            assert f"`data-{name}`" in text, (path.name, name)
