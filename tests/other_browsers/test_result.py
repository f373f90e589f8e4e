"""What somebody does with a result, in Firefox, WebKit and Chromium: saves, prints, shares it, has it read aloud."""

import pypdfium2
import pytest

from tests.other_browsers.test_journeys import listen, mistakes
from tests.support.browsers_table import ONCE, WORKS
from tests.support.other_browsers import BROWSERS, CannotError, until
from tests.support.sample_answers import SOMEBODY

SAVES, PRINTS, SHARES, READS = ONCE
NO_COMMAND = "not tried: its driver cannot print"
WORD_OF = "return document.querySelector(arguments[0]).textContent.trim()"
VOICES = "return window.speechSynthesis?.getVoices().filter((one) => one.localService).length ?? 0"
IS_HIDDEN = "return document.querySelector(arguments[0]).hidden"

pytestmark = pytest.mark.parametrize("name", BROWSERS)


@pytest.fixture
def result(visit):
    """Somebody at their result."""
    visit.open()
    listen(visit)
    visit.walk(SOMEBODY)
    assert visit.press("next")["name"] == "results"
    return visit


def saved(browser):
    """The copy that a browser has saved; None where it has not come yet."""
    return next((path for path in browser.downloads.rglob("*.html") if path.stat().st_size), None)


def test_a_copy_opens_again(result, note):
    fits = result.look()["fits"]
    result.browser.click("[data-go=save]")
    path = until(lambda: saved(result.browser), "the copy")
    result.open("/")
    result.browser.click("main summary")
    result.browser.type("#copy-file", str(path))
    result.browser.click("[data-go=open]")
    result.at("check")
    assert result.press("next")["fits"] == fits
    note(SAVES, WORKS)


def printed(browser):
    """What a browser prints; None where its driver has no command for that."""
    try:
        return browser.paper()
    except CannotError as error:
        if "unknown command" in str(error):
            return None
        raise


def test_the_sheet_on_paper(result, note):
    paper = printed(result.browser)
    if paper is not None:
        pages = list(pypdfium2.PdfDocument(paper))
        assert "not a diagnosis" in " ".join(page.get_textpage().get_text_bounded() for page in pages)
        assert len(pages) == 1
    note(PRINTS, NO_COMMAND if paper is None else WORKS)


def test_it_is_shared(result, note):
    before = result.browser.ask(WORD_OF, "[data-go=share]")
    assert not result.browser.ask(IS_HIDDEN, "[data-go=share]")
    result.browser.click("[data-go=share]")
    word = until(lambda: after if (after := result.browser.ask(WORD_OF, "[data-go=share]")) != before else None, "it")
    assert mistakes(result) == []
    note(SHARES, f"works: it says “{word}”")


def test_it_is_read_aloud_where_there_is_a_voice(result, note):
    voices = result.browser.ask(
        "return window.speechSynthesis?.getVoices().filter((one) => one.localService).length ?? 0"
    )
    assert result.browser.ask(IS_HIDDEN, "[data-go=aloud]") == (voices == 0)
    assert mistakes(result) == []
    note(READS, WORKS if voices else "is hidden: there was no voice")
