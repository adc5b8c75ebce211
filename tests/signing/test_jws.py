"""The supplier's signature of the data alone: made here, verified by a JOSE library, and by us in one form."""

import base64
from pathlib import Path

from intake.signing import jws, suffixes, verifying
from intake.signing.exporting import Version, write_folder
from intake.signing.folder import verify
from intake.signing.keys import SupplierKey
from intake.signing.verification import Given
from signing.clients import by_pyhanko
from signing.conftest import Agreement


def theirs(token: bytes, brief: bytes, key: SupplierKey) -> bool:
    """Whether joserfc finds the signature to be the key's."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from cryptography.x509 import load_pem_x509_certificate
    from joserfc import jws as jose
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey

    public = load_pem_x509_certificate(key.certificate_pem).public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    payload = base64.urlsafe_b64encode(brief).rstrip(b"=")
    try:
        jose.deserialize_compact(token.replace(b"..", b"." + payload + b"."), ECKey.import_key(pem), ["ES256"])
    except JoseError:
        return False
    return True


def test_a_jose_library_verifies_what_we_sign(agreement: Agreement) -> None:
    for _ in range(8):
        token = jws.sign(agreement.key, agreement.brief)
        assert theirs(token, agreement.brief, agreement.key)
        assert jws.fault(token, agreement.brief, agreement.key) == ""


def test_another_brief_key_or_form_is_found(agreement: Agreement, stranger: SupplierKey) -> None:
    token = jws.sign(agreement.key, agreement.brief)
    assert not theirs(token, agreement.brief + b" ", agreement.key)
    assert "does not fit" in jws.fault(token, agreement.brief + b" ", agreement.key)
    foreign = jws.sign(stranger, agreement.brief)
    for altered in (foreign, token + b"=", token[:-1], b"", b"..", token.replace(b"..", b".e30."), token + b"\n"):
        assert "one form" in jws.fault(altered, agreement.brief, agreement.key)


def test_it_stands_in_the_folder_and_is_verified_there(agreement: Agreement, tmp_path: Path) -> None:
    beside = {suffixes.JWS: jws.sign(agreement.key, agreement.brief)}
    folder = write_folder(tmp_path, [Version(agreement.offer, agreement.sealed, beside)])
    assert (folder / "000-brief.jws").exists()
    found = verify(folder)
    assert found.outcome == "valid"
    assert "The data alone is signed with the same key, too (JWS)." in found.statements
    (folder / "000-brief.jws").write_bytes(jws.sign(agreement.key, b"{}"))
    assert "the data alone (JWS) does not hold" in verify(folder).faults[0]


def test_it_fits_a_countersigned_version_too(agreement: Agreement) -> None:
    signed = by_pyhanko(agreement.offer)
    beside = {suffixes.JWS: jws.sign(agreement.key, agreement.brief)}
    assert verifying.verify(signed, Given(beside=beside)).outcome == "unknown"
    beside = {suffixes.JWS: jws.sign(agreement.key, b"{}")}
    assert verifying.verify(signed, Given(beside=beside)).outcome == "invalid"
