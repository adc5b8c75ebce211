"""A supplier's certificate is read as a general reader reads it, and only where it is signed with its own key."""

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import NameOID, load_pem_x509_certificate

from intake.errors import Refused
from intake.signing.der import element, inside
from intake.signing.keys import SupplierKey
from intake.signing.public_key import PublicKey, certificate_in
from signing.clients import identity


def test_what_is_read_is_what_a_general_reader_reads(supplier: SupplierKey) -> None:
    theirs = load_pem_x509_certificate(supplier.certificate_pem)
    ours = PublicKey.of(theirs.public_bytes(Encoding.DER))
    assert ours.certificate_pem == theirs.public_bytes(Encoding.PEM)
    assert ours.name == theirs.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    line = theirs.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    assert ours.public_line == line.decode("ascii") == supplier.public_line


def test_no_byte_of_a_certificate_can_change(supplier: SupplierKey) -> None:
    """The key's own signature covers all of it; what is turned in that signature no longer fits."""
    whole = certificate_in(supplier.certificate_pem)
    for position in range(len(whole)):
        altered = bytearray(whole)
        altered[position] ^= 1 << position % 8
        with pytest.raises(ValueError, match=r"."):
            PublicKey.of(bytes(altered))


def test_a_certificate_of_an_issuer_or_on_another_curve_is_none_of_ours() -> None:
    for who in (identity("Ann", kind="ec", issuer="Example Trust Centre"), identity("Ann", kind="rsa")):
        with pytest.raises(ValueError, match="P-256"):
            PublicKey.of(who.certificate.public_bytes(Encoding.DER))


def test_a_name_that_was_put_in_after_signing_is_found(supplier: SupplierKey) -> None:
    body, algorithm, signature = inside(certificate_in(supplier.certificate_pem))
    renamed = element(0x30, body.replace(b"Ann Field", b"Eva Field"), algorithm, signature)
    with pytest.raises(ValueError, match=r"altered|self-signed"):
        PublicKey.of(element(0x30, *inside(renamed)))


def test_what_is_no_certificate_is_refused(supplier: SupplierKey) -> None:
    for raw in (b"", b"-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n", supplier.certificate_pem[:-60]):
        with pytest.raises(Refused, match="certificate is damaged"):
            PublicKey.in_pem(raw)
