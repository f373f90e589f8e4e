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

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from assessment.engine.model import Answers, Content

FORMAT = 1
HEADER = struct.Struct(">BI4s")
NONCE_BYTES = 12
LIFE_SECONDS = 60 * 60
SKEW_SECONDS = 5 * 60
"""How far the clocks of instances that share keys may be apart."""
LONGEST = 1024
"""Characters of a token that are looked at at all."""


class TokenRefused(ValueError):
    """The answers cannot be opened. `why` is one of: missing, altered, expired, outdated."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Seal:
    """Seals and opens the answers of one content version, for one purpose."""

    def __init__(
        self, keys: tuple[bytes, ...], content: Content, purpose: str = "answers", now: Callable[[], float] = time.time
    ) -> None:
        self._ciphers = tuple(AESGCM(key) for key in keys)
        self._purpose = purpose.encode()
        self._version = hashlib.sha256(content.version.encode()).digest()[:4]
        self._now = now
        self._bits = tuple(
            (question.id, option.id) for question in content.questionnaire.questions for option in question.options
        )

    def close(self, answers: Answers) -> str:
        """The answers as a token, issued now."""
        header = HEADER.pack(FORMAT, int(self._now()), self._version)
        nonce = secrets.token_bytes(NONCE_BYTES)
        secret = self._ciphers[0].encrypt(nonce, self._pack(answers), header + self._purpose)
        return base64.urlsafe_b64encode(header + nonce + secret).rstrip(b"=").decode()

    def open(self, token: str) -> Answers:
        """The answers in a token.

        Raises TokenRefused when there is none, it was altered (or sealed with another key, or for another purpose),
        it is older than an hour, or belongs to another version of the content.
        """
        if not token:
            raise TokenRefused("missing")
        header, nonce, secret = self._split(token)
        form, issued, version = HEADER.unpack(header)
        if form != FORMAT or version != self._version:
            # Not authenticated yet, so this decides only which refusal is shown.
            raise TokenRefused("outdated")
        packed = self._decrypt(nonce, secret, header + self._purpose)
        if not -SKEW_SECONDS <= self._now() - issued <= LIFE_SECONDS:
            raise TokenRefused("expired")
        return self._unpack(packed)

    def _split(self, token: str) -> tuple[bytes, bytes, bytes]:
        if len(token) > LONGEST:
            raise TokenRefused("altered")
        try:
            raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError) as error:
            raise TokenRefused("altered") from error
        if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != token or len(raw) <= HEADER.size + NONCE_BYTES:
            raise TokenRefused("altered")
        return raw[: HEADER.size], raw[HEADER.size : HEADER.size + NONCE_BYTES], raw[HEADER.size + NONCE_BYTES :]

    def _decrypt(self, nonce: bytes, secret: bytes, bound: bytes) -> bytes:
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(nonce, secret, bound)
            except InvalidTag:
                continue
        raise TokenRefused("altered")

    def _pack(self, answers: Answers) -> bytes:
        number = sum(
            1 << place for place, (question, option) in enumerate(self._bits) if option in answers.get(question, ())
        )
        return number.to_bytes((len(self._bits) + 7) // 8)

    def _unpack(self, packed: bytes) -> Answers:
        number = int.from_bytes(packed)
        answers: dict[str, tuple[str, ...]] = {}
        for place, (question, option) in enumerate(self._bits):
            if number >> place & 1:
                answers[question] = (*answers.get(question, ()), option)
        return answers
