"""Fills a small disk with notes until it is full, makes room, and goes on; run where that disk is mounted."""

import sys
from pathlib import Path

from store.port import STORES
from torture import peers


def main(store: str, folder: Path) -> None:
    """Says in how many notes the disk was full, and whether all of them are still there, whole."""
    ballast, home = folder / "ballast", folder / "home"
    ballast.write_bytes(b"0" * 100_000)
    peers.begin(store, home)
    acknowledged: list[str] = []
    try:
        for number in range(1_000):
            text = f"{number} " * 4_000
            peers.keep(store, home, text)
            acknowledged.append(text)
    except peers.REFUSALS as fault:
        if not any(words in str(fault).lower() for words in ("no space left", "full")):
            raise
    verdict = "whole"
    try:
        _check(store, home, acknowledged)
        ballast.unlink()
        peers.keep(store, home, "on")
        _check(store, home, [*acknowledged, "on"])
    except Exception as fault:  # noqa: BLE001 - whatever is left of a store is told
        verdict = f"lost ({type(fault).__name__})"
    print(f"{verdict}, after {len(acknowledged)} notes")  # noqa: T201  read by the test


def _check(store: str, home: Path, texts: list[str]) -> None:
    if peers.texts(store, home) != texts:
        raise ValueError("not the notes that were acknowledged")
    if store == "Dossiers":
        opened = STORES[store](home)
        (dossier,) = opened.ids()
        if opened.load(dossier).damage:
            raise ValueError("damaged")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
