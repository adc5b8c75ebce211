"""You are held to your own word: what was to be done by a day, and what the record shows of it."""

from dataclasses import replace
from datetime import date, timedelta

from following.cases import PLAN, dossier, paid, worked
from intake.following.ledger import ledger
from intake.following.promises import Kept, promises
from intake.model.dossier import Dossier
from intake.model.outcome import Outcome, Step, Taken

FIRST, *_ = PLAN
"""A Monday; with five days of grace work pauses from the Sunday."""
PAUSE = FIRST + timedelta(days=6)


def did(step: Step, on: date, due: date = FIRST) -> Outcome:
    return Outcome(on, taken=Taken(step, due))


def standing(subject: Dossier, today: date, grace: int | None = 5) -> list[tuple[Step, date, Kept]]:
    dues = ledger(subject, today)
    found = promises(dues, subject.outcomes, today, grace_days=grace, reminders=(4, 1))
    return [(promise.step, promise.due, promise.kept) for promise in found]


def test_each_step_whose_day_has_come_is_asked_for() -> None:
    """Practice 002#9."""
    unpaid = dossier(paid(FIRST + timedelta(days=1), FIRST, 0))
    first, second = ((Step.REMINDER, FIRST + timedelta(days=days), Kept.UNKNOWN) for days in (1, 4))
    assert standing(unpaid, FIRST) == []
    assert standing(unpaid, FIRST + timedelta(days=3)) == [first]
    after = [(Step.LATE_FEE, PAUSE, Kept.UNKNOWN), (Step.PAUSE, PAUSE, Kept.UNKNOWN)]
    assert standing(unpaid, PAUSE) == [first, second, *after]
    assert standing(unpaid, PAUSE, grace=None) == [first, second]


def test_what_was_done_on_its_day_is_told_from_what_came_late() -> None:
    steps = (did(Step.REMINDER, FIRST + timedelta(days=1)), did(Step.PAUSE, PAUSE + timedelta(days=1)))
    late = did(Step.LATE_FEE, PAUSE + timedelta(days=9))
    kept = {
        (step, due): kept
        for step, due, kept in standing(dossier(paid(FIRST, FIRST, 0), *steps, late), PAUSE + timedelta(days=10))
    }
    assert kept[Step.REMINDER, FIRST + timedelta(days=1)] is Kept.KEPT
    assert kept[Step.REMINDER, FIRST + timedelta(days=4)] is Kept.UNKNOWN
    assert kept[Step.PAUSE, PAUSE] is Kept.KEPT  # a Sunday: the Monday after it is in time
    assert kept[Step.LATE_FEE, PAUSE] is Kept.LATE


def test_a_step_taken_about_another_amount_proves_nothing() -> None:
    other = did(Step.REMINDER, FIRST + timedelta(days=1), date(2027, 2, 15))
    assert standing(dossier(other), FIRST + timedelta(days=1))[0][2] is Kept.UNKNOWN


def test_work_on_a_paused_project_breaks_the_promise() -> None:
    unpaid = dossier(paid(FIRST, FIRST, 0), did(Step.PAUSE, PAUSE), worked("3"))
    assert (Step.PAUSE, PAUSE, Kept.BROKEN) in standing(unpaid, date(2027, 2, 2))
    before = replace(worked("3"), on=PAUSE - timedelta(days=1))
    assert (Step.PAUSE, PAUSE, Kept.KEPT) in standing(
        dossier(paid(FIRST, FIRST, 0), did(Step.PAUSE, PAUSE), before), date(2027, 2, 2)
    )


def test_a_payment_in_time_makes_every_step_needless() -> None:
    assert standing(dossier(paid(FIRST, FIRST, 500)), date(2027, 2, 2)) == []
    soon = dossier(paid(FIRST + timedelta(days=2), FIRST, 500))
    assert standing(soon, date(2027, 2, 2)) == [(Step.REMINDER, FIRST + timedelta(days=1), Kept.UNKNOWN)]
