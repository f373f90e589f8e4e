"""Clinics' files while it runs, and on the command line: one is changed, broken, looked at, asked for."""

import logging
import os

import pytest
from click.testing import CliRunner
from flask.cli import FlaskGroup

from app import create_app
from assessment.clinics import folder as folder_room
from assessment.clinics.clinic import Clinic, Colours
from assessment.clinics.folder import ClinicFolder
from assessment.loading.problems import ContentError
from assessment.web.settings import Settings
from tests.clinics.test_read_clinic_file import FULL, LOGO, SMALLEST
from tests.support.sealing_key import KEY

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "river.toml").write_text(FULL)
    (tmp_path / "river.svg").write_text(LOGO)
    return tmp_path


@pytest.fixture
def client(folder, content):
    return create_app(Settings(keys=(KEY,), clinics=folder), content).test_client()


def in_force(clinics, id) -> Clinic:
    """The clinic of this id."""
    found = clinics.get(id)
    assert found, id
    return found  # type: ignore[no-any-return]


class TestAChangedFile:
    @pytest.fixture
    def clock(self):
        return [100.0]

    @pytest.fixture
    def clinics(self, folder, content, clock):
        return ClinicFolder(folder, content, now=lambda: clock[0])

    def change(self, folder, text, clock):
        path = folder / "river.toml"
        path.write_text(text)
        os.utime(path, ns=(int(clock[0] * 1e9), int(clock[0] * 1e9)))
        clock[0] += folder_room.LOOK_AGAIN

    def test_it_is_taken_up(self, folder, clinics, clock):
        self.change(folder, FULL.replace("River House", "Hill House"), clock)
        assert in_force(clinics, "river").name == "Hill House (made up)"

    def test_a_look_that_takes_long_is_seldom(self, folder, clinics, clock, monkeypatch):
        """With thousands of files, somebody who asks just then would wait for it each time."""

        def slowly(folder):
            clock[0] += 1.0
            return fingerprint(folder)

        fingerprint = folder_room.fingerprint
        monkeypatch.setattr(folder_room, "fingerprint", slowly)
        clock[0] += folder_room.LOOK_AGAIN
        clinics.get("river")
        looked = clock[0]
        clock[0] += 50 * folder_room.LOOK_AGAIN - 2
        clinics.get("river")
        assert clock[0] == looked + 50 * folder_room.LOOK_AGAIN - 2
        clock[0] += 2
        clinics.get("river")
        assert clock[0] == looked + 50 * folder_room.LOOK_AGAIN + 1

    def test_a_new_clinic_is_taken_up_and_a_removed_one_is_gone(self, folder, clinics, clock):
        (folder / "hill.toml").write_text(SMALLEST.replace("river", "hill"))
        (folder / "river.toml").unlink()
        clock[0] += folder_room.LOOK_AGAIN
        assert [clinic.id for clinic in clinics.all()] == ["hill"]

    def test_a_broken_one_leaves_the_old_in_force_loudly(self, folder, clinics, clock, lines):
        self.change(folder, "id = broken", clock)
        assert in_force(clinics, "river").name == "River House (made up)"
        assert any("river.toml" in line and "stays in force" in line for line in lines)

    def test_a_broken_one_keeps_no_other_from_being_taken_up(self, folder, clinics, clock):
        (folder / "hill.toml").write_text(SMALLEST.replace("river", "hill"))
        self.change(folder, "id = broken", clock)
        assert [clinic.id for clinic in clinics.all()] == ["hill", "river"]
        assert "river.toml" in clinics.refused(clinics.get("river"))
        assert clinics.refused(clinics.get("hill")) == ""

    def test_a_folder_that_is_gone_for_a_moment_takes_nothing_down(self, folder, clinics, clock):
        folder.rename(folder.parent / "elsewhere")
        clock[0] += folder_room.LOOK_AGAIN
        clinics.all()
        (folder.parent / "elsewhere").rename(folder)
        clock[0] += folder_room.LOOK_AGAIN
        assert clinics.get("river")

    def test_a_mended_one_is_taken_up(self, folder, clinics, clock):
        self.change(folder, "id = broken", clock)
        assert clinics.get("river")
        self.change(folder, FULL.replace("River House", "Hill House"), clock)
        assert in_force(clinics, "river").name == "Hill House (made up)"

    def test_the_folder_is_not_looked_at_with_every_request(self, folder, clinics, clock):
        self.change(folder, "id = broken", clock)
        clock[0] -= folder_room.LOOK_AGAIN / 2
        assert in_force(clinics, "river").name == "River House (made up)"

    def test_at_the_start_a_broken_one_is_refused(self, folder, content):
        (folder / "river.toml").write_text("id = broken")
        with pytest.raises(ContentError, match=r"river\.toml"):
            create_app(Settings(keys=(KEY,), clinics=folder), content)


class TestFromTheCommandLine:
    @pytest.fixture
    def check(self, folder, content):
        logging.disable()
        app = create_app(Settings(keys=(KEY,), clinics=folder), content)
        yield lambda: app.test_cli_runner().invoke(args=["clinics", "check"])
        logging.disable(logging.NOTSET)

    def test_what_is_in_order_is_listed(self, check):
        result = check()
        assert result.exit_code == 0
        assert "river.toml: in order" in result.output
        assert "pass  Colours can be read" in result.output

    @pytest.mark.parametrize("command", [["clinics", "check"], ["run"]])
    def test_files_that_were_broken_from_the_beginning_are_all_named_in_words(self, folder, content, command):
        (folder / "river.toml").write_text("id = broken")
        (folder / "hill.toml").write_text(SMALLEST.replace("River House", "").replace("river", "hill") + "dark = 5")
        group = FlaskGroup(create_app=lambda: create_app(Settings(keys=(KEY,), clinics=folder), content))
        result = CliRunner().invoke(group, command)
        assert result.exit_code == 1
        assert result.output.startswith("Error: hill.toml: dark: must be true or false\nriver.toml: the file: ")
        assert "Traceback" not in result.output

    def test_what_is_left_open_is_said(self, check, folder):
        (folder / "river.toml").write_text(SMALLEST)
        result = check()
        assert result.exit_code == 0
        assert "note  How to reach you is filled in" in result.output

    def test_what_is_not_is_said_and_fails(self, check, folder):
        (folder / "river.toml").write_text(FULL.replace("counselling = ", "magic = "))
        (folder / "hill.toml").write_text(SMALLEST.replace("river", "hill"))
        result = check()
        assert result.exit_code == 1
        assert "river.toml: offers" in result.output
        assert "hill.toml: in order" in result.output


class TestANewFile:
    """`flask --app app clinics new`: a question for each key, asked again where the answer cannot be used."""

    @pytest.fixture
    def new(self, folder, content):
        logging.disable()
        runner = create_app(Settings(keys=(KEY,), clinics=folder), content).test_cli_runner()
        yield lambda *lines: runner.invoke(args=["clinics", "new"], input="".join(f"{line}\n" for line in lines))
        logging.disable(logging.NOTSET)

    def test_it_asks_its_way_to_a_file_that_is_in_order(self, new, folder, content):
        result = new("Hill House", "", "www.Hill.example/about", "gb", "+44 20 7946 0002", "", "", "", "#1f5f5b")
        assert result.exit_code == 0
        clinic = in_force(ClinicFolder(folder, content), "hill_house")
        assert clinic.origins == ("https://www.hill.example", "https://hill.example", "http://localhost:8000")
        assert clinic.colours == Colours(main="#1f5f5b", on_main="#ffffff")
        assert clinic.mail is None

    def test_what_cannot_be_used_is_asked_again_with_the_reason(self, new, folder, content):
        result = new("Hill", "hill", "hill.example", "uk", "gb", "soon", "", "", "", "http://x", "", "pink", "")
        assert "no country 'uk'" in result.output
        assert "must be digits" in result.output
        assert "must be an https address" in result.output
        assert "six of the digits" in result.output
        assert in_force(ClinicFolder(folder, content), "hill").country == "gb"

    def test_a_file_that_is_there_is_not_written_over(self, new, folder):
        result = new("River", "river", "river.example", "", "", "", "", "", "")
        assert result.exit_code == 1
        assert "already" in result.output
        assert (folder / "river.toml").read_text() == FULL
