"""The signature container inside the PDF (CMS, RFC 5652; CAdES attributes, ETSI EN 319 122-1), in the one form that ours has.

One certificate, one signer, nothing unsigned: given the certificate, the digest and the signature, every byte of the container
follows. Making it writes these bytes; checking takes the three out, writes them again, and compares.
"""

from hashlib import sha256
from typing import TYPE_CHECKING

from intake.signing import low_s
from intake.signing.keys import SupplierKey

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_OCTETS, _SEQUENCE, _SET, _CONTEXT = 0x04, 0x30, 0x31, 0xA0
# Object identifiers and algorithms as DER writes them (RFC 5652, 5754, 5035, 5758).
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_DATA = bytes.fromhex("06092a864886f70d010701")
_CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
_CERTIFICATE_V2 = bytes.fromhex("060b2a864886f70d010910022f")
_SHA256 = bytes.fromhex("300d06096086480165030402010500")
_ECDSA_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")
_VERSION_1 = bytes.fromhex("020101")


def make(digest: bytes, key: SupplierKey) -> bytes:
    """The DER container with the key's signature of a SHA-256 digest."""
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509 import load_pem_x509_certificate

    certificate = load_pem_x509_certificate(key.certificate_pem).public_bytes(Encoding.DER)
    signature = key.sign(_element(_SET, _attributes(certificate, digest)))
    return _composed(certificate, digest, signature)


def signer(contents: bytes, digest: bytes) -> "Certificate":
    """The certificate of whoever signed the digest; `contents` is the container with its padding.

    ValueError where the container is not in its one form, or the signature does not fit.
    """
    from cryptography.x509 import load_der_x509_certificate

    container = _unpadded(contents)
    certificate_der, signature = _parts(container)
    if _element(_OCTETS, digest) not in container:
        raise ValueError("the document is not the one that was signed")
    if _composed(certificate_der, digest, signature) != container:
        raise ValueError("the signature container has parts that no signature covers")
    certificate = load_der_x509_certificate(certificate_der)
    # The attributes are signed as a set, though they are stored under a tag of their own (RFC 5652, 5.4).
    signed = _element(_SET, _attributes(certificate_der, digest))
    if not low_s.holds(low_s.p256(certificate.public_key()), signature, signed):
        raise ValueError("the signature does not fit the document")
    return certificate


def _unpadded(contents: bytes) -> bytes:
    _, end = _head(contents, 0)
    if contents[end:].strip(b"\0"):
        raise ValueError("something stands in the padding of the signature")
    return contents[:end]


def _parts(container: bytes) -> tuple[bytes, bytes]:
    """The certificate and the signature in a container, wherever they should be; the rest is compared later."""
    try:
        _, wrapped = _inside(container)
        (content,) = _inside(wrapped)
        *_, certificates, signers = _inside(content)
        (certificate,), (info,) = _inside(certificates), _inside(signers)
        return certificate, _content(_inside(info)[-1])
    except (ValueError, IndexError) as fault:
        raise ValueError("the signature container has not exactly one certificate and one signer") from fault


def _composed(certificate: bytes, digest: bytes, signature: bytes) -> bytes:
    issuer, serial = _names(certificate)
    info = _element(
        _SEQUENCE,
        _VERSION_1,
        _element(_SEQUENCE, issuer, serial),
        _SHA256,
        _element(_CONTEXT, _attributes(certificate, digest)),
        _ECDSA_SHA256,
        _element(_OCTETS, signature),
    )
    content = _element(
        _SEQUENCE,
        _VERSION_1,
        _element(_SET, _SHA256),
        _element(_SEQUENCE, _DATA),
        _element(_CONTEXT, certificate),
        _element(_SET, info),
    )
    return _element(_SEQUENCE, _SIGNED_DATA, _element(_CONTEXT, content))


def _attributes(certificate: bytes, digest: bytes) -> bytes:
    """What is signed beside the digest: that it is of data, and with which certificate (RFC 5035)."""
    issuer, serial = _names(certificate)
    general_name = _element(_SEQUENCE, _element(_CONTEXT | 4, issuer))
    hashed = _element(_OCTETS, sha256(certificate).digest())
    named = _element(_SEQUENCE, hashed, _element(_SEQUENCE, general_name, serial))
    # In the order of their encodings, as a set in DER must be: by length, since all begin alike (X.690, 11.6).
    return (
        _element(_SEQUENCE, _CONTENT_TYPE, _element(_SET, _DATA))
        + _element(_SEQUENCE, _MESSAGE_DIGEST, _element(_SET, _element(_OCTETS, digest)))
        + _element(_SEQUENCE, _CERTIFICATE_V2, _element(_SET, _element(_SEQUENCE, _element(_SEQUENCE, named))))
    )


def _names(certificate: bytes) -> tuple[bytes, bytes]:
    """The issuer and the serial number in a certificate, in DER (RFC 5280, 4.1)."""
    try:
        _version, serial, _algorithm, issuer, *_ = _inside(_inside(certificate)[0])
    except (ValueError, IndexError) as fault:
        raise ValueError("the certificate in the signature is damaged") from fault
    return issuer, serial


def _element(tag: int, *parts: bytes) -> bytes:
    """An element of DER with this content (X.690, 8.1 and 10.1)."""
    content = b"".join(parts)
    length = len(content)
    if length < 128:
        return bytes((tag, length)) + content
    size = (length.bit_length() + 7) // 8
    return bytes((tag, 0x80 | size)) + length.to_bytes(size, "big") + content


def _content(element: bytes) -> bytes:
    """What an element holds."""
    start, end = _head(element, 0)
    return element[start:end]


def _inside(element: bytes) -> list[bytes]:
    """The elements inside an element."""
    at, end = _head(element, 0)
    found: list[bytes] = []
    while at < end:
        _, after = _head(element, at)
        found.append(element[at:after])
        at = after
    return found


def _head(raw: bytes, at: int) -> tuple[int, int]:
    """Where the content of the element at a place begins, and where it ends."""
    if len(raw) < at + 2:
        raise ValueError("the signature container is cut short")
    length, start = raw[at + 1], at + 2
    if length >= 0x80:
        start += length & 0x7F
        length = int.from_bytes(raw[at + 2 : start], "big") if start - at - 2 in (1, 2, 3) else len(raw)
    if start + length > len(raw):
        raise ValueError("the signature container is cut short")
    return start, start + length
