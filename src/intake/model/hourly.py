"""Work by the hour as both sides agree on it: the rate, the limit of hours if there is one, and how often it is invoiced."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from intake.frugal import dataclass
from intake.locale import marked
from intake.model.brief import Brief
from intake.model.money import Money
from intake.model.values import Value

RHYTHMS: Mapping[str, str] = MappingProxyType(
    {
        "weekly": marked("every week"),
        "fortnightly": marked("every two weeks"),
        "monthly": marked("at the end of each month"),
    }
)
"""How often hours are invoiced, by the answer to `invoicing`, as clauses say it."""
QUESTIONS = ("billing_model", "hourly_rate", "hours_capped", "hours_cap", "invoicing", "pay_days")
_DAYS = {"weekly": 7, "fortnightly": 14}
_PAY_DAYS = 14


@dataclass(frozen=True, slots=True)
class Hourly:
    """The rate of an hour, the answer to `invoicing`, the days to pay, and the hours at most; None where no limit is agreed."""

    rate: Money
    invoicing: str
    pay_days: int = _PAY_DAYS
    hours: Decimal | None = None

    @property
    def most(self) -> Money | None:
        """What all hours up to the limit come to; None without a limit."""
        return None if self.hours is None else self.rate.times(self.hours)

    def invoiced_on(self, start: date, end: date) -> tuple[date, ...]:
        """The days on which hours are invoiced: the last of each period from the start, and the end of the work."""
        found = []
        day = self._period_end(start)
        while day < end:
            found.append(day)
            day = self._period_end(day + timedelta(days=1))
        return (*found, end)

    def _period_end(self, first: date) -> date:
        if days := _DAYS.get(self.invoicing):
            return first + timedelta(days=days - 1)
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return after - timedelta(days=1)


def hourly(answers: Mapping[str, Value | None]) -> Hourly | None:
    """What these answers say of work by the hour; None where it has a fixed price, or nobody said how often it is invoiced."""
    rate, invoicing = answers.get("hourly_rate"), answers.get("invoicing")
    if answers.get("billing_model") != "hourly" or not isinstance(rate, Money) or invoicing not in RHYTHMS:
        return None
    hours, days = answers.get("hours_cap"), answers.get("pay_days")
    return Hourly(
        rate,
        str(invoicing),
        int(days) if isinstance(days, int | Decimal) else _PAY_DAYS,
        Decimal(hours) if isinstance(hours, int | Decimal) else None,
    )


def hourly_of(brief: Brief) -> Hourly | None:
    """The work by the hour that a brief agrees on; None where it has a fixed price."""
    return hourly({answer.id: answer.value for answer in brief.answers if answer.id in QUESTIONS})
