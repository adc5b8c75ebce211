"""The keys of your own: `keymap.yaml` in the home says by which keys you want what, and every mistake in it is told.

    interview.all-answers: ctrl+l
    home.new-client: ctrl+n,insert

What can be reached has an id: the screen, and the words it is called by among the commands in English.
"""

import importlib
import pkgutil
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from textual.binding import Binding, BindingType
from textual.keys import Keys

from intake import documents
from intake.errors import BadFile, Place
from intake.tui.app import KEYMAP, IntakeApp
from intake.tui.spoken import SpokenScreen

_MODIFIERS = frozenset({"ctrl", "shift", "alt", "super"})
_NAMED = frozenset(key.value for key in Keys if "+" not in key.value and not key.value.startswith("<"))


def load(home: Path) -> dict[str, str]:
    """The keys of a home by id; BadFile names every id, key or conflict that cannot be."""
    path = home / KEYMAP
    node, faults = documents.read(path)
    form = documents.Form(node, faults, "the keymap")
    known = frozenset(binding.id or "" for bindings in screens().values() for binding in bindings)
    chosen: dict[str, str] = {}
    places: dict[str, Place] = {}
    for id_ in sorted(known & frozenset(form.unread)):
        scalar = form.take_scalar(id_)
        if scalar is None:
            continue
        places[id_], chosen[id_] = scalar.place, scalar.text
        for key in _keys(scalar.text):
            if not is_key(key):
                form.fault(scalar.place, f"'{key}' is not a key", "like f9, ctrl+l, shift+tab, pagedown or x")
    form.done(tuple(sorted(known)))
    for id_, key, other in _conflicts(chosen):
        form.fault(places[id_], f"'{key}' does {other} already", f"give {other} another key too")
    if faults:
        raise BadFile(faults)
    return chosen


def is_key(text: str) -> bool:
    """Whether a terminal may send such a key."""
    *modifiers, key = text.split("+") if text != "+" else ("+",)
    return set(modifiers) <= _MODIFIERS and (len(key) == 1 or key in _NAMED or _is_sign(key))


def screens() -> dict[str, tuple[Binding, ...]]:
    """Every screen there is, by its name, with what can be reached on it by keys, the app's own included."""
    from intake import tui

    for module in pkgutil.iter_modules(tui.__path__, f"{tui.__name__}."):
        importlib.import_module(module.name)
    everywhere = tuple(_own(IntakeApp.BINDINGS))
    found = {}
    for screen in _below(SpokenScreen):
        own = (binding for base in screen.__mro__ for binding in _own(vars(base).get("BINDINGS", ())))
        found[screen.__name__] = (*own, *everywhere)
    return found


def _below(kind: type[object]) -> Iterator[type[object]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def _own(bindings: Iterable[BindingType]) -> Iterator[Binding]:
    return (each for each in bindings if isinstance(each, Binding) and each.id)


def _conflicts(chosen: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """The id that was given a key, the key, and what has the same key on the same screen."""
    told: set[tuple[str, str]] = set()
    for bindings in screens().values():
        taken: dict[str, list[str]] = {}
        for binding in bindings:
            id_ = binding.id or ""
            for key in _keys(chosen.get(id_, binding.key)):
                if id_ not in taken.setdefault(key, []):
                    taken[key].append(id_)
        for key, ids in taken.items():
            for id_ in ids:
                others = [other for other in ids if other != id_ and (id_, other) not in told]
                if id_ in chosen and others:
                    told |= {(id_, others[0]), (others[0], id_)}
                    yield id_, key, others[0]


def _keys(text: str) -> list[str]:
    return [key.strip() for key in text.split(",") if key.strip()] or [text]


def _is_sign(name: str) -> bool:
    try:
        unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return False
    return True
