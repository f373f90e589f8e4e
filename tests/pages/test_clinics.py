"""A clinic's own frame: its name, look, words and offers, its own domain, and what a web manager reads."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from app import create_app
from assessment.loading.content_files import load_frame_check
from assessment.web.assets import integrity
from assessment.web.settings import Settings
from tests.clinics.test_read_clinic_file import FULL, LOGO, SMALLEST
from tests.support.journey import Journey
from tests.support.page import Page
from tests.support.sample_answers import GAMBLER, SOMEBODY, VERY_HEAVY_DRINKER
from tests.support.sealing_key import KEY

pytestmark = pytest.mark.slow

RIVER = "/embed/river/"


def with_the_river(folder: Path) -> Path:
    """A folder with one clinic and its logo."""
    (folder / "river.toml").write_text(FULL)
    (folder / "river.svg").write_text(LOGO)
    return folder


@pytest.fixture(scope="module")
def app(content, tmp_path_factory):
    folder = with_the_river(tmp_path_factory.mktemp("clinics"))
    return create_app(Settings(keys=(KEY,), clinics=folder), content)


@pytest.fixture
def folder(tmp_path):
    """One of its own, for a test that changes it."""
    return with_the_river(tmp_path)


@pytest.fixture
def its_client(folder, content):
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

    def test_its_logo_is_what_was_looked_at(self, its_client, folder):
        """Not what lies there later; and opened by itself, a picture is a page in which nothing runs."""
        (folder / "secret.txt").write_text("zebra-7731")
        (folder / "river.svg").unlink()
        (folder / "river.svg").symlink_to(folder / "secret.txt")
        answer = its_client.get(f"{RIVER}logo")
        assert (answer.status_code, answer.get_data(as_text=True)) == (200, LOGO)
        assert answer.headers["Content-Security-Policy"].endswith("; sandbox")
        assert its_client.options(f"{RIVER}logo").headers["Cache-Control"] == "no-store"

    def test_who_has_no_logo_shows_none(self, folder, content):
        (folder / "river.toml").write_text(SMALLEST)
        client = create_app(Settings(keys=(KEY,), clinics=folder), content).test_client()
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
        page = Page(client.get(RIVER))
        its_style = next(str(style.string) for style in page.all("style") if "#7a1f3d" in str(style))
        name = integrity(its_style.encode(), "sha256")
        assert name in page.response.headers["Content-Security-Policy"]
        assert name not in client.get("/").headers["Content-Security-Policy"]

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

    def test_its_look_is_in_its_style_and_on_paper_its_mosaic(self, client):
        style = "".join(str(one) for one in Page(client.get(RIVER)).all("head style"))
        screen, paper = style.index("--paper:#f4f1f8"), style.index("@media print{:root{--laid:#7a1f3d")
        assert style.index("--round:1.1rem") < screen < paper
        assert "--ink:" not in style[paper:]

    def test_what_it_says_is_marked_as_its_own(self, client):
        said = Page(client.get(RIVER)).text(".from-clinic")
        assert said == "From River House (made up): Welcome & take your time."
        assert "We would be glad" in Journey(client, RIVER).result(SOMEBODY).text(".from-clinic")
        assert not Page(client.get("/")).has(".from-clinic")

    def test_a_phone_of_its_own_for_what_it_offers(self, client):
        page = Journey(client, RIVER).result(VERY_HEAVY_DRINKER)
        assert page.all("[data-kind=counselling] .offered a")[0]["href"] == "tel:+442079460001"
        assert page.all("[data-kind=supervised_withdrawal] .offered a")[0]["href"] == "tel:+442079460000"

    def test_how_to_reach_it_stands_on_the_sheet(self, client):
        sheet = Journey(client, RIVER).result(VERY_HEAVY_DRINKER)
        assert "+44 20 7946 0000 · Monday to Friday, 9 to 17 · hello@river.example" in sheet.text(".of-clinic")
        assert sheet.one(".sheet-logo")["alt"] == "River House (made up)"


class TestAskingForAnAppointment:
    """Words that the person copies or reads out: nothing of them is in an address, and nothing sends them."""

    @pytest.mark.parametrize("htmx", [False, True])
    def test_the_words_are_those_of_the_sheet(self, client, htmx):
        page = Journey(client, RIVER, htmx=htmx).result(VERY_HEAVY_DRINKER)
        assert page.text("#appointment-words").startswith("Hello.")
        assert page.text("#appointment-words").endswith(page.text(".sheet .tells-answers p"))
        assert page.one("[data-go=copy]")["data-copies"] == "appointment-words"

    def test_no_link_carries_anything(self, client):
        page = Journey(client, RIVER).result(VERY_HEAVY_DRINKER)
        links = page.all(".ask-for-appointment a")
        assert [link["href"] for link in links] == [
            "tel:+442079460000",
            "mailto:hello@river.example",
            "https://river.example/appointments",
        ]
        assert all("noreferrer" in link["rel"] for link in links[1:])

    @pytest.mark.parametrize("person", [GAMBLER, {**VERY_HEAVY_DRINKER, "right_now": ["seizure"]}])
    def test_not_to_whom_it_does_not_treat_and_not_in_an_emergency(self, client, person):
        assert not Journey(client, RIVER).result(person).has(".ask-for-appointment")

    def test_a_danger_at_home_is_not_in_them(self, client):
        private = Journey(client, RIVER).result({**VERY_HEAVY_DRINKER, "home_safety": "unsafe"})
        usual = Journey(client, RIVER).result(VERY_HEAVY_DRINKER)
        assert private.text("#appointment-words") == usual.text("#appointment-words")

    def test_a_clinic_that_does_not_offer_them_shows_none(self, folder, content):
        (folder / "river.toml").write_text(FULL.replace("appointment_words = true", ""))
        client = create_app(Settings(keys=(KEY,), clinics=folder), content).test_client()
        assert not Journey(client, RIVER).result(VERY_HEAVY_DRINKER).has(".ask-for-appointment")


class TestItsOwnDomain:
    def test_its_first_page_is_the_clinics(self, client):
        answer = client.get("/", base_url="https://support.river.example")
        assert (answer.status_code, answer.location) == (302, RIVER)

    def test_what_is_pasted_and_printed_names_it(self, client):
        assert "https://support.river.example/embed/river/" in Page(client.get("/clinics")).text("pre")
        result = Journey(client, RIVER).result(SOMEBODY)
        assert result.text(".sheet .address") == "https://support.river.example/embed/river/"


class TestOembed:
    """A page that is given the address of a frame asks for the frame."""

    FRAME = "https://support.river.example/embed/river/"

    def asked(self, client, address=FRAME, **more):
        return client.get("/oembed", query_string={"url": address, **more})

    def test_the_first_page_says_where_to_ask(self, client):
        link = Page(client.get(RIVER)).one("link[type='application/json+oembed']")
        assert client.get(str(link["href"])).json["type"] == "rich"
        assert not Page(client.get("/")).has("link[type='application/json+oembed']")

    def test_it_answers_with_the_frame(self, client):
        answer = self.asked(client).json
        frame = BeautifulSoup(answer["html"], "html5lib").select("iframe")[0]
        assert frame["src"] == self.FRAME
        assert "allow-forms" in str(frame["sandbox"])
        assert (frame["width"], frame["height"]) == (str(answer["width"]), str(answer["height"]))

    def test_no_larger_than_asked_for(self, client):
        answer = self.asked(client, maxwidth="480", maxheight="600").json
        assert (answer["width"], answer["height"]) == (480, 600)

    @pytest.mark.parametrize("size", ["", "-5", "wide", "0", "9" * 50, "٤٠٠"])
    def test_a_size_that_is_none_changes_nothing(self, client, size):
        assert self.asked(client, maxwidth=size).json["width"] == self.asked(client).json["width"]

    @pytest.mark.parametrize(
        "address",
        ["", "https://support.river.example/", "https://stranger.example/embed/river/", FRAME + "now", "javascript:1"],
    )
    def test_of_another_address_there_is_none(self, client, address):
        assert self.asked(client, address).status_code == 404

    def test_another_format_is_not_offered(self, client):
        assert self.asked(client, format="xml").status_code == 501


class TestHowItLooks:
    @pytest.mark.parametrize(("text", "classes"), [(FULL, None), (SMALLEST, ["light"])])
    def test_it_stays_light_unless_it_says_otherwise(self, folder, content, text, classes):
        (folder / "river.toml").write_text(text)
        page = Page(create_app(Settings(keys=(KEY,), clinics=folder), content).test_client().get(RIVER))
        assert page.one("html").get("class") == classes


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


class TestForTheWebManager:
    def test_who_wants_to_can_name_no_clinic_to_everybody(self, folder, content):
        client = create_app(Settings(keys=(KEY,), clinics=folder, list_clinics=False), content).test_client()
        page = Page(client.get("/clinics"))
        assert "River" not in page.text()
        assert not page.has("iframe")
        assert "River House" in Page(client.get(f"{RIVER}clinics")).text("pre")

    def test_the_snippet_is_ready_to_copy(self, client):
        page = Page(client.get("/clinics"))
        snippet = BeautifulSoup(page.text("pre code"), "html5lib")
        frame = snippet.select("iframe")[0]
        assert frame["src"] == "https://support.river.example/embed/river/"
        assert frame["allow"] == "clipboard-write; web-share"
        assert "River House" in str(frame["title"])
        assert snippet.select("script")[0]["src"] == "https://support.river.example/static/embed.js"
        assert snippet.select("a")[0]["href"] == frame["src"]

    def test_in_a_clinics_own_frame_it_is_told_of_no_other(self, its_client, folder):
        (folder / "hill.toml").write_text(SMALLEST.replace("river", "hill").replace("River", "Hill"))
        assert "Hill House" not in Page(its_client.get(f"{RIVER}clinics")).text()

    def test_the_script_for_its_page_is_small_and_may_be_loaded_from_anywhere(self, client):
        with client.get("/static/embed.js") as response:
            assert len(response.data) < 3500
            assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"

    def test_a_frame_that_hides_where_forms_come_from_is_told_so(self, client):
        page = Page(client.post(f"{RIVER}assessment", data={"at": "about_you"}, headers={"Origin": "null"}))
        assert page.status == 403
        assert page.has(f"main a[href='{RIVER}'][target=_blank]")
