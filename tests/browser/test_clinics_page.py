"""What a clinic's own page can hold beside the pasted frame, and what a web manager presses on the page for clinics."""

import pytest
from playwright.sync_api import expect

from assessment.web.frame_tag import ALLOW, SANDBOX
from tests.browser.test_frame import CLINIC, framed
from tests.support.browser_tab import PATIENCE
from tests.support.sample_answers import SOMEBODY


def open_page(tab, body):
    """Opens a made-up clinic's page with this in it."""
    html = f"<!doctype html><html lang=en><title>A made-up clinic</title><h1>A made-up clinic</h1>{body}"
    tab.page.context.route(f"{CLINIC}**", lambda route: route.fulfill(body=html, content_type="text/html"))
    tab.page.goto(CLINIC)
    return tab


class TestTheElement:
    """<support-mosaic clinic="demo">, made by the one script for clinics' pages."""

    @pytest.fixture
    def script(self, site):
        return f"<script src='{site}/static/embed.js' defer></script>"

    def test_it_makes_the_frame_that_the_snippet_has(self, open_tab, site, script):
        tab = open_page(open_tab(), f"<support-mosaic clinic='demo' title='Ours'></support-mosaic>{script}")
        frame = tab.page.locator("support-mosaic > iframe")
        expect(frame).to_have_attribute("src", f"{site}/embed/demo/")
        expect(frame).to_have_attribute("sandbox", " ".join(SANDBOX))
        expect(frame).to_have_attribute("allow", ALLOW)
        expect(frame).to_have_attribute("title", "Ours")

    def test_the_assessment_is_done_in_it_and_it_grows(self, open_tab, site, script):
        tab = open_page(open_tab(), f"<support-mosaic clinic='demo'></support-mosaic>{script}")
        inside = framed(tab.page, site)
        inside.view.click("[data-go=start]")
        inside.at("right_now").walk_by_hand(SOMEBODY).press("next").at("results")
        assert tab.page.locator("iframe").bounding_box()["height"] > 900

    def test_a_frame_inside_it_stays_the_only_one(self, open_tab, site, script):
        inner = f"<iframe data-support-mosaic title=x src='{site}/embed/demo/'></iframe>"
        tab = open_page(open_tab(), f"<support-mosaic clinic='demo'>{inner}</support-mosaic>{script}")
        framed(tab.page, site)
        assert tab.page.locator("iframe").count() == 1

    @pytest.mark.parametrize("clinic", ["../now", "", "demo/../../now", "Demo"])
    def test_a_name_that_is_none_makes_no_frame(self, open_tab, site, script, clinic):
        tab = open_page(open_tab(), f"<support-mosaic clinic='{clinic}'></support-mosaic>{script}")
        tab.page.wait_for_timeout(300)
        assert tab.page.locator("iframe").count() == 0

    def test_one_that_comes_later_is_made_too(self, open_tab, site, script):
        tab = open_page(open_tab(), script)
        tab.page.evaluate(
            "document.body.append(Object.assign(document.createElement('support-mosaic'), {id: 'later'}))"
        )
        tab.page.evaluate("document.getElementById('later').remove()")
        tab.page.evaluate(
            "() => { const one = document.createElement('support-mosaic'); one.setAttribute('clinic', 'demo');"
            " document.body.append(one); }"
        )
        assert framed(tab.page, site).name == "start"


class TestCopying:
    def test_the_snippet_is_copied(self, open_tab, site):
        tab = open_tab()
        tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
        tab.open("/clinics").view.click("[data-copies^=snippet]")
        expect(tab.view.locator("[data-copies^=snippet]")).to_have_text("Copied", timeout=PATIENCE)
        assert (
            tab.ask("() => navigator.clipboard.readText()") == tab.view.locator("pre code").first.inner_text().strip()
        )

    def test_where_that_is_refused_the_text_is_chosen_and_the_button_says_so(self, open_tab):
        tab = open_tab()
        tab.page.add_init_script(
            "navigator.clipboard.writeText = async () => { throw new DOMException('', 'NotAllowedError') }"
        )
        tab.open("/clinics").view.click("[data-copies^=snippet]")
        expect(tab.view.locator("[data-copies^=snippet]")).to_contain_text("by hand", timeout=PATIENCE)
        assert tab.ask("() => String(getSelection()).trim()") == tab.view.locator("pre code").first.inner_text().strip()
