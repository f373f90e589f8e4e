"""The voice of a response: its language, and to whom it speaks. Asked for at every sentence, so it is found once."""

from contextvars import ContextVar

from babel import Locale
from msgspec import Struct

from assessment.engine.text import Text
from assessment.i18n.languages import Sentences


class Voice(Struct, frozen=True):
    """How a response says its sentences: in which language, and to the person or about somebody else."""

    locale: Locale
    sentences: Sentences
    about_somebody_else: bool

    def words(self, text: Text) -> str:
        """Which of a text's two sentences this voice says, in English."""
        return text.they if self.about_somebody_else else text.you


SPEAKING: ContextVar[Voice | None] = ContextVar("voice", default=None)
"""The voice of the response under way. Not in Flask's `g`: asking that takes longer than finding the sentence."""


def fall_silent(_: BaseException | None = None) -> None:
    """From here on there is no voice: the response has ended, or speaks otherwise."""
    SPEAKING.set(None)
