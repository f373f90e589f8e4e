"""docs/browsers.md says something of each row, in each browser."""

import pytest

from tests.support.browsers_table import DOCUMENT, INTRODUCTION, NOT_TRIED, ROWS, kept

pytestmark = pytest.mark.each_time


def test_the_document_holds_these_rows_and_no_others():
    assert list(kept()) == ROWS
    assert [row for row, seen in kept().items() if NOT_TRIED in seen.values()] == []


def test_its_introduction_is_ours():
    before, after = INTRODUCTION.split("{day}")
    text = DOCUMENT.read_text("utf-8")
    assert text.startswith(before)
    assert after in text
