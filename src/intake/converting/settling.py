"""Holds a carried questionnaire against our own reader, and leaves out what it does not take, until it takes all."""

from itertools import pairwise

from intake.converting.carrying import ALWAYS_ASKED, Carried
from intake.converting.yaml_text import Path, Plain, write_yaml
from intake.errors import BadFile, Fault, Place
from intake.frugal import dataclass
from intake.interviewing.reading import read_questionnaire

_OPTIONAL = ("when", "default", "min", "max", "key", "hint", "required")
_LISTED = ("valid", "item", "questions", "sections")
_MOST_TURNS = 30


@dataclass(frozen=True, slots=True)
class Settled:
    """The text of a questionnaire file that our reader takes, and everything that was lost on the way."""

    text: str
    lost: tuple[Fault, ...]


def settle(carried: Carried, name: str) -> Settled:
    """The text of the questionnaire without what our reader refuses; BadFile where nothing is left of it.

    `name` is the file that it came from.
    """
    start = Place(name, 1, 1)
    for _ in range(_MOST_TURNS):
        lines = write_yaml(carried.data)
        text = "".join(f"{line}\n" for line, _ in lines)
        try:
            read_questionnaire(text.encode(), name)
        except BadFile as refused:
            paths = {lines[f.place.line - 1][1]: f for f in reversed(refused.faults) if f.place.line <= len(lines)}
            dropped = {found: fault for path, fault in paths.items() if (found := _droppable(path))}
            if not dropped:
                raise BadFile([Fault(start, fault.message, fault.hint) for fault in refused.faults]) from refused
            for path in sorted(dropped, key=_last_of_a_list_first):
                if not any(path[:length] in dropped for length in range(1, len(path))):
                    _drop(carried, path, dropped[path], start)
            _prune(carried.data)
        else:
            return Settled(
                text, tuple(sorted(carried.lost, key=lambda f: (f.place.file, f.place.line, f.place.column)))
            )
    raise BadFile([Fault(start, "too much of this file cannot be carried over")])


def _droppable(path: Path) -> Path:
    """The smallest thing around a place that can be left out; nothing where there is none."""
    for length in range(len(path), 0, -1):
        last, before = path[length - 1], path[length - 2] if length > 1 else ""
        if last in _OPTIONAL or (isinstance(last, int) and before in _LISTED):
            return path[:length]
    return ()


def _last_of_a_list_first(path: Path) -> tuple[tuple[int, str], ...]:
    """Sorts so that leaving something out of a list moves nothing that is still to be left out."""
    return tuple((-step, "") if isinstance(step, int) else (0, step) for step in path)


def _drop(carried: Carried, path: Path, fault: Fault, start: Place) -> None:
    """Takes what stands at the path out of the data, and tells it with the place of the question around it."""
    data: Plain = carried.data
    around: list[str] = []
    for step, inside in pairwise(path):
        data = _inside(data, step)
        if isinstance(step, int) and isinstance(data, dict) and inside != "questions":
            around.append(str(data.get("id", "")))
    last, kind = path[-1], path[-2] if len(path) > 1 else ""
    gone = _inside(data, last)
    if kind in ("questions", "item", "sections") and isinstance(gone, dict):
        around.append(str(gone.get("id", "")))
        what = f"'{around[-1]}'"
    else:
        what = f"'{kind if isinstance(last, int) else last}' of '{around[-1] if around else 'a section'}'"
    if isinstance(data, dict | list):
        del data[last]  # type: ignore[arg-type]  # a path has a number for a list and a key for a mapping
    place = carried.places.get("/".join(around), start)
    hint = ALWAYS_ASKED if last == "when" else fault.hint
    carried.lost.append(Fault(place, f"{what} is not carried over: {fault.message}", hint))


def _prune(data: Plain) -> None:
    """Takes lists away that were left without anything in them."""
    if isinstance(data, dict):
        for key in [key for key, value in data.items() if value == [] and key in _LISTED]:
            del data[key]
    for inner in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        _prune(inner)


def _inside(data: Plain, step: str | int) -> Plain:
    match data, step:
        case dict(), str():
            return data[step]
        case list(), int():
            return data[step]
        case _:
            raise LookupError(step)
