"""A clinic's own frame: its name, colours and offers; a changed file is taken up, a broken one is not."""

import logging
import os

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from flask.cli import FlaskGroup

from app import create_app
from assessment.clinics import folder as folder_room
from assessment.clinics.folder import ClinicFolder
from assessment.loading.content_files import load_frame_check
from assessment.loading.problems import ContentError
from assessment.web.settings import Settings
from tests.clinics.test_read_clinic_file import FULL, LOGO, SMALLEST
from tests.support.journey import Journey
from tests.support.page import Page
from tests.support.sample_answers import GAMBLER, SOMEBODY, VERY_HEAVY_DRINKER
from tests.support.sealing_key import KEY

pytestmark = pytest.mark.slow

RIVER = "/embed/river/"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "river.toml").write_text(FULL)
    (tmp_path / "river.svg").write_text(LOGO)
    return tmp_path


@pytest.fixture
def client(folder, content):
    return create_app(Settings(keys=(KEY,), clinics=folder), content).test_client()


class TestOnItsPages:
    def test_its_name_and_colours(self, client):
        page = Page(client.get(RIVER))
        assert "River House" in page.text("header .name")
        assert any("#7a1f3d" in str(style) for style in page.all("head style"))

    def test_its_logo_stands_beside_its_name(self, client):
        picture = Page(client.get(RIVER)).one("header .name img")
        with client.get(str(picture["src"])) as response:
            assert (response.status_code, response.mimetype) == (200, "image/svg+xml")
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]

    def test_who_has_no_logo_shows_none(self, client, folder):
        (folder / "river.toml").write_text(SMALLEST)
        client = create_app(
            Settings(keys=(KEY,), clinics=folder), client.application.extensions["support_mosaic"].content
        )
        client = client.test_client()
        assert not Page(client.get(RIVER)).has("header img")
        assert client.get(f"{RIVER}logo").status_code == 404

    def test_how_to_reach_it_stands_below_every_page(self, client):
        footer = Page(client.get(f"{RIVER}now")).one("footer")
        assert footer.select("a[href='tel:+442079460000']")
        assert footer.select("a[href='https://river.example/appointments']")
        assert not Page(client.get("/now")).one("footer").select("a[href^=tel]")

    def test_in_a_frame_the_page_around_it_has_the_header(self, client):
        framed = Page(client.get(RIVER, headers={"Sec-Fetch-Dest": "iframe"}))
        alone = Page(client.get(RIVER, headers={"Sec-Fetch-Dest": "document"}))
        assert (framed.text("header .name"), "River House" in alone.text("header .name")) == ("", True)
        assert framed.one("header .name img")["alt"] == "River House (made up)"
        assert "framed" in framed.one("html")["class"]

    def test_a_page_that_isolates_itself_may_frame_it(self, client):
        headers = client.get(RIVER).headers
        assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
        assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Cross-Origin-Embedder-Policy" not in client.get("/").headers

    def test_its_style_is_allowed_by_name(self, client):
        policy = client.get(RIVER).headers["Content-Security-Policy"]
        assert policy.count("'sha256-") == 2
        assert client.get("/").headers["Content-Security-Policy"].count("'sha256-") == 1

    def test_only_its_own_pages_may_frame_it(self, client):
        assert "frame-ancestors https://river.example;" in client.get(RIVER).headers["Content-Security-Policy"] + ";"

    def test_what_it_offers_stands_with_what_fits(self, client):
        page = Journey(client, RIVER).result(VERY_HEAVY_DRINKER)
        assert page.fits["supervised_withdrawal"] == "strong"
        assert "Ask for the day clinic" in page.text("[data-kind=supervised_withdrawal] .offered")
        assert page.has("[data-kind=supervised_withdrawal] a[href='tel:+442079460000']")

    def test_it_hides_nothing_that_it_does_not_offer(self, client):
        framed = Journey(client, RIVER).result(VERY_HEAVY_DRINKER)
        plain = Journey(client).result(VERY_HEAVY_DRINKER)
        assert (framed.fits, framed.urgent) == (plain.fits, plain.urgent)
        assert not plain.has(".offered")

    def test_those_whom_it_does_not_treat_are_not_sent_to_it(self, client):
        assert not Journey(client, RIVER).result(GAMBLER).has(".offered")

    def test_its_country_is_chosen_already(self, client):
        asked_where = [Journey(client, base).walk(SOMEBODY, until="about_you") for base in (RIVER, "/")]
        assert asked_where[0].one("#q-country-list option[selected]")["value"] == "gb"
        assert asked_where[1].has("#q-country-list")
        assert not asked_where[1].has("#q-country-list option[selected]")

    @pytest.mark.parametrize(("text", "classes"), [(FULL, None), (SMALLEST, ["light"])])
    def test_it_stays_light_unless_it_says_otherwise(self, folder, content, text, classes):
        (folder / "river.toml").write_text(text)
        page = Page(create_app(Settings(keys=(KEY,), clinics=folder), content).test_client().get(RIVER))
        assert page.one("html").get("class") == classes


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
        assert clinics.get("river").name == "Hill House (made up)"

    def test_a_new_clinic_is_taken_up_and_a_removed_one_is_gone(self, folder, clinics, clock):
        (folder / "hill.toml").write_text(SMALLEST.replace("river", "hill"))
        (folder / "river.toml").unlink()
        clock[0] += folder_room.LOOK_AGAIN
        assert [clinic.id for clinic in clinics.all()] == ["hill"]

    def test_a_broken_one_leaves_the_old_in_force_loudly(self, folder, clinics, clock, lines):
        self.change(folder, "id = broken", clock)
        assert clinics.get("river").name == "River House (made up)"
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
        assert clinics.get("river").name == "Hill House (made up)"

    def test_the_folder_is_not_looked_at_with_every_request(self, folder, clinics, clock):
        self.change(folder, "id = broken", clock)
        clock[0] -= folder_room.LOOK_AGAIN / 2
        assert clinics.get("river").name == "River House (made up)"

    def test_at_the_start_a_broken_one_is_refused(self, folder, content):
        (folder / "river.toml").write_text("id = broken")
        with pytest.raises(ContentError, match=r"river\.toml"):
            create_app(Settings(keys=(KEY,), clinics=folder), content)


class TestThePreview:
    def test_only_the_page_for_clinics_frames_it(self, client):
        assert "frame-ancestors 'self'" in client.get("/clinics/river/").headers["Content-Security-Policy"]
        assert "frame-src 'self'" in client.get("/clinics").headers["Content-Security-Policy"]
        for address in ("/", RIVER, f"{RIVER}clinics", "/clinics/river/", "/embed/nobody/clinics"):
            assert "frame-src" not in client.get(address).headers["Content-Security-Policy"]

    def test_it_is_there_at_three_widths(self, client):
        frames = Page(client.get("/clinics")).all("iframe")
        assert [(frame["src"], frame["width"]) for frame in frames] == [
            ("/clinics/river/", "300"),
            ("/clinics/river/", "600"),
            ("/clinics/river/", "1000"),
        ]

    def test_it_is_the_whole_assessment_under_its_own_path(self, client):
        page = Journey(client, "/clinics/river/").result(VERY_HEAVY_DRINKER)
        assert page.has("[data-kind=supervised_withdrawal] .offered")
        assert page.one("form[action$='/sheet']")["action"] == "/clinics/river/sheet"

    def test_of_an_unknown_clinic_there_is_none(self, client):
        assert client.get("/clinics/nobody/").status_code == 404


class TestTheSelfCheck:
    def test_what_its_file_says_is_there_without_scripts(self, client, content):
        page = Page(client.get(f"{RIVER}self-check"))
        outcomes = {str(one["data-check"]): one["data-outcome"] for one in page.all("[data-check]")}
        assert list(outcomes) == [line.id for line in load_frame_check()]
        assert {outcomes[line.id] for line in load_frame_check() if line.seen == "file"} == {"pass"}
        assert outcomes["scripts"] == "note"
        assert {outcomes[line.id] for line in load_frame_check() if line.seen == "press"} == {"open"}

    @pytest.mark.parametrize("address", ["/self-check", "/left", "/logo", "/embed/nobody/self-check"])
    def test_only_a_clinic_has_it(self, client, address):
        assert client.get(address).status_code == 404


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


class TestForTheWebManager:
    def test_the_snippet_is_ready_to_copy(self, client):
        page = Page(client.get("/clinics"))
        snippet = BeautifulSoup(page.text("pre code"), "html5lib")
        frame = snippet.select("iframe")[0]
        assert frame["src"] == "http://localhost/embed/river/"
        assert "River House" in str(frame["title"])
        assert snippet.select("script")[0]["src"] == "http://localhost/static/embed.js"
        assert snippet.select("a")[0]["href"] == frame["src"]

    def test_in_a_clinics_own_frame_it_is_told_of_no_other(self, client, folder):
        (folder / "hill.toml").write_text(SMALLEST.replace("river", "hill").replace("River", "Hill"))
        assert "Hill House" not in Page(client.get(f"{RIVER}clinics")).text()

    def test_the_script_for_its_page_is_small_and_may_be_loaded_from_anywhere(self, client):
        with client.get("/static/embed.js") as response:
            assert len(response.data) < 3500
            assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"

    def test_a_frame_that_hides_where_forms_come_from_is_told_so(self, client):
        page = Page(client.post(f"{RIVER}assessment", data={"at": "about_you"}, headers={"Origin": "null"}))
        assert page.status == 403
        assert page.has(f"main a[href='{RIVER}'][target=_blank]")
