"""pyHanko's opinion, where somebody asks for it: beside our verdict, and never in its place."""

import sys
from pathlib import Path

import pytest

from intake.cli.main import run
from intake.errors import Refused
from intake.signing.second_opinion import opinion
from signing.conftest import Agreement
from signing.long_term import for_years


def test_each_signature_has_its_line(agreement: Agreement) -> None:
    (seal,) = opinion(agreement.sealed)
    assert (
        "which is no verdict: Supplier: intact yes, fits its key yes, covers entire file, changed since: none." in seal
    )
    assert [line.split(": ")[1] for line in opinion(for_years(agreement.offer))] == ["Supplier", "Client"]
    assert "cannot read" in opinion(b"%PDF-1.7\n")[0]


def test_it_is_said_beside_the_verdict_and_changes_nothing(
    agreement: Agreement, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An incremental update that pyHanko finds harmless is found all the same."""
    folder = agreement.write(tmp_path)
    assert run(["verify", "--second-opinion", str(folder)]) == 0
    assert "000.pdf: pyHanko" in capsys.readouterr().out
    (folder / "000.pdf").write_bytes(agreement.sealed + b"\n")
    assert run(["verify", "--second-opinion", str(folder / "000.pdf")]) == 1
    assert "intact yes, fits its key yes" in capsys.readouterr().out


def test_without_pyhanko_it_is_said_how_to_have_it(agreement: Agreement, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyhanko.version", None)
    with pytest.raises(Refused, match="not installed") as refused:
        opinion(agreement.sealed)
    assert "pipx inject" in refused.value.remedy
