"""The watch lists on this machine: brought up to date whole or not at all, and asked about a party."""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from intake import canonical
from intake.errors import BadFile, CannotTell, Fault, NotFound, Place, Unreachable, Usage
from intake.frugal import dataclass
from intake.hooks import silence
from intake.hooks.domains import host_of, registrable_domain
from intake.locale import worded
from intake.model.values import Json
from intake.screening import layout
from intake.screening.building import build
from intake.screening.entry import Entry
from intake.screening.formats import FORMATS, Format
from intake.screening.index import Index
from intake.screening.judging import Match, Subject, screen
from intake.screening.matching import REVIEW
from intake.store import durable
from intake.store.arriving import arriving

if TYPE_CHECKING:
    from intake.vetting.web import LiveWeb

STALE_DAYS = 30
_MIB = 1024 * 1024
_MOST_BYTES = 200 * _MIB
_TOLD_EVERY = 5000

_IN_HEADER = ("date", "fetched", "sha256", "entries", "names", "shortened", "recorded")

Tell = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Installed:
    """A list as it lies on this machine; `date` is its own day, or that on which it came, `sha256` that of its files.

    `shortened` counts the names of which only the beginning is compared, as they are longer than any of a party.
    """

    name: str
    publisher: str
    date: str
    fetched: datetime
    sha256: str
    entries: int
    names: int
    shortened: int = 0
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A list that could be here: what is here of it, and why it should be brought up to date."""

    name: str
    publisher: str
    installed: Installed | None
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """The files of a list that came: where they lie, when they came, and whether from a test's server."""

    files: tuple[Path, ...]
    at: datetime
    recorded: bool = False


class Watchlists:
    """The lists in a folder: of each the index that is searched, and the official files it was built from."""

    def __init__(self, folder: Path, clock: Callable[[], datetime], formats: Mapping[str, Format] = FORMATS) -> None:
        self._folder = folder
        self._clock = clock
        self._formats = formats
        self._open: dict[str, Index] = {}

    # what there is

    def standings(self) -> tuple[Standing, ...]:
        """Every list that can be read, and what is to do about it."""
        return tuple(self._standing(known) for known in self._formats.values())

    @property
    def names(self) -> tuple[str, ...]:
        """The lists that can be read."""
        return tuple(self._formats)

    def named(self, names: Sequence[str]) -> tuple[str, ...]:
        """The lists of these names; all there can be where none is named. NotFound for one that is none."""
        if unknown := [name for name in names if name not in self._formats]:
            raise NotFound(f"no watch list is named {', '.join(unknown)}", remedy=f"Known: {', '.join(self._formats)}")
        return tuple(names or self._formats)

    def installed(self, name: str) -> Installed | None:
        """The list as it lies here, or None; one whose index cannot be read is built again from its files first."""
        index = self._index(name)
        return None if index is None else _installed(self._formats[name], index.header)

    # bringing up to date

    def bring_in(self, name: str, files: Sequence[Path], tell: Tell = id) -> Installed:
        """Installs a list from files on disk, as their publisher gives them out."""
        (name,) = self.named([name])
        needed = len(self._formats[name].urls)
        if len(files) != needed:
            raise Usage(
                f"{name} is made of {needed} files, not {len(files)}: {', '.join(_file_names(self._formats[name]))}"
            )
        with arriving(self._folder) as folder:
            return self._install(self._formats[name], Arrival(tuple(files), self._clock()), folder / "index", tell)

    async def update(self, name: str, web: "LiveWeb", tell: Tell) -> Installed:
        """Downloads a list and installs it; Unreachable, BadFile or CannotWrite leave what was there."""
        (name,) = self.named([name])
        known, recorded = self._formats[name], False
        with arriving(self._folder) as folder, durable.writing(self._folder):
            files = tuple(folder / file for file in _file_names(known))
            for url, path in zip(known.urls, files, strict=True):
                tell(f"asking {url}")
                recorded |= await _download(web, name, url, path)
            return self._install(known, Arrival(files, self._clock(), recorded), folder / "index", tell)

    def _install(self, known: Format, arrival: Arrival, index: Path, tell: Tell) -> Installed:
        former = self._former(known.name)
        with durable.writing(index):
            _build(known, arrival, index, tell)
        made = _installed(known, layout.read(index).header)
        _check_beside(made, former, str(arrival.files[0]))
        own = self._folder / known.name
        durable.make_folder(own)
        # The files first: an index without its files could not be built again.
        places = [*(own / name for name in _file_names(known)), self._path(known.name)]
        for file, place in zip((*arrival.files, index), places, strict=True):
            with durable.replacing(place) as copy:
                shutil.copyfile(file, copy)
        self._open.pop(known.name, None)
        return made

    def _former(self, name: str) -> Installed | None:
        try:
            return self.installed(name)
        except (CannotTell, BadFile):  # a damaged list is no reason to refuse a sound one
            return None

    # asking

    def screen(self, subject: Subject, names: Sequence[str] = (), *, least: float = REVIEW) -> list[Match]:
        """Every entry that the subject may be, on the lists named or on all that are here; the likest first.

        NotFound where a list that is named, or every list, is missing.
        """
        indexes = {name: self._index(name) for name in self.named(names)}
        if missing := [
            name for name, index in indexes.items() if index is None and (names or not any(indexes.values()))
        ]:
            what = ", ".join(missing) if names else "any"
            raise NotFound(
                f"not on this machine: {what} watch list", remedy=f"intake lists update {' '.join(names)}".strip()
            )
        found = [match for index in indexes.values() if index for match in screen(index, subject, least=least)]
        return sorted(found, key=lambda match: (not match.settled, -match.score))

    # files

    def _standing(self, known: Format) -> Standing:
        try:
            found = self.installed(known.name)
        except (CannotTell, BadFile) as fault:
            return Standing(known.name, known.publisher, None, str(fault))
        if found is None:
            return Standing(known.name, known.publisher, None, worded("not on this machine"))
        age = (self._clock() - found.fetched).days
        return Standing(known.name, known.publisher, found, worded(f"{age} days old") if age > STALE_DAYS else "")

    def _index(self, name: str) -> Index | None:
        if name not in self._open:
            path = self._path(name)
            if not path.is_file():
                return None
            try:
                self._open[name] = Index(path)
            except CannotTell as fault:
                self._rebuild(self._formats[name], fault)
                self._open[name] = Index(path)
        return self._open[name]

    def _rebuild(self, known: Format, why: CannotTell) -> None:
        files = tuple(self._folder / known.name / file for file in _file_names(known))
        if not all(file.is_file() for file in files):
            raise why
        fetched = datetime.fromtimestamp(files[0].stat().st_mtime, tz=self._clock().tzinfo)
        with durable.replacing(self._path(known.name)) as index:
            _build(known, Arrival(files, fetched), index, id)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.watchlist"


def _build(known: Format, arrival: Arrival, index: Path, tell: Tell) -> None:
    date = known.date(arrival.files) or arrival.at.date().isoformat()
    header = {
        "list": known.name,
        "date": date,
        "fetched": canonical.encode(arrival.at),
        "sha256": _digest(arrival.files),
        "urls": [*known.urls],
        "recorded": arrival.recorded,
    }
    build(_told(known.read(arrival.files), tell), header, index)


def _installed(known: Format, header: Mapping[str, object]) -> Installed:
    told = {"name": known.name, "publisher": known.publisher, **{part: header[part] for part in _IN_HEADER}}
    return canonical.decode(Installed, cast("Json", told))


def _check_beside(made: Installed, former: Installed | None, shown: str) -> None:
    """Refuses a list that lost more than a tenth of its entries or names, or is older than the one installed, or is empty."""
    if not made.entries:
        raise _refused(shown, "the list has no entries")
    if former and made.entries * 10 < former.entries * 9:
        raise _refused(shown, f"the list has shrunk from {former.entries} entries to {made.entries}")
    # The files of other names alone may be cut off.
    if former and made.names * 10 < former.names * 9:
        raise _refused(shown, f"the list has shrunk from {former.names} names to {made.names}")
    if former and made.date < former.date:
        raise _refused(shown, f"the list is of {made.date}, older than the installed one of {former.date}")


def _refused(shown: str, why: str) -> BadFile:
    return BadFile([Fault(Place(shown, 1, 1), why)], remedy="The list that was on this machine is kept.")


def _told(entries: Iterable[Entry], tell: Tell) -> Iterator[Entry]:
    for number, entry in enumerate(entries, 1):
        if number % _TOLD_EVERY == 0:
            tell(f"{number} entries")
        yield entry
    tell("writing the index")


def _digest(files: Sequence[Path]) -> str:
    """The SHA-256 of one file; of several, of their digests in order, each a line."""
    digests = []
    for path in files:
        with path.open("rb") as file:
            digests.append(hashlib.file_digest(file, "sha256").hexdigest())
    return (
        digests[0]
        if len(digests) == 1
        else hashlib.sha256("".join(f"{each}\n" for each in digests).encode()).hexdigest()
    )


async def _download(web: "LiveWeb", name: str, url: str, path: Path) -> bool:
    own = registrable_domain(host_of(url))
    remedy = f"Try again later, or download {url} yourself and run: intake lists import {name} FILE..."
    with path.open("wb") as file:
        try:
            answer = await web.download(
                url, lambda host: host == own or host.endswith(f".{own}"), file.write, most_bytes=_MOST_BYTES
            )
        except silence.Silence as why:
            raise Unreachable(f"the list {name} did not come: {why}", where=url, remedy=remedy) from why
    if answer.status != 200:
        raise Unreachable(f"the list {name} did not come: HTTP {answer.status}", where=url, remedy=remedy)
    return answer.recorded


def _file_names(known: Format) -> tuple[str, ...]:
    return tuple(url.partition("?")[0].rpartition("/")[2].lower() for url in known.urls)
