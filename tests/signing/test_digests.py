"""Digests are those that everybody knows."""

import hashlib

from intake import canonical
from intake.signing import digests


def test_they_are_those_of_the_standard_library() -> None:
    for data in (b"", b"abc", bytes(range(256)) * 999):
        assert digests.sha256(data) == digests.sha256(data[:1], data[1:]) == hashlib.sha256(data).digest()
        assert digests.sha512(data) == hashlib.sha512(data).digest()
        assert digests.named(data) == canonical.digest(data)


def test_what_begins_alike_is_read_once_and_named_as_if_alone() -> None:
    assert digests.sha256_of_each(b"begins", b" one", b"") == [digests.sha256(b"begins one"), digests.sha256(b"begins")]
