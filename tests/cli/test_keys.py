"""Tests of keeping a source's key from the command line."""

import io
import stat
from pathlib import Path

import pytest

from intake.cli.main import run

PLUGIN = """
from intake.api import Credential, Finding, SourceInfo, Type, hookimpl


class Keyed:
    info = SourceInfo(
        name="keyed", publisher="you", hosts=("api.keyed.example",), topics=("keyed",), facts={"keyed.ok": Type.BOOL},
        licence="none", personal_data="none", cost="free", needs="nothing",
        credentials=(Credential("keyed", "api.keyed.example", "basic", "https://keyed.example/get-one"),),
    )

    def applies_to(self, client):
        return True

    async def ask(self, client, context):
        await context.fetch("https://api.keyed.example/", "the entry", credential="keyed")
        return []


@hookimpl
def intake_sources():
    return [Keyed()]
"""


@pytest.fixture
def keyed(home: Path) -> Path:
    """A home with a plugin that needs a key."""
    (home / "plugins").mkdir(parents=True)
    (home / "plugins" / "keyed.py").write_text(PLUGIN)
    return home


def test_a_key_is_read_from_stdin_and_kept_for_you_alone(
    keyed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("CANARY-0815\n"))
    assert run(["plugins", "key", "keyed"]) == 0
    said = capsys.readouterr()
    file = Path(said.out.strip())
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == ("CANARY-0815\n", 0o600)
    assert "CANARY" not in said.out + said.err


def test_a_key_that_no_source_needs_is_not_kept(keyed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plugins", "key", "nobody"]) == 66
    assert "https://keyed.example/get-one" in capsys.readouterr().err


def test_a_source_without_its_key_says_where_to_get_one(keyed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "Acme"])
    dossier = capsys.readouterr().out.strip()
    assert run(["vet", dossier, "--source", "keyed"]) == 0
    assert "get one at https://keyed.example/get-one" in capsys.readouterr().out
