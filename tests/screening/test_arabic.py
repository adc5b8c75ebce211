"""Tests of writing names in Arabic script in Latin letters."""

import pytest

from intake.screening.folding import fold
from intake.screening.neighbours import is_unwritten, sound_keys
from intake.screening.sounding import skeleton


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("نذير الشامي", ("ndhyr", "al", "shmy")),
        ("سيف الدين الراوي", ("syfdyn", "al", "rwy")),
        ("ثناء اللہ", ("thnllh",)),
        ("شركة التجارة الدولية", ("trading", "international")),
        ("حمد الله", ("hmdllh",)),
        ("عبد الله", ("abdullah",)),
        ("عبدالحميد", ("abdul", "hamid")),
        ("عبد الحميد", ("abdul", "hamid")),
        ("مُصْطَفَى", ("mustafa",)),
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
        ("طاهر", "taher"),
        ("قدير", "qadeer"),
        ("بلقاسم", "belqasim"),
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
