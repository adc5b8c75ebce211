"""Numbers stay beside their words, whichever way those run."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.model.direction import isolated, runs_to_the_left

HEBREW, ARABIC = "שלום עולם", "مرحبا"


@pytest.mark.parametrize(
    ("text", "leftward"),
    [(HEBREW, True), (ARABIC, True), ("12 " + HEBREW, True), ("Acme " + HEBREW, False), ("12", False), ("", False)],
)
def test_a_text_runs_as_its_first_letter_does(text: str, leftward: bool) -> None:
    assert runs_to_the_left(text) is leftward


def test_what_follows_a_hebrew_name_in_an_english_sentence_stays_behind_it() -> None:
    assert isolated(f"on delivery of {HEBREW}, 12 pages") == f"on delivery of \u2067{HEBREW}\u2069, 12 pages"


def test_a_sentence_of_hebrew_words_and_numbers_is_one_piece() -> None:
    assert isolated(f"for {HEBREW} 12 {HEBREW}.") == f"for \u2067{HEBREW} 12 {HEBREW}\u2069."


def test_a_date_in_an_arabic_sentence_is_not_turned_round() -> None:
    assert isolated(f"{ARABIC} 2027-02-05 (Acme Ltd)") == f"\u200f{ARABIC} \u20662027-02-05\u2069 (Acme Ltd)"


@given(st.text(st.sampled_from("ab שם مر12.-:, ")))
def test_nothing_but_isolates_is_added_and_each_is_closed(text: str) -> None:
    drawn = isolated(text)
    marks = [each for each in drawn if unicodedata.bidirectional(each) in ("RLI", "LRI", "PDI")]
    assert "".join(each for each in drawn if each not in "\u200f\u2066\u2067\u2069") == text
    assert [mark == "\u2069" for mark in marks] == [False, True] * (len(marks) // 2)


@pytest.mark.parametrize(
    "name", [f"{HEBREW} (6 {HEBREW})", f"{HEBREW} 2", f"«{HEBREW}»"[1:-1] + " [א]", f"{ARABIC} (א)"]
)
def test_a_bracket_and_a_number_that_end_a_name_stay_with_it(name: str) -> None:
    assert isolated(f"on delivery of {name}") == f"on delivery of \u2067{name}\u2069"
    assert isolated(f"on delivery of {name}, 12 pages") == f"on delivery of \u2067{name}\u2069, 12 pages"


def test_a_number_that_begins_something_else_is_no_part_of_the_name() -> None:
    assert isolated(f"of {HEBREW} 12 pages") == f"of \u2067{HEBREW}\u2069 12 pages"
    assert isolated(f"({HEBREW})") == f"\u200f({HEBREW})"


def test_each_line_runs_its_own_way() -> None:
    assert isolated(f"{HEBREW} 1\nShop build, {HEBREW}") == f"\u200f{HEBREW} 1\nShop build, \u2067{HEBREW}\u2069"
