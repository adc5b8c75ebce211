"""Pinned keys: read from whatever form somebody gave them in, and compared with what ssh-keygen says."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from intake.errors import BadFile, Usage
from intake.signing import pins
from intake.signing.pins import Pin
from intake.signing.ssh_keys import fingerprint

DAY = date(2027, 1, 15)


def make(folder: Path, ssh_keygen: str, kind: str, *more: str) -> tuple[str, str]:
    """A public key line made by ssh-keygen, and its fingerprint by ssh-keygen."""
    path = folder / kind
    subprocess.run([ssh_keygen, "-q", "-t", kind, *more, "-N", "", "-f", path, "-C", "anna@laptop"], check=True)
    shown = subprocess.run([ssh_keygen, "-l", "-f", f"{path}.pub"], capture_output=True, text=True, check=True).stdout
    return Path(f"{path}.pub").read_text(), shown


def test_fingerprints_are_those_of_ssh_keygen(tmp_path: Path, ssh_keygen: str) -> None:
    made = [make(tmp_path, ssh_keygen, *kind) for kind in (("ed25519",), ("rsa", "-b", "2048"), ("ecdsa",))]
    page = "".join(f"{line.rsplit(' ', 1)[0]}\n" for line, _ in made)
    expected = tuple(shown.split()[1] for _, shown in made)
    assert pins.fingerprints(page) == expected
    assert pins.fingerprints("".join(shown for _, shown in made)) == expected
    assert pins.fingerprints(f'anna namespaces="x" {made[0][0]}') == expected[:1]
    assert fingerprint(pins.public_lines(made[0][0])[0]) == expected[0]


@pytest.mark.parametrize("text", ["", "hello", "SHA256:short", "ssh-ed25519 AAAAB3NzaC1yc2E="])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(Usage):
        pins.fingerprints(text)


def test_a_new_pin_replaces_the_former_of_the_same_key(tmp_path: Path) -> None:
    one, two = (Pin("SHA256:" + letter * 43, "Ann", DAY, "phone") for letter in "AB")
    pins.keep(tmp_path, [one])
    pins.keep(tmp_path, [two, Pin(one.fingerprint, "Ann", DAY, "GitHub")])
    assert [str(pin) for pin in pins.load(tmp_path)] == [
        "pinned on 2027-01-15 via phone",
        "pinned on 2027-01-15 via GitHub",
    ]
    assert (tmp_path / pins.FILE).stat().st_mode & 0o077 == 0


def test_damaged_pins_are_said_and_none_are_none(tmp_path: Path) -> None:
    assert pins.load(tmp_path) == ()
    (tmp_path / pins.FILE).write_text('[{"name": 3}]')
    with pytest.raises(BadFile, match="1 fault"):
        pins.load(tmp_path)
