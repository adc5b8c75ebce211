"""What you said you would do by a day, in the clauses that both signed and by your own reminders, and whether you did it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import Enum

from intake.following.ledger import Due
from intake.frugal import dataclass
from intake.model.dates import punctual_until
from intake.model.outcome import Outcome, Step


class Kept(Enum):
    """How a promise stands; only the first three rest on something that somebody recorded."""

    KEPT = "done"
    LATE = "done late"
    BROKEN = "not kept"
    UNKNOWN = "nothing recorded"


@dataclass(frozen=True, slots=True)
class Promise:
    """One step, the day from which it was to be taken, what it is about, how it stands, and the day that shows it."""

    step: Step
    due: date
    about: str
    kept: Kept
    on: date | None = None


def promises(
    dues: Sequence[Due], outcomes: Sequence[Outcome], today: date, *, grace_days: int | None, reminders: Iterable[int]
) -> tuple[Promise, ...]:
    """Each step whose day has come, by day; a payment that came before it makes a step needless.

    `reminders` are the days after a due day on which your letters remind. After the `grace_days` of the signed clauses
    work pauses and the late fee is asked for. Work that was recorded while it should have paused breaks that promise.
    """
    found = [
        _promise(step, day, due, outcomes)
        for due in dues
        for step, day in _steps(due, grace_days, sorted(reminders))
        if day <= today and (due.settled is None or due.settled >= day)
    ]
    return tuple(sorted(found, key=lambda promise: (promise.due, promise.about, promise.step.value)))


def _steps(due: Due, grace_days: int | None, reminders: Sequence[int]) -> Iterator[tuple[Step, date]]:
    for days in reminders:
        yield Step.REMINDER, due.on + timedelta(days=days)
    if grace_days is not None:
        after_grace = punctual_until(due.on) + timedelta(days=grace_days + 1)
        yield Step.PAUSE, after_grace
        yield Step.LATE_FEE, after_grace


def _promise(step: Step, day: date, due: Due, outcomes: Sequence[Outcome]) -> Promise:
    about = f"{due.owed} due on {due.on}"
    if step is Step.PAUSE and (worked := _worked(day, due, outcomes)):
        return Promise(step, day, about, Kept.BROKEN, worked)
    done = min(
        (m.on for m in outcomes if m.taken and (m.taken.step, m.taken.due) == (step, due.on) and m.on >= day),
        default=None,
    )
    if done is None:
        return Promise(step, day, about, Kept.UNKNOWN)
    return Promise(step, day, about, Kept.KEPT if done <= punctual_until(day) else Kept.LATE, done)


def _worked(since: date, due: Due, outcomes: Sequence[Outcome]) -> date | None:
    """The first day on which work was recorded though it should have paused."""
    days = [
        m.on
        for m in outcomes
        if (m.hours or (m.delivery and not (m.delivery.accepted or m.delivery.objected)))
        and m.on >= since
        and (due.settled is None or m.on < due.settled)
    ]
    return min(days, default=None)
