"""The answers as one sealed field of the form: nobody but the server can read it, or change it unnoticed.

Layout of the token, in URL-safe base64 without padding:
    format (1 byte), issue time (4 bytes, seconds)    in the clear, authenticated
    nonce (12 bytes), AES-GCM of the packed answers (128 bytes), tag (16 bytes)
The purpose is authenticated too. The packed answers have one bit for each option that there can ever be, so that the
length of a token says nothing about the answers, and nothing about who sealed it. A token survives an update: see
docs/decisions/0021-bits-that-stay.md.
"""

import base64
import binascii
import secrets
import struct
import time
from collections.abc import Callable
from enum import Enum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct

from assessment.engine.answer_bits import MOST, Bits
from assessment.engine.content import Content
from assessment.engine.questionnaire import Answers

FORMAT = 2
"""Raised where what is packed would be read as something else. That refuses everybody who is under way."""
PURPOSE = b"answers"
"""Authenticated with each token: nothing else that these keys may once seal can be taken for answers."""
HEADER = struct.Struct(">BI")
PACKED_BYTES = MOST // 8
NONCE_BYTES = 12
LIFE_SECONDS = 60 * 60
SKEW_SECONDS = 5 * 60
"""How far the clocks of instances that share keys may be apart."""
LONGEST = 1024
"""Characters of a token that are looked at at all."""


class TokenProblem(Enum):
    """Why answers cannot be opened.

    ALTERED   cut off or changed, or sealed with a key that this server has not
    EARLY     sealed later than it is now: this server's clock is behind that of another one, or was put back
    OUTDATED  in a format that this server does not read
    """

    MISSING = "missing"
    ALTERED = "altered"
    EXPIRED = "expired"
    EARLY = "early"
    OUTDATED = "outdated"


class TokenRefused(ValueError):
    """The answers cannot be opened, for the reason in `problem`."""

    def __init__(self, problem: TokenProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class Opened(Struct, frozen=True):
    """What a token holds: the answers that this version of the content knows, and bits that only another one knows."""

    answers: Answers
    unknown: Bits


class AnswerTokens:
    """Seals answers into tokens, and opens them, also those that another version of the content has sealed."""

    def __init__(self, keys: tuple[bytes, ...], content: Content, now: Callable[[], float] = time.time) -> None:
        self._ciphers = tuple(AESGCM(key) for key in keys)
        self._now = now
        self._bits = content.compiled.bits

    def seal(self, answers: Answers, unknown: Bits = 0) -> str:
        """The answers as a token, issued now. `unknown`: what came with them and means nothing here; it travels on."""
        header = HEADER.pack(FORMAT, int(self._now()))
        nonce = secrets.token_bytes(NONCE_BYTES)
        packed = (self._bits.told(answers) | unknown).to_bytes(PACKED_BYTES)
        secret = self._ciphers[0].encrypt(nonce, packed, header + PURPOSE)
        return base64.urlsafe_b64encode(header + nonce + secret).rstrip(b"=").decode()

    def open(self, token: str) -> Opened:
        """The answers in a token.

        Raises TokenRefused when there is none, it was altered (or sealed with another key),
        it is older than an hour, comes from a time to come, or has another format.
        """
        if not token:
            raise TokenRefused(TokenProblem.MISSING)
        header, nonce, secret = self._split(token)
        form, issued = HEADER.unpack(header)
        if form != FORMAT:
            # Not authenticated yet, so this decides only which refusal is shown.
            raise TokenRefused(TokenProblem.OUTDATED)
        told = int.from_bytes(self._decrypt(nonce, secret, header + PURPOSE))
        age = self._now() - issued
        if age > LIFE_SECONDS:
            raise TokenRefused(TokenProblem.EXPIRED)
        if age < -SKEW_SECONDS:
            raise TokenRefused(TokenProblem.EARLY)
        return Opened(self._bits.answers(told), told & ~self._bits.known)

    def _split(self, token: str) -> tuple[bytes, bytes, bytes]:
        if len(token) > LONGEST:
            raise TokenRefused(TokenProblem.ALTERED)
        try:
            raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError) as error:
            raise TokenRefused(TokenProblem.ALTERED) from error
        if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != token or len(raw) <= HEADER.size + NONCE_BYTES:
            raise TokenRefused(TokenProblem.ALTERED)
        return raw[: HEADER.size], raw[HEADER.size : HEADER.size + NONCE_BYTES], raw[HEADER.size + NONCE_BYTES :]

    def _decrypt(self, nonce: bytes, secret: bytes, bound: bytes) -> bytes:
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(nonce, secret, bound)
            except InvalidTag:
                continue
        raise TokenRefused(TokenProblem.ALTERED)
