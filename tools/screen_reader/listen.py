"""The site, the desktop and the walk together."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from assessment.web.settings import Settings
from tests.support.fetch import HTMX
from tests.support.real_content import CONTENT
from tests.support.sealing_key import KEY
from tools.hunts.own_server import HERE
from tools.screen_reader.desktop import desktop
from tools.screen_reader.listener import Listener
from tools.screen_reader.marionette import firefox
from tools.screen_reader.walk import Part, Walk

TRIES = 3


class Silent(WSGIRequestHandler):
    """Writes no line for each request."""

    def log(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def site() -> Iterator[str]:
    """The address of a running copy that needs no network: htmx comes from the cache."""
    app = create_app(Settings(keys=(KEY,), htmx_file=HTMX), CONTENT)
    server = make_server(HERE, 0, app, threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HERE}:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


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
    with site() as address, desktop() as running, firefox(running.marionette) as browser:
        listener = Listener(running)
        listener.hear(2.0)
        return Walk(listener, browser).whole(address)
