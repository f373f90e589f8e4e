"""The whole assessment by keyboard alone, and what a screen reader is told of each control."""

import pytest
from playwright.sync_api import expect

from tests.support.browser_tab import PATIENCE
from tests.support.sample_answers import MIXED, SOMEBODY

MOST_TABS = 150
FOCUSED = """() => {
    const one = document.activeElement;
    const box = one.getBoundingClientRect();
    const on_top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
    return { tag: one.localName, type: one.type ?? '', name: one.name ?? '', value: one.value ?? '', go: one.dataset.go,
             checked: one.checked ?? false, seen: Boolean(on_top) && (one.contains(on_top) || on_top.contains(one)),
             notice: [...document.querySelectorAll('.at-answer h2')].map((one) => one.getBoundingClientRect())
                 .some(({ top, bottom }) => top >= 0 && bottom <= innerHeight) };
}"""


class Keyboard:
    """Somebody without a mouse."""

    def __init__(self, tab):
        self.tab = tab
        self.keys = tab.page.keyboard

    def focused(self):
        """What has the focus; it must be seen, and not lie under something else.

        But for a danger that comes when somebody has gone on already: then that is seen, and the focus stays.
        """
        for _ in range(20):
            found = self.tab.ask(FOCUSED)
            if found["seen"] or found["notice"] or found["tag"] == "body":
                return found
            self.tab.page.wait_for_timeout(50)  # the page is still moving it into view
        raise AssertionError(f"focused, and not to be seen: {found}")

    def reach(self, go):
        """Tabs on until a button or link with this `data-go`."""
        for _ in range(MOST_TABS):
            self.keys.press("Tab")
            if self.focused()["go"] == go:
                return
        raise AssertionError(f"no {go} is reached")

    def pick(self, question, wanted):
        """Chooses from a list by its arrows."""
        self.keys.press("Home")
        for _ in range(300):
            if self.focused()["value"] == wanted:
                return
            self.keys.press("ArrowDown")
        raise AssertionError(f"{question}: no {wanted}")

    def turn(self, question, wanted):
        """Chooses one of some radio buttons, of which Tab reaches only one."""
        self.keys.press("Space")
        for _ in range(30):
            if self.focused()["value"] == wanted:
                return
            self.keys.press("ArrowDown")
        raise AssertionError(f"{question}: no {wanted}")

    def answer(self, person):
        """Answers the step as this person would, and goes on."""
        before = self.tab.token
        for _ in range(MOST_TABS):
            self.keys.press("Tab")
            at = self.focused()
            if at["go"] == "next":
                break
            wanted = person.get(at["name"])
            if at["type"] == "radio" and not at["checked"]:
                self.turn(at["name"], wanted)
            elif at["type"] == "checkbox" and (at["value"] in wanted) != at["checked"]:
                self.keys.press("Space")
            elif at["tag"] == "select":
                self.pick(at["name"], wanted)
        self.keys.press("Enter")
        self.tab.wait_for_another(before)


@pytest.mark.parametrize(("javascript", "person"), [(True, MIXED), (False, SOMEBODY)], ids=["scripts", "no scripts"])
def test_the_whole_assessment(open_tab, javascript, person):
    tab = open_tab(javascript=javascript).open("/")
    by_keyboard = Keyboard(tab)
    by_keyboard.reach("start")
    by_keyboard.keys.press("Enter")
    tab.at("right_now")
    while tab.place != "check":
        place = tab.place
        by_keyboard.answer(person)
        assert tab.place != place
        if javascript:
            assert tab.focused == "h1", "the new heading is read"
    by_keyboard.reach("change")
    by_keyboard.reach("next")
    by_keyboard.keys.press("Enter")
    tab.at("results")
    if javascript:
        by_keyboard.reach("print")
        by_keyboard.reach("save")


def test_a_problem_is_reached_from_its_summary(open_tab):
    tab = open_tab().open()
    by_keyboard = Keyboard(tab)
    by_keyboard.reach("next")
    by_keyboard.keys.press("Enter")
    expect(tab.view.locator("#summary")).to_be_focused(timeout=PATIENCE)
    by_keyboard.keys.press("Tab")
    by_keyboard.keys.press("Enter")
    assert by_keyboard.focused()["name"] == tab.asked[0]


def test_a_screen_reader_is_told_role_name_and_state_of_each_control(open_tab):
    tab = open_tab().open()
    session = tab.page.context.new_cdp_session(tab.page)
    while tab.place != "check":
        wanted = {question: MIXED[question] for question in tab.asked}
        tab.choose(**wanted)
        told = [
            (
                node["role"]["value"],
                node["name"]["value"],
                {one["name"]: one["value"].get("value") for one in node["properties"]},
            )
            for node in session.send("Accessibility.getFullAXTree")["nodes"]
            if not node["ignored"] and "properties" in node and "name" in node
        ]
        for role, names in {
            "radio": tab.each("input[type=radio]", "one.labels[0].innerText.trim()"),
            "checkbox": tab.each("input[type=checkbox]", "one.labels[0].innerText.trim()"),
            "combobox": tab.each("select", "one.labels[0].innerText.trim()"),
            "radiogroup": tab.each("fieldset[role=radiogroup] > legend", "one.innerText.trim()"),
            "group": tab.each("fieldset:not([role]) > legend", "one.innerText.trim()"),
        }.items():
            heard = [name for found, name, _ in told if found == role]
            assert [" ".join(name.split()) for name in names if name] == [name for name in heard if name], tab.place
            assert all(names)
        ticked = [name for role, name, states in told if states.get("checked") in {"true", True}]
        shown = tab.each("main input:checked", "one.labels[0].innerText.trim()")
        assert ticked == [" ".join(name.split()) for name in shown]
        tab.press("next")


def test_nothing_is_announced_beside_the_heading_of_a_new_step(tab):
    tab.choose(right_now="none").press("next").at("about_you")
    loud = tab.each("[role=status], [role=alert]", "one.checkVisibility() ? one.innerText.trim() : ''")
    assert set(loud) <= {""}
    assert set(tab.each("[aria-live]", "one.innerText.trim()")) <= {""}
