"""The cells of a table for a reviewer: what a spreadsheet would make something else of is kept as it was."""

import pytest

from tools.workbook import plain, safe


@pytest.mark.parametrize("text", ["=1+1", "@a", "-2", "016", "1234e567", "0,5"])
def test_a_cell_is_safe_and_comes_back_as_it_was(text):
    assert safe(text) == f"'{text}"
    assert plain(safe(text)) == text


@pytest.mark.parametrize("text", ["", "plain", "’s", "'quoted'", "2026-12-01"])
def test_any_other_cell_stays(text):
    assert (safe(text), plain(text)) == (text, text)
