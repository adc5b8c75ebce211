"""What costs nothing before it is used: data classes without methods, and packages that load no module of theirs.

The standard library writes and compiles six methods of a frozen data class as its module is loaded, two thirds of a
millisecond each time; the screens load a hundred such classes before they show the first question, and make one value of
every fourth. Here the constructor is written when it is first called, and the other methods are the same code for all.
"""

from __future__ import annotations

import dataclasses
import importlib
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "names_from"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = True, eq: bool = True, kw_only: bool = False
    ) -> Callable[[type], type]:
        """As `dataclasses.dataclass`, for classes with slots."""

        def make(plain: type) -> type:
            own = frozenset(vars(plain))
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(plain)
            for name, method in {
                "__init__": _first_init,
                "__repr__": _repr,
                **_equality(made, eq=eq, frozen=frozen),
            }.items():
                if name not in own:
                    setattr(made, name, method)
            if frozen:
                made.__setattr__, made.__delattr__ = _no_setting, _no_deleting
                made.__getstate__, made.__setstate__ = _state, _restore
            made.__signature__ = _Signature()
            return made

        return make


def names_from(package: str, **modules: str) -> Callable[[str], Any]:
    """The `__getattr__` of a package that loads a module with the first of its names; `modules` lists these by module."""
    homes = {name: module for module, names in modules.items() for name in names.split()}

    def find(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(importlib.import_module(f"{package}.{homes[name]}"), name)

    return find


def _first_init(self: Any, *args: Any, **kwargs: Any) -> None:
    """Writes the constructor of the class that has none yet, and calls it."""
    kind: Any = next(each for each in type(self).__mro__ if vars(each).get("__init__") is _first_init)
    kind.__init__ = _written(kind)
    kind.__init__(self, *args, **kwargs)


def _written(kind: Any) -> Any:
    """The constructor of a data class: it sets each slot, whether or not the class is frozen."""
    names: dict[str, Any] = {"MADE": object()}
    parameters, keywords, lines = ["self"], ["*"], []
    for each in dataclasses.fields(kind):
        name, value = each.name, each.name
        names[f"set_{name}"] = getattr(kind, name).__set__
        parameter = name
        if each.default is not dataclasses.MISSING:
            names[f"default_{name}"] = each.default
            parameter = f"{name}=default_{name}"
        elif each.default_factory is not dataclasses.MISSING:
            names[f"make_{name}"] = each.default_factory
            parameter = f"{name}=MADE"
            value = f"make_{name}() if {name} is MADE else {name}"
        (keywords if each.kw_only else parameters).append(parameter)
        lines.append(f"    set_{name}(self, {value})")
    if hasattr(kind, "__post_init__"):
        lines.append("    self.__post_init__()")
    listed = ", ".join(parameters + (keywords if len(keywords) > 1 else []))
    exec(f"def __init__({listed}):\n" + "\n".join(lines or ["    pass"]), names)  # noqa: S102 - of our own fields' names
    names["__init__"].__qualname__ = f"{kind.__qualname__}.__init__"
    return names["__init__"]


class _Signature:
    """What the constructor takes, for whoever asks before it is written: `help`, an editor, an author of a plugin."""

    def __get__(self, value: Any, kind: type) -> Any:
        import inspect

        whole = inspect.signature(_written(kind))
        return whole.replace(parameters=list(whole.parameters.values())[1:])


def _equality(kind: Any, *, eq: bool, frozen: bool) -> dict[str, Any]:
    """How values of the class are compared and hashed: by their fields, and those that can change not at all."""
    if not eq:
        return {}
    compared = [each.name for each in dataclasses.fields(kind) if each.compare]
    values = attrgetter(*compared) if compared else lambda _: ()

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807 - it becomes a method
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}


def _repr(self: Any) -> str:
    told = (f"{each.name}={getattr(self, each.name)!r}" for each in dataclasses.fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(told)})"


def _state(self: Any) -> list[Any]:
    """What is copied or pickled, since what is frozen cannot be set part by part."""
    return [getattr(self, each.name) for each in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for each, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


def _no_setting(self: Any, name: str, value: object) -> None:  # noqa: ARG001 - the signature is Python's
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_deleting(self: Any, name: str) -> None:  # noqa: ARG001
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
