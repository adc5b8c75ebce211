"""Which stored files a journal needs: those it names by their digest, and has not purged since."""

import re
from collections.abc import Iterator, Sequence

from intake.model.values import Json
from intake.store.chain import Entry

_DIGEST = re.compile(r"(?:sha256:)?([0-9a-f]{64})")
_NAMING = frozenset({"sha256", "questionnaire", "policy"})


def needed(entries: Sequence[Entry]) -> frozenset[str]:
    """The SHA-256 of each stored file that the entries need, in hexadecimal."""
    found: set[str] = set()
    for entry in entries:
        named = set(_named(entry.body, ""))
        found = found - named if entry.kind == "purged" else found | named
    return frozenset(found)


def _named(body: Json, under: str) -> Iterator[str]:
    if isinstance(body, dict):
        for name, part in body.items():
            yield from _named(part, name)
    elif isinstance(body, list):
        for part in body:
            yield from _named(part, under)
    elif isinstance(body, str) and under in _NAMING and (digest := _DIGEST.fullmatch(body)):
        yield digest[1]
