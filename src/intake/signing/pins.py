"""Keys of others that you compared with their holders: since when you trust a fingerprint, and by which way you had it."""

import os
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from intake import canonical
from intake.errors import BadFile, Fault, Place, Refused, Usage
from intake.frugal import dataclass
from intake.locale import worded
from intake.model.text import clean
from intake.signing import ssh_keys

if TYPE_CHECKING:
    from pathlib import Path

FILE = "pins.json"


@dataclass(frozen=True, slots=True)
class Pin:
    """A fingerprint that you trust: whose it is, on which day you compared it, and via what (`phone`, a website)."""

    fingerprint: str
    name: str
    on: date
    via: str

    def __str__(self) -> str:
        """How a verification says it."""
        return worded(f"pinned on {self.on} via {self.via}")


def load(folder: "str | Path") -> tuple[Pin, ...]:
    """The pins in a folder of keys; none where there are none. BadFile where the file is damaged."""
    path = os.path.join(folder, FILE)  # noqa: PTH118 - as `one_file` does
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            raw = file.read()
    except FileNotFoundError:
        return ()
    except OSError as fault:
        raise Refused(f"the pins cannot be read: {fault.strerror}", where=path, remedy="chmod 600") from fault
    try:
        return canonical.decode(tuple[Pin, ...], canonical.from_bytes(raw))
    except ValueError as fault:
        raise BadFile([Fault(Place(path, 1, 1), f"these are no pins: {fault}")]) from fault


def keep(folder: "Path", new: Sequence[Pin]) -> None:
    """Adds the pins; a fingerprint that was pinned before gets its new name, day and way."""
    from intake.signing.files import make_folder, write_whole

    replaced = {pin.fingerprint for pin in new}
    pins = [pin for pin in load(folder) if pin.fingerprint not in replaced] + [*new]
    make_folder(folder, mode=0o700)
    write_whole(folder / FILE, canonical.to_bytes(canonical.encode(pins)) + b"\n", mode=0o600)


def fingerprints(text: str) -> tuple[str, ...]:
    """Every fingerprint in what somebody gave you: typed (`SHA256:...`), printed by `ssh-keygen -l`, or of the public keys in
    a `.pub` file, an `allowed_signers` file, or the `.keys` page of a code host. Usage where there is none.
    """
    found = tuple(dict.fromkeys(_all(text)))
    if not found:
        raise Usage("there is neither a fingerprint nor a public key in it", remedy="Give a .pub file or SHA256:...")
    return found


def public_lines(text: str) -> tuple[str, ...]:
    """The public keys in a text as OpenSSH writes them, without options and comments."""
    found = re.findall(r"\b((?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+) (AAAA[A-Za-z0-9+/]+={0,2})", text)
    return tuple(f"{kind} {blob}" for kind, blob in found)


def _all(text: str) -> Iterator[str]:
    for line in text.splitlines():
        for key in public_lines(line):
            try:
                yield ssh_keys.fingerprint(key)
            except ValueError as fault:
                raise Usage(f"{clean(line, limit=60)}: {fault}", remedy="Ask for the file again.") from fault
    yield from re.findall(r"SHA256:[A-Za-z0-9+/]{43}", text)
