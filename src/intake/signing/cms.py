"""The signature container inside the PDF (CMS, RFC 5652; CAdES attributes, ETSI EN 319 122-1).

pyHanko makes it; checking takes it apart with a plain ASN.1 reader and puts it together again, so that a container
passes in exactly one form: one certificate, one signer, nothing unsigned that could differ.
"""

from hashlib import sha256
from typing import TYPE_CHECKING, cast

from intake.signing import low_s
from intake.signing.keys import SupplierKey

if TYPE_CHECKING:
    from asn1crypto.cms import CMSAttributes, SignerInfo
    from cryptography.x509 import Certificate

_SIGNED = {"content_type", "message_digest", "signing_certificate_v2"}


def make(digest: bytes, key: SupplierKey) -> bytes:
    """The DER container with the key's signature of a SHA-256 digest."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    from asn1crypto import pem, x509
    from pyhanko.sign.signers.pdf_cms import Signer
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    class LowSigner(Signer):
        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002
            return key.sign(data)

    certificate = x509.Certificate.load(pem.unarmor(key.certificate_pem)[2])
    registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    signer = LowSigner(signing_cert=certificate, cert_registry=registry)
    # In a thread of its own, since the caller may be inside an event loop already.
    with ThreadPoolExecutor(1) as pool:
        info = pool.submit(lambda: asyncio.run(signer.async_sign(digest, "sha256", use_pades=True))).result()
    return cast("bytes", info.dump())


def signer(contents: bytes, digest: bytes) -> "Certificate":
    """The certificate of whoever signed the digest; `contents` is the container with its padding.

    ValueError where the container is not in its one form, or the signature does not fit.
    """
    from cryptography.x509 import load_der_x509_certificate

    container = _unpadded(contents)
    certificate_der, signer_info = _parts(container)
    attributes = signer_info["signed_attrs"]
    signature = signer_info["signature"].native
    if _composed(certificate_der, attributes, signature) != container:
        raise ValueError("the signature container has parts that no signature covers")
    _check_attributes(attributes, certificate_der, digest)
    certificate = load_der_x509_certificate(certificate_der)
    # The attributes are signed as a set, though they are stored under a tag of their own (RFC 5652, 5.4).
    if not low_s.holds(low_s.p256(certificate.public_key()), signature, attributes.untag().dump()):
        raise ValueError("the signature does not fit the document")
    return certificate


def _unpadded(contents: bytes) -> bytes:
    from asn1crypto import parser

    length = parser.peek(contents)
    if contents[length:].strip(b"\0"):
        raise ValueError("something stands in the padding of the signature")
    return contents[:length]


def _parts(container: bytes) -> "tuple[bytes, SignerInfo]":
    from asn1crypto import cms
    from asn1crypto import tsp as _tsp  # noqa: F401 - makes the reader know the attribute that names the certificate

    info = cms.ContentInfo.load(container, strict=True)
    if info["content_type"].native != "signed_data":
        raise ValueError("the signature container holds no signature")
    content = info["content"]
    if len(content["certificates"]) != 1 or len(content["signer_infos"]) != 1:
        raise ValueError("the signature container has not exactly one certificate and one signer")
    return content["certificates"][0].chosen.dump(), content["signer_infos"][0]


def _composed(certificate_der: bytes, attributes: "CMSAttributes", signature: bytes) -> bytes:
    from asn1crypto import cms, x509

    certificate = x509.Certificate.load(certificate_der, strict=True)
    signer_info = {
        "version": "v1",
        "sid": {"issuer_and_serial_number": {"issuer": certificate.issuer, "serial_number": certificate.serial_number}},
        "digest_algorithm": {"algorithm": "sha256"},
        "signed_attrs": cms.CMSAttributes.load(attributes.untag().dump()),
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": signature,
    }
    signed_data = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": {"content_type": "data"},
        "certificates": [certificate],
        "signer_infos": [signer_info],
    }
    composed = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed_data)})
    return cast("bytes", composed.dump())


def _check_attributes(attributes: "CMSAttributes", certificate_der: bytes, digest: bytes) -> None:
    found = {attribute["type"].native: attribute["values"] for attribute in attributes}
    if set(found) != _SIGNED or len(attributes) != len(_SIGNED) or any(len(values) != 1 for values in found.values()):
        raise ValueError("the signature states other things than ours do")
    if found["content_type"][0].native != "data" or found["message_digest"][0].native != digest:
        raise ValueError("the document is not the one that was signed")
    named = found["signing_certificate_v2"][0]["certs"].native
    if len(named) != 1 or named[0]["cert_hash"] != sha256(certificate_der).digest():
        raise ValueError("the certificate is not the one that the signature names")
