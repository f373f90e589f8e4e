"""Marked answers, searched for everywhere they must not be: addresses, headers, storage, cookies, requests, the log."""

import pytest

from assessment.web.assets import HTMX_URL
from tests.support.browser_tab import Tab
from tests.support.sample_answers import MIXED

MARKS = {"plan_or_preparing", "15_to_30", "unsafe", "stop_alone_soon", "shaking_sweating", "sedatives", "25_64"}
"""Answers that no address, header or line has a reason to hold."""


def marks_in(text):
    """Which marked answers stand in a text."""
    return {mark for mark in MARKS if mark in text}


WAYS = [
    pytest.param({}, id="scripts"),
    pytest.param({"javascript": False}, id="no scripts", marks=pytest.mark.proof),
    pytest.param({"cdn": False}, id="no CDN", marks=pytest.mark.proof),
]


@pytest.mark.parametrize("way", WAYS)
def test_a_marked_journey_leaves_no_mark(open_tab, site, way, lines):
    tab: Tab = open_tab(**way)
    requests = []
    tab.page.context.on("request", lambda request: requests.extend([request]))
    tab.open("/")
    tab.view.click("[data-go=start]")
    tab.at("right_now").walk(MIXED).press("next").at("results")
    assert MIXED["suicidal_thoughts"] == "plan_or_preparing"

    assert {one.url for one in requests if not one.url.startswith(site)} <= {HTMX_URL}
    for one in requests:
        headers = " ".join(f"{name}: {value}" for name, value in one.all_headers().items())
        assert marks_in(one.url + headers) == set(), one.url
        if not one.url.startswith(site):
            assert "referer" not in one.all_headers()
        if marks_in(one.post_data or ""):
            assert one.method == "POST"
            assert one.url == f"{site}/assessment"
    if way != {"javascript": False}:
        assert marks_in(tab.ask("() => location.href + document.cookie + JSON.stringify(history.state)")) == set()
        assert tab.stored == []
    assert tab.page.context.cookies() == []
    assert marks_in("\n".join(lines)) == set()
    assert len(lines) > 7


def test_storage_is_empty_after_exit(open_tab):
    tab = open_tab().open().walk(MIXED)
    tab.view.click("[data-go=exit]")
    tab.page.wait_for_url("https://www.wikipedia.org/")
    tab.open("/healthz")
    assert tab.stored == []
