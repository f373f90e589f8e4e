"""Clinics' files: what is taken, what is refused and how it is said, and what a clinic adds to a result."""

import pytest

from assessment.engine.check import ContentError
from assessment.engine.clinics import contrast, is_origin, load_clinics, offered, treats
from assessment.engine.model import Clinic, Fit, Suggestion
from tests.support.strategies import CONTENT

SMALLEST = 'id = "river"\nname = "River House (made up)"\norigins = ["https://river.example"]\n'
FULL = (
    SMALLEST
    + """country = "gb"
phone = "+44 20 7946 0000"
appointments = "https://river.example/appointments"
hours = "Monday to Friday, 9 to 17"
treats = ["alcohol", "opioids"]
dark = true
colours = { main = "#7a1f3d", on_main = "#ffffff" }
offers = { counselling = "Ask for the open hour.", supervised_withdrawal = "Ask for the day clinic." }
"""
)
REACHED = 'phone = "+44 20 7946 0000"\nappointments = "https://river.example/appointments"\n'
BAD = [
    ('name = "River House (made up)"', "", "the file", "name"),
    ('name = "River House (made up)"', 'name = ""', "name", "length"),
    ('id = "river"', 'id = "the river"', "id", "regex"),
    ('id = "river"', "id = river", "the file", "value"),
    ('origins = ["https://river.example"]', "origins = []", "origins", "length"),
    ('"https://river.example"]', '"http://river.example"]', "origins: http://river.example", "exact https origin"),
    ('"https://river.example"]', '"https://river.example/"]', "origins: https://river.example/", "exact https origin"),
    ('"https://river.example"]', '"https://*.river.example"]', "origins", "exact https origin"),
    ('country = "gb"', 'country = "atlantis"', "country", "no country 'atlantis'"),
    ('phone = "+44 20 7946 0000"', 'phone = "ask at the desk"', "phone", "regex"),
    ('"https://river.example/appointments"', '"http://river.example/"', "appointments", "https"),
    ("counselling = ", "magic = ", "offers", "no offers 'magic'"),
    ('treats = ["alcohol"', 'treats = ["cocoa"', "treats", "no treats 'cocoa'"),
    ('main = "#7a1f3d"', 'main = "#f2a0b8"', "colours", "contrast 2.0"),
    ('on_main = "#ffffff"', 'on_main = "#7a1f3d"', "colours", "contrast 1.00:1"),
    ('main = "#7a1f3d"', 'main = "red"', "colours.main", "regex"),
    ("dark = true", "hide_notices = true", "the file", "hide_notices"),
    ("dark = true", 'disclaimer = ""', "the file", "disclaimer"),
    ("dark = true", "numbers = []", "the file", "numbers"),
    (
        'phone = "+44 20 7946 0000"\nappointments = "https://river.example/appointments"\n',
        "",
        "offers",
        "nobody can ask",
    ),
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "river.toml").write_text(FULL)
    return tmp_path


@pytest.mark.parametrize("text", [SMALLEST, FULL])
def test_a_good_file_is_taken(tmp_path, text):
    (tmp_path / "river.toml").write_text(text)
    assert load_clinics(tmp_path, CONTENT)["river"].name == "River House (made up)"


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
        assert clinic.dial == "tel:+442079460000"


@pytest.mark.parametrize("text", ["https://clinic.example", "https://clinic.example:8443", "http://localhost:8000"])
def test_exact_origins(text):
    assert is_origin(text)


@pytest.mark.parametrize(
    "text",
    ["https://clinic.example/", "https://*.clinic.example", "http://clinic.example", "clinic.example", "https://", "*",
     "https://a.example https://b.example", "https://clinic.example;script-src", "https://user@clinic.example",
     "'self'"],
)  # fmt: skip
def test_what_is_no_exact_origin(text):
    assert not is_origin(text)
