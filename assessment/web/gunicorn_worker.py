"""A worker of the server that answers, also where gunicorn itself refuses a request, with our page and our headers."""

import os
import signal
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from assessment.web.last_resort import LastResort
from assessment.web.logs import log_line


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn is not typed
    """gunicorn's own worker with threads, but for the words in which it refuses a request, and for its beginning."""

    @classmethod
    def hold_signals_while_forking(cls) -> None:
        """Lets no signal reach a worker before it knows what to do on one: called where the workers are started.

        Until then it does what the process does that starts it: it puts the signal into a list that in the worker
        nobody reads. One that was told to stop in its first moments went on, until it was killed after half a minute.
        https://github.com/benoitc/gunicorn/issues/1910
        """
        os.register_at_fork(
            before=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, cls.SIGNALS),
            after_in_parent=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, cls.SIGNALS),
        )

    def init_signals(self) -> None:
        """As gunicorn does. What was sent to it since it was forked is heard from here on."""
        super().init_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, self.SIGNALS)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """As gunicorn does, with another answer: its own has none of our headers, and repeats what the visitor sent."""
        super().handle_error(req, OurAnswer(client, self.wsgi.extensions["last_resort"]), addr, exc)


class OurAnswer:
    """The connection, as gunicorn writes a refusal to it: what is sent is ours, with the status that gunicorn gives."""

    def __init__(self, connection: Any, page: LastResort) -> None:
        self._connection = connection
        self._page = page

    def sendall(self, refusal: bytes) -> None:
        """Sends our page in the place of gunicorn's."""
        status = int(refusal.split(b" ", 2)[1])
        log_line("-", None, status)
        self._connection.sendall(as_http(self._page, status))

    def __getattr__(self, name: str) -> Any:
        """All else is the connection's own."""
        return getattr(self._connection, name)


def as_http(page: LastResort, status: int) -> bytes:
    """The page as it goes over the line."""
    answer = page.answer(status)
    body = answer.get_data()
    headers = {**answer.headers, "Connection": "close", "Content-Length": str(len(body))}
    head = [f"HTTP/1.1 {answer.status}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*head, "", ""]).encode("latin-1") + body
