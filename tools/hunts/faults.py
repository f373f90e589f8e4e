"""Faults: people walk through while what serves them dies, changes, or has a wrong clock or a full disk.

    python -m tools.hunts.faults [how many walks] [seed]      writes into docs/reliability.md

Two instances with the same keys stand behind HAProxy as deploy/ has it. A walk must end in the result that the engine
has for its answers, or on a plain page that says what to do. A wrong result, or no page at all, ends this with 1.
"""

import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from assessment.engine.content import Content
from assessment.engine.path import QuestionPath
from assessment.loading.content_files import load
from assessment.web.settings import new_key
from tests.support.drawn_people import drawn_people
from tests.support.processes import free_port
from tests.support.project_files import ROOT
from tools.hunts.own_server import OwnServer, answers, started
from tools.hunts.proxies import proxy
from tools.hunts.report import table, write
from tools.hunts.walks import End, Walk, walk

AT_ONCE = 4
MOST_STARTS = 5
"""As whatever looks after a service would start it again."""
NOTICED_AFTER = 3.0
"""Seconds, more than the proxy leaves between two looks at an instance."""
BEGINS_WITHIN = 120.0
LET_GO_WITHIN = 10.0
"""Seconds, both."""
CODE = ("app.py", "assessment", "templates", "static")
CLOCK = """
import time
real = time.time
time.time = lambda: real() + {seconds}
"""


class Instance:
    """One of the two: its port stays, and what runs there does not."""

    def __init__(self, folder: Path, keys: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.settings = {"MOSAIC_KEYS": keys, "MOSAIC_ADDRESS": "https://support.example.org"}
        self.server: OwnServer | None = None
        self.start()

    def start(self, root: Path = ROOT, log: str = "said.txt", **settings: str) -> None:
        """Starts it, from this code and with these settings beside its own."""
        self.stop()
        for left in reversed(range(MOST_STARTS)):
            try:
                self.server = started(self.folder, self.port, root, {**self.settings, **settings}, log)
            except RuntimeError:
                # Workers whose master was killed finish what they have begun before they let go of the port.
                if not left:
                    raise
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ends what runs, and waits until nobody answers there; workers see by themselves that theirs was killed."""
        if self.server:
            self.server.stop(how)
        # Workers whose master was killed answer for a moment more: who asked then would take them for the next server.
        until = time.monotonic() + LET_GO_WITHIN
        while answers(self.port) and time.monotonic() < until:
            time.sleep(0.1)

    def kill_a_worker(self, chance: random.Random) -> None:
        """One of its workers, at once."""
        with suppress(OSError, IndexError):
            os.kill(chance.choice(self.server.workers() if self.server else []), signal.SIGKILL)


class Trouble(Struct):
    """All that a trouble needs: the instances, chance, another version, a folder; when it has begun, and is over."""

    both: tuple[Instance, Instance]
    chance: random.Random
    begun: threading.Event
    over: threading.Event
    another_version: Path
    folder: Path
    happened: int = 0

    def pauses(self, seconds: float) -> Iterator[Instance]:
        """One instance after the other, with a pause between, until it is over."""
        self.begun.set()
        while not self.over.wait(seconds):
            self.happened += 1
            yield self.both[self.happened % 2]


def workers_killed(trouble: Trouble) -> None:
    for one in trouble.pauses(0.5):
        one.kill_a_worker(trouble.chance)


def instances_killed(trouble: Trouble) -> None:
    """One at a time, the other one long enough after that the proxy has noticed: as an update would do it."""
    for one in trouble.pauses(NOTICED_AFTER):
        one.stop(trouble.chance.choice((signal.SIGTERM, signal.SIGKILL)))
        one.start()


def keys_rotated(trouble: Trouble) -> None:
    """As docs/operate.md has it: first both learn the new key, then both seal with it."""
    trouble.begun.set()
    while not trouble.over.is_set():
        old, new = trouble.both[0].settings["MOSAIC_KEYS"].split(",")[0], new_key()
        for keys in (f"{old},{new}", f"{new},{old}"):
            for one in trouble.both:
                trouble.happened += 1
                one.settings["MOSAIC_KEYS"] = keys
                one.start()
                if trouble.over.wait(NOTICED_AFTER):
                    return


def versions_mixed(trouble: Trouble) -> None:
    """One instance is updated, then the other, then each is rolled back."""
    trouble.begun.set()
    while not trouble.over.is_set():
        for root in (trouble.another_version, ROOT):
            for one in trouble.both:
                trouble.happened += 1
                one.start(root)
                if trouble.over.wait(NOTICED_AFTER):
                    return


def clock_wrong(trouble: Trouble) -> None:
    """One is an hour ahead: for the other, what it seals is not yet; and what the other seals is nearly too old."""
    (trouble.folder / "sitecustomize.py").write_text(CLOCK.format(seconds=59 * 60), "utf-8")
    trouble.happened += 1
    trouble.both[1].start(PYTHONPATH=str(trouble.folder))
    trouble.begun.set()
    trouble.over.wait()


def disk_full(trouble: Trouble) -> None:
    """Nothing that either writes down has a place."""
    for one in trouble.both:
        trouble.happened += 1
        one.start(log="/dev/full")
    trouble.begun.set()
    trouble.over.wait()


TROUBLES: dict[str, Callable[[Trouble], None]] = {
    "workers killed": workers_killed,
    "instances stopped, or killed, and started": instances_killed,
    "keys rotated": keys_rotated,
    "versions updated and rolled back": versions_mixed,
    "one clock 59 minutes ahead": clock_wrong,
    "no place to write down": disk_full,
}


def changed_copy(folder: Path) -> Path:
    """The code with another content: a sentence, a contact's note and an option that the other version has not."""
    for name in CODE:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, folder / name)
    content = folder / "assessment" / "content"
    questions, bits = content / "questionnaire.toml", content / "bits.toml"
    text = questions.read_text("utf-8")
    option = '    { id = "injecting", label = "By injecting" },\n'
    assert option in text
    more = option.replace("injecting", "made_up", 1).replace("By injecting", "Another way (made up)")
    questions.write_text(text.replace(option, option + more), "utf-8")
    with (content / "countries.toml").open("a", encoding="utf-8") as countries:
        countries.write("# corrected\n")
    bits.write_text(bits.read_text("utf-8").rstrip().removesuffix("]") + '    "risks.made_up",\n]\n', "utf-8")
    return folder


def hunt(count: int, seed: int) -> Iterator[tuple[str, int, list[Walk]]]:
    """By trouble: how often it struck, and how each walk ended. `count` walks in all."""
    content, chance, keys = load(), random.Random(seed), new_key()
    with tempfile.TemporaryDirectory() as folder:
        here = [Path(folder) / name for name in ("a", "b", "another", "more")]
        for each in here:
            each.mkdir()
        another = changed_copy(here[2])
        both = (Instance(here[0], keys), Instance(here[1], keys))
        try:
            with proxy("haproxy", [one.port for one in both]) as port:
                for number, (name, make) in enumerate(TROUBLES.items()):
                    trouble = Trouble(both, chance, threading.Event(), threading.Event(), another, here[3])
                    people = drawn_people(content, count // len(TROUBLES), seed + number)
                    yield name, *walks_in(trouble, make, port, content, people)
                    for one in both:
                        one.start()
        finally:
            for one in both:
                one.stop(signal.SIGKILL)


def walks_in(
    trouble: Trouble, make: Callable[[Trouble], None], port: int, content: Content, people: Iterator[QuestionPath]
) -> tuple[int, list[Walk]]:
    """How often a trouble struck while these people walked, and how each walk ended."""
    making = threading.Thread(target=make, args=(trouble,))
    making.start()
    if not trouble.begun.wait(BEGINS_WITHIN):
        raise RuntimeError("the trouble did not begin")
    try:
        with ThreadPoolExecutor(AT_ONCE) as walkers:
            ended = list(walkers.map(lambda path: walk(port, path, content), people))
    finally:
        trouble.over.set()
        making.join()
    return trouble.happened, ended


if __name__ == "__main__":
    count, seed = [*map(int, sys.argv[1:]), *(1_000, 1)[len(sys.argv) - 1 :]]
    rows, ends = [], Counter[End]()
    for name, happened, ended in hunt(count, seed):
        of_it = Counter(one.end for one in ended)
        ends += of_it
        rows.append((name, happened, len(ended), *(of_it[end] for end in End), sum(one.again for one in ended)))
        print(rows[-1], flush=True)
    head = ("trouble", "struck", "walks", *(end.value for end in End), "pressed again")
    write("faults", [f"{sum(ends.values()):,} walks, seed {seed}.", "", *table(head, rows)])
    sys.exit(bool(ends[End.WRONG] or ends[End.LOST]))
