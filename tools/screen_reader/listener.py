"""Somebody who listens: a real key is pressed, and what Orca says thereupon is taken from its log."""

import re
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping

from tools.screen_reader.desktop import Desktop

SPOKEN = re.compile(r"SPEECH OUTPUT: '(.*?)' ?(?:\{.*)?$", re.MULTILINE)
QUIET = 0.35
"""Seconds without a new line in the log, after which Orca counts as done: it writes down each event and each key."""
LONGEST = 15.0
"""Seconds after which it is not waited for any longer."""
KEY_ECHO: Mapping[str, str] = {
    "Tab": "tab",
    "space": "space",
    "Return": "return",
    "h": "h",
    "ctrl+Home": "left control",
}
"""What Orca calls a key that was pressed, before all else: left out, since it says what was done."""
CHANGES = ((re.compile(r"127\.0\.0\.1:\d+"), "127.0.0.1"), (re.compile(r"\s+"), " "))
"""What differs from one run to the next, and what stands for it."""


SURROUNDINGS = re.compile(r"leaving [\w ]+\.|main content|Loading\. Please wait\.|Page has .* links?\.")
"""What Orca says or leaves out from run to run, by what it still knows of the place before."""


def said_in(log: str) -> list[str]:
    """What was said, of a part of Orca's log."""
    return [text for found in SPOKEN.findall(log) if (text := normalised(found)) and not SURROUNDINGS.fullmatch(text)]


def normalised(text: str) -> str:
    """What was said, without what differs between runs."""
    for pattern, instead in CHANGES:
        text = pattern.sub(instead, text)
    return text.strip()


def without_echo(said: Iterable[str], key: str) -> list[str]:
    """What was said but for the name of the key."""
    first, *rest = [*said, ""]
    return [one for one in ([] if first == KEY_ECHO.get(key) else [first]) + rest if one]


class Listener:
    """Presses keys on a desktop and hears."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self.read = 0

    def press(self, key: str, quiet: float = QUIET) -> list[str]:
        """What is said at a key. What came before it and was not heard is dropped."""
        self.hear(quiet=0)
        self.xdotool("key", "--clearmodifiers", key)
        return without_echo(self.hear(quiet), key)

    def hear(self, quiet: float = QUIET) -> list[str]:
        """All that is said until it is quiet."""
        began = last = time.monotonic()
        size = self.size()
        while time.monotonic() < min(last + quiet, began + LONGEST):
            time.sleep(0.05)
            if self.size() != size:
                size, last = self.size(), time.monotonic()
        return said_in("".join(self.new_lines()))

    def size(self) -> int:
        """How long the log is."""
        return self.desktop.log.stat().st_size

    def new_lines(self) -> Iterator[str]:
        """What came into the log; half a line is left for the next time."""
        with self.desktop.log.open("rb") as log:
            log.seek(self.read)
            for line in log:
                if not line.endswith(b"\n"):
                    return
                self.read += len(line)
                yield line.decode("utf-8", "replace")

    def xdotool(self, *command: str) -> None:
        """Does something at the keyboard."""
        subprocess.run(["xdotool", *command], env=dict(self.desktop.environment), check=True, timeout=LONGEST)
