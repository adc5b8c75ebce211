"""ECDSA over P-256 and SHA-256 in its one canonical form: of the two signatures s and n - s, the lower.

Without that rule anybody could turn a valid signature into a second valid one and change a file unseen.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey, EllipticCurvePublicKey

# The order of the group of P-256 (FIPS 186-5, SP 800-186 section 3.2.1.3).
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def sign(private: "EllipticCurvePrivateKey", data: bytes) -> bytes:
    """The DER signature of the data, with the lower s."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    return lowered(private.sign(data, ec.ECDSA(hashes.SHA256())))


def lowered(signature: bytes) -> bytes:
    """A DER signature with the lower s of the two that fit."""
    from cryptography.hazmat.primitives.asymmetric import utils

    r, s = utils.decode_dss_signature(signature)
    return utils.encode_dss_signature(r, min(s, _ORDER - s))


def holds(public: "EllipticCurvePublicKey", signature: bytes, data: bytes) -> bool:
    """Whether the DER signature is canonical and made over the data by the holder of the key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import utils

    try:
        r, s = utils.decode_dss_signature(signature)
        public.verify(signature, data, with_sha256())
    except (ValueError, InvalidSignature):
        return False
    return s <= _ORDER // 2 and utils.encode_dss_signature(r, s) == signature


@cache
def with_sha256() -> "ECDSA":
    """ECDSA with SHA-256 for checking alone: the library's own asks for more than that, and loads every cipher to find out."""
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
    from cryptography.hazmat.primitives.hashes import SHA256

    class Checking(ECDSA):
        def __init__(self) -> None:
            pass

        @property
        def algorithm(self) -> SHA256:
            return SHA256()

        @property
        def deterministic_signing(self) -> bool:
            return False

    return Checking()
