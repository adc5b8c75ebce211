"""Data classes that write their methods late behave as those of the standard library."""

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from intake import frugal
from intake.model.finding import Evidence


def classes(dataclass: Any, field: Any) -> dict[str, Any]:
    """The same classes, made by that decorator and its fields."""

    @dataclass(frozen=True, slots=True)
    class Plain:
        """Fields with and without a default."""

        name: str
        size: int = 3
        words: Mapping[str, str] = field(default_factory=dict)
        key: bytes = field(default=b"", repr=False)
        note: str = field(default="", compare=False)

    @dataclass(frozen=True, slots=True)
    class Longer(Plain):
        """One that has more of them."""

        more: tuple[int, ...] = ()

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        """Fields that are given by name."""

        size: int
        name: str = "n"

    @dataclass(frozen=True, slots=True)
    class Checked:
        """One that looks at what it was given."""

        size: int

        def __post_init__(self) -> None:
            if self.size < 0:
                raise ValueError("less than nothing")

        def __repr__(self) -> str:
            return "checked"

    @dataclass(frozen=True, slots=True)
    class Nothing:
        """One without fields."""

    @dataclass(slots=True)
    class Changing:
        """One that may change."""

        size: int = 1

    @dataclass(frozen=True, slots=True, eq=False)
    class Itself:
        """One that equals itself alone."""

        size: int = 1

    return {each.__name__: each for each in (Plain, Longer, Named, Checked, Nothing, Changing, Itself)}


OURS, THEIRS = classes(frugal.dataclass, frugal.field), classes(dataclasses.dataclass, dataclasses.field)
GIVEN: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("Plain", ("a",), {}),
    ("Plain", ("a", 4, {"b": "c"}, b"k", "said"), {}),
    ("Plain", (), {"name": "a", "note": "said"}),
    ("Plain", (), {}),
    ("Plain", ("a",), {"colour": 1}),
    ("Plain", ("a", 4), {"name": "b"}),
    ("Plain", ("a", 4, {}, b"k", "said", 6), {}),
    ("Plain", (), {"size": 1}),
    ("Longer", ("a", 4), {"more": (1, 2)}),
    ("Named", (), {"size": 2}),
    ("Named", (2,), {}),
    ("Checked", (1,), {}),
    ("Checked", (-1,), {}),
    ("Nothing", (), {}),
    ("Changing", (2,), {}),
    ("Itself", (), {}),
]


def made(kind: Any, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
    """A value of that class, or what was raised."""
    try:
        return kind(*arguments, **keywords)
    except (TypeError, ValueError) as fault:
        return type(fault), str(fault).replace("classes.<locals>.", "").split(".")[-1]


@pytest.mark.parametrize("is_written", [False, True])
@pytest.mark.parametrize(("name", "arguments", "keywords"), GIVEN)
def test_a_value_is_made_shown_and_copied_alike(
    name: str, arguments: tuple[Any, ...], keywords: dict[str, Any], is_written: bool
) -> None:
    """The first values are made by hand, later ones by a constructor."""
    fresh = classes(frugal.dataclass, frugal.field)[name]
    if is_written:
        fresh.__init__ = frugal._written(fresh)
    ours, theirs = (made(kind, arguments, keywords) for kind in (fresh, THEIRS[name]))
    if isinstance(theirs, tuple):
        assert ours == theirs
        return
    fields = [each.name for each in dataclasses.fields(theirs)]
    assert [getattr(ours, each) for each in fields] == [getattr(theirs, each) for each in fields]
    assert type(ours).__match_args__ == type(theirs).__match_args__
    if name != "Itself":
        assert repr(ours) == repr(theirs)
        again = made(fresh, arguments, keywords)
        assert dataclasses.replace(ours) == ours == again
    assert [hash_or_none(each) is None for each in (ours, theirs)] in ([True, True], [False, False])


def hash_or_none(value: object) -> int | None:
    """The hash of a value, or None where it has none."""
    try:
        return hash(value)
    except TypeError:
        return None


def test_what_is_not_compared_does_not_tell_values_apart() -> None:
    plain = OURS["Plain"]
    assert plain("a", note="x") == plain("a", note="y") != plain("b")
    assert plain("a") != OURS["Longer"]("a")
    assert plain("a") != "a"
    assert hash(OURS["Named"](size=2)) == hash(OURS["Named"](size=2))
    assert OURS["Itself"]() != OURS["Itself"]()


def test_each_value_gets_a_default_of_its_own() -> None:
    assert OURS["Plain"]("a").words is not OURS["Plain"]("b").words


@pytest.mark.parametrize("name", ["size", "colour"])
def test_what_is_frozen_cannot_be_changed(name: str) -> None:
    value = OURS["Named"](size=1)
    with pytest.raises(dataclasses.FrozenInstanceError, match=f"cannot assign to field '{name}'"):
        setattr(value, name, 2)
    with pytest.raises(dataclasses.FrozenInstanceError, match=f"cannot delete field '{name}'"):
        delattr(value, name)
    OURS["Changing"]().size = 2


def test_a_value_is_copied_and_pickled() -> None:
    value = Evidence("e1", "https://a.example", datetime(2026, 11, 28, tzinfo=UTC), 200, "0" * 64)
    assert copy.deepcopy(value) == pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own bytes


def test_what_a_constructor_takes_is_told_before_it_is_written() -> None:
    for kinds in (OURS, THEIRS):
        assert list(inspect.signature(kinds["Longer"]).parameters) == ["name", "size", "words", "key", "note", "more"]


def test_a_constructor_is_written_once_it_pays() -> None:
    kind = classes(frugal.dataclass, frugal.field)["Changing"]
    first = kind.__init__
    for _ in range(frugal._MADE_BY_HAND):
        kind(3)
    assert kind.__init__ is first
    kind(3)
    assert kind.__init__ is not first


def test_no_constructor_is_written_before_its_values() -> None:
    program = """
import dataclasses, sys
import intake.model.decision
kinds = {
    kind
    for name, module in sys.modules.items() if name.startswith("intake.")
    for kind in vars(module).values() if dataclasses.is_dataclass(kind)
}
print(*sorted(kind.__name__ for kind in kinds if kind.__init__.__name__ == "__init__"), len(kinds) > 25)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"]


def test_a_value_that_others_might_share_is_no_default() -> None:
    defaults: list[Any] = [[], {}, dataclasses.field(default=1)]
    for each in defaults:
        with pytest.raises(TypeError, match="write field"):
            frugal.dataclass()(type("Owner", (), {"__annotations__": {"size": Any}, "size": each}))


def test_the_standard_library_is_loaded_when_it_asks() -> None:
    program = """
import sys
from intake.frugal import dataclass, field, replace

@dataclass(frozen=True)
class Plain:
    name: str
    words: tuple = field(default=(), compare=False)

value = replace(Plain("a"), words=("b",))
print(value == Plain("a"), hash(value) == hash(Plain("a")), value, "inspect" in sys.modules, "dataclasses" in sys.modules)
import dataclasses
print(dataclasses.asdict(value))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "True True Plain(name='a', words=('b',)) False False",
        "{'name': 'a', 'words': ('b',)}",
    ]


def test_what_the_standard_library_asks_for_is_made_once_for_each_class() -> None:
    @frugal.dataclass(frozen=True)
    class Place:
        name: str

    @frugal.dataclass(frozen=True)
    class Room(Place):
        size: int = 1

    assert [field.name for field in dataclasses.fields(Place)] == ["name"]
    assert [field.name for field in dataclasses.fields(Room)] == ["name", "size"]
    assert vars(Room)["__dataclass_fields__"] is Room.__dataclass_fields__
    assert dataclasses.replace(Room("a"), size=2) == Room("a", 2)
