"""The static types of a condition: every wrong name and every wrong-typed word is found before anything is evaluated."""

from collections.abc import Callable, Sequence

from intake.conditions import tree
from intake.conditions.kinds import (
    BOOL,
    DATE,
    DURATION,
    MONEY,
    NUMBER,
    PERCENT,
    QUANTITY,
    TEXT,
    Basic,
    Choice,
    Group,
    Kind,
    List,
    Scope,
    kind_of_value,
    plain,
    same,
)
from intake.conditions.tree import Node
from intake.documents import did_you_mean
from intake.model.money import CURRENCIES, Money
from intake.model.values import Duration, Quantity

FUNCTIONS = (*tree.FOLDS, "small_claims_limit", "today")
_MEASURES = (NUMBER, MONEY, PERCENT, QUANTITY, DURATION)
_ORDERED = (*_MEASURES, DATE)
_WRITTEN = {
    BOOL: "write yes or no",
    NUMBER: "write a number like 3",
    TEXT: "write a text like 'fixed'",
    DATE: "write a date like 2027-01-15",
    MONEY: "write an amount with its currency like 2000 EUR",
    PERCENT: "write a percentage like 50%",
    QUANTITY: "write a number with its unit like 12 pages",
    DURATION: "write a duration like 30 days",
}
Report = Callable[[int, str, str], None]


def check(node: Node, scope: Scope, report: Report) -> tuple[Kind | None, frozenset[int]]:
    """The kind of a condition, None where that cannot be told, and where the parts of rows stand in it.

    `report(at, message, hint)` is called for every fault.
    """
    checker = _Checker(scope, report)
    return checker.kind(node), frozenset(checker.parts)


class _Checker:
    """Finds the kind of each node; None stands for a fault already reported, so that nothing is reported twice."""

    def __init__(self, scope: Scope, report: Report) -> None:
        self.scope = scope
        self.report = report
        self.rows: list[Group] = []
        self.parts: set[int] = set()
        self.kinds: dict[int, Kind | None] = {}

    def kind(self, node: Node) -> Kind | None:
        """The kind of a node, after which it is remembered."""
        self.kinds[id(node)] = found = self.find(node)
        return found

    def find(self, node: Node) -> Kind | None:
        match node:
            case tree.Literal():
                return kind_of_value(node.value)
            case tree.Name():
                return self.name(node)
            case tree.Listed():
                return self.listed(node.items)
            case tree.Logic():
                for part in node.parts:
                    self.expect(part, BOOL)
                return BOOL
            case tree.Negated():
                self.expect(node.operand, BOOL)
                return BOOL
            case tree.KnownTest():
                self.kind(node.operand)
                return BOOL
            case tree.Compared():
                self.compared(node)
                return BOOL
            case tree.Calculated():
                return self.calculated(node)
            case tree.Call():
                return self.fold(node) if node.function in tree.FOLDS else self.call(node)

    def expect(self, node: Node, kind: Kind) -> None:
        """Reports a node of another kind."""
        found = self.kind(node)
        if found is not None and not same(found, kind):
            self.report(node.at, f"{kind} is expected here, not {found}", _instead(kind))

    def name(self, node: tree.Name) -> Kind | None:
        for row in reversed(self.rows):
            if node.name in row.fields:
                self.parts.add(node.at)
                return row.fields[node.name]
        if node.name in self.scope.names:
            return self.scope.names[node.name]
        known = (*self.scope.names, *(field for row in self.rows for field in row.fields))
        hint = did_you_mean(node.name, known)
        if "-" in node.name and all(part in known for part in node.name.split("-")):
            hint = f"write '{node.name.replace('-', ' - ')}' to subtract"
        self.report(node.at, f"'{node.name}' is not known here", hint)
        return None

    def listed(self, items: Sequence[Node]) -> Kind | None:
        first = self.kind(items[0])
        for item in items[1:]:
            if first is not None:
                self.expect(item, first)
        return None if first is None else List(first)

    def compared(self, node: tree.Compared) -> None:
        left, right = self.kind(node.left), self.kind(node.right)
        if left is None or right is None:
            return
        if node.operator == "in":
            if not isinstance(right, List) or not same(left, right.item):
                self.report(node.right.at, f"'in' needs a list ({left}), not {right}", "write a list like ['a', 'b']")
                return
            right = right.item
        elif not same(left, right):
            self.report(node.right.at, f"{left} cannot be compared with {right}", _instead(left))
        elif node.operator not in ("=", "!=") and plain(left) not in _ORDERED:
            self.report(node.left.at, f"{left} has no order for '{node.operator}'", "use = or !=")
        self.options(left, node.right)
        self.options(right, node.left)
        self.measures(node.left, node.right)

    def options(self, kind: Kind, other: Node) -> None:
        """Reports the words that a choice does not offer."""
        for word in other.items if isinstance(other, tree.Listed) else (other,):
            if isinstance(kind, Choice) and isinstance(word, tree.Literal) and word.value not in kind.options:
                text = str(word.value)
                hint = did_you_mean(text, kind.options) or ", ".join(kind.options)
                self.report(word.at, f"'{text}' is not one of the options", hint)

    def measures(self, left: Node, right: Node) -> None:
        """Reports two amounts that are never in the same currency or unit."""
        one, other = self.measure(left), self.measure(right)
        if one and other and one.isdisjoint(other):
            money = all(measure in CURRENCIES for measure in (*one, *other))
            message = f"{_listed(one)} and {_listed(other)} are different {'currencies' if money else 'units'}"
            hint = (
                "amounts are joined and compared within one currency only" if money else "write both in the same unit"
            )
            self.report(right.at, message, hint)

    def measure(self, node: Node) -> frozenset[str]:
        """The currencies or units in which an amount can be; empty where any will do, or none."""
        if isinstance(node, tree.Listed):
            found = [self.measure(item) for item in node.items]
            return frozenset().union(*found) if all(found) else frozenset()
        if self.kinds.get(id(node)) not in (MONEY, QUANTITY, DURATION):
            return frozenset()
        match node:
            case tree.Literal(value=Money(currency=unit)) | tree.Literal(value=Quantity(unit=unit)):
                return frozenset((unit,))
            case tree.Literal(value=Duration(working=working)):
                return frozenset(("working days" if working else "calendar days",))
            case tree.Name(name=name) if node.at not in self.parts:
                return frozenset(self.scope.units.get(name, ()))
            case tree.Calculated(operator="-", left=left) if self.kinds.get(id(left)) is DATE:
                return frozenset(("calendar days",))
            case tree.Calculated(left=left, right=right):
                return self.measure(left) or self.measure(right)
            case _:
                return frozenset()

    def calculated(self, node: tree.Calculated) -> Kind | None:
        left, right = self.kind(node.left), self.kind(node.right)
        if left is None or right is None:
            return None
        found = _result(node.operator, left, right)
        if found is None:
            self.report(node.right.at, f"{left} {node.operator} {right} has no meaning", "")
        if node.operator in "+-":
            self.measures(node.left, node.right)
        return found

    def call(self, node: tree.Call) -> Kind | None:
        """The kind of `today()` and `small_claims_limit(country)`."""
        if node.function not in FUNCTIONS:
            hint = did_you_mean(node.function, FUNCTIONS) or ", ".join(FUNCTIONS)
            self.report(node.at, f"there is no function '{node.function}'", hint)
            return None
        takes: tuple[Kind, ...] = () if node.function == "today" else (TEXT,)
        if len(node.arguments) != len(takes):
            written = "today()" if node.function == "today" else "small_claims_limit(client.country)"
            self.report(node.at, f"'{node.function}' with {len(node.arguments)} arguments", f"write {written}")
        for argument, kind in zip(node.arguments, takes, strict=False):
            self.expect(argument, kind)
        return DATE if node.function == "today" else MONEY

    def fold(self, node: tree.Call) -> Kind | None:
        """The kind of a function over the rows of a list."""
        fits = (1, 2) if node.function == "count" else (2,)
        if len(node.arguments) not in fits:
            self.report(node.at, f"'{node.function}' with {len(node.arguments)} arguments", _written(node.function))
            return None
        rows, *body = node.arguments
        kind = self.kind(rows)
        if kind is None:
            return None
        if not isinstance(kind, List) or not isinstance(kind.item, Group):
            self.report(rows.at, f"'{node.function}' needs a list of rows, not {kind}", _written(node.function))
            return None
        self.rows.append(kind.item)
        found = self.body(node.function, body[0]) if body else NUMBER
        self.rows.pop()
        return NUMBER if node.function == "count" else found

    def body(self, function: str, node: Node) -> Kind | None:
        """The kind of what is asked of each row."""
        if function in ("any", "all", "count"):
            self.expect(node, BOOL)
            return BOOL
        kind = self.kind(node)
        if kind is not None and kind not in (_MEASURES if function == "sum" else _ORDERED):
            self.report(node.at, f"'{function}' cannot take {kind}", _written(function))
            return None
        return kind


def _listed(units: frozenset[str]) -> str:
    return " or ".join(sorted(units))


def _instead(kind: Kind) -> str:
    """How a value of that kind is written."""
    basic = plain(kind)
    return _WRITTEN[basic] if isinstance(basic, Basic) else ""


def _written(function: str) -> str:
    what = "due <= deadline" if function in ("any", "all", "count") else "price"
    return f"write {function}(deliverables, {what})"


def _result(operator: str, left: Kind, right: Kind) -> Kind | None:
    """The kind that an operation yields, None where it has no meaning."""
    if left is DATE or right is DATE:
        if (right is DURATION and operator in "+-") or (left is DURATION and operator == "+"):
            return DATE
        return DURATION if operator == "-" and left is right else None
    if left not in _MEASURES or right not in _MEASURES:
        return None
    if operator in "+-":
        return left if left == right else None
    if operator == "/":
        return left if right is NUMBER else NUMBER if left == right else None
    if right is PERCENT or (right is NUMBER and left is not PERCENT):
        return left
    return right if left in (NUMBER, PERCENT) else None
