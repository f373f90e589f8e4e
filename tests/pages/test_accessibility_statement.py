"""The accessibility statement tells the day of tests of what is shown now."""

from babel.dates import format_date

from assessment.loading.content_files import load_accessibility_test
from tests.support.page import Page
from tools import accessibility_statement
from tools.accessibility_statement import state


def test_its_date_is_that_of_tests_of_what_is_shown_now():
    tested = load_accessibility_test()
    assert tested.of == state(), "something that is shown has changed: `make statement` tests it and dates it"


def test_what_is_shown_is_looked_at(monkeypatch, tmp_path):
    monkeypatch.setattr(accessibility_statement, "ROOT", tmp_path)
    shown = [tmp_path / "templates/pages/a.html", tmp_path / "static/css/a.css", tmp_path / "assessment/content/a.toml"]
    states = {state()}
    for path in shown:
        path.parent.mkdir(parents=True)
        path.write_text("something")
        states.add(state())
    assert len(states) == 1 + len(shown)
    monkeypatch.undo()
    assert state() not in states, "nothing of the project is looked at"


def test_it_says_when_and_what_is_not_known(client):
    text = Page(client.get("/about")).text()
    assert format_date(load_accessibility_test().on, "long", locale="en_GB") in text
    assert "screen reader" in text
