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


def commands(advice: str) -> list[str]:
    """The commands of the page: what stands two spaces in, with what goes on behind a backslash."""
    lines = [line for line in advice.replace("\\\n", " ").splitlines() if line.startswith("  ") and line[2] != " "]
    return [line.strip() for line in lines if not line.strip().startswith("intake ")]


def typed(folder: Path) -> str:
    """What the commands of the page print, each of which must end well."""
    shown = ""
    for line in commands((folder / "VERIFY.txt").read_text()):
        done = subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, (line, done.stderr)
        shown += done.stdout + (done.stderr if line.startswith("openssl cms") else "")
    return shown


def test_every_line_of_the_advice_works(
    agreement: Agreement, tmp_path: Path, pdfsig: str, pdfdetach: str, ssh_keygen: str, openssl: str
) -> None:
    folder = agreement.write(tmp_path)
    advice = (folder / "VERIFY.txt").read_text()
    tools = {line.split()[0] for line in commands(advice)}
    assert tools == {"pdfsig", "pdfdetach", "ssh-keygen", "openssl", "sha256sum", "(head", "tail"}
    shown = typed(folder)
    for expected in (
        "Signature is Valid",
        "Total document signed",
        'Good "intake.acceptance" signature',
        "CMS Verification successful",
    ):
        assert expected in shown
    assert shown.count(agreement.key.fingerprint) == 2
    assert all(line.split()[0] in advice for line in shown.splitlines() if line.endswith((" brief.json", "-offer.pdf")))


def test_openssl_finds_another_file_in_the_folder(agreement: Agreement, tmp_path: Path, openssl: str) -> None:
    folder = agreement.write(tmp_path)
    (folder / "000.pdf").write_bytes(agreement.sealed.replace(b"/Count 3", b"/Count 2", 1))
    said = [
        line
        for line in commands((folder / "VERIFY.txt").read_text())
        if line.split()[0] in ("(head", "tail", "openssl")
    ]
    *before, check = (subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, text=True) for line in said)
    assert [done.returncode for done in before] == [0, 0]
    assert check.returncode != 0
    assert "CMS Verification failure" in check.stderr


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
