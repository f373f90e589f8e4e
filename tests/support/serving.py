"""A real server for an application, on this machine only, for tests in which a browser asks."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

Application = Callable[..., Iterable[bytes]]
"""What WSGI serves."""


class Silent(WSGIRequestHandler):
    """Writes no access log of its own: the application's lines are what is tested."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """Says nothing."""


@contextmanager
def serving(app: Application, *, sealed: bool = False) -> Iterator[int]:
    """The port of 127.0.0.1 on which an application is served meanwhile; `sealed`: by https, signed by nobody."""
    server = make_server(
        "127.0.0.1", 0, app, threaded=True, request_handler=Silent, ssl_context="adhoc" if sealed else None
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
