"""A value is made of its JSON by its type, and what does not fit is named by the way to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

import pytest

from intake import canonical, shapes
from intake.model.values import Json


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True)
class Branch:
    name: str
    colour: Colour = Colour.RED
    day: date | None = None
    raw: bytes = b""
    branches: tuple["Branch", ...] = ()
    named: dict[str, "Branch"] | None = None


def test_a_type_may_hold_others_of_itself() -> None:
    tree = Branch("a", day=date(2027, 1, 4), raw=b"\0", branches=(Branch("b"),), named={"c": Branch("c")})
    assert shapes.read(Branch, canonical.encode(tree)) == tree
    assert shapes.read(Branch, {"name": "a", "unknown": 1}) == Branch("a")


def test_json_inside_a_type_is_taken_as_it_stands() -> None:
    posted: Json = {"a": [{"b": ["c", None]}, 1, True]}
    assert shapes.read(Mapping[str, Json] | None, posted) == posted  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (3, "Branch cannot be 3"),
        ({}, "Branch: "),
        ({"name": None}, "Branch.name cannot be None"),
        ({"name": "a", "branches": [{"name": "b"}, {"name": 5}]}, r"Branch.branches\[1\].name cannot be 5"),
        ({"name": "a", "named": {"c": {"name": "c", "branches": 1}}}, "Branch.named.c.branches cannot be 1"),
        ({"name": "a", "raw": 1}, "Branch.raw cannot be 1"),
        ({"name": "a", "day": {"days": 1, "working": True}}, "Branch.day cannot be"),
        ({"name": "a", "colour": "blue"}, "blue"),
    ],
)
def test_what_does_not_fit_is_named(data: Json, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        shapes.read(Branch, data)
