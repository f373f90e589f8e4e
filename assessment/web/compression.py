"""What goes over the wire: compressed as the browser asks, and answers to forms of a length that tells nothing of them.

The padding stands inside of what is compressed, as blocks of the format that hold nothing, so that a browser unpacks
the page as it was written and never meets it. Why, and what lengths still tell: docs/decisions/0030-lengths.md.
"""

import sys
import zlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]  # it has no types
from flask import Flask, Response, g, request

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

SMALLEST = 2048
"""Bytes. What is swapped on a step is this long, or the least number of these:"""
RUNG = 4096
NOT_WORTH_IT = 256
"""Bytes below which what is no page goes as it is: the header that says how it is packed would cost more."""
COMPRESSED = {"text/html", "text/css", "text/javascript", "image/svg+xml", "application/json"}
AS_IT_IS = {"Content-Encoding", "Content-Range"}
"""Headers of what is compressed already, and of a part of something: it would be part of nothing then."""
WINDOW_BITS = 17
"""How far back brotli looks: 128 kB hold what repeats on a page, and a worker needs no more memory for it."""
AT_ONCE, ONCE, AHEAD = 0, 1, 2
"""For one answer; for a page that reads the same for everybody, kept from its first reader on; before anybody asks."""


class Packed(NamedTuple):
    """Compressed bytes, cut where blocks that hold nothing can stand. Of no bytes at all nothing is begun."""

    begin: bytes
    end: bytes


class Coding(NamedTuple):
    """A way to compress: by which method at once and ahead of time, and how so many bytes are filled with nothing.

    least  from how many bytes on `nothing` can fill any number of them
    """

    pack: Callable[[bytes, int], Packed]
    nothing: Callable[[int], bytes]
    least: int


def brotlied(body: bytes, when: int) -> Packed:
    """In the format of RFC 7932."""
    packer = brotli.Compressor(quality=(5, 10, 11)[when], lgwin=WINDOW_BITS)
    return Packed(packer.process(body) + packer.flush(), packer.finish())


def empty_in_brotli(size: int) -> bytes:
    """Blocks of metadata, which say how much is to be skipped (RFC 7932, 9.2): nothing, or 1 to 256 bytes."""
    skips_nothing, head_bytes, most = b"\x06", 2, 256
    blocks = b""
    while (left := size - len(blocks)) > head_bytes:
        skipped = min(left - head_bytes, most)
        blocks += (0b01_0_11_0 | skipped - 1 << 6).to_bytes(head_bytes, "little") + bytes(skipped)
    return blocks + skips_nothing * left


def zstandarded(body: bytes, when: int) -> Packed:
    """In the format of RFC 8878."""
    packer = zstd.ZstdCompressor(level=(6, 12, 19)[when])
    packer.set_pledged_input_size(len(body))  # else it makes room for what may be long: 40 ms at the highest level
    return Packed(packer.compress(body) + packer.flush(packer.FLUSH_BLOCK), packer.flush(packer.FLUSH_FRAME))


def empty_in_zstandard(size: int) -> bytes:
    """Raw blocks of no bytes, three long, and one byte repeated no times, four long (RFC 8878, 3.1.1.2)."""
    fours = size % 3
    return b"\x02\x00\x00\x00" * fours + b"\x00\x00\x00" * (size // 3 - fours)


def gzipped(body: bytes, when: int) -> Packed:
    """In the format of RFC 1952."""
    packer = zlib.compressobj((6, 9, 9)[when], wbits=31)
    return Packed(packer.compress(body) + packer.flush(zlib.Z_SYNC_FLUSH), packer.flush())


def empty_in_gzip(size: int) -> bytes:
    """Stored blocks of no bytes, five long; some after a block of no codes, so six long (RFC 1951, 3.2.4 and 3.2.6)."""
    sixes = size % 5
    return b"\x02\x00\x00\x00\xff\xff" * sixes + b"\x00\x00\x00\xff\xff" * (size // 5 - sixes)


CODINGS = {
    "br": Coding(brotlied, empty_in_brotli, least=0),
    "zstd": Coding(zstandarded, empty_in_zstandard, least=6),
    "gzip": Coding(gzipped, empty_in_gzip, least=20),
}
"""By the name that browsers give them; of those that one takes, the first: its pages are the smallest."""


def length_for(size: int) -> int:
    """How long a page is sent that needs at least so many bytes."""
    return SMALLEST if size <= SMALLEST else -(-size // RUNG) * RUNG


def padded(coding: Coding, body: bytes) -> bytes:
    """A page, compressed, of one of few lengths."""
    begin, end = coding.pack(body, AT_ONCE)
    needed = len(begin) + len(end)
    return begin + coding.nothing(length_for(needed + coding.least) - needed) + end


@lru_cache(maxsize=128)
def kept(coding: str, body: bytes, when: int) -> bytes:
    """What is the same for everybody, compressed once. Never an answer to a form: that would keep what was told."""
    return b"".join(CODINGS[coding].pack(body, when))


def compress(response: Response) -> None:
    """Compresses an answer, where the browser takes it so."""
    response.vary.add("Accept-Encoding")
    name = request.accept_encodings.best_match(CODINGS)
    if name is None or response.mimetype not in COMPRESSED or AS_IT_IS & {*response.headers.keys()}:
        return
    response.direct_passthrough = False  # what is sent is no longer the file
    plain = response.get_data()
    if request.method == "POST":
        # Nothing, where no answer raises a notice, must look like something.
        response.set_data(padded(CODINGS[name], plain or b"\n"))
    elif request.path.startswith("/static/"):
        response.set_data(kept(name, plain, AHEAD))
    elif len(plain) < NOT_WORTH_IT:
        return
    elif response.mimetype == "text/html" and not g.get("seals", False):
        response.set_data(kept(name, plain, ONCE))
    else:
        response.set_data(b"".join(CODINGS[name].pack(plain, AT_ONCE)))
    response.headers["Content-Encoding"] = name
    # They were those of the file as it lies there.
    response.headers.pop("ETag", None)
    response.headers.pop("Last-Modified", None)


def init_app(app: Flask, files: Iterable[bytes]) -> None:
    """Compresses every answer of the application; what pages load, `files`, before the first of them."""
    for name, body in product(CODINGS, files):
        kept(name, body, AHEAD)

    @app.after_request
    def compress_it(response: Response) -> Response:
        compress(response)
        return response
