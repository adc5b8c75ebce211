"""The ways in which a client signs elsewhere, on the command line."""

import json
from pathlib import Path

import pytest

from cli.test_changes import ANSWERS, exported, said
from intake.cli.main import run
from signing.clients import by_pyhanko, visible


@pytest.fixture
def offered(capsys: pytest.CaptureFixture[str]) -> str:
    """A dossier whose brief was offered."""
    run(["new", "Acme", "--country", "SE"])
    name = capsys.readouterr().out.strip()
    for command in (["interview", name, "--answers", str(ANSWERS)], ["decide", name], ["agree", name]):
        run(command)
    assert run(["sign", name, "--as", "supplier", "--name", "Studio Birch"]) == 0
    capsys.readouterr()
    return name


def test_the_client_signs_the_offer_itself(offered: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask = ["sign", offered, "--as", "client"]
    offer = Path(json.loads(said(capsys, 0, *ask, "--to", str(tmp_path / "out"), "--json"))["file"])
    back = tmp_path / "back.pdf"
    assert "cannot read" in said(capsys, 66, *ask, "--received", str(back))
    back.write_bytes(offer.read_bytes())
    assert "is the offer, not signed" in said(capsys, 77, *ask, "--received", str(back))
    back.write_bytes(offer.read_bytes()[:-1])
    assert "does not begin with the offer" in said(capsys, 77, *ask, "--received", str(back))
    back.write_bytes(visible(offer.read_bytes(), "I do NOT agree"))
    assert "“i do not agree”" in said(capsys, 77, *ask, "--received", str(back))
    back.write_bytes(by_pyhanko(offer.read_bytes()))
    assert "sealed sha256:" in said(capsys, 0, *ask, "--received", str(back))
    kept = exported(capsys, offered, tmp_path / "kept")
    assert {"000.pdf", "000.pdf.sig", "000-offer.pdf", "VERIFY.txt"} <= {path.name for path in kept.iterdir()}
    assert "with software of the client's own" in said(capsys, 0, "verify", str(kept))
    assert "sound" in said(capsys, 0, "doctor")
    (kept / "000.pdf.sig").unlink()
    assert "cannot be told" in said(capsys, 2, "verify", str(kept))
