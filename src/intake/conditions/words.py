"""The words of a condition: names, signs, and values as people write them, each with the place where it starts."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from intake.model.money import Money
from intake.model.values import Duration, Percent, Quantity, Value

RESERVED = frozenset(("or", "and", "not", "in", "is"))
"""The words that can be no name."""

# The first that fits counts: a number behind which a unit stands is no plain number. A hyphen inside a word belongs to
# the name, as in the ids of questions: subtraction stands between spaces.
_WORD = re.compile(
    r"""\s*(?:
      (?P<text>'[^'\n]*'|"[^"\n]*")
    | (?P<date>\d{4}-\d{2}-\d{2}(?![\w-]))
    | (?P<duration>\d+\s+(?:working\s+)?(?:day|week)s?\b)
    | (?P<money>\d+(?:\.\d+)?\s+[A-Z]{3}\b)
    | (?P<percent>\d+(?:\.\d+)?\s*%)
    | (?P<quantity>\d+(?:\.\d+)?\s+(?!(?:and|or|not|in|is)\b)[a-z]+\b)
    | (?P<number>\d+(?:\.\d+)?(?![\w.]))
    | (?P<name>[A-Za-z_]\w*(?:-\w+)*(?:\.[A-Za-z_]\w*(?:-\w+)*)*)
    | (?P<sign>[!<>]=|[=<>+*/()\[\],-])
    )""",
    re.VERBOSE,
)


class Wrong(Exception):
    """The text is no condition: what is wrong, at which character, and what to write instead."""

    def __init__(self, message: str, at: int, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.hint = hint


class Word(NamedTuple):
    """One word; `kind` is `name`, `sign`, a kind of value, or `end` behind the last word that is understood."""

    kind: str
    text: str
    at: int


def words(text: str) -> Iterator[Word]:
    """The words of a condition, the end last."""
    at = 0
    while found := _WORD.match(text, at):
        kind = found.lastgroup or ""
        yield Word(kind, found[kind], found.start(kind))
        at = found.end()
    yield Word("end", "", len(text) - len(text[at:].lstrip()))


def value_of(word: Word) -> Value:
    """The value that a word stands for; Wrong for a day or a currency that does not exist."""
    try:
        return _VALUES[word.kind](word.text)
    except ValueError as fault:
        raise Wrong(str(fault), word.at) from fault


def _date(text: str) -> Value:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise ValueError(f"{text} is no day of the calendar") from fault


def _money(text: str) -> Value:
    amount, currency = text.split()
    return Money.of(Decimal(amount), currency)


def _duration(text: str) -> Value:
    amount, *rest = text.split()
    working = "working" in rest
    week = 5 if working else 7
    return Duration(int(amount) * (week if rest[-1].startswith("week") else 1), working)


def _quantity(text: str) -> Value:
    amount, unit = text.split()
    return Quantity(Decimal(amount), unit.removesuffix("s"))


_VALUES: Mapping[str, Callable[[str], Value]] = MappingProxyType(
    {
        "text": lambda text: text[1:-1],
        "date": _date,
        "duration": _duration,
        "money": _money,
        "percent": lambda text: Percent(Decimal(text.rstrip("% \t\n"))),
        "quantity": _quantity,
        "number": lambda text: Decimal(text) if "." in text else int(text),
    }
)
