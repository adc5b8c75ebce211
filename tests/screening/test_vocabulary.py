"""Tests of finding a list's tokens by their letters, sound and meaning."""

from pathlib import Path

import pytest

from screening.lists import entry, index


@pytest.mark.parametrize(
    ("asked", "like"),
    [("petrova", "petrova"), ("petrva", "petrova"), ("peetrowa", "petrova"), ("banque", "bank"), ("ptrv", "petrova")],
)
def test_a_token_is_found_by_its_letters_its_sound_and_its_meaning(tmp_path: Path, asked: str, like: str) -> None:
    within = index(tmp_path, [entry("1", "Petrova Bank Kowalski", kind="organisation")])
    assert [within.token(number).decode() for number in within.neighbours(asked)] == [like]


def test_what_is_written_down_is_what_would_be_found(tmp_path: Path) -> None:
    names = ["Karim Haddad", "Kareem Hadad", "Karim Hadat", "K. Haddad", "Bank Hadad", "Banque Karim"]
    within = index(tmp_path, [entry(str(number), name) for number, name in enumerate(names)])
    for token in ("karim", "haddad", "hadad"):
        asked = within.asked(token)
        assert asked.is_listed
        assert asked.near == pytest.approx(within.neighbours(token))
        assert asked.cost == sum(len(within.names_with(number)) for number in asked.near)


def test_as_many_slips_are_found_as_are_asked_for(tmp_path: Path) -> None:
    within = index(tmp_path, [entry("1", "Severnybriz Xeverxybris")])
    found = [
        sorted(within.token(number).decode() for number in within.spelt_alike("severnybris", slips)) for slips in (1, 2)
    ]
    assert found == [["severnybriz"], ["severnybriz", "xeverxybris"]]
