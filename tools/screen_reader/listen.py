"""The site, the desktop and the walk together."""

from contextlib import closing
from pathlib import Path

from app import create_app
from assessment.web.settings import Settings
from tests.support.fetch import HTMX
from tests.support.other_browsers import Browser, Marionette
from tests.support.real_content import CONTENT
from tests.support.sealing_key import KEY
from tests.support.serving import serving
from tools.hunts.own_server import HERE
from tools.screen_reader.desktop import desktop
from tools.screen_reader.listener import Listener
from tools.screen_reader.walk import Part, Walk

TRIES = 3


def listen() -> list[Part]:
    """What is heard on one walk, begun anew where the way was lost: a busy machine may be late with a page."""
    for _ in range(TRIES - 1):
        try:
            return heard_once()
        except TimeoutError as lost:
            print(f"begun anew: {lost}")
    return heard_once()


def heard_once() -> list[Part]:
    """What is heard on one walk."""
    app = create_app(Settings(keys=(KEY,), htmx_file=HTMX), CONTENT)
    with serving(app) as port, desktop() as running, closing(Marionette(running.marionette)) as wire:
        listener = Listener(running)
        listener.hear(2.0)
        return Walk(listener, Browser("Firefox", wire, Path())).whole(f"http://{HERE}:{port}/")
