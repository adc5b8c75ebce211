"""Every way in which the open facts can turn out, and what the open rules of a policy come to in each.

Rules that share no open fact are independent of each other and are tried apart, in a table each. A table that would grow
beyond `MOST` completions gives way to one for each of its rules, which is sound, but no longer exact: it allows for
combinations that no facts would bring about.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from math import prod
from typing import NamedTuple

from intake.conditions.residue import (
    Comparison,
    Joined,
    Opaque,
    Opposite,
    Presence,
    Residue,
    Undecided,
    atoms,
)
from intake.deciding import lanes
from intake.deciding.cells import Partition, has_unit, partition
from intake.frugal import dataclass
from intake.model.policy import Domain, Rule, Section

MOST = 1 << 13
"""The completions that are tried in one table: 13 facts that are yes or no."""
_PRESENT, _ABSENT = 1, 2


@dataclass(frozen=True, slots=True)
class OpenRule:
    """A rule that the known facts leave open, and what is left of its condition."""

    rule: Rule
    left: Residue


@dataclass(frozen=True, slots=True)
class Variable:
    """One thing that can turn out in `cells` ways; `facts` would tell which, none where only a person can."""

    key: str
    cells: int
    facts: frozenset[str]


class Outcome(NamedTuple):
    """What the rules of a table come to together."""

    broken: bool
    conditional: bool
    points: int


class Table:
    """All completions of the facts that tie some rules together; every completion is a lane."""

    def __init__(self, rules: Sequence[OpenRule], variables: Sequence[Variable], open_: "_Open") -> None:
        self.rules = rules
        self.size = prod(variable.cells for variable in variables)
        self.variables = {variable.key: variable for variable in variables}
        self._open = open_
        self._strides: dict[str, int] = {}
        stride = 1
        for variable in sorted(variables, key=lambda variable: variable.cells):  # short patterns repeat quickly
            self._strides[variable.key] = stride
            stride *= variable.cells
        self._all = lanes.ones(self.size)
        self._tables: dict[tuple[str, int], int] = {}
        self.fired = [self._fired(rule) for rule in rules]

    def settled(self) -> Iterator[tuple[str, bool]]:
        """The rules that come to the same in every completion, and to what."""
        for open_rule, fired in zip(self.rules, self.fired, strict=True):
            if fired in (0, self._all):
                yield open_rule.rule.id, fired != 0

    @cached_property
    def outcomes(self) -> Mapping[Outcome, int]:
        """The outcomes, each with the number of completions that bring it."""
        return self._counted(self._keys)

    def split(self, variable: Variable) -> Iterator[Mapping[Outcome, int]]:
        """The outcomes for each way in which a variable can turn out."""
        stride, cells = self._strides[variable.key], variable.cells
        for cell in range(cells):
            starts = range(cell * stride, self.size, cells * stride)
            yield self._counted(chain.from_iterable(self._keys[start : start + stride] for start in starts))

    @cached_property
    def _keys(self) -> tuple[int, ...]:
        """For each completion its outcome in one number: the points above zero, then whether conditional, and broken."""
        broken = conditional = 0
        points = self._lift * self._all
        for open_rule, fired in zip(self.rules, self.fired, strict=True):
            points += fired * open_rule.rule.points
            if open_rule.rule.section is Section.DEAL_BREAKER:
                broken |= fired
            elif open_rule.rule.section is Section.CONDITION:
                conditional |= fired
        keys = points << 2 | conditional << 1 | broken
        return lanes.numbers(keys, self.size)

    @cached_property
    def _lift(self) -> int:
        """What is added to the points of every completion, so that none is below zero."""
        return -sum(min(0, open_rule.rule.points) for open_rule in self.rules)

    def _counted(self, keys: Iterable[int]) -> Mapping[Outcome, int]:
        lift = self._lift
        return {Outcome(bool(key & 1), bool(key & 2), (key >> 2) - lift): n for key, n in Counter(keys).items()}

    def _fired(self, open_rule: OpenRule) -> int:
        true, false = self._truth(open_rule.left)
        undecided = self._all ^ (true | false)
        return true | (undecided & self._where(_own(open_rule), _PRESENT)) if undecided else true

    def _truth(self, left: Residue) -> tuple[int, int]:
        """Where a residue is true, and where it is false; in neither it is undecided."""
        match left:
            case bool():
                return (self._all, 0) if left else (0, self._all)
            case Opposite(part=part):
                true, false = self._truth(part)
                return false, true
            case Joined(operator=operator, parts=parts):
                return self._joined(operator, parts)
            case Undecided():
                return 0, 0
            case _:
                truths = self._open.truths(left)
                if truths is None:
                    return 0, 0
                true = self._where(_key(left), truths)
                return true, self._all ^ true

    def _joined(self, operator: str, parts: Sequence[Residue]) -> tuple[int, int]:
        trues, falses = zip(*(self._truth(part) for part in parts), strict=True)
        any_true, all_true, any_false, all_false = 0, self._all, 0, self._all
        for true, false in zip(trues, falses, strict=True):
            any_true, all_true, any_false, all_false = (
                any_true | true,
                all_true & true,
                any_false | false,
                all_false & false,
            )
        return (any_true, all_false) if operator == "or" else (all_true, any_false)

    def _where(self, key: str, truths: int) -> int:
        found = self._tables.get((key, truths))
        if found is None:
            found = lanes.table(truths, self.variables[key].cells, self._strides[key], self.size)
            self._tables[key, truths] = found
        return found


class _Open:
    """The open facts and what the open rules ask of each."""

    def __init__(self, rules: Sequence[OpenRule], domains: Mapping[str, Domain]) -> None:
        self.atoms = {id(rule): list(atoms(rule.left)) for rule in rules}
        found = [atom for each in self.atoms.values() for atom in each]
        asked: dict[str, list[Comparison]] = {}
        for atom in found:
            if isinstance(atom, Comparison):
                asked.setdefault(atom.name, []).append(atom)
        self.partitions = {name: _partition(comparisons, domains.get(name)) for name, comparisons in asked.items()}
        opaque = {atom for atom in found if isinstance(atom, Opaque)}
        read = Counter(name for atom in opaque if not atom.apart for name in atom.names)
        read.update({name for atom in opaque if atom.apart for name in atom.names} | asked.keys())
        hidden = any(isinstance(atom, Undecided) and atom.hidden for atom in found)
        self.exact = not hidden and all(atom.free and all(read[name] == 1 for name in atom.names) for atom in opaque)

    def truths(self, atom: Residue) -> int | None:
        """The cells of its variable in which an atom is true; None where nothing decides it."""
        if isinstance(atom, Comparison):
            cells = self.partitions[atom.name]
            return None if cells is None else cells.truths[atom]
        return None if isinstance(atom, Undecided) else _PRESENT

    def variables(self, open_rule: OpenRule) -> Iterator[Variable]:
        """What a rule hangs on; a rule with an undecided part hangs on itself."""
        every = self.atoms[id(open_rule)]
        decided = [atom for atom in every if self.truths(atom) is not None]
        if len(decided) < len(every):
            yield Variable(_own(open_rule), 2, frozenset(name for atom in every for name in _names(atom)))
        for atom in decided:
            cells = self.partitions[atom.name] if isinstance(atom, Comparison) else None
            yield Variable(_key(atom), cells.count if cells else 2, _names(atom))


def tables(rules: Sequence[OpenRule], domains: Mapping[str, Domain]) -> tuple[list[Table], bool]:
    """The tables of all open rules, and whether together they are exact."""
    open_ = _Open(rules, domains)
    exact = open_.exact
    found: list[Table] = []
    for group in _groups([(rule, list(open_.variables(rule))) for rule in rules]):
        variables = {variable.key: variable for _, needed in group for variable in needed}
        if prod(variable.cells for variable in variables.values()) <= MOST:
            found.append(Table([rule for rule, _ in group], list(variables.values()), open_))
            continue
        exact = False
        for rule, needed in group:
            alone = OpenRule(rule.rule, Undecided(hidden=False))
            facts = frozenset(fact for variable in needed for fact in variable.facts)
            found.append(Table([alone], [Variable(_own(alone), 2, facts)], open_))
    return found, exact


_Needs = tuple[OpenRule, list[Variable]]


def _groups(rules: Sequence[_Needs]) -> list[list[_Needs]]:
    """The rules, those that share a variable directly or by way of others together."""
    leader: dict[str, str] = {}

    def led_by(key: str) -> str:
        while (above := leader.setdefault(key, key)) != key:
            leader[key] = key = leader[above]
        return key

    for rule, needed in rules:
        for variable in needed:
            leader[led_by(variable.key)] = led_by(_own(rule))
    groups: dict[str, list[_Needs]] = {}
    for needs in rules:
        groups.setdefault(led_by(_own(needs[0])), []).append(needs)
    return list(groups.values())


def _partition(comparisons: Sequence[Comparison], domain: Domain | None) -> Partition | None:
    """The cells of a fact. An amount that may also come in another currency decides nothing if it does.

    Then two rules that read it are both open, each for itself; for a single comparison that adds nothing.
    """
    unfixed = has_unit(comparisons[0]) and not (domain and domain.unit)
    if unfixed and len(comparisons) > 1:
        return None
    return partition(list(dict.fromkeys(comparisons)), domain or Domain())


def _key(atom: Residue) -> str:
    match atom:
        case Comparison(name=name):
            return name
        case Presence(name=name):
            return f"{name} is known"
        case Opaque(shape=shape):
            return shape
        case _:
            raise TypeError(f"{atom!r} hangs on nothing")


def _own(open_rule: OpenRule) -> str:
    return f"the rule {open_rule.rule.id}"


def _names(atom: Residue) -> frozenset[str]:
    match atom:
        case Comparison(name=name) | Presence(name=name):
            return frozenset((name,))
        case Opaque(names=names):
            return names
        case _:
            return frozenset()
