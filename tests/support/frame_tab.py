"""`Frame`: somebody in one of the frames of a clinic's page, in the words of `Tab`."""

import time

from playwright.sync_api import Page

from tests.support.browser_tab import Tab
from tests.support.surroundings import Surrounding

HEIGHT = 800
"""Pixels of the window."""
PIECES = "fieldset, .pick, .first-step, .kind:visible"
"""What somebody may look at: each question, each card."""
LINE = 24
"""Pixels of one line of text: by so much may the height be wrong."""
LATENCY = 300
"""Milliseconds that each request of a slow network waits."""


class Frame(Tab):
    """Somebody in one of the frames of a clinic's page.

    scripts  whether scripts run in it
    swaps    whether htmx puts the next step into the page, in place of loading another page
    grows    whether the page around it gives it the height of what it shows
    slow     whether its network is slow
    pressed  how often they have gone on to another page or step
    """

    def __init__(self, page: Page, site: str, number: int, around: Surrounding) -> None:
        super().__init__(page, site, page.frames[number + 1])
        self.element = page.locator("iframe").nth(number)
        self.scripts = around["scripts in the frame"] == "on"
        self.swaps = self.scripts and around["htmx"] == "there"
        self.grows = self.scripts and around["the page's script"] == "there"
        self.slow = around["network"] == "slow"
        self.pressed = 0

    walk = Tab.walk_by_hand

    @property
    def height(self) -> float:
        """How high the page around it lets it be."""
        box = self.element.bounding_box()
        assert box
        return box["height"]

    def has_its_height(self) -> bool:
        """Whether it is, within three seconds, as high as what it shows, or as its tag says where it does not grow."""
        for _ in range(60):
            wanted = self.ask("() => document.documentElement.getBoundingClientRect().height") if self.grows else 900
            if abs(self.height - wanted) < LINE:
                return True
            self.page.wait_for_timeout(50)
        return False

    def within_reach(self, go: str) -> bool:
        """Whether a link with this `data-go` is in the part of the frame that the window of the tab shows."""
        for link in self.view.locator(f"[data-go={go}]").all():
            box = link.bounding_box() if link.is_visible() else None
            frame = self.element.bounding_box()
            if not box or not frame:
                continue
            top, bottom = max(0, frame["y"]), min(HEIGHT, frame["y"] + frame["height"])
            if top - 1 <= box["y"] < box["y"] + box["height"] <= bottom + 1:
                return True
        return False

    def keeps_the_way_out(self) -> str:
        """The way out and the numbers are within reach at each question and card. Returns how."""
        for one in self.view.locator(PIECES).all():
            one.evaluate("one => one.scrollIntoView({ block: 'center' })")
            for go in ("exit", "now"):
                for _ in range(40):
                    if self.within_reach(go):
                        break
                    self.page.wait_for_timeout(25)
                assert self.within_reach(go), f"{self.name}: no {go} at {one.get_attribute('id')}"
        return "moves along" if self.scripts else "at each question and card"

    def press(self, go: str) -> "Frame":
        """Presses, and looks whether height and place are as they should be then."""
        began = time.monotonic()
        super().press(go)
        took = (time.monotonic() - began) * 1000
        self.pressed += 1
        assert not self.slow or took >= LATENCY, "else the network was not slow"
        assert self.has_its_height(), f"{self.place}: {self.height}"
        self.sees_the_top()
        return self

    def sees_the_top(self) -> None:
        """The heading of a new step is in view. Where the frame scrolls itself, that is its own affair."""
        if self.grows:
            top = self.view.locator("h1").bounding_box()
            assert top
            assert -1 <= top["y"] < HEIGHT, f"{self.place}: {top}"

    @property
    def may_store(self) -> bool:
        """Whether it may use storage."""
        return bool(self.ask("() => { try { return Boolean(sessionStorage) } catch { return false } }"))
