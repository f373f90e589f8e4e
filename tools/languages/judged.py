"""What a check found and somebody judged right: `assessment/translations/<language>/judged.toml`, each with the reason.

A judgement holds the fingerprint of a sentence and its translation, as a mark of a reviewer does: when a letter of
either changes it counts for nothing, and whoever changed it looks again.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from assessment.engine.text import Frozen
from assessment.i18n.catalogues import TRANSLATIONS, forms
from assessment.i18n.locale import locale_of
from assessment.loading.content_files import read
from tools.languages.pairs import Pair

FILE = "judged.toml"


class Judged(Frozen, frozen=True):
    """Some sentences that a check finds and that are right, for one reason: fingerprint -> how the English begins."""

    check: str
    why: str
    of: Mapping[str, str]


class JudgedFile(Frozen, frozen=True):
    """The whole file."""

    judged: tuple[Judged, ...] = ()


@cache
def judged(tag: str) -> tuple[Judged, ...]:
    """All judgements of a language; none where nothing has been judged yet."""
    path = TRANSLATIONS / str(locale_of(tag)) / FILE
    return read(path, JudgedFile).judged if path.exists() else ()


def reasons(tag: str, check: str) -> dict[str, str]:
    """Fingerprint -> why it is right, of one check."""
    return {one: each.why for each in judged(tag) if each.check == check for one in each.of}


def stale(tag: str, pairs: Iterable[Pair]) -> Iterator[str]:
    """Judgements of sentences that are no longer there, or have changed since."""
    there = {pair.fingerprint for pair in pairs}
    for one in judged(tag):
        yield from (f"{one.check}: {key} {start}" for key, start in one.of.items() if key not in there)


def to_paste(pair: Pair) -> str:
    """The line that a judgement of a sentence needs."""
    start = forms(pair.message.id)[0][:60].replace('"', "'")
    return f'{pair.fingerprint} = "{start}"'
