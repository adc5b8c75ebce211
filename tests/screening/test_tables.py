"""Tests of the tables in which numbers are found by a key."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from intake.screening import tables

# Keys whose last bits are the same fall on the same slot of the table.
KEYS = st.sampled_from([0, 1, 7, 8, 15, 0xFFFFFFF8, 0xFFFFFFFF])


@given(st.lists(st.tuples(KEYS, st.integers(0, 2**31 - 1)), max_size=40), st.lists(KEYS, max_size=5))
def test_under_each_key_stand_all_its_numbers_and_no_others(
    pairs: Sequence[tuple[int, int]], asked: Sequence[int]
) -> None:
    slots, lists = tables.table([tables.pair(key, number) for key, number in pairs])
    found = tables.Table(memoryview(slots), memoryview(lists)).under(asked)
    assert found == [number for key in asked for other, number in sorted(pairs) if other == key]
