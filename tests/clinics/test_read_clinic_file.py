"""Clinics' files: what is taken, what is refused and how it is said, and what a clinic adds to a result."""

import re
import tomllib
from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest

from assessment.clinics.clinic import Clinic, ClinicFile, Colours, Look, dial, offered, treats
from assessment.clinics.contrast import BACKGROUNDS, INK, PAGE, PROBLEM, contrast
from assessment.clinics.frame_check import LOOKED_AT_IN_FILES, findings, found_in_file
from assessment.clinics.read_clinic_file import KEY_HINTS, is_origin, read_each
from assessment.engine.content import Content
from assessment.engine.result import Suggestion
from assessment.engine.rules import Fit
from assessment.engine.text import ENGLISH
from assessment.loading.content_files import CONTENT as FOLDER
from assessment.loading.content_files import load_frame_check
from assessment.loading.problems import ContentError
from tests.support.real_content import CONTENT

SMALLEST = 'id = "river"\nname = "River House (made up)"\norigins = ["https://river.example"]\n'
FULL = (
    SMALLEST
    + """country = "gb"
phone = "+44 20 7946 0000"
appointments = "https://river.example/appointments"
hours = "Monday to Friday, 9 to 17"
treats = ["alcohol", "opioids"]
dark = true
logo = "river.svg"
colours = { main = "#7a1f3d", on_main = "#ffffff", background = "#f4f1f8", text = "#221a2b" }
look = { corners = "round", font = "serif", spacing = "wide" }
address = "https://support.river.example"
mail = "hello@river.example"
appointment_words = true
phones = { counselling = "+44 20 7946 0001" }
introduction = { en = "Welcome & take your time." }
closing = { en = "We would be glad to hear from you." }
page_bar = 80
offers = { counselling = "Ask for the open hour.", supervised_withdrawal = "Ask for the day clinic." }
"""
)
REACHED = 'phone = "+44 20 7946 0000"\nappointments = "https://river.example/appointments"\n'
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 2"><rect width="6" height="2"/></svg>'
BAD = [
    ('name = "River House (made up)"', "", "river.toml: name: ", "is needed"),
    ('name = "River House (made up)"', 'name = ""', "river.toml: name: ", "1 to 80 characters"),
    ('id = "river"', 'id = "the river"', "river.toml: id: ", "small letters"),
    ('id = "river"', "id = river", "the file", "value"),
    ('origins = ["https://river.example"]', "origins = []", "river.toml: origins: ", "at least one"),
    ('"https://river.example"]', '"http://river.example"]', "origins: http://river.example", "exact https origin"),
    ('"https://river.example"]', '"https://river.example/"]', "origins: https://river.example/", "exact https origin"),
    ('"https://river.example"]', '"https://*.river.example"]', "origins", "exact https origin"),
    ('country = "gb"', 'country = "atlantis"', "country", "no country 'atlantis'"),
    ('phone = "+44 20 7946 0000"', 'phone = "ask at the desk"', "river.toml: phone: ", "digits"),
    ('"https://river.example/appointments"', '"http://river.example/"', "appointments", "https"),
    ("counselling = ", "magic = ", "offers", "no offers 'magic'"),
    ('name = "River House (made up)"', 'name = "   "', "river.toml: name: ", "1 to 80 characters"),
    ('name = "River House (made up)"', 'name = "River \\u202e House"', "river.toml: name: ", "1 to 80 characters"),
    ('id = "river"', 'id = "river\\n"', "river.toml: id: ", "small letters"),
    ('"https://river.example/appointments"', '"https://nhs.uk@evil.example/"', "appointments", "before an @"),
    ("counselling = ", "Counselling = ", "river.toml: offers: ", "ids of kinds"),
    ('"Ask for the open hour."', '""', "river.toml: offers: ", "1 to 200 characters"),
    ('["alcohol", "opioids"]', '"alcohol"', "river.toml: treats: ", "a list"),
    ('["alcohol", "opioids"]', '["Alcohol"]', "river.toml: treats: ", "a list of ids"),
    (', on_main = "#ffffff"', "", "colours", "on_main"),
    (
        'background = "#f4f1f8"',
        'background = "#55404f"',
        "colours",
        "colours.text on colours.background: contrast 1.79",
    ),
    ('background = "#f4f1f8"', 'background = "#d0a0a0"', "colours", "what is wrong, on colours.background: contrast"),
    ('text = "#221a2b"', 'text = "#aaaaaa"', "colours", "colours.text on a card: contrast 2.32:1"),
    (
        'text = "#221a2b"',
        'size = "#aaaaaa"',
        "river.toml: colours.size: ",
        "there are: background, main, on_main, text",
    ),
    ('font = "serif"', 'font = "comic"', "river.toml: look.font: ", "old_style"),
    ("page_bar = 80", "page_bar = 2000", "river.toml: page_bar: ", "0 to 200"),
    ('"https://support.river.example"', '"https://support.river.example/help"', "address", "nothing after it"),
    ('"https://support.river.example"', '"http://localhost:5000"', "address", "must be https"),
    ('"hello@river.example"', '"hello@river.example?subject=me"', "river.toml: mail: ", "address for mail"),
    ("phones = { counselling", "phones = { magic", "phones", "no phones 'magic'"),
    ("introduction = { en", "introduction = { xx", "introduction", "no introduction 'xx'"),
    ("We would be glad to hear from you.", "x" * 401, "river.toml: closing: ", "1 to 400 characters"),
    ("dark = true", 'dark = "yes"', "river.toml: dark: ", "true or false"),
    ('treats = ["alcohol"', 'treats = ["cocoa"', "treats", "no treats 'cocoa'"),
    ('main = "#7a1f3d"', 'main = "#f2a0b8"', "colours", "contrast 2.0"),
    ('on_main = "#ffffff"', 'on_main = "#7a1f3d"', "colours", "contrast 1.00:1"),
    ('main = "#7a1f3d"', 'main = "red"', "river.toml: colours.main: ", "six of"),
    ('logo = "river.svg"', 'logo = "../river.svg"', "river.toml: logo: ", "beside this one"),
    ('logo = "river.svg"', 'logo = "hill.svg"', "logo", "no file hill.svg"),
    ('logo = "river.svg"', 'logo = "text.png"', "logo", "no png picture"),
    ('logo = "river.svg"', 'logo = "big.svg"', "logo", "50009 bytes"),
    ("dark = true", "hide_notices = true", "river.toml: hide_notices: ", "there are: address"),
    ("dark = true", 'disclaimer = ""', "river.toml: disclaimer: ", "no such key"),
    ("dark = true", "numbers = []", "river.toml: numbers: ", "no such key"),
    ('name = "River', 'nam = "River', "river.toml: nam: ", "no such key"),
]


def load_clinics(folder: Path, content: Content, languages: Collection[str] = (ENGLISH,)) -> dict[str, Clinic]:
    """The clinics of a folder, by their ids; raises what is wrong with the first that cannot be used."""
    found = {}
    for _, clinic in read_each(folder, content, languages):
        if isinstance(clinic, ContentError):
            raise clinic
        found[clinic.id] = clinic
    return found


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "river.toml").write_text(FULL)
    (tmp_path / "river.svg").write_text(LOGO)
    (tmp_path / "text.png").write_text("no picture")
    (tmp_path / "big.svg").write_text(f"<svg>{' ' * 50_000}</svg>"[:50_009])
    return tmp_path


@pytest.mark.parametrize("text", [SMALLEST, FULL])
def test_a_good_file_is_taken(folder, text):
    (folder / "river.toml").write_text(text)
    assert load_clinics(folder, CONTENT)["river"].name == "River House (made up)"


@pytest.mark.parametrize(("old", "new", "where", "cause"), BAD)
def test_a_bad_file_is_refused_with_file_key_and_cause(folder, old, new, where, cause):
    assert old in FULL
    (folder / "river.toml").write_text(FULL.replace(old, new))
    with pytest.raises(ContentError) as refused:
        load_clinics(folder, CONTENT)
    message = str(refused.value)
    assert message.startswith("river.toml: ")
    assert where in message
    assert cause in message


def test_all_that_is_wrong_is_said_at_once(folder):
    wrong = FULL.replace('"gb"', '"atlantis"').replace("#7a1f3d", "#f2a0b8").replace("river.svg", "hill.svg")
    (folder / "river.toml").write_text(wrong)
    with pytest.raises(ContentError) as refused:
        load_clinics(folder, CONTENT)
    keys = {line.split(": ")[1] for line in str(refused.value).splitlines()}
    assert keys == {"country", "colours", "logo"}


def test_what_nobody_can_ask_for_is_not_offered(folder):
    (folder / "river.toml").write_text(SMALLEST + 'offers = { counselling = "Ask." }\nappointment_words = true\n')
    with pytest.raises(ContentError) as refused:
        load_clinics(folder, CONTENT)
    assert [line.split(": ")[1] for line in str(refused.value).splitlines()] == ["offers", "appointment_words"]


def test_what_has_the_wrong_shape_keeps_nothing_else_from_being_looked_at(folder):
    wrong = FULL.replace("name = ", "nam = ").replace("#7a1f3d", "#f2a0b8").replace("text = ", "ink = ")
    (folder / "river.toml").write_text(wrong.replace('"gb"', "44"))
    with pytest.raises(ContentError) as refused:
        load_clinics(folder, CONTENT)
    keys = {line.split(": ")[1] for line in str(refused.value).splitlines()}
    assert keys == {"nam", "name", "country", "colours", "colours.ink"}


def test_a_link_is_no_logo(tmp_path):
    (tmp_path / "river.toml").write_text(FULL)
    (tmp_path / "elsewhere.svg").write_text(LOGO)
    (tmp_path / "river.svg").symlink_to(tmp_path / "elsewhere.svg")
    with pytest.raises(ContentError, match=r"no file river\.svg beside this one"):
        load_clinics(tmp_path, CONTENT)


def test_a_huge_file_is_not_read(tmp_path):
    (tmp_path / "river.toml").write_text(SMALLEST + "#" * 100_001)
    with pytest.raises(ContentError, match="100000 are the most"):
        load_clinics(tmp_path, CONTENT)


def test_each_key_says_how_it_is_written():
    assert {key.partition(".")[0] for key in KEY_HINTS} == {*ClinicFile.__struct_fields__}
    assert {key.partition(".")[2] for key in KEY_HINTS} == {"", *Colours.__struct_fields__, *Look.__struct_fields__}


class TestTheExample:
    """The made-up clinic's file, which people copy: all keys stand in it, most of them out of force."""

    @pytest.fixture
    def text(self):
        return (FOLDER / "clinics" / "demo.toml").read_text("utf-8")

    def test_with_every_line_in_force_it_is_taken(self, folder, text):
        in_force = re.sub(r"^# (?=[a-z_]+ = )", "", text, flags=re.MULTILINE)
        (folder / "river.toml").write_text(in_force)
        (folder / "logo.svg").write_text(LOGO)
        assert load_clinics(folder, CONTENT)["demo"].logo == "logo.svg"
        assert {*tomllib.loads(in_force)} == {*ClinicFile.__struct_fields__}

    def test_it_names_every_country(self, text):
        named = re.search(r"when somebody begins: (.*)\.", text)
        assert named
        assert set(re.split(r", | or ", named[1])) == {*CONTENT.questionnaire.options_of("country")}


def test_two_clinics_cannot_share_an_id(folder):
    (folder / "second.toml").write_text(SMALLEST)
    with pytest.raises(ContentError, match="id of another clinic"):
        load_clinics(folder, CONTENT)


# The values of the WCAG's own examples and of black, white and a grey worked out by hand.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


class TestWhatItOffers:
    def suggestions(self, fit):
        return tuple(Suggestion(kind, fit, ()) for kind in CONTENT.kinds)

    @pytest.fixture
    def clinic(self, folder) -> Clinic:
        return load_clinics(folder, CONTENT)["river"]

    @pytest.mark.parametrize("fit", [Fit.STRONG, Fit.POSSIBLE])
    def test_it_is_said_where_the_kind_fits(self, clinic, fit):
        assert offered(clinic, self.suggestions(fit), {"concerns": ("alcohol",)}) == clinic.offers

    def test_it_is_not_said_where_the_kind_does_not_fit(self, clinic):
        assert offered(clinic, self.suggestions(Fit.NOT_NOW), {"concerns": ("alcohol",)}) == {}

    def test_it_is_not_said_to_those_whom_the_clinic_does_not_treat(self, clinic):
        assert offered(clinic, self.suggestions(Fit.STRONG), {"concerns": ("gambling",)}) == {}

    def test_a_clinic_that_names_no_concern_is_there_for_all(self, tmp_path):
        (tmp_path / "river.toml").write_text(SMALLEST)
        assert treats(load_clinics(tmp_path, CONTENT)["river"], {"concerns": ("gambling",)})

    def test_a_tap_dials_the_digits(self, clinic):
        assert dial(clinic.phone or "") == "tel:+442079460000"


class TestTheSelfCheckOfAFile:
    def lines(self, folder, text, today=date(2026, 12, 1)):
        (folder / "river.toml").write_text(text)
        found = findings(load_frame_check(), load_clinics(folder, CONTENT)["river"], CONTENT, today)
        return {one.line.id: one for one in found}

    def test_a_full_file_passes_each_line(self, folder):
        assert all(one.passed for one in self.lines(folder, FULL).values())

    def test_the_smallest_file_fails_what_it_leaves_open(self, folder):
        failed = {id for id, one in self.lines(folder, SMALLEST).items() if not one.passed}
        assert failed == {"numbers", "reached", "hours", "offers"}

    def test_pages_on_this_machine_alone_fail(self, folder):
        lines = self.lines(folder, FULL.replace('https://river.example"]', 'http://localhost:8000"]'))
        assert not lines["pages"].passed

    def test_what_is_overdue_fails(self, folder):
        assert not self.lines(folder, FULL, date(2040, 1, 1))["versions"].passed

    def test_what_was_measured_is_said(self, folder):
        lines = self.lines(folder, FULL)
        assert "colours.on_main on colours.main: 10.0" in lines["contrast"].found
        assert "999" in lines["numbers"].found
        assert CONTENT.version in lines["versions"].found

    def test_each_line_of_the_content_is_looked_at_by_somebody(self, folder):
        of_file = {line.id for line in load_frame_check() if line.seen == "file"}
        clinic = load_clinics(folder, CONTENT)["river"]
        assert {"in_force", *found_in_file(clinic, CONTENT, date(2026, 12, 1))} == of_file == {*LOOKED_AT_IN_FILES}


@pytest.mark.parametrize("text", ["https://clinic.example", "https://clinic.example:8443", "http://localhost:8000"])
def test_exact_origins(text):
    assert is_origin(text)


@pytest.mark.parametrize(
    "text",
    ["https://clinic.example/", "https://*.clinic.example", "http://clinic.example", "clinic.example", "https://", "*",
     "https://a.example https://b.example", "https://clinic.example;script-src", "https://user@clinic.example",
     "'self'", "https://klinik-müller.example", "https://[abc", "https://a.example:abc", "https://a.example:99999",
     "https://.", 'https://a.example"', "https://a.example<x>", "https://A.example", "http://localhost:0"],
)  # fmt: skip
def test_what_is_no_exact_origin(text):
    assert not is_origin(text)


def test_what_a_colour_stands_on_is_what_the_stylesheet_says():
    style = (Path(__file__).parent.parent.parent / "static" / "css" / "base.css").read_text("utf-8")
    light = style[: style.index("@media")]
    own = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", light))
    assert {
        "a card": own["card"] + own["card"][1:],
        "a warning": own["warm-paper"],
        "an emergency": own["alarm-paper"],
    } == BACKGROUNDS
    assert (own["paper"], own["ink"], own["alarm"]) == (PAGE, INK, PROBLEM)


def test_what_an_editor_hides_beside_a_file_is_left_alone(folder):
    (folder / ".#river.toml").write_text("nothing of ours")
    assert list(load_clinics(folder, CONTENT)) == ["river"]
