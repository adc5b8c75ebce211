"""Public keys as OpenSSH writes them, of every kind that people sign with: their fingerprints, and what they signed."""

import base64
import binascii
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

_SHORTEST_RSA = 2048


def fingerprint(line: str) -> str:
    """`SHA256:` and the Base64 digest of a public key, as `ssh-keygen -l` prints it; ValueError where it is none."""
    kind, _, encoded = line.partition(" ")
    try:
        blob = base64.b64decode(encoded, validate=True)
    except binascii.Error as fault:
        raise ValueError("this is no public key") from fault
    if not blob.startswith(len(kind).to_bytes(4, "big") + kind.encode("ascii", "replace")):
        raise ValueError("the public key is of another kind than it says")
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode("ascii").rstrip("=")


def normal(line: str) -> str:
    """The public key written anew; ValueError where it is none that signatures are read of."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return _public(line).public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode("ascii")


def holds(line: str, algorithm: str, signature: bytes, data: bytes) -> bool:
    """Whether the key signed the data, by an algorithm that fits it (RFC 5656, 8332, 8709)."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    public, kind = _public(line), line.partition(" ")[0]
    try:
        if isinstance(public, Ed25519PublicKey) and algorithm == kind:
            public.verify(signature, data)
        elif isinstance(public, EllipticCurvePublicKey) and algorithm == kind:
            _verify_ecdsa(public, signature, data)
        elif kind == "ssh-rsa" and algorithm in ("rsa-sha2-256", "rsa-sha2-512"):
            _verify_rsa(public, algorithm, signature, data)  # type: ignore[arg-type]
        else:
            return False
    except (InvalidSignature, ValueError):
        return False
    return True


def _public(line: str) -> "Ed25519PublicKey | EllipticCurvePublicKey | RSAPublicKey":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_ssh_public_key

    if line.startswith("sk-"):
        raise ValueError("signatures by a security token are not read")
    try:
        public = load_ssh_public_key(line.encode("ascii", "replace"))
    except (ValueError, NotImplementedError, UnsupportedAlgorithm) as fault:
        raise ValueError("this is no public key that is read here") from fault
    if isinstance(public, RSAPublicKey) and public.key_size < _SHORTEST_RSA:
        raise ValueError(f"an RSA key of {public.key_size} bits is too short")
    if not isinstance(public, Ed25519PublicKey | EllipticCurvePublicKey | RSAPublicKey):
        raise ValueError("this is no public key that is read here")
    return public


def _verify_ecdsa(public: "EllipticCurvePublicKey", signature: bytes, data: bytes) -> None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, utils

    r, s = _numbers(signature)
    hashed = {256: hashes.SHA256(), 384: hashes.SHA384(), 521: hashes.SHA512()}[public.curve.key_size]
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
        raise ValueError("the signature is cut short")
    return int.from_bytes(signature[4 : 4 + first], "big"), int.from_bytes(rest[4:], "big")
