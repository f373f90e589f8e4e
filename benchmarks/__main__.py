"""`make bench`: the server beside others, at half of what it can do, and from its start; and the picture of it."""

import sys

from benchmarks import picture, server
from benchmarks.half_load import Waited, at_half_load
from benchmarks.served import served
from benchmarks.start import usual_first_answer

PEOPLE = 300


def pages(measured: server.Measured) -> list[picture.Bar]:
    """What the picture shows: each page but hello itself."""
    others = tuple(f"{name}:" for name in ("plain wizard", "formtools"))
    return [picture.Bar(one.name, one.ratio, not one.name.startswith(others)) for one in measured.rows[1:]]


def others_table(waited: dict[str, Waited], starts: dict[str, float]) -> str:
    """The second table, in Markdown."""
    head = [
        "| | answers a second | half wait, ms | 99 of 100 wait, ms | longest, ms | from start to first answer, s |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    rows = [
        f"| {name} | {one.can:.0f} | {one.half:.1f} | {one.ninety_nine:.1f} | {one.longest:.0f} | {starts[name]:.2f} |"
        for name, one in waited.items()
    ]
    return "\n".join([*head, *rows])


def main(people: int) -> None:
    """Measures, prints both tables, draws the picture."""
    measured = server.measure(people)
    picture.draw(pages(measured))
    print(server.table(measured))
    ours, _ = server.OTHERS["ours"]
    with served(ours, server.AS_IN_PRODUCTION) as running:
        waited = {"ours": at_half_load(running)}
    starts = {"ours": usual_first_answer(ours, server.AS_IN_PRODUCTION)}
    print("\n" + others_table(waited, starts))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
