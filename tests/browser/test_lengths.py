"""How long what a browser sends is: docs/decisions/0030-lengths.md. Of what it gets: tests/pages/test_lengths.py."""

import pytest

from tests.support.sample_answers import MIXED

REST = 1024
"""What a script fills up to, in bytes."""


@pytest.mark.parametrize(("way", "until"), [({}, "check"), ({"cdn": False}, "safety")], ids=["htmx", "no CDN"])
def test_what_is_sent_has_one_length(open_tab, way, until):
    tab, sent = open_tab(**way), []
    tab.page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    tab.open().walk(MIXED, until=until)
    lengths = [len(one) for one in sent if one]
    assert len(lengths) > 4
    assert {*lengths} == {REST}


def test_a_saved_copy_is_sent_as_it_is(open_tab, tmp_path):
    """A form with a file has to hold what is in the file, and no more."""
    file = tmp_path / "notes.html"
    file.write_text("no copy of ours")
    tab = open_tab().open("/")
    tab.view.set_input_files("input[type=file]", str(file))
    assert tab.ask("() => [...new FormData(document.querySelector('form[enctype]')).keys()]") == ["copy"]
