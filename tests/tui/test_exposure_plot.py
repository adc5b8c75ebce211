"""What stands unpaid is drawn in any room, and the blocks are as high as the amounts."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from agreeing.test_building import basis, deliverable
from intake.agreeing import build
from intake.locale import Words
from intake.model.brief import AgreedAnswer
from intake.model.exposure import course_in
from intake.model.money import Money
from intake.model.values import Value
from intake.tui.exposure_plot import drawn

BRIEF = build(basis())
_BLOCKS = " ▁▂▃▄▅▆▇█"


@given(width=st.integers(1, 130), height=st.integers(1, 30))
def test_it_fits_its_room_and_its_columns_are_as_high_as_the_amounts(width: int, height: int) -> None:
    rows = drawn(BRIEF, width, height, Words()).plain.splitlines()
    assert len(rows) == max(2, height - 3) + 3
    bars = [row.partition("│")[2] for row in rows if "│" in row]
    columns = course_in(BRIEF, len(bars[0]))
    most = max(column.unpaid.minor for column in columns)
    for place, column in enumerate(columns):
        eighths = sum(_BLOCKS.index(row[place]) for row in bars)
        assert abs(eighths - column.unpaid.minor * 8 * len(bars) / most) <= 1
    if width >= 40:
        assert max(len(row) for row in rows[1:]) <= width


def test_each_payment_has_its_mark_and_the_greatest_amount_its_words() -> None:
    shown = drawn(BRIEF, 70, 10, Words()).plain
    axis = next(line for line in shown.splitlines() if "└" in line)
    assert axis.count("▲") == len({part.due for part in BRIEF.checklist.instalments})
    assert "Unpaid work" in shown


def test_without_prices_it_says_so() -> None:
    bare = replace(BRIEF, checklist=replace(BRIEF.checklist, instalments=()))
    assert "Without prices" in drawn(bare, 60, 10, Words()).plain


def test_hours_without_a_limit_are_told_as_not_known() -> None:
    answers: tuple[tuple[str, Value], ...] = (
        ("billing_model", "hourly"),
        ("hourly_rate", Money(80_00, "EUR")),
        ("invoicing", "weekly"),
    )
    by_hour = tuple(AgreedAnswer(question, "", question, value, str(value)) for question, value in answers)
    unlimited = replace(BRIEF, answers=by_hour, checklist=replace(BRIEF.checklist, instalments=()))
    assert "what will stand unpaid is not known" in drawn(unlimited, 60, 10, Words()).plain


def test_what_is_above_the_ceiling_is_told_in_words_too() -> None:
    assert "small claim" not in drawn(BRIEF, 70, 10, Words()).plain
    deed = build(basis(deliverables=(deliverable("Shop", date(2027, 3, 26), 90_000_00),)))
    rows = drawn(deed, 70, 10, Words()).plain.splitlines()
    assert "More than the 5" in rows[1]
    assert len(rows) == 10
