"""The plugin in real WordPresses, as somebody uses it who follows the page for web managers: `make wordpress-test`.

Not among the tests that run each time: it fetches a WordPress.
"""

import json
import os
import shutil
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from assessment.web.frame_tag import ALLOW, SANDBOX
from integrations.wordpress.beside import assessment_beside
from integrations.wordpress.site import ADDRESS, CACHE, HERE, fresh, php, served
from tests.browser.conftest import QUIET
from tests.support.browser_tab import PATIENCE, Tab
from tests.support.fetch import HTMX, installed_browser
from tests.support.sample_answers import SOMEBODY

VERSION = os.environ.get("VERSION", "6.6")
PICTURES = CACHE / "pictures"
PHONE = {"width": 360, "height": 740}
BLOCK = '<!-- wp:support-mosaic/assessment {"clinic":"demo"} /-->'
BLOCKS_STORAGE = {
    "block_third_party_cookies": True,
    "cookie_controls_mode": 1,
    "default_content_setting_values": {"cookies": 2},
}
pytestmark = [pytest.mark.filterwarnings("ignore::ResourceWarning"), pytest.mark.timeout(300)]
SET_UP = """
update_option('support_mosaic_server', 'http://127.0.0.1:5000');
update_option('support_mosaic_clinic', 'demo');
"""
DEACTIVATE = """
require_once ABSPATH . 'wp-admin/includes/plugin.php';
deactivate_plugins('support-mosaic/support-mosaic.php');
"""
Put = Callable[..., str]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A fresh WordPress, served, with the assessment beside it and the settings not made yet."""
    folder = fresh(VERSION, CACHE / f"tested-{VERSION}")
    PICTURES.mkdir(exist_ok=True)
    with served(folder), assessment_beside(HTMX):
        yield folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=installed_browser(), args=QUIET)


@pytest.fixture(scope="module")
def set_up(folder: Path) -> Path:
    """The settings are made, as a test of their page makes them too."""
    php(folder, SET_UP)
    return folder


@pytest.fixture
def put(set_up: Path) -> Put:
    """`put(content, role=..., theme=...)`: a page with this content, saved by somebody of a role; its address."""

    def put(content: str, role: str = "administrator", theme: str = "") -> str:
        switch = f"switch_theme('{theme}');" if theme else ""
        code = f"""
            {switch}
            $user = username_exists('{role}') ?: wp_create_user('{role}', 'password', '{role}@clinic.invalid');
            ( new WP_User( $user ) )->set_role('{role}');
            wp_set_current_user( $user );
            kses_init(); // what may be saved follows from who saves
            $id = wp_insert_post( array(
                'post_type' => 'page', 'post_status' => 'draft', 'post_title' => 'Is it time to talk?',
                'post_content' => base64_decode( '{b64encode(content.encode()).decode()}' ) ) );
            global $wpdb;
            $wpdb->update( $wpdb->posts, array( 'post_status' => 'publish' ), array( 'ID' => $id ) );
            echo home_url( '/?page_id=' . $id );
        """
        return php(set_up, code)

    return put


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Tab]]:
    """`visit(address)`: somebody opens a page of the clinic's, and is in the frame."""
    contexts: list[BrowserContext] = []

    def visit(address: str, *, scripts: bool = True, size: dict[str, int] | None = None) -> Tab:
        context = browser.new_context(viewport=size or {"width": 1280, "height": 900}, java_script_enabled=scripts)  # type: ignore[arg-type]
        contexts.append(context)
        return in_frame(context.new_page(), address)

    yield visit
    for context in contexts:
        context.close()


def in_frame(page: Page, address: str) -> Tab:
    """Opens a page, and acts in the frame on it."""
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    element = page.locator("iframe[src*='/embed/demo/']").first
    element.scroll_into_view_if_needed()
    frame = element.element_handle().content_frame()
    assert frame
    frame.wait_for_selector("main")
    return Tab(page, ADDRESS, frame)


def through(tab: Tab) -> float:
    """Walks the whole assessment to its result. Returns the seconds that it took."""
    began = time.monotonic()
    tab.view.click("[data-go=start]")
    tab.at("right_now").walk(SOMEBODY).press("next").at("results")
    assert tab.view.locator("[data-kind]").count() == 13
    return time.monotonic() - began


@pytest.fixture(scope="module")
def admin(folder: Path, browser: Browser) -> Iterator[BrowserContext]:  # noqa: ARG001  it is served
    """The browser of somebody who is signed in as the administrator."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sign_in(page)
    page.close()
    yield context
    context.close()


def sign_in(page: Page, name: str = "admin") -> None:
    page.goto(f"{ADDRESS}/wp-login.php")
    page.fill("#user_login", name)
    page.fill("#user_pass", "password")
    page.click("#wp-submit")
    page.wait_for_url("**/wp-admin/**")


def picture(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / f"{VERSION}-{name}.png")


def test_a_web_manager_sets_it_up_by_following_the_page(folder: Path, admin: BrowserContext, tmp_path: Path) -> None:
    """Upload, activate, two settings, a block, publish: as the page for clinics says it, with pictures."""
    php(folder, DEACTIVATE)
    shutil.rmtree(folder / "wp-content" / "plugins" / "support-mosaic")
    packed = shutil.make_archive(str(tmp_path / "support-mosaic"), "zip", HERE, "support-mosaic")
    page = admin.new_page()
    page.set_default_timeout(3 * PATIENCE)
    page.goto(f"{ADDRESS}/wp-admin/plugin-install.php?tab=upload")
    page.set_input_files("#pluginzip", packed)
    picture(page, "set-up-1-upload")
    page.click("#install-plugin-submit")
    page.wait_for_selector(".button-primary[href*='action=activate']")
    picture(page, "set-up-2-installed")
    page.click(".button-primary[href*='action=activate']")
    page.wait_for_selector("#message, .updated, .notice")
    page.goto(f"{ADDRESS}/wp-admin/options-general.php?page=support-mosaic")
    page.fill("#support_mosaic_server", "http://127.0.0.1:5000")
    page.fill("#support_mosaic_clinic", "demo")
    page.click("#submit")
    page.wait_for_selector(".notice-success, .updated")
    picture(page, "set-up-3-settings")
    address = new_page_with_the_block(page)
    tab = in_frame(page, address)
    picture(page, "set-up-5-page")
    assert tab.name == "start"
    page.close()


def new_page_with_the_block(page: Page) -> str:
    """A new page in the editor, with the block chosen by its name, published. Returns its address."""
    page.goto(f"{ADDRESS}/wp-admin/post-new.php?post_type=page")
    page.wait_for_selector("iframe[name=editor-canvas], .block-editor-block-list__layout")
    page.evaluate(
        """() => {
            const { dispatch, select } = window.wp.data;
            const guide = 'welcomeGuide';
            if (select('core/edit-post').isFeatureActive(guide)) dispatch('core/edit-post').toggleFeature(guide);
            dispatch('core/editor').editPost({ title: 'Is it time to talk?' });
        }"""
    )
    page.wait_for_timeout(1000)
    for close in page.locator(".components-modal__header button[aria-label=Close]").all():
        close.click()
    page.click(".edit-post-header-toolbar__inserter-toggle, .editor-document-tools__inserter-toggle")
    page.fill(".block-editor-inserter__search input", "Support Mosaic")
    page.click(".editor-block-list-item-support-mosaic-assessment")
    page.wait_for_timeout(500)
    picture(page, "set-up-4-block")
    saved = page.evaluate(
        """async () => {
            const { dispatch, select } = window.wp.data;
            dispatch('core/editor').editPost({ status: 'publish' });
            await dispatch('core/editor').savePost();
            return select('core/editor').getPermalink();
        }"""
    )
    return str(saved)


class TestTheSettings:
    @pytest.fixture
    def page(self, admin: BrowserContext) -> Iterator[Page]:
        page = admin.new_page()
        page.goto(f"{ADDRESS}/wp-admin/options-general.php?page=support-mosaic")
        yield page
        page.close()

    def save(self, page: Page, server: str, clinic: str) -> None:
        page.fill("#support_mosaic_server", server)
        page.fill("#support_mosaic_clinic", clinic)
        page.eval_on_selector("form[action='options.php']", "form => { form.noValidate = true }")
        page.click("#submit")
        page.wait_for_selector(".notice, .error")

    def test_what_is_typed_is_kept_without_a_slash(self, page: Page) -> None:
        picture(page, "settings-empty")
        self.save(page, "http://127.0.0.1:5000/", "demo")
        picture(page, "settings")
        assert page.input_value("#support_mosaic_server") == "http://127.0.0.1:5000"
        assert page.input_value("#support_mosaic_clinic") == "demo"

    @pytest.mark.parametrize(
        ("server", "clinic"),
        [("http://support.example.org", "demo"), ("javascript:alert(1)", "demo"), ("support", "demo"),
         ("https://support.example.org", '"><script>'), ("https://support.example.org", "Demo House")],
    )  # fmt: skip
    def test_what_cannot_be_used_is_said(self, page: Page, server: str, clinic: str) -> None:
        self.save(page, server, clinic)
        expect(page.locator(".notice-error")).to_be_visible()
        kept = page.input_value("#support_mosaic_server"), page.input_value("#support_mosaic_clinic")
        assert kept[0] in {"", "http://127.0.0.1:5000", "https://support.example.org"}
        assert kept[1] in {"", "demo"}

    def test_nobody_else_may_change_them(self, folder: Path, browser: Browser) -> None:
        php(folder, "( new WP_User( wp_create_user('writer', 'password', 'w@clinic.invalid') ) )->set_role('editor');")
        page = browser.new_page()
        sign_in(page, "writer")
        answer = page.goto(f"{ADDRESS}/wp-admin/options-general.php?page=support-mosaic")
        assert answer
        assert answer.status == 403
        page.close()


class TestOnAPage:
    @pytest.mark.parametrize("content", [BLOCK, "[support_mosaic]", "[support_mosaic clinic='demo']"])
    @pytest.mark.parametrize("role", ["administrator", "contributor"])
    def test_it_stays_whoever_saves_it(self, put: Put, visit: Callable[..., Tab], content: str, role: str) -> None:
        tab = visit(put(content, role))
        frame = tab.page.locator("iframe[data-support-mosaic]")
        assert frame.get_attribute("sandbox") == " ".join(SANDBOX)
        assert frame.get_attribute("allow") == ALLOW
        assert tab.name == "start"

    def test_a_frame_pasted_by_who_may_not_is_gone(self, put: Put, browser: Browser) -> None:
        page = browser.new_page()
        page.goto(put("<iframe src='http://127.0.0.1:5000/embed/demo/'></iframe>", "contributor"))
        assert page.locator("iframe").count() == 0, "else the plugin would not be needed"
        page.close()

    def test_a_pasted_link_becomes_a_frame_that_can_be_answered(self, put: Put, visit: Callable[..., Tab]) -> None:
        tab = visit(put("http://127.0.0.1:5000/embed/demo/\n", "contributor"))
        assert "allow-forms" in str(tab.page.locator("iframe").first.get_attribute("sandbox"))
        through(tab)

    @pytest.mark.parametrize(
        "content",
        [
            "[support_mosaic clinic='../now']",
            "[support_mosaic clinic='Demo House']",
            BLOCK.replace("demo", "x' onload='alert(1)"),
        ],
    )
    def test_an_id_that_is_none_shows_visitors_nothing(self, put: Put, browser: Browser, content: str) -> None:
        page = browser.new_page()
        page.goto(put(content))
        assert page.locator("iframe, .support-mosaic").count() == 0
        assert "alert(1)" not in page.content()
        page.close()

    def test_a_page_without_it_loads_nothing_from_there(self, put: Put, browser: Browser) -> None:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(put("Only words."))
        assert not [address for address in asked if "127.0.0.1:5000" in address]
        page.close()

    def test_the_editor_shows_the_block(self, put: Put, admin: BrowserContext) -> None:
        address = put(BLOCK)
        page = admin.new_page()
        page.goto(f"{ADDRESS}/wp-admin/post.php?post={address.rpartition('=')[2]}&action=edit")
        page.wait_for_selector("iframe[name=editor-canvas], .block-editor-block-list__layout", timeout=3 * PATIENCE)
        framed = page.locator("iframe[name=editor-canvas]").count()
        canvas = page.frame_locator("iframe[name=editor-canvas]") if framed else page
        block = canvas.locator("[data-type='support-mosaic/assessment']")
        expect(block).to_be_visible(timeout=3 * PATIENCE)
        assert block.locator("input").input_value() == "demo"
        page.keyboard.press("Escape")
        picture(page, "editor")
        page.close()


class TestTheWholeAssessment:
    @pytest.mark.parametrize("theme", json.loads(os.environ.get("THEMES", "[]")) or [""])
    @pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desktop"])
    @pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
    def test_it_is_done(
        self, put: Put, visit: Callable[..., Tab], theme: str, size: dict[str, int], *, scripts: bool
    ) -> None:
        tab = visit(put(BLOCK, theme=theme), scripts=scripts, size=size)
        name = f"{theme or 'usual'}-{size['width']}-{'scripts' if scripts else 'plain'}"
        picture(tab.page, f"{name}-start")
        took = through(tab)
        picture(tab.page, f"{name}-result")
        print(f"{VERSION} {name}: {took:.1f} s")

    def test_with_others_cookies_and_storage_blocked(self, put: Put, browser: Browser, tmp_path: Path) -> None:
        (tmp_path / "Default").mkdir()
        (tmp_path / "Default" / "Preferences").write_text(json.dumps({"profile": BLOCKS_STORAGE}))
        context = browser.browser_type.launch_persistent_context(
            str(tmp_path),
            executable_path=installed_browser(),
            args=QUIET,
            viewport=PHONE,  # type: ignore[arg-type]
        )
        through(in_frame(context.pages[0], put(BLOCK)))
        context.close()

    def test_the_self_check_passes(self, put: Put, browser: Browser) -> None:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(put(BLOCK) + "#mosaic-check")
        inside = page.frame_locator("iframe[data-support-mosaic]")
        inside.locator(".lines[data-done]").wait_for(timeout=4 * PATIENCE)
        failed = inside.locator("[data-outcome=fail]").evaluate_all("all => all.map(one => one.dataset.check)")
        picture(page, "self-check")
        assert failed == []
        page.close()


def test_it_leaves_nothing_when_it_is_deleted(set_up: Path) -> None:
    left = php(
        set_up,
        """define( 'WP_UNINSTALL_PLUGIN', 'support-mosaic/support-mosaic.php' );
        include WP_PLUGIN_DIR . '/support-mosaic/uninstall.php';
        global $wpdb;
        echo $wpdb->get_var( "SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE '%mosaic%'" );
        """,
    )
    php(set_up, SET_UP)
    assert left == "0"


def test_the_plugin_logs_no_warning(set_up: Path) -> None:
    log = set_up / "wp-content" / "debug.log"
    lines = log.read_text().splitlines() if log.is_file() else []
    assert [line for line in lines if "support-mosaic" in line] == []


def test_its_versions_are_one() -> None:
    plugin, readme = ((HERE / "support-mosaic" / name).read_text() for name in ("support-mosaic.php", "readme.txt"))
    block = (HERE / "support-mosaic" / "editor.asset.php").read_text()
    version = readme.split("Stable tag: ")[1].split()[0]
    assert f"Version:           {version}" in plugin
    assert f"'{version}'" in block
