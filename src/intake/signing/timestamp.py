"""A time stamp by a third party: proof that a file existed at a time that neither side could choose (RFC 3161).

It is kept as a file beside the document, in the form that `openssl ts -verify` reads. Whether the authority that signed it is a
good one, no trust list is asked here; its name is said.
"""

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from intake.frugal import dataclass
from intake.signing import foreign_cms
from intake.signing.certificates import holder

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
_GRANTED = ("granted", "granted_with_mods")


@dataclass(frozen=True, slots=True)
class Stamped:
    """When, by whose word, and the certificates of whoever said so."""

    at: datetime
    authority: str
    chain: "tuple[Certificate, ...]"


def query(file: bytes, *, nonce: int) -> bytes:
    """What is sent to an authority: the SHA-256 of the file, a number that comes back, and the wish for its certificate."""
    from asn1crypto import tsp

    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(file).digest()}
    asked = {"version": "v1", "message_imprint": imprint, "nonce": nonce, "cert_req": True}
    return bytes(tsp.TimeStampReq(asked).dump())


def check(reply: bytes, file: bytes, *, nonce: int | None = None) -> Stamped:
    """What an authority's reply says of the file; ValueError where it says nothing, is of another file, or does not hold."""
    from asn1crypto import tsp

    try:
        answer = tsp.TimeStampResp.load(reply, strict=True)
        token = answer["time_stamp_token"].dump() if answer["status"]["status"].native in _GRANTED else b""
    except (ValueError, TypeError) as fault:
        raise ValueError("there is no time stamp in the authority's answer") from fault
    return read_token(token, file, nonce=nonce)


def check_token(token: bytes) -> None:
    """Whether this is a time stamp and nothing else, whatever it is of; ValueError where it is not."""
    from asn1crypto import tsp

    tsp.TSTInfo.load(foreign_cms.read(token, content_type="tst_info").content, strict=True)


def read_token(token: bytes, covered: bytes, *, nonce: int | None = None) -> Stamped:
    """What a token says of the bytes it is for; ValueError where it does not hold."""
    from asn1crypto import tsp

    signed = foreign_cms.read(token, content_type="tst_info")
    info = tsp.TSTInfo.load(signed.content, strict=True)
    imprint = info["message_imprint"]
    hashed = imprint["hash_algorithm"]["algorithm"].native
    if hashed not in foreign_cms.DIGESTS or imprint["hashed_message"].native != hashlib.new(hashed, covered).digest():
        raise ValueError("the time stamp is of another file")
    if nonce is not None and info["nonce"].native != nonce:
        raise ValueError("the time stamp answers another question")
    at = info["gen_time"].native.astimezone(UTC)
    _check_authority(signed.chain[0], at)
    return Stamped(at, holder(signed.chain[0]), signed.chain)


def _check_authority(certificate: "Certificate", at: datetime) -> None:
    """A certificate for time stamps and nothing else, on a day that it is for (RFC 3161, 2.3)."""
    from cryptography.x509 import ExtendedKeyUsage, ExtensionNotFound
    from cryptography.x509.oid import ExtendedKeyUsageOID

    try:
        usage: Any = certificate.extensions.get_extension_for_class(ExtendedKeyUsage)
    except ExtensionNotFound as fault:
        raise ValueError("the time stamp is signed with a certificate that is for something else") from fault
    if not usage.critical or [*usage.value] != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise ValueError("the time stamp is signed with a certificate that is for something else")
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise ValueError("the time stamp is of a day that its certificate is not for")
