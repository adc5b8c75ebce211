"""The ways in which one unknown fact can turn out, as far as a policy can tell them apart.

`budget > 2000 EUR` and `budget > 5000 EUR` tell three kinds of budget apart, so three cells stand for all amounts there are.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from intake.conditions.operations import Impossible, compare
from intake.conditions.residue import Comparison
from intake.frugal import dataclass
from intake.model.money import Money
from intake.model.policy import Domain
from intake.model.values import Duration, Percent, Quantity, Value

_ANY = Domain()


@dataclass(frozen=True, slots=True)
class Partition:
    """`count` cells; for each comparison the cells in which it is true, as the bits of a number."""

    count: int
    truths: dict[Comparison, int]


def partition(comparisons: Sequence[Comparison], domain: Domain = _ANY) -> Partition | None:
    """The cells that comparisons of one fact tell apart; None where their values are of different measures."""
    values = [value for comparison in comparisons for value in comparison.values]
    if len(values) == 1 and _is_open(comparisons[0], domain):
        return Partition(2, {comparisons[0]: 1})
    few = domain.values or ((True, False) if any(isinstance(value, bool) for value in values) else ())
    if few:
        return _merged(comparisons, [_truths(comparisons, value) for value in few])
    measures = [_measure(value) for value in values]
    if any(measure is None for measure in measures):
        return _of_words(comparisons)
    units = {measure[1] for measure in measures if measure}
    return _of_amounts(comparisons) if len(units) == 1 else None


def _is_open(comparison: Comparison, domain: Domain) -> bool:
    """Whether a comparison with one value can surely turn out both ways."""
    return not domain.values or (
        comparison.operator == "=" and comparison.values[0] in domain.values and len(domain.values) > 1
    )


def has_unit(comparison: Comparison) -> bool:
    """Whether the fact is an amount that could also come in another currency, unit or reckoning of days."""
    return any(isinstance(value, Money | Quantity | Duration) for value in comparison.values)


def _truths(comparisons: Sequence[Comparison], value: Value) -> tuple[bool, ...]:
    return tuple(any(_holds(c.operator, value, other) for other in c.values) for c in comparisons)


def _holds(operator: str, value: Value, other: Value) -> bool:
    try:
        return compare(operator, value, other)
    except Impossible:
        return False


def _merged(comparisons: Sequence[Comparison], signatures: Sequence[tuple[bool, ...]]) -> Partition:
    """One cell for every combination of truths that occurs."""
    cells = list(dict.fromkeys(signatures))
    truths = {
        comparison: sum(1 << cell for cell, truth in enumerate(cells) if truth[place])
        for place, comparison in enumerate(comparisons)
    }
    return Partition(len(cells), truths)


def _of_words(comparisons: Sequence[Comparison]) -> Partition:
    """Each value that is named is a cell, and one more stands for all others."""
    values = list(dict.fromkeys(value for comparison in comparisons for value in comparison.values))
    named = [tuple(value in comparison.values for comparison in comparisons) for value in values]
    return _merged(comparisons, [*named, (False,) * len(comparisons)])


def _of_amounts(comparisons: Sequence[Comparison]) -> Partition:
    """The stretches between the amounts that are named, and those amounts where a comparison picks them out.

    Positions count along the line: below the first amount 0, the first amount 1, between it and the second 2, and so on.
    A comparison for order turns at one position; the positions between two turns are told apart by equality alone.
    """
    sizes = {value: _size(value) for comparison in comparisons for value in comparison.values}
    ranks = {size: rank for rank, size in enumerate(sorted(set(sizes.values())))}
    at = {value: 2 * ranks[size] + 1 for value, size in sizes.items()}
    turns = {at[c.values[0]] + (c.operator == "<=") for c in comparisons if c.operator != "="}
    picked = {at[value] for comparison in comparisons if comparison.operator == "=" for value in comparison.values}
    whole = isinstance(next(iter(sizes)), date | Money | Duration)
    empty = {2 * ranks[size] for size in ranks if whole and size - 1 in ranks}
    cells: dict[tuple[int, int], int] = {}
    below: dict[int, int] = {}
    passed = 0
    for position in range(2 * len(ranks) + 1):
        if position in turns:
            below[position] = (1 << len(cells)) - 1
            passed += 1
        if position not in empty:
            cells.setdefault((passed, position if position in picked else 0), len(cells))
    exactly = {position: 1 << cell for (_, position), cell in cells.items() if position}
    truths = {
        c: sum(exactly[place] for place in {at[value] for value in c.values})
        if c.operator == "="
        else below[at[c.values[0]] + (c.operator == "<=")]
        for c in comparisons
    }
    return Partition(len(cells), truths)


def _size(value: Value) -> Decimal:
    measure = _measure(value)
    if measure is None:
        raise TypeError(f"{value!r} is no amount")
    return measure[0]


def _measure(value: Value) -> tuple[Decimal, str] | None:
    """The size of an amount and its unit; None for what has no order."""
    match value:
        case bool():
            return None
        case int() | Decimal():
            return Decimal(value), ""
        case date():
            return Decimal(value.toordinal()), ""
        case Money():
            return Decimal(value.minor), value.currency
        case Percent():
            return value.value, "%"
        case Quantity():
            return value.amount, value.unit
        case Duration():
            return Decimal(value.days), "working" if value.working else ""
        case _:
            return None
