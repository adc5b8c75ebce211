"""What was due and what came: every instalment or invoice with its payments, and whether it was paid, late or short."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum

from intake.frugal import dataclass
from intake.model.dates import punctual_until
from intake.model.dossier import Dossier
from intake.model.money import Money
from intake.model.outcome import Payment
from intake.model.pending import payments_by_due_day, planned_payments, received


class Standing(Enum):
    """How one due amount stands; only the first four rest on payments that somebody recorded."""

    PAID = "paid on time"
    LATE = "paid late"
    SHORT = "paid in part"
    UNPAID = "not paid"
    OPEN = "not due yet"
    UNKNOWN = "nothing recorded"


@dataclass(frozen=True, slots=True)
class Due:
    """One day's due amount: what was owed, what came, on which day it was complete, and what came or is late.

    `late` holds each part that was open after its day, and until when.
    """

    on: date
    owed: Money
    paid: Money
    settled: date | None
    standing: Standing
    what: str = ""
    late: tuple[tuple[Money, date], ...] = ()

    @property
    def overdue(self) -> bool:
        """Whether it is known to be open beyond its day, or was."""
        return self.standing in (Standing.LATE, Standing.SHORT, Standing.UNPAID)

    @property
    def missing(self) -> Money:
        """What is still to come; nothing where more came than was due."""
        return Money(max(0, self.owed.minor - self.paid.minor), self.owed.currency)


def ledger(dossier: Dossier, today: date) -> tuple[Due, ...]:
    """The due amounts of a dossier by day: the instalments of the signed plan, and invoices that payments name.

    A payment belongs to what fell due on the day it names. An amount that is overdue without any recorded payment is
    UNKNOWN: silence of the records is no proof against a client, and none for them.
    """
    paid = payments_by_due_day(dossier.outcomes)
    planned = planned_payments(dossier.signed) if dossier.signed else {}
    due = {day: (_invoiced(payments), "") for day, payments in paid.items()} | planned
    return tuple(_due(day, owed, what, paid.get(day, []), today) for day, (owed, what) in sorted(due.items()))


def _invoiced(payments: Sequence[tuple[date, Payment]]) -> Money:
    """What was invoiced for a day that no plan names: the last amount given, else what came."""
    named = [payment.owed for _, payment in payments if payment.owed is not None]
    return named[-1] if named else received(payments, payments[0][1].amount.currency)


def _due(day: date, owed: Money, what: str, payments: Sequence[tuple[date, Payment]], today: date) -> Due:
    settled = next(
        (on for i, (on, _) in enumerate(payments) if received(payments[: i + 1], owed.currency).minor >= owed.minor),
        None,
    )
    paid = received(payments, owed.currency)
    standing = _standing(day, paid, settled, bool(payments), today)
    return Due(day, owed, paid, settled, standing, what, tuple(_late(day, owed, payments, today)))


def _late(
    day: date, owed: Money, payments: Sequence[tuple[date, Payment]], today: date
) -> Iterator[tuple[Money, date]]:
    """The parts of the amount that came after its last punctual day, and the part that has not come."""
    limit, left = punctual_until(day), owed.minor
    for on, payment in payments:
        part = min(left, payment.amount.minor) if payment.amount.currency == owed.currency else 0
        left -= part
        if part and on > limit:
            yield Money(part, owed.currency), on
    if left and today > limit:
        yield Money(left, owed.currency), today


def _standing(day: date, paid: Money, settled: date | None, recorded: bool, today: date) -> Standing:
    limit = punctual_until(day)
    if settled is not None:
        return Standing.PAID if settled <= limit else Standing.LATE
    if today <= limit:
        return Standing.OPEN
    if not recorded:
        return Standing.UNKNOWN
    return Standing.SHORT if paid.minor > 0 else Standing.UNPAID
