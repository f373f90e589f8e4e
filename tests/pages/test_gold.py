"""The text that people read is what was kept: moving code moves no word (tools/gold.py).

`make proof` compares: a sentence that is meant to change should turn nothing else red.
"""

import pytest

from tools import gold

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kept():
    return list(gold.kept())


@pytest.mark.proof
@pytest.mark.timeout(1800)
def test_the_text_of_all_is_what_was_kept(kept):
    assert len(kept) == gold.COUNT + 1
    assert gold.compare() == 0


def test_every_kind_of_page_is_kept(kept, content):
    names = {name for _, texts in kept for name in texts}
    steps = {f"{what} {step.id}" for what in ("step", "notices") for step in content.questionnaire.step}
    assert names == steps | {"check", "result", "sheet", "copy", "youth", *gold.PAGES}


def test_a_changed_word_would_be_seen():
    changed = list(gold.differences({"check": "Your answers\nAlcohol"}, {"check": "Your answers\nOpioids"}))
    assert changed == ["check:\n@@ -2 +2 @@\n-Alcohol\n+Opioids"]
    assert list(gold.differences({"check": "a"}, {"check": "a"})) == []


def test_what_is_read_is_the_title_and_what_stands_between_tags():
    page = "<head><title>A page</title><style>p { }</style></head><p>Say &amp; do <b>this</b></p><script>no()</script>"
    assert gold.read_on(page) == "A page\nSay & do\nthis"
    assert gold.read_on("<p>Made on 24 November 2026 with the rules of version 0.4+542347fa.</p>") == (
        "Made on DAY with the rules of version VERSION."
    )
    assert gold.read_on("<p>Made on November 24, 2026, rules 0.4+542347fa.</p>") == "Made on DAY, rules VERSION."
