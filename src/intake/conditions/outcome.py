"""What evaluating comes to: a value that is known, or the reasons why it is not."""

from collections.abc import Iterable
from typing import TypeAlias

from intake.frugal import dataclass
from intake.model.values import Value


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason why something is unknown. `name` is the fact, empty where the calculation itself cannot be done."""

    name: str
    why: str

    def __str__(self) -> str:
        return f"{self.name}: {self.why}" if self.name else self.why


@dataclass(frozen=True, slots=True)
class Known:
    """A value."""

    value: Value


@dataclass(frozen=True, slots=True)
class Unknown:
    """No value, and why.

    `pending` says that a value may still turn up: then `is known` is itself unknown, so that no conclusion drawn today
    from a missing fact is overthrown when the fact arrives. Not pending is final for now, like a refused answer.
    """

    causes: tuple[Cause, ...]
    pending: bool = False

    def __str__(self) -> str:
        return "; ".join(str(cause) for cause in self.causes)


Outcome: TypeAlias = Known | Unknown


def unknown(name: str, why: str, *, pending: bool = False) -> Unknown:
    """An unknown with a single cause."""
    return Unknown((Cause(name, why),), pending)


def merged(outcomes: Iterable[Outcome]) -> Unknown:
    """One unknown with every cause among the outcomes, each once, in their order."""
    missing = [outcome for outcome in outcomes if isinstance(outcome, Unknown)]
    if len(missing) == 1:
        return missing[0]
    causes = dict.fromkeys(cause for outcome in missing for cause in outcome.causes)
    return Unknown(tuple(causes), any(outcome.pending for outcome in missing))
