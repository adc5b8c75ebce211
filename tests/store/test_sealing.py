"""What is sealed is opened with its key, for its place, as it was; RFC 8439 and RFC 7914 say how."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.store import sealing
from intake.store.sealing import Key

KEY = Key(bytes(range(32)))


@given(st.binary(max_size=200), st.text(max_size=10).filter(lambda place: place.isascii()))
def test_what_was_sealed_comes_back(data: bytes, place: str) -> None:
    sealed = KEY.seal(data, place)
    assert KEY.open(sealed, place) == data
    assert len(sealed) == len(data) + 28
    assert sealed != KEY.seal(data, place)


@given(st.integers(0, 59), st.integers(1, 255))
def test_a_byte_that_was_altered_is_noticed(at: int, by: int) -> None:
    sealed = bytearray(KEY.seal(b"thirty-two bytes of plain text..", "here"))
    sealed[at] ^= by
    with pytest.raises(ValueError, match="altered"):
        KEY.open(bytes(sealed), "here")


@pytest.mark.parametrize(
    "sealed",
    [b"", b"short", KEY.seal(b"x", "there"), Key(bytes(32)).seal(b"x", "here")],
    ids=["nothing", "short", "for another place", "with another key"],
)
def test_nothing_is_opened_for_another_place_or_with_another_key(sealed: bytes) -> None:
    with pytest.raises(ValueError, match="another key"):
        KEY.open(sealed, "here")


def test_a_passphrase_is_stretched_as_rfc_7914_says() -> None:
    # hashlib has another implementation of scrypt; both have to agree on the cost that is used.
    import hashlib

    stretched = sealing.stretched(b"correct horse", b"salt", 2**4)
    assert stretched.secret == hashlib.scrypt(b"correct horse", salt=b"salt", n=2**4, r=8, p=3, dklen=32)
