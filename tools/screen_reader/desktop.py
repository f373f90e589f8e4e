"""A desktop of its own that nobody sees or hears: a screen, the buses, a silent voice, Orca and Firefox.

Each has its home in one temporary folder, and is stopped by its own id, the last one first, however it ends.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from tests.support.processes import end_group, free_port
from tools.hunts.own_server import HERE

NEEDED = ("orca", "firefox-esr", "Xvfb", "xdotool", "dbus-daemon", "speech-dispatcher")
LIBRARIES = ("/usr/libexec", "/usr/lib/at-spi2-core")
"""Where the accessibility bus lies, which stands on no path."""
STARTS_WITHIN = 90.0
"""Seconds, for each of the programs. Orca and Firefox take long on a machine that is busy."""
WINDOW = (1000, 760)

SPEECH = """\
LogLevel 0
AudioOutputMethod "alsa"
AudioALSADevice "null"
AddModule "dummy" "sd_dummy" ""
DefaultModule dummy
"""
"""A voice that says nothing, so that no sound card is needed: what would be said stands in Orca's log."""

CUSTOMIZATIONS = """\
from orca import debug, settings
debug.debugFile.reconfigure(line_buffering=True)
settings.sayAllOnLoad = False
"""
"""Orca reads this at its start. Without the first, what was said stands in the log only when there is enough of it.
Without the second it reads each new page aloud, and as the silent voice never says that it is done, it may stay in that
state, in which it names no groups."""

PREFERENCES = {
    "accessibility.force_disabled": -1,
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "browser.tabs.inTitlebar": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "media.webspeech.synth.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "signon.rememberSignons": False,
    "termsofuse.bypassNotification": True,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
"""Firefox says nothing of its own and asks no other machine. Reading aloud is off: whoever has Orca has no use for it,
and whether there is a voice is told late, so that the button would come at another moment each time."""


class Desktop(Struct):
    """What runs. `log`: what Orca writes down; `marionette`: the port by which Firefox is asked."""

    display: str
    log: Path
    marionette: int
    environment: Mapping[str, str]


def missing() -> list[str]:
    """Which of the programs are not on this machine."""
    return [*(name for name in NEEDED if not shutil.which(name)), *([] if accessibility_bus() else ["at-spi2-core"])]


def accessibility_bus() -> str | None:
    """The launcher of the bus that screen readers read from."""
    return shutil.which("at-spi-bus-launcher", path=os.pathsep.join(LIBRARIES))


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = STARTS_WITHIN) -> None:
    """Waits for something. Raises TimeoutError where it does not come."""
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError(f"{what} did not come within {seconds:.0f} seconds")
        time.sleep(0.1)


@contextmanager
def running(folder: Path, environment: Mapping[str, str], *command: str, reads: bool = False) -> Iterator[str]:
    """A program with all that it starts. What it says goes into a file; with `reads`, its first line is handed over."""
    name = Path(command[0]).name
    said = folder / f"{name}.said"
    with said.open("wb") as into:
        process = subprocess.Popen(
            command, env=dict(environment), stdin=subprocess.DEVNULL, stdout=into, stderr=into, start_new_session=True
        )
    try:
        if reads:
            wait_until(lambda: b"\n" in said.read_bytes(), name)
        yield said.read_text("utf-8").partition("\n")[0]
    finally:
        end_group(process)


def homes(folder: Path) -> dict[str, str]:
    """The environment of all programs: nearly empty, with every folder that they write into in this one."""
    places = {
        "HOME": "home", "XDG_RUNTIME_DIR": "run", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache", "TMPDIR": "tmp",
    }  # fmt: skip
    for name in places.values():
        (folder / name).mkdir(mode=0o700)
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "NO_AT_BRIDGE": "0",
        "GNOME_ACCESSIBILITY": "1",
        "MOZ_DISABLE_CONTENT_SANDBOX": "1",  # a container lets no browser build one
        "SPEECHD_ADDRESS": f"unix_socket:{folder / 'speech.sock'}",
        **{variable: str(folder / name) for variable, name in places.items()},
    }


def profile(folder: Path, port: int) -> Path:
    """A new profile of Firefox."""
    made = folder / "profile"
    made.mkdir()
    given: Mapping[str, object] = {**PREFERENCES, "marionette.port": port}
    lines = [f'user_pref("{name}", {msgspec.json.encode(value).decode()});\n' for name, value in given.items()]
    (made / "user.js").write_text("".join(lines), "utf-8")
    return made


@contextmanager
def desktop() -> Iterator[Desktop]:
    """All of it, running and ready."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, ExitStack() as stack:
        folder, port = Path(name), free_port()
        environment = homes(folder)

        def start(*command: str, reads: bool = False) -> str:
            return stack.enter_context(running(folder, environment, *command, reads=reads))

        size = "x".join(map(str, WINDOW))
        environment["DISPLAY"] = ":" + start("Xvfb", "-displayfd", "1", "-screen", "0", f"{size}x24", reads=True)
        bus = start("dbus-daemon", "--session", "--nofork", "--print-address", reads=True)
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus
        start(str(accessibility_bus()), "--launch-immediately")
        speak(folder, start)
        log = folder / "orca.log"
        (folder / "data" / "orca").mkdir()
        (folder / "data" / "orca" / "orca-customizations.py").write_text(CUSTOMIZATIONS, "utf-8")
        start("orca", f"--debug-file={log}")
        wait_until(lambda: log.exists() and "Screen reader on" in log.read_text("utf-8", "replace"), "Orca")
        start("firefox-esr", "--new-instance", "--marionette", "--profile", str(profile(folder, port)),
              "--width", str(WINDOW[0]), "--height", str(WINDOW[1]), "about:blank")  # fmt: skip
        wait_until(lambda: listens(port), "Firefox")
        yield Desktop(environment["DISPLAY"], log, port, environment)


def speak(folder: Path, start: Callable[..., str]) -> None:
    """Starts the voice, and waits until it can be spoken to."""
    (folder / "speech").mkdir()
    (folder / "speech" / "speechd.conf").write_text(SPEECH, "utf-8")
    start("speech-dispatcher", "--run-single", "--config-dir", str(folder / "speech"), "--log-dir", str(folder),
          "--pid-file", str(folder / "speech.pid"), "--communication-method", "unix_socket",
          "--socket-path", str(folder / "speech.sock"), "--timeout", "0")  # fmt: skip
    wait_until((folder / "speech.sock").exists, "the voice")


def listens(port: int) -> bool:
    """Whether somebody listens there."""
    with suppress(OSError), socket.create_connection((HERE, port), timeout=1):
        return True
    return False
