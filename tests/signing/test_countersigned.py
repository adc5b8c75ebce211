"""The client signs the offer itself: honest signatures of several programs are taken, and are what the receipt is for."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from intake import canonical
from intake.errors import Refused
from intake.locale.days import LANGUAGES
from intake.model.brief import Brief
from intake.signing import certification, countersigned, receipt, suffixes, verifying
from intake.signing.asked import asked
from intake.signing.exporting import Version, write_folder
from intake.signing.folder import verify
from intake.signing.keys import SupplierKey
from intake.signing.pins import Pin
from intake.signing.verification import Given, Verification
from intake.signing.witness import signed_brief
from signing import sample
from signing.chains import LOGO, following
from signing.clients import Update, appearance, by_poppler, by_pyhanko, identity, run, visible, words
from signing.conftest import NOW, Agreement


def check(file: bytes, key: SupplierKey | None = None, *pins: Pin) -> Verification:
    """The verification of a file, with the supplier's receipt where a key is given."""
    beside = {suffixes.RECEIPT: receipt.issue(key, file, looked=True)} if key else {}
    return verifying.verify(file, Given(pins, (), beside))


@pytest.fixture(scope="module")
def signed(agreement: Agreement) -> bytes:
    """The sample offer as pyHanko signs it."""
    return by_pyhanko(agreement.offer)


def test_a_signature_by_poppler_is_taken(agreement: Agreement, tmp_path: Path) -> None:
    found = check(by_poppler(agreement.offer, tmp_path), agreement.key)
    assert (found.outcome, found.faults) == ("valid", ())
    assert "Accepted in the name of “Åsa Bergström”" in " ".join(found.statements)


@pytest.mark.parametrize("form", ["adbe.pkcs7.detached", "ETSI.CAdES.detached"])
def test_a_signature_by_pyhanko_is_taken(agreement: Agreement, form: str) -> None:
    found = check(by_pyhanko(agreement.offer, form=form), agreement.key)
    assert (found.outcome, found.faults) == ("valid", ())


@pytest.mark.parametrize(
    "words",
    [
        ("Digitally signed by", "Date:"),
        ("Digital unterschrieben von", "Datum:"),
        ("Signature numérique de", "Date :"),
        ("Firmado digitalmente por", "Fecha:"),
        ("Digitalt signerad av", "Datum:"),
        ("Digitaalselt allkirjastanud", "Kuupäev:"),
        ("Dijital olarak imzalayan", "Tarih:"),
    ],
)
def test_a_visible_signature_of_names_and_a_date_is_taken(agreement: Agreement, words: tuple[str, str]) -> None:
    shown = (words[0], "Åsa Bergström", f"{words[1]} 2027-01-16 08:00 UTC")
    found = check(visible(agreement.offer, *shown), agreement.key)
    assert (found.outcome, found.faults) == ("valid", ())


def test_a_reason_that_says_yes_is_taken(agreement: Agreement) -> None:
    found = check(
        by_pyhanko(agreement.offer, reason="I am approving this document", location="Göteborg"), agreement.key
    )
    assert (found.outcome, found.faults) == ("valid", ())


@pytest.mark.parametrize(
    "reason",
    [
        *(asked([language]).intent for language in LANGUAGES),
        asked(["de", "en"]).intent,
        "Ich genehmige dieses Dokument",
        "Lu et approuvé",
        "J’approuve ce document.",
        "Conforme",
        "Godkänt",
        "Nõus",
        "Onaylıyorum",
    ],
)
def test_a_reason_that_says_yes_in_another_language_is_taken(agreement: Agreement, reason: str) -> None:
    found = check(by_pyhanko(agreement.offer, reason=reason), agreement.key)
    assert (found.outcome, found.faults) == ("valid", ())


def test_a_reason_as_poppler_writes_it_is_taken(agreement: Agreement, tmp_path: Path) -> None:
    file = by_poppler(agreement.offer, tmp_path, None, "-reason", "Jag godkänner detta dokument")
    assert check(file, agreement.key).faults == ()


def shown_with_reason(offer: bytes, *lines: str) -> bytes:
    update = Update(offer, identity())
    update.signature_entries = b"/Reason(I am approving this document)"
    update.move("370 760 530 800")
    update.field_entries = b"/AP<</N %d 0 R>>" % (update.number + 2)
    update.objects[update.number + 2] = appearance(words(*lines))
    return update.signed()


def test_the_reason_may_be_shown_whole_and_nothing_be_made_of_its_words(agreement: Agreement) -> None:
    whole = "Reason: I am approving this document"
    assert check(shown_with_reason(agreement.offer, "Digitally signed", whole), agreement.key).faults == ()
    for line in ("I may approving this document", f"{whole} this document", "I am approving", "document"):
        found = check(shown_with_reason(agreement.offer, line), agreement.key)
        assert "says something of its own" in found.faults[0], line


def test_certificates_of_an_issuer_are_reported_and_never_called_qualified(agreement: Agreement) -> None:
    who = identity("Åsa Bergström", kind="ec", issuer="Example Trust Centre")
    for file in (by_pyhanko(agreement.offer, who), Update(agreement.offer, who).signed()):
        found = check(file, agreement.key)
        said = " ".join(found.statements)
        assert (found.outcome, found.faults) == ("valid", ())
        assert "issued by “Example Trust Centre”" in said
        assert "No trust list was asked" in said
        assert "neither an advanced nor a qualified one" in said


def test_a_self_signed_certificate_is_called_that(agreement: Agreement, signed: bytes) -> None:
    said = " ".join(check(signed, agreement.key).statements)
    assert "is self-signed: the name in it is their own word" in said
    assert "not pinned: compare it with the client by telephone" in said


def test_a_pinned_key_of_the_client_is_said(agreement: Agreement, signed: bytes) -> None:
    from intake.signing import certificates

    chain = countersigned.read(signed, sample.brief()).chain
    pin = Pin(certificates.fingerprint(chain[0]), "Åsa", NOW.date(), "phone")
    assert "pinned on 2027-01-15 via phone" in " ".join(check(signed, agreement.key, pin).statements)


def test_without_the_receipt_it_cannot_be_told(signed: bytes) -> None:
    found = check(signed)
    assert found.outcome == "unknown"
    assert "anybody could have signed in the client's place" in found.statements[-1]


def test_a_receipt_of_another_file_or_by_another_key_is_found(
    agreement: Agreement, stranger: SupplierKey, signed: bytes
) -> None:
    assert "another key than the offer" in check(signed, stranger).faults[0]
    other = {suffixes.RECEIPT: receipt.issue(agreement.key, agreement.offer)}
    assert "receipt does not hold" in verifying.verify(signed, Given(beside=other)).faults[0]


def test_the_folder_is_whole_with_the_receipt_and_says_what_is_missing_without(
    agreement: Agreement, signed: bytes, tmp_path: Path
) -> None:
    folder = write(agreement, signed, tmp_path)
    assert verify(folder).outcome == "valid"
    assert verify(folder / "000.pdf").outcome == "valid"
    assert "000-offer.pdf is the offer that was accepted." in verify(folder).statements
    (folder / "000.pdf.sig").unlink()
    assert verify(folder).outcome == "unknown"
    (folder / "000-offer.pdf").write_bytes(agreement.sealed)
    assert "000-offer.pdf is not the offer that was accepted." in verify(folder).faults


def write(agreement: Agreement, signed: bytes, target: Path) -> Path:
    """The exported folder of a countersigned version."""
    beside = {suffixes.RECEIPT: receipt.issue(agreement.key, signed, looked=True)}
    return write_folder(target, [Version(agreement.offer, signed, beside)])


def test_what_the_folder_advises_works_with_the_tools_that_it_names(
    agreement: Agreement, signed: bytes, pdfsig: str, pdfdetach: str, tmp_path: Path
) -> None:
    folder = write(agreement, signed, tmp_path)
    advised = [line.strip() for line in (folder / "VERIFY.txt").read_text().splitlines() if line.startswith("  ")]
    (ssh,) = (line for line in advised if line.startswith("ssh-keygen -Y"))
    assert "Good" in run(folder, "sh", "-c", ssh)
    for line in advised:
        if line.startswith(("(head", "tail")):
            run(folder, "sh", "-c", line)
    assert (folder / "signature.der").stat().st_size == 8192
    (compare,) = (line for line in advised if line.startswith("cmp "))
    assert run(folder, "sh", "-c", compare) == ""
    shown = subprocess.run([pdfsig, "000.pdf"], cwd=folder, capture_output=True, text=True, check=True).stdout
    assert shown.count("Signature is Valid") == 2
    assert "Total document signed" in shown
    run(folder, pdfdetach, "-saveall", "-o", str(tmp_path), "000.pdf")
    assert (tmp_path / "brief.json").read_bytes() == agreement.brief


def test_a_change_order_follows_a_countersigned_version(agreement: Agreement, signed: bytes, tmp_path: Path) -> None:
    beside = {suffixes.RECEIPT: receipt.issue(agreement.key, signed, looked=True)}
    second = following(replace(agreement, sealed=signed), LOGO, agreement.key)
    again = by_pyhanko(second.offer)
    versions = [
        Version(agreement.offer, signed, beside),
        Version(second.offer, again, {suffixes.RECEIPT: receipt.issue(agreement.key, again, looked=True)}),
    ]
    folder = write_folder(tmp_path, versions)
    found = verify(folder)
    assert (found.outcome, found.faults) == ("valid", ())
    (folder / "000.pdf.sig").unlink()
    found = verify(folder)
    assert found.outcome == "unknown"
    assert any(said.startswith("000.pdf: The supplier's receipt is missing") for said in found.statements)


def test_the_brief_in_a_countersigned_offer_is_a_witness(agreement: Agreement, signed: bytes) -> None:
    brief = canonical.decode(Brief, canonical.from_bytes(agreement.brief))
    assert signed_brief(signed) == brief


def test_poppler_itself_signs_visibly_nowhere_on_our_page(agreement: Agreement, tmp_path: Path) -> None:
    """Our field has no area, so whatever a program draws in it is not seen."""
    file = by_poppler(agreement.offer, tmp_path, None, "-reason", "approved")
    assert check(file, agreement.key).outcome == "valid"


def test_an_offer_saved_anew_is_no_longer_ours(agreement: Agreement, qpdf: str, tmp_path: Path) -> None:
    (tmp_path / "offer.pdf").write_bytes(agreement.offer)
    run(tmp_path, qpdf, "offer.pdf", "anew.pdf")
    assert certification.offer_in((tmp_path / "anew.pdf").read_bytes()) is None
    assert check((tmp_path / "anew.pdf").read_bytes()).outcome == "invalid"


def test_a_mere_offer_is_not_exported_as_signed(agreement: Agreement) -> None:
    from intake.signing.exporting import open_sealed

    with pytest.raises(Refused, match="damaged"):
        open_sealed(agreement.offer)
