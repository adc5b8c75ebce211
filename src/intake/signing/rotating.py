"""Changing to a new key so that whoever trusts the old one can trust the new: the old key signs the new one.

Each rotation is a statement `{type, old, new, at}` with the old key's signature. They stand in one file, oldest first, and
go into every exported folder. What the old key signed stays as it is, and its files are kept.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from intake import canonical
from intake.errors import Refused
from intake.frugal import dataclass
from intake.signing import keys, sshsig
from intake.signing.files import make_folder, write_whole
from intake.signing.keys import CERTIFICATE_FILE, KEY_FILE, SupplierKey
from intake.signing.pins import Pin
from intake.signing.ssh_keys import fingerprint

FILE = "rotations.json"
TYPE = "intake.rotation/1"
NAMESPACE = "intake.rotation"


@dataclass(frozen=True, slots=True)
class Rotation:
    """From which public key to which, when by the holder's own account, and the old key's signature of the rest."""

    type: str
    old: str
    new: str
    at: datetime
    signature: str = ""

    @property
    def holds(self) -> bool:
        """Whether the old key signed it."""
        try:
            return sshsig.signer(self.signature, _statement(self), NAMESPACE) == self.old and self.type == TYPE
        except ValueError:
            return False


def rotate(folder: Path, passphrase: bytes | None, new_passphrase: bytes | None, *, now: datetime) -> SupplierKey:
    """Makes a new key in place of the one in the folder, which signs it and moves to `former/`.

    NotFound where there is no key, Refused where it does not open, CannotWrite where the new one cannot be stored.
    """
    old = keys.load(folder, passphrase)
    staged = folder / "next"
    if (staged / KEY_FILE).exists():
        (staged / KEY_FILE).unlink()  # of a rotation that was broken off before anything pointed to it
    new = keys.create(staged, old.name, new_passphrase, now=now)
    bare = Rotation(TYPE, old.public_line, new.public_line, now.astimezone(UTC).replace(microsecond=0))
    signed = Rotation(bare.type, bare.old, bare.new, bare.at, sshsig.sign(old, _statement(bare), NAMESPACE))
    former = folder / "former" / hashlib.sha256(old.public_line.encode()).hexdigest()[:16]
    make_folder(former, mode=0o700)
    for name in (CERTIFICATE_FILE, KEY_FILE):
        write_whole(former / name, (folder / name).read_bytes(), mode=0o600)
    write_whole(folder / FILE, to_bytes((*load(folder), signed)))
    for name in (CERTIFICATE_FILE, KEY_FILE):
        (staged / name).replace(folder / name)
    staged.rmdir()
    return new


def load(folder: Path) -> tuple[Rotation, ...]:
    """The rotations in a folder of keys, oldest first; Refused where the file is damaged."""
    path = folder / FILE
    if not path.exists():
        return ()
    try:
        return read(path.read_bytes())
    except ValueError as fault:
        raise Refused(f"the rotations are damaged: {fault}", where=str(path), remedy="Restore a backup.") from fault


def read(raw: bytes) -> tuple[Rotation, ...]:
    """The rotations in these bytes; ValueError where it is anything else, or a signature does not hold."""
    found = canonical.decode(tuple[Rotation, ...], canonical.from_bytes(raw))
    for number, rotation in enumerate(found, start=1):
        if not rotation.holds:
            raise ValueError(f"rotation {number} is not signed by the key it leaves")
    return found


def to_bytes(rotations: Sequence[Rotation]) -> bytes:
    """The rotations as they are kept and exported."""
    return canonical.to_bytes(canonical.encode(rotations)) + b"\n"


def linked(old: str, new: str, rotations: Sequence[Rotation]) -> bool:
    """Whether signed rotations lead from one fingerprint to the other."""
    return new in {old, *_successors(old, rotations)}


def trusted_through(signer: str, pins: Sequence[Pin], rotations: Sequence[Rotation]) -> Pin | None:
    """The pin of a key whose rotations lead to this one; None where none does."""
    return next((pin for pin in pins if linked(pin.fingerprint, signer, rotations)), None)


def _successors(old: str, rotations: Sequence[Rotation]) -> Iterator[str]:
    here = old
    for rotation in rotations:
        if fingerprint(rotation.old) == here:
            here = fingerprint(rotation.new)
            yield here


def _statement(rotation: Rotation) -> bytes:
    bare = Rotation(rotation.type, rotation.old, rotation.new, rotation.at)
    return canonical.to_bytes(canonical.encode(bare))
