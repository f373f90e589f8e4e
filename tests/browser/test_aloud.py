"""Reading aloud: by a voice of the device alone, what stands on the page, until somebody stops it or goes on.

The browser's speech is a made-up one here: it notes what it is told, and says nothing.
"""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.support.sample_answers import MIXED, SOMEBODY

OF_THE_DEVICE = {"name": "Own", "lang": "en-GB", "localService": True, "default": False}
FROM_THE_NETWORK = {**OF_THE_DEVICE, "name": "Remote", "localService": False, "default": True}
FRENCH = {**OF_THE_DEVICE, "name": "Française", "lang": "fr-FR"}
SPEECH = """(voices) => {
    const known = voices;
    const late = [];
    window.said = [];
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    const speech = {
        getVoices: () => known,
        speak: (one) => { said.push(one); },
        cancel: () => { said.length = 0; window.tellCancelled?.(); },
        addEventListener: (name, listener) => late.push(listener),
    };
    window.comeLate = (voice) => { known.push(voice); late.forEach((listener) => listener()); };
    window.finish = () => { const all = [...said]; all.forEach((one) => one.onend()); };
    Object.defineProperty(window, "speechSynthesis", { value: speech, configurable: true });
}"""


@pytest.fixture
def with_voices(open_tab):
    """`with_voices(voice, …)`: a tab of somebody whose browser has these voices."""

    def give(*voices, **more):
        tab = open_tab(**more)
        tab.page.add_init_script(f"({SPEECH})({json.dumps(voices)})")
        return tab

    return give


def button(tab):
    return tab.page.locator("[data-go=aloud]")


def said(tab):
    """What the browser was told to say and has not dropped, block by block."""
    return tab.ask("() => said.map((one) => one.text)")


class TestTheButton:
    @pytest.mark.parametrize("voices", [(), (FROM_THE_NETWORK,), (FRENCH,), (FRENCH, FROM_THE_NETWORK)])
    def test_it_is_not_there_without_a_voice_of_the_device_in_the_language_of_the_page(self, with_voices, voices):
        expect(button(with_voices(*voices).open())).to_be_hidden()

    def test_it_is_not_there_without_speech_or_scripts(self, open_tab):
        tab = open_tab()
        tab.page.add_init_script("Object.defineProperty(window, 'speechSynthesis', { value: undefined })")
        expect(button(tab.open())).to_be_hidden()
        expect(button(open_tab(javascript=False).open())).to_be_hidden()

    def test_it_comes_when_the_voice_comes_late(self, with_voices):
        tab = with_voices().open()
        tab.page.evaluate("(voice) => comeLate(voice)", OF_THE_DEVICE)
        expect(button(tab)).to_be_visible()

    @pytest.mark.parametrize("address", ["/", "/now", "/kinds", "/about", "/privacy", "/assessment"])
    def test_it_stands_on_every_page_and_breaks_none(self, with_voices, address):
        tab = with_voices(OF_THE_DEVICE, width=320).open(address)
        expect(button(tab)).to_be_visible()
        assert Axe().run(tab.page).response["violations"] == []
        assert tab.ask("() => document.documentElement.scrollWidth") <= 320


class TestWhatIsRead:
    def test_headings_questions_and_options_by_the_voice_of_the_device(self, with_voices):
        tab = with_voices(FROM_THE_NETWORK, FRENCH, OF_THE_DEVICE).open()
        button(tab).click()
        read = said(tab)
        assert "Right now" in read
        assert (
            read.index("Is it happening now?")
            < read.index("Badly hurt, or a head injury")
            < read.index("None of these")
        )
        assert {one["voice"]["name"] for one in tab.ask("() => said")} == {"Own"}

    def test_nothing_that_is_folded_or_hidden_until_it_is_opened(self, with_voices):
        tab = with_voices(OF_THE_DEVICE).open("/now")
        button(tab).click()
        closed = said(tab)
        assert "somebody is violent" in closed
        assert not [one for one in closed if "Samaritans" in one or "new tab" in one]
        button(tab).click()
        tab.page.locator("#country-gb ~ details summary").click()
        button(tab).click()
        assert [one for one in said(tab) if "Samaritans" in one]

    def test_numbers_to_call_digit_by_digit(self, with_voices):
        tab = with_voices(OF_THE_DEVICE).open("/now")
        button(tab).click()
        assert [one for one in said(tab) if one.endswith("9 9 9")]

    def test_notices_and_the_result(self, with_voices, to_the_result):
        tab = to_the_result(with_voices(OF_THE_DEVICE), MIXED)
        button(tab).click()
        read = said(tab)
        assert "Let somebody be with you now" in read
        assert "Your first step" in read
        assert "For my appointment" not in read

    def test_nothing_is_asked_of_any_server(self, with_voices):
        tab = with_voices(OF_THE_DEVICE).open()
        tab.page.wait_for_load_state("networkidle")
        asked = []
        tab.page.on("request", lambda request: asked.append(request.url))
        button(tab).click()
        tab.page.wait_for_timeout(200)
        assert asked == []


class TestStopping:
    def test_pressing_again_stops(self, with_voices):
        tab = with_voices(OF_THE_DEVICE).open()
        expect(button(tab)).to_have_text("Read aloud")
        button(tab).click()
        expect(button(tab)).to_have_text("Stop reading")
        button(tab).click()
        expect(button(tab)).to_have_text("Read aloud")
        assert said(tab) == []

    def test_at_the_end_it_can_be_read_again(self, with_voices):
        tab = with_voices(OF_THE_DEVICE).open()
        button(tab).click()
        tab.ask("() => finish()")
        expect(button(tab)).to_have_text("Read aloud")

    def test_the_next_step_ends_it_and_can_be_read_itself(self, with_voices):
        tab = with_voices(OF_THE_DEVICE).open()
        button(tab).click()
        tab.choose(right_now="none").press("next").at("about_you")
        expect(button(tab)).to_have_text("Read aloud")
        assert said(tab) == []
        button(tab).click()
        assert "Who is this about?" in said(tab)

    def test_a_notice_that_appears_ends_it(self, with_voices):
        tab = with_voices(OF_THE_DEVICE).open().walk(SOMEBODY, until="safety")
        button(tab).click()
        tab.choose(suicidal_thoughts="plan_or_preparing")
        expect(button(tab)).to_have_text("Read aloud")

    @pytest.mark.parametrize("way", ["exit", "delete"])
    def test_leaving_and_deleting_end_it(self, with_voices, way):
        cancelled = []
        tab = with_voices(OF_THE_DEVICE)
        tab.page.expose_function("tellCancelled", lambda: cancelled.append(way))
        tab.open()
        button(tab).click()
        cancelled.clear()
        tab.page.locator(f"header [data-go={way}]").click()
        tab.page.wait_for_timeout(300)
        assert cancelled
