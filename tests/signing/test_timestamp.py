"""Time stamps by a third party: made by `openssl ts` as an authority makes them, checked here and by openssl."""

from pathlib import Path

import pytest

from intake.signing import suffixes, timestamp
from intake.signing.exporting import Version, write_folder
from intake.signing.folder import verify
from signing.authorities import Authority, found
from signing.clients import run
from signing.conftest import Agreement


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority that answers here."""
    return found(tmp_path_factory.mktemp("tsa"))


@pytest.fixture(scope="module")
def reply(agreement: Agreement, authority: Authority) -> bytes:
    """Its answer about the sample agreement."""
    return authority.reply(timestamp.query(agreement.sealed, nonce=77))


def test_an_authoritys_reply_says_when(agreement: Agreement, reply: bytes) -> None:
    stamped = timestamp.check(reply, agreement.sealed, nonce=77)
    assert stamped.authority == "Example Time Stamps"
    assert [each.subject.rfc4514_string() for each in stamped.chain] == [
        "CN=Example Time Stamps",
        "CN=Example Time Root",
    ]


def test_a_certificate_named_by_its_sha1_is_still_read(agreement: Agreement, tmp_path: Path) -> None:
    """Many authorities name their own certificate in the old way (RFC 2634), beside a strong signature."""
    old = found(tmp_path, named_by="sha1")
    assert timestamp.check(old.reply(timestamp.query(agreement.sealed, nonce=1)), agreement.sealed).authority


def test_openssl_verifies_what_lies_in_the_folder(
    agreement: Agreement, authority: Authority, reply: bytes, tmp_path: Path
) -> None:
    folder = write_folder(tmp_path, [Version(agreement.offer, agreement.sealed, {suffixes.STAMP: reply})])
    (advised,) = (line.strip() for line in (folder / "VERIFY.txt").read_text().splitlines() if "ts -verify" in line)
    said = run(folder, "sh", "-c", advised.replace("AUTHORITY.pem", str(authority.root)) + " 2>&1")
    assert "Verification: OK" in said
    shown = verify(folder)
    assert shown.outcome == "valid"
    assert "“Example Time Stamps” says that this very file existed on" in " ".join(shown.statements)
    assert "issued by “Example Time Root”, and no trust list was asked" in " ".join(shown.statements)
    (folder / "000.pdf.tsr").write_bytes(reply[:-1])
    assert verify(folder).outcome == "invalid"


def test_a_stamp_of_another_file_or_question_is_found(agreement: Agreement, reply: bytes) -> None:
    with pytest.raises(ValueError, match="of another file"):
        timestamp.check(reply, agreement.offer)
    with pytest.raises(ValueError, match="another question"):
        timestamp.check(reply, agreement.sealed, nonce=78)


def test_a_refusal_is_no_stamp(agreement: Agreement, authority: Authority) -> None:
    with pytest.raises(ValueError, match="no time stamp in the authority's answer"):
        timestamp.check(authority.reply(b"no query"), agreement.sealed)


def test_a_certificate_for_something_else_stamps_nothing(agreement: Agreement, authority: Authority) -> None:
    """openssl makes no such stamp, so the certificate in a good one is exchanged for its issuer's."""
    from cryptography.x509 import load_pem_x509_certificate

    certificate = load_pem_x509_certificate(authority.root.read_bytes())
    with pytest.raises(ValueError, match="for something else"):
        timestamp._check_authority(certificate, certificate.not_valid_before_utc)


@pytest.mark.parametrize("part", range(0, 100, 7))
def test_no_byte_of_a_stamp_that_matters_can_change(agreement: Agreement, reply: bytes, part: int) -> None:
    """What may change unseen are certificates that nothing leads to; what is said never does."""
    altered = bytearray(reply)
    altered[part * (len(reply) - 1) // 100] ^= 0xFF
    stamped = timestamp.check(reply, agreement.sealed)
    try:
        found = timestamp.check(bytes(altered), agreement.sealed)
    except ValueError:
        return
    assert (found.at, found.authority) == (stamped.at, stamped.authority)
