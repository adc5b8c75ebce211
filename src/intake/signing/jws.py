"""The supplier's signature of the brief's data alone, as a JWS (RFC 7515): for programs that read JSON and no PDF.

It is detached (appendix F): `brief.json` is the payload. The key is the one that the document is sealed with.
"""

import binascii
from typing import TYPE_CHECKING, cast

from intake import canonical
from intake.model.values import Json
from intake.signing import low_s
from intake.signing.public_key import PublicKey

if TYPE_CHECKING:
    from intake.signing.keys import SupplierKey

_FOR_URLS = bytes.maketrans(b"+/", b"-_")  # RFC 4648, section 5
_FROM_URLS = bytes.maketrans(b"-_", b"+/")
_HALF = 32  # bytes of r and of s with P-256 (RFC 7518, 3.4)


def sign(key: "SupplierKey", brief: bytes) -> bytes:
    """The detached signature of a brief in canonical JSON, in compact form."""
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    head = _head(key)
    r, s = decode_dss_signature(key.sign(_signed(head, brief)))
    return head + b".." + _encoded(r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big"))


def fault(token: bytes, brief: bytes, key: PublicKey) -> str:
    """What is wrong with the detached signature of a brief; nothing where it is the key's, in its one form."""
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    head, _, rest = token.partition(b"..")
    try:
        raw = binascii.a2b_base64(rest.translate(_FROM_URLS) + b"=" * (-len(rest) % 4))
    except ValueError:
        raw = b""
    if head != _head(key) or len(raw) != 2 * _HALF or _encoded(raw) != rest:
        return "it is not written in the one form it can have, or by another key"
    signature = encode_dss_signature(int.from_bytes(raw[:_HALF], "big"), int.from_bytes(raw[_HALF:], "big"))
    return "" if low_s.holds(key.p256, signature, _signed(head, brief)) else "it does not fit the brief"


def _head(key: PublicKey) -> bytes:
    """Algorithm and key: the fingerprint, as `ssh-keygen -l` prints it."""
    return _encoded(canonical.to_bytes(cast("dict[str, Json]", {"alg": "ES256", "kid": key.fingerprint})))


def _signed(head: bytes, brief: bytes) -> bytes:
    return head + b"." + _encoded(brief)


def _encoded(raw: bytes) -> bytes:
    return binascii.b2a_base64(raw, newline=False).rstrip(b"=").translate(_FOR_URLS)
