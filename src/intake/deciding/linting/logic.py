"""Rules that can never fire or fire for everyone, rules that say the same or contradict each other, and no way to a go."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

from intake.conditions import parse_expression, tree
from intake.deciding.linting.lint import Lint, Surroundings, error, place_of, warning
from intake.deciding.linting.possibilities import Condition, Possibilities, TooManySteps
from intake.model.policy import Policy, Rule, Section
from intake.model.values import Value

Ready: TypeAlias = Mapping[str, Condition]


def logic_lints(policy: Policy, around: Surroundings) -> Iterator[Lint]:
    """Every fault of logic, by reasoning over all that the facts could be."""
    possibilities = Possibilities(around.scope, around.today)
    rules = (*policy.rules, *policy.profile)
    ready = {rule.id: possibilities.condition(rule.condition) for rule in rules}
    idle = {rule.id for rule in rules if not possibilities.possible((ready[rule.id], True))}
    for rule in rules:
        if rule.id in idle:
            yield error("never-fires", rule.place, f"'{rule.id}' can never fire: {rule.condition.text}", _hint(rule))
    live = [rule for rule in rules if rule.id not in idle]
    yield from _constant_signals(live, ready, possibilities)
    yield from _pairs(live, ready, possibilities)
    yield from _no_way_to_go(policy, live, ready, possibilities, around)


def _hint(rule: Rule) -> str:
    tests = [node for node, _ in tree.walk(parse_expression(rule.condition).node) if isinstance(node, tree.KnownTest)]
    pending = [t.operand.name for t in tests if isinstance(t.operand, tree.Name) and not t.known]
    open_ = next((name for name in pending if not name.startswith(("answers.", "findings.", "claims."))), "")
    return f"{open_} stays open until somebody writes it down" if open_ else "remove it"


def _constant_signals(rules: Sequence[Rule], ready: Ready, possibilities: Possibilities) -> Iterator[Lint]:
    for rule in rules:
        if rule.section is Section.SIGNAL and not possibilities.possible((ready[rule.id], False)):
            yield warning(
                "always-fires", rule.place, f"'{rule.id}' fires for every client", "move the threshold instead"
            )


def _pairs(rules: Sequence[Rule], ready: Ready, possibilities: Possibilities) -> Iterator[Lint]:
    for first, second in combinations(rules, 2):
        if first.section is not second.section or _clause(first) != _clause(second):
            continue
        one, other = ready[first.id], ready[second.id]
        if _equivalent(one, other, possibilities):
            message = f"'{second.id}' fires exactly when '{first.id}' does"
            yield error("duplicate", second.place, message, f"'{first.id}' stands on line {first.place.line}")
        elif (differing := _differing(first, second)) and possibilities.possible((one, True), (other, True)):
            message = (
                f"'{first.id}' and '{second.id}' can both fire, and attach '{_clause(first)}' with another {differing}"
            )
            yield warning("contradictory", second.place, message, "let their conditions exclude each other")


def _equivalent(one: Condition, other: Condition, possibilities: Possibilities) -> bool:
    if (one.names, _turning(one)) != (other.names, _turning(other)):
        return False
    apart = (((one, True), (other, False)), ((one, False), (other, True)))
    return not any(possibilities.possible(*ways) for ways in apart)


def _turning(condition: Condition) -> dict[str, set[Value]]:
    return {name: set(values) for name, values in condition.thresholds.items()}


def _clause(rule: Rule) -> str:
    return rule.attach.clause if rule.attach else ""


def _differing(first: Rule, second: Rule) -> str:
    """The first parameter that two attachments of a clause give another value."""
    if first.attach is None or second.attach is None:
        return ""
    one, other = first.attach.parameters, second.attach.parameters
    both = (name for name in one if name in other and one[name].text.strip() != other[name].text.strip())
    return next(both, "")


def _no_way_to_go(
    policy: Policy, rules: Sequence[Rule], ready: Ready, possibilities: Possibilities, around: Surroundings
) -> Iterator[Lint]:
    """What stands between every client and a go, once for each set of rules of which one always fires."""
    barring = [rule for rule in rules if rule.section in (Section.DEAL_BREAKER, Section.CONDITION)]
    while not possibilities.possible(*((ready[rule.id], False) for rule in barring)):
        core = _core(barring, ready, possibilities)
        yield _barred(core)
        barring = [rule for rule in barring if rule not in core]
    try:
        quiet = [(ready[rule.id], False) for rule in barring]
        weighed = [(ready[rule.id], rule.points) for rule in rules if rule.section is Section.SIGNAL]
        least = possibilities.least_points(quiet, weighed)
    except TooManySteps:
        return
    if least is not None and least >= policy.conditional:
        message = f"no client is a go: there are never fewer than {least} points, and conditional begins at {policy.conditional}"
        yield error("no-go-path", place_of("thresholds", policy, around), message, "raise the threshold 'conditional'")


def _core(barring: Sequence[Rule], ready: Ready, possibilities: Possibilities) -> list[Rule]:
    """Rules of which one always fires, and none can be left out."""
    core = list(barring)
    for rule in barring:
        rest = [other for other in core if other is not rule]
        if not possibilities.possible(*((ready[other.id], False) for other in rest)):
            core = rest
    return core


def _barred(core: Sequence[Rule]) -> Lint:
    *others, last = core
    if not others:
        return error(
            "no-go-path", last.place, f"no client is a go: '{last.id}' fires for every one", "narrow its condition"
        )
    names = ", ".join(f"'{rule.id}'" for rule in others)
    lines = ", ".join(f"'{rule.id}' stands on line {rule.place.line}" for rule in others)
    return error("contradictory", last.place, f"no client is a go: one of {names} and '{last.id}' always fires", lines)
