"""The answers as one sealed field of the form: nobody but the server can read it, or change it unnoticed.

Layout of the token, in URL-safe base64 without padding:
    format (1 byte), issue time (4 bytes, seconds), content version (4 bytes)    in the clear, authenticated
    nonce (12 bytes), AES-GCM of the packed answers, tag (16 bytes)
The purpose is authenticated too. The packed answers have one bit for each option there is, so that the length of a
token says nothing about the answers.
"""

import base64
import binascii
import hashlib
import secrets
import struct
import time
from collections.abc import Callable
from enum import Enum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from assessment.engine.content import Content
from assessment.engine.questionnaire import Answers

FORMAT = 1
PURPOSE = b"answers"
"""Authenticated with each token: nothing else that these keys may once seal can be taken for answers."""
HEADER = struct.Struct(">BI4s")
NONCE_BYTES = 12
LIFE_SECONDS = 60 * 60
SKEW_SECONDS = 5 * 60
"""How far the clocks of instances that share keys may be apart."""
LONGEST = 1024
"""Characters of a token that are looked at at all."""


class TokenProblem(Enum):
    """Why answers cannot be opened. `ALTERED`: cut off or changed, or sealed with a key that this server has not."""

    MISSING = "missing"
    ALTERED = "altered"
    EXPIRED = "expired"
    OUTDATED = "outdated"


class TokenRefused(ValueError):
    """The answers cannot be opened, for the reason in `problem`."""

    def __init__(self, problem: TokenProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class AnswerTokens:
    """Seals the answers of one content version into tokens, and opens them."""

    def __init__(self, keys: tuple[bytes, ...], content: Content, now: Callable[[], float] = time.time) -> None:
        self._ciphers = tuple(AESGCM(key) for key in keys)
        self._version = hashlib.sha256(content.version.encode()).digest()[:4]
        self._now = now
        self._bits = content.compiled.bits

    def seal(self, answers: Answers) -> str:
        """The answers as a token, issued now."""
        header = HEADER.pack(FORMAT, int(self._now()), self._version)
        nonce = secrets.token_bytes(NONCE_BYTES)
        secret = self._ciphers[0].encrypt(nonce, self._pack(answers), header + PURPOSE)
        return base64.urlsafe_b64encode(header + nonce + secret).rstrip(b"=").decode()

    def open(self, token: str) -> Answers:
        """The answers in a token.

        Raises TokenRefused when there is none, it was altered (or sealed with another key),
        it is older than an hour, or belongs to another version of the content.
        """
        if not token:
            raise TokenRefused(TokenProblem.MISSING)
        header, nonce, secret = self._split(token)
        form, issued, version = HEADER.unpack(header)
        if form != FORMAT or version != self._version:
            # Not authenticated yet, so this decides only which refusal is shown.
            raise TokenRefused(TokenProblem.OUTDATED)
        packed = self._decrypt(nonce, secret, header + PURPOSE)
        if not -SKEW_SECONDS <= self._now() - issued <= LIFE_SECONDS:
            raise TokenRefused(TokenProblem.EXPIRED)
        return self._unpack(packed)

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

    def _pack(self, answers: Answers) -> bytes:
        return self._bits.told(answers).to_bytes((self._bits.count + 7) // 8)

    def _unpack(self, packed: bytes) -> Answers:
        return self._bits.answers(int.from_bytes(packed))
