"""Signatures over a text in the form of `ssh-keygen -Y` (OpenSSH, PROTOCOL.sshsig), for keys on P-256."""

import base64
import binascii
import hashlib
from typing import TYPE_CHECKING

from intake.signing import low_s
from intake.signing.keys import SupplierKey, public_line

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

_BEGIN = "-----BEGIN SSH SIGNATURE-----\n"
_END = "-----END SSH SIGNATURE-----\n"
_WIDTH = 70
_MAGIC = b"SSHSIG"
_VERSION = (1).to_bytes(4, "big")
_ALGORITHM = b"ecdsa-sha2-nistp256"
_HASH = b"sha512"


def sign(key: SupplierKey, message: bytes, namespace: str) -> str:
    """The armoured signature of the message; the namespace keeps it from being used for anything else."""
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    r, s = decode_dss_signature(key.sign(_signed_data(message, namespace)))
    return _armour(base64.b64decode(key.public_line.split()[1]), namespace, r, s)


def signer(armoured: str, message: bytes, namespace: str) -> str:
    """The public key line that signed the message; ValueError where the signature is not valid to the last byte."""
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    blob, r, s = _parse(armoured)
    if _armour(blob, namespace, r, s) != armoured:
        raise ValueError("the signature is not written in the one form it can have")
    public = _public_key(blob)
    if not low_s.holds(public, encode_dss_signature(r, s), _signed_data(message, namespace)):
        raise ValueError("the signature does not fit the text")
    return public_line(public)


def _armour(public_blob: bytes, namespace: str, r: int, s: int) -> str:
    signature = _string(_ALGORITHM) + _string(_string(_number(r)) + _string(_number(s)))
    parts = (public_blob, namespace.encode("utf-8"), b"", _HASH, signature)
    raw = base64.b64encode(_MAGIC + _VERSION + b"".join(map(_string, parts))).decode("ascii")
    lines = [raw[start : start + _WIDTH] for start in range(0, len(raw), _WIDTH)]
    return _BEGIN + "\n".join(lines) + "\n" + _END


def _parse(armoured: str) -> tuple[bytes, int, int]:
    try:
        raw = base64.b64decode(armoured.removeprefix(_BEGIN).removesuffix(_END).replace("\n", ""), validate=True)
    except (binascii.Error, ValueError) as fault:
        raise ValueError("the signature is not Base64") from fault
    blob, _namespace, _reserved, _hash, signature = _strings(raw[len(_MAGIC) + len(_VERSION) :], 5)
    _algorithm, numbers = _strings(signature, 2)
    r, s = _strings(numbers, 2)
    return blob, int.from_bytes(r, "big"), int.from_bytes(s, "big")


def _public_key(blob: bytes) -> "EllipticCurvePublicKey":
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

    algorithm, _curve, point = _strings(blob, 3)
    if algorithm != _ALGORITHM:
        raise ValueError("the signature is not by a P-256 key")
    public = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    if base64.b64decode(public_line(public).split()[1]) != blob:
        raise ValueError("the public key is not written in the one form it can have")
    return public


def _signed_data(message: bytes, namespace: str) -> bytes:
    parts = (namespace.encode("utf-8"), b"", _HASH, hashlib.sha512(message).digest())
    return _MAGIC + b"".join(map(_string, parts))


def _string(content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + content


def _number(value: int) -> bytes:
    # RFC 4251 section 5: two's complement, so a leading zero where the highest bit is set.
    return value.to_bytes(value.bit_length() // 8 + 1, "big")


def _strings(raw: bytes, count: int) -> list[bytes]:
    found = []
    for _ in range(count):
        length = int.from_bytes(raw[:4], "big")
        if len(raw) < 4 + length:
            raise ValueError("the signature is cut short")
        found.append(raw[4 : 4 + length])
        raw = raw[4 + length :]
    if raw:
        raise ValueError("something stands after the signature")
    return found
