"""Tests of how like two names are, and of which token met which."""

from pathlib import Path

import pytest

from intake.screening.folding import fold
from intake.screening.reading import readings
from intake.screening.scoring import Pair, pairs, score
from screening.lists import entry, index


@pytest.mark.parametrize(
    ("liker", "other"),
    [
        ("karim haddad", "karim hadad"),
        ("karim haddad", "karim"),
        ("karim", "karim petrov"),
        ("karim haddad junior", "karim petrov"),
    ],
)
def test_a_slip_costs_and_a_word_left_over_and_most_one_on_either_side(tmp_path: Path, liker: str, other: str) -> None:
    within = index(tmp_path, [entry("1", "Karim Haddad"), entry("2", "Omar Petrov"), entry("3", "Anna Junior")])
    name = next(name for name in range(3) if within.entry_of(name) == 0)
    one, two = (score(within, name, next(readings(within, fold(asked)))) for asked in (liker, other))
    assert one > two


def test_each_token_meets_one_and_those_left_over_are_told(tmp_path: Path) -> None:
    within = index(tmp_path, [entry("1", "Karim Karim Haddad")])
    assert [*pairs(within, 0, next(readings(within, fold("karim hadad junior"))))] == [
        Pair("karim", "karim", 1.0),
        Pair("hadad", "haddad", 0.93),
        Pair("junior", "", 0.0),
        Pair("", "karim", 0.0),
    ]
