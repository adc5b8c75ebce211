"""What may be asked for a payment that came late: the interest of the law and its flat sum, or why that is not known."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from intake.following.ledger import Due
from intake.frugal import dataclass, replace
from intake.model.dates import punctual_until
from intake.model.late_fees import LATE_FEES, REFERENCE_RATES, LateFee
from intake.model.money import Money

_DAYS_A_YEAR = 365
_JULY = 7


@dataclass(frozen=True, slots=True)
class Claim:
    """What is due on top of a late payment; `interest` is None where `unknown` says why."""

    days: int
    interest: Money | None
    compensation: Money | None
    rule: str
    unknown: str = ""


def late_claim(
    seat: str,
    owed: Money,
    due: date,
    until: date,
    *,
    rules: Mapping[str, LateFee] = LATE_FEES,
    rates: Mapping[str, Mapping[tuple[int, int], Decimal]] = REFERENCE_RATES,
) -> Claim:
    """The claim for an amount that stayed open from the day after `due` to `until`, by the law of the supplier's seat.

    Simple interest by the day, a year of 365 days, rounded once, half to even. Between businesses only.
    """
    days = max(0, (until - due).days)
    rule = rules.get(seat)
    if rule is None:
        where = seat or "your country (write it into settings.yaml)"
        return Claim(days, None, None, "", f"no rule for late payments is known for {where}")
    if not days:
        return Claim(0, Money(0, owed.currency), None, str(rule))
    known = rates.get(rule.reference, {})
    total = Fraction(0)
    first = _half(due + timedelta(days=1))
    for half, count in _halves(due, until):
        reference = known.get(first if rule.fixed else half) if rule.reference else Decimal(0)
        if reference is None:
            missing = f"the {rule.reference} rate of half-year {half[1]} of {half[0]} is not known here"
            return Claim(days, None, _compensation(rule, owed), str(rule), missing)
        total += Fraction(rule.points + reference) * count
    interest = Money(round(owed.minor * total / (100 * _DAYS_A_YEAR)), owed.currency)
    return Claim(days, interest, _compensation(rule, owed), str(rule))


def claim_on(seat: str, due: Due, today: date, grace_days: int | None = None) -> Claim:
    """The claim on a due amount that came late, in part or not at all: interest on each part for as long as it was open.

    The signed clause grants `grace_days` for which nothing is asked; where it says none (None), the day after the due day begins it.
    """
    begin = due.on if grace_days is None else punctual_until(due.on) + timedelta(days=grace_days)
    open_ = Money(sum(part.minor for part, _ in due.late), due.owed.currency)
    whole = late_claim(seat, open_, begin, max((until for _, until in due.late), default=today))
    parts = [late_claim(seat, part, begin, until) for part, until in due.late]
    if whole.interest is None or not parts:
        return whole
    interest = sum(part.interest.minor for part in parts if part.interest is not None)
    return replace(whole, interest=Money(interest, open_.currency))


def _compensation(rule: LateFee, owed: Money) -> Money | None:
    """The flat sum for this debt; by the smallest step where the debt is in another currency."""
    steps = [(least, flat) for least, flat in rule.flat if least <= owed.minor or flat.currency != owed.currency]
    if not steps:
        return None
    return steps[-1][1] if steps[-1][1].currency == owed.currency else steps[0][1]


def _halves(due: date, until: date) -> Iterator[tuple[tuple[int, int], int]]:
    """Each half-year of the delay with its number of days."""
    day = due + timedelta(days=1)
    while day <= until:
        year, half = _half(day)
        after = date(year, _JULY, 1) if half == 1 else date(year + 1, 1, 1)
        yield (year, half), (min(until + timedelta(days=1), after) - day).days
        day = after


def _half(day: date) -> tuple[int, int]:
    return day.year, 1 if day.month < _JULY else 2
