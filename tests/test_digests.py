"""A digest is the same whoever works it out."""

import hashlib

import pytest

from intake import digests


@pytest.mark.parametrize("length", [0, 1, digests._LONG - 1, digests._LONG, digests._LONG + 1])
def test_short_and_long_are_hashed_alike(length: int) -> None:
    data = bytes(length)
    assert digests.sha256_hex(data) == hashlib.sha256(data).hexdigest()
