"""Tests of reading a page safely."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.api import Page, Unreachable
from intake.hooks import page as reading


def page(body: bytes, content_type: str = "") -> Page:
    """A page with this body."""
    return Page("x-1", "https://a.example/", 200, content_type, body)


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("Möbel".encode(), "text/html", "Möbel"),
        ("Möbel".encode("latin-1"), "text/html; charset=ISO-8859-1", "Möbel"),
        ("Möbel".encode("cp1252"), 'text/html; charset="windows-1252"', "Möbel"),
        (b'<meta charset="latin1">M\xf6bel', "text/html", '<meta charset="latin1">Möbel'),
        (b"M\xf6bel", "text/html", "M\ufffdbel"),
    ],
)
def test_the_declared_charset_is_used_if_it_is_a_safe_one(body: bytes, content_type: str, text: str) -> None:
    assert page(body, content_type).text == text


@pytest.mark.parametrize(
    "charset", "zlib hex rot13 punycode undefined unicode_escape utf-7 idna bz2 iso-2022-jp".split()
)
def test_an_unsafe_charset_is_ignored(charset: str) -> None:
    body = rb"\x1b]52;c;x +ADw-"
    assert page(body, f"text/html; charset={charset}").text == body.decode()
    assert page(f"<meta charset={charset}>".encode() + body).text.endswith(body.decode())


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b'{"a": 1', b'{"a": NaN}', b'{"a": 1, "a": 2}', b"<html>", b"\xff", b"[" * 100_000, b"9" * 5000],
)
def test_what_is_no_strict_json_cannot_be_read(body: bytes) -> None:
    with pytest.raises(Unreachable):
        page(body).json()


def test_fractions_are_exact() -> None:
    assert page(b'{"a": 0.1}').record() == {"a": Decimal("0.1")}


@pytest.mark.parametrize("body", [b"[]", b"null", b"1", b'"x"'])
def test_a_record_is_an_object(body: bytes) -> None:
    with pytest.raises(Unreachable):
        page(body).record()


@given(st.binary(max_size=200), st.text(max_size=30))
def test_any_body_is_read_without_another_fault(body: bytes, content_type: str) -> None:
    assert isinstance(page(body, content_type).text, str)
    try:
        page(body, content_type).json()
    except Unreachable:
        return


@given(st.text('ab \n\t&;#x20amp\\n"/u', max_size=60), st.integers(2, 9), st.integers(20_000, 70_000))
def test_a_long_body_says_what_its_parts_say(text: str, words: int, length: int) -> None:
    body = f"{'x' * length} {text} {'y ' * length} {text} end"
    short = page(f"{text} {'y ' * words}".encode(), "")
    long = page(body.encode(), "")
    quote = f"{' '.join(text.split())}   y  y"
    assert long.says(quote) == short.says(quote)


@given(st.text('ab \n,}>&;#x20amp\\n"/u', max_size=60), st.integers(16_300, 16_400), st.booleans())
def test_a_body_without_white_space_says_what_its_parts_say(text: str, length: int, minified: bool) -> None:
    filler = f"{'x' * (length % 97)}," * (length // (length % 97 + 1) + 1) if minified else "x" * length
    quote = f",  {text},  "
    body = f"{filler}, {text}, {filler}"
    assert page(body.encode()).says(quote) == page(f"x, {text}, x".encode()).says(quote)


@pytest.mark.parametrize("repeated", ["x", "\\", "&amp;", "&", " ", "a,", "ä\n", '\\"', "\\u0041"])
def test_no_step_over_a_body_is_long(repeated: str) -> None:
    text = repeated * 200_000
    pieces = [piece.group() for piece in reading._PIECE.finditer(text)]
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= 16_896
