"""Random policies, and the verdicts they leave possible, worked out by brute force and without the code under test.

A condition is kept as a tree of tuples: written as text for the policy, and evaluated here in plain Python. Each unknown
fact is tried with enough values to tell all literals of the random conditions apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from random import Random
from typing import Any, TypeAlias

from deciding.cases import AS_OF
from intake.errors import Place
from intake.model.decision import Verdict
from intake.model.money import Money
from intake.model.policy import RULING, Attachment, Domain, OnUnknown, Policy, Review, Rule, Section, Unknowns
from intake.model.questionnaire import Expression
from intake.model.values import Percent, Value, shown

Tree: TypeAlias = tuple[Any, ...]
TODAY = AS_OF.date()
DAYS = tuple(TODAY + timedelta(days) for days in (0, 29, 30, 31, 60, 89, 90, 91, 500))
DOMAINS: Mapping[str, tuple[Value, ...]] = {
    "findings.registry.active": (True, False),
    "findings.sanctions.hit": (True, False),
    "answers.test_task": (True, False),
    "answers.prepay": tuple(Percent(Decimal(n)) for n in (0, 10, 20, 35, 50, 70)),
    "answers.pay_days": tuple(Decimal(n) for n in (0, 14, 15, 30, 31, 60, 90)),
    "answers.deadline": DAYS,
    "answers.billing_model": ("fixed", "hourly", "retainer"),
    "answers.country": ("DE", "NO", "SE", "??"),
    "answers.budget": tuple(Money(n * 100, "EUR") for n in (1, 2000, 3000, 5000, 9000)),
    "answers.hourly_rate": tuple(Money(n * 100, c) for n in (1, 50, 60, 80, 90) for c in ("EUR", "USD")),
}
LITERALS: Mapping[str, tuple[Value, ...]] = {
    "answers.prepay": (Percent(Decimal(20)), Percent(Decimal(50))),
    "answers.pay_days": (Decimal(14), Decimal(30), Decimal(60)),
    "answers.billing_model": ("fixed", "hourly"),
    "answers.country": ("DE", "NO", "SE"),
    "answers.budget": (Money(2000_00, "EUR"), Money(5000_00, "EUR")),
    "answers.hourly_rate": (Money(50_00, "EUR"), Money(80_00, "EUR")),
}
WORDS = ("answers.billing_model", "answers.country")
POLICY_DOMAINS = {
    "answers.billing_model": Domain(("fixed", "hourly", "retainer")),
    "answers.budget": Domain(unit="EUR"),
}


@dataclass(frozen=True)
class Sample:
    """A random policy with its conditions as trees, by rule id."""

    policy: Policy
    trees: Mapping[str, Tree]


def sample(random: Random, *, most_rules: int = 6, signal: OnUnknown | None = None) -> Sample:
    """A policy of a few rules over at most four of the facts."""
    names = random.sample(list(DOMAINS), random.randint(1, 4))
    trees: dict[str, Tree] = {}
    rules = []
    for number in range(random.randint(1, most_rules)):
        section = random.choice(RULING)
        trees[f"r{number}"] = tree = _tree(random, names, 3)
        points = random.choice((-40, -20, 5, 10, 20, 30, 60)) if section is Section.SIGNAL else 0
        attach = Attachment("c", {}) if section is Section.CONDITION else None
        place = Place("p.yaml", 1, 1)
        rules.append(Rule(f"r{number}", section, Expression(written(tree), place), "S", place, points, attach))
    must = random.choice((*names, *[""] * 3))
    unknowns = Unknowns(
        signal or random.choice(list(OnUnknown)),
        must_check=(Expression(must, Place("p.yaml", 1, 1)),) if must else (),
    )
    policy = Policy("p", 1, "", "EUR", 20, 50, unknowns, tuple(rules), Review(), "sha256:0", domains=POLICY_DOMAINS)
    return Sample(policy, trees)


def written(tree: Tree) -> str:
    """The condition as a policy writes it."""
    match tree:
        case ("and" | "or" as sign, *parts):
            return "(" + f" {sign} ".join(written(part) for part in parts) + ")"
        case ("not", part):
            return f"not ({written(part)})"
        case ("fact", name):
            return str(name)
        case ("known", name):
            return f"({name} is known)"
        case ("in", name, *values):
            return f"{name} in [{', '.join(map(_literal, values))}]"
        case ("days", sign, name, days):
            return f"{name} - today() {sign} {days} days"
        case (sign, name, value):
            return f"{name} {sign} {_literal(value)}"
    raise AssertionError(tree)


def possible(found: Sample, known: Mapping[str, Value], final: frozenset[str]) -> set[Verdict]:
    """The verdicts of every completion; `final` names the unknown facts that are known to stay so."""
    policy = found.policy
    read = {name for tree in found.trees.values() for name in _names(tree)}
    unknown = [name for name in read if name not in known]
    pending = [name for name in unknown if name not in final and any(_asks(t, name) for t in found.trees.values())]
    ignored = {
        rule.id
        for rule in policy.rules
        if policy.unknowns.signal is OnUnknown.IGNORE
        and rule.section is Section.SIGNAL
        and _kleene(found.trees[rule.id], known, final, pending) is None
    }
    verdicts: set[Verdict] = set()
    most = -10_000
    for values in product(*(DOMAINS[name] for name in unknown)):
        whole = {**known, **dict(zip(unknown, values, strict=True))}
        for turn_up in product((True, False), repeat=len(pending)):
            absent = final | {name for name, present in zip(pending, turn_up, strict=True) if not present}
            for broken, conditional, points in _outcomes(found, whole, absent, ignored):
                most = max(most, points)
                verdicts.add(_verdict(policy, broken, conditional, points))
    if any(name.text not in known for name in policy.unknowns.must_check):
        verdicts.add(Verdict.NO_GO)
    if policy.unknowns.signal is OnUnknown.WORST and most >= policy.conditional and Verdict.GO in verdicts:
        verdicts = verdicts - {Verdict.GO} | {Verdict.CONDITIONAL}
    return verdicts


def _tree(random: Random, names: list[str], depth: int) -> Tree:
    if depth and random.random() < 0.5:
        if random.random() < 0.3:
            return ("not", _tree(random, names, depth - 1))
        return (random.choice(("and", "or")), _tree(random, names, depth - 1), _tree(random, names, depth - 1))
    name = random.choice(names)
    if name.startswith("answers.") and random.random() < 0.15:
        return ("known", name)
    if name == "answers.deadline":
        return ("days", random.choice(("<", "<=", ">", ">=", "=")), name, random.choice((30, 90)))
    if name not in LITERALS:
        return ("fact", name) if random.random() < 0.6 else ("=", name, random.random() < 0.5)
    if name in WORDS:
        if random.random() < 0.4:
            return ("in", name, *random.sample(LITERALS[name], 2))
        return (random.choice(("=", "!=")), name, random.choice(LITERALS[name]))
    return (random.choice(("<", "<=", ">", ">=", "=", "!=")), name, random.choice(LITERALS[name]))


def _literal(value: Value) -> str:
    return f"'{value}'" if isinstance(value, str) else shown(value).replace("\N{NO-BREAK SPACE}", "")


def _names(tree: Tree) -> Iterator[str]:
    match tree:
        case ("and" | "or" | "not", *parts):
            for part in parts:
                yield from _names(part)
        case ("fact" | "known" | "in", name, *_) | ("days", _, name, _) | (_, name, _):
            yield str(name)


def _asks(tree: Tree, name: str) -> bool:
    """Whether a condition asks if the fact is known."""
    match tree:
        case ("and" | "or" | "not", *parts):
            return any(_asks(part, name) for part in parts)
        case ("known", other):
            return bool(other == name)
    return False


def _truth(tree: Tree, values: Mapping[str, Value], absent: frozenset[str]) -> bool | None:
    """The condition with every fact at hand; None where unlike currencies keep it undecided."""
    match tree:
        case ("and", left, right):
            return _all([_truth(left, values, absent), _truth(right, values, absent)])
        case ("or", left, right):
            truths = [_truth(left, values, absent), _truth(right, values, absent)]
            return _not(_all([_not(truth) for truth in truths]))
        case ("not", part):
            return _not(_truth(part, values, absent))
        case ("fact", name):
            return values[str(name)] is True
        case ("known", name):
            return name not in absent
        case ("in", name, *options):
            return values[str(name)] in options
        case ("days", sign, name, days):
            day = values[str(name)]
            assert isinstance(day, date)
            return _compare(str(sign), Decimal((day - TODAY).days), Decimal(str(days)))
        case (sign, name, value):
            return _measured(str(sign), values[str(name)], value)
    raise AssertionError(tree)


def _measured(sign: str, left: Value, right: Value) -> bool | None:
    match left, right:
        case Money(), Money():
            return _compare(sign, left.amount, right.amount) if left.currency == right.currency else None
        case Percent(), Percent():
            return _compare(sign, left.value, right.value)
        case Decimal(), Decimal():
            return _compare(sign, left, right)
    return (left == right) is (sign == "=")


def _compare(sign: str, left: Decimal, right: Decimal) -> bool:
    return {
        "=": left == right,
        "!=": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }[sign]


def _kleene(tree: Tree, known: Mapping[str, Value], final: frozenset[str], pending: list[str]) -> bool | None:
    """The condition with the unknown facts as such; None where it is open."""
    match tree:
        case ("and", left, right):
            return _all([_kleene(part, known, final, pending) for part in (left, right)])
        case ("or", left, right):
            parts = [_not(_kleene(part, known, final, pending)) for part in (left, right)]
            return _not(_all(parts))
        case ("not", part):
            return _not(_kleene(part, known, final, pending))
        case ("known", name) if name in pending:
            return None
    names = set(_names(tree))
    return _truth(tree, known, final) if tree[0] == "known" or names <= set(known) else None


def _all(truths: list[bool | None]) -> bool | None:
    return False if False in truths else None if None in truths else True


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _outcomes(
    found: Sample, values: Mapping[str, Value], absent: frozenset[str], ignored: set[str]
) -> Iterator[tuple[bool, bool, int]]:
    """What the rules come to together, a rule that stays undecided both ways."""
    rules = [rule for rule in found.policy.rules if rule.id not in ignored]
    truths = [_truth(found.trees[rule.id], values, absent) for rule in rules]
    for fired in product(*((True, False) if truth is None else (truth,) for truth in truths)):
        hit = [rule for rule, fires in zip(rules, fired, strict=True) if fires]
        yield (
            any(rule.section is Section.DEAL_BREAKER for rule in hit),
            any(rule.section is Section.CONDITION for rule in hit),
            sum(rule.points for rule in hit),
        )


def _verdict(policy: Policy, broken: bool, conditional: bool, points: int) -> Verdict:
    if broken or points >= policy.no_go:
        return Verdict.NO_GO
    return Verdict.CONDITIONAL if conditional or points >= policy.conditional else Verdict.GO
