"""Whatever could fail at a request is refused at the start, in words, with the file or the variable."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from app import create_app
from assessment.engine.answer_bits import names_of_bits
from assessment.loading.content_files import load_frame_check
from assessment.loading.problems import ContentError
from assessment.web.content_needs import lacking
from assessment.web.settings import Settings, read_serving
from tests.support.project_files import ROOT
from tests.support.real_content import CONTENT
from tests.support.sealing_key import KEY

pytestmark = pytest.mark.slow

SETTINGS = Settings(keys=(KEY,))
FIRST = CONTENT.questionnaire.step[0]
CLINIC = 'id = "river"\nname = "River House (made up)"\norigins = ["https://river.example"]\n'


def with_question(id: str):
    """The real content with one question more on its first step."""
    question = msgspec.structs.replace(FIRST.question[0], id=id)
    step = msgspec.structs.replace(FIRST, question=(*FIRST.question, question))
    questionnaire = msgspec.structs.replace(CONTENT.questionnaire, step=(step, *CONTENT.questionnaire.step[1:]))
    return msgspec.structs.replace(CONTENT, questionnaire=questionnaire, bits=tuple(names_of_bits(questionnaire)))


@pytest.mark.parametrize("id", ["token", "at", "to", "skip", "copy", "order", "large", "submit", "action"])
def test_a_question_with_the_name_of_a_field_of_the_forms(id):
    with pytest.raises(ContentError, match=rf"^questionnaire\.toml: {id}: this name is kept for the page itself$"):
        create_app(SETTINGS, with_question(id))


@pytest.mark.parametrize("id", ["main", "notices", "summary", "way", "cannot", "trouble"])
def test_a_question_may_be_called_as_a_part_of_the_page(id):
    """Ids of questions stand apart from those of the page."""
    page = create_app(SETTINGS, with_question(id)).test_client().get("/assessment").text
    assert page.count(f'id="{id}"') <= 1
    assert f'id="q-{id}"' in page


def test_a_kind_for_which_the_picture_has_no_place():
    more = (*CONTENT.kinds, msgspec.structs.replace(CONTENT.kinds[0], id="magic"))
    with pytest.raises(ContentError, match=r"^kinds\.toml: kind: there are 14 kinds, and the mosaic has 13 places$"):
        create_app(SETTINGS, msgspec.structs.replace(CONTENT, kinds=more))


def test_a_source_to_which_a_page_leads():
    sources = {id: source for id, source in CONTENT.sources.items() if id != "cochrane_aa_2020"}
    with pytest.raises(ContentError, match=r"^sources\.toml: source: there is no source 'cochrane_aa_2020'$"):
        create_app(SETTINGS, msgspec.structs.replace(CONTENT, sources=sources))


def test_a_line_of_the_frames_check_at_which_nobody_looks():
    line = msgspec.structs.replace(load_frame_check()[0], id="magic", seen="file")
    found = list(lacking(CONTENT, (*load_frame_check(), line)))
    assert found == [("frame_check.toml", "seen", "there is no finding in a file for 'magic'")]


def make_a_link(path: Path) -> None:
    """A link to a good file."""
    (path.parent / "elsewhere").write_text(CLINIC)
    path.symlink_to(path.parent / "elsewhere")


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (os.mkfifo, "it must be a file itself"),
        (make_a_link, "it must be a file itself"),
        (Path.mkdir, "it must be a file itself"),
        (lambda path: path.write_text("id = " + "[" * 20_000), "brackets within brackets"),
        (lambda path: path.write_bytes(b"\xff\xfe"), "can't decode"),
    ],
    ids=["a pipe", "a link", "a folder", "20,000 brackets", "no text"],
)
def test_a_clinics_file_that_is_none(tmp_path, make, cause):
    make(tmp_path / "river.toml")
    (tmp_path / "hill.toml").write_text(CLINIC.replace("river", "hill"))
    with pytest.raises(ContentError, match=rf"^river\.toml: the file: .*{cause}"):
        create_app(Settings(keys=(KEY,), clinics=tmp_path), CONTENT)


@pytest.mark.parametrize(
    ("variable", "value", "cause"),
    [
        ("WEB_CONCURRENCY", "x", "must be a number, at least 1"),
        ("WEB_CONCURRENCY", "0", "must be a number, at least 1"),
        ("WEB_CONCURRENCY", "٣", "must be a number, at least 1"),
        ("PORT", "http", "must be a number up to 65535"),
        ("PORT", "70000", "must be a number up to 65535"),
        ("MOSAIC_EXIT_TO", "away", "must be an https address"),
        ("MOSAIC_EXIT_TO", "", "must be an https address"),
        ("MOSAIC_MAGIC", "1", "there is no such setting"),
    ],
)
def test_a_setting_in_words_and_without_a_traceback(variable, value, cause):
    command = [sys.executable, *(["-m", "flask", "run"] if variable == "MOSAIC_MAGIC" else ["app.py"])]
    started = subprocess.run(
        command, cwd=ROOT, env=os.environ | {variable: value}, capture_output=True, text=True, timeout=60, check=False
    )
    assert started.returncode != 0
    assert f"{variable}: {cause}" in started.stderr
    assert "Traceback" not in started.stderr


def test_how_it_is_served_without_a_word():
    assert msgspec.structs.asdict(read_serving({})) == {"host": "127.0.0.1", "port": 5000, "workers": 2}
