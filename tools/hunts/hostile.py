"""Hostile input: requests drawn from a seed, to every address, broken in many ways.

    python -m tools.hunts.hostile [how many] [seed]      writes into docs/reliability.md

What must not be: an answer of 500, one without our headers, one that repeats what was sent as it was sent, a word of it
in what the server writes down, or a token accepted that was changed.
"""

import base64
import random
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

from msgspec import Struct

from app import create_app
from assessment.engine.content import Content
from assessment.loading.content_files import load
from assessment.web.answer_tokens import AnswerTokens
from assessment.web.settings import Settings, key, new_key
from tests.support.drawn_people import drawn_path
from tools.hunts.own_server import own_server, sent
from tools.hunts.report import table, write

MARK = "zebra7731"
AT_ONCE = 24
"""Most requests wait for nothing; some never end, and are let go by the server."""
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
RAW = f"<{MARK}>\"'"
METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", MARK.upper())
NEEDED = (b"Content-Security-Policy: ", b"Cache-Control: ", b"X-Content-Type-Options: nosniff", b"Referrer-Policy: ")
ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
HEADERS = (
    f"X-{MARK}: {RAW}",
    f"Accept-Language: {MARK},en;q=0",
    f"X-Forwarded-Host: {MARK}.example",
    f"X-Forwarded-Proto: {MARK}",
    f"SCRIPT_NAME: //{MARK}.example",
    f"Origin: https://{MARK}.example",
    "Sec-Fetch-Site: cross-site",
    "HX-Request: true",
    f"Cookie: a={RAW}",
    f"Referer: https://{MARK}.example/{RAW}",
    "Expect: 100-continue",
    "Range: bytes=0-1",
    "Content-Length: 5",
    "Transfer-Encoding: chunked",
)


MORE_PATHS = (
    *(
        "/embed/demo/",
        "/embed/demo/assessment",
        "/embed/demo/logo",
        f"/embed/{MARK}/",
        "/clinics/demo/",
        f"/{quote(RAW)}",
    ),
    *("/static/pages.js", "/static/../app.py", "/static/%2e%2e/app.py", "//evil.example/"),
)


class Request(Struct, frozen=True):
    """What is sent, and whether a token that was changed is in it."""

    raw: bytes
    forged: bool


class Draw:
    """Draws requests, always the same for a seed."""

    def __init__(self, content: Content, tokens: AnswerTokens, seed: int) -> None:
        self.chance = random.Random(seed)
        self._tokens = [tokens.seal(drawn_path(content, self.chance).answers) for _ in range(50)]
        routes = {rule.rule for rule in create_app(Settings(keys=(bytes(32),)), content).url_map.iter_rules()}
        self._paths = [*sorted(route for route in routes if "<" not in route), *MORE_PATHS]

    def request(self) -> Request:
        """One request."""
        method = self.chance.choice(METHODS[:2] if self.chance.random() < 0.8 else METHODS)
        path = self.chance.choice(self._paths) + (f"?{MARK}={quote(RAW)}" if self.chance.random() < 0.3 else "")
        host = self.chance.choice(["127.0.0.1"] * 8 + ["..", "a" * 64 + ".example", f"{MARK}.example", RAW])
        some = self.chance.sample(HEADERS, self.chance.choice((0, 0, 1, 1, 2, 3)))
        body, kind, forged = self._body() if method == "POST" else (b"", "", False)
        lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *some]
        if kind:
            lines += [f"Content-Type: {kind}"]
        if body and not any(one.startswith(("Content-Length", "Transfer")) for one in some):
            lines += [f"Content-Length: {len(body) + self.chance.choice((0,) * 30 + (-3,))}"]
        return Request("\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body, forged)

    def _body(self) -> tuple[bytes, str, bool]:
        forged = self.chance.random() < 0.6
        token = self._forged() if forged else self.chance.choice(self._tokens)
        at = self.chance.choice(("about_you", "check", "results", RAW, "", "check/about_you", "\0"))
        field = self.chance.choice(("who_for", "right_now", "concerns", MARK, "to", "skip", "csrf_token"))
        value = self.chance.choice(("self", RAW, "a" * 5000, "\u202e", "none", "../..", "{{7*7}}", "\r\nX: 1"))
        pairs = [("token", token), ("at", at), (field, value)] * self.chance.choice((1, 1, 1, 60))
        if self.chance.random() < 0.15:
            parts = "".join(f'--BB\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in pairs)
            file = f'--BB\r\nContent-Disposition: form-data; name="copy"; filename="{MARK}"\r\n\r\n{RAW}\r\n'
            whole = parts + file + ("--BB--\r\n" if self.chance.random() < 0.7 else "")
            return whole.encode("utf-8", "replace"), "multipart/form-data; boundary=BB", forged
        body = "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs).encode()
        if self.chance.random() < 0.1:
            body = body[: self.chance.randrange(len(body))] + bytes(self.chance.randbytes(9))
        return body, self.chance.choice(("application/x-www-form-urlencoded",) * 9 + ("text/plain",)), forged

    def _forged(self) -> str:
        token = self._changed()
        return token[:-1] if token in self._tokens else token

    def _changed(self) -> str:
        token = self.chance.choice(self._tokens)
        how = self.chance.randrange(4)
        if how == 0:
            raw = bytearray(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
            raw[self.chance.randrange(len(raw))] ^= 1 << self.chance.randrange(8)
            return base64.urlsafe_b64encode(bytes(raw)).rstrip(b"=").decode()
        if how == 1:
            return token[: self.chance.randrange(len(token))]
        if how == 2:
            other = self.chance.choice(self._tokens)
            cut = self.chance.randrange(1, len(token) - 1)
            return token[:cut] + other[cut:]
        return "".join(self.chance.choices(ALPHABET, k=len(token)))


def wrong(request: Request, answer: bytes) -> Iterator[str]:
    """What must not be, in one answer. No answer at all is one to what is no request."""
    if not answer:
        return
    head, _, body = answer.partition(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    if status == 500:
        yield "status 500"
    if not all(one in head for one in NEEDED):
        yield "without our headers"
    if RAW.encode() in answer or f"{MARK}.example".encode() in body:
        yield "repeats what was sent"
    if b"Traceback" in answer:
        yield "tells of the code"
    if request.forged and b'data-page="results"' in body:
        yield "took a token that was changed"


def hunt(count: int, seed: int) -> tuple[Counter[int], list[str]]:
    """How often each status came, and all that must not be, with the request."""
    content, secret = load(), new_key()
    draw = Draw(content, AnswerTokens((key(secret),), content), seed)
    statuses, found = Counter[int](), list[str]()
    requests = [draw.request() for _ in range(count)]
    # Without an address of its own, a server believes Host: it says so at its start.
    with own_server(MOSAIC_KEYS=secret, MOSAIC_ADDRESS="https://support.example.org") as server:

        def answer_to(request: Request) -> bytes:
            return sent(server.port, request.raw, wait=30).removeprefix(GO_ON)

        with ThreadPoolExecutor(AT_ONCE) as people:
            for request, answer in zip(requests, people.map(answer_to, requests), strict=True):
                statuses[int(answer.split(b" ", 2)[1]) if answer else 0] += 1
                found += [f"{problem}: {request.raw[:300]!r}" for problem in wrong(request, answer)]
        if MARK in server.said.lower():
            found.append("a word of it was written down")
    return statuses, found


if __name__ == "__main__":
    count, seed = [*map(int, sys.argv[1:]), *(20_000, 1)[len(sys.argv) - 1 :]]
    statuses, found = hunt(count, seed)
    shown = [(status or "no answer", number) for status, number in sorted(statuses.items())]
    lines = [f"{count:,} requests, seed {seed}; wrong: {len(found)}.", "", *table(("status", "how often"), shown)]
    write("hostile input", lines)
    print("\n".join(found[:20]))
    sys.exit(bool(found))
