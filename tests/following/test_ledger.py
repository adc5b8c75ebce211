"""Payments are held against what was due, and silence of the records proves nothing."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from following.cases import PLAN, all_on_time, dossier, eur, paid
from intake.following.ledger import Standing, ledger
from intake.model.dates import punctual_until

FIRST, SECOND, THIRD = PLAN
LATER = date(2027, 4, 1)


def standings(*payments: object, today: date = LATER) -> list[Standing]:
    return [due.standing for due in ledger(dossier(*payments), today)]  # type: ignore[arg-type]


def test_a_plan_without_any_record_is_unknown_and_never_clean_or_late() -> None:
    assert standings() == [Standing.UNKNOWN] * 3
    assert standings(today=date(2027, 2, 1)) == [Standing.UNKNOWN, Standing.OPEN, Standing.OPEN]


def test_each_way_to_pay_is_told_apart() -> None:
    """Practice 001#5."""
    found = standings(paid(FIRST, FIRST, 500), paid(SECOND + timedelta(days=1), SECOND, 300), paid(THIRD, THIRD, 150))
    assert found == [Standing.PAID, Standing.LATE, Standing.SHORT]
    assert standings(paid(LATER, FIRST, 0))[0] is Standing.UNPAID


def test_payments_of_one_due_day_add_up() -> None:
    (first, *_) = ledger(dossier(paid(FIRST, FIRST, 200), paid(FIRST + timedelta(days=2), FIRST, 300)), LATER)
    assert (first.paid, first.settled, first.standing) == (eur(500), FIRST + timedelta(days=2), Standing.LATE)
    assert first.missing == eur(0)


def test_a_day_on_which_banks_are_closed_ends_on_the_next_working_day() -> None:
    saturday = date(2027, 1, 9)
    assert punctual_until(saturday) == date(2027, 1, 11)
    (due, *_) = ledger(dossier(paid(date(2027, 1, 11), saturday, 500), plan={saturday: 500}), LATER)
    assert due.standing is Standing.PAID


def test_instalments_of_one_day_are_one_due_amount() -> None:
    assert [due.owed for due in ledger(dossier(plan={FIRST: 500}), LATER)] == [eur(500)]


def test_an_invoice_without_a_plan_is_named_by_its_payment() -> None:
    (due,) = ledger(dossier(paid(FIRST, FIRST, 80, owed=100), sealed=False), LATER)
    assert (due.owed, due.missing, due.standing) == (eur(100), eur(20), Standing.SHORT)
    (whole,) = ledger(dossier(paid(FIRST, FIRST, 80), sealed=False), LATER)
    assert whole.standing is Standing.PAID


def test_an_unsigned_plan_binds_nobody() -> None:
    assert ledger(dossier(sealed=False), LATER) == ()


def test_paid_to_the_last_day() -> None:
    assert standings(*all_on_time()) == [Standing.PAID] * 3


@given(st.lists(st.tuples(st.sampled_from([*PLAN]), st.integers(0, 60), st.integers(0, 600)), max_size=6))
def test_a_further_payment_never_makes_a_standing_worse(payments: list[tuple[date, int, int]]) -> None:
    order = [Standing.UNPAID, Standing.SHORT, Standing.LATE, Standing.PAID]
    made = [paid(due + timedelta(days=days), due, euros) for due, days, euros in payments]
    for count in range(1, len(made) + 1):
        before, after = standings(*made[: count - 1]), standings(*made[:count])
        for one, other in zip(before, after, strict=True):
            assert one is Standing.UNKNOWN or order.index(other) >= order.index(one)
