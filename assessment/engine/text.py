"""The sentences that are shown, in English, and what all content has in common."""

from typing import Annotated

from msgspec import Meta, Struct

Id = Annotated[str, Meta(pattern=r"^[a-z0-9_]+\Z", max_length=60)]


class Text:
    """A sentence that is shown, in English: said to the person, or about somebody else.

    It is also the key of its translation: every `Text` in the content reaches the catalogue. It is not a str on
    purpose: what is not translated cannot be shown by accident.
    """

    __slots__ = ("they", "you")

    you: str
    they: str

    def __init__(self, you: str, they: str | None = None) -> None:
        object.__setattr__(self, "you", you)
        object.__setattr__(self, "they", you if they is None else they)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Text is frozen: {name}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.you, self.they) == (other.you, other.they)

    def __hash__(self) -> int:
        return hash((self.you, self.they))

    def __repr__(self) -> str:
        return f"Text({self.you!r})"


class PluralText(Text):
    """A sentence with a number before a noun. Other languages have more forms for it than English: see `say`."""

    __slots__ = ()


class Frozen(Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all content: a misspelt key in a file is an error, never ignored."""


ENGLISH = "en"
"""The language in which everything is written. How it is spelled follows the country."""
OUR_ENGLISH = "en_GB"
"""The locale in which our own sentences are spelled."""


class Spelling(Frozen, frozen=True):
    """How a country writes words of a language otherwise than its sentences do (both in lower case).

    id    the locale: the language and the country
    keep  names in the sentences that stay as they are
    """

    id: Annotated[str, Meta(pattern=r"^[a-z]{2,3}_[A-Z]{2}\Z")]
    words: Annotated[dict[str, str], Meta(min_length=1)]
    keep: tuple[str, ...] = ()
