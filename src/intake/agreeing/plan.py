"""The payment plan: of all plans that the terms allow, the one that leaves least work unpaid.

Every plan pays the advance before the work, and the rest after deliveries, `pay_days` later. Free is only which deliveries
are billed together. A bill above the ceiling is paid in equal parts, each once its share of the work is done, so that
each falls due on a day of its own.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, zip_longest

from intake.errors import Refused
from intake.frugal import dataclass
from intake.locale import Words
from intake.model.checklist import Instalment, Task, before_work_on
from intake.model.exposure import Stint, day_of, stints, worked
from intake.model.money import Money
from intake.model.pricing import split
from intake.model.values import Percent


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed or demanded: the advance on the whole or on each iteration, the days to pay, the limits.

    `most` is the ceiling of one instalment, `count` that of their number; what makes each due is said in `language`.
    """

    advance: Percent
    start: date
    pay_days: int
    per_iteration: bool = False
    most: Money | None = None
    count: int | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class _Bill:
    """The deliveries after `since` up to `upto`, billed together, and the greatest exposure until it is paid."""

    since: int
    upto: int
    parts: tuple[Instalment, ...]
    exposure: Fraction

    @property
    def delay(self) -> int:
        """Coin-days until it is paid: the sooner, the smaller."""
        return sum(part.amount.minor * part.due.toordinal() for part in self.parts)


_Cost = tuple[Fraction | int, ...]
_Way = tuple[_Cost, tuple[_Bill, ...]]


def instalments(tasks: Sequence[Task], prices: Sequence[Money], terms: Terms) -> tuple[Instalment, ...]:
    """The plan with the least greatest exposure; among equals the one that pays soonest, then in the fewest parts.

    The instalments sum up to the prices exactly. Refused where more of them are needed than the terms allow.
    """
    space = _Space(stints(tasks, prices, terms.start), prices[0].currency, terms)
    bills, last = space.bills(), len(tasks)
    allowed = None if terms.count is None else terms.count - len(space.advances)
    least = _best(bills, last, allowed, lambda cost, bill: (max(*cost, bill.exposure),))
    if least is None:
        limit = f" of at most {terms.most}" if terms.most else ""
        raise Refused(
            f"no plan has at most {terms.count} instalments{limit}",
            remedy="Allow more instalments, or a higher ceiling.",
        )
    bearable = [bill for bill in bills if bill.exposure <= least[0][0]]
    soonest = _best(bearable, last, allowed, lambda cost, bill: _sum(cost, (bill.delay, len(bill.parts)))) or least
    rest = (part for bill in soonest[1] for part in bill.parts)
    return tuple(sorted((*space.advances, *rest), key=lambda instalment: instalment.due))


def advances(tasks: Sequence[Task], prices: Sequence[Money], terms: Terms) -> tuple[Instalment, ...]:
    """What is paid before the work alone, where the rest is invoiced as it is worked."""
    space = _Space(stints(tasks, prices, terms.start), prices[0].currency, terms)
    return tuple(sorted(space.advances, key=lambda instalment: instalment.due))


def _best(bills: Sequence[_Bill], last: int, allowed: int | None, cost: Callable[[_Cost, _Bill], _Cost]) -> _Way | None:
    """The way from the first delivery to the last with the least cost, in at most so many instalments."""
    ways: dict[tuple[int, int], _Way] = {(0, 0): ((0,), ())}
    for bill in bills:
        for (upto, used), (spent, path) in list(ways.items()):
            total = 0 if allowed is None else used + len(bill.parts)
            if upto != bill.since or (allowed is not None and total > allowed):
                continue
            found = cost(spent, bill), (*path, bill)
            if (bill.upto, total) not in ways or found[0] < ways[bill.upto, total][0]:
                ways[bill.upto, total] = found
    return min((way for (upto, _), way in ways.items() if upto == last), key=lambda way: way[0], default=None)


def _sum(one: _Cost, other: _Cost) -> _Cost:
    """Both costs, part by part."""
    return tuple(a + b for a, b in zip_longest(one, other, fillvalue=0))


class _Space:
    """All bills that the terms allow; what is done by a day is worked out once."""

    def __init__(self, work: Sequence[Stint], currency: str, terms: Terms) -> None:
        self.work, self.currency, self.terms = work, currency, terms
        self.say = Words(terms.language)
        self.wait = timedelta(days=terms.pay_days)
        self.advance = [Money(stint.price, currency).times(terms.advance.value / Decimal(100)).minor for stint in work]
        self.values = list(accumulate((stint.price for stint in work), initial=0))
        self.rests = [
            value - paid for value, paid in zip(self.values, accumulate(self.advance, initial=0), strict=True)
        ]
        self.advances = self._advances()
        self._done: dict[date, Fraction] = {}

    def bills(self) -> list[_Bill]:
        """Every bill that there can be, those of earlier deliveries first."""
        count = len(self.work)
        return [self._bill(since, upto) for since in range(count) for upto in range(since + 1, count + 1)]

    def _advances(self) -> list[Instalment]:
        """The advance on the whole before the start, or on each iteration before its own."""
        if not self.terms.per_iteration:
            return self._cut(sum(self.advance), self.say("in advance, before work starts"), [self.terms.start])
        return [
            part
            for stint, amount in zip(self.work, self.advance, strict=True)
            for part in self._cut(
                amount,
                self.say("in advance, {before}", before=before_work_on(stint.name, self.terms.language)),
                [stint.begin],
            )
        ]

    def _bill(self, since: int, upto: int) -> _Bill:
        amount = self.rests[upto] - self.rests[since]
        trigger = self.say("on delivery of {tasks}", tasks=self._named(since, upto))
        parts = self._cut(amount, trigger, self._days(since, upto, amount))
        begin = self.work[since - 1].end + self.wait if since else self.terms.start - timedelta(days=1)
        end = self.work[upto - 1].end + self.wait
        received = [*self.advances, *parts]
        days = {each.due for each in received if begin < each.due <= end}
        exposure = max((self._unpaid(day, self.rests[since], received) for day in days), default=Fraction(0))
        return _Bill(since, upto, tuple(parts), exposure)

    def _days(self, since: int, upto: int, amount: int) -> list[date]:
        """The due days of a bill's parts: each once its share of the work is done."""
        count, value = self._count(amount), self.values[upto] - self.values[since]
        shares = (self.values[since] + Fraction(value * i, count) for i in range(1, count + 1))
        return [day_of(self.work, share) + self.wait for share in shares]

    def _cut(self, amount: int, trigger: str, days: Sequence[date]) -> list[Instalment]:
        """The amount in equal parts below the ceiling, due on these days or all on the one."""
        count = self._count(amount)
        parts = split(Money(amount, self.currency), count) if amount else []
        due = days if len(days) == len(parts) else [days[0]] * len(parts)
        numbered = [self._numbered(trigger, i, count) if count > 1 else trigger for i in range(1, count + 1)]
        return [Instalment(*each) for each in zip(parts, numbered, due, strict=False)]

    def _count(self, amount: int) -> int:
        most = self.terms.most
        if most is None or most.currency != self.currency or most.minor <= 0:
            return 1
        return max(1, -(-amount // most.minor))

    def _unpaid(self, day: date, before: int, received: Sequence[Instalment]) -> Fraction:
        if day not in self._done:
            self._done[day] = worked(self.work, day)
        return self._done[day] - before - sum(each.amount.minor for each in received if each.due < day)

    def _numbered(self, trigger: str, number: int, count: int) -> str:
        return self.say("{trigger} (part {number} of {count})", trigger=trigger, number=number, count=count)

    def _named(self, since: int, upto: int) -> str:
        names = [stint.name for stint in self.work[since:upto]]
        return self.say("{names} and {last}", names=", ".join(names[:-1]), last=names[-1]) if names[1:] else names[0]
