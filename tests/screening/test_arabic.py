"""Tests of writing names in Arabic script in Latin letters."""

import pytest

from intake.screening.folding import fold, skeleton
from intake.screening.neighbours import is_unwritten, sound_keys


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("أحمد الشامي", ("ahmd", "al", "shmy")),
        ("حمد الله", ("hmdllh",)),
        ("عبد الله", ("abdllh",)),
        ("عبدالحميد", ("abdal", "hmyd")),
        ("عبد الحميد", ("abdal", "hmyd")),
        ("مُصْطَفَى", ("mstfy",)),
        ("طاهر", ("tyhr",)),
        ("الله", ("allh",)),
        ("Ahmad", ("ahmad",)),
    ],
)
def test_a_name_in_arabic_script_is_folded(name: str, tokens: tuple[str, ...]) -> None:
    assert fold(name) == tokens


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("محمد", "mohammed"),
        ("ابراهیم", "ibrahim"),
        ("طاهر", "taher"),
        ("عمر", "omar"),
        ("منير", "mounir"),
        ("سهيل", "suhail"),
        ("نذير", "nazir"),
        ("ثاقب", "saqib"),
        ("فيض", "faiz"),
    ],
)
def test_its_consonants_are_those_of_latin_spellings(written: str, latin: str) -> None:
    (token,) = fold(written)
    assert is_unwritten(token.encode())
    assert {*sound_keys(token)} & {*sound_keys(latin)}
    assert skeleton(latin)
