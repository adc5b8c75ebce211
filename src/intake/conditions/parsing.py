"""From the text of a condition to its tree.

One method stands for one rule, from what binds least to what binds most: `or`, `and`, `not`, a comparison, `+ -`, `* /`,
a sign. Comparisons do not chain. `tests/conditions/grammar.lark` has the same rules as a grammar, and the tests hold the
two against each other.
"""

from collections.abc import Callable
from functools import lru_cache

from intake.conditions import tree
from intake.conditions.tree import Node
from intake.conditions.words import RESERVED, Word, Wrong, value_of, words

MOST_CHARACTERS = 1_000
MOST_DEPTH = 40
_COMPARATORS = ("=", "!=", "<", "<=", ">", ">=", "in")
_INSTEAD = {"==": "=", "<>": "!=", "=<": "<=", "=>": ">=", "&&": "and", "||": "or", "!": "not", "**": "*"}
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


@lru_cache(maxsize=2_000)
def parse(text: str) -> Node:
    """The tree of a condition; Wrong where the text is none, too long, or nested too deeply."""
    if len(text) > MOST_CHARACTERS:
        raise Wrong(f"a condition of {len(text):,} characters", 0, f"at most {MOST_CHARACTERS:,} are read")
    found = _Parser(text).condition()
    if max(depth for _, depth in tree.walk(found)) > MOST_DEPTH:
        raise _too_deep()
    return found


class _Parser:
    """Takes the words one by one; `word` is the next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words(text)
        self.word = next(self.words)
        self.depth = 0

    def condition(self) -> Node:
        found = self.either()
        if self.word.kind != "end" or self.text[self.word.at :].strip():
            raise self.unexpected()
        return found

    def take(self) -> Word:
        """The next word, which is then behind us."""
        taken, self.word = self.word, next(self.words, self.word)
        return taken

    def taken(self, *those: str) -> str:
        """The next word, taken if it is one of those; else nothing."""
        return self.take().text if self.word.text in those else ""

    def need(self, that: str) -> None:
        if not self.taken(that):
            raise self.unexpected()

    def unexpected(self) -> Wrong:
        return _unexpected(self.text, self.word.at)

    def nested(self, rule: Callable[[], Node]) -> Node:
        """What a rule finds inside of another; bounded, so that no text exhausts the stack."""
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise _too_deep()
        found = rule()
        self.depth -= 1
        return found

    def either(self) -> Node:
        return self.logic("or", self.both)

    def both(self) -> Node:
        return self.logic("and", self.negation)

    def logic(self, operator: str, rule: Callable[[], Node]) -> Node:
        parts = [rule()]
        while self.taken(operator):
            parts.append(rule())
        return parts[0] if len(parts) == 1 else tree.Logic(operator, tuple(parts), parts[0].at)

    def negation(self) -> Node:
        if not self.taken("not"):
            return self.comparison()
        operand = self.nested(self.negation)
        return tree.Negated(operand, operand.at)

    def comparison(self) -> Node:
        left = self.sum()
        if operator := self.taken(*_COMPARATORS):
            return tree.Compared(operator, left, self.sum(), left.at)
        if not self.taken("is"):
            return left
        known = bool(self.taken("known"))
        if not known:
            self.need("unknown")
        return tree.KnownTest(left, known, left.at)

    def sum(self) -> Node:
        return self.calculation(("+", "-"), self.product)

    def product(self) -> Node:
        return self.calculation(("*", "/"), self.signed)

    def calculation(self, operators: tuple[str, ...], rule: Callable[[], Node]) -> Node:
        left = rule()
        while operator := self.taken(*operators):
            left = tree.Calculated(operator, left, rule(), left.at)
        return left

    def signed(self) -> Node:
        at = self.word.at
        sign = self.taken("+", "-")
        if not sign:
            return self.atom()
        operand = self.nested(self.signed)
        return operand if sign == "+" else tree.Calculated("*", tree.Literal(-1, at), operand, at)

    def atom(self) -> Node:
        at = self.word.at
        if self.taken("("):
            inner = self.nested(self.either)
            self.need(")")
            return inner
        if self.taken("["):
            return self.listed()
        if self.word.kind == "name":
            return self.name()
        if self.word.kind in ("sign", "end"):
            raise self.unexpected()
        return tree.Literal(value_of(self.take()), at)

    def listed(self) -> Node:
        items = self.items("]")
        return tree.Listed(items, items[0].at)

    def name(self) -> Node:
        """A name, yes or no, or the call of a function."""
        if self.word.text in RESERVED:
            raise self.unexpected()
        name = self.take()
        if self.taken("("):
            arguments = () if self.taken(")") else self.items(")")
            return tree.Call(name.text, arguments, name.at)
        truth = _TRUTH.get(name.text)
        return tree.Name(name.text, name.at) if truth is None else tree.Literal(truth, name.at)

    def items(self, closing: str) -> tuple[Node, ...]:
        """One item or several between commas, and what closes them."""
        found = [self.nested(self.either)]
        while self.taken(","):
            found.append(self.nested(self.either))
        self.need(closing)
        return tuple(found)


def _too_deep() -> Wrong:
    return Wrong("nested too deeply", 0, f"at most {MOST_DEPTH} levels")


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
