"""The mosaic: one picture of a result. Thirteen stones, one for each kind of support; how a stone looks says its fit.

Each kind always has the same place, so that two pictures can be held side by side. It is a picture, not a measure: all
stones are of one size and colour, and none is larger or higher because of an answer. See docs/decisions/0009-mosaic.md.
"""

from itertools import pairwise

from msgspec import Struct

from assessment.engine.result import State, Suggestion
from assessment.engine.rules import GROUPS
from assessment.i18n.say import say

WIDTH, ROW, ROWS = 320, 64, 7
"""The picture's own units, as wide as the smallest phone: its type is 16 of them."""
LINE = 18
LONGEST_LINE = 15
"""Characters that a stone holds in one line; a longer word is narrowed to it."""
NARROWED = 9
"""Units for each of them: so much of a line stays inside the stone, whose edges are slanted."""
GAP = 2.5
"""Half of the joint between two stones."""
SLANT = 6
"""How far the joint in the middle leans, to one side and to the other: so all stones have the same size."""

Point = tuple[float, float]


class Line(Struct, frozen=True):
    """One line of a piece's name: where it stands, and how wide it may be where it has to be narrowed."""

    text: str
    x: float
    y: float
    width: float | None


def tiles() -> tuple[tuple[Point, ...], ...]:
    """The corners of each place, clockwise: rows of two. The last place is for no kind, but for what is drawn there."""
    middles = [WIDTH / 2 + (SLANT if row % 2 else -SLANT) for row in range(ROWS + 1)]
    every = tuple(
        ((left[0], row * ROW), (right[0], row * ROW), (right[1], (row + 1) * ROW), (left[1], (row + 1) * ROW))
        for row, (above, below) in enumerate(pairwise(middles))
        for left, right in (((0, 0), (above, below)), ((above, below), (WIDTH, WIDTH)))
    )
    return every[:-1]


TILES = tiles()


def centre(corners: tuple[Point, ...]) -> Point:
    """The middle of a place: half-way down, and there half-way between its slanted edges."""
    ys = [y for _, y in corners]
    middle = (min(ys) + max(ys)) / 2

    def crossing(top: Point, bottom: Point) -> float:
        return top[0] + (bottom[0] - top[0]) * (middle - top[1]) / (bottom[1] - top[1])

    return (crossing(corners[0], corners[-1]) + crossing(corners[-3], corners[-2])) / 2, middle


def in_lines(name: str, longest: int) -> list[str]:
    """A name broken between its words, each line as long as may be."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


class Piece(Struct, frozen=True):
    """One stone: a kind of support, at its place in the picture. What is drawn of it hangs on its fit and its name."""

    suggestion: Suggestion
    place: int

    @property
    def is_open(self) -> bool:
        """Whether its stone is not yet laid: what is not told yet could bring it up, or bring it up more."""
        return self.suggestion.state is State.OPEN

    @property
    def outline(self) -> str:
        """Its corners moved in by half a joint, as an SVG polygon has them."""
        x, y = centre(TILES[self.place])
        inner = ((a + (GAP if a < x else -GAP), b + (GAP if b < y else -GAP)) for a, b in TILES[self.place])
        return " ".join(f"{a:g},{b:g}" for a, b in inner)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its name."""
        x, y = centre(TILES[self.place])
        lines = in_lines(say(self.suggestion.kind.name), LONGEST_LINE)
        first = y - (len(lines) - 1) * LINE / 2 + LINE / 3
        return tuple(
            Line(text, x, first + row * LINE, NARROWED * LONGEST_LINE if len(text) > LONGEST_LINE else None)
            for row, text in enumerate(lines)
        )


def draw_mosaic(suggestions: tuple[Suggestion, ...], order: tuple[str, ...]) -> tuple[Piece, ...]:
    """The pieces, in the order in which they are read: that of the kinds, groups last.

    `order`: the ids of the kinds as the content lists them.
    """
    by_kind = {suggestion.kind.id: suggestion for suggestion in suggestions}
    pieces = [*(kind for kind in order if kind != GROUPS), GROUPS]
    return tuple(Piece(by_kind[kind], place) for place, kind in enumerate(pieces))
