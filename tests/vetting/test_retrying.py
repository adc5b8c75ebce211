"""Tests of how long a busy server is left alone."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.vetting.retrying import seconds_to_wait

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("", 1),
        ("soon", 1),
        ("0", 0),
        ("7", 7),
        ("-5", 0),
        ("1000000000", 1e9),
        ("9" * 5000, 99999999999999999999.0),
        ("Tue, 01 Sep 2026 12:00:30 GMT", 30),
        ("Tue, 01 Sep 2026 11:00:00 GMT", 0),
        ("Tue, 01 Sep 2026 12:00:30 -0000", 30),
        ("Mon, 99 Foo 2026", 1),
    ],
)
def test_a_retry_after_is_a_number_or_a_date_and_never_negative(said: str, seconds: float) -> None:
    assert seconds_to_wait(said, NOW) == seconds


def test_a_date_in_the_year_9999_is_only_very_long() -> None:
    assert seconds_to_wait("Fri, 31 Dec 9999 23:59:59 GMT", NOW) > 1e9


@given(st.text(max_size=40))
def test_any_text_gives_some_seconds(said: str) -> None:
    assert seconds_to_wait(said, NOW) >= 0
