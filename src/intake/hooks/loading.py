"""Finds plugins and lets each in on its own: what cannot be let in is refused with its reason, and the rest work.

Ours and everyone's come by the same way: entry points of the group `intake.plugins`, then packages and modules in the
folders given. The working directory is never one of them by itself: that would run a stranger's code.
"""

import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import MappingProxyType, ModuleType

from intake.hooks.admission import Refused, sources_of
from intake.hooks.source import Source
from intake.model.questionnaire import Type
from intake.model.text import clean

GROUP = "intake.plugins"
_OURS = "client-intake"
_NO_SETTINGS: Mapping[str, str] = MappingProxyType({})


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

    sources: tuple[Source, ...]
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
    module: Callable[[], object]


def load(
    *,
    folders: Sequence[Path] = (),
    excluded: frozenset[str] = frozenset(),
    settings: Mapping[str, str] = _NO_SETTINGS,
) -> Plugins:
    """The plugins installed and in the folders, without those excluded by name."""
    sources: dict[str, Source] = {}
    admitted: dict[str, Admitted] = {}
    refusals: list[Refusal] = []
    for candidate in _candidates(folders):
        if candidate.name in excluded:
            continue
        try:
            if candidate.name in admitted:
                raise Refused(f"the name is taken by the plugin from {admitted[candidate.name].origin}")
            found = _sources(candidate, settings)
            _check_untaken(found, sources)
        # A stranger's code may raise anything while it is imported, even SystemExit; that must not stop the others.
        except (Exception, SystemExit) as fault:  # noqa: BLE001
            refusals.append(Refusal(candidate.name, candidate.origin, _reason(fault)))
            continue
        sources.update(found)
        admitted[candidate.name] = Admitted(candidate.name, candidate.origin, candidate.version, tuple(found))
    return Plugins(tuple(sources.values()), tuple(admitted.values()), tuple(refusals))


def _sources(candidate: _Candidate, settings: Mapping[str, str]) -> dict[str, Source]:
    module = candidate.module()
    if not isinstance(module, ModuleType):
        raise Refused("the entry point must name a module")
    found = sources_of(module, settings)
    named = {source.info.name: source for source in found}
    if len(named) != len(found):
        raise Refused("two of its sources have the same name")
    return named


def _check_untaken(found: Mapping[str, Source], taken: Mapping[str, Source]) -> None:
    types: dict[str, Type] = {name: kind for source in taken.values() for name, kind in source.info.facts.items()}
    for name, source in found.items():
        if name in taken:
            raise Refused(f"the source name {name!r} is taken")
        for fact, kind in source.info.facts.items():
            if types.get(fact, kind) is not kind:
                raise Refused(f"another source declares the fact {fact} as {types[fact].value}")


def _reason(fault: BaseException) -> str:
    return clean(str(fault) if isinstance(fault, Refused) else f"{type(fault).__name__}: {fault}", limit=500)


def _candidates(folders: Sequence[Path]) -> Iterator[_Candidate]:
    # Our own come first, so that a stranger's plugin cannot take the name of one of them.
    for point in sorted(entry_points(group=GROUP), key=lambda point: (_distribution(point) != _OURS, point.name)):
        version = point.dist.version if point.dist else ""
        yield _Candidate(clean(point.name), clean(f"{_distribution(point)} {version}"), clean(version), point.load)
    for folder in folders:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            file = path / "__init__.py" if path.is_dir() else path
            if file.is_file() and file.suffix == ".py" and not path.name.startswith(("_", ".")):
                yield _Candidate(clean(path.stem), str(path), "", _Importer(path.stem, file))


def _distribution(point: EntryPoint) -> str:
    return point.dist.name if point.dist else ""


@dataclass(frozen=True, slots=True)
class _Importer:
    """Imports one file or package from a folder, under a name that cannot hide an installed module."""

    name: str
    file: Path

    def __call__(self) -> ModuleType:
        name = f"intake_folder_plugins.{self.name}"
        package = [str(self.file.parent)] if self.file.name == "__init__.py" else None
        spec = importlib.util.spec_from_file_location(name, self.file, submodule_search_locations=package)
        if spec is None or spec.loader is None:
            raise Refused("it cannot be read as a module")
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise
        return module
