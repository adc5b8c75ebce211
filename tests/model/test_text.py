"""A stranger's text cannot steer the screen, and honest names stay as they are."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.model import text as cleaning
from intake.model.text import clean, clean_lines, has_words, is_clean

HONEST = [
    "Müller & Söhne",
    "株式会社",
    "ООО Ромашка",
    "שלום",
    "ไทย",
    "हिन्दी",
    "Acme (UK) Ltd",
    "C++/C#",
    "می‌خواهم",
    "क्‍ष",
    "👩‍💻",
]


@pytest.mark.parametrize("name", HONEST)
def test_honest_names_survive_byte_for_byte(name: str) -> None:
    assert clean(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("\x1b]0;owned\x07Acme", "]0;ownedAcme"),
        ("Acme\u202eLtd", "AcmeLtd"),
        ("A\u200bcme\u2060", "Acme"),
        ("A\u2800c\U0001d173me", "Acme"),
        ("Acme\nVerdict: GO", "Acme Verdict: GO"),
        ("Acme\x9b31m", "Acme31m"),
        ("A\U000e0041cme", "Acme"),
        ("Ac\u00adme\u3164", "Acme"),
        ("a" + "\u0301" * 1000, "á" + "\u0301" * 8),
    ],
)
def test_what_could_steer_a_terminal_is_removed(hostile: str, harmless: str) -> None:
    assert clean(hostile) == harmless


@given(st.text())
def test_cleaning_is_final_and_leaves_no_control(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert is_clean(once)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in once)


def test_lines_are_kept_where_they_are_wanted() -> None:
    assert clean_lines("one\r\ntwo\rthree") == "one\ntwo\nthree"
    assert clean("x" * 20_000, limit=100) == "x" * 100


@pytest.mark.parametrize(
    ("said", "enough"),
    [
        ("Anna approves it", True),
        ("Anna approves", False),
        ("公開日に全画面", True),
        ("全画面", False),
        ("เปิดใช้งานจริง", True),
    ],
)
def test_words_are_counted_in_scripts_that_set_no_space_between_them(said: str, enough: bool) -> None:
    assert has_words(said, 3) is enough


def test_what_is_taken_as_plain_would_not_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = "".join(each for each in map(chr, range(0x110000)) if cleaning._is_plain(each))
    assert {*"\nA z~é“ß"} < {*plain}
    monkeypatch.setattr(cleaning, "_is_plain", lambda _: False)
    assert clean_lines(plain, limit=len(plain)) == plain


@given(st.text(alphabet=st.sampled_from("a é“\t\n\r\u0085\u00a0\u2028\u200d\u0301")))
def test_a_plain_text_is_put_on_one_line_as_any_other(text: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        quick = clean(text)
        patched.setattr(cleaning, "_is_plain", lambda _: False)
        assert clean(text) == quick == re.sub(r"[\t\n ]+", " ", clean_lines(text)).strip()


@given(st.lists(st.text(alphabet=st.sampled_from("aक\u200d\u200c\u0301\u1100\u1161\r\n\t\u202e"), max_size=12)))
def test_lines_are_clean_together_where_each_of_them_is(lines: list[str]) -> None:
    assert is_clean("\n".join(lines)) == all(map(is_clean, lines))
