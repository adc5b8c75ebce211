"""Which file or package a plugin is, and how it is imported; only a jailed process does the importing."""

import importlib.util
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

from intake.frugal import dataclass
from intake.hooks.admission import Refused

GROUP = "intake.plugins"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a plugin stands: its file, the entry point of an installed one, and the folders or files that hold its code."""

    name: str
    entry: str = ""
    file: str = ""
    places: tuple[str, ...] = ()


def installed(name: str, entry: str) -> Origin:
    """The origin of an entry point; its place is looked up without importing anything of it."""
    top = entry.partition(":")[0].partition(".")[0]
    try:
        spec = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        spec = None
    if spec is None:
        return Origin(name, entry)
    folders = spec.submodule_search_locations
    return Origin(name, entry, spec.origin or "", tuple(folders) if folders else (spec.origin or "",))


def in_folder(file: Path) -> Origin:
    """The origin of a module, or of the package whose `__init__.py` this is."""
    place = file.parent if file.name == "__init__.py" else file
    return Origin(place.stem, file=str(file), places=(str(place),))


def imported(origin: Origin) -> ModuleType:
    """The plugin's module; Refused where it is none, and whatever its own code raises."""
    if not origin.entry:
        # Under a name of its own, since it must not hide an installed module.
        return _from_file(f"intake_folder_plugins.{origin.name}", Path(origin.file))
    if origin.file:
        # By its file, since a jailed process cannot list the folder in which it stands.
        _from_file(origin.entry.partition(":")[0].partition(".")[0], Path(origin.file))
    module = EntryPoint(origin.name, origin.entry, GROUP).load()
    if not isinstance(module, ModuleType):
        raise Refused("the entry point must name a module")
    return module


def _from_file(name: str, file: Path) -> ModuleType:
    package = [str(file.parent)] if file.name == "__init__.py" else None
    spec = importlib.util.spec_from_file_location(name, file, submodule_search_locations=package)
    if spec is None or spec.loader is None:
        raise Refused("it cannot be read as a module")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
