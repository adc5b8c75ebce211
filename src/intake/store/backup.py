"""Making a backup: one file with your dossiers, the stored files they need, and what you wrote yourself.

Journals only grow, and a stored file is on disk before a journal names it; so a copy of the journals taken first, and of
the stored files after them, is one consistent state, whoever writes meanwhile.
"""

import hashlib
import io
import tarfile
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from intake import canonical
from intake.errors import CannotTell, CannotWrite, NotFound
from intake.frugal import dataclass, field, replace
from intake.locale import worded
from intake.store import backup_file, chain, durable, envelope
from intake.store.backup_file import FORMAT, KEYS, MANIFEST, OWN, Backup, Manifest
from intake.store.dossiers import Dossiers
from intake.store.journal import LOG
from intake.store.references import needed
from intake.store.vault import Vault


@dataclass(slots=True)
class _Parts:
    """What is to be written: the bytes, or where they are taken from, by path in the archive."""

    files: dict[str, bytes | Callable[[], bytes]] = field(default_factory=dict)
    journals: dict[str, bytes] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)


def write(path: Path, dossiers: Dossiers, *, only: Sequence[str] = (), keys: bool = False, at: datetime) -> Backup:
    """Writes a backup of the home, or of the dossiers `only` named, reads it back, and puts it in place.

    Watch lists, tables and the catalogue are left out: they can be had again. CannotWrite leaves a former file as it was.
    """
    parts = _Parts() if only else _own(dossiers.home, keys=keys)
    for dossier_id in only or dossiers.ids():
        _add_journal(parts, dossiers, dossier_id)
    _add_stored_files(parts, dossiers)
    if path.is_dir() or path.is_symlink():
        raise CannotWrite("a folder or a link is there already", where=str(path), remedy="Name a new file.")
    with durable.replacing(path) as new:
        _archive(new, parts, at, dossiers.vault if dossiers.vault.on else None)
        return replace(backup_file.check(new, dossiers.vault), path=path)


def rewrite(backup: Backup, *, without: Collection[str]) -> None:
    """Writes the backup again without these dossiers, and without the stored files that only they needed."""
    kept = {name: each for name, each in backup.chains.items() if name not in without}
    wanted = frozenset[str]().union(*(each.needed for each in kept.values()))
    parts = _Parts(heads={name: backup.manifest.heads[name] for name in kept})
    parts.lacking = [words for words in backup.manifest.lacking if not any(each in words for each in without)]
    with durable.replacing(backup.path) as new:
        for name, content in backup_file.members(backup):
            if digest := backup_file.digest_of(name):
                if digest in wanted:
                    parts.files[name] = content
            elif dossier_id := backup_file.journal_of(name):
                if dossier_id in kept:
                    parts.journals[name] = content
            else:
                parts.files[name] = content
        _archive(new, parts, backup.manifest.made_at, backup.vault if envelope.is_sealed(backup.path) else None)
        backup_file.check(new, backup.vault)


def _own(home: Path, *, keys: bool) -> _Parts:
    parts = _Parts()
    for name in (*OWN, *([KEYS] if keys else [])):
        root = home / name
        for file in [root] if root.is_file() else sorted(root.rglob("*")):
            if file.is_file() and not file.is_symlink() and not file.name.endswith((".lock", ".pyc")):
                _add_own(parts, file, file.relative_to(home).as_posix())
    return parts


def _add_own(parts: _Parts, file: Path, name: str) -> None:
    try:
        if not backup_file.is_part(name):
            raise OSError("no system but this one could hold a file of that name")
        parts.files[name] = file.read_bytes()
    except OSError as fault:
        parts.lacking.append(worded(f"{name}: it cannot be copied: {fault.strerror or fault}"))


def _add_journal(parts: _Parts, dossiers: Dossiers, dossier_id: str) -> None:
    try:
        raw = dossiers.journal(dossier_id).plain()
    except (OSError, CannotTell) as fault:
        parts.lacking.append(worded(f"{dossier_id}: the journal cannot be read: {getattr(fault, 'strerror', fault)}"))
        return
    log = chain.read(raw)
    if log.damage:  # all of it is copied, since what follows the damage may still help a person
        parts.lacking.append(f"{dossier_id}: {log.damage}")
    elif not log.entries:
        return
    name = f"dossiers/{dossier_id}/{LOG}"
    parts.journals[name], parts.heads[dossier_id] = raw if log.damage else raw[: log.size], log.head


def _add_stored_files(parts: _Parts, dossiers: Dossiers) -> None:
    for name, raw in parts.journals.items():
        for digest in sorted(needed(chain.read(raw).entries)):
            stored = f"blobs/{digest[:2]}/{digest}"
            if stored in parts.files:
                continue
            try:
                dossiers.blobs.get(digest)
            except NotFound as fault:
                parts.lacking.append(f"{backup_file.journal_of(name)}: {fault.what}")
            else:
                parts.files[stored] = partial(dossiers.blobs.get, digest)


def _archive(path: Path, parts: _Parts, at: datetime, vault: Vault | None) -> None:
    """Writes the archive, sealed where a vault has the key for it."""
    named = [*parts.files.items(), *parts.journals.items()]
    digests = {name: hashlib.sha256(_content(part)).hexdigest() for name, part in named}
    manifest = Manifest(FORMAT, at, digests, parts.heads, tuple(parts.lacking))
    with durable.writing(path), path.open("wb") as file:
        target = envelope.Sealing(file, vault.protection, vault.key) if vault else file
        with tarfile.open(fileobj=cast("BinaryIO", target), mode="w|", format=tarfile.PAX_FORMAT) as archive:
            _add(archive, MANIFEST, canonical.to_bytes(canonical.encode(manifest)) + b"\n", at)
            for name, part in named:
                _add(archive, name, _content(part), at)
        if isinstance(target, envelope.Sealing):
            target.finish()


def _content(part: bytes | Callable[[], bytes]) -> bytes:
    return part if isinstance(part, bytes) else part()


def _add(archive: tarfile.TarFile, name: str, content: bytes, at: datetime) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = len(content), 0o600, int(at.timestamp())
    archive.addfile(member, io.BytesIO(content))
