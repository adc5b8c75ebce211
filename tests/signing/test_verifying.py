"""Verification: honest files pass, any changed byte fails, and nobody is told more than is known."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.errors import NotFound
from intake.signing import certification, document, verifying
from intake.signing.certification import Permission, certify, take_apart
from intake.signing.folder import verify
from intake.signing.keys import SupplierKey
from intake.signing.pins import Pin
from intake.signing.terms import PRACTICE
from intake.signing.verifying import verify_document
from signing import sample
from signing.conftest import NOW, Agreement, accept, agree


def test_the_exported_folder_and_its_document_are_valid(agreement: Agreement, tmp_path: Path) -> None:
    folder = agreement.write(tmp_path)
    for path in (folder, folder / "000.pdf"):
        found = verify(path)
        assert (found.outcome, found.faults) == ("valid", ())
        assert (found.brief_id, found.signer) == ("BR-2027-0142", "Ann Field")
        assert found.fingerprint == agreement.key.fingerprint


def test_the_statements_claim_no_more_than_is_known(agreement: Agreement) -> None:
    words = " ".join(verify_document(agreement.sealed).statements)
    for expected in ("by their own account", "self-signed", "not pinned", "attests", "same to the last byte"):
        assert expected in words
    assert "in the name of “Ann Field”, the brief names “Ann Field Studio”" in words


def test_a_pinned_fingerprint_is_said(agreement: Agreement) -> None:
    found = verify_document(agreement.sealed, [Pin(agreement.key.fingerprint, "Ann", date(2027, 1, 2), "phone")])
    assert found.pinned
    assert any("is pinned on 2027-01-02 via phone." in statement for statement in found.statements)


def test_an_offer_binds_nobody(agreement: Agreement) -> None:
    found = verify_document(agreement.offer)
    assert (found.outcome, found.faults) == ("unknown", ())
    assert any("not accepted" in statement for statement in found.statements)


def test_practice_is_said_first(supplier: SupplierKey) -> None:
    practised = agree(sample.raw(sample.brief(practice=True)), supplier)
    assert verify_document(practised.sealed).statements[0] == f"{PRACTICE}."


def test_any_changed_byte_is_found(agreement: Agreement) -> None:
    size = len(agreement.sealed)
    for number in range(200):
        altered = bytearray(agreement.sealed)
        position = number * size // 200
        altered[position] ^= 1 << number % 8
        found = verify_document(bytes(altered))
        assert found.outcome == "invalid", position
        assert found.faults


def test_any_changed_byte_of_the_appended_revision_is_found(agreement: Agreement) -> None:
    start = len(take_apart(agreement.sealed).printed.raw)
    gap = agreement.sealed.index(b"/Contents<", start) + 10
    # All but the padding, of which the first hundred digits stand for the rest.
    container = len(agreement.sealed[gap:].split(b">")[0].rstrip(b"0")) + 100
    end = agreement.sealed.index(b">", gap)
    for position in [*range(start, gap + container), *range(end - 10, len(agreement.sealed))]:
        for bit in (1, 32):
            altered = bytearray(agreement.sealed)
            altered[position] ^= bit
            assert verify_document(bytes(altered)).outcome == "invalid", (position, bit)


@pytest.mark.parametrize("cut", [0, 1, 8, 1000, 40_000, -20_000, -5, -1])
def test_a_truncated_file_is_found(agreement: Agreement, cut: int) -> None:
    assert verify_document(agreement.sealed[:cut]).outcome == "invalid"


@pytest.mark.parametrize("more", [b"\n", b" ", b"\0", b"%%EOF\n", b"%comment"])
def test_appended_bytes_are_found(agreement: Agreement, more: bytes) -> None:
    assert verify_document(agreement.sealed + more).outcome == "invalid"


def test_a_second_certification_is_found(agreement: Agreement) -> None:
    printed = take_apart(agreement.sealed).printed.raw
    twice = agreement.sealed + agreement.offer[len(take_apart(agreement.offer).printed.raw) :]
    assert verify_document(twice).outcome == "invalid"
    assert verify_document(printed).outcome == "invalid"


def test_pages_that_do_not_show_the_data_are_found(agreement: Agreement, monkeypatch: pytest.MonkeyPatch) -> None:
    deceiving = _printed_with(monkeypatch, lambda template: template.replace(b"said(labels.title)", b"[Project grief]"))
    found = verify_document(certify(deceiving(agreement), agreement.key, Permission.NOTHING, at=NOW))
    assert found.outcome == "invalid"
    assert "do not show the data" in found.faults[0]


def test_pages_of_another_printer_are_said_not_to_be_compared(
    agreement: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = _printed_with(monkeypatch, lambda template: template.replace(b"page-data.layout", b'"intake layout 0"'))
    found = verify_document(certify(older(agreement), agreement.key, Permission.NOTHING, at=NOW))
    assert found.outcome == "valid"
    assert any("not re-rendered here" in statement for statement in found.statements)


def _printed_with(monkeypatch: pytest.MonkeyPatch, change: Callable[[bytes], bytes]) -> Callable[[Agreement], bytes]:
    def render(agreement: Agreement) -> bytes:
        template = document.template()
        with monkeypatch.context() as patch:
            patch.setattr(document, "template", lambda: change(template))
            return document.render(agreement.brief, acceptance=agreement.acceptance)

    return render


def test_an_acceptance_by_another_key_or_of_another_brief_is_found(agreement: Agreement, stranger: SupplierKey) -> None:
    other = sample.raw(sample.brief(client="Somebody else"))
    for brief, acceptance, expected in (
        (agreement.brief, accept(agreement.brief, agreement.offer, stranger), "another key"),
        (other, agreement.acceptance, "another brief"),
        (agreement.brief, agreement.acceptance.replace("Åsa".encode(), b"Eva"), "not as it was signed"),
    ):
        printed = document.render(brief, acceptance=acceptance)
        found = verify_document(certify(printed, agreement.key, Permission.NOTHING, at=NOW))
        assert found.outcome == "invalid"
        assert expected in " ".join(found.faults)


def test_a_seal_without_an_acceptance_is_found(agreement: Agreement) -> None:
    bare = certify(document.render(agreement.brief), agreement.key, Permission.NOTHING, at=NOW)
    assert verify_document(bare).outcome == "invalid"


@pytest.mark.parametrize("name", "brief.json acceptance.json acceptance.json.sig supplier.crt supplier.pub".split())
def test_a_changed_companion_is_named(agreement: Agreement, tmp_path: Path, name: str) -> None:
    folder = agreement.write(tmp_path)
    (folder / name).write_bytes((folder / name).read_bytes() + b"\n")
    found = verify(folder)
    assert found.outcome == "invalid"
    assert name in found.faults[0]


def test_another_offer_in_the_folder_is_found_and_a_missing_one_said(agreement: Agreement, tmp_path: Path) -> None:
    folder = agreement.write(tmp_path)
    (folder / "000-offer.pdf").write_bytes(agreement.sealed)
    assert verify(folder).outcome == "invalid"
    (folder / "000-offer.pdf").unlink()
    found = verify(folder)
    assert found.outcome == "valid"
    assert any("000-offer.pdf is missing" in statement for statement in found.statements)


def test_swapped_documents_are_found(agreement: Agreement, tmp_path: Path) -> None:
    folder = agreement.write(tmp_path)
    (folder / "000.pdf").write_bytes(agreement.offer)
    assert verify(folder).outcome == "invalid"


def test_nothing_to_check_is_not_found(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.pdf"):
        with pytest.raises(NotFound):
            verify(path)


def test_a_foreign_pdf_is_no_agreement(tmp_path: Path) -> None:
    import typst

    (tmp_path / "a.pdf").write_bytes(typst.compile(b"hello", format="pdf"))
    found = verify(tmp_path / "a.pdf")
    assert found.outcome == "invalid"
    assert "signed" in found.faults[0]


@given(st.binary(max_size=300))
def test_nonsense_is_never_a_traceback(raw: bytes) -> None:
    assert verify_document(raw).outcome == "invalid"
    assert verify_document(b"%PDF-1.7\n" + raw + b"startxref\n9\n%%EOF").outcome == "invalid"


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=600))
def test_nonsense_in_place_of_the_signature_is_never_a_traceback(raw: bytes) -> None:
    sealed = _SEALED[0]
    start = sealed.index(b"/Contents<") + 10
    width = len(sealed[start:].split(b">")[0])
    altered = sealed[:start] + raw.hex().encode().ljust(width, b"0") + sealed[start + width :]
    assert verify_document(altered).outcome == "invalid"


_SEALED: list[bytes] = []


@pytest.fixture(autouse=True, scope="module")
def _keep_sealed(agreement: Agreement) -> None:
    _SEALED.append(agreement.sealed)


def test_verifying_loads_neither_network_nor_store_nor_plugins(agreement: Agreement, tmp_path: Path) -> None:
    folder = agreement.write(tmp_path)
    program = (
        "import socket, sys; socket.socket = None; from pathlib import Path; from intake.signing.folder import verify;"
        "found = verify(Path(sys.argv[1])); assert found.outcome == 'valid', found;"
        "print(*sorted({'textual', 'httpx', 'tinydb', 'pluggy', 'pyhanko', 'asyncio'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", program, folder], capture_output=True, text=True, check=True).stdout
    assert shown.split() == []


def test_the_signature_is_checked_and_not_only_the_form(agreement: Agreement, monkeypatch: pytest.MonkeyPatch) -> None:
    other = certify(
        take_apart(agreement.sealed).printed.raw, agreement.key, Permission.NOTHING, at=NOW.replace(hour=10)
    )
    contents = take_apart(other).contents.hex().encode()
    mixed = agreement.sealed.replace(take_apart(agreement.sealed).contents.hex().encode(), contents)
    assert certification.take_apart(mixed).permission is Permission.NOTHING
    assert verifying.verify_document(mixed).outcome == "invalid"


def test_without_the_pages_it_is_said_that_they_were_not_printed(agreement: Agreement, tmp_path: Path) -> None:
    """`--seal-only` proves less: a picture that does not show the data stands under the supplier's own seal."""
    folder = agreement.write(tmp_path)
    whole, seal_only = verify(folder), verify(folder, pages=False)
    assert seal_only.outcome == whole.outcome == "valid"
    assert any("not re-rendered here: this was not asked for" in said for said in seal_only.statements)
    assert not any("not re-rendered" in said for said in whole.statements)
