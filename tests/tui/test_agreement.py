"""The agreement on screen: read it, sign it, accept it, hand it over."""

import re
from pathlib import Path

import pytest
from textual.widgets import Static

from intake.desk import Desk
from intake.locale import Words
from intake.locale.days import LANGUAGES
from intake.locale.sentences import retold
from intake.model.dossier import Stage
from intake.signing.folder import verify
from tui.driving import at

pytestmark = pytest.mark.anyio
ENGLISH = {
    *"the of with which by not and is this own accepted valid Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
}
"""Words that a sentence of a verification has in English, and none in another language."""


async def test_from_building_to_verifying(desk: Desk, vetted: str, tmp_path: Path) -> None:
    desk.decide(vetted)
    async with at(desk, size=(100, 50), dossier=vetted, step="agreement") as person:
        seen = await person.type("b<end><ctrl+u>Studio Birch\r")
        for words in ("Studio Birch", "Shop design", "Payment plan", "Revisions", "Clauses", "Practice"):
            assert words in seen
        assert "b Build anew" in seen.splitlines()[-1]
        digest = desk.brief_digest(vetted)
        assert digest[:30] in await person.type("s")
        await person.type("\r")
        assert desk.dossier(vetted).stage is Stage.OFFERED
        seen = await person.type("aAnna Lindqvist\r\r\r")
        assert digest[:30] in seen
        assert desk.dossier(vetted).documents[-1].sha256.removeprefix("sha256:")[:20] in seen
        await person.type(" \r")
        assert desk.dossier(vetted).stage is Stage.SEALED
        seen = await person.type(f"x<end><ctrl+u>{tmp_path / 'out'}\r")
        assert "Verified: valid" in seen
        assert len(list((tmp_path / "out").glob("*/000.pdf"))) == 1


async def test_nobody_accepts_without_consent(desk: Desk, offered: str) -> None:
    async with at(desk, dossier=offered, step="agreement") as person:
        seen = await person.type("aAnna Lindqvist\r\r\r<tab>\r")
        assert "has not consented" in seen
        assert desk.dossier(offered).stage is Stage.OFFERED


async def test_a_key_that_others_can_read_is_told_and_signs_nothing(desk: Desk, offered: str) -> None:
    for path in (desk.home / "keys").iterdir():
        path.chmod(0o644)
    async with at(desk, dossier=offered, step="agreement") as person:
        seen = await person.type("s\r")
        assert "This did not work" in seen
        assert len(desk.dossier(offered).documents) == 1


async def test_an_agreement_waits_for_the_decision(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="agreement") as person:
        assert "Decide first (F4)" in person.read()
        assert not person.app.screen.query_one("#build").display


async def test_a_new_passphrase_is_typed_twice_so_that_no_slip_locks_the_key(desk: Desk, agreed: str) -> None:
    async with at(desk, dossier=agreed, step="agreement") as person:
        assert "The two passphrases differ" in await person.type("sswan song\rswan sing\r")
        assert not (desk.home / "keys" / "supplier.key").exists()
        await person.type("<ctrl+u>swan song\r")
        assert desk.dossier(agreed).stage is Stage.OFFERED
        assert "Repeat it" not in await person.type("s")


async def test_a_form_comes_back_as_it_was_filled_in_when_the_work_fails(desk: Desk, agreed: str) -> None:
    desk.offer(agreed, passphrase=b"swan song")
    async with at(desk, dossier=agreed, step="agreement") as person:
        assert "This did not work" in await person.type("aAnna Lindqvist\r\rswan sing\r \r")
        seen = await person.type("\r")
        assert "Accept and seal" in seen
        assert "Anna Lindqvist" in seen
        assert "✓" not in seen.split("E-mail")[1]  # consent is given anew
        assert "Anna Lindqvist Åse" in await person.type(" Åse")  # the next key does not replace what stands there
        await person.type("\r\rswan song\r \r")
        assert desk.dossier(agreed).stage is Stage.SEALED


async def test_a_folder_that_cannot_be_written_into_can_be_mended(desk: Desk, sealed: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    async with at(desk, dossier=sealed, step="agreement") as person:
        assert "This did not work" in await person.type(f"x<end><ctrl+u>{tmp_path / 'file' / 'out'}\r")
        assert "Export" in await person.type("\r")
        assert "Verified: valid" in await person.type(f"<end><ctrl+u>{tmp_path / 'out'}\r")


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
async def test_what_verifying_found_is_told_in_the_readers_language(
    language: str, desk: Desk, sealed: str, tmp_path: Path
) -> None:
    (desk.home / "settings.yaml").write_text(f"language: {language}\n", encoding="utf-8")
    say = Words(language)
    async with at(Desk(desk.home), dossier=sealed, step="agreement") as person:
        await person.type(f"x<end><ctrl+u>{tmp_path / 'out'}\r")
        _, verified, *told = str(person.app.screen.query_one(".dialog-body Static", Static).content).splitlines()
    assert verified == f"{say('Verified')}: {say('valid')}"
    statements = verify(next((tmp_path / "out").iterdir())).statements
    assert told == [f"· {retold(statement, say)}" for statement in statements]
    assert len(told) > 5
    for line in (verified, *told):
        assert not ENGLISH & set(re.findall(r"\w+", line)), line
