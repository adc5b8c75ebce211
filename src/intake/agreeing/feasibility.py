"""Whether the dates can be kept: volumes by your own median hours, against the working days that are left."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date, timedelta
from decimal import Decimal

from intake.frugal import dataclass
from intake.model.checklist import Task
from intake.model.dates import is_working_day

HOURS_A_DAY = Decimal(6)
"""How many hours of a working day go into deliverables, unless you say otherwise."""


@dataclass(frozen=True, slots=True)
class Feasibility:
    """One deliverable: the hours that it and all that is due before need, and those there are until its date.

    `needed` is None where your records do not tell the hours for a unit among them (`unknown` names the units).
    """

    task: str
    due: date
    needed: Decimal | None
    available: Decimal
    unknown: tuple[str, ...] = ()

    @property
    def shortfall(self) -> Decimal | None:
        """The hours that are missing; zero where there are enough, None where that is not known."""
        return None if self.needed is None else max(Decimal(0), self.needed - self.available)


def feasibility(
    tasks: Sequence[Task],
    medians: Mapping[str, Decimal],
    *,
    start: date,
    hours_a_day: Decimal = HOURS_A_DAY,
    promised: Iterable[Task] = (),
    holidays: Set[date] = frozenset(),
) -> tuple[Feasibility, ...]:
    """Each deliverable against its date, in the order of dates; `promised` is what is due to others in the same time.

    All dates can be kept, by doing first what is due first, if and only if none has a shortfall.
    """
    every = sorted((*tasks, *promised), key=lambda task: task.due)
    return tuple(
        _of(task, [each for each in every if each.due <= task.due], medians, start, hours_a_day, holidays)
        for task in every
    )


def hours_between(start: date, end: date, hours_a_day: Decimal, holidays: Set[date] = frozenset()) -> Decimal:
    """The hours of the working days from the start to the end, both counted."""
    days = (start + timedelta(days=i) for i in range((end - start).days + 1))
    return hours_a_day * sum(is_working_day(day, holidays) for day in days)


def _of(
    task: Task,
    before: Sequence[Task],
    medians: Mapping[str, Decimal],
    start: date,
    hours_a_day: Decimal,
    holidays: Set[date],
) -> Feasibility:
    unknown = tuple(sorted({each.volume.unit for each in before} - medians.keys()))
    needed = None if unknown else sum((each.volume.amount * medians[each.volume.unit] for each in before), Decimal(0))
    return Feasibility(task.name, task.due, needed, hours_between(start, task.due, hours_a_day, holidays), unknown)
