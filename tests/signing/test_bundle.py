"""A folder of evidence is only as good as its list, its signer, and the agreement inside."""

from pathlib import Path

import pytest

from intake.signing import bundle, exporting, manifest
from intake.signing.exporting import Version
from intake.signing.keys import SupplierKey
from signing.conftest import NOW, Agreement


def write(folder: Path, agreement: Agreement, key: SupplierKey, brief_id: str = "BR-2027-0142") -> Path:
    files = exporting.folder_files([Version(agreement.offer, agreement.sealed)])
    held = {f"{bundle.AGREEMENT}/{name}": content for name, content in files.items()} | {"payments.csv": b"due\r\n"}
    signed = manifest.make(held, key, brief_id=brief_id, log_head="", at=NOW)
    exporting.write_files(folder, {**held, **signed})
    return folder


def test_it_holds_by_the_key_that_sealed_the_agreement(agreement: Agreement, tmp_path: Path) -> None:
    found = bundle.verify(write(tmp_path / "e", agreement, agreement.key))
    assert (found.outcome, found.faults) == ("valid", ())
    assert "by their own account" in found.statements[0]


def test_another_signer_or_another_brief_is_found(agreement: Agreement, stranger: SupplierKey, tmp_path: Path) -> None:
    forged = bundle.verify(write(tmp_path / "a", agreement, stranger))
    assert (forged.outcome, "another key" in forged.faults[0]) == ("invalid", True)
    mixed = bundle.verify(write(tmp_path / "b", agreement, agreement.key, "BR-2027-0001"))
    assert (mixed.outcome, "another brief" in mixed.faults[0]) == ("invalid", True)


@pytest.mark.parametrize("name", ["manifest.json.sig", "manifest.json", "agreement/000.pdf", "payments.csv"])
def test_an_altered_file_is_found(agreement: Agreement, tmp_path: Path, name: str) -> None:
    folder = write(tmp_path / "e", agreement, agreement.key)
    (folder / name).write_bytes((folder / name).read_bytes() + b"\n")
    assert bundle.verify(folder).outcome == "invalid"


def test_any_other_folder_is_checked_as_an_agreement(agreement: Agreement, tmp_path: Path) -> None:
    assert bundle.verify(agreement.write(tmp_path)).outcome == "valid"
