"""Answers: a value with its state, who gave it, when, and in which language."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from intake.model.values import Value


class State(Enum):
    """What became of a question; only `ANSWERED` carries a value."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    NOT_APPLICABLE = "not_applicable"
    DEFERRED = "deferred"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `reason` says why it was left open; `typed` is what was typed, so that it can be shown again."""

    question: str
    state: State
    at: datetime
    by: str
    value: Value | None = None
    reason: str = ""
    language: str = ""
    typed: str = ""
