"""Every sentence that there is to translate: from templates, from the code of the pages, and from the content."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from assessment.engine.questionnaire import Questionnaire
from assessment.engine.text import Frozen, PluralText, Text
from assessment.loading.content_files import all_texts, load, read
from assessment.loading.shapes import RULES, SHAPES, CountriesFile, FirstStepsFile, NoticesFile, PassagesFile, RulesFile

ROOT = Path(__file__).parent.parent.parent
SAFETY = "SAFETY:"
"""How a comment begins that marks a sentence whose translation is made and reviewed before all others."""
REVIEW_FIRST = f"{SAFETY} translate and review first"
SAFETY_TEMPLATES = {
    "helplines.html",
    "when_to_call.html",
    "youth.html",
    "disclaimer.html",
    "disclaimer_below.html",
    "notices.html",
}
"""Templates that hold nothing else; elsewhere a comment before the sentence marks it."""
WHERE = [
    ("templates/**.html", "jinja2"),
    ("assessment/web/**.py", "python"),
    ("assessment/content/**.toml", "assessment.i18n.extract:sentences_of_content"),
]
OPTIONS = {"templates/**.html": {"extensions": "jinja2.ext.i18n", "trimmed": "true"}}
HEAD: Mapping[str, Any] = {"project": "Support Mosaic", "charset": "utf-8", "header_comment": "# Support Mosaic"}


@cache
def all_sentences() -> Catalog:
    """Every sentence, with where it stands, and those about safety marked."""
    catalogue = Catalog(fuzzy=False, **HEAD)
    found = extract_from_dir(
        ROOT,
        method_map=WHERE,
        options_map=OPTIONS,
        comment_tags=(SAFETY,),
        directory_filter=lambda path: {"templates", "assessment"} & {*Path(path).relative_to(ROOT).parts} != set(),
    )
    for file, _, sentence, comments, _ in found:
        about = [REVIEW_FIRST] if comments or Path(file).name in SAFETY_TEMPLATES else []
        # No line numbers: with them, every change would touch all catalogues.
        catalogue.add(sentence, locations=[(file, 0)], auto_comments=about)
    return catalogue


def sentences_of_content(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str | None, str | tuple[str, str], list[str]]]:
    """Babel's extraction method for content files: every `Text` in them, those about safety with a comment."""
    path = Path(fileobj.name)
    shape: Any = RulesFile if path.parent.name == RULES else SHAPES.get(path.name)
    if shape is None:
        return
    content = read(path, shape)
    marked = set(about_safety(content))
    for words in all_texts(content):
        comments = [REVIEW_FIRST] if words in marked else []
        for text in dict.fromkeys((words.you, words.they)):
            if isinstance(words, PluralText):
                yield 1, "ngettext", (text, text), comments
            else:
                yield 1, None, text, comments


def about_safety(content: Frozen) -> Iterator[Text]:
    """The sentences of a content file that somebody's safety can hang on: warnings, numbers, and what leads to them."""
    match content:
        case NoticesFile() | CountriesFile() | FirstStepsFile():
            yield from all_texts(content)
        case RulesFile():
            yield from (rule.reason for rule in content.rule if rule.notice)
        case PassagesFile():
            yield from (passage.text for passage in content.passage if passage.notice)
        case Questionnaire():
            raising = load().compiled.questions_raising_notices
            yield from chain.from_iterable(all_texts(one) for one in content.questions if one.id in raising)
