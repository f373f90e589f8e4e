"""A browser that takes pages compressed, and remembers how long each message was."""

import sys
import zlib
from collections.abc import Callable
from typing import Any, NamedTuple

import brotli  # type: ignore[import-untyped]  # it has no types
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

UNPACK: dict[str | None, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "zstd": zstd.decompress,
    "gzip": lambda packed: zlib.decompress(packed, wbits=31),
    None: lambda plain: plain,
}
LINE = len(": \r\n")
"""Around the name and the value of a header."""


class Message(NamedTuple):
    """One answer, as long as it was on the wire: its head, and its body."""

    head: int
    body: int


class OnTheWire(FlaskClient):
    """Takes every page in one coding, hands it on unpacked. `messages`: all that came, in order."""

    takes = "br"

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.messages: list[Message] = []

    def open(self, *arguments: Any, **more: Any) -> TestResponse:
        """As inherited, with the coding asked for."""
        headers = {**(more.pop("headers", None) or {}), "Accept-Encoding": self.takes}
        response = super().open(*arguments, headers=headers, **more)
        head = sum(len(name) + len(value) + LINE for name, value in response.headers) + len("HTTP/1.1 200 OK\r\n\r\n")
        self.messages.append(Message(head, len(response.data)))
        response.set_data(UNPACK[response.headers.get("Content-Encoding")](response.data))
        return response


class InGzip(OnTheWire):
    """An old browser, or one without https."""

    takes = "gzip"
