"""From the text of a condition to its tree."""

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from intake.conditions import tree
from intake.conditions.building import Builder, Wrong
from intake.conditions.tree import Node

if TYPE_CHECKING:
    from lark import Lark

MOST_CHARACTERS = 1_000
MOST_DEPTH = 40
_INSTEAD = {"==": "=", "<>": "!=", "=<": "<=", "=>": ">=", "&&": "and", "||": "or", "!": "not", "**": "*"}


@lru_cache(maxsize=2_000)
def parse(text: str) -> Node:
    """The tree of a condition; Wrong where the text is none, too long, or nested too deeply."""
    from lark.exceptions import UnexpectedInput, UnexpectedToken

    if len(text) > MOST_CHARACTERS:
        raise Wrong(f"a condition of {len(text):,} characters", 0, f"at most {MOST_CHARACTERS:,} are read")
    try:
        found: Node = _parser().parse(text)  # type: ignore[assignment]  # the builder returns our nodes, not lark's
    except UnexpectedInput as fault:
        ended = isinstance(fault, UnexpectedToken) and fault.token.type == "$END"
        raise _unexpected(text, len(text) if ended else fault.pos_in_stream or 0) from fault
    if max(depth for _, depth in tree.walk(found)) > MOST_DEPTH:
        raise Wrong("nested too deeply", 0, f"at most {MOST_DEPTH} levels")
    return found


@cache
def _parser() -> "Lark":
    from lark import Lark

    grammar = files("intake.conditions").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", transformer=Builder())


def _unexpected(text: str, at: int) -> Wrong:
    rest = text[at:]
    if not rest.strip():
        return Wrong("the condition breaks off here", len(text.rstrip()), "a value or a closing bracket is missing")
    for start, sign in ((at, rest[:2]), (max(at - 1, 0), text[max(at - 1, 0) : at + 1]), (at, rest[0])):
        if sign in _INSTEAD:
            return Wrong(f"'{sign}' is not understood", start, f"write '{_INSTEAD[sign]}'")
    if rest[0] in "'\"":
        return Wrong("a text without its closing quotation mark", at)
    word = rest.split(maxsplit=1)[0][:20]
    return Wrong(f"'{word}' is not expected here", at)
