"""Every document that is signed is archival (PDF/A-3a): printed, offered, sealed, and with the client's own signature."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from intake.model.brief import Brief, Previous, Rendition
from intake.signing import document, fonts
from signing import archival, sample
from signing.clients import by_pyhanko
from signing.conftest import Agreement

NAMES = ("Bergström & Söner AB", "Ромашка", "株式会社ベルク", "رهيت", "רהיטי", "वर्मा")


@pytest.mark.parametrize("name", NAMES)
def test_a_brief_is_archival_in_every_script(name: str) -> None:
    try:
        raw = sample.raw(document_in(name))
    except fonts.NoFont as fault:
        pytest.skip(str(fault))
    assert archival.faults(document.render(raw)) == []


def document_in(name: str) -> Brief:
    """A change order in two languages for a client of that name, with the fonts that it needs."""
    brief = replace(
        sample.brief(client=name), seq=1, prev=Previous("sha256:1", "sha256:2"), renditions=(Rendition("de", {}),)
    )
    return fonts.named(brief)


def test_the_structure_has_headings_tables_lists_of_files_and_a_described_figure() -> None:
    found = archival.roles(document.render(sample.raw(sample.brief())))
    assert {"/H1", "/Table", "/TR", "/TH", "/TD", "/P", "/Figure"} <= found


def test_a_sealed_brief_is_archival(agreement: Agreement) -> None:
    assert archival.faults(agreement.offer) == []
    assert archival.faults(agreement.sealed) == []


def test_the_clients_own_signature_leaves_all_but_the_metadata_archival(agreement: Agreement) -> None:
    # What a client's program writes about itself into the metadata is its own.
    assert [fault for fault in archival.faults(by_pyhanko(agreement.offer)) if not fault.startswith("6.6.")] == []


def test_qpdf_finds_no_fault_in_any_script(qpdf: str, tmp_path: Path) -> None:
    for number, name in enumerate(NAMES):
        try:
            raw = sample.raw(document_in(name))
        except fonts.NoFont:
            continue
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(document.render(raw))
        subprocess.run([qpdf, "--check", path], check=True, capture_output=True)


def test_what_is_not_archival_is_told(agreement: Agreement) -> None:
    for said, instead in ((b"/Marked true", b"/Marked null"), (b"/GTS_PDFA1", b"/GTS_PDFX1"), (b"/Tabs/S", b"/Tabs/R")):
        assert said in agreement.offer
        assert archival.faults(agreement.offer.replace(said, instead))
