"""The client accepts with the own SSH key, made and used by the real ssh-keygen, on any machine."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from intake.errors import Refused
from intake.signing import accepting, sealing, ssh_keys, sshsig
from intake.signing.acceptance import NAMESPACE
from intake.signing.accepting import Acceptor
from intake.signing.asked import asked
from intake.signing.exporting import Version, write_folder
from intake.signing.folder import verify
from intake.signing.pins import Pin, public_lines
from signing import sample
from signing.conftest import NOW, Agreement

KINDS = [("ed25519",), ("rsa", "-b", "3072"), ("ecdsa", "-b", "256"), ("ecdsa", "-b", "384"), ("ecdsa", "-b", "521")]


def ask(agreement: Agreement, line: str, method: str = "ssh-key", **words: str) -> bytes:
    """The statement that the client is to sign."""
    by = Acceptor("Åsa Bergström", "asa@bergstrom.example", **words)
    mark = ssh_keys.fingerprint(line)
    return accepting.statement(agreement.brief, agreement.offer, by, method=method, key=mark, at=NOW)


class Client:
    """Somebody with an SSH key."""

    def __init__(self, folder: Path, ssh_keygen: str, *kind: str) -> None:
        self.folder, self.tool, self.key = folder, ssh_keygen, folder / "id"
        folder.mkdir(exist_ok=True)
        subprocess.run([ssh_keygen, "-q", "-t", *kind, "-N", "", "-f", self.key], check=True)
        (self.line,) = public_lines(Path(f"{self.key}.pub").read_text())

    def sign(self, statement: bytes, *more: str, namespace: str = "intake.acceptance") -> str:
        """What `ssh-keygen -Y sign` writes."""
        path = self.folder / "acceptance.json"
        path.write_bytes(statement)
        Path(f"{path}.sig").unlink(missing_ok=True)
        command = [self.tool, "-q", "-Y", "sign", "-n", namespace, "-f", str(self.key), *more, str(path)]
        subprocess.run(command, check=True, capture_output=True)
        return Path(f"{path}.sig").read_text()


@pytest.fixture
def client(tmp_path: Path, ssh_keygen: str) -> Client:
    """A client with an Ed25519 key."""
    return Client(tmp_path / "client", ssh_keygen, "ed25519")


@pytest.mark.parametrize("kind", KINDS, ids="-".join)
def test_every_kind_of_key_is_taken_sealed_and_verified(
    agreement: Agreement, tmp_path: Path, ssh_keygen: str, kind: tuple[str, ...]
) -> None:
    client = Client(tmp_path / "client", ssh_keygen, *kind)
    statement = ask(agreement, client.line)
    for _ in range(4):  # ECDSA signatures vary: half of them have the higher s
        acceptance = accepting.received(statement, client.sign(statement), now=NOW)
    sealed = sealing.seal(agreement.brief, agreement.offer, acceptance, agreement.key, at=NOW)
    folder = write_folder(tmp_path, [Version(agreement.offer, sealed)])
    found = verify(folder)
    assert (found.outcome, found.faults) == ("valid", ())
    mark = ssh_keys.fingerprint(client.line)
    assert f"The client's key {mark} is not pinned: compare it with the client by telephone." in found.statements[-4]
    pinned = verify(folder, [Pin(mark, "Åsa", NOW.date(), "GitHub")])
    assert f"{mark} is pinned on 2027-01-15 via GitHub." in " ".join(pinned.statements)
    command = "-Y verify -f allowed_signers -I client -n intake.acceptance -s acceptance.json.sig".split()
    with (folder / "acceptance.json").open("rb") as shown:
        done = subprocess.run([ssh_keygen, *command], cwd=folder, stdin=shown, capture_output=True, text=True)
    assert 'Good "intake.acceptance" signature for client' in done.stdout


def test_a_signature_over_sha256_is_taken_too(agreement: Agreement, client: Client) -> None:
    statement = ask(agreement, client.line)
    assert accepting.received(statement, client.sign(statement, "-O", "hashalg=sha256"), now=NOW)


def test_a_signature_made_for_something_else_is_refused(agreement: Agreement, client: Client) -> None:
    statement = ask(agreement, client.line)
    with pytest.raises(Refused, match="made for something else"):
        accepting.received(statement, client.sign(statement, namespace="git"), now=NOW)


def test_another_key_than_the_one_named_is_refused(
    agreement: Agreement, client: Client, tmp_path: Path, ssh_keygen: str
) -> None:
    other = Client(tmp_path / "other", ssh_keygen, "ed25519")
    statement = ask(agreement, client.line)
    with pytest.raises(Refused, match="another key than it names"):
        accepting.received(statement, other.sign(statement), now=NOW)
    typed = ask(agreement, client.line, method="typed")
    with pytest.raises(Refused, match="another key than it names"):
        accepting.received(typed, client.sign(typed), now=NOW)


def test_an_altered_statement_or_signature_is_refused(agreement: Agreement, client: Client) -> None:
    statement = ask(agreement, client.line)
    signature = client.sign(statement)
    for raw, mark in (
        (statement.replace("Åsa".encode(), b"Eva"), signature),
        (statement, signature.replace("A", "B", 1)),
        (statement, signature.replace("\n", "", 1)),
        (statement, signature + "\n"),
        (statement, ""),
    ):
        with pytest.raises(Refused):
            accepting.received(raw, mark, now=NOW)


def test_other_words_or_another_time_are_refused(agreement: Agreement, client: Client) -> None:
    refusing = ask(agreement, client.line, intent="I do NOT agree.")
    with pytest.raises(Refused, match="something else than what was asked"):
        accepting.received(refusing, client.sign(refusing), now=NOW)
    early = ask(agreement, client.line)
    with pytest.raises(Refused, match="has not come yet"):
        accepting.received(early, client.sign(early), now=NOW - timedelta(days=2))


def test_an_acceptance_of_another_offer_is_not_sealed(agreement: Agreement, client: Client) -> None:
    from signing.conftest import agree

    other = agree(sample.raw(sample.brief(client="Somebody else")), agreement.key)
    statement = ask(other, client.line)
    acceptance = accepting.received(statement, client.sign(statement), now=NOW)
    with pytest.raises(Refused, match="another brief or another offer"):
        sealing.seal(agreement.brief, agreement.offer, acceptance, agreement.key, at=NOW)


def test_a_short_or_unknown_key_is_refused(agreement: Agreement, tmp_path: Path, ssh_keygen: str) -> None:
    weak = Client(tmp_path / "weak", ssh_keygen, "rsa", "-b", "1024")
    statement = ask(agreement, weak.line)
    with pytest.raises(Refused, match="too short"):
        accepting.received(statement, weak.sign(statement), now=NOW)


def test_the_words_may_be_those_of_the_brief_s_languages(agreement: Agreement, client: Client) -> None:
    words = asked(("sv", "en"))
    statement = ask(agreement, client.line, intent=words.intent, consent=words.consent)
    assert accepting.received(statement, client.sign(statement), now=NOW, languages=("sv", "en"))
    with pytest.raises(Refused, match="something else than what was asked"):
        accepting.received(statement, client.sign(statement), now=NOW, languages=("de",))
    english = ask(agreement, client.line)  # as earlier versions asked
    assert accepting.received(english, client.sign(english), now=NOW, languages=("sv", "en"))


def test_the_suppliers_own_key_is_not_sealed_as_the_clients(agreement: Agreement) -> None:
    statement = ask(agreement, agreement.key.public_line)
    signed = sshsig.sign(agreement.key, statement, NAMESPACE)
    with pytest.raises(Refused, match="with your own key, not with the client's"):
        sealing.seal(
            agreement.brief,
            agreement.offer,
            accepting.received(statement, signed, now=NOW),
            agreement.key,
            at=NOW,
        )
