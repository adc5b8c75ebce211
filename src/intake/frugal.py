"""What costs nothing before it is used: data classes without methods, and packages that load no module of theirs.

The standard library writes and compiles six methods of a frozen data class as its module is loaded, two thirds of a
millisecond each time; the screens load a hundred such classes before they show the first question, and make one value of
every fourth. Here the constructor is written once a class has made some values, and the other methods are the same code for all; the
standard library's own module, with the reader of Python that it loads, is left alone until somebody asks it about a class.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field", "field_names", "names_from", "replace"]

_MISSING = object()
_set = object.__setattr__
_FIELDS = "__frugal_fields__"
_NOT_KEPT = ("__dict__", "__weakref__")  # of a class without slots
_MADE_BY_HAND = 100  # values of a class; setting their fields takes as long as writing its constructor

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, field, replace
else:

    def dataclass(
        *,
        frozen: bool = False,
        slots: bool = True,  # noqa: ARG001 - always, and said where the class is read
        eq: bool = True,
        kw_only: bool = False,
    ) -> Callable[[type], type]:
        """As `dataclasses.dataclass`, for classes with slots and without class variables."""

        def make(plain: type) -> type:
            own = _own_fields(plain, kw_only=kw_only)
            inherited: dict[str, _Field] = {}
            for base in plain.__mro__[-2:0:-1]:  # between `object` and the class
                inherited |= _fields(base)
            fields = inherited | own
            given = {name: value for name, value in vars(plain).items() if name not in own and name not in _NOT_KEPT}
            # Slots are made with their class, and methods set on it one by one take as long again.
            made = type(plain)(
                plain.__name__,
                plain.__bases__,
                {
                    "__repr__": _repr,
                    "__match_args__": tuple([name for name, each in fields.items() if not each.kw_only]),
                    **_equality([name for name, each in fields.items() if each.compare], eq=eq, frozen=frozen),
                    **given,
                    **(_FROZEN if frozen else {}),
                    "__slots__": tuple([name for name in own if name not in inherited]),
                    "__qualname__": plain.__qualname__,
                    "__signature__": _SIGNATURE,
                    "__dataclass_fields__": _FOR_THE_STANDARD_LIBRARY[0],
                    "__dataclass_params__": _FOR_THE_STANDARD_LIBRARY[1],
                    _FIELDS: fields,
                },
            )
            if "__init__" not in given:
                made.__init__ = _first_constructor(made)
            return made

        return make

    def field(
        *,
        default: Any = _MISSING,
        default_factory: Any = _MISSING,
        repr: bool = True,  # noqa: A002 - as the standard library names it
        compare: bool = True,
        kw_only: bool | None = None,
    ) -> Any:
        """As `dataclasses.field`."""
        return _Field(default, default_factory, repr, compare, kw_only)

    def replace(value: Any, /, **changes: Any) -> Any:
        """As `dataclasses.replace`."""
        kept = {name: getattr(value, name) for name in field_names(type(value)) if name not in changes}
        return type(value)(**kept, **changes)


def field_names(kind: type) -> tuple[str, ...]:
    """The names of a data class's fields, also of one by the standard library; none where it is no data class."""
    if hasattr(kind, _FIELDS):
        return tuple(_fields(kind))
    if not hasattr(kind, "__dataclass_fields__"):
        return ()
    import dataclasses

    return tuple(each.name for each in dataclasses.fields(kind))


class _Field:
    """What is known of one field."""

    __slots__ = ("compare", "default", "default_factory", "kw_only", "repr")

    def __init__(self, default: Any, default_factory: Any, repr: bool, compare: bool, kw_only: bool | None) -> None:  # noqa: A002 - as above
        self.default, self.default_factory = default, default_factory
        self.repr, self.compare, self.kw_only = repr, compare, kw_only

    @property
    def is_required(self) -> bool:
        """Whether a value cannot be made without it."""
        return self.default is self.default_factory is _MISSING


def _fields(kind: Any) -> dict[str, _Field]:
    """The fields of a class by name, in their order."""
    found: dict[str, _Field] = getattr(kind, _FIELDS, {})
    return found


def _own_fields(plain: type, *, kw_only: bool) -> dict[str, _Field]:
    """The fields that a class adds to those of its bases."""
    given = vars(plain)
    found = {}
    for name in given.get("__annotations__", ()):
        each = given.get(name, _MISSING)
        if not isinstance(each, _Field):
            if each.__class__.__hash__ is None or each.__class__.__module__ == "dataclasses":
                raise TypeError(f"{plain.__name__}.{name}: write field(default_factory=...), of intake.frugal")
            each = _Field(each, _MISSING, True, True, None)
        if each.kw_only is None:
            each.kw_only = kw_only
        found[name] = each
    return found


class _ForTheStandardLibrary:
    """What the standard library knows a data class by, made when `dataclasses.fields`, `replace` or `asdict` ask for it."""

    def __init__(self, attribute: str) -> None:
        self._attribute = attribute

    def __get__(self, value: Any, kind: type) -> Any:
        import dataclasses

        fields = []
        for name, each in _fields(kind).items():
            told: dict[str, Any] = {"repr": each.repr, "compare": each.compare, "kw_only": each.kw_only}
            told |= {
                part: getattr(each, part)
                for part in ("default", "default_factory")
                if getattr(each, part) is not _MISSING
            }
            fields.append((name, object, dataclasses.field(**told)))
        made = dataclasses.make_dataclass(kind.__name__, fields, init=False, repr=False, eq=False)
        found = getattr(made, self._attribute)
        setattr(kind, self._attribute, found)  # `dataclasses.replace` asks each time
        return found


_FOR_THE_STANDARD_LIBRARY = (
    _ForTheStandardLibrary("__dataclass_fields__"),
    _ForTheStandardLibrary("__dataclass_params__"),
)


def names_from(package: str, **modules: str) -> Callable[[str], Any]:
    """The `__getattr__` of a package that loads a module with the first of its names; `modules` lists these by module."""
    homes = {name: module for module, names in modules.items() for name in names.split()}

    def find(name: str) -> Any:
        import importlib

        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(importlib.import_module(f"{package}.{homes[name]}"), name)

    return find


def _first_constructor(kind: Any) -> Callable[..., None]:
    """Sets what is given to the first values of a class; later ones, and what does not fit, have the constructor written."""
    fields, made = _fields(kind), 0
    listed = [name for name, each in fields.items() if not each.kw_only]

    def first(self: Any, *args: Any, **kwargs: Any) -> None:
        nonlocal made
        made += 1
        given = kwargs | dict(zip(listed, args, strict=False)) if args else kwargs
        twice_or_too_many = len(given) != len(args) + len(kwargs)
        if given.keys() != fields.keys():
            given = _filled(fields, given)
        if not given or twice_or_too_many or made > _MADE_BY_HAND:
            kind.__init__ = _written(kind)
            kind.__init__(self, *args, **kwargs)
            return
        for name in given:
            _set(self, name, given[name])
        if hasattr(kind, "__post_init__"):
            self.__post_init__()

    return first


def _filled(fields: dict[str, _Field], given: dict[str, Any]) -> dict[str, Any]:
    """What is given, with the defaults of the other fields; nothing where one is missing, or where there is no such field."""
    left = [(name, each) for name, each in fields.items() if name not in given]
    if len(left) + len(given) != len(fields) or any(each.is_required for _, each in left):
        return {}
    return given | {name: each.default_factory() if each.default is _MISSING else each.default for name, each in left}


def _written(kind: Any) -> Any:
    """The constructor of a data class: it sets each slot, whether or not the class is frozen."""
    names: dict[str, Any] = {"MADE": object()}
    parameters, keywords, lines = ["self"], ["*"], []
    for name, each in _fields(kind).items():
        value = parameter = name
        names[f"set_{name}"] = getattr(kind, name).__set__
        if each.default is not _MISSING:
            names[f"default_{name}"] = each.default
            parameter = f"{name}=default_{name}"
        elif each.default_factory is not _MISSING:
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


def _equality(compared: list[str], *, eq: bool, frozen: bool) -> dict[str, Any]:
    """How values are compared and hashed: by these fields, and those that can change not at all."""
    if not eq:
        return {}
    values = attrgetter(*compared) if compared else lambda _: ()

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807 - it becomes a method
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}


def _repr(self: Any) -> str:
    told = (f"{name}={getattr(self, name)!r}" for name, each in _fields(type(self)).items() if each.repr)
    return f"{type(self).__qualname__}({', '.join(told)})"


def _state(self: Any) -> list[Any]:
    """What is copied or pickled, since what is frozen cannot be set part by part."""
    return [getattr(self, name) for name in _fields(type(self))]


def _restore(self: Any, state: list[Any]) -> None:
    for name, value in zip(_fields(type(self)), state, strict=True):
        object.__setattr__(self, name, value)


def _no_setting(self: Any, name: str, value: object) -> None:  # noqa: ARG001 - the signature is Python's
    import dataclasses

    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_deleting(self: Any, name: str) -> None:  # noqa: ARG001
    import dataclasses

    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


_SIGNATURE = _Signature()
_FROZEN = {
    "__setattr__": _no_setting,
    "__delattr__": _no_deleting,
    "__getstate__": _state,
    "__setstate__": _restore,
}
