"""The signature container: one form, and every byte of it accounted for."""

import hashlib
import subprocess
from pathlib import Path

import pytest
from asn1crypto import cms as asn1

from intake.signing import cms
from intake.signing.keys import SupplierKey

DIGEST = bytes(range(32))


def test_the_container_names_its_signer_whatever_the_padding(supplier: SupplierKey) -> None:
    made = cms.make(DIGEST, supplier)
    for padding in (b"", b"\0" * 100):
        assert cms.signer(made + padding, DIGEST).fingerprint == supplier.fingerprint


def test_the_container_that_pyhanko_makes_is_of_the_same_form(supplier: SupplierKey) -> None:
    """A library of others writes the same bytes but for the signature, and so do those that were made with it."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    from asn1crypto import pem, x509
    from pyhanko.sign.signers.pdf_cms import Signer
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    class Theirs(Signer):
        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
            return supplier.sign(data)

    own = x509.Certificate.load(pem.unarmor(supplier.certificate_pem)[2])
    theirs = Theirs(signing_cert=own, cert_registry=SimpleCertificateStore())  # type: ignore[no-untyped-call]
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(lambda: asyncio.run(theirs.async_sign(DIGEST, "sha256", use_pades=True))).result().dump()
    assert cms.signer(made, DIGEST).fingerprint == supplier.fingerprint


def test_openssl_verifies_the_container(supplier: SupplierKey, openssl: str, tmp_path: Path) -> None:
    content = b"what is signed"
    (tmp_path / "content").write_bytes(content)
    (tmp_path / "made.der").write_bytes(cms.make(hashlib.sha256(content).digest(), supplier))
    (tmp_path / "supplier.crt").write_bytes(supplier.certificate_pem)
    command = [openssl, "cms", "-verify", "-binary", "-inform", "DER", "-in", "made.der", "-content", "content"]
    command += ["-CAfile", "supplier.crt", "-purpose", "any", "-no_check_time", "-out", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out").read_bytes() == content


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
