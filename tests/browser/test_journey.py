"""The whole way in a real browser: scripts on, off, and with the CDN out of reach."""

from collections.abc import Iterator
from itertools import product

import pypdfium2
import pytest

from assessment.engine.assess import assess
from assessment.engine.path import replay
from tests.support.sample_answers import (
    GAMBLER,
    HARDLY_ANY_CONCERN,
    MIXED,
    SOMEBODY,
    VERY_HEAVY_DRINKER,
    WORRIED_PARTNER,
    answers_of,
)

PEOPLE = {"very heavy drinker": VERY_HEAVY_DRINKER, "hardly any concern": HARDLY_ANY_CONCERN}
WAYS = {
    "scripts": {},
    "no scripts": {"javascript": False},
    "no CDN": {"cdn": False},
    "phone": {"width": 360},
    "phone, no scripts": {"width": 360, "javascript": False},
}


def expected_fits(content, person):
    """What the engine says of a person."""
    result = assess(content, replay(content, answers_of(person)))
    return {one.kind.id: one.fit.value for one in result.suggestions}


EACH_TIME = {
    ("very heavy drinker", "scripts"),
    ("very heavy drinker", "no scripts"),
    ("very heavy drinker", "phone"),
    ("hardly any concern", "no CDN"),
}
"""Each way once, and both people; all of them take long."""


def walks() -> Iterator[object]:
    """Each person on each way."""
    for person, way in product(PEOPLE, WAYS):
        marks = [pytest.mark.proof] * ((person, way) not in EACH_TIME)
        yield pytest.param(PEOPLE[person], WAYS[way], id=f"{way}-{person}", marks=marks)


@pytest.mark.parametrize(("person", "way"), list(walks()))
def test_from_the_start_to_the_result(open_tab, content, person, way):
    tab = open_tab(**way).open("/")
    tab.view.click("[data-go=start]")
    tab.at("right_now")
    tab.walk_by_hand(person)
    tab.press("next").at("results")
    assert tab.fits == expected_fits(content, person)
    assert tab.view.locator(".first-step").inner_text()


WITHOUT = pytest.param({"javascript": False}, id="no scripts", marks=pytest.mark.proof)


@pytest.mark.parametrize("way", [pytest.param({}, id="scripts"), WITHOUT])
def test_nothing_is_wider_than_a_phone(open_tab, way):
    tab = open_tab(width=320, **way).open()
    sizes = []
    while tab.place != "check":
        sizes.append((tab.place, tab.ask("() => document.documentElement.scrollWidth")))
        tab.go_on(MIXED)
    sizes.append((tab.place, tab.ask("() => document.documentElement.scrollWidth")))
    tab.press("next")
    sizes.append((tab.place, tab.ask("() => document.documentElement.scrollWidth")))
    pages = ("/", "/now", "/kinds", "/about", "/method", "/privacy")
    sizes += [(address, tab.open(address).ask("() => document.documentElement.scrollWidth")) for address in pages]
    assert [one for one in sizes if one[1] > 320] == []


def test_two_tabs_never_mix(open_tab):
    one = open_tab().open()
    other = one.page.context.new_page()
    two = type(one)(other, one.site).open()
    for until in ("stopping", "check"):
        one.page.bring_to_front()
        one.walk(VERY_HEAVY_DRINKER, until=until)
        two.page.bring_to_front()
        two.walk({**HARDLY_ANY_CONCERN, "concerns": ["gambling"]}, until=until)
    assert "30 units or more" in one.main.text_content()
    assert "Gambling" in two.main.text_content()
    assert "Alcohol" not in two.main.text_content()


def test_only_the_step_is_swapped(tab):
    tab.ask("() => { document.querySelector('header').dataset.mine = 'yes' }")
    tab.walk(VERY_HEAVY_DRINKER, until="amount")
    assert tab.view.locator("header[data-mine=yes]").count() == 1


# Held in the middle of its fading, however slow the machine is.
UNDER_THE_FINGER = """() => new Promise((done) => {
    document.addEventListener("focusin", ({ target }) => {
        const fading = document.getAnimations();
        for (const one of fading) one.pause();
        requestAnimationFrame(() => requestAnimationFrame(() => {
            const { x, y } = target.getBoundingClientRect();
            done([target.localName, document.elementFromPoint(x + 5, y + 5)?.localName, fading.length]);
        }));
    }, { once: true });
    document.querySelector("[data-go=next]").click();
})"""


def test_what_fades_in_can_be_pressed_already(open_tab):
    tab = open_tab(reduced_motion="no-preference").open()
    tab.walk(SOMEBODY, until="concerns").choose(concerns="alcohol", stop_plan="no_plan")
    assert tab.ask(UNDER_THE_FINGER) == ["h1", "h1", 1]


def test_a_double_click_does_one_step(tab):
    tab.walk(VERY_HEAVY_DRINKER, until="concerns")
    tab.choose(concerns="alcohol", stop_plan="no_plan")
    before = tab.token
    tab.view.locator("[data-go=next]").dblclick()
    tab.wait_for_another(before).at("amount")
    tab.page.wait_for_timeout(500)
    assert tab.place == "amount"
    assert tab.view.locator("#summary").count() == 0


def test_a_double_click_without_scripts_does_one_step(open_tab):
    tab = open_tab(javascript=False).open()
    tab.choose(right_now="none")
    tab.view.locator("[data-go=next]").dblclick(no_wait_after=True)
    tab.at("about_you")
    assert tab.view.locator("#summary").count() == 0


def test_where_somebody_at_home_is_a_danger_the_sheet_alone_is_printed(tab):
    tab.walk(MIXED)
    tab.press("next").at("results")
    tab.page.emulate_media(media="print")
    assert tab.view.locator(".sheet").is_visible()
    assert (
        not tab.view.locator("[data-urgent=home_safety], [data-first-step], [data-kind]")
        .locator("visible=true")
        .count()
    )
    assert "Your safety at home" not in tab.view.locator(".sheet").inner_text()
    paper = pypdfium2.PdfDocument(tab.page.pdf(format="A4"))
    assert len(paper) == 1
    assert "This is not a diagnosis" in paper[0].get_textpage().get_text_bounded()


def test_the_printed_result_has_the_disclaimer_and_no_navigation(tab):
    tab.walk({**MIXED, "home_safety": "safe"})
    tab.press("next").at("results")
    tab.page.emulate_media(media="print")
    assert "not a diagnosis" in tab.view.locator(".sheet").inner_text()
    assert tab.view.locator("footer p").first.is_visible()
    assert not tab.view.locator("header").is_visible()
    assert not tab.view.locator("main .onward").locator("visible=true").count()
    assert tab.page.pdf(format="A4").startswith(b"%PDF")


TALLEST = 2200
"""Pixels that a step with several questions may be high on a phone; a list of one question may be longer."""


@pytest.mark.parametrize("person", [SOMEBODY, GAMBLER, WORRIED_PARTNER], ids=["drinks", "gambles", "partner"])
def test_each_step_fits_a_hand(open_tab, person):
    tab = open_tab(width=360).open()
    high = {}
    while tab.place != "check":
        if len(tab.asked) > 1 and not tab.each("main .notice", "one.id"):
            high[tab.place] = tab.ask("() => document.documentElement.scrollHeight")
        assert len(tab.asked) <= 3, tab.place
        tab.go_on(person)
    assert {place: height for place, height in high.items() if height > TALLEST} == {}


@pytest.mark.parametrize("javascript", [True, False])
def test_the_numbers_open_in_a_tab_at_the_country_that_was_answered_and_the_answers_stay(open_tab, javascript):
    tab = open_tab(javascript=javascript).open()
    tab.walk({**SOMEBODY, "country": "ie"}, until="concerns")
    with tab.page.context.expect_page() as opened:
        tab.view.click("header a[data-go=now]")
    numbers = opened.value
    numbers.wait_for_load_state()
    assert numbers.url.endswith("/now")
    assert numbers.locator("main[data-page=now]").is_visible()
    assert numbers.locator("#here").count() == (1 if javascript else 0)
    assert tab.place == "concerns"
