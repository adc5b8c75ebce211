"""A journal's lines as bytes: each entry commits to what it says and to the entry before it.

One line is one canonical JSON object. Its header (version, seq, at, kind, prev, commitment) is what `digest` names;
`prev` is the digest of the line before, and `commitment` the SHA-256 of salt, actor and body. Erasing an entry drops
salt, actor and body: the header stays, so the chain still verifies, and a later `erased` entry vouches for the gap.
In a protected home salt, actor and body are `sealed` with the dossier's key: the header, its digest and so the chain are
the same with or without, and are verified without a key.
A last line that is not whole was never acknowledged; anything else that does not fit is damage.
"""

import base64
import re
from collections.abc import Collection
from datetime import datetime

from intake import canonical
from intake.frugal import dataclass
from intake.locale import worded
from intake.model.values import Json
from intake.store.sealing import Key

VERSION = 1
_PLAIN = ("actor", "body", "salt")
_PRIVATE = {*_PLAIN, "sealed"}
_UNSTATED = {*_PRIVATE, "digest"}
_SAID = ("salt", "actor", "body")
_BODY, _AFTER = b',"body":', b',"commitment":"'
_PLAIN_LINE = re.compile(rb'(?m)^\{"actor":')
_SEALED_LINE = re.compile(rb'(?m)^\{"at":.*,"sealed":"')
_TORN = "ends in an unfinished line, which was never acknowledged; it is set aside at the next change"
_NEWER = "was written by a newer version of intake"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as it was acknowledged; `body` is None and `actor` empty where they were erased."""

    seq: int
    at: datetime
    actor: str
    kind: str
    body: Json
    digest: str


@dataclass(frozen=True, slots=True)
class Log:
    """A journal as read: its sound entries, which take up `size` bytes, and what is wrong after them.

    `damage` names the first line that does not fit and makes the journal read-only; `torn` marks an unfinished last line.
    """

    entries: tuple[Entry, ...] = ()
    size: int = 0
    damage: str = ""
    torn: bool = False

    @property
    def head(self) -> str:
        """The digest of the last sound entry, or empty."""
        return self.entries[-1].digest if self.entries else ""

    @property
    def remark(self) -> str:
        """What a person should know of the journal's state; empty when it is sound."""
        return self.damage or (f"the journal {_TORN}" if self.torn else "")

    @property
    def remedy(self) -> str:
        """What a person may do about the damage."""
        if _NEWER in self.damage:
            return worded("Update intake; nothing is lost.")
        return worded("Restore the dossier from a backup, or go on in a new one.")


@dataclass(frozen=True, slots=True)
class _Header:
    """What the digest of an entry is taken of."""

    version: int
    seq: int
    at: datetime
    kind: str
    prev: str
    commitment: str


def link(log: Log, kind: str, body: Json, *, actor: str, at: datetime, salt: str) -> tuple[Entry, bytes]:
    """The entry that follows the log, and its line; ValueError where the body has no canonical form."""
    seq = len(log.entries) + 1
    header: dict[str, Json] = {
        "version": VERSION,
        "seq": seq,
        "at": canonical.encode(at),
        "kind": kind,
        "prev": log.head,
        "commitment": _digest([salt, actor, body]),
    }
    digest = _digest(header)
    line = canonical.to_bytes(header | {"digest": digest, "salt": salt, "actor": actor, "body": body}) + b"\n"
    return Entry(seq, at, actor, kind, body, digest), line


def stripped(raw: bytes, seqs: Collection[int]) -> bytes:
    """The journal's bytes without what the entries of these numbers say; a later entry has to vouch for them."""
    lines = raw.split(b"\n")
    for seq in seqs:
        stated = {name: part for name, part in _fields(lines[seq - 1]).items() if name not in _PRIVATE}
        lines[seq - 1] = canonical.to_bytes(stated)
    return b"\n".join(lines)


def sealed(raw: bytes, key: Key) -> bytes:
    """The whole lines with what they say sealed; those that are sealed or erased stay as they are."""
    return b"".join(_sealed(line, key) for line in raw.splitlines(keepends=True))


def unsealed(raw: bytes, key: Key) -> bytes:
    """The whole lines as they were before they were sealed; ValueError where a line was sealed with another key."""
    lines = raw.splitlines()
    return b"".join(canonical.to_bytes(_opened(_fields(line), key)) + b"\n" for line in lines)


def holds_plain(raw: bytes) -> bool:
    """Whether what a line says can be read without a key."""
    return _PLAIN_LINE.search(raw) is not None


def holds_sealed(raw: bytes) -> bool:
    """Whether a key is needed to read what a line says."""
    return _SEALED_LINE.search(raw) is not None


def _sealed(line: bytes, key: Key) -> bytes:
    fields = _fields(line.rstrip(b"\n"))
    if "salt" not in fields:
        return line
    said = canonical.to_bytes({name: fields.pop(name) for name in _PLAIN})
    hidden = key.seal(said, str(fields["digest"]))
    return canonical.to_bytes(fields | {"sealed": base64.b64encode(hidden).decode("ascii")}) + b"\n"


def _opened(fields: dict[str, Json], key: Key | None) -> dict[str, Json]:
    if key is None or "sealed" not in fields:
        return fields
    rest = {name: part for name, part in fields.items() if name != "sealed"}
    said = canonical.from_bytes(key.open(base64.b64decode(str(fields["sealed"])), str(fields.get("digest"))))
    return rest | said if isinstance(said, dict) else rest


def read(raw: bytes, key: Key | None = None) -> Log:
    """The log behind a journal's bytes, as far as it is sound; without its key, sealed entries have neither actor nor body."""
    entries: list[Entry] = []
    erased: list[tuple[int, int]] = []
    size, damage, torn = 0, "", False
    while size < len(raw):
        end = raw.find(b"\n", size) + 1 or len(raw)
        try:
            if raw[end - 1 : end] != b"\n":
                raise ValueError("not a whole line")
            fields = _fields(raw[size : end - 1])
        except ValueError:
            torn = end == len(raw)
            damage = "" if torn else worded(f"line {len(entries) + 1} of the journal is not an entry")
            break
        try:
            entries.append(_entry(raw[size : end - 1], _opened(fields, key), entries))
        except (ValueError, TypeError) as fault:
            damage = worded(f"line {len(entries) + 1} of the journal {fault}")
            break
        if fields.keys().isdisjoint(_PRIVATE):
            erased.append((len(entries), size))
        size = end
    return _vouched(Log(tuple(entries), size, damage, torn), erased)


def _vouched(log: Log, erased: list[tuple[int, int]]) -> Log:
    known = {seq for entry in log.entries if entry.kind == "erased" for seq in _erased_by(entry.body)}
    for seq, size in erased:
        if seq not in known:
            return Log(log.entries[: seq - 1], size, f"line {seq} of the journal lost its body, and no entry says why")
    return log


def _erased_by(body: Json) -> list[Json]:
    found = body.get("entries") if isinstance(body, dict) else None
    return found if isinstance(found, list) else []


def _fields(line: bytes) -> dict[str, Json]:
    data = canonical.read_back(line)
    if not isinstance(data, dict):
        raise ValueError("not a line of names and values")
    return data


def _commitment(line: bytes, fields: dict[str, Json]) -> str:
    """What a line has to commit to: the digest of its salt, actor and body.

    A body that lies open is cut out of the line, which is in canonical form: to write it anew takes longer than all the rest.
    """
    salt, actor, body = (fields.get(name) for name in _SAID)
    if [*fields][:3] != ["actor", "at", "body"] or not isinstance(actor, str) or not isinstance(fields["at"], str):
        return _digest([salt, actor, body])
    # No text holds these: its quotes are escaped.
    begins, ends = line.index(_BODY) + len(_BODY), line.rindex(_AFTER)
    return canonical.digest(canonical.to_bytes([salt, actor])[:-1] + b"," + line[begins:ends] + b"]")


def _entry(line: bytes, fields: dict[str, Json], before: list[Entry]) -> Entry:
    version = fields.get("version")
    if isinstance(version, int) and version > VERSION:
        raise ValueError(f"{_NEWER}; update intake to read on and to write")
    # The digest is taken of the line as it stands, not as it is understood: two spellings of a time are not equal.
    stated: Json = {name: part for name, part in fields.items() if name not in _UNSTATED}
    if _digest(stated) != fields.get("digest"):
        raise ValueError("was altered after it was written")
    header = canonical.decode(_Header, stated)
    if (header.seq, header.prev) != (len(before) + 1, before[-1].digest if before else ""):
        raise ValueError("does not follow the line before it")
    if not fields.keys().isdisjoint(_PLAIN) and _commitment(line, fields) != header.commitment:
        raise ValueError("was altered after it was written")
    actor = str(fields.get("actor") or "")
    return Entry(header.seq, header.at, actor, header.kind, fields.get("body"), str(fields["digest"]))


def _digest(data: Json) -> str:
    return canonical.digest(canonical.to_bytes(data))
