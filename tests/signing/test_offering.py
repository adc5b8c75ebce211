"""An offer: signed by the supplier, open for the client's signature, bound to its data."""

import asyncio
import subprocess
from pathlib import Path

import pytest

from intake.errors import Refused
from intake.signing import offering
from intake.signing.certification import Permission, take_apart
from intake.signing.keys import SupplierKey
from signing import sample
from signing.conftest import NOW, Agreement


def test_poppler_finds_the_signature_valid_over_the_whole_file(
    agreement: Agreement, pdfsig: str, tmp_path: Path
) -> None:
    (tmp_path / "offer.pdf").write_bytes(agreement.offer)
    shown = subprocess.run([pdfsig, tmp_path / "offer.pdf"], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid" in shown
    assert "Total document signed" in shown
    assert "Jan 15 2027" in shown
    assert "Client" in shown
    assert "not signed" in shown


def test_qpdf_finds_no_fault(agreement: Agreement, qpdf: str, tmp_path: Path) -> None:
    (tmp_path / "offer.pdf").write_bytes(agreement.offer)
    subprocess.run([qpdf, "--check", tmp_path / "offer.pdf"], check=True, capture_output=True)


def test_an_offer_permits_signing_and_nothing_else(agreement: Agreement) -> None:
    assert take_apart(agreement.offer).permission == Permission.SIGNING


def test_an_offer_can_be_made_inside_an_event_loop(supplier: SupplierKey) -> None:
    async def inside() -> bytes:
        return offering.offer(sample.raw(sample.brief()), supplier, at=NOW)

    assert take_apart(asyncio.run(inside())).at == NOW


def test_what_is_no_brief_is_not_offered(supplier: SupplierKey) -> None:
    with pytest.raises(Refused):
        offering.offer(b"{}", supplier, at=NOW)
