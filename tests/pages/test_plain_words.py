"""Plain words: grade 6 over everything that people read, short sentences, and few long words.

Where a test fails it names the hardest sentences. What is measured, and how, stands in tools/reading_ease.py.
Other languages: tests/i18n/test_reading_ease.py.
"""

import re
from pathlib import Path

import pytest

from assessment.loading.content_files import all_texts
from tests.support.invented_languages import messages
from tests.support.personas import ADULTS
from tools import reading_pages
from tools.languages.measure import score, sentences_of, syllables, words_in
from tools.languages.rows import language
from tools.reading_ease import ALLOWED, long_words, own_texts, without_allowed
from tools.reading_pages import LEFT_OUT

pytestmark = pytest.mark.slow

BUDGET = language("en").reading.budget
LONGEST_SENTENCE = BUDGET.longest_sentence
MEAN_SENTENCE = 13.0
HIGHEST_GRADE_OF_ONE_TEXT = 9.0
"""With a short word in the place of those that have to stay; one sentence alone swings far."""
FEW_WORDS = 8
"""A text of fewer words is a label."""
TABLE = Path("docs/reading_ease.md")


@pytest.fixture(scope="module")
def readings(app):
    return reading_pages.readings(app)


def test_every_page_and_notice_is_for_grade_6(readings):
    hard = [f"{one.name}: {one.score:.1f}\n{one.hardest()}" for one in readings if one.score > BUDGET.page]
    assert not hard, "\n".join(hard)


def test_every_sentence_is_short_and_most_are_shorter(readings):
    texts = {sentence: one.name for one in readings for sentence in one.sentences}
    long = [f"{where}: {one}" for one, where in texts.items() if len(words_in(one)) > LONGEST_SENTENCE]
    assert not long, "\n".join(long)
    for one in readings:
        assert one.mean <= MEAN_SENTENCE, f"{one.name}: {one.mean:.1f} words in a sentence\n{one.hardest()}"


def test_every_text_by_itself_is_plain_once_the_words_that_must_stay_are_set_aside(content):
    hard = {
        text: f"{score(sentences_of(without_allowed(text))):.1f}  {text}"
        for text in own_texts(content)
        if len(words_in(text)) >= FEW_WORDS and score(sentences_of(without_allowed(text))) > HIGHEST_GRADE_OF_ONE_TEXT
    }
    assert not hard, "\n".join(hard.values())
    long = [text for text in own_texts(content) for one in sentences_of(text) if len(words_in(one)) > LONGEST_SENTENCE]
    assert not long, "\n".join(long)


def test_long_words_are_those_that_have_to_stay(readings, content):
    texts = [sentence for one in readings for sentence in one.sentences] + list(own_texts(content))
    long = {word: text for text in texts for word in long_words(text)}
    assert not long, "\n".join(f"{word}: {text}" for word, text in long.items())


def test_every_word_that_stays_is_there_and_says_why(readings, content):
    text = "\n".join([sentence for one in readings for sentence in one.sentences] + list(own_texts(content)))
    unused = [one for one in ALLOWED if not re.search(rf"\b(?:{one})\b", text, re.IGNORECASE)]
    assert not unused
    assert all(ALLOWED.values())


def test_nothing_is_forgotten(app, content, readings):
    """Each address, step, notice and made-up person has a reading in each voice, or a reason why not."""
    names = {one.name for one in readings}
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    paths = {rule.rule.split("/")[1] for rule in rules if rule.endpoint.startswith("site.")}
    measured = {name.rpartition("/")[2] for name in names if name.startswith("/")}
    assert measured | set(LEFT_OUT) | {"assessment"} == paths
    for voice in ("you", "they"):
        assert {f"step {step.id} ({voice})" for step in content.questionnaire.step} <= names
        assert {f"notice {notice.id} ({voice})" for notice in content.notices} <= names
        assert {f"result of {one.name} ({voice})" for one in ADULTS} <= names
        assert {f"check ({voice})", f"youth ({voice})"} <= names
    assert all(len(one.sentences) > 2 for one in readings)


def test_the_table_in_the_documents_has_all_of_them(readings):
    section = TABLE.read_text("utf-8").partition("## In English")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \|", section, re.MULTILINE)
    assert rows[1:] == [one.name for one in readings], "`make reading` writes it anew"


class TestTheMeasure:
    def test_long_words_and_long_sentences_make_it_harder(self):
        easy = ["You can call them today.", "They will help you."]
        assert score(easy) < 2
        assert score([" ".join(easy).replace(".", "")]) > score(easy)
        assert score(["Professional consultation is universally recommended."]) > 12

    def test_headings_items_and_cells_end_a_sentence(self):
        page = "<main><h1>One</h1><ul><li>two <a>three</a></li><li>four. Five</li></ul><dl><dd>six</dd></dl></main>"
        assert reading_pages.sentences_on(page) == ["One", "two three", "four.", "Five", "six"]

    def test_what_is_said_often_counts_once_and_numbers_to_call_do_not_count(self):
        page = "<main><p>Call now.</p><p>Call now.</p><ul class=contacts><li>999</li></ul></main>"
        assert reading_pages.sentences_on(page) == ["Call now."]

    @pytest.mark.parametrize(
        ("word", "count"),
        [
            *[("call", 1), ("needed", 2), ("talked", 1), ("safely", 2), ("somebody", 3), ("every", 2), ("people", 2)],
            *[("medicine", 3), ("idea", 3), ("area", 3), ("seizures", 2), ("places", 2), ("action", 2), ("quiet", 2)],
            *[("stop-smoking", 3), ("doctor’s", 2), ("12", 1)],
        ],
    )
    def test_syllables_are_counted_as_they_are_said(self, word, count):
        assert syllables(word) == count

    def test_the_words_that_have_to_stay_make_no_text_look_hard_and_others_do(self):
        assert without_allowed("Ask for Naloxone.") == "Ask for term."
        assert long_words("An emergency") == set()
        assert long_words("A complicated emergency") == {"complicated"}


AVOIDED = re.compile(
    r"\b(addict(?:s|ed)?|junkies?|abuse[rds]*|users?|alcoholics?|drunks?|habits?|vices?|clean|dirty|substitution|"
    r"methadone maintenance|medication[- ]assisted|relapse\w*|lapsed?|slips?|failures?|problem gambl\w+|strung out|"
    r"high|tweaking|denial|non-complian\w+|rock bottom|commit\w* suicide|detox\w*|suffer\w* from|victims?|severe|"
    r"scores?|risk level|you need (?!somebody)|good news|all is well|\d+ ?mg|dosage|doses?)\b",
    re.IGNORECASE,
)
"""Words that hurt, judge or diagnose, and words of measuring."""
MEANT = (
    "Alcoholics Anonymous",
    "National Problem Gambling Helpline",
    "omestic abuse",
    "omestic Abuse",
    "Domestic and Sexual Abuse Helpline",
    "has drunk or used",
    "no score",
    "a list, not a score",
    "{high}",
    "igh blood pressure",
    "high mood",
    "drinks or doses",
)
"""Where one of them is part of a name, says that there is none, or means something else."""


def test_no_text_in_content_or_templates_has_a_word_that_hurts_or_judges(content):
    facts = {words.you for words in all_texts((content.facts, tuple(r.evidence for r in content.rules)))}
    names = {one.run_by.you for country in content.countries.values() for one in country.contact if one.run_by}
    texts = set(messages()) - facts - names - {words.you for words in all_texts(tuple(content.conditions.values()))}
    assert len(texts) > 700
    found = {}
    for text in texts:
        rest = text
        for meant in MEANT:
            rest = rest.replace(meant, "")
        if judged := AVOIDED.search(rest):
            found[judged[0]] = text
    assert not found
