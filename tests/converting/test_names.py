"""Names of other tools become ids that our files take."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.converting.names import identifier, option_value


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("First Name", "first_name"), ("größe", "grosse"), ("1st", "q1st"), ("not", "q_not"), ("数", "q"), ("a.b-c", "a_b_c"),
        ("x" * 80, "x" * 64), ("taken", "taken_2"),
    ],
)  # fmt: skip
def test_an_id_is_like_its_name(name: str, expected: str) -> None:
    assert identifier(name, {"taken"}) == expected


@given(st.text(), st.sets(st.text(max_size=3)))
def test_an_id_is_always_one_and_free(name: str, taken: set[str]) -> None:
    for found in (identifier(name, taken), option_value(name, taken)):
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,63}", found)
        assert found not in taken
