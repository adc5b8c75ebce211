"""The signature container inside the PDF (CMS, RFC 5652; CAdES attributes, ETSI EN 319 122-1), in the one form that ours has.

One certificate, one signer, nothing unsigned: given the certificate, the digest and the signature, every byte of the container
follows. Making it writes these bytes; checking takes the three out, writes them again, and compares.
"""

from typing import TYPE_CHECKING

from intake.locale import worded
from intake.signing import low_s
from intake.signing.der import CONTEXT, OCTETS, SEQUENCE, SET, content, element, head, inside
from intake.signing.digests import sha256
from intake.signing.public_key import PublicKey, certificate_in

if TYPE_CHECKING:
    from intake.signing.keys import SupplierKey

# Object identifiers and algorithms as DER writes them (RFC 5652, 5754, 5035, 5758).
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_DATA = bytes.fromhex("06092a864886f70d010701")
_CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
_CERTIFICATE_V2 = bytes.fromhex("060b2a864886f70d010910022f")
_SHA256 = bytes.fromhex("300d06096086480165030402010500")
_ECDSA_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")
_VERSION_1 = bytes.fromhex("020101")


def make(digest: bytes, key: "SupplierKey") -> bytes:
    """The DER container with the key's signature of a SHA-256 digest."""
    certificate = certificate_in(key.certificate_pem)
    signature = key.sign(element(SET, _attributes(certificate, digest)))
    return _composed(certificate, digest, signature)


def signer(contents: bytes, digest: bytes) -> PublicKey:
    """The key, with its certificate, that signed the digest; `contents` is the container with its padding.

    ValueError where the container is not in its one form, or the signature does not fit.
    """
    container = _unpadded(contents)
    certificate, signature = _parts(container)
    if element(OCTETS, digest) not in container:
        raise ValueError(worded("the document is not the one that was signed"))
    if _composed(certificate, digest, signature) != container:
        raise ValueError(worded("the signature container has parts that no signature covers"))
    key = PublicKey.of(certificate)
    # The attributes are signed as a set, though they are stored under a tag of their own (RFC 5652, 5.4).
    if not low_s.holds(key.p256, signature, element(SET, _attributes(certificate, digest))):
        raise ValueError(worded("the signature does not fit the document"))
    return key


def _unpadded(contents: bytes) -> bytes:
    try:
        _, end = head(contents, 0)
    except ValueError as fault:
        raise ValueError(worded("the signature container is cut short")) from fault
    if contents[end:].strip(b"\0"):
        raise ValueError(worded("something stands in the padding of the signature"))
    return contents[:end]


def _parts(container: bytes) -> tuple[bytes, bytes]:
    """The certificate and the signature in a container, wherever they should be; the rest is compared later."""
    try:
        _, wrapped = inside(container)
        (signed_data,) = inside(wrapped)
        *_, certificates, signers = inside(signed_data)
        (certificate,), (info,) = inside(certificates), inside(signers)
        return certificate, content(inside(info)[-1])
    except (ValueError, IndexError) as fault:
        raise ValueError(worded("the signature container has not exactly one certificate and one signer")) from fault


def _composed(certificate: bytes, digest: bytes, signature: bytes) -> bytes:
    issuer, serial = _names(certificate)
    info = element(
        SEQUENCE,
        _VERSION_1,
        element(SEQUENCE, issuer, serial),
        _SHA256,
        element(CONTEXT, _attributes(certificate, digest)),
        _ECDSA_SHA256,
        element(OCTETS, signature),
    )
    signed_data = element(
        SEQUENCE,
        _VERSION_1,
        element(SET, _SHA256),
        element(SEQUENCE, _DATA),
        element(CONTEXT, certificate),
        element(SET, info),
    )
    return element(SEQUENCE, _SIGNED_DATA, element(CONTEXT, signed_data))


def _attributes(certificate: bytes, digest: bytes) -> bytes:
    """What is signed beside the digest: that it is of data, and with which certificate (RFC 5035)."""
    issuer, serial = _names(certificate)
    general_name = element(SEQUENCE, element(CONTEXT | 4, issuer))
    hashed = element(OCTETS, sha256(certificate))
    named = element(SEQUENCE, hashed, element(SEQUENCE, general_name, serial))
    # In the order of their encodings, as a set in DER must be: by length, since all begin alike (X.690, 11.6).
    return (
        element(SEQUENCE, _CONTENT_TYPE, element(SET, _DATA))
        + element(SEQUENCE, _MESSAGE_DIGEST, element(SET, element(OCTETS, digest)))
        + element(SEQUENCE, _CERTIFICATE_V2, element(SET, element(SEQUENCE, element(SEQUENCE, named))))
    )


def _names(certificate: bytes) -> tuple[bytes, bytes]:
    """The issuer and the serial number in a certificate, in DER (RFC 5280, 4.1)."""
    try:
        _version, serial, _algorithm, issuer, *_ = inside(inside(certificate)[0])
    except (ValueError, IndexError) as fault:
        raise ValueError(worded("the certificate in the signature is damaged")) from fault
    return issuer, serial
