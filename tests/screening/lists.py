"""Small watch lists to search in."""

from collections.abc import Iterable
from pathlib import Path

from intake.screening.building import build
from intake.screening.entry import Entry, Kind, Name
from intake.screening.index import Index
from intake.watchlists import Watchlists
from screening.formats import samples

HEADER = {"list": "test", "date": "2026-09-01", "sha256": "0" * 64}
LISTS = Path(__file__).parents[2].parent / "shared" / "data" / "lists"
"""Real watch lists, beside the checkout; tests that read them skip where they are absent."""


def entry(own: str, *names: str, kind: Kind = "person", **parts: object) -> Entry:
    """An entry of these names, the first the primary one."""
    first, *others = names
    listed = (Name(first), *(Name(other, "alias") for other in others))
    return Entry(own, kind, listed, **parts)  # type: ignore[arg-type]


def index(folder: Path, entries: Iterable[Entry]) -> Index:
    """The opened index of a list of these entries."""
    path = folder / "test.watchlist"
    build(entries, HEADER, path)
    return Index(path)


def people(folder: Path) -> Index:
    """A list of some invented people and firms."""
    return index(
        folder,
        [
            entry(
                "1", "VOLKOV, Sergei Anatolyevich", "Wolkow Sergej", countries=("Russia",), birth_dates=("1961-04-02",)
            ),
            entry("2", "AL-HADDAD, Mustafa Karim", "مصطفى كريم الحداد", birth_dates=("1975",)),
            entry("3", "PETROVA, Nadezhda"),
            entry("4", "GUTIERREZ LOMBARDO, Ana Maria"),
            entry(
                "5",
                'OOO "Severny Briz"',
                "Northern Breeze Shipping LLC",
                kind="organisation",
                identifiers=(("imo", "9187629"), ("domain", "severny-briz.example")),
            ),
            entry("6", "ORIENTAL MINERALS TRADING AND FINANCE CORPORATION", kind="organisation"),
            entry("7", "朴成哲", "PAK Song Chol"),
            entry("8", "NGUYEN VAN TRUONG"),
            entry("9", "ABD AL-LATIF, Taher"),
            entry("10", "GHAFOOR, Abdul Nazir"),
            entry("11", "MEZA GASTELLUM, Lizbeth"),
            entry("12", "PAK Song Song"),
        ],
    )


def every_list(watchlists: Watchlists, folder: Path) -> None:
    """Brings in every list there can be, of the samples."""
    ofac = (samples.SDN, samples.ADD, samples.ALT)
    contents: dict[str, tuple[bytes | str, ...]] = {"ofac-sdn": ofac, "ofac-cons": ofac}
    contents |= {"un": (samples.UN,), "eu": (samples.EU,), "uk": (samples.UK,)}
    for name, parts in contents.items():
        files = [folder / f"{name}{number}" for number in range(len(parts))]
        for file, part in zip(files, parts, strict=True):
            file.write_bytes(part if isinstance(part, bytes) else part.encode())
        watchlists.bring_in(name, files)
