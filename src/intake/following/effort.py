"""What your hours tell: how long a unit of work takes you, and what an hour with this client earned."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from statistics import median

from intake.following.ledger import Due, Standing
from intake.frugal import dataclass
from intake.model.dossier import Dossier
from intake.model.money import Money
from intake.model.outcome import Outcome

INCIDENT_WEIGHT = Fraction(1, 4)
PAYMENT_WEIGHT = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Goodwill:
    """The hours that you meant to give a client at most, and those given so far."""

    most: Decimal
    given: Decimal

    @property
    def left(self) -> Decimal:
        """What may still be given; below zero where more was given than you meant to."""
        return self.most - self.given


@dataclass(frozen=True, slots=True)
class Rate:
    """What an hour earned, plain and with the trouble counted in; `trouble` is the factor by which hours weighed more."""

    earned: Money
    hours: Decimal
    trouble: Decimal
    plain: Money
    adjusted: Money


def median_hours(outcomes: Iterable[Outcome]) -> Mapping[str, Decimal]:
    """Your median hours for one unit of each kind of work, from all your records but gifts; nothing where there are none."""
    found: dict[str, list[Fraction]] = {}
    for outcome in outcomes:
        if outcome.hours is not None and not outcome.hours.gift and outcome.hours.unit and outcome.hours.units > 0:
            each = Fraction(outcome.hours.hours) / Fraction(outcome.hours.units)
            found.setdefault(outcome.hours.unit, []).append(each)
    return {unit: _decimal(median(hours)) for unit, hours in sorted(found.items())}


def goodwill(present: Dossier, past: Iterable[Dossier]) -> Goodwill | None:
    """The gifts to one client in all its dossiers, held against what you answered for this one; None without an answer."""
    answer = present.answers.get("goodwill_hours")
    if answer is None or not isinstance(answer.value, int | Decimal) or isinstance(answer.value, bool):
        return None
    every = (outcome.hours for dossier in (*past, present) for outcome in dossier.outcomes)
    return Goodwill(Decimal(answer.value), sum((h.hours for h in every if h and h.gift), start=Decimal(0)))


def effort_rate(dossier: Dossier, dues: Sequence[Due]) -> Rate | None:
    """What was paid, by the hours recorded; None without both, or with payments in several currencies.

    Trouble makes an hour weigh more: a quarter for each incident, a tenth for each payment that was late or short.
    """
    hours = sum((moment.hours.hours for moment in dossier.outcomes if moment.hours), start=Decimal(0))
    currencies = {due.paid.currency for due in dues}
    if hours <= 0 or len(currencies) != 1:
        return None
    earned = Money(sum(due.paid.minor for due in dues), currencies.pop())
    incidents = sum(moment.incident is not None for moment in dossier.outcomes)
    bad = sum(due.standing in (Standing.LATE, Standing.SHORT, Standing.UNPAID) for due in dues)
    trouble = 1 + INCIDENT_WEIGHT * incidents + PAYMENT_WEIGHT * bad
    plain = Fraction(earned.minor) / Fraction(hours)
    return Rate(
        earned,
        hours,
        _decimal(trouble),
        Money(round(plain), earned.currency),
        Money(round(plain / trouble), earned.currency),
    )


def _decimal(number: Fraction) -> Decimal:
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal("0.000001")).normalize()
