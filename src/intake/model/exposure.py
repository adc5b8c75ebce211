"""How much work stands unpaid on each day of a plan, if every payment comes on its last day.

Work is taken to go on one deliverable after another in the order of their dates, each evenly over its days, and to be
worth its price in proportion. Work by the hour is taken to be spread evenly up to its limit, and invoiced as agreed. What is shown is the greatest amount of the day: before that day's payment comes.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil

from intake.frugal import dataclass
from intake.model.brief import Brief
from intake.model.checklist import Instalment, Task
from intake.model.hourly import Hourly, hourly_of
from intake.model.money import Money
from intake.model.pricing import priced


@dataclass(frozen=True, slots=True)
class Stint:
    """The days in which one deliverable is worked on, and its price in the smallest coin."""

    name: str
    price: int
    begin: date
    end: date


@dataclass(frozen=True, slots=True)
class Exposure:
    """A day of the curve: the value of the work done, what was received before, and what of it stands unpaid."""

    on: date
    worked: Money
    received: Money
    unpaid: Money


def course(brief: Brief) -> tuple[Exposure, ...]:
    """The exposure of a brief day by day; empty where it has no plan or no prices."""
    return curve(_work(brief), payments(brief))


def course_in(brief: Brief, columns: int) -> tuple[Exposure, ...]:
    """The exposure of a brief in so many columns, to be drawn; empty where it has no plan or no prices."""
    return profile(_work(brief), payments(brief), columns)


def payments(brief: Brief) -> tuple[Instalment, ...]:
    """What is to come in: the instalments, and for work by the hour up to a limit its invoices on their last day."""
    plan, by_hour = brief.checklist.instalments, hourly_of(brief)
    return plan if by_hour is None else (*plan, *invoices(_work(brief), plan, by_hour))


def invoices(work: Sequence[Stint], advances: Sequence[Instalment], by_hour: Hourly) -> tuple[Instalment, ...]:
    """The invoices of work by the hour, as far as it can be foreseen; an advance is set off against the last of them."""
    if not work:
        return ()
    left = sum(stint.price for stint in work) - sum(part.amount.minor for part in advances)
    found, billed = [], 0
    for day in by_hour.invoiced_on(work[0].begin, work[-1].end):
        amount = min(round(worked(work, day)), left) - billed
        if amount > 0:
            billed += amount
            due = day + timedelta(days=by_hour.pay_days)
            found.append(Instalment(Money(amount, by_hour.rate.currency), "", due))
    return tuple(found)


def _work(brief: Brief) -> tuple[Stint, ...]:
    checklist, by_hour = brief.checklist, hourly_of(brief)
    if by_hour:
        return evenly(by_hour, checklist.tasks, start_of(brief))
    prices = priced(checklist.tasks, checklist.total) if checklist.instalments else None
    return stints(checklist.tasks, prices, start_of(brief)) if prices else ()


def evenly(by_hour: Hourly, tasks: Sequence[Task], start: date) -> tuple[Stint, ...]:
    """All hours up to the limit as one piece of work until the last day of delivery; empty where no limit is agreed."""
    end = max((task.due for task in tasks), default=start)
    return () if by_hour.most is None else (Stint("", by_hour.most.minor, start, max(start, end)),)


def start_of(brief: Brief) -> date:
    """The day on which work starts, as agreed; else that of the brief."""
    agreed = next((answer.value for answer in brief.answers if answer.id == "start"), None)
    return agreed if isinstance(agreed, date) else brief.issued


def stints(tasks: Sequence[Task], prices: Sequence[Money], start: date) -> tuple[Stint, ...]:
    """The work in its order; one that is due before the start takes no time and is worth its price at once."""
    order = sorted(zip(tasks, prices, strict=True), key=lambda row: row[0].due)
    found: list[Stint] = []
    begin = start
    for task, price in order:
        end = max(begin, task.due)
        found.append(Stint(task.name, price.minor, begin, end))
        begin = end
    return tuple(found)


def worked(work: Sequence[Stint], day: date) -> Fraction:
    """The value of what is done at the end of the day, in the smallest coin."""
    return sum((stint.price * _share(stint, day) for stint in work), start=Fraction(0))


def day_of(work: Sequence[Stint], value: Fraction) -> date:
    """The first day at whose end that much is done; the last day of all where it never is."""
    done = Fraction(0)
    for stint in work:
        if done + stint.price >= value:
            days = (stint.end - stint.begin).days
            share = Fraction(value - done, stint.price) if stint.price else Fraction(1)
            return stint.begin + timedelta(days=max(0, ceil(days * share)))
        done += stint.price
    return work[-1].end


def curve(work: Sequence[Stint], plan: Sequence[Instalment]) -> tuple[Exposure, ...]:
    """The exposure on every day on which it may peak or turn: the begin and end of each piece of work, each payment day."""
    if not plan or not work:
        return ()
    currency = plan[0].amount.currency
    days = {stint.begin for stint in work} | {stint.end for stint in work} | {instalment.due for instalment in plan}
    return tuple(_exposure(work, plan, day, currency) for day in sorted(days))


def peak(points: Sequence[Exposure]) -> Exposure | None:
    """The first day on which most stands unpaid; None without a plan."""
    return max(points, key=lambda point: (point.unpaid.minor, -point.on.toordinal()), default=None)


def profile(work: Sequence[Stint], plan: Sequence[Instalment], columns: int) -> tuple[Exposure, ...]:
    """The days from the first to the last in so many columns of like length, each by the day on which most stands unpaid."""
    if not plan or not work or columns < 1:
        return ()
    turns = [point.on for point in curve(work, plan)]
    first, length = turns[0], (turns[-1] - turns[0]).days + 1
    columns = min(columns, length)
    starts = [first + timedelta(days=length * column // columns) for column in range(columns + 1)]
    day = timedelta(days=1)
    found = []
    for start, after in pairwise(starts):
        within = {turn for turn in turns if start <= turn < after} | {start, after - day}
        points = [_exposure(work, plan, each, plan[0].amount.currency) for each in sorted(within)]
        found.append(max(points, key=lambda point: point.unpaid.minor))
    return tuple(found)


def _share(stint: Stint, day: date) -> Fraction:
    if day >= stint.end:
        return Fraction(1)
    if day <= stint.begin:
        return Fraction(0)
    return Fraction((day - stint.begin).days, (stint.end - stint.begin).days)


def _exposure(work: Sequence[Stint], plan: Sequence[Instalment], day: date, currency: str) -> Exposure:
    done = ceil(worked(work, day))
    received = sum(instalment.amount.minor for instalment in plan if instalment.due < day)
    return Exposure(
        day, Money(done, currency), Money(received, currency), Money(max(0, done - received), currency)
    )  # fmt: skip
