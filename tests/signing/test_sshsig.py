"""SSHSIG: what `ssh-keygen` accepts, we accept, and nothing else."""

import contextlib
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.signing import sshsig
from intake.signing.keys import SupplierKey


def test_ssh_keygen_verifies_what_we_sign(supplier: SupplierKey, ssh_keygen: str, tmp_path: Path) -> None:
    (tmp_path / "signature").write_text(sshsig.sign(supplier, b"a text", "intake.test"))
    (tmp_path / "allowed").write_text(f"ann {supplier.public_line}\n")
    command = [ssh_keygen, "-Y", "verify", "-f", "allowed", "-I", "ann", "-n", "intake.test", "-s", "signature"]
    result = subprocess.run(command, cwd=tmp_path, input=b"a text", capture_output=True)
    assert result.returncode == 0, result.stderr


def test_we_verify_what_ssh_keygen_signs(ssh_keygen: str, tmp_path: Path) -> None:
    key = str(tmp_path / "key")
    subprocess.run([ssh_keygen, "-q", "-t", "ecdsa", "-b", "256", "-N", "", "-f", key], check=True)
    command = [ssh_keygen, "-q", "-Y", "sign", "-f", key, "-n", "intake.test"]
    public = " ".join((tmp_path / "key.pub").read_text().split()[:2])
    # OpenSSH takes either s, we only the lower one: half of its signatures are refused.
    for _ in range(64):
        armoured = subprocess.run(command, input=b"a text", capture_output=True, check=True).stdout.decode()
        with contextlib.suppress(ValueError):
            assert sshsig.signer(armoured, b"a text", "intake.test") == public
            return
    pytest.fail("none of 64 signatures was accepted")


def test_the_signature_names_its_signer(supplier: SupplierKey) -> None:
    assert sshsig.signer(sshsig.sign(supplier, b"x", "a"), b"x", "a") == supplier.public_line


def test_another_text_or_purpose_does_not_fit(supplier: SupplierKey) -> None:
    armoured = sshsig.sign(supplier, b"x", "a")
    for message, namespace in ((b"y", "a"), (b"x", "b")):
        with pytest.raises(ValueError, match="signature"):
            sshsig.signer(armoured, message, namespace)


def test_every_changed_byte_is_seen(supplier: SupplierKey) -> None:
    armoured = sshsig.sign(supplier, b"x", "a").encode()
    for position in range(len(armoured)):
        changed = bytearray(armoured)
        changed[position] ^= 1
        with pytest.raises(ValueError, match=r"."):
            sshsig.signer(changed.decode(), b"x", "a")


@given(st.text(max_size=300))
def test_nonsense_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        sshsig.signer(text, b"x", "a")
