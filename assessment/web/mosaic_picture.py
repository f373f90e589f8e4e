"""The mosaic: one picture of a result. Thirteen pieces, one for each kind of support; how a piece looks says its fit.

Each kind always has the same place, so that two pictures can be held side by side. Groups are the ground on which the
others lie. It is a picture, not a measure: no piece is larger or higher because of an answer.
See docs/decisions/0009-mosaic.md.
"""

from itertools import pairwise

from msgspec import Struct

from assessment.engine.result import State, Suggestion
from assessment.engine.rules import GROUPS
from assessment.i18n.say import say

WIDTH, HEIGHT = 320, 384
"""The picture's own units. Its type is 13 of them, so at 320 px it is read as 12 px and more."""
LINE = 15
LONGEST_LINE = 12
"""Characters that a piece holds in one line; a longer word is narrowed to it."""
NARROWED = 6.5
"""Units for each of them: so much of a line stays inside the smallest piece, whose edges are slanted."""
GAP = 2.5
"""Half of the joint between two pieces."""
COLOURS = 4

# Where the joints meet: rows from top to bottom, drawn by hand so that no two pieces are alike.
CORNERS = (
    ((0, 0), (104, 0), (216, 0), (320, 0)),
    ((0, 80), (98, 82), (222, 71), (320, 73)),
    ((0, 152), (97, 149), (234, 155), (320, 160)),
    ((0, 245), (106, 231), (212, 237), (320, 229)),
    ((0, 312), (122, 326), (208, 324), (320, 316)),
    ((0, 384), (320, 384)),
)

Point = tuple[float, float]


class Line(Struct, frozen=True):
    """One line of a piece's name: where it stands, and how wide it may be where it has to be narrowed."""

    text: str
    x: float
    y: float
    width: float | None


def tiles() -> tuple[tuple[Point, ...], ...]:
    """The corners of each place, clockwise: twelve in rows of three, and the ground, whose top has two corners more."""
    cells = tuple(
        (above[column], above[column + 1], below[column + 1], below[column])
        for above, below in pairwise(CORNERS[:-1])
        for column in range(3)
    )
    return (*cells, (*CORNERS[-2], *reversed(CORNERS[-1])))


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
    """One piece: a kind of support, at its place in the picture. What is drawn of it hangs on its fit and its name."""

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
        corners = TILES[self.place]
        x, y = centre(corners)
        longest = LONGEST_LINE if len(corners) == len(TILES[0]) else 3 * LONGEST_LINE
        lines = in_lines(say(self.suggestion.kind.tile), longest)
        first = y - (len(lines) - 1) * LINE / 2 + LINE / 3
        return tuple(
            Line(text, x, first + row * LINE, NARROWED * longest if len(text) > longest else None)
            for row, text in enumerate(lines)
        )

    @property
    def colour(self) -> int:
        """The number of its colour: no two beside each other have the same."""
        return (self.place + self.place // 3 * 2) % COLOURS


def draw_mosaic(suggestions: tuple[Suggestion, ...], order: tuple[str, ...]) -> tuple[Piece, ...]:
    """The pieces, in the order in which they are read: that of the kinds, the ground last.

    `order`: the ids of the kinds as the content lists them.
    """
    by_kind = {suggestion.kind.id: suggestion for suggestion in suggestions}
    pieces = [*(kind for kind in order if kind != GROUPS), GROUPS]
    return tuple(Piece(by_kind[kind], place) for place, kind in enumerate(pieces))
