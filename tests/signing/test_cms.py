"""The signature container: one form, and every byte of it accounted for."""

import pytest
from asn1crypto import cms as asn1

from intake.signing import cms
from intake.signing.keys import PublicKey, SupplierKey

DIGEST = bytes(range(32))


def test_the_container_names_its_signer_whatever_the_padding(supplier: SupplierKey) -> None:
    made = cms.make(DIGEST, supplier)
    for padding in (b"", b"\0" * 100):
        assert PublicKey.of(cms.signer(made + padding, DIGEST)).fingerprint == supplier.fingerprint


def test_junk_in_the_padding_is_refused(supplier: SupplierKey) -> None:
    with pytest.raises(ValueError, match="padding"):
        cms.signer(cms.make(DIGEST, supplier) + b"\0\0\1", DIGEST)


def test_another_digest_is_refused(supplier: SupplierKey) -> None:
    with pytest.raises(ValueError, match="not the one that was signed"):
        cms.signer(cms.make(DIGEST, supplier), DIGEST[::-1])


def test_what_no_signature_covers_is_refused(supplier: SupplierKey) -> None:
    info = asn1.ContentInfo.load(cms.make(DIGEST, supplier))
    info["content"]["digest_algorithms"].append({"algorithm": "sha512"})
    with pytest.raises(ValueError, match="no signature covers"):
        cms.signer(info.dump(force=True), DIGEST)


def test_a_second_signer_is_refused(supplier: SupplierKey) -> None:
    info = asn1.ContentInfo.load(cms.make(DIGEST, supplier))
    info["content"]["signer_infos"].append(info["content"]["signer_infos"][0])
    with pytest.raises(ValueError, match="one certificate and one signer"):
        cms.signer(info.dump(force=True), DIGEST)


def test_any_changed_byte_is_refused(supplier: SupplierKey) -> None:
    made = cms.make(DIGEST, supplier)
    for position in range(len(made)):
        altered = bytearray(made)
        altered[position] ^= 1 << position % 8
        with pytest.raises(ValueError, match=r"."):
            cms.signer(bytes(altered), DIGEST)
