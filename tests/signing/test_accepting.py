"""An acceptance: which brief, which document, in whose name."""

import subprocess
from pathlib import Path

import pytest

from intake import canonical
from intake.errors import Refused
from intake.signing import accepting
from intake.signing.acceptance import NAMESPACE, read, split
from intake.signing.accepting import Acceptor
from intake.signing.keys import SupplierKey
from signing import sample
from signing.conftest import NOW, Agreement, accept


def test_the_acceptance_names_the_brief_and_the_document_that_was_shown(agreement: Agreement) -> None:
    statement = read(split(agreement.acceptance)[0])
    assert statement.brief_sha256 == canonical.digest(agreement.brief)
    assert statement.shown_pdf_sha256 == canonical.digest(agreement.offer)
    assert (statement.by.name, statement.method, statement.at) == ("Åsa Bergström", "typed", NOW)
    assert statement.key == agreement.key.fingerprint


def test_ssh_keygen_verifies_the_attestation(agreement: Agreement, ssh_keygen: str, tmp_path: Path) -> None:
    raw, signature = split(agreement.acceptance)
    (tmp_path / "signature").write_text(signature)
    (tmp_path / "allowed").write_text(f"supplier {agreement.key.public_line}\n")
    command = [ssh_keygen, "-Y", "verify", "-f", "allowed", "-I", "supplier", "-n", NAMESPACE, "-s", "signature"]
    assert b"Good" in subprocess.run(command, cwd=tmp_path, input=raw, capture_output=True, check=True).stdout


@pytest.mark.parametrize("missing", ["name", "intent", "consent"])
def test_silence_is_not_acceptance(agreement: Agreement, missing: str) -> None:
    words = {"name": "Åsa", "intent": "I accept.", "consent": "I consent.", missing: " \u200b "}
    with pytest.raises(Refused, match=missing):
        accepting.accept(agreement.brief, agreement.offer, Acceptor(**words), agreement.key, at=NOW)


def test_an_offer_of_another_brief_cannot_be_accepted(agreement: Agreement, supplier: SupplierKey) -> None:
    with pytest.raises(Refused, match="no offer of this brief"):
        accept(sample.raw(sample.brief(client="Somebody else")), agreement.offer, supplier)


def test_a_sealed_document_is_no_offer(agreement: Agreement) -> None:
    with pytest.raises(Refused, match="no offer"):
        accept(agreement.brief, agreement.sealed, agreement.key)


def test_a_damaged_offer_cannot_be_accepted(agreement: Agreement) -> None:
    with pytest.raises(Refused, match="damaged"):
        accept(agreement.brief, agreement.offer + b"\n", agreement.key)


def test_a_strangers_name_is_cleaned(agreement: Agreement) -> None:
    accepted = accept(agreement.brief, agreement.offer, agreement.key, name=" Åsa\u202e\x1b[2J\n Berg ")
    assert read(split(accepted)[0]).by.name == "Åsa[2J Berg"
