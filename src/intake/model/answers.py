"""Answers: a value with its state, who gave it, when, and in which language."""

from datetime import date, datetime
from enum import Enum

from intake.frugal import dataclass
from intake.model.values import Item, Value


class State(Enum):
    """What became of a question; only `ANSWERED` carries a value."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    NOT_APPLICABLE = "not_applicable"
    DEFERRED = "deferred"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `reason` says why it was left open; `typed` is what was typed, so that it can be shown again.

    `questionnaire` names what was asked (`id@version#digest`); `until` is the day up to which it may stay open, `evidence`
    the files behind it, each by `name`, `sha256` and `size`.
    """

    question: str
    state: State
    at: datetime
    by: str
    value: Value | None = None
    reason: str = ""
    language: str = ""
    typed: str = ""
    questionnaire: str = ""
    until: date | None = None
    evidence: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """What the joint review made of an answer: agreed, or open with a note; it lapses when the answer changes."""

    question: str
    agreed: bool
    note: str = ""
    by: str = ""
    at: datetime | None = None
