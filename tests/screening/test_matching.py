"""Tests of finding names that are like a given one."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.screening.folding import fold
from intake.screening.index import Index
from intake.screening.matching import ALERT, REVIEW, search
from intake.screening.reading import readings
from intake.screening.scoring import Pair, score
from screening.lists import entry, index, people


def found(within: Index, name: str, least: float = REVIEW) -> list[str]:
    """The ids of the entries that a name may be, the likest first."""
    return [within.entry(within.entry_of(hit.name))[0].id for hit in search(within, fold(name), least=least)]


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        ("Sergei Volkov", "1"),
        ("volkow sergey anatoljevich", "1"),
        ("Волков Сергей Анатольевич", "1"),
        ("Mustapha Kareem Al-Hadad", "2"),
        ("Mustafa Karim Alhaddad", "2"),
        ("مصطفى كريم حداد", "2"),
        ("Nadezhda Petr0va", "3"),
        ("Nadezdha Petrova", "3"),
        ("Ana Gutierrez Lombardo", "4"),
        ("Anamaria Gutierrez Lombardo", "4"),
        ("Severny Briz", "5"),
        ("Severnybriz Ltd", "5"),
        ("Northern Breze Shiping Limited", "5"),
        ("OMTFC", "6"),
        ("朴成哲", "7"),
        ("Pak Songchol", "7"),
        ("Truong Nguyen", "8"),
        ("Мустафа Карим Хаддад", "2"),
        ("Severny Briz Jiont Stock", "5"),
        ("Nguen Van Tuong", "8"),
        ("Eza Gastellum Lizbeth", "11"),
        ("عبد اللطيف طاهر", "9"),
        ("Abdellatif Taher", "9"),
        ("Pak Sung Chul", "7"),
        ("ООО Северный бриз", "5"),
        ("Судоходная компания Northern Breeze", "5"),
        ("Oriental Minerals Ticaret ve Finans", "6"),
        ("عبدالغفور نذیر", "10"),
        ("Pak Songsong", "12"),
    ],
)
def test_a_name_written_otherwise_is_found(tmp_path: Path, asked: str, own: str) -> None:
    assert found(people(tmp_path), asked)[:1] == [own]


@pytest.mark.parametrize(
    "asked",
    [
        "Anna Lindqvist",
        "Sergei Petrov",
        "Karim Volkov",
        "Maria Lombardi",
        "Nguyen Thi Lan",
        "Breeze Trading",
        "",
        "!",
        "x" * 400,
    ],
)
def test_another_name_is_none(tmp_path: Path, asked: str) -> None:
    assert not [hit for hit in search(people(tmp_path), fold(asked)) if hit.score >= ALERT]


def test_the_pairs_say_which_token_met_which(tmp_path: Path) -> None:
    (hit, *_) = search(people(tmp_path), fold("Sergei A. Volkov junior"))
    assert Pair("volkov", "volkov", 1.0) in hit.pairs
    assert [(pair.asked, pair.found) for pair in hit.pairs if not pair.found] == [("junior", "")]
    assert Pair("a", "anatolyevich", 0.6) in hit.pairs


WORDS = st.sampled_from(
    "ali hassan hasan karim kareem al haddad hadad petrov petrova j k ltd omar umar alhaddad van joint stock limited abd abdal abdulhadad محمد حداد".split()
)
NAMES = st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=12)


@settings(max_examples=200)
@given(NAMES, st.lists(WORDS, min_size=1, max_size=4), st.sampled_from([0.55, REVIEW, ALERT, 0.9]))
def test_no_name_that_reaches_the_threshold_is_left_out(
    names: Sequence[Sequence[str]], asked: Sequence[str], least: float
) -> None:
    with TemporaryDirectory() as folder:
        within = index(Path(folder), [entry(str(number), " ".join(name)) for number, name in enumerate(names)])
        tokens = fold(" ".join(asked))
        every = {
            within.entry_of(name)
            for reading in readings(within, tokens)
            for name in range(int(str(within.header["names"])))
            if score(within, name, reading) >= least
        }
        assert {within.entry_of(hit.name) for hit in search(within, tokens, least=least)} == every


@given(st.lists(WORDS, min_size=1, max_size=4), st.randoms())
def test_a_listed_name_is_found_whole_in_any_order(name: list[str], dice: object) -> None:
    with TemporaryDirectory() as folder:
        within = index(Path(folder), [entry("1", " ".join(name)), entry("2", "somebody else")])
        dice.shuffle(name)  # type: ignore[attr-defined]
        (first, *_) = search(within, fold(" ".join(name)))
        assert within.entry_of(first.name) == 0
        assert first.score == pytest.approx(1.0)
