"""Amounts behind an option."""

import pytest

from intake.cli.amounts import money
from intake.errors import Usage


def test_an_amount_that_can_be_two_says_what_to_type_for_each() -> None:
    with pytest.raises(Usage, match=r"--price: .1\.250. can be read two ways") as caught:
        money("1.250 KWD", "--price")
    assert "1250.000 KWD; 1.25 KWD" in caught.value.remedy
    with pytest.raises(Usage) as caught:
        money("much", "--price")
    assert caught.value.remedy == "Write it like 2000 EUR."
