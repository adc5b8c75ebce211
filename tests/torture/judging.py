"""What has to hold of a home whose writer ended in any way: everything acknowledged is there, and the work goes on."""

from dataclasses import dataclass
from pathlib import Path

from intake.store import backup_file, erasing
from intake.store.dossiers import Dossiers
from intake.store.erasing import Order
from store.sample import later
from torture import victim
from torture.victim import GOES, STAYS


@dataclass(slots=True)
class Ended:
    """A worker's end: what it acknowledged, and its exit code (a negative one names the signal)."""

    said: list[str]
    code: int

    def acknowledged(self, text: str) -> bool:
        """Whether the worker said so."""
        return text in self.said


def holding(home: Path, canary: str) -> list[Path]:
    return [
        p for p in home.rglob("*") if canary.lower() in p.name or (p.is_file() and canary.encode() in p.read_bytes())
    ]


def check(home: Path, ended: Ended) -> None:
    """Everything acknowledged is there, everything there can be read, and the work goes on."""
    dossiers = Dossiers(home)
    there = {row.id for row in dossiers.rows()}
    for name in (GOES, STAYS):
        dossier = f"{name.lower()}-ltd-t"
        if name == GOES and ended.acknowledged("erasing") and dossier not in there:
            continue
        if ended.acknowledged(f"created {dossier}"):
            assert dossier in there
            assert not dossiers.load(dossier).damage or "unfinished" in dossiers.load(dossier).damage
            texts = [entry.body["text"] for entry in dossiers.entries(dossier)[1:] if isinstance(entry.body, dict)]
            acknowledged = [n for n in range(3) if ended.acknowledged(f"noted {dossier} {n}")]
            assert texts[: len(acknowledged)] == [victim.note(n) for n in acknowledged]
            assert len(texts) <= len(acknowledged) + 1
            assert not dossiers.append(dossier, "noted", {"text": "on"}, actor="me", at=later(20)).damage
    if ended.acknowledged("backed up"):
        assert backup_file.check(home / "b.tar").chains.keys() <= {f"{n.lower()}-ltd-t" for n in (GOES, STAYS)}
    if ended.acknowledged("erasing"):
        if there - {f"{STAYS.lower()}-ltd-t"} or erasing.stopped(home):
            erasing.erase(dossiers, Order((f"{GOES.lower()}-ltd-t",), (GOES,), "me", later(30)))
        assert holding(home, GOES) == []
    dossiers.rebuild()
    assert {row.id for row in Dossiers(home).rows()} <= there
