"""The nodes of a condition, made of the words that the grammar found."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from intake.conditions import tree
from intake.conditions.tree import Node
from intake.model.money import Money
from intake.model.values import Duration, Percent, Quantity, Value

if TYPE_CHECKING:
    from lark import Token


_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


class Wrong(Exception):
    """The text is no condition: what is wrong, at which character, and what to write instead."""

    def __init__(self, message: str, at: int, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.hint = hint


def _literal(token: "Token", value: Value) -> Node:
    return tree.Literal(value, token.start_pos or 0)


class Builder:
    """Makes our nodes of the grammar's rules while the parser runs: `make_` and the rule's name."""

    def __getattr__(self, rule: str) -> Callable[[list[object]], Node]:
        method = object.__getattribute__(self, f"make_{rule}")
        return lambda children: method(*children)

    def make_start(self, node: Node) -> Node:
        return node

    def make_either(self, *parts: Node) -> Node:
        return tree.Logic("or", parts, parts[0].at)

    def make_both(self, *parts: Node) -> Node:
        return tree.Logic("and", parts, parts[0].at)

    def make_negated(self, operand: Node) -> Node:
        return tree.Negated(operand, operand.at)

    def make_compared(self, left: Node, operator: "Token", right: Node) -> Node:
        return tree.Compared(str(operator), left, right, left.at)

    def make_contained(self, left: Node, right: Node) -> Node:
        return tree.Compared("in", left, right, left.at)

    def make_known(self, operand: Node) -> Node:
        return tree.KnownTest(operand, True, operand.at)

    def make_unknown(self, operand: Node) -> Node:
        return tree.KnownTest(operand, False, operand.at)

    def make_calculated(self, left: Node, operator: "Token", right: Node) -> Node:
        return tree.Calculated(str(operator), left, right, left.at)

    def make_signed(self, sign: "Token", operand: Node) -> Node:
        at = sign.start_pos or 0
        return operand if sign == "+" else tree.Calculated("*", tree.Literal(-1, at), operand, at)

    def make_name(self, token: "Token") -> Node:
        truth = _TRUTH.get(token)
        return tree.Name(str(token), token.start_pos or 0) if truth is None else _literal(token, truth)

    def make_call(self, token: "Token", *arguments: Node | None) -> Node:
        return tree.Call(str(token), tuple(part for part in arguments if part is not None), token.start_pos or 0)

    def make_listed(self, *items: Node) -> Node:
        return tree.Listed(items, items[0].at)

    def make_text(self, token: "Token") -> Node:
        return _literal(token, str(token)[1:-1])

    def make_date(self, token: "Token") -> Node:
        try:
            return _literal(token, date.fromisoformat(token))
        except ValueError as fault:
            raise Wrong(f"{token} is no day of the calendar", token.start_pos or 0) from fault

    def make_money(self, token: "Token") -> Node:
        amount, currency = token.split()
        try:
            return _literal(token, Money.of(Decimal(amount), currency))
        except ValueError as fault:
            raise Wrong(str(fault), token.start_pos or 0) from fault

    def make_percent(self, token: "Token") -> Node:
        return _literal(token, Percent(Decimal(token.rstrip("% \t\n"))))

    def make_duration(self, token: "Token") -> Node:
        words = token.split()
        working = "working" in words
        week = 5 if working else 7
        return _literal(token, Duration(int(words[0]) * (week if words[-1].startswith("week") else 1), working))

    def make_quantity(self, token: "Token") -> Node:
        amount, unit = token.split()
        return _literal(token, Quantity(Decimal(amount), unit.removesuffix("s")))

    def make_number(self, token: "Token") -> Node:
        return _literal(token, Decimal(token) if "." in token else int(token))
