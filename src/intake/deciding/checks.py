"""What to look at next: the step that narrows the verdict most for what it costs.

A step is asking a source (which may tell several facts at once), asking the client a question, looking into your own
records, or finding something out yourself.
"""

from collections.abc import Iterable, Sequence

from intake.conditions import Unknown
from intake.deciding.facts import Facts
from intake.deciding.narrowing import gains
from intake.deciding.outlook import Outlook
from intake.deciding.ruling import Ruling
from intake.frugal import dataclass, field
from intake.model.decision import CheckNext, Verdict
from intake.model.money import Money
from intake.model.policy import Cost, OnUnknown, Policy, Section

_LEAST_GAIN = 1e-9
_COURTESY = 10
"""How many minutes of your own time are worth a little of the client's patience; a minute is worth one unit of money."""
_ATTENTION = 10
"""How many minutes it is worth to be spared one more step, however short."""
_USUAL = {"answers": Cost(2, 1), "client": Cost(2), "history": Cost(5)}
_SOURCES = {"reference": Cost(20, 2)}
_SOURCE, _OWN, _YOURSELF = Cost(1), Cost(1), Cost(30)


@dataclass(slots=True)
class _Step:
    """One step with its costs and what it would tell; `gain` is how much it narrows the verdict."""

    key: str
    costs: tuple[Cost, ...]
    gain: float = 0.0
    facts: dict[str, float] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        return sum(cost.minutes for cost in self.costs)

    @property
    def courtesy(self) -> int:
        return sum(cost.courtesy for cost in self.costs)

    @property
    def money(self) -> Money | None:
        paid = [cost.money for cost in self.costs if cost.money]
        return sum(paid[1:], start=paid[0]) if paid else None

    @property
    def rank(self) -> tuple[float, str]:
        """The best step sorts first: by gain for its cost, then by name."""
        money = float(self.money.amount) if self.money else 0.0
        return -self.gain / (_ATTENTION + self.minutes + _COURTESY * self.courtesy + money), self.key


def check_next(
    policy: Policy, outlook: Outlook, rulings: Sequence[Ruling], unchecked: Sequence[str], facts: Facts
) -> tuple[CheckNext, ...]:
    """The steps that would narrow the verdict, the best one first; nothing where it cannot change any more.

    Where the verdict stands and only the clauses of some conditions are open, the steps that would tell those.
    """
    if outlook.reachable == {Verdict.NO_GO}:
        return ()
    if len(outlook.reachable) == 1 and not unchecked:
        undecided = [ruling for ruling in rulings if ruling.open and ruling.rule.section is Section.CONDITION]
        return tuple(
            _told(step, facts) for step in _steps(dict.fromkeys(_open_names(undecided, facts), 0.0), policy, facts)
        )
    by_fact, by_rule = gains(policy, outlook, unchecked)
    by_fact = {name: gain for name, gain in by_fact.items() if gain > _LEAST_GAIN}
    broken = {rule for rule, gain in by_rule.items() if gain > _LEAST_GAIN}
    if not by_fact and not broken:  # only several together would move it
        counted = [r for r in rulings if r.rule.section is not Section.SIGNAL or _counts(policy)]
        by_fact = dict.fromkeys(_open_names(counted, facts), 0.0)
    mend = (ruling for ruling in rulings if ruling.rule.id in broken)
    return (
        *(_told(step, facts) for step in _steps(by_fact, policy, facts)),
        *(CheckNext(r.rule.id, f"correct or overrule the rule: {r.outcome}") for r in mend),
    )


def _counts(policy: Policy) -> bool:
    return policy.unknowns.signal is not OnUnknown.IGNORE


def _open_names(rulings: Iterable[Ruling], facts: Facts) -> list[str]:
    names = {name for ruling in rulings if ruling.open for name in ruling.names}
    return sorted(name for name in names if isinstance(facts(name), Unknown))


def _steps(by_fact: dict[str, float], policy: Policy, facts: Facts) -> list[_Step]:
    """The steps that tell these facts, the best first."""
    steps: dict[str, _Step] = {}
    for name, gain in by_fact.items():
        step = _step_for(name, policy, facts)
        step = steps.setdefault(step.key, step)
        step.gain += gain
        step.facts[name] = gain
    return sorted(steps.values(), key=lambda step: step.rank)


def _step_for(name: str, policy: Policy, facts: Facts) -> _Step:
    where = name.partition(".")[0]
    if sources := facts.silent(name):
        return _Step(
            ", ".join(sources), tuple(policy.costs.get(source, _SOURCES.get(source, _SOURCE)) for source in sources)
        )
    key = where if where == "history" else name
    usual = _OWN if facts.is_own(name) else _USUAL.get(where, _YOURSELF)
    return _Step(key, (policy.costs.get(key, usual),))


def _told(step: _Step, facts: Facts) -> CheckNext:
    names = tuple(sorted(step.facts, key=lambda name: (-step.facts[name], name)))
    return CheckNext(names[0], _what_to_do(names[0], facts), names, step.minutes, step.courtesy, step.money)


def _what_to_do(name: str, facts: Facts) -> str:
    outcome = facts(name)
    why = "; ".join(cause.why for cause in outcome.causes) if isinstance(outcome, Unknown) else ""
    where, _, fact = name.partition(".")
    match where:
        case "answers":
            return f"answer it yourself: {why}" if facts.is_own(name) else f"ask the client: {why}"
        case "client":
            return f"write down the client's {fact}: {why}"
        case "history":
            return f"look it up in your own records: {why}"
    if sources := ", ".join(facts.silent(name)):
        fresh = where == "findings" and facts.never_asked(fact)
        return f"ask {sources}" if fresh else f"ask {sources} again, or find out yourself: {why}"
    told = "" if facts.sources(fact) else " and overrule the rule"
    return f"find out yourself{told}: {why}"
