"""Firefox asked by its own wire: where somebody is on the page. What they do there, they do by keys.

The protocol: "length:JSON", of which a request is [0, number, command, parameters], and an answer [1, number, error,
what was asked for].
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from tools.hunts.own_server import HERE

PATIENCE = 60.0
"""Seconds that Firefox has for an answer."""


class Firefox:
    """A Firefox that answers."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.number = 0
        self.received()  # what it says of itself first
        self.command("WebDriver:NewSession", capabilities={"alwaysMatch": {"acceptInsecureCerts": False}})

    def received(self) -> Any:
        """The next message."""
        length = b""
        while not length.endswith(b":"):
            length += self.some(1)
        wanted, body = int(length[:-1]), b""
        while len(body) < wanted:
            body += self.some(wanted - len(body))
        return msgspec.json.decode(body)

    def some(self, most: int) -> bytes:
        """Some of what comes. Raises ConnectionError where nothing will come any more."""
        if not (came := self.connection.recv(most)):
            raise ConnectionError("Firefox has gone")
        return came

    def command(self, name: str, **parameters: Any) -> Any:
        """What a command gives. Raises RuntimeError with what Firefox says where it cannot be done."""
        self.number += 1
        body = msgspec.json.encode([0, self.number, name, parameters])
        self.connection.sendall(f"{len(body)}:".encode() + body)
        _, _, error, result = self.received()
        if error:
            raise RuntimeError(f"{name}: {error}")
        return result

    def ask(self, script: str, *given: Any) -> Any:
        """What the body of a JavaScript function returns, on the page."""
        return self.command("WebDriver:ExecuteScript", script=script, args=list(given))["value"]


@contextmanager
def firefox(port: int) -> Iterator[Firefox]:
    """The Firefox that listens there."""
    with socket.create_connection((HERE, port), timeout=PATIENCE) as connection:
        yield Firefox(connection)
