"""Each recipe of CONTRIBUTING.md, followed to the letter in a copy of the project."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.project_files import ROOT
from tests.support.recipes import recipes
from tests.support.sample_answers import GAMBLER

pytestmark = pytest.mark.slow

RECIPES = {one.name: one for one in recipes()}
TAKEN = ("app.py", "pyproject.toml", "assessment", "static", "templates", "tests", "tools", "docs")
LEFT = shutil.ignore_patterns("gold", "__pycache__", "people", "*.png")
SHOW = """
import json, logging, sys
logging.disable(logging.CRITICAL)
from app import create_app
from assessment.web.settings import read_settings
from tests.support.journey import Journey
from tests.support.page import Page
from tests.support import sample_answers
looks, environment = json.loads(sys.argv[1])
settings = read_settings({"MOSAIC_KEYS": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", **environment})
client = create_app(settings).test_client()
def text(address, told):
    person = {**sample_answers.SOMEBODY, **told}
    page = Journey(client).result(person) if address == "result" else Page(client.get(address))
    return page.text("body")
print(json.dumps([text(*look) for look in looks]))
"""
"""Run in the copy: the texts of some pages, or of the results of some people."""
GARDEN = {"everyday": ["movement"]}
SEEN: dict[str, tuple[str, Mapping[str, object], str]] = {
    "A condition and a rule": ("result", GARDEN, "A walk with somebody each day"),
    "A question": ("result", {}, "Garden"),
    "An option": ("result", {"medicines": ["thyroid"]}, "For the thyroid"),
    "An area": ("result", {}, "Being outdoors"),
    "A kind of support": ("result", {}, "Somebody who has been there can go along."),
    "A notice": ("result", {}, "Hot days can be dangerous"),
    "A first step": ("result", {**GAMBLER, "everyday": ["movement"]}, "Ask somebody for a walk"),
    "A claim and a passage": ("result", {"matters": ["peace"]}, "Peace of mind matters to you."),
    "A country": ("result", {"country": "xk"}, "Made-up line"),
    "A contact": ("/now", {}, "help with letters and forms"),
    "An option for clinics": ("/embed/demo/", {}, "1 Made-up Street"),
    "A setting": ("/about", {}, "We are made up"),
    "A language": ("/", {}, "Which kinds of support may fit?"),
}
"""What somebody sees after each: the page, what else they told, and the words."""


ENVIRONMENT = {"MOSAIC_MOTTO": "We are made up", "MOSAIC_LANGUAGES": "en,eo", "MOSAIC_TRIAL": "yes"}
"""For the recipes that need some."""


def copied(folder: Path) -> Path:
    """A copy of the project, with all that its tests need."""
    for name in TAKEN:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=LEFT)
        else:
            shutil.copy(source, folder / name)
    return folder


@pytest.fixture(scope="module")
def seen(tmp_path_factory) -> dict[str, str]:
    """By recipe, what is seen where all of them were followed in one copy."""
    copy = copied(tmp_path_factory.mktemp("all"))
    for name in SEEN:
        RECIPES[name].follow(copy)
    for target in sorted({target for one in RECIPES.values() for target in one.targets}):
        run(copy, *MAKE[target])
    demo = copy / "assessment/content/clinics/demo.toml"
    demo.write_text(demo.read_text("utf-8").replace("# street", "street"), "utf-8")
    looks = [(address, told) for address, told, _ in SEEN.values()]
    texts = json.loads(run(copy, "-c", SHOW, json.dumps([looks, ENVIRONMENT])))
    return dict(zip(SEEN, texts, strict=True))


def run(copy: Path, *arguments: str) -> str:
    """What a command of Python says in the copy. Fails with what it complains of."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=copy, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


MAKE = {
    "bits": ("-m", "tools.bits"),
    "language TO=eo": ("-m", "assessment.i18n.commands", "update", "eo"),
}
"""What the targets of make that recipes name come to."""


def test_there_is_one_for_all_that_can_be_added():
    assert set(RECIPES) == set(SEEN)
    assert {target for one in RECIPES.values() for target in one.targets} == set(MAKE)


@pytest.mark.parametrize("name", SEEN)
def test_what_it_adds_is_seen(seen, name):
    assert SEEN[name][2] in seen[name]


@pytest.mark.proof
@pytest.mark.parametrize("name", SEEN)
def test_it_is_complete_by_itself_and_the_tests_that_it_names_pass(tmp_path, name):
    recipe, copy = RECIPES[name], copied(tmp_path)
    recipe.follow(copy)
    for target in recipe.targets:
        run(copy, *MAKE[target])
    assert recipe.tests
    run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not proof and not browser", *recipe.tests)
