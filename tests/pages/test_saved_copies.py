"""The saved copy: what it holds, that it opens again, and that a bad file does no harm."""

import io
import random
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from msgspec import structs

from assessment.engine.path import replay
from assessment.engine.private_answers import without_private_answers
from assessment.engine.questionnaire import SKIPPED
from assessment.web import saved_copy
from assessment.web.answer_tokens import AnswerTokens
from tests.support.journey import Journey
from tests.support.page import Page
from tests.support.sample_answers import MIXED, SOMEBODY, VERY_HEAVY_DRINKER, WORRIED_PARTNER
from tests.support.sealing_key import KEY
from tools.print_check import anybody

pytestmark = pytest.mark.slow

RICH = [SOMEBODY, MIXED, VERY_HEAVY_DRINKER, WORRIED_PARTNER]


def save(client, page: Page) -> str:
    response = client.post("/copy", data={"token": page.token})
    assert response.status_code == 200
    return str(response.text)


def open_again(client, file: str | bytes, base: str = "/") -> Page:
    raw = file.encode() if isinstance(file, str) else file
    return Page(client.post(f"{base}assessment", data={"copy": (io.BytesIO(raw), "notes.html")}))


def forged(text: str, **changed: str) -> str:
    """A copy with something put in its place, and a checksum that is right."""
    for old, new in changed.items():
        text = re.sub(f'(?<={old}" content=")[^"]*', new, text)
    return saved_copy.with_checksum(re.sub(r'(?<=mosaic-check" content=")[^"]*', saved_copy.NO_CHECKSUM, text))


@pytest.fixture(scope="module")
def file(served):
    """What somebody has saved, for all tests that only read it."""
    client = served.test_client()
    return save(client, Journey(client).result(MIXED))


@pytest.mark.parametrize("person", RICH)
def test_saved_and_opened_the_answers_and_the_result_are_the_same(client, journey, person):
    result = journey.result(person)
    fits, urgent = result.fits, result.urgent - {"home_safety"}
    journey.page = open_again(client, save(client, result))
    assert journey.page.name == "check"
    again = journey.press("next")
    assert again.urgent == urgent, "what somebody at home must not see is in no copy"
    assert urgent != result.urgent or again.fits == fits


@pytest.mark.parametrize("said", ["unsafe", "prefer_not", "safe"])
def test_nothing_in_a_copy_speaks_of_a_danger_at_home(client, journey, said):
    """Who finds it and is that danger would read why somebody looked for help, even in a line that claims nothing."""
    copy = BeautifulSoup(save(client, journey.result({**SOMEBODY, "home_safety": said})), "html.parser")
    assert not copy.select("[data-urgent=home_safety]")


def test_nor_of_somebody_who_is_a_danger_now(client, journey):
    page = journey.result({**SOMEBODY, "right_now": ["attacked"]})
    assert page.one("[data-first-step]")["data-first-step"] == "in_danger_now"
    copy = BeautifulSoup(save(client, page), "html.parser")
    assert not copy.select("[data-first-step=in_danger_now]")
    assert "In danger from someone" not in copy.get_text()


@pytest.mark.parametrize("number", range(20))
def test_whatever_was_answered_comes_back(client, content, number):
    answers = replay(content, anybody(content, random.Random(number))).answers
    tokens = AnswerTokens((KEY,), content)
    file = client.post("/copy", data={"token": tokens.seal(answers)})
    assert len(file.data) < saved_copy.MOST_BYTES
    kept = without_private_answers(content, replay(content, answers)).answers
    assert tokens.open(open_again(client, file.data).token).answers == kept


OF_0_4 = sorted((Path(__file__).parent.parent / "gold" / "copies-0.4").glob("*.html"))
"""Copies as version 0.4 saved them: somebody may have one in a drawer."""


@pytest.mark.parametrize("path", OF_0_4, ids=lambda path: path.stem)
def test_a_copy_of_version_0_4_opens_at_the_first_new_question_with_all_that_still_fits(client, content, path):
    file = path.read_bytes()
    page = open_again(client, file)
    assert (page.name, page.step) == ("step", "right_now")
    assert "0.4+542347fa" in page.text("main p.message")
    written, opened = saved_copy.read_saved_copy(file).answers, AnswerTokens((KEY,), content).open(page.token).answers
    assert {name: written[name] for name in STILL_ASKED & {*written}} == {
        name: opened[name] for name in STILL_ASKED & {*opened}
    }


STILL_ASKED = {"who_for", "age_band", "country", "concerns", "suicidal_thoughts", "home_safety"}
"""Asked of everybody, then and now, with answers of which none is gone."""


@pytest.mark.parametrize("path", OF_0_4, ids=lambda path: path.stem)
def test_whoever_opens_one_comes_to_the_end_by_what_is_new_alone(client, content, path):
    journey = Journey(client)
    journey.page = open_again(client, path.read_bytes())
    before = AnswerTokens((KEY,), content).open(journey.page.token).answers
    while journey.page.step != "check":
        empty = [
            one for one in journey.page.asked if not journey.page.has(f"[name={one}][checked], [name={one}] [selected]")
        ]
        journey.answer(**{one: SOMEBODY[one] for one in empty})
    after = AnswerTokens((KEY,), content).open(journey.page.token).answers
    assert {one: chosen for one, chosen in before.items() if chosen != (SKIPPED,)}.items() <= after.items()


def test_in_a_copy_what_was_skipped_is_named_and_may_be_skipped_where_it_may(client, content, journey):
    file = save(client, journey.result(SOMEBODY))
    assert " help_now=skipped " in file
    held = "1 2026-01-01 0.1 right_now=none who_for=self age_band=25_64 country=skipped"
    page = open_again(client, forged(file, **{"mosaic-copy": held}))
    assert page.step == "about_you"
    assert AnswerTokens((KEY,), content).open(page.token).answers == {
        "right_now": ("none",),
        "who_for": ("self",),
        "age_band": ("25_64",),
    }


def test_a_made_up_copy_of_somebody_under_18_who_skipped_the_country_breaks_no_page(client, file):
    held = "1 2026-01-01 0.1 right_now=none who_for=self age_band=under_18 country=skipped"
    page = open_again(client, forged(file, **{"mosaic-copy": held}))
    assert page.name == "youth"
    assert Page(client.post("/assessment", data={"token": page.token, "at": "nowhere"})).status == 404


class TestTheFile:
    def test_it_is_complete(self, file, journey):
        soup = BeautifulSoup(file, "html5lib")
        assert len(soup.select("[data-kind][data-fit]")) == 13
        assert soup.select(".sheet, .mosaic svg")
        assert "not a diagnosis" in soup.text
        for question in ("Concerns", "Goal"):
            assert any(question == dt.text for dt in soup.select(".all-answers dt"))

    def test_it_asks_for_nothing_and_runs_nothing(self, file):
        soup = BeautifulSoup(file, "html5lib")
        assert not soup.select("script, link, img, iframe, form, object, embed, video, audio, base, [src], [style]")
        assert "url(" not in file
        assert "@import" not in file
        assert "default-src 'none'" in soup.select("meta[http-equiv]")[0]["content"]

    def test_its_links_lead_back_from_anywhere(self, file):
        for link in BeautifulSoup(file, "html5lib").select("a[href]"):
            assert re.match(r"https?://|tel:|sms:|#", str(link["href"])), link

    def test_links_within_it_lead_somewhere(self, file):
        soup = BeautifulSoup(file, "html5lib")
        for link in soup.select("a[href^='#']"):
            assert soup.find(id=link["href"][1:]), link

    def test_its_name_says_nothing(self, client, journey):
        response = client.post("/copy", data={"token": journey.result(SOMEBODY).token})
        assert re.fullmatch(
            r'attachment; filename="notes-\d{4}-\d\d-\d\d\.html"', response.headers["Content-Disposition"]
        )

    def test_it_is_not_kept_in_a_cache(self, client, journey):
        response = client.post("/copy", data={"token": journey.result(SOMEBODY).token})
        assert response.headers["Cache-Control"] == "no-store"

    def test_without_a_result_there_is_none(self, client, journey):
        page = Page(client.post("/copy", data={"token": journey.answer(right_now=["none"]).token}))
        assert page.name == "step"


class TestBadFiles:
    def refused(self, page: Page) -> str:
        assert (page.status, page.name) == (422, "start")
        return page.text("#copy-problem")

    def test_no_file(self, client):
        assert "Choose the file" in self.refused(open_again(client, b""))

    @pytest.mark.parametrize("keep", [0.3, 0.9, 0.999])
    def test_truncated(self, client, file, keep):
        assert "cut off or changed" in self.refused(open_again(client, file[: int(len(file) * keep)]))

    def test_cut_off_before_what_it_holds(self, client, file):
        assert "isn't a copy" in self.refused(open_again(client, file[:100]))

    def test_edited(self, client, file):
        assert "cut off or changed" in self.refused(open_again(client, file.replace("Alcohol", "Alcohol!", 1)))

    @pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04", b"<h1>hello</h1>", b"\xff\xfe\x00"])
    def test_another_kind_of_file(self, client, raw):
        assert "isn't a copy" in self.refused(open_again(client, raw))

    def test_too_large_is_refused_plainly(self, client):
        body = (
            b'--x\r\nContent-Disposition: form-data; name="copy"; filename="a"\r\n\r\n'
            + b"x" * 10_000_000
            + b"\r\n--x--"
        )
        page = Page(client.post("/assessment", data=body, content_type="multipart/form-data; boundary=x"))
        assert (page.status, page.name) == (413, "error")

    @pytest.mark.parametrize(
        "held",
        [
            "1",
            "1 2026-01-01",
            "2 2026-01-01 0.1 goal=stop",
            "1 2026-13-01 0.1 goal=stop",
            "1 2026-01-01 0-1 goal=stop",
            "1 2026-01-01 0.1 goal",
            "1 2026-01-01 0.1 goal=",
            "1 2026-01-01 0.1 =stop",
            "1 2026-01-01 0.1 goal=stop,",
            "1 2026-01-01 0.1 goal=stop=stop",
            "1 2026-01-01 0.1 <b>=stop",
            "1 2026-01-01 0.1 goal=<script>",
            "",
        ],
    )
    def test_made_up_with_a_right_checksum_it_is_still_read_strictly(self, client, file, held):
        assert "isn't a copy" in self.refused(open_again(client, forged(file, **{"mosaic-copy": held})))

    def test_answers_that_nobody_could_give_do_not_count(self, client, file):
        held = "1 2026-01-01 0.1 goal=stop who_for=nobody concerns=alcohol,alcohol"
        page = open_again(client, forged(file, **{"mosaic-copy": held}))
        assert page.step == "right_now"
        assert not page.has("input[checked]")

    @pytest.mark.parametrize("markup", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</main><iframe>"])
    def test_nothing_of_a_file_is_rendered(self, client, file, markup):
        for hostile in (file.replace("<body>", f"<body>{markup}"), forged(file.replace("<body>", f"<body>{markup}"))):
            assert markup not in open_again(client, hostile).html

    def test_another_field_with_a_file_is_refused(self, client):
        response = client.post("/assessment", data={"other": (io.BytesIO(b"x"), "x.html")})
        assert response.status_code == 415

    def test_a_file_is_taken_nowhere_else(self, client, file):
        response = client.post("/sheet", data={"copy": (io.BytesIO(file.encode()), "x.html")})
        assert response.status_code == 415

    def test_a_foreign_page_cannot_send_one(self, client, file):
        data = {"copy": (io.BytesIO(file.encode()), "x.html")}
        assert client.post("/assessment", data=data, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_other_ends_of_lines_are_no_change(client, file):
    assert open_again(client, file.replace("\n", "\r\n")).name == "check"


def test_a_mark_at_the_start_is_no_change(client, file):
    assert open_again(client, b"\xef\xbb\xbf" + file.encode()).name == "check"


def test_an_older_version_of_the_rules_is_said_so(client, file, content):
    older = structs.replace(saved_copy.read_saved_copy(file.encode()), rules_version="0.1").as_text()
    said = open_again(client, forged(file, **{"mosaic-copy": older})).text()
    assert "0.1" in said
    assert content.rules_version in said
    assert "rules of version" not in open_again(client, file).text()


def test_it_opens_in_a_clinics_frame_too(client, file):
    assert open_again(client, file, base="/embed/demo/").name == "check"


def test_a_copy_made_in_a_frame_leads_back_to_the_clinic(client):
    page = Journey(client, "/embed/demo/").result(SOMEBODY)
    file = client.post("/embed/demo/copy", data={"token": page.token}).text
    assert "http://localhost/embed/demo/" in file
