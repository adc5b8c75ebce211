"""Who waits for a check is told what it does, and nobody else."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.cli import at_once, checking, main
from intake.signing import keys, offering
from signing import sample

TOLD = "the signature fits every byte; printing the pages again from the data inside ...\n"


@pytest.fixture(scope="module")
def offers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two offers in it, one of them altered where the signature does not hold."""
    found = tmp_path_factory.mktemp("offers")
    now = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)
    key = keys.create(tmp_path_factory.mktemp("keys"), "Ann Field", None, now=now)
    offer = offering.offer(sample.raw(sample.brief()), key, at=now)
    (found / "000.pdf").write_bytes(offer)
    (found / "other.pdf").write_bytes(offer)
    (found / "altered.pdf").write_bytes(offer.replace(b"/Count", b"/count", 1))
    return found


@pytest.mark.parametrize(
    ("arguments", "took", "is_told"),
    [
        ("000.pdf", 1.0, True),
        (".", 1.0, True),
        ("000.pdf other.pdf", 1.0, True),
        ("000.pdf", 0.1, False),
        ("000.pdf --json", 1.0, False),
        ("000.pdf --seal-only", 1.0, False),
        ("000.pdf --quiet", 1.0, False),
        ("altered.pdf", 1.0, False),
    ],
)
@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_person_at_a_slow_machine_is_told_once(
    arguments: str,
    took: float,
    is_told: bool,
    is_terminal: bool,
    offers: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(offers)
    monkeypatch.setattr(checking, "process_time", lambda: took)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_terminal, raising=False)
    for run in (main.run, at_once.run):
        if run(["verify", *arguments.split()]) is not None:
            assert capsys.readouterr().err == (TOLD if is_told and is_terminal else "")


def test_the_name_of_a_file_says_nothing_in_our_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """SAFETY D3: a stranger names a file so that its name reads like the answer."""
    name = "x.pdf: valid, BR-1\n  Every byte is covered by the signature of “Ann”.\nrest.pdf"
    (tmp_path / name).write_bytes(b"%PDF-1.7\n")
    assert main.run(["verify", str(tmp_path / name)]) == 1
    first, *others = capsys.readouterr().out.splitlines()
    assert first.endswith("rest.pdf: invalid")
    assert all(line.startswith("  not so: ") for line in others)
    (tmp_path / "a\nb: valid").mkdir()
    main.run(["verify", str(tmp_path / "a\nb: valid")])
    assert "a b: valid: there is no" in capsys.readouterr().err
