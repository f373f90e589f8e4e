"""Spanish in a real browser: its words fit on a small phone, into the mosaic's stones, and onto one sheet."""

import itertools

import pytest

from app import create_app
from assessment.web.printing import PrintOptions
from assessment.web.settings import Settings
from tests.browser.test_languages import PHONE, SPANISH, complaints
from tests.support.sample_answers import VERY_HEAVY_DRINKER
from tests.support.sealing_key import KEY
from tests.support.serving import serving
from tools import print_check


@pytest.fixture(scope="session")
def site(content):
    """The address of a running copy in Spanish and English."""
    with serving(create_app(Settings(keys=(KEY,), languages=(SPANISH, "en")), content)) as port:
        yield f"http://127.0.0.1:{port}"


STONES = """() => [...document.querySelectorAll(".mosaic .piece")].flatMap((piece) => {
    const stone = piece.querySelector("polygon").getBoundingClientRect();
    return [...piece.querySelectorAll("text")].map((line) => line.getBoundingClientRect()).filter((words) =>
        words.left < stone.left || words.right > stone.right
        || words.top < stone.top - 1 || words.bottom > stone.bottom + 1
    ).map(() => piece.textContent.trim());
})"""


@pytest.mark.parametrize("country", ["mx", *(pytest.param(one, marks=pytest.mark.proof) for one in ("us", "es"))])
def test_a_result_with_its_notices_fits_and_its_names_stay_inside_their_stones(open_tab, country):
    tab = open_tab(width=PHONE).open(f"/{SPANISH}/assessment").walk({**VERY_HEAVY_DRINKER, "country": country})
    tab.press("next").at("results")
    assert tab.ask("() => document.querySelectorAll('.mosaic .piece').length") > 10
    assert tab.ask(STONES) == []
    tab.view.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert complaints(tab) == []


def test_its_sheet_is_one_page(browser, content):
    app = create_app(Settings(keys=(print_check.KEY,), languages=(SPANISH,)), content)
    for draw in itertools.islice(print_check.draws(content, print_check.SEED), 3):
        usual = draw._replace(paper=PrintOptions())
        found = print_check.printed(usual, *print_check.put_on_paper(browser, app, usual))
        assert list(print_check.number_of_sheets(found)) == []
