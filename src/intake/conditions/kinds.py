"""The static types of the condition language: what kind of value each name stands for."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from intake.frugal import dataclass, field
from intake.model.money import Money
from intake.model.questionnaire import Question, Type
from intake.model.values import Duration, Percent, Quantity, Value


class Basic(Enum):
    """The kinds without parts; the value is the word that messages use."""

    BOOL = "yes or no"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"
    DURATION = "duration"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Choice:
    """One of these words; it compares with text, and a literal must be one of them."""

    options: tuple[str, ...]

    def __str__(self) -> str:
        return "text"


@dataclass(frozen=True, slots=True)
class Group:
    """A row, a person or a contact: named parts, each of its kind."""

    fields: Mapping[str, "Kind"]

    def __str__(self) -> str:
        return "group of parts"


@dataclass(frozen=True, slots=True)
class List:
    """Any number of values of one kind."""

    item: "Kind"

    def __str__(self) -> str:
        return f"list ({self.item})"


Kind: TypeAlias = Basic | Choice | Group | List

BOOL, NUMBER, TEXT, DATE = Basic.BOOL, Basic.NUMBER, Basic.TEXT, Basic.DATE
MONEY, PERCENT, QUANTITY, DURATION = Basic.MONEY, Basic.PERCENT, Basic.QUANTITY, Basic.DURATION


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that a condition may use, dotted or not, with the kind of each.

    `units` tells in which currencies or units the amount behind a name can be, where only some are possible.
    """

    names: Mapping[str, Kind]
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_DELIVERABLE = Group({"name": TEXT, "volume": QUANTITY, "due": DATE, "price": MONEY, "done_when": TEXT})
_PERSON = Group({"name": TEXT, "email": TEXT, "phone": TEXT})
_KINDS: Mapping[Type, Kind] = {
    Type.NUMBER: NUMBER,
    Type.BOOL: BOOL,
    Type.CHOICES: List(TEXT),
    Type.DATE: DATE,
    Type.MONEY: MONEY,
    Type.PERCENT: PERCENT,
    Type.QUANTITY: QUANTITY,
    Type.DURATION: DURATION,
    Type.PERSON: _PERSON,
    Type.CONTACT: _PERSON,
    Type.REPEAT: List(_DELIVERABLE),
    Type.CALC: MONEY,
}


def kind_of_type(type: Type) -> Kind:  # noqa: A002
    """The kind of an answer of that type, by what the standard vocabulary says of it.

    A repeat is the list of deliverables and a calculation an amount of money, as `model.facts.ANSWERS` has them; where
    the questionnaire is at hand, `kind_of_question` and the calculation's own program know better.
    """
    return _KINDS.get(type, TEXT)


def kind_of_question(question: Question) -> Kind:
    """The kind of a question's answer: a repeat has its own items, a choice its own options.

    A calculation's kind is that of its program, which the caller knows once it has compiled it.
    """
    match question.type:
        case Type.REPEAT:
            return List(Group({part.id: kind_of_question(part) for part in question.item}))
        case Type.CHOICE:
            return Choice(tuple(option.value for option in question.options))
        case Type.CHOICES:
            return List(Choice(tuple(option.value for option in question.options)))
        case _:
            return kind_of_type(question.type)


def kind_of_value(value: Value) -> Kind | None:
    """The kind of a scalar value; None for a row or a list, whose kind only the scope can tell."""
    match value:
        case bool():
            return BOOL
        case int() | Decimal():
            return NUMBER
        case str():
            return TEXT
        case date():
            return DATE
        case Money():
            return MONEY
        case Percent():
            return PERCENT
        case Quantity():
            return QUANTITY
        case Duration():
            return DURATION
        case _:
            return None


def same(left: Kind, right: Kind) -> bool:
    """Whether values of the two kinds can be equal; a choice is text."""
    if isinstance(left, List) and isinstance(right, List):
        return same(left.item, right.item)
    return plain(left) == plain(right)


def plain(kind: Kind) -> Kind:
    """The kind without the options of a choice, or of a list of choices."""
    match kind:
        case Choice():
            return TEXT
        case List(item):
            return List(plain(item))
        case _:
            return kind
