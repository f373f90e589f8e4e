"""What goes onto paper: the sheet, the choices, and the page of its own."""

import pytest

from app import create_app
from assessment.engine.rules import Fit
from assessment.web.mosaic_picture import in_lines
from assessment.web.printing import qr_code
from assessment.web.settings import SettingError, Settings, read_settings
from tests.support.journey import Journey
from tests.support.page import Page, text_of
from tests.support.sample_answers import MIXED, SOMEBODY, VERY_HEAVY_DRINKER, WORRIED_PARTNER
from tests.support.sealing_key import KEY

pytestmark = pytest.mark.slow


def on_paper(client, page: Page, **boxes: str) -> Page:
    return Page(client.post("/sheet", data={"token": page.token, **boxes}))


class TestThePageOfItsOwn:
    @pytest.mark.parametrize("person", [SOMEBODY, MIXED, VERY_HEAVY_DRINKER, WORRIED_PARTNER])
    def test_it_holds_the_same_result(self, client, journey, person):
        result = journey.result(person)
        paper = on_paper(client, result)
        assert paper.urgent == result.urgent - {"home_safety"}, "it may lie on a table"
        assert "home_safety" in result.urgent or paper.fits == result.fits
        assert paper.text(".sheet") == result.text(".sheet")

    def test_it_prints_without_scripts_and_says_how(self, client, journey):
        paper = on_paper(client, journey.result(SOMEBODY))
        assert "your browser's menu" in paper.text()
        assert paper.has("form[action='/sheet'] [data-go=print]")

    @pytest.mark.parametrize("box", ["without_answers", "large", "discreet"])
    def test_what_was_chosen_stays_chosen(self, client, journey, box):
        paper = on_paper(client, journey.result(SOMEBODY), **{box: "yes"})
        assert box in paper.one("main")["class"]
        assert [str(one["name"]) for one in paper.all(".choices input[checked]")] == [box]

    def test_discreet_its_title_says_nothing(self, client, journey):
        assert text_of(on_paper(client, journey.result(SOMEBODY), discreet="yes").one("title")) == "Notes"

    def test_without_a_result_there_is_none(self, client, journey):
        assert on_paper(client, journey.answer(who_for="self")).name == "step"

    def test_it_has_no_place_in_the_history(self, client, journey):
        assert not on_paper(client, journey.result(SOMEBODY)).has("main[data-place]")


class TestTheSheet:
    def test_it_repeats_no_hook(self, journey):
        assert not journey.result(VERY_HEAVY_DRINKER).has(".sheet :is([data-kind], [data-urgent], [data-rule])")

    def test_it_speaks_about_somebody_else(self, journey):
        assert "about somebody I care about" in journey.result(WORRIED_PARTNER).text("#sheet")

    def test_it_has_the_day_the_version_and_the_address(self, journey, content):
        sheet = journey.result(SOMEBODY).text(".sheet")
        assert content.rules_version in sheet
        assert "http://localhost/" in sheet

    def test_its_code_leads_to_the_first_page_and_holds_no_answer(self, client):
        codes = {str(Journey(client).result(person).one(".sheet .code")) for person in (SOMEBODY, VERY_HEAVY_DRINKER)}
        assert len(codes) == 1
        framed = Journey(client, "/embed/demo/").result(SOMEBODY).one(".sheet .code")
        assert str(framed) not in codes

    def test_the_address_is_that_of_the_installation_where_one_is_set(self, content):
        app = create_app(Settings(keys=(KEY,), address="https://support.example.org"), content)
        page = Journey(app.test_client()).result(SOMEBODY)
        assert "https://support.example.org/" in page.text(".sheet")
        assert qr_code("https://support.example.org/") in page.html

    @pytest.mark.parametrize("address", ["support.example.org", "https://a.example/path", "https://a.example?x"])
    def test_an_address_that_is_none_is_refused_at_start(self, address):
        with pytest.raises(SettingError, match="MOSAIC_ADDRESS"):
            read_settings({"MOSAIC_ADDRESS": address})


class TestTheMosaic:
    @pytest.mark.parametrize("person", [SOMEBODY, MIXED, VERY_HEAVY_DRINKER, WORRIED_PARTNER])
    def test_each_piece_leads_to_its_kind_and_looks_as_it_fits(self, journey, person):
        page = journey.result(person)
        shown = {}
        for piece in page.all(".mosaic a"):
            kind = str(piece["href"]).removeprefix("#kind-")
            shown[kind] = next(fit.value for fit in Fit if fit.value in piece["class"])
            assert page.has(f"[data-kind={kind}] #kind-{kind}")
        assert shown == page.fits

    def test_in_words_it_says_the_same(self, journey):
        page = journey.result(MIXED)
        for piece in page.all(".mosaic a"):
            kind = str(piece["href"]).removeprefix("#kind-")
            name, fit = str(piece["aria-label"]).rsplit(": ", 1)
            assert name == " ".join(line.get_text() for line in piece.select("text"))
            assert name == page.text(f"#kind-{kind}")
            assert (
                fit
                == {
                    "strong": "Your answers point to this",
                    "possible": "Worth raising",
                    "not_now": "Nothing you told us pointed to this",
                }[page.fits[kind]]
            )

    def test_the_pieces_are_always_in_the_same_place(self, client):
        outlines = {
            tuple(
                (piece["href"], piece.select("polygon")[0]["points"])
                for piece in Journey(client).result(person).all(".mosaic a")
            )
            for person in (SOMEBODY, VERY_HEAVY_DRINKER)
        }
        assert len(outlines) == 1

    @pytest.mark.parametrize(
        ("name", "lines"),
        [("Groups", ["Groups"]), ("Food, sleep, movement", ["Food, sleep,", "movement"]), ("a b", ["a b"])],
    )
    def test_names_break_between_words(self, name, lines):
        assert in_lines(name, 12) == lines


@pytest.mark.parametrize("country", ["mx", "us", "gb_eng", "ie", "au"])
@pytest.mark.parametrize("home", ["unsafe", []])
def test_no_number_on_paper_tells_of_a_danger_at_home(client, content, country, home):
    """Neither who told it nor who skipped the question: what is left out must not come back as a line to call."""
    page = Journey(client).result({**WORRIED_PARTNER, "country": country, "home_safety": home})
    lines = {one.number for one in content.country(country).contacts("home_safety") if one.number}
    assert lines
    assert not [number for number in lines if number in page.text(".sheet") + page.text("#sheet-text")]


@pytest.mark.parametrize("home", ["unsafe", []])
@pytest.mark.parametrize("paper", ["/copy", "/sheet"])
def test_no_word_to_a_relative_on_paper_tells_of_a_danger_at_home(client, home, paper):
    """As above, for the whole result on paper and for a copy: neither who told it nor who skipped the question."""
    page = Journey(client).result({**WORRIED_PARTNER, "home_safety": home})
    kept = client.post(paper, data={"token": page.token, "whole_result": "yes"}).get_data(as_text=True)
    assert "data-kind=" in kept
    assert "safety comes first" not in kept
