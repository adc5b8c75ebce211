"""What has to hold of a home whose writer ended in any way: everything acknowledged is there, and the work goes on."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from intake.errors import Refused
from intake.store import backup_file, erasing, protecting
from intake.store.dossiers import Dossiers
from intake.store.erasing import Order
from store.sample import later
from torture import peers, victim
from torture.victim import FORMER, GOES, LATTER, STAYS


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


def everything(home: Path, ended: Ended) -> None:
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
            assert texts[: len(acknowledged)] == [peers.note(n) for n in acknowledged]
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


def protection(home: Path, ended: Ended) -> None:
    """One of the two passphrases opens all, at each moment; a protection that was stopped goes on, and ends whole."""
    words = [each for each in (FORMER, LATTER) if _opens(home, each)]
    assert words
    if ended.acknowledged("changed") and not ended.acknowledged("unprotected"):
        assert LATTER in words
    if not ended.acknowledged("created"):
        return
    dossiers = victim.opened(home, words[-1])
    (dossier,) = dossiers.ids()
    texts = [entry.body["text"] for entry in dossiers.entries(dossier)[1:] if isinstance(entry.body, dict)]
    acknowledged = sum(line.startswith("noted") for line in ended.said)
    assert texts in [[peers.note(n) for n in range(count)] for count in (acknowledged, acknowledged + 1)]
    assert protecting.protect(dossiers, words[-1]) in ((), *_unfinished(dossiers))
    protecting.unprotect(victim.opened(home, words[-1]))
    assert not [path for path in home.rglob("*") if path.name in ("key", "protection.json")]
    assert not Dossiers(home).append(dossier, "noted", {"text": "on"}, actor="me", at=later(20)).damage
    assert protecting.protect(victim.opened(home, FORMER), FORMER) in ((), *_unfinished(dossiers))


def notes(store: str, home: Path, ended: Ended) -> None:
    """Every note of any store is there, whole, and the next one is kept."""
    if "begun" in ended.said:
        acknowledged = sum(line.startswith("noted") for line in ended.said)
        texts = peers.texts(store, home)
        assert texts in [[peers.note(n) for n in range(count)] for count in (acknowledged, acknowledged + 1)]
        peers.keep(store, home, "on")
        assert peers.texts(store, home) == [*texts, "on"]


Judge = Callable[[Path, Ended], None]
JUDGES: dict[str, Judge] = {
    "everything": everything,
    "careless": everything,
    "protection": protection,
    **{name: partial(notes, name) for name in peers.WORKS},
}


def _opens(home: Path, words: bytes) -> bool:
    with suppress(Refused):
        dossiers = victim.opened(home, words)
        dossiers.rows()
        dossiers.vault.unlock()
        return True
    return False


def _unfinished(dossiers: Dossiers) -> list[tuple[str, ...]]:
    """What is left open of a protection where a line was set aside: that line alone."""
    return [tuple(name for name in protecting.readable(dossiers) if ".torn-" in name)]
