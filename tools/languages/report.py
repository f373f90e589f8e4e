"""What was looked at in a language, of how many, what was found, what was judged right: docs/languages/."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from assessment.i18n.completeness import plurals
from assessment.i18n.extract import all_sentences
from assessment.i18n.languages import length_of
from tools.languages import back, detection, spelling
from tools.languages.checks import CHECKS, Check, look_at
from tools.languages.glossary import NOT_SEEN, Term, glossary
from tools.languages.judged import judged, reasons, stale, to_paste
from tools.languages.lengths import LONGER
from tools.languages.measure import is_harder
from tools.languages.pairs import Pair, catalogue_of, pairs_of
from tools.languages.rows import language
from tools.languages.texts import readings_of_texts


class Row(NamedTuple):
    """A row of the table: what was looked at, of how many, how many were found, how many judged right, what is left."""

    what: str
    of: int
    found: int
    right: int
    left: list[str]

    @property
    def cells(self) -> str:
        """The row as Markdown."""
        return f"| {self.what} | {self.of:,} | {self.found} | {self.right} | {len(self.left)} |"


def row_of(check: Check, pairs: list[Pair], tag: str) -> Row:
    """What one check of sentences finds."""
    found = {one.pair.fingerprint: one for one in look_at(pairs, tag, check)}
    right = reasons(tag, check.id)
    left = [f"{check.id}: {one.cause}\n  {to_paste(one.pair)}" for key, one in found.items() if key not in right]
    return Row(check.what, sum(check.about(pair, tag) for pair in pairs), len(found), len(found) - len(left), left)


def rows(tag: str) -> list[Row]:
    """The whole table."""
    catalogue = catalogue_of(tag)
    pairs = pairs_of(catalogue)
    missing = [str(one.id) for one in all_sentences() if one.id and one.id not in catalogue]
    counted = [f"plurals: {cause}" for cause in filter(None, [plurals(catalogue)])]
    ratio = length_of(catalogue)
    too_wordy = [f"the whole is {ratio:.2f} times as long"] * (ratio > LONGER)
    old = list(stale(tag, pairs))
    return [
        Row("every sentence is there", len(all_sentences()), len(missing), 0, missing),
        Row("counts by the rules of CLDR", 1, len(counted), 0, counted),
        *(row_of(check, pairs, tag) for check in CHECKS),
        Row(f"as long as English × {ratio:.2f}; the sheet was tried with {LONGER}", 1, len(too_wordy), 0, too_wordy),
        *outside(pairs, tag),
        of_readings(pairs, tag),
        *of_back(pairs, tag),
        Row("judgements are of sentences as they read now", sum(len(one.of) for one in judged(tag)), len(old), 0, old),
    ]


def outside(pairs: list[Pair], tag: str) -> Iterator[Row]:
    """What programs say that are not everywhere; where one is missing, nothing was looked at."""
    if spelling.installed(tag):
        of = {word for country in language(tag).dictionaries for word in spelling.words_in(pairs, country)}
        wrong = [f"spelling: {word}" for word in sorted(spelling.misspelled(pairs, tag))]
        own = len(spelling.own_words(tag))
        yield Row("words that hunspell knows, in each country's spelling", len(of), own + len(wrong), own, wrong)
    if detection.installed():
        right = reasons(tag, "detected")
        found = detection.in_english(pairs, tag)
        left = [f"detected:\n  {to_paste(one)}" for one in found if one.fingerprint not in right]
        looked = sum(1 for _ in detection.candidates(pairs))
        yield Row("no sentence that a detector takes for English", looked, len(found), len(found) - len(left), left)


def not_looked_at(tag: str) -> list[str]:
    """What could not be looked at on this machine."""
    there = {"spelling (hunspell with its dictionaries)": spelling.installed(tag), "detector": detection.installed()}
    return [name for name, here in there.items() if not here]


def of_readings(pairs: list[Pair], tag: str) -> Row:
    """Whether each kind of text is as easy as it has to be."""
    kinds = language(tag).reading.budget.kinds
    found = readings_of_texts(pairs, tag)
    hard = [f"{one.name}: {one.score:.1f}" for one in found if is_harder(one.score, kinds[one.name], tag)]
    return Row("kinds of text are as easy to read as they have to be", len(found), len(hard), 0, hard)


def of_back(pairs: list[Pair], tag: str) -> Iterator[Row]:
    """What came of translating back."""
    found, old = back.verdicts(tag), list(back.missing(pairs, tag))
    other = found.total() - found["same"]
    proposed = [f"back: {one.verdict}: {one.english}" for one in back.translated_back(tag) if one.is_open]
    what = "about safety, translated back from the translation alone: says the same"
    yield Row(what, found.total(), other, other - len(proposed), proposed)
    left = [f"back: {to_paste(one)}" for one in old]
    left += [f"back, no longer so: {one.english}" for one in back.outdated(pairs, tag)]
    safety = sum(pair.is_about_safety for pair in pairs)
    yield Row("about safety, translated back as it reads now", safety, len(left), 0, left)
    changed = list(back.changed_by_count(tag))
    right = {one for one in changed if one.note}
    counted = [f"back: {one.english}" for one in changed if one not in right]
    yield Row("numbers and “not” on the way back, by count", found.total(), len(changed), len(right), counted)


# The document --------------------------------------------------------------------------------------------------------


def as_markdown(tag: str, table: list[Row]) -> str:
    """The whole document."""
    return "\n".join([*head(tag, table), *judgements(tag), *ease(tag), *way_back(tag), *words(tag)])


def head(tag: str, table: list[Row]) -> Iterator[str]:
    """What was looked at."""
    missed = not_looked_at(tag)
    yield from (f"# {language(tag).name}: what was checked", "")
    yield f"Made by `make language-checks TO={tag}`, which says what is left and ends with 1 where anything is. What no"
    yield "program can find, a reader has to: docs/translating.md. “Judged right” is no review by a clinician, nor by"
    yield "somebody whose language it is: how far each sentence may be relied on is counted on `/method`."
    yield from ("", "| looked at | of | found | judged right | left |", "|---|--:|--:|--:|--:|")
    yield from (row.cells for row in table)
    yield from ["", f"Not looked at on this machine: {', '.join(missed)}."] if missed else []


def judgements(tag: str) -> Iterator[str]:
    """Why what was found is right."""
    yield from ("", "## Found and judged right", "", "| check | sentences | why |", "|---|--:|---|")
    yield from (f"| {one.check} | {len(one.of)} | {one.why} |" for one in judged(tag))


def ease(tag: str) -> Iterator[str]:
    """How easy each kind of text is."""
    reading = language(tag).reading
    yield from ("", "## Reading ease", "", f"{reading.formula}.", f"Source: {reading.source}.")
    yield "Of each kind of text by itself; pages as somebody reads them are in docs/reading_ease.md."
    yield from (
        "",
        "| text | sentences | score | at least | words in a sentence | longest |",
        "|---|--:|--:|--:|--:|--:|",
    )
    for one in readings_of_texts(pairs_of(catalogue_of(tag)), tag):
        kept = reading.budget.kinds[one.name]
        yield f"| {one.name} | {len(one.sentences)} | {one.score:.1f} | {kept:g} | {one.mean:.1f} | {one.longest} |"


def way_back(tag: str) -> Iterator[str]:
    """What is not the same on the way back, the notes once each."""
    found = [one for one in back.translated_back(tag) if one.verdict != "same"]
    counted = back.verdicts(tag)
    yield from ("", "## Translated back", "")
    yield "Each sentence about safety was translated back from the translation alone, then judged beside the English:"
    yield f"{', '.join(f'{counted[one]} {one}' for one in back.VERDICTS)}. All lines: docs/languages/{tag}-back.tsv."
    yield from ("", "| verdict | sentences | what, and why it is right or to be mended |", "|---|--:|---|")
    grouped = Counter((one.verdict, one.note) for one in found)
    yield from (f"| {verdict} | {count} | {note} |" for (verdict, note), count in grouped.items())


def words(tag: str) -> Iterator[str]:
    """The glossary."""
    here = glossary(tag)
    yield from ("", "## Words", "")
    seen = sum(term.seen != NOT_SEEN for term in here.term)
    yield f"{len(here.term)} words, {seen} of them seen with somebody who speaks to the public; the others are ours,"
    yield "for a reader to judge. The file beside the catalogue, `glossary.toml`, is what counts."
    yield from ("", "| English | said | elsewhere | used by | seen |", "|---|---|---|---|---|")
    yield from map(term_row, here.term)
    yield from ("", "| not used | why | instead | seen |", "|---|---|---|---|")
    yield from (f"| {', '.join(one.words)} | {one.why} | {one.instead} | {one.seen} |" for one in here.never)
    yield from ("", "Seen in:", "", *(f"- `{key}`: {place}" for key, place in here.sources.items()), "")


def term_row(term: Term) -> str:
    """A word of the glossary as Markdown."""
    elsewhere = "; ".join(f"{country}: {said}" for country, said in term.elsewhere.items())
    return f"| {term.english} | {term.says[0]} | {elsewhere} | {term.used_by} | {term.seen} |"
