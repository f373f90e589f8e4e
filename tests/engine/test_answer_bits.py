"""Answers as bits and back; and that a bit means the same for good."""

import pytest

from assessment.engine.answer_bits import MOST, names_of_bits, number_options
from assessment.engine.questionnaire import SKIPPED
from assessment.loading.content_files import CONTENT as FOLDER
from assessment.loading.content_files import read
from assessment.loading.shapes import BitsFile
from tests.support.tiny_content import content, question, step
from tools import bits as command

SILENT = {"id": "silent", "label": "silent", "non_answer": True}
QUESTIONS = content(
    step("one", question("q", ("a", "b", SILENT), answer="checkboxes"), question("p", ("x", "y"))),
    step("two", question("last", ("z",))),
).questionnaire
NAMES = ("q", "q.a", "q.b", "q.silent", "p", "p.x", "p.y", "last", "last.z")
BITS = number_options(QUESTIONS, NAMES)


def test_each_option_and_each_question_has_a_name():
    assert tuple(names_of_bits(QUESTIONS)) == NAMES


def test_each_has_a_bit_of_its_own():
    every = [bit for one in BITS.questions.values() for bit in (one.skipped, *one.options.values())]
    assert every == [1 << place for place in range(len(NAMES))]
    assert [one.all for one in BITS.questions.values()] == [0b000001110, 0b001100000, 0b100000000]
    assert BITS.known == 0b111111111


def test_what_says_nothing_is_what_was_skipped_and_options_that_say_so():
    assert BITS.non_answers == 0b010011001


def test_what_was_told_is_what_comes_back_in_the_order_of_the_questions():
    told = BITS.told({"p": ("y",), "q": ("b", "a"), "last": (SKIPPED,)})
    assert told == 0b011000110
    assert list(BITS.answers(told).items()) == [("q", ("a", "b")), ("p", ("y",)), ("last", (SKIPPED,))]
    assert [option.id for option in BITS.questions["q"].chosen(told)] == ["a", "b"]
    assert BITS.questions["last"].chosen(told) == ()


def test_what_does_not_exist_is_left_out():
    assert BITS.told({"q": ("a", "nowhere"), "nobody": ("a",)}) == 0b000000010
    assert BITS.told({}) == 0
    assert BITS.answers(0) == {}
    assert BITS.answers(1 << len(NAMES)) == {}


def test_the_place_among_the_names_is_the_number():
    moved = number_options(QUESTIONS, ("gone", "gone.a", *reversed(NAMES)))
    assert moved.questions["q"].skipped == 1 << 10
    assert moved.known == 0b111111111 << 2
    with pytest.raises(KeyError):
        number_options(QUESTIONS, NAMES[:-1])


class TestTheRealNames:
    """assessment/content/bits.toml: it only grows."""

    NAMES = read(FOLDER / "bits.toml", BitsFile).names

    def test_nothing_stands_there_twice_and_there_is_room(self):
        assert len(set(self.NAMES)) == len(self.NAMES) <= MOST

    def test_what_was_released_stands_where_it_stood(self):
        assert command.is_as_released(self.NAMES, command.RELEASED.read_text("utf-8"))

    def test_nothing_waits_for_a_number(self, content):
        assert command.without_number(self.NAMES, content.questionnaire) == []


class TestTheCommand:
    FILE = '# why\nnames = [\n    "gone",\n    "q.b",\n]\n'

    @pytest.fixture
    def folder(self, tmp_path):
        (tmp_path / "questionnaire.toml").write_text((FOLDER / "questionnaire.toml").read_text("utf-8"), "utf-8")
        (tmp_path / "bits.toml").write_text(self.FILE, "utf-8")
        return tmp_path

    def test_what_is_new_is_appended_and_the_rest_stays(self, folder, content):
        command.main(folder)
        assert (folder / "bits.toml").read_text("utf-8").startswith(self.FILE.removesuffix("]\n"))
        assert read(folder / "bits.toml", BitsFile).names == (
            *("gone", "q.b"),
            *names_of_bits(content.questionnaire),
        )
        before = (folder / "bits.toml").read_text("utf-8")
        command.main(folder)
        assert (folder / "bits.toml").read_text("utf-8") == before

    def test_without_room_nothing_is_written(self, folder):
        full = "names = [\n" + "".join(f'    "n{number}",\n' for number in range(MOST)) + "]\n"
        (folder / "bits.toml").write_text(full, "utf-8")
        with pytest.raises(SystemExit, match="room for 1024"):
            command.main(folder)
        assert (folder / "bits.toml").read_text("utf-8") == full

    def test_a_file_that_ends_otherwise_is_left_alone(self):
        with pytest.raises(SystemExit, match="nothing was written"):
            command.appended('names = ["q"]\n# end\n', ["p"])

    def test_what_is_moved_or_taken_out_is_noticed(self):
        note = command.noted(("a", "b"))
        assert command.is_as_released(("a", "b", "c"), note)
        assert not any(command.is_as_released(names, note) for names in (("b", "a"), ("a",), ("a", "c"), ()))
