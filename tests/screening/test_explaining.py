"""Tests of saying why two tokens met."""

import pytest

from intake.screening.explaining import reason


@pytest.mark.parametrize(
    ("asked", "found", "why"),
    [
        ("banque", "bank", "translated"),
        ("moskva", "moscow", "translated"),
        ("zhang", "cheung", "romanised otherwise"),
        ("jumaev", "dzhumayev", "romanised otherwise"),
        ("bill", "will", "short form"),
        ("a", "anatolyevich", "initial"),
        ("hdd", "haddad", "consonants alone"),
        ("petrva", "petrova", ""),
    ],
)
def test_the_reason_is_told_in_words(asked: str, found: str, why: str) -> None:
    assert reason(asked, found) == why
