"""The kinds of value that an answer, a finding or a condition can have, and how each is written as JSON.

The JSON form describes itself, so that a journal or a signed brief can be read in years without its questionnaire:
text, numbers without fraction, truth values and lists stand as they are; everything else is an object with one
telling key (`{"date": "2027-01-15"}`, `{"currency": "EUR", "minor": 200000}`). The parts of an item are pairs, since the
canonical form sorts keys and their order is meant.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, TypeAlias

from intake.frugal import dataclass
from intake.model.money import Money

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of a hundred: `Percent(Decimal(50))` is one half."""

    value: Decimal

    def __str__(self) -> str:
        return f"{self.value.normalize():f} %"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of units: 12 pages."""

    amount: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.amount.normalize():f} {self.unit}" + ("" if self.amount == 1 else "s")


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of days, of the calendar or working days."""

    days: int
    working: bool = False

    def __str__(self) -> str:
        return f"{self.days} {'working ' if self.working else ''}day{'' if self.days == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a repeat group, or a person or contact with named parts; parts left open are absent."""

    parts: tuple[tuple[str, "Value"], ...]

    @classmethod
    def of(cls, parts: Mapping[str, "Value"]) -> "Item":
        """The row with these parts, in their order."""
        return cls(tuple(parts.items()))

    def get(self, name: str) -> "Value | None":
        """The part of that name, or None where it was left open."""
        return dict(self.parts).get(name)


if TYPE_CHECKING:
    Value: TypeAlias = (
        str | bool | int | Decimal | Percent | date | Money | Quantity | Duration | Item | tuple["Value", ...]
    )
else:  # without the recursion, which typing.get_type_hints cannot follow
    Value = str | bool | int | Decimal | Percent | date | Money | Quantity | Duration | Item | tuple


def to_json(value: Value) -> Json:
    """The self-describing JSON form of a value."""
    match value:
        case bool() | int() | str():
            return value
        case Decimal():
            return {"number": f"{value:f}"}
        case Percent():
            return {"percent": f"{value.value:f}"}
        case date():
            return {"date": value.isoformat()}
        case Money():
            return {"currency": value.currency, "minor": value.minor}
        case Quantity():
            return {"amount": f"{value.amount:f}", "unit": value.unit}
        case Duration():
            return {"days": value.days, "working": value.working}
        case Item():
            return {"item": [[name, to_json(part)] for name, part in value.parts]}
        case tuple():
            return [to_json(part) for part in value]


def from_json(data: Json) -> Value:
    """The value behind its JSON form; ValueError where the form is none of ours."""
    match data:
        case bool() | int() | str():
            return data
        case list():
            return tuple(from_json(part) for part in data)
        case {"number": str(text)}:
            return _decimal(text)
        case {"percent": str(text)}:
            return Percent(_decimal(text))
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case {"currency": str(currency), "minor": int(minor)}:
            return Money(minor, currency)
        case {"amount": str(text), "unit": str(unit)}:
            return Quantity(_decimal(text), unit)
        case {"days": int(days), "working": bool(working)}:
            return Duration(days, working)
        case {"item": list(pairs)}:
            return Item(tuple(_part(pair) for pair in pairs))
        case _:
            raise ValueError(f"not a value: {data!r:.80}")


def shown(value: Value) -> str:
    """The value as a person reads it; dates carry their weekday."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value.normalize():f}"
        case date():
            return f"{value:%Y-%m-%d} ({value:%A})"
        case Item():
            return ", ".join(shown(part) for _, part in value.parts)
        case tuple():
            return "; ".join(shown(part) for part in value)
        case _:
            return str(value)


def _part(pair: Json) -> tuple[str, Value]:
    match pair:
        case [str(name), value]:
            return name, from_json(value)
        case _:
            raise ValueError(f"not a part of an item: {pair!r:.80}")


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as fault:
        raise ValueError(f"not a number: {text!r:.40}") from fault
    if not number.is_finite():
        raise ValueError(f"not a number: {text!r:.40}")
    return number
