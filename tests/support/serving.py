"""A real server for an application, on this machine only, for tests in which a browser asks."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from werkzeug.serving import WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class Silent(WSGIRequestHandler):
    """Writes no access log of its own: the application's lines are what is tested."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """Says nothing."""


@contextmanager
def serving(app: "WSGIApplication") -> Iterator[int]:
    """The port of 127.0.0.1 on which an application is served meanwhile."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
