"""Tests of writing the small words of Arabic names in one way."""

import pytest

from intake.screening.folding import fold
from intake.screening.particles import settled


@pytest.mark.parametrize(
    ("tokens", "names"),
    [
        (
            ("abdul", "rahman"),
            ["Abd al-Rahman", "Abdurrahman", "Abdul Rahman", "abd ar-rahman", "AbdelRahman", "Abdur Rahman"],
        ),
        (("abdul", "aziz"), ["Abdelaziz", "Abdulaziz", "Abd El Aziz", "Abdul-Aziz"]),
        (("abdullah",), ["Abd Allah", "Abdallah", "Abdollah", "Abdulla"]),
        (("nuruddin",), ["Nur al-Din", "Nuruddin", "Nureddine", "Nur ad Din", "Nur ud-Din"]),
        (("hizbullah",), ["Hizb Allah", "Hizbollah", "Hizballah", "Hizbullah"]),
        (("al", "sabbar"), ["Es-Sabbar", "el Sabbar", "Al Sabbar"]),
        (("abdullaev",), ["Abdullaev"]),
        (("ad", "astra"), ["Ad Astra"]),
        (("din", "norm"), ["Din Norm"]),
        (("al",), ["Al"]),
    ],
)
def test_spellings_of_one_name_are_settled_alike(tokens: tuple[str, ...], names: list[str]) -> None:
    assert {settled(fold(name)) for name in names} == {tokens}
