"""Keys on screen: made, rotated, pinned and copied; and the client's acceptance elsewhere, by SSH key, as PDF or by mail."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from intake import canonical
from intake.desk import Desk
from intake.drafting import Standing
from intake.signing import keys, pins, rotating
from signing import mails
from signing.clients import by_pyhanko
from tui.driving import Person, at

pytestmark = pytest.mark.anyio
MARK = "SHA256:" + "A" * 43


async def test_a_key_is_made_once_and_rotated_from_then_on(desk: Desk, vetted: str) -> None:
    folder = desk.home / "keys"
    async with at(desk, dossier=vetted, step="agreement") as person:
        assert "There is none yet" in await person.type("k")
        seen = await person.type("n<end><ctrl+u>Studio Birch\rsecret\rother\r")
        assert "The two passphrases differ" in seen
        assert "The two passphrases differ" not in await person.type("<ctrl+u>secret")  # it is mended
        await person.type("\r")
        first = keys.public(folder)
        assert first.name == "Studio Birch"
        assert first.fingerprint in person.read()
        await person.type("tsecret\rnew\rnew\r")
        assert len(rotating.load(folder)) == 1
        assert keys.public(folder).fingerprint != first.fingerprint
        assert keys.load(folder, b"new")
        assert "the old key signed the new one" in person.read()


async def test_a_key_of_another_is_pinned_and_copied_as_it_is_shown(desk: Desk, vetted: str) -> None:
    async with at(desk, dossier=vetted, step="agreement") as person:
        await person.type(f"kpAnna\r{MARK}\rphone\r")
        (pin,) = pins.load(desk.home / "keys")
        assert (pin.name, pin.fingerprint, pin.via) == ("Anna", MARK, "phone")
        await person.type("c")
        assert person.app.clipboard == MARK


def make_key(path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)


def sign_statement(folder: Path, key: Path) -> Path:
    """What the client does on their machine; the folder that they send back."""
    (written,) = folder.glob("BR-*")
    program = ["ssh-keygen", "-q", "-Y", "sign", "-n", "intake.acceptance", "-f", str(key)]
    subprocess.run([*program, str(written / "acceptance.json")], check=True, capture_output=True)
    return written


def shows_digest(person: Person, file: Path) -> bool:
    """Whether the dialog names the file with the digest of its bytes, however it is wrapped."""
    box = person.app.screen.query_one(".dialog").region
    lines = [line[box.x + 1 : box.right - 1].strip() for line in person.read().splitlines()[box.y : box.bottom]]
    return f"{file.name}{canonical.digest(file.read_bytes())}" in "".join(lines)


def written(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.glob("BR-*/*.pdf")]


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
async def test_the_client_accepts_by_the_own_ssh_key(desk: Desk, offered: str, tmp_path: Path) -> None:
    key = tmp_path / "anna"
    make_key(key)
    async with at(desk, size=(100, 40), dossier=offered, step="agreement") as person:
        assert "How does the client accept?" in await person.type("o")
        seen = await person.type(f"<down>\rAnna Lindqvist\r\r{key}.pub\r<end><ctrl+u>{tmp_path}\r \r")
        assert "ssh-keygen -Y sign" in seen
        folder = sign_statement(tmp_path, key)
        await person.type(f"\ro<down><down>\r<end><ctrl+u>{folder}\r\r\r")
        for name in ("acceptance.json", "acceptance.json.sig"):
            assert shows_digest(person, folder / name)
        assert desk.drafting.standing(desk.dossier(offered)) is not Standing.SIGNED
        await person.type("\r")
        assert desk.drafting.standing(desk.dossier(offered)) is Standing.SIGNED
        assert "Both sides have signed" in person.read()


@pytest.fixture
def signed_elsewhere(desk: Desk, offered: str, tmp_path: Path) -> tuple[bytes, Path]:
    """The offer, and the file in which the client signed it with other software."""
    offer = desk.dossiers.blobs.get(desk.dossier(offered).documents[-1].sha256)
    back = tmp_path / "back.pdf"
    back.write_bytes(by_pyhanko(offer))
    return offer, back


async def test_the_client_accepts_with_software_of_their_own(
    desk: Desk, offered: str, signed_elsewhere: tuple[bytes, Path], tmp_path: Path
) -> None:
    offer, back = signed_elsewhere
    async with at(desk, size=(100, 40), dossier=offered, step="agreement") as person:
        seen = await person.type(f"o\r<end><ctrl+u>{tmp_path}\r")
        assert "Read in here what they send back." in seen
        assert written(tmp_path) == [offer]
        seen = await person.type(f"\ro<down><down>\r<end><ctrl+u>{back}\r\r\r")
        assert "A drawing to look at" in seen
        assert shows_digest(person, back)
        assert desk.drafting.standing(desk.dossier(offered)) is not Standing.SIGNED
        assert "Look at the drawing first" in await person.type("<ctrl+s>")
        await person.type("<space><ctrl+s>")
        assert desk.drafting.standing(desk.dossier(offered)) is Standing.SIGNED
        assert desk.dossier(offered).documents[-2].looked


@pytest.fixture
def replied(desk: Desk, offered: str, tmp_path: Path) -> Path:
    """The client's reply by mail, with the words that were handed over, as their server signed it."""
    words = desk.contracting.hand_over(offered, tmp_path).with_name("REPLY.txt").read_text()
    mail = tmp_path / "reply.eml"
    mail.write_bytes(mails.sign(mails.plain(words)))
    return mail


async def test_the_client_accepts_by_mail(desk: Desk, offered: str, replied: Path) -> None:
    async with at(desk, size=(100, 40), dossier=offered, step="agreement") as person:
        await person.type(f"o<down><down>\r<end><ctrl+u>{replied}\r\r{mails.domain_key().record}\r")
        assert shows_digest(person, replied)
        assert desk.drafting.standing(desk.dossier(offered)) is not Standing.SIGNED
        await person.type("\r")
        assert desk.drafting.standing(desk.dossier(offered)) is Standing.SIGNED


async def test_keys_to_sign_with_are_not_called_like_those_of_a_keyboard(desk: Desk, vetted: str) -> None:
    desk.prefer(replace(desk.settings, language="de"))
    async with at(desk, size=(80, 40), dossier=vetted, step="agreement") as person:
        assert "k               Signaturschlüssel" in await person.type("<f1>")
        assert "Signaturschlüssel" in await person.type("<escape>k")
