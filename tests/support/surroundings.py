"""All that can surround a frame, as rows in which every pair of values of any two axes stands together somewhere."""

from functools import cache
from itertools import combinations, product

from bs4 import BeautifulSoup

Surrounding = dict[str, str]
"""Axis -> value."""
Pair = tuple[tuple[str, str], tuple[str, str]]
"""Two axes, each with one of its values."""

AXES: dict[str, tuple[str, ...]] = {
    "scripts in the frame": ("on", "off"),
    "htmx": ("there", "not there"),
    "others' cookies and storage": ("allowed", "blocked"),
    "the page's script": ("there", "not there"),
    "sandbox": ("none", "enough", "no forms", "no origin"),
    "the page isolates itself": ("no", "yes"),
    "frames": ("1", "2"),
    "width": ("300", "600", "1000"),
    "network": ("fast", "slow"),
}
AS_IN_SNIPPET = "as in the snippet"
SANDBOXES: dict[str, str | None] = {
    "none": None,
    "enough": AS_IN_SNIPPET,
    "no forms": "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox",
    "no origin": "allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox",
}
"""Value of the axis "sandbox" -> the attribute of the frame; None where the frame has none."""


def pairs_in(row: Surrounding) -> set[Pair]:
    """Every two values that stand together in a row."""
    return set(combinations(row.items(), 2))


def all_pairs() -> set[Pair]:
    """Every two values of any two axes."""
    return {
        ((one, first), (other, second))
        for one, other in combinations(AXES, 2)
        for first in AXES[one]
        for second in AXES[other]
    }


def can_run(row: Surrounding) -> bool:
    """Whether the sandbox leaves what answering needs."""
    return row["sandbox"] in {"none", "enough"}


@cache
def rows() -> list[Surrounding]:
    """Few rows that hold every pair: again and again the one with most pairs that were in none before.

    Where it can run comes first: a pair that can stand in such a row does.
    """
    everything = [dict(zip(AXES, values, strict=True)) for values in product(*AXES.values())]
    missing, chosen = all_pairs(), list[Surrounding]()
    for some in (list(filter(can_run, everything)), everything):
        while missing & set().union(*map(pairs_in, some)):
            chosen.append(max(some, key=lambda row: len(pairs_in(row) & missing)))
            missing -= pairs_in(chosen[-1])
    return chosen


def pasted(snippet: str, around: Surrounding) -> str:
    """The HTML of a clinic's page into which somebody has pasted the snippet, changed as the surrounding says."""
    soup = BeautifulSoup(snippet, "html.parser")
    flags = SANDBOXES[around["sandbox"]]
    frame = soup.select_one("iframe")
    assert frame
    if flags is None:
        del frame["sandbox"]
    elif flags != AS_IN_SNIPPET:
        frame["sandbox"] = flags
    script = soup.select_one("script")
    assert script
    script.extract()
    frames = f"<div style='width: {around['width']}px'>{soup}</div>" * int(around["frames"])
    last = str(script) if around["the page's script"] == "there" else ""
    return (
        "<!doctype html><html lang=en><title>A made-up clinic</title><meta name=viewport content='width=device-width'>"
        f"<h1>A made-up clinic</h1><p>Welcome.</p>{frames}<p>Imprint</p>{last}"
    )
