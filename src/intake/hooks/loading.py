"""Finds plugins and lets each in on its own: what cannot be let in is refused with its reason, and the rest work.

Ours and everyone's come by the same way: entry points of the group `intake.plugins`, then packages and modules in the
folders given. The working directory is never one of them by itself: that would run a stranger's code. Nothing of a plugin is
imported here: a process of its own does that, says what the plugin offers, and ends.
"""

import asyncio
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from intake.frugal import dataclass
from intake.hooks.admission import Refused
from intake.hooks.descriptions import Descriptions
from intake.hooks.importing import GROUP, in_folder, installed
from intake.hooks.jailed import Jailed, Plugin
from intake.hooks.source import SourceInfo
from intake.jail.cell import Jail, look
from intake.jail.keepers import keeper
from intake.jail.places import readable_places
from intake.model.isolation import Isolation
from intake.model.questionnaire import Type
from intake.model.text import clean

T = TypeVar("T")
WORK = "intake.hooks.guest:work"
_OURS = "client-intake"
_NO_SETTINGS: Mapping[str, str] = MappingProxyType({})
PATIENCE = 10.0
"""Seconds a plugin has to be imported and to say what it offers."""
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Admitted:
    """A plugin that was let in, where it came from, and the names of the sources it adds."""

    name: str
    origin: str
    version: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A plugin that was not let in, and why."""

    name: str
    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plugins:
    """Everything that was found."""

    sources: tuple[Jailed, ...]
    admitted: tuple[Admitted, ...]
    refusals: tuple[Refusal, ...]

    def plugin_of(self, source: str) -> str:
        """The plugin that adds a source, with its version where it has one: `no_brreg@0.1.0`; empty for none."""
        found = next((plugin for plugin in self.admitted if source in plugin.sources), None)
        return "@".join(filter(None, (found.name, found.version))) if found else ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    origin: str
    version: str
    plugin: Plugin


@cache
def usual_jail() -> Jail:
    """The best jail that this system offers, one for the whole program; nothing is started before it is needed."""
    return keeper(WORK, "intake.hooks.beforehand")


def isolation() -> Isolation:
    """What holds a plugin on this system, tried out."""
    return _run(look(usual_jail(), readable_places()))


def load(
    *,
    folders: Sequence[Path] = (),
    excluded: frozenset[str] = frozenset(),
    settings: Mapping[str, str] = _NO_SETTINGS,
    jail: Jail | None = None,
    remembered: Path | None = None,
    patience: float = PATIENCE,
) -> Plugins:
    """The plugins installed and in the folders, without those excluded by name.

    `remembered` is a folder for what plugins said of themselves, so that one that has not changed need not say it again.
    `patience` is in seconds, for each plugin.
    """
    sources: dict[str, Jailed] = {}
    admitted: dict[str, Admitted] = {}
    refusals: list[Refusal] = []
    candidates = [each for each in _candidates(folders, settings, jail or usual_jail()) if each.name not in excluded]
    for candidate, found in zip(
        candidates, _run(_described(candidates, Descriptions(remembered), patience)), strict=True
    ):
        try:
            if isinstance(found, Refused):
                raise found
            if candidate.name in admitted:
                raise Refused(f"the name is taken by the plugin from {admitted[candidate.name].origin}")
            named = {info.name: Jailed(info, candidate.plugin) for info in found}
            if len(named) != len(found):
                raise Refused("two of its sources have the same name")
            _check_untaken(named, sources)
        except Refused as fault:
            refusals.append(Refusal(candidate.name, candidate.origin, clean(str(fault), limit=500)))
            continue
        sources.update(named)
        admitted[candidate.name] = Admitted(candidate.name, candidate.origin, candidate.version, tuple(named))
    return Plugins(tuple(sources.values()), tuple(admitted.values()), tuple(refusals))


def _check_untaken(found: Mapping[str, Jailed], taken: Mapping[str, Jailed]) -> None:
    types: dict[str, Type] = {name: kind for source in taken.values() for name, kind in source.info.facts.items()}
    for name, source in found.items():
        if name in taken:
            raise Refused(f"the source name {name!r} is taken")
        for fact, kind in source.info.facts.items():
            if types.get(fact, kind) is not kind:
                raise Refused(f"another source declares the fact {fact} as {types[fact].value}")


async def _described(
    candidates: Sequence[_Candidate], descriptions: Descriptions, patience: float
) -> list[tuple[SourceInfo, ...] | Refused]:
    """What each plugin says of itself, or why it cannot join; a few are asked at once."""
    slots = asyncio.Semaphore(_AT_ONCE)

    async def describe(plugin: Plugin) -> tuple[SourceInfo, ...] | Refused:
        key = descriptions.key(plugin.origin, plugin.settings)
        if known := descriptions.get(key):
            return known
        try:
            async with slots, asyncio.timeout(patience):
                found = await plugin.describe()
        except TimeoutError:
            return Refused(f"it did not say what it offers within {patience:g} seconds")
        except Refused as fault:
            return fault
        descriptions.put(key, found)
        return found

    return list(await asyncio.gather(*(describe(candidate.plugin) for candidate in candidates)))


def _run(work: Coroutine[None, None, T]) -> T:
    # In a thread of its own, since the caller may stand in an event loop.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def _candidates(folders: Sequence[Path], settings: Mapping[str, str], jail: Jail) -> Iterator[_Candidate]:
    points = entry_points(group=GROUP)
    # Each look at one of these reads the whole description of its distribution anew.
    known = {dist: (dist.name, dist.version) for dist in {point.dist for point in points} if dist}
    found = [(*(known[point.dist] if point.dist else ("", "")), point) for point in points]
    # Our own come first, so that a stranger's plugin cannot take the name of one of them.
    for distribution, version, point in sorted(found, key=lambda each: (each[0] != _OURS, each[2].name)):
        plugin = Plugin(installed(point.name, point.value), settings, jail)
        yield _Candidate(clean(point.name), clean(f"{distribution} {version}"), clean(version), plugin)
    for folder in folders:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            file = path / "__init__.py" if path.is_dir() else path
            if file.is_file() and file.suffix == ".py" and not path.name.startswith(("_", ".")):
                yield _Candidate(clean(path.stem), str(path), "", Plugin(in_folder(file), settings, jail))
