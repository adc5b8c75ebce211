"""Fills a small disk with notes until it is full, makes room, and goes on; run where that disk is mounted."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from intake.errors import CannotWrite
from intake.model.client import Client
from intake.store.dossiers import Dossiers

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)


def main(folder: Path) -> None:
    """Says `whole` and how many notes were acknowledged before the disk was full."""
    ballast = folder / "ballast"
    ballast.write_bytes(b"0" * 100_000)
    home = folder / "home"
    dossier = Dossiers(home).create(Client("Acme"), questionnaire=b"q", policy=b"p", actor="me", at=NOW, token="t").id
    acknowledged: list[str] = []
    try:
        for number in range(1_000):
            text = f"{number} " * 4_000
            Dossiers(home).append(dossier, "noted", {"text": text}, actor="me", at=NOW)
            acknowledged.append(text)
    except CannotWrite as fault:
        if "no space left" not in fault.what:
            raise
    _check(home, dossier, acknowledged)
    ballast.unlink()
    Dossiers(home).append(dossier, "noted", {"text": "on"}, actor="me", at=NOW)
    _check(home, dossier, [*acknowledged, "on"])
    print("whole", len(acknowledged))  # noqa: T201  read by the test


def _check(home: Path, dossier: str, texts: list[str]) -> None:
    bodies = [entry.body for entry in Dossiers(home).entries(dossier)[1:]]
    assert bodies == [{"text": text} for text in texts]
    assert not Dossiers(home).load(dossier).damage
    assert [row.id for row in Dossiers(home).rows()] == [dossier]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
