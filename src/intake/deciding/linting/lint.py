"""What the linter finds, and what it has to know besides the policy."""

from collections.abc import Collection, Mapping
from datetime import date

from intake.conditions import Scope
from intake.errors import Fault, Place
from intake.frugal import dataclass, replace
from intake.model.policy import Policy
from intake.model.questionnaire import Expression, Level


@dataclass(frozen=True, slots=True)
class Lint:
    """One finding: `kind` is its stable name; an error cannot be meant, a warning leaves you worse off than need be."""

    kind: str
    level: Level
    fault: Fault


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a policy is held against.

    `scope` has every name that it may read; `told` the findings that an installed source tells, by `topic.fact`;
    `asked` the ids of the questionnaire's questions; `clauses` the parameters of each clause by its id; `places` where
    the keys of the policy file stand.
    """

    scope: Scope
    told: Collection[str]
    asked: Collection[str]
    clauses: Mapping[str, Collection[str]]
    places: Mapping[str, Place]
    today: date


def error(kind: str, place: Place, message: str, hint: str = "") -> Lint:
    """A finding that cannot be meant."""
    return Lint(kind, Level.ERROR, Fault(place, message, hint))


def warning(kind: str, place: Place, message: str, hint: str = "") -> Lint:
    """A finding that may be meant, and that costs you something."""
    return Lint(kind, Level.WARN, Fault(place, message, hint))


def place_of(key: str, policy: Policy, around: Surroundings) -> Place:
    """Where a key of the policy stands; its first rule, or the start of the file, where it does not."""
    known = around.places.get(key) or next(iter(around.places.values()), None)
    return known or (policy.rules[0].place if policy.rules else Place(policy.id, 1, 1))


def place_in(expression: Expression, at: int) -> Place:
    """Where a character of a condition stands; the start of one that was written over several lines."""
    place = expression.place
    return place if "\n" in expression.text else replace(place, column=place.column + at)
