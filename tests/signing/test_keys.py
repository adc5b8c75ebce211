"""The supplier's key: what lands on disk, and who is let in."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.errors import CannotWrite, NotFound, Refused
from intake.signing import keys

NOW = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)


def test_a_key_that_was_made_can_be_loaded(tmp_path: Path) -> None:
    made = keys.create(tmp_path / "keys", "Ann Émile", None, now=NOW)
    loaded = keys.load(tmp_path / "keys", None)
    assert (loaded.name, loaded.fingerprint) == ("Ann Émile", made.fingerprint)
    assert loaded.certificate_pem == made.certificate_pem


def test_key_and_folder_belong_to_their_owner_alone(tmp_path: Path) -> None:
    keys.create(tmp_path / "keys", "Ann", None, now=NOW)
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "keys" / keys.KEY_FILE).stat().st_mode & 0o777 == 0o600


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    keys.create(tmp_path, "Ann", None, now=NOW)
    (tmp_path / keys.KEY_FILE).chmod(0o644)
    with pytest.raises(Refused, match="other users"):
        keys.load(tmp_path, None)


def test_a_key_with_a_passphrase_opens_with_it_alone_and_ssh_keygen_reads_it(tmp_path: Path, ssh_keygen: str) -> None:
    made = keys.create(tmp_path, "Ann", b"correct horse", now=NOW)
    for wrong in (None, b"wrong"):
        with pytest.raises(Refused, match="open"):
            keys.load(tmp_path, wrong)
    assert keys.load(tmp_path, b"correct horse").fingerprint == made.fingerprint
    command = [ssh_keygen, "-y", "-P", "correct horse", "-f", str(tmp_path / keys.KEY_FILE)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert shown.split()[:2] == made.public_line.split()


def test_no_key_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        keys.load(tmp_path, None)


def test_an_existing_key_is_never_replaced(tmp_path: Path) -> None:
    keys.create(tmp_path, "Ann", None, now=NOW)
    before = (tmp_path / keys.KEY_FILE).read_bytes()
    with pytest.raises(Refused, match="already"):
        keys.create(tmp_path, "Ann", None, now=NOW)
    assert (tmp_path / keys.KEY_FILE).read_bytes() == before


def test_the_certificate_of_another_key_is_refused(tmp_path: Path) -> None:
    keys.create(tmp_path / "a", "Ann", None, now=NOW)
    keys.create(tmp_path / "b", "Bea", None, now=NOW)
    (tmp_path / "b" / keys.CERTIFICATE_FILE).replace(tmp_path / "a" / keys.CERTIFICATE_FILE)
    with pytest.raises(Refused, match="another key"):
        keys.load(tmp_path / "a", None)


def test_a_file_that_is_no_key_is_refused(tmp_path: Path) -> None:
    keys.create(tmp_path, "Ann", None, now=NOW)
    (tmp_path / keys.KEY_FILE).write_bytes(b"nonsense")
    with pytest.raises(Refused):
        keys.load(tmp_path, None)


def test_a_key_is_not_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "keys").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotWrite, match="link"):
        keys.create(tmp_path / "keys", "Ann", None, now=NOW)


def test_the_certificate_serves_for_ten_years_and_more(tmp_path: Path) -> None:
    from cryptography.x509 import load_pem_x509_certificate

    certificate = load_pem_x509_certificate(keys.create(tmp_path, "Ann", None, now=NOW).certificate_pem)
    assert certificate.not_valid_before_utc <= NOW
    assert certificate.not_valid_after_utc.year >= NOW.year + 10
    assert certificate.subject == certificate.issuer


def test_a_long_name_is_cut_and_a_nameless_key_refused(tmp_path: Path) -> None:
    assert keys.create(tmp_path / "a", "x" * 500, None, now=NOW).name == "x" * 64
    with pytest.raises(Refused, match="name"):
        keys.create(tmp_path / "b", " \u200b ", None, now=NOW)
