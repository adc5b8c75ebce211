"""The client's acceptance as data: the statement, and the signature that stands under it."""

from datetime import datetime
from typing import cast

from intake import canonical
from intake.frugal import dataclass
from intake.locale import worded
from intake.model.values import Json

TYPE = "intake.acceptance/1"
NAMESPACE = "intake.acceptance"


@dataclass(frozen=True, slots=True)
class By:
    """Who accepts."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What is accepted, by whom, in which words and how; the digests are of the brief and of the offer as shown.

    `key` is the fingerprint of the key that signs the statement: the supplier's own for a typed name.
    """

    type: str
    brief_id: str
    seq: int
    brief_sha256: str
    shown_pdf_sha256: str
    by: By
    intent: str
    consent: str
    method: str
    key: str
    at: datetime


def join(statement: Statement, signature: str) -> bytes:
    """The acceptance as it is kept: the statement with its signature as one more member, in canonical JSON."""
    data = cast("dict[str, Json]", canonical.encode(statement))
    return canonical.to_bytes({**data, "signature": signature})


def split(acceptance: bytes) -> tuple[bytes, str]:
    """The statement's canonical bytes, which are what is signed, and the signature; ValueError for another form."""
    data = canonical.from_bytes(acceptance)
    if not isinstance(data, dict) or not isinstance(signature := data.pop("signature", None), str):
        raise ValueError(worded("an acceptance has a signature"))
    return canonical.to_bytes(data), signature


def read(statement: bytes) -> Statement:
    """The statement behind its canonical bytes; ValueError where it is anything else."""
    found = canonical.decode(Statement, canonical.from_bytes(statement))
    if found.type != TYPE or canonical.to_bytes(canonical.encode(found)) != statement:
        raise ValueError(worded(f"the acceptance is not written as {TYPE}"))
    return found
