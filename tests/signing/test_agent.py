"""Your key in a real ssh-agent: it signs what is offered and sealed, and the passphrase is not needed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.errors import Refused
from intake.signing import agent, jws, keys, sshsig
from intake.signing.keys import KEY_FILE
from intake.signing.verifying import verify_document
from signing import sample
from signing.conftest import NOW, agree


@pytest.fixture
def running() -> Iterator[Path]:
    """An agent of its own, and its socket; in a folder with a short name, since a socket's is short."""
    if shutil.which("ssh-agent") is None:
        pytest.skip("ssh-agent is not installed")
    with tempfile.TemporaryDirectory(prefix="agent-") as folder:
        place = Path(folder) / "s"
        process = subprocess.Popen(["ssh-agent", "-D", "-a", place], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert "SSH_AUTH_SOCK" in process.stdout.readline()  # said once the socket is there
        yield place
        process.terminate()
        process.communicate()


def add(place: Path, key: Path, passphrase: str = "") -> None:
    """Puts a key into the agent."""
    environment = os.environ | {"SSH_AUTH_SOCK": str(place)}
    if passphrase:
        shown = place.with_name("shown")
        shown.write_text(f"#!/bin/sh\necho '{passphrase}'\n")
        shown.chmod(0o700)
        environment |= {"SSH_ASKPASS": str(shown), "SSH_ASKPASS_REQUIRE": "force"}
    subprocess.run(["ssh-add", "-q", key], env=environment, check=True, capture_output=True, stdin=subprocess.DEVNULL)


def test_the_agent_signs_everything_that_the_key_signs(running: Path, tmp_path: Path) -> None:
    made = keys.create(tmp_path, "Ann Field", b"correct horse", now=NOW)
    with pytest.raises(Refused, match="passphrase"):
        keys.load(tmp_path, None, running)
    add(running, tmp_path / KEY_FILE, "correct horse")
    held = keys.load(tmp_path, None, running)
    assert held.public_line == made.public_line
    assert isinstance(held.private, agent.AgentKey)
    whole = agree(sample.raw(sample.brief()), held)
    assert verify_document(whole.sealed).outcome == "valid"
    assert sshsig.signer(sshsig.sign(held, b"text", "file"), b"text", "file") == made.public_line
    assert jws.fault(jws.sign(held, whole.brief), whole.brief, held) == ""


def test_the_private_key_may_be_in_the_agent_alone(running: Path, tmp_path: Path) -> None:
    keys.create(tmp_path, "Ann Field", None, now=NOW)
    add(running, tmp_path / KEY_FILE)
    (tmp_path / KEY_FILE).unlink()
    assert keys.load(tmp_path, None, running).sign(b"text")


def test_a_key_that_the_agent_has_not_is_read_from_its_file(running: Path, tmp_path: Path) -> None:
    made = keys.create(tmp_path, "Ann Field", None, now=NOW)
    for place in (running, tmp_path / "nowhere", None):
        assert not isinstance(keys.load(tmp_path, None, place).private, agent.AgentKey)
    assert agent.held(running, made.public_line) is None


def test_a_passphrase_that_is_given_is_used(running: Path, tmp_path: Path) -> None:
    keys.create(tmp_path, "Ann Field", b"correct horse", now=NOW)
    add(running, tmp_path / KEY_FILE, "correct horse")
    assert not isinstance(keys.load(tmp_path, b"correct horse", running).private, agent.AgentKey)


def test_an_agent_that_lost_the_key_is_told_of(running: Path, tmp_path: Path) -> None:
    keys.create(tmp_path, "Ann Field", None, now=NOW)
    add(running, tmp_path / KEY_FILE)
    held = keys.load(tmp_path, None, running)
    subprocess.run(["ssh-add", "-q", "-D"], env=os.environ | {"SSH_AUTH_SOCK": str(running)}, check=True)
    with pytest.raises(Refused, match="ssh-agent did not sign: it refused"):
        held.sign(b"text")
