"""The offer: the printed brief, certified by the supplier, open for nothing but the client's signature."""

from datetime import datetime

from intake.signing.certification import Permission, certify
from intake.signing.document import render
from intake.signing.keys import SupplierKey


def offer(brief: bytes, key: SupplierKey, *, at: datetime) -> bytes:
    """The offered PDF of a brief in canonical JSON; Refused where the brief cannot be printed."""
    return certify(render(brief), key, Permission.SIGNING, at=at)
