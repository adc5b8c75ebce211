"""A supplier's public key and the certificate around it, which says nothing but whose key it is and is signed with that key.

Certificates are read in the one form that `keys` gives them: a general reader takes longer to load than all the rest of a check.
"""

import binascii
from functools import lru_cache
from typing import TYPE_CHECKING

from intake.errors import Refused
from intake.frugal import dataclass
from intake.locale import worded
from intake.model.text import clean
from intake.signing import low_s, ssh_keys
from intake.signing.der import SEQUENCE, content, element, inside

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

_BEGIN, _END = b"-----BEGIN CERTIFICATE-----\n", b"-----END CERTIFICATE-----\n"
_WIDTH = 64
_MOST_KEPT = 8
# As DER writes them: ECDSA with SHA-256, what stands before a point on P-256 (RFC 5480), the name "common name", and texts.
_ECDSA_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")
_POINT_ON_P256 = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")
_COMMON_NAME = bytes.fromhex("0603550403")
_TEXTS, _BITS = (0x0C, 0x13), 0x03


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What others may know of a key; `name` is the common name in its certificate."""

    name: str
    certificate_pem: bytes
    public_line: str

    @classmethod
    @lru_cache(maxsize=_MOST_KEPT)
    def of(cls, certificate: bytes) -> "PublicKey":
        """The key in a certificate in DER; ValueError where it is not self-signed by a key on P-256."""
        from cryptography.exceptions import InvalidSignature

        try:
            body, algorithm, signature = inside(certificate)
            _version, _serial, inner, issuer, _days, subject, public, *_ = inside(body)
            name = " ".join(_common_names(subject))
            signed = content(signature)[1:]
        except (ValueError, IndexError) as fault:
            raise ValueError(worded("the certificate in the signature is damaged")) from fault
        if not public.startswith(_POINT_ON_P256):
            raise ValueError(worded("the signing key is no P-256 key"))
        found = PublicKey(clean(name), _in_pem(certificate), ssh_keys.p256_line(public[len(_POINT_ON_P256) :]))
        try:
            found.p256.verify(signed, body, low_s.with_sha256())
        except InvalidSignature as fault:
            raise ValueError(worded("the certificate in the signature was altered")) from fault
        again = element(SEQUENCE, body, _ECDSA_SHA256, element(_BITS, b"\0", signed))
        if issuer != subject or inner != algorithm or again != certificate:
            raise ValueError(worded("the certificate in the signature is not self-signed"))
        return found

    @classmethod
    def in_pem(cls, raw: bytes) -> "PublicKey":
        """The key in a certificate in PEM; Refused where it is damaged or none of ours."""
        try:
            return cls.of(certificate_in(raw))
        except ValueError as fault:
            raise Refused(f"the certificate is damaged: {fault}", remedy="Restore a backup.") from fault

    @property
    def p256(self) -> "EllipticCurvePublicKey":
        """The key itself, to check signatures with."""
        return ssh_keys.p256(self.public_line)

    @property
    def fingerprint(self) -> str:
        """`SHA256:` and the Base64 digest of the public key, as `ssh-keygen -l` prints it."""
        return ssh_keys.fingerprint(self.public_line)


def certificate_in(pem: bytes) -> bytes:
    """The certificate in DER that stands in PEM, alone; ValueError where it is damaged."""
    text = pem.replace(b"\r\n", b"\n").strip() + b"\n"
    if not (text.startswith(_BEGIN) and text.endswith(_END)):
        raise ValueError(worded("it is no certificate in PEM"))
    try:
        return binascii.a2b_base64(text[len(_BEGIN) : -len(_END)].replace(b"\n", b""), strict_mode=True)
    except binascii.Error as fault:
        raise ValueError(worded("it is no certificate in PEM")) from fault


def _in_pem(certificate: bytes) -> bytes:
    text = binascii.b2a_base64(certificate, newline=False)
    lines = [text[start : start + _WIDTH] + b"\n" for start in range(0, len(text), _WIDTH)]
    return _BEGIN + b"".join(lines) + _END


def _common_names(subject: bytes) -> list[str]:
    """The common names in a name (RFC 5280, 4.1.2.4)."""
    parts = [inside(each) for every in inside(subject) for each in inside(every)]
    found = [text for kind, text in parts if kind == _COMMON_NAME]
    if any(text[0] not in _TEXTS for text in found):
        raise ValueError(worded("the name is written in a way that is not read"))
    return [content(text).decode("utf-8") for text in found]
