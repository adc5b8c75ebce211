"""A signed list of files: any file that is altered, missing or added is named, and so is a list by somebody else."""

from pathlib import Path

import pytest

from intake.signing import manifest
from intake.signing.exporting import write_files
from intake.signing.keys import SupplierKey
from signing.conftest import NOW

FILES = {"a.txt": b"one", "in/b.txt": b"two"}


def made(key: SupplierKey, files: dict[str, bytes] = FILES) -> dict[str, bytes]:
    return manifest.make(files, key, brief_id="BR-1", log_head="sha256:h", at=NOW)


def test_a_folder_as_it_was_listed_has_no_faults(supplier: SupplierKey, tmp_path: Path) -> None:
    signed = made(supplier)
    write_files(tmp_path, {**FILES, **signed})
    found, by = manifest.read(signed[manifest.FILE], signed[manifest.SIGNATURE])
    assert (found.brief_id, found.log_head, by) == ("BR-1", "sha256:h", supplier.public_line)
    assert list(manifest.faults(tmp_path, found)) == []


def test_each_difference_is_named(supplier: SupplierKey, tmp_path: Path) -> None:
    signed = made(supplier)
    write_files(tmp_path, {"a.txt": b"One", "c.txt": b"", **signed})
    found, _ = manifest.read(signed[manifest.FILE], signed[manifest.SIGNATURE])
    assert list(manifest.faults(tmp_path, found)) == [
        "a.txt is not as it was listed.",
        "in/b.txt is missing.",
        "c.txt was put in later.",
    ]


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd"])
def test_no_list_leads_out_of_the_folder(supplier: SupplierKey, tmp_path: Path, name: str) -> None:
    signed = made(supplier, {name: b""})
    found, _ = manifest.read(signed[manifest.FILE], signed[manifest.SIGNATURE])
    assert list(manifest.faults(tmp_path, found)) == [f"{name} leads out of the folder."]


def test_a_list_that_was_altered_does_not_hold(supplier: SupplierKey) -> None:
    signed = made(supplier)
    for raw, signature in (
        (signed[manifest.FILE].replace(b"BR-1", b"BR-2"), signed[manifest.SIGNATURE]),
        (signed[manifest.FILE], b""),
        (signed[manifest.FILE], signed[manifest.SIGNATURE] + b"\n"),
    ):
        with pytest.raises(ValueError, match="signature"):
            manifest.read(raw, signature)
