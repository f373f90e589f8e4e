"""Any language: chosen by path, clinic or browser, changed on the way with the answers, mirrored, counted, dated."""

import io
import re
from copy import copy
from datetime import date

import pytest
from flask import Flask

from app import create_app
from assessment.loading.problems import ContentError
from assessment.web.settings import SettingError, Settings, read_settings
from tests.clinics.test_read_clinic_file import load_clinics
from tests.support.invented_languages import (
    BRACKETS,
    CLOSE,
    LONGER,
    MANY_FORMS,
    OPEN,
    RIGHT_TO_LEFT,
    invent,
    right_to_left,
)
from tests.support.journey import Journey
from tests.support.page import Page
from tests.support.sample_answers import MIXED, SOMEBODY, VERY_HEAVY_DRINKER
from tests.support.sealing_key import KEY

pytestmark = pytest.mark.slow

LANGUAGES = ("en", BRACKETS, LONGER, RIGHT_TO_LEFT, MANY_FORMS)
PATHS = ("/", "/now", "/kinds", "/about", "/method", "/privacy", "/clinics", "/assessment")
RIVER = """
id = "river"
name = "River House (made up)"
origins = ["https://river.example"]
country = "us"
languages = ["he", "en"]
"""


@pytest.fixture(scope="module")
def translations(tmp_path_factory: pytest.TempPathFactory):
    """The made-up catalogues."""
    return invent(tmp_path_factory.mktemp("translations"), *LANGUAGES[1:])


@pytest.fixture(scope="module")
def app(translations, content, tmp_path_factory) -> Flask:
    """The application in all made-up languages, with a clinic that offers two."""
    clinics = tmp_path_factory.mktemp("clinics")
    (clinics / "river.toml").write_text(RIVER)
    (clinics / "demo.toml").write_text(
        'id = "demo"\nname = "Demonstration Clinic"\norigins = ["http://localhost:8000"]\n'
    )
    settings = Settings(keys=(KEY,), languages=LANGUAGES, translations=translations, clinics=clinics)
    return create_app(settings, content)


def language_of(page: Page) -> str:
    return str(page.one("html")["lang"])


class TestWhichLanguage:
    @pytest.mark.parametrize(("asked", "got"), [("he", "he"), ("pl,en;q=0.5", "pl"), ("xx", "en-GB"), ("", "en-GB")])
    def test_without_one_in_the_path_the_browser_is_asked(self, client, asked, got):
        assert language_of(Page(client.get("/", headers={"Accept-Language": asked}))) == got

    @pytest.mark.parametrize("address", PATHS)
    def test_the_path_says_it_whatever_the_browser_asks_for(self, client, address):
        for base, tag in (("/he", "he"), ("/embed/demo/ar", "ar")):
            page = Page(client.get(base + address, headers={"Accept-Language": "pl"}))
            assert (page.status, language_of(page)) == (200, tag)

    def test_direction_follows_the_language(self, page):
        assert page("/he/").one("html")["dir"] == "rtl"
        assert page("/pl/").one("html")["dir"] == "ltr"

    @pytest.mark.parametrize("address", ["/xx/", "/de/now", "/he/he/", "/embed/demo/de/", "/embed/river/pl/now"])
    def test_a_language_that_is_not_offered_has_no_pages(self, page, address):
        found = page(address)
        assert (found.status, found.name) == (404, "error")

    def test_a_clinics_frame_begins_in_its_own(self, client):
        page = Page(client.get("/embed/river/", headers={"Accept-Language": "pl"}), leave_out={"links stay"})
        assert language_of(page) == "he"
        assert {str(one["lang"]) for one in page.all(".languages [lang]")} == {"he", "en"}

    @pytest.mark.parametrize("address", ["/he/nowhere", "/embed/demo/he/nowhere"])
    def test_errors_are_in_the_language_of_the_path(self, page, address):
        assert page(address).text("h1") == right_to_left("We can't find that page")

    def test_errors_of_forms_too(self, client):
        for data, name in (({"at": "check"}, "expired"), ({"token": "x", "at": "check"}, "expired")):
            page = Page(client.post("/he/assessment", data=data))
            assert (page.name, language_of(page)) == (name, "he")


class TestSwitching:
    @pytest.mark.parametrize("address", [path for path in PATHS if path != "/assessment"])
    def test_pages_without_answers_link_to_themselves(self, page, address):
        here = page(address)
        links = here.all(".languages a")
        assert [one["href"] for one in links] == [f"/{tag}{address}" for tag in LANGUAGES[1:]]
        assert [one["hreflang"] for one in links] == list(LANGUAGES[1:])
        for link in links:
            assert page(str(link["href"])).name == here.name

    def test_where_there_is_no_other_language_nothing_is_said_of_it(self, content):
        client = create_app(Settings(keys=(KEY,)), content).test_client()
        for address in PATHS:
            assert not Page(client.get(address)).has(".languages")

    @pytest.mark.parametrize("base", ["/", "/embed/demo/"])
    def test_at_every_step_the_answers_are_kept(self, client, base):
        journey = Journey(client, base)
        here = "en"
        while journey.page.name == "step":
            step, given = journey.page.step, {one: SOMEBODY[one] for one in journey.page.asked}
            there = "he" if here == "en" else "en"
            chosen = journey.fields(**given)
            page = journey.switch(there, **given)
            assert (page.step, language_of(page).partition("-")[0]) == (step, there)
            again = journey.fields()
            assert {name: again.getlist(name) for name in given} == {name: chosen.getlist(name) for name in given}
            journey.answer()
            here = there
        assert journey.page.name == "check"
        journey.switch("pl")
        assert (journey.page.name, language_of(journey.page)) == ("check", "pl")
        fits = journey.press("next").fits
        for tag in ("he", "en"):
            journey.switch(tag)
            assert (journey.page.name, journey.page.fits) == ("results", fits)

    def test_half_a_step_is_kept_and_nothing_is_demanded(self, journey):
        journey.walk(SOMEBODY, until="about_you")
        page = journey.switch("he", who_for="other")
        assert not page.has("#summary")
        assert page.has("#q-who_for-other[checked]")

    def test_for_the_young(self, journey):
        journey.walk({**SOMEBODY, "age_band": "under_18"})
        page = journey.switch("he")
        assert (page.name, language_of(page)) == ("youth", "he")

    def test_on_the_sheet_with_what_was_chosen_for_paper(self, client, journey):
        token = journey.result(SOMEBODY).token
        sheet = Page(client.post("/sheet", data={"token": token, "large": "yes"}))
        button = sheet.one("button[data-go=language][lang=he]")
        assert button["formaction"] == "/he/sheet"
        assert button["form"] == sheet.one("form.choices")["id"]
        again = Page(client.post("/he/sheet", data={"token": token, "large": "yes", "to": "results"}))
        assert again.has(".large .sheet")
        assert language_of(again) == "he"

    def test_an_error_with_answers_leads_on_in_another_language(self, client, journey):
        journey.walk(SOMEBODY)
        error = Page(client.post("/assessment", data={"token": journey.page.token, "at": "nowhere"}))
        button = error.one("button[data-go=language][lang=he]")
        page = Page(client.post(str(button["formaction"]), data={"token": error.token, "to": str(button["value"])}))
        assert (page.name, language_of(page)) == ("check", "he")

    def test_enter_still_continues(self, journey):
        buttons = journey.page.all("main button[type=submit]")
        assert buttons[0]["data-go"] == "next"


class TestWhatIsTakenAlong:
    @pytest.mark.parametrize(("base", "path"), [("/he/", "/he/"), ("/embed/demo/ar/", "/embed/demo/ar/")])
    def test_a_copy_is_in_the_language_and_leads_back_into_it(self, client, base, path):
        journey = Journey(client, base)
        token = journey.result(SOMEBODY).token
        file = client.post(f"{base}copy", data={"token": token}).text
        tag = path.split("/")[-2]
        assert f'<html lang="{tag}" dir="rtl">' in file
        assert f'href="http://localhost{path}method"' in file
        assert "data-go" not in file.partition("<body>")[2].replace('data-go="exit"', "")

    def test_also_where_only_the_browser_had_asked_for_it(self, client):
        journey = Journey(client, headers={"Accept-Language": "he"})
        page = journey.result(SOMEBODY)
        assert page.text(".sheet .address") == "http://localhost/he/"
        assert not page.has("form[action^='/he/']")

    def test_a_copy_opens_in_another_language(self, client, journey):
        token = journey.result(SOMEBODY).token
        file = client.post("/he/copy", data={"token": token}).data
        journey.base = "/pl/"
        page = Page(client.post("/pl/assessment", data={"copy": (io.BytesIO(file), "notes.html")}))
        assert (page.name, language_of(page)) == ("check", "pl")

    def test_the_sheet_says_less_in_a_longer_language_and_leaves_out_nothing_that_matters(self, client):
        english, longer = (Journey(client, base).result(MIXED) for base in ("/en/", "/pl/"))
        for selector in (".sheet .urgent li", ".sheet .came-up li"):
            assert len(longer.all(selector)) == len(english.all(selector))
        assert len(longer.all(".ask-lines li")) < len(english.all(".ask-lines li"))


class TestNumbersDaysPlurals:
    def test_amounts_have_the_form_that_the_language_has_for_their_number(self, client):
        journey = Journey(client, "/ar/")
        journey.walk(SOMEBODY, until="amount")
        labels = [label.get_text() for label in journey.page.all("#q-alcohol_per_day label.answer")][:5]
        # Under 4, 4 to 7, 8 to 14, 15 to 29, 30 or more: 3 to 10 have one form in Arabic, 11 to 99 another.
        assert ["".join(re.findall(r"\((\d)\)", label)) for label in labels] == ["3", "3", "4", "4", "4"]

    def test_so_has_a_count_in_a_template(self, client):
        page = Journey(client, "/ar/").result(MIXED)
        summary = page.text("details.folded > summary")
        count, form = map(int, re.findall(r"\d+", summary))
        assert form == (count if count < 3 else 3 if count <= 10 else 4)

    @pytest.mark.parametrize(
        ("asked", "wanted"),
        [("en-GB", "23 November 2026"), ("en-US", "November 23, 2026"), ("pl", "23 listopada 2026")],
    )
    def test_days_are_written_as_the_language_writes_them(self, app, asked, wanted):
        with app.test_request_context("/", headers={"Accept-Language": asked}):
            app.preprocess_request()
            assert app.jinja_env.filters["day"](date(2026, 11, 23)) == wanted

    def test_no_day_is_left_in_figures(self, client):
        for base in ("/en/", "/pl/"):
            main = copy(Journey(client, base).result(SOMEBODY).one("main"))
            for element in main.select("time, code"):
                element.extract()
            assert not re.search(r"\d{4}-\d{2}-\d{2}", main.get_text(" "))
        assert not re.search(r"\d{4}-\d{2}-\d{2}", Page(client.get("/method")).text("#sources + ul"))

    @pytest.mark.parametrize(
        ("tag", "wanted"), [("fa", "۱۲٬۳۴۵"), ("pl", "12\xa0345"), ("de", "12.345"), ("bn", "১২,৩৪৫")]
    )
    def test_digits_and_separators_are_the_languages_own(self, content, tmp_path, tag, wanted):
        place = tmp_path / tag / "LC_MESSAGES"
        place.mkdir(parents=True)
        (place / "messages.po").write_text('msgid ""\nmsgstr ""\n')
        app = create_app(Settings(keys=(KEY,), languages=(tag,), translations=tmp_path, trial=True), content)
        with app.test_request_context("/"):
            app.preprocess_request()
            assert app.jinja_env.filters["number"](12345) == wanted

    def test_numbers_to_call_keep_their_order_and_their_digits(self, page):
        numbers = page("/he/now").all("a.call bdi")
        assert "1-800-662-4357" in {one.get_text() for one in numbers}
        assert all(one["dir"] == "ltr" for one in numbers)


class TestSettings:
    def test_languages_are_a_list(self):
        assert read_settings({"MOSAIC_LANGUAGES": "es, en,pt-br"}).languages == ("es", "en", "pt-BR")
        assert read_settings({"MOSAIC_LANGUAGES": ""}).languages == ("en",)

    def test_unfinished_ones_are_on_trial_only_where_somebody_says_so(self, lines):
        assert not read_settings({}).trial
        assert read_settings({"MOSAIC_TRIAL": "yes"}).trial
        assert any("Never offer them" in line for line in lines)

    @pytest.mark.parametrize("text", ["xx", "en-US", "es,es", "not a language", "es/../x"])
    def test_what_is_no_language_is_named(self, text):
        with pytest.raises(SettingError, match="MOSAIC_LANGUAGES"):
            read_settings({"MOSAIC_LANGUAGES": text})

    def test_a_language_without_a_catalogue_stops_the_start(self, tmp_path, content):
        with pytest.raises(SettingError, match=r"MOSAIC_LANGUAGES: .*/es/.*messages\.po: there is no such catalogue"):
            create_app(Settings(keys=(KEY,), languages=("en", "es"), translations=tmp_path), content)

    def test_so_does_one_with_a_gap_and_says_which(self, tmp_path, content):
        invent(tmp_path, BRACKETS, left_out="Continue")
        with pytest.raises(SettingError, match=r"eo.*messages\.po: 1 sentences? .*missing: 'Continue'"):
            create_app(Settings(keys=(KEY,), languages=("en", BRACKETS), translations=tmp_path), content)

    def test_a_clinic_can_offer_only_what_is_offered_here(self, tmp_path, content):
        (tmp_path / "river.toml").write_text(RIVER)
        with pytest.raises(ContentError, match=r"river\.toml: languages: there is no languages 'he'"):
            load_clinics(tmp_path, content)
        assert load_clinics(tmp_path, content, ("en", "he"))["river"].languages == ("he", "en")


def test_a_whole_result_in_forms_and_brackets_has_no_place_left_open(client):
    page = Journey(client, f"/{MANY_FORMS}/").result(VERY_HEAVY_DRINKER)
    assert not re.search(r"[{}]|%\(", page.text())
    assert page.text().count(OPEN) == page.text().count(CLOSE) > 100
