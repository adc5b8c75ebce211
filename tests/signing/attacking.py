"""Attacks on an offer that the client signed: they are listed by name, and each has to be refused with its part named."""

from collections.abc import Callable
from typing import Generic, TypeVar

from intake.signing import receipt, suffixes, verifying
from intake.signing.verification import Given, Verification
from signing.conftest import Agreement

Scene = TypeVar("Scene")


class Attacks(Generic[Scene]):
    """The attacks of one kind; a scene holds what they alter."""

    def __init__(self) -> None:
        self.listed: dict[str, tuple[Callable[[Scene], bytes], str]] = {}

    def __call__(self, part: str) -> Callable[[Callable[[Scene], bytes]], Callable[[Scene], bytes]]:
        """Puts an attack on the list, with the words by which its part is named."""

        def listed(function: Callable[[Scene], bytes]) -> Callable[[Scene], bytes]:
            self.listed[function.__name__] = (function, part)
            return function

        return listed


def judged(agreement: Agreement, file: bytes) -> Verification:
    """What is found of a file for which the supplier was careless enough to issue a receipt, and to say that they had looked."""
    return verifying.verify(file, Given(beside={suffixes.RECEIPT: receipt.issue(agreement.key, file, looked=True)}))


def expect_refused(found: Verification, part: str) -> None:
    """It is refused, and the part is named in a sentence."""
    assert found.outcome == "invalid", found.statements
    assert part
    assert part in found.faults[0], found.faults
    assert all(fault.endswith(".") for fault in found.faults)


def swap(raw: bytes, old: bytes, new: bytes) -> bytes:
    """The bytes with the first `old` replaced; the attack must have something to work on."""
    assert old in raw, old
    return raw.replace(old, new, 1)
