"""Tests of saying which word in its own script a token comes from."""

from collections.abc import Mapping

import pytest

from intake.screening.folding import MOST_CHARACTERS, fold
from intake.screening.own_script import own_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Волков Сергей", {"volkov": "Волков", "sergey": "Сергей"}),
        ("بنك الحداد", {"bank": "بنك", "al": "الحداد", "hdd": "الحداد"}),
        ("عبد اللطيف طاهر", {"abdul": "عبد اللطيف", "latif": "اللطيف", "tyhr": "طاهر"}),
        ("مُصطفى الحدّاد", {"mustafa": "مُصطفى", "al": "الحدّاد", "hdd": "الحدّاد"}),
        ("朴成哲", {"pu": "朴", "chengzhe": "成哲"}),
        ("中国银行", {"china": "中国", "bank": "银行"}),
        ("박성철", {"bag": "박", "seong": "성", "cheol": "철"}),
        ("Briz Северный бриз", {"severnyy": "Северный"}),
        ("Möbel Café", {}),
    ],
)
def test_every_token_of_another_script_has_its_word(name: str, words: Mapping[str, str]) -> None:
    found = own_words(name)
    assert {token: found[token] for token in fold(name) if token in found} == words


@pytest.mark.parametrize("letter", ["中", "박", "ب", "ж ", "ب\u064b"])
def test_few_pieces_of_the_longest_name_are_read(letter: str) -> None:
    assert len(own_words((letter * MOST_CHARACTERS)[:MOST_CHARACTERS])) < 200
