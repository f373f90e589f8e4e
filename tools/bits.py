"""Gives a number to each question and option that has none yet: `make bits`. What has one keeps it for good.

The place of a name in bits.toml is its number, so nothing there is ever moved or taken out. What a release holds is
noted (`RELEASED`), and a test compares. See docs/decisions/0021-bits-that-stay.md.
"""

import hashlib
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from assessment.engine.answer_bits import MOST, names_of_bits
from assessment.engine.questionnaire import Questionnaire
from assessment.loading.content_files import CONTENT, read
from assessment.loading.shapes import BitsFile

RELEASED = Path(__file__).parent.parent / "tests" / "gold" / "released_bits.toml"
"""How many names the newest release has, and a digest of them."""
END = "]\n"


def without_number(names: Sequence[str], questionnaire: Questionnaire) -> list[str]:
    """What has no number yet, in the order of the questionnaire."""
    return [name for name in names_of_bits(questionnaire) if name not in names]


def appended(text: str, names: Sequence[str]) -> str:
    """The text of bits.toml with more names at the end of its list."""
    if not text.endswith(END):
        sys.exit("bits.toml does not end with the end of its list: nothing was written.")
    return text.removesuffix(END) + "".join(f'    "{name}",\n' for name in names) + END


def digest(names: Sequence[str]) -> str:
    """What tells whether these names are still the same, in the same places."""
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def noted(names: Sequence[str]) -> str:
    """The text of `RELEASED` for a release that has these names."""
    return f'# Written by `make release`. See tools/bits.py.\ncount = {len(names)}\ndigest = "{digest(names)}"\n'


def is_as_released(names: Sequence[str], note: str) -> bool:
    """Whether the names of the newest release are still the first, each in its place."""
    released = tomllib.loads(note)
    first = names[: released["count"]]
    return (len(first), digest(first)) == (released["count"], released["digest"])


def main(folder: Path = CONTENT) -> None:
    """Appends what has no number yet. Exits with a sentence where there is no room for it."""
    path = folder / "bits.toml"
    names = read(path, BitsFile).names
    new = without_number(names, read(folder / "questionnaire.toml", Questionnaire))
    if len(names) + len(new) > MOST:
        sys.exit(f"There is room for {MOST} names for ever, and these would be {len(names) + len(new)}.")
    path.write_text(appended(path.read_text("utf-8"), new), "utf-8")
    print(f"{len(new)} new, {len(names) + len(new)} of {MOST}.")


if __name__ == "__main__":
    main()
