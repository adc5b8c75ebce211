"""The exported folder: complete, checkable with common tools, and never half written."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from intake.errors import CannotWrite, Refused
from intake.signing import advice, exporting
from intake.signing.keys import SupplierKey
from signing import sample
from signing.conftest import Agreement, agree

FILES = """000-offer.pdf 000.pdf VERIFY.txt acceptance.json acceptance.json.sig allowed_signers brief.json supplier.crt
supplier.pub"""


def test_the_folder_holds_all_that_is_needed(agreement: Agreement, tmp_path: Path) -> None:
    folder = agreement.write(tmp_path)
    assert folder == tmp_path / "BR-2027-0142"
    assert sorted(path.name for path in folder.iterdir()) == FILES.split()
    assert (folder / "000.pdf").read_bytes() == agreement.sealed


@pytest.mark.parametrize("languages", [("sv",), ("de", "en"), ("fr", "tr")])
def test_the_advice_begins_in_the_languages_of_the_brief(languages: tuple[str, ...]) -> None:
    known = advice.Known("000.pdf", "000-offer.pdf", "client", "SHA256:abc", "1", "2")
    own = advice.page(replace(known, languages=languages)).decode()
    whole = advice.page(known).decode()
    assert whole.startswith("How to check this agreement")
    assert own.endswith(whole)
    before = [part for part in own.removesuffix(whole).split("\n\n") if part]
    assert len(before) == len([each for each in languages if each != "en"])
    assert all("SHA256:abc" in part and not part.startswith(" ") for part in before)
    assert len({*before, advice._FIRST}) == len(before) + 1


def test_every_line_of_the_advice_works(
    agreement: Agreement, tmp_path: Path, pdfsig: str, pdfdetach: str, ssh_keygen: str
) -> None:
    folder = agreement.write(tmp_path)
    advice = (folder / "VERIFY.txt").read_text()
    shown = ""
    for line in advice.splitlines():
        if line.startswith("  ") and line.split()[0] in ("pdfsig", "pdfdetach", "ssh-keygen", "sha256sum"):
            done = subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, text=True)
            assert done.returncode == 0, (line, done.stderr)
            shown += done.stdout
    for expected in ("Signature is Valid", "Total document signed", 'Good "intake.acceptance" signature'):
        assert expected in shown
    assert shown.count(agreement.key.fingerprint) == 2
    assert all(line.split()[0] in advice for line in shown.splitlines() if line.endswith((" brief.json", "-offer.pdf")))


def test_writing_again_changes_nothing(agreement: Agreement, tmp_path: Path) -> None:
    folder = agreement.write(tmp_path)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    agreement.write(tmp_path)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("place", ["BR-2027-0142", "BR-2027-0142/000.pdf"])
def test_nothing_is_written_through_a_link(agreement: Agreement, tmp_path: Path, place: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = tmp_path / "out" / place
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere if place == "BR-2027-0142" else elsewhere / "file")
    with pytest.raises(CannotWrite, match="link"):
        agreement.write(tmp_path / "out")
    assert list(elsewhere.iterdir()) == []


def test_a_full_disk_leaves_the_old_file(agreement: Agreement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = agreement.write(tmp_path)
    (folder / "000.pdf").write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("intake.signing.files.os.fsync", full)
    with pytest.raises(CannotWrite, match="No space left"):
        agreement.write(tmp_path)
    assert (folder / "000.pdf").read_bytes() == b"old"
    assert sorted(path.name for path in folder.iterdir()) == FILES.split()


def test_a_file_in_place_of_the_folder_is_said(agreement: Agreement, tmp_path: Path) -> None:
    (tmp_path / "BR-2027-0142").write_text("")
    with pytest.raises(CannotWrite):
        agreement.write(tmp_path)


def test_an_id_that_climbs_out_of_the_folder_is_refused(supplier: SupplierKey, tmp_path: Path) -> None:
    climbing = agree(sample.raw(sample.brief(id="../../x")), supplier)
    with pytest.raises(Refused, match="name of a folder"):
        climbing.write(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_document_is_refused(agreement: Agreement, tmp_path: Path) -> None:
    for sealed in (agreement.offer, agreement.sealed[:-1]):
        with pytest.raises(Refused, match="damaged"):
            exporting.write_folder(tmp_path, [exporting.Version(agreement.offer, sealed)])
    assert list(tmp_path.iterdir()) == []
