"""The pages around the assessment, the frame path, and the headers of everything."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from app import create_app
from assessment.engine.overdue import oldest_review
from assessment.web.assets import HTMX_INTEGRITY, HTMX_URL, SCRIPTS, STYLES, integrity, squeezed, without_comments
from assessment.web.settings import SettingError, Settings, read_settings
from tests.support.fetch import HTMX
from tests.support.journey import Journey
from tests.support.page import Page
from tests.support.sample_answers import SOMEBODY
from tests.support.sealing_key import KEY

pytestmark = pytest.mark.slow

PAGES = {
    "/": "start",
    "/now": "now",
    "/kinds": "kinds",
    "/about": "about",
    "/method": "method",
    "/privacy": "privacy",
    "/clinics": "clinics",
    "/assessment": "step",
}


@pytest.mark.parametrize(("address", "name"), PAGES.items())
def test_every_page_has_its_name_and_its_path_in_a_frame(page, address, name):
    assert page(address).name == name
    assert page("/embed/demo" + address).name == name


def test_the_start_page_has_one_button_and_says_what_must_be_said_first(page):
    start = page("/")
    assert [one["href"] for one in start.all("main [data-go=start]")] == ["/assessment"]
    for words in ("not a diagnosis", "do not stop suddenly", "doesn't keep anything", "groups", "minutes"):
        assert words in start.text().lower()


def test_all_numbers_are_there_without_a_question(page, content):
    now = page("/now")
    for country in content.countries.values():
        for contact in country.contact:
            assert not contact.dial or now.has(f"a[href='{contact.dial}']"), contact.id


def test_taps_on_numbers_are_plain_links(page):
    for link in page("/now").all("a[href^='tel:'], a[href^='sms:']"):
        assert set(link.attrs) <= {"href", "class"}


def test_all_kinds_are_explained_without_answers(page, content):
    assert len(page("/kinds").all("section.kind")) == len(content.kinds) == 13


class TestContentPastItsDate:
    @pytest.fixture
    def stale(self, content):
        old = {
            id: msgspec.structs.replace(source, review_by=date(2020, 1, 1)) for id, source in content.sources.items()
        }
        contacts = {
            id: msgspec.structs.replace(
                country,
                contact=tuple(msgspec.structs.replace(one, seen_on=date(2020, 1, 1)) for one in country.contact),
            )
            for id, country in content.countries.items()
        }
        aged = msgspec.structs.replace(content, sources=old, countries=contacts)
        return create_app(Settings(keys=(KEY,)), aged).test_client()

    @pytest.mark.parametrize("address", ["/now", "/method"])
    def test_it_is_said_on_the_page(self, stale, page, address):
        assert "before today" in Page(stale.get(address)).text()
        assert "before today" not in page(address).text()

    def test_it_is_said_on_the_result(self, stale, journey):
        assert "before today" in Journey(stale).result(SOMEBODY).text()
        assert "before today" not in journey.result(SOMEBODY).text()


def test_healthz_tells_versions_and_the_next_review(client, content):
    answer = client.get("/healthz")
    assert json.loads(answer.text) == {
        "content_version": content.version,
        "rules_version": content.rules_version,
        "oldest_review": "2027-01-20",
    }


def test_no_source_is_past_its_review(content):
    assert oldest_review(content) >= datetime.now(UTC).date()


class TestHeaders:
    def test_nobody_may_frame_it(self, page):
        for address in PAGES:
            headers = page(address).response.headers
            assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
            assert headers["X-Frame-Options"] == "DENY"

    def test_the_policy_names_every_source_and_nothing_unsafe(self, page):
        policy = page("/").response.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self' " + HTMX_URL + ";")
        assert "unsafe" not in policy
        assert "*" not in policy

    def test_each_style_is_whole_and_one_of_the_policy_and_paper_has_the_last_word(self, page):
        for address, names in (("/privacy", ["page"]), ("/", ["page", "around"]), ("/clinics", ["page", "clinics"])):
            found = page(address)
            styles = [str(one.string) for one in found.all("style")]
            files = [[Path(f"static/css/{file}.css").read_text("utf-8") for file in STYLES[name]] for name in names]
            assert styles == [squeezed("\n".join(one)) for one in files]
            policy = found.response.headers["Content-Security-Policy"]
            assert all(integrity(style.encode(), "sha256") in policy for style in styles)
        assert STYLES["page"][-1] == "print"
        assert {path.stem for path in Path("static/css").iterdir()} == {file for one in STYLES.values() for file in one}

    def test_errors_and_static_files_have_them_too(self, client):
        for address in ("/nowhere", "/healthz", "/static/pages.js", "/static/embed.js"):
            with client.get(address) as answer:
                headers = answer.headers
            assert headers["Referrer-Policy"] == "same-origin"
            assert headers["X-Content-Type-Options"] == "nosniff"

    def test_static_files_are_kept_because_a_change_has_another_address(self, client, page):
        address = page("/").one("script[src*='pages.js']")["src"]
        assert re.fullmatch(r"/static/pages\.js\?v=[0-9a-f]{10}", str(address))
        with client.get(str(address)) as answer:
            assert "immutable" in answer.headers["Cache-Control"]
        for other in ("/static/pages.js", "/static/pages.js?v=0123456789", "/static/js/keep_over_reload.js"):
            with client.get(other) as answer:
                assert answer.headers["Cache-Control"] == "no-store"

    def test_the_script_of_every_page_is_all_of_them_in_one(self, client):
        files = {path.stem for path in Path("static/js").iterdir()}
        of_clinics = {"frame", "way_out", "frame_check", "frame_looks"}
        assert files == {*SCRIPTS, *of_clinics}
        with client.get("/static/pages.js") as answer:
            assert answer.mimetype == "text/javascript"
            assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
            for name in SCRIPTS:
                assert without_comments(Path(f"static/js/{name}.js").read_text("utf-8")) in answer.text

    @pytest.mark.parametrize(
        ("line", "left"),
        [
            ("// why\n", ""),
            ("  // why\n", ""),
            ("  /** @type {string[]} */\n", ""),
            ("  go(); // why\n", "go();\n"),
            ("/** @type {Text} */ (node).data = 1;\n", "(node).data = 1;\n"),
            ("/** a */ go(); /** b */\n", "/** a */ go(); /** b */\n"),
            ('"//"; "; // x" + `https://x`;\n', '"//"; "; // x" + `https://x`;\n'),
            ("\n", "\n"),
        ],
    )
    def test_what_it_leaves_out_are_comments_and_the_space_before_lines(self, line, left):
        assert without_comments(f"before;\n{line}after;\n") == f"before;\n{left}after;\n"

    def test_no_text_of_a_script_goes_over_lines_where_it_could_be_taken_for_a_comment(self):
        for name in SCRIPTS:
            for line in Path(f"static/js/{name}.js").read_text("utf-8").splitlines():
                assert line.count("`") % 2 == 0, (name, line)
                assert line.count("/*") == line.count("*/"), (name, line)

    def test_strict_transport_where_there_is_transport_security(self, client):
        assert "Strict-Transport-Security" not in client.get("/").headers
        assert "Strict-Transport-Security" in client.get("/", base_url="https://localhost").headers

    def test_no_cookie_and_nothing_that_varies_by_one(self, client):
        journey = Journey(client)
        page = journey.result(SOMEBODY)
        assert "Set-Cookie" not in page.response.headers
        assert "Cookie" not in page.response.headers.get("Vary", "")


class TestFrame:
    def test_only_the_clinics_own_pages_may_frame_it(self, page):
        for address in PAGES:
            headers = page("/embed/demo" + address).response.headers
            assert "frame-ancestors http://localhost:8000" in headers["Content-Security-Policy"]
            assert "X-Frame-Options" not in headers

    def test_the_whole_assessment_stays_under_its_path(self, client):
        page = Journey(client, "/embed/demo/").result(SOMEBODY)
        assert page.name == "results"
        assert "frame-ancestors http://localhost:8000" in page.response.headers["Content-Security-Policy"]

    @pytest.mark.parametrize("address", ["/embed/nobody/", "/embed/nobody/assessment", "/embed/", "/embed"])
    def test_what_is_not_there_is_framed_by_nobody(self, page, address):
        found = page(address)
        assert (found.status, found.name) == (404, "error")
        assert "frame-ancestors 'none'" in found.response.headers["Content-Security-Policy"]

    @pytest.mark.parametrize(
        ("method", "address"),
        [("get", "/embed/demo/nothing"), ("post", "/embed/demo/now"), ("post", "/embed/demo/assessment")],
    )
    def test_errors_under_a_clinics_path_stay_in_its_frame(self, client, method, address):
        page = Page(getattr(client, method)(address, data="{}", content_type="application/json"))
        assert page.name == "error"
        assert "frame-ancestors http://localhost:8000" in page.response.headers["Content-Security-Policy"]
        assert page.one("main [data-go=restart]")["href"] == "/embed/demo/assessment"

    def test_errors_of_a_clinics_form_stay_in_its_frame(self, client):
        page = Page(client.post("/embed/demo/assessment", data={"at": "check"}))
        assert page.name == "expired"
        assert page.one("main [data-go=restart]")["href"] == "/embed/demo/assessment"


class TestHtmx:
    def test_it_comes_from_the_cdn_pinned_and_without_a_referrer(self, page):
        script = page("/").one("script[src^=https]")
        assert script["src"] == HTMX_URL
        assert script["integrity"] == HTMX_INTEGRITY
        assert (script["crossorigin"], script["referrerpolicy"]) == ("anonymous", "no-referrer")

    def test_an_own_copy_is_refused_if_it_is_not_the_same(self, tmp_path, content):
        (tmp_path / "htmx.js").write_text("something else")
        with pytest.raises(SettingError, match="HTMX_FILE"):
            create_app(Settings(keys=(KEY,), htmx_file=tmp_path / "htmx.js"), content)
        with pytest.raises(SettingError, match="HTMX_FILE"):
            create_app(Settings(keys=(KEY,), htmx_file=tmp_path / "missing.js"), content)

    @pytest.mark.browser
    def test_an_own_copy_takes_the_place_of_the_cdn(self, content):
        client = create_app(Settings(keys=(KEY,), htmx_file=HTMX), content).test_client()
        page = Page(client.get("/"))
        assert not page.has("script[src^=http]")
        assert "jsdelivr" not in page.response.headers["Content-Security-Policy"]
        with client.get(str(page.one("script[integrity]")["src"])) as answer:
            assert answer.data == HTMX.read_bytes()


class TestSettings:
    def test_who_runs_it_and_where_to_report_are_two_sentences(self, content):
        settings = Settings(keys=(KEY,), operator="River House (made up)", report_to="help@river.example")
        foot = Page(create_app(settings, content).test_client().get("/")).text("footer")
        assert "Run by River House (made up). Is something here wrong" in " ".join(foot.split())

    def test_nothing_has_to_be_set(self):
        settings = read_settings({})
        assert len(settings.keys) == 1
        assert settings.keys != read_settings({}).keys

    def test_keys_are_a_list(self):
        first, second = "A" * 43, "B" * 42 + "A"
        assert len(read_settings({"MOSAIC_KEYS": f"{first}, {second}"}).keys) == 2

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("KEYS", "short"),
            ("KEYS", ","),
            ("KEYS", "ä"),
            ("EXIT_TO", "javascript:alert(1)"),
            ("REPORT_TO", "somewhere"),
            ("KEY", "misspelt"),
        ],
    )
    def test_what_cannot_be_used_is_named(self, name, text):
        with pytest.raises(SettingError, match=f"MOSAIC_{name}"):
            read_settings({f"MOSAIC_{name}": text})

    def test_who_runs_it_is_said(self, content):
        settings = Settings(keys=(KEY,), operator="A made-up clinic", report_to="wrong@example.org")
        page = Page(create_app(settings, content).test_client().get("/"))
        assert "A made-up clinic" in page.text("footer")
        assert page.has("footer a[href='mailto:wrong@example.org']")

    def test_the_demonstration_says_that_it_is_one(self, page):
        assert "demonstration" in page("/").text("footer")


def test_the_templates_decide_nothing_by_the_ids_of_answers(content):
    ids = {option.id for question in content.questionnaire.questions for option in question.options}
    ids -= {"none", "no", "yes", "safe", "other", "self", "in", "us", "es", "de", "au", "ie", "gambling"}
    for path in Path("templates").rglob("*.html"):
        for code in re.findall(r"{[{%].*?[}%]}", path.read_text("utf-8")):
            assert not set(re.findall(r"['\"](\w+)['\"]", code)) & ids, path


class TestNumbersWhereSomebodyIs:
    def test_those_of_the_country_that_was_answered_come_first_and_open(self, client, journey):
        journey.walk({**SOMEBODY, "country": "gb_wls"}, until="concerns")
        page = Page(client.post("/now", data={"token": journey.page.token}))
        assert page.name == "now"
        assert "0808 808 2234" in page.text("section[aria-labelledby=here]"), "DAN, for Wales"
        assert "Scotland" not in page.text("section[aria-labelledby=here]")

    @pytest.mark.parametrize("token", ["", "broken"])
    def test_nobody_is_refused_them(self, client, token):
        page = Page(client.post("/now", data={"token": token}))
        assert (page.status, page.name) == (200, "now")
        assert not page.has("#here")
