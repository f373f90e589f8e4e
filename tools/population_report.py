"""What comes up for the made-up population, written down: a table for reading, and a picture of it.

`make population` writes both, docs/population.md and docs/population.svg, and says what is not as expected.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from statistics import median

from assessment.engine.content import Content
from assessment.loading.content_files import load
from tools.population import CONCERNS
from tools.population_outcomes import EXPECTED, MOST_STRONG, RISING, SEED, GroupOutcome, complaints, outcomes

# The table -----------------------------------------------------------------------------------------------------------

MADE_WITH = "Rules version: "
"""Begins the line that says with which rules the table was made."""


def rules_of(markdown: str) -> str:
    """The version of the rules with which a table was made; nothing, where it does not say."""
    found = re.search(rf"^{MADE_WITH}`(\S+)`$", markdown, re.MULTILINE)
    return found[1] if found else ""


def as_markdown(content: Content, found: Mapping[str, GroupOutcome]) -> str:
    """The whole document: whether the population is as expected, and how often what came up."""
    lines = [*introduction(content, found), *table_of_kinds(content, found), "", *table_of_notices(content, found)]
    return "\n".join(lines) + "\n"


def introduction(content: Content, found: Mapping[str, GroupOutcome]) -> Iterator[str]:
    """The lines before the tables: how they were made, and which expectations are not met."""
    people = sum(outcome.people for outcome in found.values())
    expectations = len(EXPECTED) + len(RISING) + len(MOST_STRONG) * len(CONCERNS)
    yield from (
        "# A made-up population",
        "",
        f"{people} people from the tables in tools/population.py (seed {SEED}). Made by `make population`,",
        "which has to be run again when the rules have changed.",
        "",
        f"{MADE_WITH}`{content.rules_version}`",
        "",
        f"{expectations} expectations. They were written before the first run; some were changed since, each for a",
        "reason that stands above `EXPECTED` in tools/population_outcomes.py.",
    )
    yield from [f"- not met: {complaint}" for complaint in complaints(found)] or ["All are met."]
    yield from (
        "",
        "![How often each kind of support comes up in each group](population.svg)",
        "",
        "In per cent: strong / at least worth raising. The second table: notices, and how many kinds are strong.",
        "",
    )


def table_of_kinds(content: Content, found: Mapping[str, GroupOutcome]) -> Iterator[str]:
    """A row for each group: how often each kind of support is strong, and how often at least worth raising."""
    kinds = [kind.id for kind in content.kinds]
    yield from head_of_table(["group", *(kind.replace("_", " ") for kind in kinds)])
    for name, outcome in found.items():
        shares = [f"{outcome.share(f'{kind} strong'):.0%} / {outcome.share(f'{kind} raised'):.0%}" for kind in kinds]
        yield row_of_table([name, *(cell.replace("%", "") for cell in shares)])


def table_of_notices(content: Content, found: Mapping[str, GroupOutcome]) -> Iterator[str]:
    """A row for each group: how often each notice comes up, and how many kinds are strong for one person."""
    notices = [notice.id for notice in content.notices]
    yield from head_of_table(["group", *notices, "median strong", "most strong"])
    for name, outcome in found.items():
        shares = [f"{outcome.share(notice):.0%}" for notice in notices]
        strong = outcome.strong_kinds
        yield row_of_table([name, *shares, f"{median(strong):g}", str(max(strong))])


def head_of_table(columns: list[str]) -> Iterator[str]:
    """The names of the columns, and the line below them."""
    yield row_of_table(columns)
    yield "|---" * len(columns) + "|"


def row_of_table(cells: Iterable[str]) -> str:
    """One line of a table."""
    return f"| {' | '.join(cells)} |"


# The picture ---------------------------------------------------------------------------------------------------------

LEFT, TOP, SIZE = 230, 150, 24
"""Pixels: the room for the names of the groups and of the kinds, and the side of a square with the gap beside it."""
EDGE = SIZE - 4
"""Pixels: the side of a square."""


def as_picture(content: Content, found: Mapping[str, GroupOutcome]) -> str:
    """An SVG with a square for each group and kind: dark, as often as it is strong; light, as often as raised."""
    kinds = [kind.id for kind in content.kinds]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + SIZE * len(kinds) + 80}" '
        f'height="{TOP + SIZE * len(found) + 20}" font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for column, kind in enumerate(kinds):
        x = LEFT + SIZE * column + SIZE // 2 + 4
        parts.append(f'<text transform="translate({x} {TOP - 8}) rotate(-60)">{kind.replace("_", " ")}</text>')
    for row, (name, outcome) in enumerate(found.items()):
        y = TOP + SIZE * row
        parts.append(f'<text x="{LEFT - 8}" y="{y + 16}" text-anchor="end">{name}</text>')
        for column, kind in enumerate(kinds):
            parts += square(
                LEFT + SIZE * column, y + 2, outcome.share(f"{kind} raised"), outcome.share(f"{kind} strong")
            )
    return "\n".join([*parts, "</svg>"]) + "\n"


def square(x: int, y: int, raised: float, strong: float) -> Iterator[str]:
    """The SVG of one square with its upper left corner at x, y, filled from below by two shares from 0 to 1."""
    yield f'<rect x="{x}" y="{y}" width="{EDGE}" height="{EDGE}" fill="#eee9df"/>'
    for height, colour in ((raised * EDGE, "#9cc7bf"), (strong * EDGE, "#1f5f59")):
        yield f'<rect x="{x}" y="{y + EDGE - height:.1f}" width="{EDGE}" height="{height:.1f}" fill="{colour}"/>'


def main(folder: Path) -> int:
    """Writes the table and the picture into a folder, and prints what is not as expected. Returns 1 if anything is."""
    content = load()
    found = outcomes(content)
    (folder / "population.md").write_text(as_markdown(content, found), "utf-8")
    (folder / "population.svg").write_text(as_picture(content, found), "utf-8")
    wrong = list(complaints(found))
    print("\n".join(wrong) or "as expected")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
