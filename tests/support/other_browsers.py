"""Firefox, WebKit and Chromium, each as it is installed: the same W3C commands, by HTTP or by Firefox's own socket.

Playwright drives only browsers that it brought along itself, or Chromium. A browser that is not on PATH is not run.
"""

import base64
import json
import shutil
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.support.fetch import installed_browser
from tests.support.processes import answers, folder, free_port, process

Found = TypeVar("Found")
LONGEST = 20.0
"""Seconds that any one command, and the start of a browser, may take."""
POLL = 0.025
"""Seconds from one look to the next."""
TO_BEGIN = 10.0
"""Seconds that a driver has to start its browser."""
TRIES = 3
"""How often that is tried where it does not come about."""
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which WebDriver names an element: https://www.w3.org/TR/webdriver2/#elements."""
NOTHING_LEAVES = {
    "proxyType": "manual",
    "httpProxy": "127.0.0.1:9",
    "sslProxy": "127.0.0.1:9",
    "noProxy": ["127.0.0.1", "localhost"],
}
"""Everything but this machine is asked of a proxy that is not there: so the CDN cannot be reached."""
WISHES = {
    "proxy": NOTHING_LEAVES,
    "acceptInsecureCerts": True,  # that of a test is signed by nobody
    "unhandledPromptBehavior": "accept",  # the browser's own question whether to send a form again
}
TO_THE_MIDDLE = """const one = arguments[0];
    (one.closest("select") ?? one).scrollIntoView({ block: "center", behavior: "instant" })"""
COMMANDS: Mapping[str, tuple[str, str]] = {
    "Navigate": ("POST", "/url"),
    "Back": ("POST", "/back"),
    "Forward": ("POST", "/forward"),
    "Refresh": ("POST", "/refresh"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "FindElement": ("POST", "/element"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "ElementSendKeys": ("POST", "/element/{id}/value"),
    "SwitchToFrame": ("POST", "/frame"),
    "SetWindowRect": ("POST", "/window/rect"),
    "TakeScreenshot": ("GET", "/screenshot"),
    "Print": ("POST", "/print"),
    "DeleteSession": ("DELETE", ""),
}
"""Each command by its name in Marionette, and its method and address by HTTP."""


class CannotError(Exception):
    """A browser did not do what it was told. The message is its own."""


class Transport(Protocol):
    """How commands reach a browser. `capabilities` is what it says of itself."""

    capabilities: Mapping[str, Any]

    def send(self, command: str, parameters: Mapping[str, Any]) -> Any:
        """What the browser answers to one of COMMANDS. Raises CannotError."""


class Marionette:
    """Firefox's own socket: each message is its length, a colon, and a list in JSON."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=LONGEST)
        self.stream = self.socket.makefile("rb")
        self.number = 0
        self.receive()  # it says what it is
        self.capabilities = self.send("NewSession", WISHES)["capabilities"]

    def receive(self) -> Any:
        """The next message."""
        length = b""
        while not length.endswith(b":"):
            read = self.stream.read(1)
            if not read:
                raise CannotError("Firefox has closed its socket")
            length += read
        return json.loads(self.stream.read(int(length[:-1])))

    def send(self, command: str, parameters: Mapping[str, Any]) -> Any:
        self.number += 1
        message = json.dumps([0, self.number, f"WebDriver:{command}", parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = self.receive()
        if error:
            raise CannotError(f"{error['error']}: {error['message']}")
        return answer["value"] if set(answer) == {"value"} else answer

    def close(self) -> None:
        """Ends the session, and lets go of the socket."""
        with suppress(OSError, CannotError):
            self.send("DeleteSession", {})
        self.stream.close()
        self.socket.close()


class WebDriver:
    """WebDriver by HTTP, as WebKitWebDriver and chromedriver speak it."""

    def __init__(self, port: int, wishes: Mapping[str, Any]) -> None:
        self.address = f"http://127.0.0.1:{port}/session"
        wanted = {"alwaysMatch": {**WISHES, **wishes}}
        begun = self.ask("POST", "", {"capabilities": wanted}, TO_BEGIN)
        self.capabilities = begun["capabilities"]
        self.address += f"/{begun['sessionId']}"

    def ask(self, method: str, path: str, parameters: Mapping[str, Any], patience: float = LONGEST) -> Any:
        """What a request answers."""
        body = json.dumps(parameters).encode() if method == "POST" else None
        request = Request(self.address + path, body, {"Content-Type": "application/json"}, method=method)
        try:
            with urlopen(request, timeout=patience) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            with error:
                said = json.load(error)["value"]
            raise CannotError(f"{said['error']}: {said.get('message', '')}") from error

    def send(self, command: str, parameters: Mapping[str, Any]) -> Any:
        method, path = COMMANDS[command]
        return self.ask(method, path.format(**parameters), parameters)

    def close(self) -> None:
        """Ends the session: its driver ends the browser then."""
        with suppress(OSError, CannotError):
            self.send("DeleteSession", {})


class Browser:
    """One window of a running browser. `downloads` is the folder that it saves into."""

    def __init__(self, name: str, transport: Transport, downloads: Path) -> None:
        self.name = name
        self.version = str(transport.capabilities["browserVersion"])
        self.downloads = downloads
        self.send = transport.send

    def open(self, address: str) -> None:
        """Goes to an address, whatever frame it was in."""
        self.enter(None)
        self.send("Navigate", {"url": address})

    def go(self, how: str) -> None:
        """Presses Back, Forward or Refresh, as the browser's own buttons do."""
        self.send(how, {})

    def ask(self, script: str, *given: Any) -> Any:
        """The value of the body of a JavaScript function that is run in the document."""
        return self.send("ExecuteScript", {"script": script, "args": list(given)})

    def find(self, selector: str) -> str:
        """The reference of the first element that a selector finds."""
        found: dict[str, str] = self.send("FindElement", {"using": "css selector", "value": selector})
        return found[ELEMENT]

    def click(self, selector: str) -> None:
        """Brings what a selector finds into the middle, below the bar that stays, and clicks it."""
        found = self.find(selector)
        self.ask(TO_THE_MIDDLE, {ELEMENT: found})
        self.send("ElementClick", {"id": found})

    def type(self, selector: str, text: str) -> None:
        """Types into what a selector finds; of a field for a file, its path."""
        self.send("ElementSendKeys", {"id": self.find(selector), "text": text})

    def enter(self, frame: int | None) -> None:
        """Acts in a frame of the page from now on, or in the page itself."""
        self.send("SwitchToFrame", {"id": frame})

    def resize(self, width: int, height: int) -> None:
        """Gives the window a size, as far as the browser lets it be small."""
        self.send("SetWindowRect", {"width": width, "height": height})

    def picture(self) -> bytes:
        """What the window shows, as PNG."""
        return base64.b64decode(self.send("TakeScreenshot", {"full": False}))

    def paper(self) -> bytes:
        """What it prints, as PDF. Raises CannotError where the browser has no such command."""
        return base64.b64decode(self.send("Print", {}))


# Starting and stopping -----------------------------------------------------------------------------------------------


def until(look: Callable[[], Found | None], what: str, patience: float = LONGEST) -> Found:
    """What a look finds, as soon as it finds something. Raises CannotError where that never comes."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if (found := look()) is not None:
            return found
        time.sleep(POLL)
    raise CannotError(f"{what} did not come within {patience:.0f} seconds")


def number_in(file: Path) -> int | None:
    """The number that a file holds; None as long as there is none."""
    text = file.read_text("utf-8").strip() if file.is_file() else ""
    return int(text) if text else None


def preferences(downloads: Path, *, scripts: bool) -> str:
    """What Firefox is told by its profile."""
    wanted = {
        "marionette.port": 0,  # it takes one that is free, and writes which into its profile
        "javascript.enabled": scripts,
        "browser.download.folderList": 2,
        "browser.download.dir": str(downloads),
        "browser.shell.checkDefaultBrowser": False,
        "browser.startup.page": 0,
        "browser.startup.homepage_override.mstone": "ignore",
        "datareporting.policy.dataSubmissionEnabled": False,
        "toolkit.telemetry.reportingpolicy.firstRun": False,
        "ui.prefersReducedMotion": 1,
    }
    return "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wanted.items())


@contextmanager
def firefox(*, scripts: bool) -> Iterator[Browser]:
    """A Firefox without a window."""
    program = shutil.which("firefox-esr") or shutil.which("firefox") or ""
    with ExitStack() as stack:
        profile = stack.enter_context(folder())
        (profile / "user.js").write_text(preferences(profile, scripts=scripts), "utf-8")
        told = ("--headless", "--marionette", "--no-remote", "--profile", str(profile))
        stack.enter_context(process(program, *told, environment={"HOME": str(profile)}))
        port = until(lambda: number_in(profile / "MarionetteActivePort"), "Firefox")
        transport = stack.enter_context(closing(Marionette(port)))
        yield Browser("Firefox", transport, profile)


def mini_browser() -> str | None:
    """WebKitGTK's own small browser, which lies beside its library and not on PATH."""
    places = (Path("/usr") / one for one in ("lib/*/webkit2gtk-4*", "lib*/webkit2gtk-4*", "libexec/webkit2gtk-4*"))
    found = (path for place in places for path in Path("/").glob(f"{str(place)[1:]}/MiniBrowser"))
    return shutil.which("MiniBrowser") or next(map(str, found), None)


@contextmanager
def webkit(*, scripts: bool) -> Iterator[Browser]:
    """WebKitGTK's small browser, on a screen that nobody sees."""
    with ExitStack() as stack:
        home = stack.enter_context(folder())
        (home / "display").touch()
        screen = stack.enter_context(display(home / "display"))
        # Its sandbox needs rights that a container does not give. It opens pages of this machine only.
        wanted = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "DISPLAY": screen, "HOME": str(home)}
        yield Browser("WebKit", begun_webkit(stack, wanted, scripts=scripts), home)


def begun_webkit(stack: ExitStack, wanted: Mapping[str, str], *, scripts: bool) -> WebDriver:
    """A session of it, which ends with the stack. Now and then its driver and it miss each other: then once more."""
    switch = [] if scripts else ["--enable-javascript=false"]
    started = {"binary": mini_browser(), "args": ["--automation", *switch]}
    for _ in range(TRIES):
        with ExitStack() as attempt:
            port = free_port()
            driver = ("dbus-run-session", "--", "WebKitWebDriver", "--host=127.0.0.1", f"--port={port}")
            attempt.enter_context(process(*driver, environment=wanted))
            until(partial(answers, port), "WebKitWebDriver")
            with suppress(OSError):
                transport = WebDriver(port, {"webkitgtk:browserOptions": started})
                attempt.enter_context(closing(transport))
                stack.enter_context(attempt.pop_all())
                return transport
    raise CannotError("WebKit did not start")


@contextmanager
def display(said: Path) -> Iterator[str]:
    """A screen that nobody sees: its name. `said`: the file into which the server writes its number."""
    with said.open("wb") as file:
        command = ("Xvfb", "-displayfd", str(file.fileno()), "-screen", "0", "1280x1024x24", "-nolisten", "tcp")
        with process(*command, keep=(file.fileno(),)):
            yield f":{until(lambda: number_in(said), 'Xvfb')}"


@contextmanager
def chromium(*, scripts: bool) -> Iterator[Browser]:
    """Chromium by its own driver, as the two others are driven."""
    with ExitStack() as stack:
        home = stack.enter_context(folder())
        port = free_port()
        stack.enter_context(process("chromedriver", f"--port={port}", environment={"HOME": str(home)}))
        until(lambda: answers(port), "chromedriver")
        options = {
            "binary": installed_browser(),
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={home / 'profile'}"],
            "prefs": {
                "download.default_directory": str(home),
                "profile.default_content_setting_values.javascript": 1 if scripts else 2,
            },
        }
        transport = stack.enter_context(closing(WebDriver(port, {"goog:chromeOptions": options})))
        yield Browser("Chromium", transport, home)


BROWSERS = {"Chromium": chromium, "Firefox": firefox, "WebKit": webkit}
"""How each is run, in the order of the table in docs/browsers.md."""
NEEDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "Chromium": (("chromedriver",),),
    "Firefox": (("firefox-esr", "firefox"),),
    "WebKit": (("WebKitWebDriver",), ("Xvfb",), ("dbus-run-session",)),
}
"""The programs that each needs; of several, one is enough."""


def missing(name: str) -> list[str]:
    """What a browser needs and is not on this machine."""
    programs = [some[0] for some in NEEDS[name] if not any(map(shutil.which, some))]
    return programs + ["MiniBrowser"] * (name == "WebKit" and not mini_browser())
