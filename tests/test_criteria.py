"""How an engagement turned out is told by its records, and silence proves nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest

from intake.criteria import turnouts
from intake.deciding.backtesting import Turnout
from intake.model.client import Client
from intake.model.dossier import Dossier
from intake.model.money import Money
from intake.model.outcome import Incident, Lesson, Outcome, Payment

DUE = date(2026, 2, 2)  # a Monday
TODAY = date(2026, 3, 2)


def paid(euros: int, *, owed: int = 500, days_late: int = 0, due: date = DUE) -> Outcome:
    payment = Payment(Money(euros * 100, "EUR"), due, Money(owed * 100, "EUR"))
    return Outcome(due + timedelta(days=days_late), payment=payment)


def turned_out(*outcomes: Outcome) -> tuple[Turnout, ...]:
    created = datetime(2026, 1, 1, tzinfo=UTC)
    return turnouts(Dossier("acme-1", Client("Acme"), created, "q", "p", outcomes=outcomes), TODAY)


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([], (Turnout.OPEN,)),
        ([Outcome(DUE, lesson=Lesson("Ask who decides."))], (Turnout.OPEN,)),
        ([paid(500)], (Turnout.GOOD,)),
        ([paid(500, days_late=30)], (Turnout.LATE,)),
        ([paid(0)], (Turnout.LATE,)),
        ([paid(200)], (Turnout.SHORT,)),
        ([Outcome(DUE, incident=Incident("dispute"))], (Turnout.TROUBLE,)),
        ([paid(500), Outcome(DUE, incident=Incident("dispute"))], (Turnout.TROUBLE,)),
        ([paid(500, days_late=9), Outcome(DUE, incident=Incident("dispute"))], (Turnout.LATE, Turnout.TROUBLE)),
        ([paid(500), paid(200, due=date(2026, 4, 6))], (Turnout.OPEN,)),
    ],
)
def test_the_records_say_how_it_turned_out(outcomes: list[Outcome], expected: tuple[Turnout, ...]) -> None:
    assert turned_out(*outcomes) == expected
