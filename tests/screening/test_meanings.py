"""Tests of the words that say the same."""

import re
from collections import Counter
from importlib.resources import files

import pytest

from intake.screening import meanings
from intake.screening.meanings import eastern, in_arabic, meaning
from intake.screening.sounding import sound


@pytest.mark.parametrize(
    ("token", "means"),
    [
        ("banque", "bank"),
        ("mezhdunarodnaya", "international"),
        ("mezhdunarodnyy", "international"),
        ("mizhnarodna", "international"),
        ("ministerstvo", "ministry"),
        ("ticaret", "trading"),
        ("akhmed", "ahmad"),
        ("mokhammed", "muhammad"),
        ("zhang", "chang"),
        ("bill", "william"),
        ("william", "william"),
    ],
)
def test_a_word_is_known_in_every_language_and_spelling(token: str, means: str) -> None:
    found = meaning(token)
    assert found is not None
    assert found.tokens == (means,)


@pytest.mark.parametrize("token", ["rossi", "porta", "mora", "gaza", "lindqvist", "severin", "skolkovo", "volkov", ""])
def test_a_name_that_only_begins_or_sounds_like_a_word_is_left_alone(token: str) -> None:
    assert meaning(token) is None


def test_arabic_words_are_known_with_article_and_preposition() -> None:
    assert {in_arabic(word) for word in ("تجاره", "التجاره", "للتجاره", "والتجاره")} == {in_arabic("تجاره")}
    assert in_arabic("حسين") != in_arabic("حداد") is None


def test_han_and_hangul_words_are_found_where_they_stand_the_longest_first() -> None:
    pattern, found = eastern()
    assert [found[word].tokens[0] for word in pattern.findall("中国基金会 은행")] == ["china", "foundation", "bank"]


def test_no_word_stands_for_two_things_and_no_beginning_is_so_short_that_names_begin_with_it() -> None:
    text = files(meanings.__package__ or "").joinpath("meanings.txt").read_text(encoding="utf-8")
    lines = [line.partition(":")[::2] for line in text.splitlines() if ":" in line and not line.startswith("#")]
    every = Counter(word for first, words in lines for word in (first, *words.split()))
    assert [word for word, count in every.items() if count > 1] == []
    from anyascii import anyascii

    beginnings = [word[:-1] for word in every if word.endswith("*")]
    assert [word for word in beginnings if len(sound(re.sub("'", "", anyascii(word)).lower())) < 5] == []
