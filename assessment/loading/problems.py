"""What is wrong with a file: where, which id or key, and why."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from click import ClickException

Problem = tuple[str, str, str]
"""File, id, cause."""


class ContentError(ClickException, ValueError):
    """The content does not hold together. The message names the file, the id and the cause, a line for each `found`.

    The command line says it in these words, without a traceback: for that, it is an exception of Click's.
    """

    def __init__(self, *found: Problem) -> None:
        super().__init__("\n".join(": ".join(problem) for problem in found))
        self.found = found


def unique(file: str, ids: Iterable[str]) -> Iterator[Problem]:
    """Every id stands once."""
    for name, count in Counter(ids).items():
        if count > 1:
            yield file, name, "this id stands twice"


def known(file: str, where: str, what: str, names: Iterable[str], among: Collection[str]) -> Iterator[Problem]:
    """Every name means something that exists."""
    for name in names:
        if name not in among:
            yield file, where, f"there is no {what} '{name}'"
