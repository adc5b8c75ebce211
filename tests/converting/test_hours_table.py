"""A list of hours is read whole or not at all, and every fault is named with its row and cell."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.converting.hours_table import read_hours
from intake.errors import BadFile
from intake.model.outcome import Hours, Outcome

TODAY = date(2027, 2, 10)
TASKS = ("Shop design", "Shop build")


def faults(text: str) -> list[str]:
    with pytest.raises(BadFile) as caught:
        read_hours(text.encode(), "h.csv", TASKS, TODAY)
    return [str(fault) for fault in caught.value.faults]


def test_each_row_is_hours_of_a_day() -> None:
    """Practice 000#10."""
    raw = b"Date;Deliverable;Hours;Note\n2027-02-01;Shop design;7,5;first draft\n\n2027-02-02;;0.25;\n"
    assert read_hours(raw, "h.csv", TASKS, TODAY) == (
        Outcome(date(2027, 2, 1), note="first draft", hours=Hours(Decimal("7.5"), task="Shop design")),
        Outcome(date(2027, 2, 2), hours=Hours(Decimal("0.25"))),
    )
    assert len(read_hours(b"hours,date,,\n1,2027-02-01\n", "h.csv", (), TODAY)) == 1


def test_every_fault_is_named_with_its_row_and_cell() -> None:
    found = faults("date,deliverable,hours\n2027-02-30,Shop desing,25\n2027-02-11,,none\n2027-02-01,,1\n")
    assert found == [
        "h.csv:2:1: '2027-02-30' is no day (like 2027-01-15)",
        "h.csv:2:2: there is no deliverable 'Shop desing' (did you mean 'Shop design'?)",
        "h.csv:2:3: '25' are no hours of a day (a number above 0, at most 24, like 7.5)",
        "h.csv:3:1: 2027-02-11 has not come yet",
        "h.csv:3:3: 'none' are no hours of a day (a number above 0, at most 24, like 7.5)",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no hours"),
        ("date,hours\n", "no hours"),
        ("day,hours\n2027-02-01,1\n", "there is no column 'day'"),
        ("date,date,hours\n2027-02-01,2027-02-01,1\n", "stands twice"),
        ("date,hours\n2027-02-01\n", "'' are no hours"),
        ("date,hours\n2027-02-01,NaN\n", "'NaN' are no hours"),
    ],
)
def test_what_is_no_list_of_hours_says_why(text: str, fault: str) -> None:
    assert any(fault in found for found in faults(text))


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_a_list_or_have_faults(raw: bytes, headed: bool) -> None:
    with suppress(BadFile):
        assert read_hours(b"date,deliverable,hours,note\n" * headed + raw, "h.csv", TASKS, TODAY)
