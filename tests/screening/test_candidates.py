"""Tests of finding the names that could reach a threshold."""

from pathlib import Path

import pytest

from intake.screening.candidates import candidates
from intake.screening.folding import fold
from intake.screening.matching import REVIEW
from intake.screening.reading import readings
from intake.screening.scoring import score
from screening.lists import entry, index


@pytest.mark.parametrize("asked", ["al " * 24, "a " * 24, "a b c d e f g h i j k l m n o p q r s t u v w x"])
def test_words_of_every_name_asked_again_and_again_have_few_names_looked_at(tmp_path: Path, asked: str) -> None:
    within = index(tmp_path, [entry(str(number), f"Al Hadi A. {number:b} Nasr") for number in range(300)])
    every = [*readings(within, fold(asked))]
    assert sum(len(candidates(within, reading, REVIEW)) for reading in every) <= 300


FIRST = "ahmad ahmed hassan hasan karim kareem omar umar said".split()
LAST = "haddad hadad petrov petrova nasser naser volkov wolkow saleh salih".split()


@pytest.mark.parametrize(
    "asked", ["ahmad hadad", "kareem ahmed naser", "said a petrova", "hasan volkof", "o salih ahmad"]
)
@pytest.mark.parametrize("least", [0.55, REVIEW, 0.9])
def test_none_that_reaches_is_left_out_of_a_list_of_common_words(tmp_path: Path, asked: str, least: float) -> None:
    names = [f"{one} {two} {last}" for one in FIRST for two in ("", *FIRST) for last in LAST]
    within = index(tmp_path, [entry(str(number), name) for number, name in enumerate(names)])
    for reading in readings(within, fold(asked)):
        found = set(candidates(within, reading, least))
        assert {name for name in range(len(names)) if score(within, name, reading) >= least} <= found
        assert len(found) < len(names) / (1 if least < REVIEW else 2)
