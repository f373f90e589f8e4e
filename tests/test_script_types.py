"""What the types of the scripts take for granted of the pages, and that nothing passes unchecked where there is npm."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.pages.test_site import PAGES
from tests.support.project_files import ROOT
from tests.support.sample_answers import SOMEBODY

pytestmark = pytest.mark.slow

TYPES = (ROOT / "tools/script_types/scripts.d.ts").read_text("utf-8")
SELECTORS = [found[1:-1] for found in re.findall(r"querySelector\(selectors: (.*?)\)", TYPES)]
MESSAGES = re.findall(r'"([a-z-]+)"', TYPES.partition("type Message = ")[2].partition(";")[0])


def hold_what_is_promised(page):
    for selector in (*SELECTORS, *(f"#{message}" for message in MESSAGES)):
        assert page.one(selector)
    assert {"data-start", "data-stop"} <= set(page.one('[data-go="aloud"]').attrs)


class TestPages:
    def test_the_promises_are_found(self):
        assert "main" in SELECTORS
        assert '[data-go="exit"]' in SELECTORS
        assert "trouble" in MESSAGES

    @pytest.mark.parametrize("frame", ["", "/embed/demo"])
    @pytest.mark.parametrize("address", [*PAGES, "/nowhere"])
    def test_each_holds_what_is_never_missing(self, page, frame, address):
        hold_what_is_promised(page(frame + address))

    def test_so_does_the_self_check(self, page):
        hold_what_is_promised(page("/embed/demo/self-check"))

    def test_so_do_steps_and_the_result_and_it_can_print(self, journey):
        fresh = journey.page
        assert fresh.has("main[data-fresh][data-place] form[hx-post] input[name=token]")
        while journey.page.name == "step":
            hold_what_is_promised(journey.page)
            journey.answer(**{question: SOMEBODY[question] for question in journey.page.asked})
        hold_what_is_promised(journey.page)
        result = journey.press("next")
        hold_what_is_promised(result)
        assert result.has("#no-print")
        assert result.has("main.result .choices [data-go=print]")

    def test_forms_have_fields_that_the_types_name_and_are_sent_by_buttons(self, journey):
        while journey.page.name == "step":
            assert not journey.page.all("form textarea, form [type=submit]:not(button)")
            journey.answer(**{question: SOMEBODY[question] for question in journey.page.asked})


class TestCheck:
    """`make script-types` with an npm of ours: the true one may be there or not."""

    @pytest.fixture
    def path(self, tmp_path):
        """A folder with what the target needs beside npm."""
        for name in ("make", "sh", "mkdir", "cp", "touch"):
            (tmp_path / name).symlink_to(str(shutil.which(name)))
        return tmp_path

    def check(self, path: Path) -> subprocess.CompletedProcess[str]:
        command = ["make", "script-types", f"TYPESCRIPT={path}/typescript"]
        return subprocess.run(command, cwd=ROOT, env={"PATH": str(path)}, capture_output=True, text=True, check=False)

    def command(self, path: Path, does: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{does}\n")
        path.chmod(0o755)

    def test_without_npm_it_says_that_nothing_was_checked(self, path):
        done = self.check(path)
        assert done.returncode == 0
        assert "not checked" in done.stdout

    @pytest.mark.parametrize("npm", ["exit 1", "exit 0"], ids=["fails", "brings nothing"])
    def test_with_npm_it_fails_where_there_is_no_checker(self, path, npm):
        self.command(path / "npm", npm)
        assert self.check(path).returncode

    @pytest.mark.parametrize(("checker", "fails"), [("exit 2", True), ("exit 0", False)])
    def test_the_checkers_word_counts(self, path, checker, fails):
        self.command(path / "npm", "exit 1")  # not needed: it is there already
        self.command(path / "typescript/node_modules/.bin/tsc", checker)
        (path / "typescript/.ready").touch()
        assert bool(self.check(path).returncode) is fails
