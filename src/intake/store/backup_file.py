"""The file of a backup, read: a plain tar archive, in which every part stands under its path and is held against its digest.

First comes `intake-backup.json`, which names every part; then what you wrote yourself, the stored files, and last the
journals, so that whoever puts the parts in place in this order never has a journal whose files are missing. Nothing of
the archive's own claims is trusted: no path, link, size or order that a backup does not have.
"""

import hashlib
import re
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from intake import canonical
from intake.errors import BadFile, DoesNotHold, Fault, NotFound, Place
from intake.frugal import dataclass, field
from intake.store import chain, envelope
from intake.store.chain import Log
from intake.store.journal import LOG
from intake.store.references import needed
from intake.store.vault import Vault

MANIFEST = "intake-backup.json"
FORMAT = "intake: backup/1"
OWN = ("settings.yaml", "keymap.yaml", "referrals.json", "questionnaires", "policies", "clauses", "plugins")
KEYS = "keys"
_JOURNAL = re.compile(rf"dossiers/([a-z0-9-]+)/{re.escape(LOG)}")
_BLOB = re.compile(r"blobs/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_LARGEST_MANIFEST = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: each part's SHA-256 by its path, each dossier's head, and in words what could not be copied."""

    format: str
    made_at: datetime
    parts: Mapping[str, str]
    heads: Mapping[str, str]
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """A journal in a backup: the digests of its entries, the stored files it needs, and its damage."""

    digests: tuple[str, ...]
    needed: frozenset[str]
    damage: str = ""

    @staticmethod
    def of(log: Log) -> "Chain":
        """The chain of a journal."""
        return Chain(tuple(entry.digest for entry in log.entries), needed(log.entries), log.remark)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was read whole and is as it was written."""

    path: Path
    manifest: Manifest
    chains: Mapping[str, Chain]
    vault: Vault = field(compare=False)


def check(path: Path, vault: Vault | None = None) -> Backup:
    """Reads a backup whole; DoesNotHold where a part is not as it was written, BadFile where it is no backup.

    The vault opens one of a protected home; Refused where it cannot.
    """
    vault = vault or Vault(path.parent)
    with _opened(path, vault) as archive:
        manifest = _manifest(archive, path)
        chains: dict[str, Chain] = {}
        seen: set[str] = set()
        for name, content in _members(archive, path, manifest):
            seen.add(name)
            if dossier_id := journal_of(name):
                chains[dossier_id] = Chain.of(chain.read(content))
    if gone := sorted(manifest.parts.keys() - seen):
        raise _altered(path, f"{gone[0]} is missing")
    heads = {name: each.digests[-1] if each.digests else "" for name, each in chains.items()}
    if heads != manifest.heads:
        raise _altered(path, "a journal has another head than is written down")
    return Backup(path, manifest, chains, vault)


def is_backup(path: Path) -> bool:
    """Whether the file begins as a backup does; nothing else of it is read."""
    try:
        with path.open("rb") as file:
            return file.read(len(MANIFEST) + 1) == MANIFEST.encode() + b"\0" or envelope.is_sealed(path)
    except OSError:
        return False


def members(backup: Backup) -> Iterator[tuple[str, bytes]]:
    """The parts of a backup by path, in its order: own files, stored files, journals; each held against its digest."""
    with _opened(backup.path, backup.vault) as archive:
        yield from _members(archive, backup.path, backup.manifest)


def journal_of(name: str) -> str:
    """The id of the dossier whose journal the part is, or empty."""
    found = _JOURNAL.fullmatch(name)
    return found[1] if found else ""


def digest_of(name: str) -> str:
    """The digest of the stored file that the part is, or empty."""
    found = _BLOB.fullmatch(name)
    return found[2] if found else ""


def is_part(name: str) -> bool:
    """Whether a backup may have a part at that path."""
    if _JOURNAL.fullmatch(name) or _BLOB.fullmatch(name):
        return True
    pieces = name.split("/")
    plain = all(piece not in ("", ".", "..") and not set(piece) & set("\\:\0") for piece in pieces)
    return plain and pieces[0] in (*OWN, KEYS)


def _manifest(archive: tarfile.TarFile, path: Path) -> Manifest:
    try:
        first = archive.next()
        if first is None or first.name != MANIFEST or not first.isreg() or first.size > _LARGEST_MANIFEST:
            raise ValueError(f"it does not begin with {MANIFEST}")
        file = archive.extractfile(first)
        manifest = canonical.decode(Manifest, canonical.from_bytes(file.read() if file else b""))
        if manifest.format != FORMAT:
            raise ValueError(f"its format is {manifest.format[:40]!r}, and this version reads {FORMAT!r}")
    except (ValueError, TypeError) as fault:
        raise _no_backup(path, str(fault)) from fault
    return manifest


def _members(archive: tarfile.TarFile, path: Path, manifest: Manifest) -> Iterator[tuple[str, bytes]]:
    seen: set[str] = {MANIFEST}
    journals = False
    for member in archive:
        name = member.name
        if name == MANIFEST and member.offset == 0:
            continue
        if name in seen or name not in manifest.parts or not is_part(name) or not member.isreg() or member.issparse():
            raise _altered(path, f"{name} does not belong there")
        seen.add(name)
        file = archive.extractfile(member)
        content = file.read() if file else b""
        digest = hashlib.sha256(content).hexdigest()
        if digest != manifest.parts[name] or digest_of(name) not in ("", digest):
            raise _altered(path, f"{name} has another digest than is written down")
        if journals and not journal_of(name):
            raise _altered(path, f"{name} comes after the journals")
        journals = bool(journal_of(name))
        yield name, content


@contextmanager
def _opened(path: Path, vault: Vault) -> Iterator[tarfile.TarFile]:
    try:
        if envelope.is_sealed(path):
            with (
                envelope.opened(path, vault) as opened,
                tarfile.open(fileobj=cast("BinaryIO", opened), mode="r|") as archive,
            ):
                yield archive
        else:
            with tarfile.open(path, "r:") as archive:
                yield archive
    except FileNotFoundError as fault:
        raise NotFound("there is no such file", where=str(path), remedy="Check the path.") from fault
    except (tarfile.TarError, OSError, ValueError) as fault:
        raise _no_backup(path, str(fault)) from fault


def _no_backup(path: Path, why: str) -> BadFile:
    fault = Fault(Place(str(path), 1, 1), f"this is no backup of intake: {why}")
    return BadFile([fault], remedy="Name a file that `intake backup` has written.")


def _altered(path: Path, why: str) -> DoesNotHold:
    return DoesNotHold(
        f"the backup is not as it was written: {why}", where=str(path), remedy="Nothing was restored; try another one."
    )
