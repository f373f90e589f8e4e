"""How far each sentence of a translation may be relied on: drafted, read by somebody whose language it is, or reviewed.

A mark is a comment of the sentence in its catalogue, such as `reviewed: 2026-12-01 0123abcd A. Clinician (made up)`. It
holds a fingerprint of the sentence and its translation, so that it counts for nothing once either has changed.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from hashlib import sha256

from babel.messages.catalog import Catalog, Message
from msgspec import Struct

from assessment.i18n.catalogues import forms, sentences


class State(StrEnum):
    """What has happened to a translated sentence; each state includes those before it.

    drafted   written from the English, and looked at by nobody else
    read      by somebody whose language it is
    reviewed  by a clinician who treats people in that language
    """

    DRAFTED = "drafted"
    READ = "read"
    REVIEWED = "reviewed"

    @property
    def level(self) -> int:
        """The place in the order of states: the first is 0."""
        return tuple(State).index(self)


MARK = re.compile(rf"({State.READ}|{State.REVIEWED}): \d{{4}}-\d\d-\d\d ([0-9a-f]{{8}}) \S")
FINGERPRINT_LETTERS = 8


def fingerprint(message: Message) -> str:
    """What a sentence and its translation are known by: another one, as soon as a letter of either changes."""
    both = "\0".join((*forms(message.id), "", *forms(message.string)))
    return sha256(both.encode()).hexdigest()[:FINGERPRINT_LETTERS]


def mark(message: Message, state: State, who: str, day: date) -> str:
    """The comment that says who has brought a sentence to a state, and when."""
    return f"{state}: {day.isoformat()} {fingerprint(message)} {who}"


def state_of(message: Message) -> State:
    """The furthest state that a mark of the sentence vouches for, as both read now."""
    now = fingerprint(message)
    found = [State(match[1]) for one in message.user_comments if (match := MARK.match(one)) and match[2] == now]
    return max(found, key=lambda state: state.level, default=State.DRAFTED)


class Standing(Struct, frozen=True):
    """How many sentences of a language are in which state: of all, and of those about safety."""

    of_all: Mapping[State, int]
    about_safety: Mapping[State, int]

    def reaches(self, wanted: State) -> bool:
        """Whether the language may be offered where this state is wanted.

        A clinician's review is wanted of what is about safety; of the rest, a reader's.
        """
        below = State.READ if wanted is State.REVIEWED else wanted
        return at_least(self.about_safety, wanted) and at_least(self.of_all, below)

    @property
    def sentences(self) -> int:
        """How many there are."""
        return sum(self.of_all.values())

    @property
    def safety(self) -> int:
        """How many are about safety."""
        return sum(self.about_safety.values())

    @property
    def read(self) -> int:
        """How many a reader, or a clinician, has vouched for."""
        return self.sentences - self.of_all[State.DRAFTED]

    @property
    def reviewed(self) -> int:
        """How many a clinician has vouched for."""
        return self.of_all[State.REVIEWED]

    @property
    def safety_read(self) -> int:
        """How many about safety a reader, or a clinician, has vouched for."""
        return self.safety - self.about_safety[State.DRAFTED]

    @property
    def safety_reviewed(self) -> int:
        """How many about safety a clinician has vouched for."""
        return self.about_safety[State.REVIEWED]

    @property
    def of_safety(self) -> State:
        """The state of the sentence about safety that is least far."""
        there = (state for state, count in self.about_safety.items() if count)
        return min(there, key=lambda state: state.level, default=State.DRAFTED)


def at_least(counts: Mapping[State, int], wanted: State) -> bool:
    """Whether no sentence is in a state before this one."""
    return not any(count for state, count in counts.items() if state.level < wanted.level)


def counted(messages: Iterable[Message]) -> dict[State, int]:
    """How many are in each state."""
    found = dict.fromkeys(State, 0)
    for one in messages:
        found[state_of(one)] += 1
    return found


def standing_of(catalogue: Catalog) -> Standing:
    """How far a catalogue is. Which sentences are about safety stands in it: `make language` writes it there."""
    every = list(sentences(catalogue))
    return Standing(counted(every), counted(one for one in every if one.auto_comments))
