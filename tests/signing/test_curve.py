"""The drawn curve says what the reckoned one says."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from intake.locale import Words
from intake.model.checklist import Instalment
from intake.model.exposure import course, peak
from intake.model.money import Money
from intake.signing.curve import WIDE, curve
from intake.signing.labels import labels
from signing import sample

BRIEF = sample.brief()


def drawn(*plan: tuple[date, int]) -> Any:
    instalments = tuple(Instalment(Money(minor, "EUR"), "part", day) for day, minor in plan)
    return curve(replace(BRIEF, checklist=replace(BRIEF.checklist, instalments=instalments)))


def test_it_reaches_its_top_where_most_stands_unpaid_and_falls_where_a_payment_comes() -> None:
    found = cast("Any", curve(BRIEF))
    greatest = peak(course(BRIEF))
    assert greatest is not None
    assert found["most"] == str(greatest.unpaid)
    assert max(y for _, y in found["line"]) == WIDE
    upright = [(one, other) for one, other in zip(found["line"], found["line"][1:], strict=False) if one[0] == other[0]]
    assert len(upright) == len(BRIEF.checklist.instalments)
    assert all(one[1] >= other[1] for one, other in upright)
    assert [each["x"] for each in found["days"]][:: len(found["days"]) - 1] == [0, WIDE]


def test_the_page_says_the_greatest_amount_in_words() -> None:
    said = labels(BRIEF, Words("de"))["greatest"]
    greatest = peak(course(BRIEF))
    assert greatest is not None
    assert said == f"Höchstens {greatest.unpaid}, am Montag, 15. März 2027"


def test_without_a_plan_or_where_nothing_ever_stands_unpaid_there_is_none() -> None:
    assert drawn() is None
    assert drawn((BRIEF.issued, 640000)) is None


@given(
    st.lists(
        st.tuples(st.dates(date(2027, 1, 1), date(2027, 6, 1)), st.integers(1, 400000)), min_size=1, max_size=6
    )
)  # fmt: skip
def test_it_stays_between_its_axes_and_never_goes_back(plan: list[tuple[date, int]]) -> None:
    found = drawn(*plan)
    line = found["line"] if found else []
    assert all(0 <= x <= WIDE and 0 <= y <= WIDE for x, y in line)
    assert [x for x, _ in line] == sorted(x for x, _ in line)
