"""Tests of bringing names into the form in which they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.screening.folding import (
    MOST_CHARACTERS,
    MOST_TOKENS,
    fold,
    folded,
    is_misspelt_form,
    without_form_words,
)


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("VOLKOV, Sergei", ("volkov", "sergei")),
        ("Dr. Müller & Söhne GmbH & Co. KG", ("muller", "sohne")),
        ("ТРАНСОЙЛ, ООО", ("transoyl",)),
        ("Sociedad Anónima Grupo Sol, S.A. de C.V.", ("grupo", "sol")),
        ("Sheikh O’Brien-Al Haddad", ("obrien", "al", "haddad")),
        ("ＡＣＭＥ　Ｔrading", ("acme", "trading")),
        ("株式会社山田", ("shan", "tian")),
        ("김정은", ("gim", "jeong", "eun")),
        ("朝鲜国际贸易公司", ("korea", "international", "trading")),
        ("Акционерное общество «Концерн Океанприбор»", ("kontsern", "okeanpribor")),
        ("Общество с ограниченной ответственностью Оптима", ("optima",)),
        ("ФГУП НПО Оптика", ("scientific", "production", "association", "optika")),
        ("מוסטפא", ("mvstf",)),
        ("مصطفى كريم الحداد", ("mustafa", "karim", "al", "hdd")),
        ("C0rp0rativ0 5ol", ("corporativo", "sol")),
        ("Boeing 747", ("boeing", "747")),
        ("J. R. Smith", ("j", "r", "smith")),
        ("Ltd", ("ltd",)),
        ("!?", ()),
    ],
)
def test_a_name_is_folded(name: str, tokens: tuple[str, ...]) -> None:
    assert fold(name) == tokens


def test_a_name_that_is_too_long_is_refused_and_not_cut_silently() -> None:
    with pytest.raises(ValueError, match="401 characters"):
        fold("x" * (MOST_CHARACTERS + 1))
    with pytest.raises(ValueError, match="25 words"):
        fold("ab " * (MOST_TOKENS + 1))


@given(st.text(max_size=MOST_CHARACTERS))
def test_folding_leaves_plain_letters_and_bounds_their_number(name: str) -> None:
    try:
        tokens = fold(name)
    except ValueError:
        assert len(folded(name)) > MOST_TOKENS
        return
    assert len(tokens) <= MOST_TOKENS
    assert all(token.isascii() and token == token.lower() and token.isalnum() for token in tokens)


def test_a_long_legal_form_is_known_with_one_slip_and_one_of_consonants_by_its_sound() -> None:
    assert is_misspelt_form("limitid")
    assert is_misspelt_form("pjsk")
    assert not is_misspelt_form("lombardo")
    assert not is_misspelt_form("jskr")
    assert not is_misspelt_form("lk")


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("company elevator jint stock open", "elevator"),
        ("liability elevator", "elevator"),
        ("open elevator", "open elevator"),
        ("joint stock", ""),
    ],
)
def test_words_of_legal_forms_are_known_in_any_order_and_with_a_slip(name: str, left: str) -> None:
    tokens = fold(name)
    assert " ".join(tokens[place] for place in without_form_words(tokens)) == left
