"""The seal: the accepted brief, closed for ever."""

import io
import subprocess
from pathlib import Path

import pytest

from intake.errors import Refused
from intake.signing import sealing
from intake.signing.acceptance import split
from intake.signing.certification import Permission, take_apart
from intake.signing.keys import SupplierKey
from signing import sample
from signing.conftest import NOW, Agreement, accept, agree


def test_poppler_finds_the_seal_valid_over_the_whole_file(agreement: Agreement, pdfsig: str, tmp_path: Path) -> None:
    (tmp_path / "sealed.pdf").write_bytes(agreement.sealed)
    shown = subprocess.run([pdfsig, tmp_path / "sealed.pdf"], capture_output=True, text=True, check=True).stdout
    assert shown.count("Signature Validation: Signature is Valid") == 1
    assert "Total document signed" in shown


def test_pyhanko_finds_the_seal_intact_and_certifying(agreement: Agreement) -> None:
    from asn1crypto import pem, x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import MDPPerm
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    reader = PdfFileReader(io.BytesIO(agreement.sealed))
    (signature,) = reader.embedded_signatures
    root = x509.Certificate.load(pem.unarmor(agreement.key.certificate_pem)[2])
    status = validate_pdf_signature(signature, ValidationContext(trust_roots=[root], moment=NOW), skip_diff=True)
    assert status.intact
    assert status.valid
    assert signature.evaluate_signature_coverage() is SignatureCoverageLevel.ENTIRE_FILE
    assert signature.docmdp_level is MDPPerm.NO_CHANGES


def test_qpdf_finds_no_fault(agreement: Agreement, qpdf: str, tmp_path: Path) -> None:
    (tmp_path / "sealed.pdf").write_bytes(agreement.sealed)
    subprocess.run([qpdf, "--check", tmp_path / "sealed.pdf"], check=True, capture_output=True)


def test_pdfdetach_takes_out_the_data_that_was_signed(agreement: Agreement, pdfdetach: str, tmp_path: Path) -> None:
    (tmp_path / "sealed.pdf").write_bytes(agreement.sealed)
    subprocess.run([pdfdetach, "-saveall", "-o", tmp_path, tmp_path / "sealed.pdf"], check=True, capture_output=True)
    statement, signature = split(agreement.acceptance)
    assert (tmp_path / "brief.json").read_bytes() == agreement.brief
    assert (tmp_path / "acceptance.json").read_bytes() == statement
    assert (tmp_path / "acceptance.json.sig").read_text() == signature


def test_the_acceptance_stands_on_the_page_in_honest_words(
    agreement: Agreement, pdftotext: str, tmp_path: Path
) -> None:
    (tmp_path / "sealed.pdf").write_bytes(agreement.sealed)
    shown = subprocess.run([pdftotext, tmp_path / "sealed.pdf", "-"], capture_output=True, text=True, check=True).stdout
    words = " ".join(shown.split())
    for expected in (
        "Åsa Bergström",
        "Friday, 15 January 2027, 09:00 UTC",
        "I accept this brief",
        "I agree to sign electronically",
        "attests it",
    ):
        assert expected in words


def test_a_seal_permits_no_change(agreement: Agreement) -> None:
    assert take_apart(agreement.sealed).permission is Permission.NOTHING


def test_the_acceptance_of_another_offer_is_refused(agreement: Agreement) -> None:
    other = agree(sample.raw(sample.brief(client="Somebody else")), agreement.key)
    with pytest.raises(Refused, match="another"):
        sealing.seal(agreement.brief, agreement.offer, other.acceptance, agreement.key, at=NOW)


def test_an_altered_acceptance_is_refused(agreement: Agreement) -> None:
    altered = agreement.acceptance.replace("Åsa".encode(), b"Eva")
    for acceptance in (altered, b"{}", b"nonsense"):
        with pytest.raises(Refused, match="does not hold"):
            sealing.seal(agreement.brief, agreement.offer, acceptance, agreement.key, at=NOW)


def test_another_suppliers_attestation_is_refused(agreement: Agreement, stranger: SupplierKey) -> None:
    acceptance = accept(agreement.brief, agreement.offer, stranger)
    with pytest.raises(Refused, match="another key"):
        sealing.seal(agreement.brief, agreement.offer, acceptance, agreement.key, at=NOW)
