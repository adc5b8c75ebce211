"""What is written as YAML is read back alike by our reader and by another, and every line knows where it came from."""

from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from intake import documents
from intake.converting.yaml_text import Plain, Word, write_yaml
from intake.documents import Mapping, Node, Scalar, Sequence

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["", "null", "yes", "No", "~", "- a", "a: b", "a #b", "1.10", "'", '"', "{a}", "[b]", "key:", "a\n b", "\u2028", "*x", "%y"]
)  # fmt: skip
KEYS = st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=6) | st.sampled_from(
    ["a b", "null", "1"]
)
PLAIN: st.SearchStrategy[Plain] = st.recursive(
    TEXTS | st.booleans() | st.integers(-(10**9), 10**9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


def text_of(data: Plain) -> str:
    return "".join(f"{line}\n" for line, _ in write_yaml(data))


def plain(node: Node) -> object:
    """What our reader makes of it, every scalar as text."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key: plain(value) for key, value in node.entries.items()}


def as_text(data: Plain) -> object:
    match data:
        case dict():
            return {key: as_text(value) for key, value in data.items()}
        case list():
            return [as_text(value) for value in data]
        case bool():
            return str(data).lower()
        case _:
            return str(data)


@given(st.dictionaries(KEYS, PLAIN, min_size=1, max_size=4))
def test_both_readers_read_what_was_written(data: dict[str, Plain]) -> None:
    text = text_of(data)
    node, faults = documents.parse(text.encode(), "a.yaml")
    assert not faults
    assert plain(node) == as_text(data)
    assert YAML(typ="safe", pure=True).load(StringIO(text)) == data


def test_a_line_knows_the_keys_that_lead_to_it() -> None:
    data: Plain = {"a": [{"b": "x", "c": [1, 2]}, "z"], "d": Word("yes"), "e": {}, "f": []}
    assert write_yaml(data) == [
        ("a:", ("a",)), ("- b: x", ("a", 0, "b")), ("  c:", ("a", 0, "c")), ("  - 1", ("a", 0, "c", 0)),
        ("  - 2", ("a", 0, "c", 1)), ("- z", ("a", 1)), ("d: yes", ("d",)), ("e: {}", ("e",)), ("f: []", ("f",)),
    ]  # fmt: skip
