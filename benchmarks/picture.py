"""The ratios of a run as a picture: one bar a page, ours beside others. Its words are the table in README.md."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

PLACE = Path(__file__).parent / "ratios.svg"
WIDTH, LEFT, HIGH, GAP = 720, 210, 18, 8
"""Pixels: of all, to the left of the bars, of a bar, and between two."""
OURS, OTHERS = "#2f6f68", "#a8545f"
INK, PAPER, LINE = "#23302e", "#fbf8f3", "#d9d2c5"


class Bar(NamedTuple):
    """A page, what of hello fits into its time, and whether it is ours."""

    name: str
    ratio: float
    ours: bool


def drawn(bars: Sequence[Bar]) -> str:
    """The picture. Longer is quicker."""
    most = max(bar.ratio for bar in bars)
    height = (HIGH + GAP) * len(bars) + 70
    scale = (WIDTH - LEFT - 70) / most
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        'font-family="sans-serif" font-size="13" role="img">',
        "<title>How many of each page are answered in the time of one, as a share of the smallest answer</title>",
        f"<desc>{escape('; '.join(f'{bar.name} {bar.ratio:.3f}' for bar in bars))}</desc>",
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
        f'<text x="12" y="24" font-weight="bold" fill="{INK}">Share of the smallest answer: longer is quicker</text>',
    ]
    for number, bar in enumerate(bars):
        top = 40 + number * (HIGH + GAP)
        length = bar.ratio * scale
        parts += [
            f'<text x="{LEFT - 10}" y="{top + 13}" text-anchor="end" fill="{INK}">{escape(bar.name)}</text>',
            f'<rect x="{LEFT}" y="{top}" width="{length:.1f}" height="{HIGH}" rx="3" '
            f'fill="{OURS if bar.ours else OTHERS}"/>',
            f'<text x="{LEFT + length + 8:.1f}" y="{top + 13}" fill="{INK}">{bar.ratio:.3f}</text>',
        ]
    parts.append(f'<line x1="{LEFT}" y1="36" x2="{LEFT}" y2="{height - 30}" stroke="{LINE}"/>')
    parts.append(f'<text x="12" y="{height - 10}" fill="{INK}">Green: ours. Rose: wizards that decide nothing.</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def draw(bars: Sequence[Bar]) -> None:
    """Writes the picture beside this file."""
    PLACE.write_text(drawn(bars), "utf-8")
