"""Leaks: a marked journey in a real browser with a profile on disk, and where its answers are found afterwards.

    python -m tools.hunts.leaks      writes into docs/reliability.md

Looked through: the memory of the browser's processes and of the server's, the whole profile with its HTTP cache,
temporary files, and what the server wrote down. An answer on a disk or in a line ends this with 1; what memory holds is
told as it is.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs

from playwright.sync_api import BrowserContext, Error, Playwright, sync_playwright

from assessment.web.settings import new_key
from tests.support.browser_tab import Tab
from tests.support.fetch import HTMX, installed_browser
from tests.support.sample_answers import MIXED, answers_of
from tools.hunts.own_server import OwnServer, own_server
from tools.hunts.report import table, write

MOST_PRIVATE = ("suicidal_thoughts", "home_safety", "alcohol_per_day", "feeling_now", "stop_plan")
ANSWERS = [f"{name}={one}" for name, given in answers_of(MIXED).items() if name in MOST_PRIVATE for one in given]
"""As a form sends them. An option's id alone stands on each page that offers it, whatever was chosen."""
LAST_SEALED = 3
"""Of the sealed fields, the last ones: they hold the most, and each look through memory costs a second."""
SETTLES = 2.0
"""Seconds that a browser has for putting away what is gone."""
LARGEST = 64_000_000
"""Bytes of a part of memory that is read: what is larger is set aside by the browser and empty."""
ENCODINGS = ("utf-8", "utf-16-le")
"""Those in which Chromium holds text."""


class Marked:
    """What must not be found, and how often it is. `sealed`: the sealed fields that the pages carried."""

    def __init__(self, sealed: Iterable[str]) -> None:
        self.answers = bytes_of(ANSWERS)
        self.sealed = bytes_of(sealed)

    def found_in(self, parts: Iterable[bytes]) -> tuple[int, int]:
        """How many of the answers, and of the sealed fields, stand in any of these parts."""
        answers, sealed = set[str](), set[str]()
        for part in parts:
            answers |= {name for name, texts in self.answers.items() if any(text in part for text in texts)}
            sealed |= {name for name, texts in self.sealed.items() if any(text in part for text in texts)}
        return len(answers), len(sealed)


def bytes_of(texts: Iterable[str]) -> Mapping[str, tuple[bytes, ...]]:
    """Each text as memory may hold it."""
    return {text: tuple(text.encode(encoding) for encoding in ENCODINGS) for text in texts}


def descendants(of: Callable[[str], bool]) -> list[int]:
    """The ids of the processes whose command line is so, and of all that they started."""
    parents, found = dict[int, int](), set[int]()
    for each in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(each.name)] = int((each / "stat").read_text("utf-8").rpartition(")")[2].split()[1])
            if of((each / "cmdline").read_text("utf-8", "replace")):
                found.add(int(each.name))
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found)


def memory_of(processes: Iterable[int]) -> Iterator[bytes]:
    """What these processes can write on and read."""
    for process in processes:
        with suppress(OSError), Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
            for line in Path(f"/proc/{process}/maps").read_text("utf-8", "replace").splitlines():
                begin, end = (int(part, 16) for part in line.split()[0].split("-"))
                if line.split()[1].startswith("rw") and end - begin <= LARGEST:
                    with suppress(OSError, OverflowError):
                        memory.seek(begin)
                        yield memory.read(end - begin)


def files_in(*folders: Path) -> Iterator[bytes]:
    """What stands in all files of these folders, and the names of the files."""
    for path in (one for folder in folders for one in folder.rglob("*")):
        yield str(path).encode()
        with suppress(OSError):
            if path.is_file():
                yield path.read_bytes()


def leave_by(go: str) -> Callable[[Tab], None]:
    """Presses the button that leaves, or that deletes."""

    def act(tab: Tab) -> None:
        with suppress(Error):  # the page that Exit goes to cannot be reached from everywhere
            tab.view.click(f"[data-go={go}]")

    return act


WAYS: Mapping[str, Callable[[Tab], None]] = {
    "Leave this page": leave_by("exit"),
    "Delete my answers": leave_by("delete"),
    "closes the tab": lambda tab: tab.page.close(),
}


def browser_with_a_profile(playwright: Playwright, profile: Path, temporary: Path) -> BrowserContext:
    """Chromium as somebody has it at home, which keeps what it keeps on the disk."""
    return playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=installed_browser(),
        args=["--no-sandbox", "--disable-gpu", "--no-first-run"],
        env={**os.environ, "TMPDIR": str(temporary)},
    )


def looked_through(name: str, server: OwnServer, home: Path) -> Iterator[tuple[str, str, int, int]]:
    """One journey that ends in this way: (how it ends, where was looked, answers found, sealed fields found)."""
    profile, temporary = home / "profile", home / "temporary"
    temporary.mkdir(parents=True)
    with sync_playwright() as playwright:
        context = browser_with_a_profile(playwright, profile, temporary)
        context.new_page()  # so that the browser stays when the other tab is closed
        tab, sealed = Tab(context.pages[0], f"http://127.0.0.1:{server.port}"), list[str]()
        context.on("request", lambda request: sealed.extend(parse_qs(request.post_data or "").get("token", [])))
        tab.page.bring_to_front()  # one behind another draws nothing, and answers slowly
        tab.open().walk(MIXED).press("next").at("results")
        marked = Marked({*sealed[-LAST_SEALED:], tab.token})

        def in_memory() -> tuple[int, int]:
            return marked.found_in(memory_of(descendants(lambda line: f"--user-data-dir={profile}" in line)))

        yield name, "the browser's memory, before", *in_memory()
        WAYS[name](tab)
        time.sleep(SETTLES)
        if not tab.page.is_closed() and tab.page.locator("main[data-page=results]").count():
            raise RuntimeError(f"{name}: the result is still there")
        yield name, "the browser's memory, after", *in_memory()
        yield name, "the server's memory", *marked.found_in(memory_of(server.workers()))
        context.close()
    yield name, "the profile on disk, its HTTP cache, temporary files", *marked.found_in(files_in(profile, temporary))
    yield name, "what the server wrote", *marked.found_in(files_in(server.folder))


def hunt() -> Iterator[tuple[str, str, int, int]]:
    """Each way to end, in a profile of its own."""
    with own_server(MOSAIC_KEYS=new_key(), MOSAIC_HTMX_FILE=str(HTMX)) as server:
        for number, name in enumerate(WAYS):
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                yield from looked_through(name, server, Path(folder) / str(number))


if __name__ == "__main__":
    rows = []
    for row in hunt():
        print(row, flush=True)
        rows.append(row)
    head = ("the journey ends with", "looked through", f"answers found, of {len(ANSWERS)}", "sealed fields found")
    write("leaks", table(head, rows))
    sys.exit(any(answers for _, where, answers, _ in rows if "memory" not in where))
