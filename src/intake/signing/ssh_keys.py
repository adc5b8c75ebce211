"""Public keys as OpenSSH writes them, of every kind that people sign with: their fingerprints, and what they signed."""

import binascii
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from intake.locale import worded
from intake.signing import digests, low_s

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

_SHORTEST_RSA = 2048
_P256 = "ecdsa-sha2-nistp256"
# What stands before the point in the Base64 of a key on P-256: its kind, its curve, and how long the point is (RFC 5656, 3.1).
_BEFORE_POINT = b"\0\0\0\x13ecdsa-sha2-nistp256\0\0\0\x08nistp256\0\0\0\x41"
_MOST_KEPT = 8


def fingerprint(line: str) -> str:
    """`SHA256:` and the Base64 digest of a public key, as `ssh-keygen -l` prints it; ValueError where it is none."""
    kind, _, encoded = line.partition(" ")
    try:
        blob = binascii.a2b_base64(encoded, strict_mode=True)
    except binascii.Error as fault:
        raise ValueError(worded("this is no public key")) from fault
    if not blob.startswith(len(kind).to_bytes(4, "big") + kind.encode("ascii", "replace")):
        raise ValueError(worded("the public key is of another kind than it says"))
    return "SHA256:" + binascii.b2a_base64(digests.sha256(blob), newline=False).decode("ascii").rstrip("=")


def normal(line: str) -> str:
    """The public key written anew; ValueError where it is none that signatures are read of."""
    if line.startswith(f"{_P256} "):
        p256(line)
        return line
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return _public(line).public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode("ascii")


def holds(line: str, algorithm: str, signature: bytes, data: bytes) -> bool:
    """Whether the key signed the data, by an algorithm that fits it (RFC 5656, 8332, 8709)."""
    from cryptography.exceptions import InvalidSignature

    kind = line.partition(" ")[0]
    public = p256(line) if kind == _P256 else _public(line)
    try:
        if kind == algorithm == "ssh-ed25519":
            cast("Ed25519PublicKey", public).verify(signature, data)
        elif kind == algorithm and kind.startswith("ecdsa-"):
            _verify_ecdsa(cast("EllipticCurvePublicKey", public), signature, data)
        elif kind == "ssh-rsa" and algorithm in ("rsa-sha2-256", "rsa-sha2-512"):
            _verify_rsa(cast("RSAPublicKey", public), algorithm, signature, data)
        else:
            return False
    except (InvalidSignature, ValueError):
        return False
    return True


def p256_line(point: bytes) -> str:
    """The public key on P-256 with this point, as OpenSSH writes it: `ecdsa-sha2-nistp256 AAAA...`."""
    return f"{_P256} {binascii.b2a_base64(_BEFORE_POINT + point, newline=False).decode('ascii')}"


@lru_cache(maxsize=_MOST_KEPT)
def p256(line: str) -> "EllipticCurvePublicKey":
    """The key on P-256 that OpenSSH writes so, in its one form; ValueError where it is none."""
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

    try:
        blob = binascii.a2b_base64(line.removeprefix(f"{_P256} "), strict_mode=True)
    except ValueError as fault:
        raise ValueError(worded("this is no public key that is read here")) from fault
    point = blob[len(_BEFORE_POINT) :]
    if len(point) != 65 or p256_line(point) != line:
        raise ValueError(worded("this is no public key that is read here"))
    return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)


def _public(line: str) -> "Ed25519PublicKey | EllipticCurvePublicKey | RSAPublicKey":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_ssh_public_key

    if line.startswith("sk-"):
        raise ValueError(worded("signatures by a security token are not read"))
    try:
        public = load_ssh_public_key(line.encode("ascii", "replace"))
    except (ValueError, NotImplementedError, UnsupportedAlgorithm) as fault:
        raise ValueError(worded("this is no public key that is read here")) from fault
    if isinstance(public, RSAPublicKey) and public.key_size < _SHORTEST_RSA:
        raise ValueError(worded(f"an RSA key of {public.key_size} bits is too short"))
    if not isinstance(public, Ed25519PublicKey | EllipticCurvePublicKey | RSAPublicKey):
        raise ValueError(worded("this is no public key that is read here"))
    return public


def _verify_ecdsa(public: "EllipticCurvePublicKey", signature: bytes, data: bytes) -> None:
    from cryptography.hazmat.primitives.asymmetric import utils

    r, s = _numbers(signature)
    if public.curve.key_size == 256:
        public.verify(utils.encode_dss_signature(r, s), data, low_s.with_sha256())
        return
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    hashed = {384: hashes.SHA384(), 521: hashes.SHA512()}[public.curve.key_size]
    public.verify(utils.encode_dss_signature(r, s), data, ec.ECDSA(hashed))


def _verify_rsa(public: "RSAPublicKey", algorithm: str, signature: bytes, data: bytes) -> None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    hashed = hashes.SHA256() if algorithm == "rsa-sha2-256" else hashes.SHA512()
    public.verify(signature, data, padding.PKCS1v15(), hashed)


def _numbers(signature: bytes) -> tuple[int, int]:
    first = int.from_bytes(signature[:4], "big")
    rest = signature[4 + first :]
    if len(signature) < 8 + first or len(rest) != 4 + int.from_bytes(rest[:4], "big"):
        raise ValueError(worded("the signature is cut short"))
    return int.from_bytes(signature[4 : 4 + first], "big"), int.from_bytes(rest[4:], "big")
