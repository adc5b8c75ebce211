"""Between which verdicts the open facts leave a matter: those that some way of turning out would bring."""

from collections.abc import Iterable, Mapping, Sequence

from intake.deciding.completions import OpenRule, Outcome, Table, tables
from intake.deciding.ruling import Ruling
from intake.frugal import dataclass
from intake.model.decision import Result, Verdict
from intake.model.policy import OnUnknown, Policy, Section

ORDER = (Verdict.GO, Verdict.CONDITIONAL, Verdict.NO_GO)
"""From the best verdict to the worst."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What the rules come to that are not open: whether one breaks the deal, whether one makes it conditional, points."""

    broken: bool
    conditional: bool
    points: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """The verdicts that are possible, best first, and the least and most points.

    `exact` says that each of them is reached by some completion of the open facts; else they may be too many, never too
    few. `rules` tells the open rules that come to the same in every completion. `reachable` leaves out what the policy
    says of open signals and must-checks: what checking all of them could bring.
    """

    possible: tuple[Verdict, ...]
    reachable: frozenset[Verdict]
    points_best: int
    points_worst: int
    exact: bool
    rules: Mapping[str, bool]
    settled: Settled
    tables: Sequence[Table]

    @property
    def best(self) -> Verdict:
        """The best verdict that is possible."""
        return self.possible[0]

    @property
    def worst(self) -> Verdict:
        """The worst verdict that is possible."""
        return self.possible[-1]


def look_out(policy: Policy, rulings: Sequence[Ruling], *, unchecked: bool) -> Outlook:
    """The verdicts that the open rules and must-checks leave possible.

    A deal-breaker that fires is no-go whatever the points; else the points decide by the thresholds, and a condition
    that fires makes it conditional at least. `unchecked` says that a must-check is open, which keeps no-go possible.

    Open signals follow the policy. `range` counts them both ways; `ignore` not at all. `worst` lets them count against
    a go as if they had fired, while a no-go by points takes a completion in which it is reached: what nobody checked
    clears nobody, and turns nobody away.
    """
    settled = _settled(rulings)
    ignored = Section.SIGNAL if policy.unknowns.signal is OnUnknown.IGNORE else None
    open_rules = [OpenRule(r.rule, r.left) for r in rulings if r.open and r.rule.section is not ignored]
    found, exact = tables(open_rules, policy.domains)
    least = settled.points + sum(min(outcome.points for outcome in table.outcomes) for table in found)
    most = settled.points + sum(max(outcome.points for outcome in table.outcomes) for table in found)
    reachable = _reachable(policy, settled, [table.outcomes for table in found])
    possible = reachable | {Verdict.NO_GO} if unchecked else reachable
    if policy.unknowns.signal is OnUnknown.WORST and most >= policy.conditional:
        possible = frozenset(Verdict.CONDITIONAL if verdict is Verdict.GO else verdict for verdict in possible)
    same = {rule: fired for table in found for rule, fired in table.settled()}
    return Outlook(tuple(v for v in ORDER if v in possible), reachable, least, most, exact, same, settled, found)


def _reachable(policy: Policy, settled: Settled, tables: Iterable[Iterable[Outcome]]) -> frozenset[Verdict]:
    """The verdicts that can be reached by taking one outcome of each table.

    The sums of points that are possible are kept as the bits of a number, those without a condition that fired (`clean`)
    apart from the others, so that adding a table means shifting bits.
    """
    if settled.broken:
        return frozenset((Verdict.NO_GO,))
    broken = False
    clean, conditional = (0, 1) if settled.conditional else (1, 0)
    lowest = settled.points
    for outcomes in tables:
        whole = [outcome for outcome in outcomes if not outcome.broken]
        broken = broken or any(outcome.broken for outcome in outcomes)
        step = min((outcome.points for outcome in whole), default=0)
        before, clean, conditional = (clean, conditional), 0, 0
        for outcome in whole:
            shift = outcome.points - step
            clean |= 0 if outcome.conditional else before[0] << shift
            conditional |= (before[1] | (before[0] if outcome.conditional else 0)) << shift
        lowest += step
    return _verdicts(policy, clean, conditional, lowest).union((Verdict.NO_GO,) if broken else ())


def _verdicts(policy: Policy, clean: int, conditional: int, lowest: int) -> frozenset[Verdict]:
    """The verdicts by points; bit n of the numbers stands for the sum `lowest + n`."""
    possible = set()
    if _below(clean, policy.conditional - lowest):
        possible.add(Verdict.GO)
    if _below(clean, policy.no_go - lowest) != _below(clean, policy.conditional - lowest):
        possible.add(Verdict.CONDITIONAL)
    if _below(conditional, policy.no_go - lowest):
        possible.add(Verdict.CONDITIONAL)
    if _below(clean | conditional, policy.no_go - lowest) != clean | conditional:
        possible.add(Verdict.NO_GO)
    return frozenset(possible)


def _below(bits: int, place: int) -> int:
    return bits if place >= bits.bit_length() else bits & ((1 << max(0, place)) - 1)


def _settled(rulings: Sequence[Ruling]) -> Settled:
    fired = [ruling.rule for ruling in rulings if ruling.result is Result.FIRED]
    return Settled(
        any(rule.section is Section.DEAL_BREAKER for rule in fired),
        any(rule.section is Section.CONDITION for rule in fired),
        sum(rule.points for rule in fired if rule.section is Section.SIGNAL),
    )
