"""What decides, in parts: one page with all of it had more than 700 kB."""

from pathlib import Path

import pytest

from assessment.engine.conditions import OPERATORS
from tests.support.page import Page

pytestmark = pytest.mark.slow

PARTS = ("questions", "rules", "texts", "first-steps", "facts", "when", "sentences")


@pytest.fixture
def parts(page, method):
    """All of them, by their addresses."""
    return {"/method": page("/method")} | {f"/method/{one}": method(one) for one in PARTS}


def test_it_lists_every_rule_and_source_that_decides(page, method, content):
    for listed in (page("/method"), method("rules")):
        assert {one["data-rule"] for one in listed.all("[data-rule]")} == {rule.id for rule in content.rules}
        assert all(one["id"] == one["data-rule"] for one in listed.all("[data-rule]"))
    assert {one["data-source"] for one in page("/method").all("[data-source]")} == set(content.sources)


def test_it_has_words_for_each_way_of_looking_at_answers():
    template = Path("templates/pages/method/when.html").read_text("utf-8")
    assert [name for name in OPERATORS if f"condition.{name}" not in template] == []


def test_it_is_the_whole_of_what_decides(method, content):
    questions, conditions = method("questions"), method("when")
    assert {f"question-{one.id}" for one in content.questionnaire.questions} <= ids_of(questions)
    assert len(questions.all(".flow > li")) == len(content.questionnaire.step) + 1
    assert {f"when-{one}" for one in content.conditions} <= ids_of(conditions)
    texts = [*method("texts").all("[data-text]"), *method("first-steps").all("[data-text]")]
    said = {one.id for one in (*content.notices, *content.kinds, *content.first_steps)}
    assert {str(one["data-text"]) for one in texts} == said
    assert len(method("sentences").all("[data-passage]")) == len(content.passages)
    assert len(method("sentences").all("[data-contradiction]")) == len(content.contradictions)
    assert len(method("facts").all("[data-fact]")) == len(content.facts)


def test_it_has_every_sentence_that_is_said_to_the_person_or_about_somebody_else(parts, content):
    text = " ".join(page.text() for page in parts.values())
    said = [rule.reason for rule in content.rules] + [passage.text for passage in content.passages]
    said += [words for one in content.contradictions for words in (one.text, one.allow)]
    said += [question.label for question in content.questionnaire.questions]
    for notice in content.notices:
        said += [notice.title, *notice.text, notice.quiet]
    for row in content.first_steps:
        said += [row.title, row.do, row.ask]
    for kind in content.kinds:
        said += [kind.what, kind.who_offers, kind.cost, kind.first_step]
        said += [words for ask in kind.ask for words in (ask.question, ask.good_answer)]
    for words in said:
        assert " ".join(words.you.split()) in text
        assert " ".join(words.they.split()) in text


def test_every_link_leads_somewhere(parts):
    ids = {address: ids_of(page) for address, page in parts.items()}
    linked = set()
    for here, page in parts.items():
        for link in page.all("main a[href^='#'], main a[href^='/method']"):
            address, _, place = str(link["href"]).partition("#")
            linked.add(address or here)
            assert not place or place in ids[address or here], link
    assert linked == {*parts}, "and each part is led to"


def test_a_safety_suppression_stands_with_its_rule(method):
    assert "Never when" in method("rules").text("#somebody_joins_in")


def test_no_other_part_is_there(client):
    assert client.get("/method/elsewhere").status_code == 404


def ids_of(page: Page) -> set[str]:
    """All ids on a page."""
    return {str(one["id"]) for one in page.all("[id]")}
