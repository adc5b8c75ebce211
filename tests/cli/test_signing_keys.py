"""Your key and those of others, on the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from intake.cli.main import run


def said(capsys: pytest.CaptureFixture[str], code: int, *arguments: str) -> str:
    assert run(["--quiet", *arguments]) == code
    shown = capsys.readouterr()
    return shown.out + shown.err


def test_a_key_is_made_shown_and_rotated(
    home: Path, capsys: pytest.CaptureFixture[str], ssh_keygen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intake.signing.keys._BCRYPT_ROUNDS", 4)  # the next test sees the 128
    assert "intake key new" in said(capsys, 66, "key", "show")
    monkeypatch.setenv("INTAKE_PASSPHRASE", "correct horse")
    made = json.loads(said(capsys, 0, "key", "new", "--name", "Studio Birch", "--json"))
    key = home / "keys" / "supplier.key"
    listed = subprocess.run([ssh_keygen, "-l", "-f", key], capture_output=True, text=True, check=True).stdout
    assert made["fingerprint"] in listed
    opened = subprocess.run([ssh_keygen, "-y", "-P", "correct horse", "-f", key], capture_output=True, text=True)
    assert opened.stdout.strip().startswith(made["public_key"])
    assert "there is a key already" in said(capsys, 77, "key", "new")
    monkeypatch.setenv("INTAKE_NEW_PASSPHRASE", "battery staple")
    rotated = json.loads(said(capsys, 0, "key", "rotate", "--json"))
    assert rotated["fingerprint"] != made["fingerprint"]
    assert subprocess.run([ssh_keygen, "-y", "-P", "battery staple", "-f", key], capture_output=True).returncode == 0
    shown = said(capsys, 0, "key", "show")
    assert f"{made['fingerprint']} signed {rotated['fingerprint']}" in shown


def test_the_private_key_is_kept_with_128_rounds(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import base64

    monkeypatch.setenv("INTAKE_PASSPHRASE", "correct horse")
    said(capsys, 0, "key", "new", "--name", "Ann")
    lines = (home / "keys" / "supplier.key").read_text().splitlines()[1:-1]
    raw = base64.b64decode("".join(lines))
    options = raw[raw.index(b"bcrypt") + 6 :]
    salt = int.from_bytes(options[4:8], "big")
    assert int.from_bytes(options[8 + salt : 12 + salt], "big") == 128


def test_keys_of_others_are_pinned_from_what_they_gave_you(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ssh_keygen: str
) -> None:
    subprocess.run([ssh_keygen, "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "id"], check=True)
    public = str(tmp_path / "id.pub")
    shown = said(capsys, 0, "key", "pin", "Anna", "--file", public, "--via", "GitHub", "--on", "2026-01-02")
    assert "Anna  SHA256:" in shown
    assert "pinned on 2026-01-02 via GitHub" in shown
    for arguments, words in (
        (["--file", str(tmp_path / "id"), "--via", "x"], "private key"),
        (["--via", "phone"], "say which key"),
        (["--fingerprint", "SHA256:short", "--via", "phone"], "neither a fingerprint nor a public key"),
        (["--fingerprint", "SHA256:" + "A" * 43, "--via", " "], "needs a name"),
        (["--fingerprint", "SHA256:" + "A" * 43, "--via", "phone", "--on", "2999-01-01"], "has not come yet"),
    ):
        assert words in said(capsys, 64, "key", "pin", "Anna", *arguments)


def test_a_code_hosts_page_of_keys_is_pinned_from_standard_input(home: Path, tmp_path: Path, ssh_keygen: str) -> None:
    page = b""
    for name in ("a", "b"):
        subprocess.run([ssh_keygen, "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", tmp_path / name], check=True)
        page += (tmp_path / f"{name}.pub").read_bytes()
    command = [sys.executable, "-m", "intake", "key", "pin", "Anna", "--file", "-", "--via", "GitHub"]
    done = subprocess.run(command, input=page, capture_output=True, check=True)
    assert done.stdout.decode().count("Anna  SHA256:") == 2
