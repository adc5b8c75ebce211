"""From a case to its decision, by the policy; pure, so that the same case always yields the same record."""

from collections.abc import Sequence
from datetime import date

from intake import canonical
from intake.conditions import Unknown, parse_expression
from intake.deciding.case import Case
from intake.deciding.checks import check_next
from intake.deciding.clauses import clause_due, word
from intake.deciding.facts import Facts
from intake.deciding.gaps import not_checked
from intake.deciding.outlook import look_out
from intake.deciding.overriding import in_force
from intake.deciding.ruling import Ruling, result_of, rule_on, settled
from intake.deciding.weighing import Scales
from intake.model.dates import later
from intake.model.decision import ClauseDue, Decision, Override, Result, Verdict
from intake.model.persons import banner
from intake.model.policy import Policy


def decide(policy: Policy, case: Case, scales: Scales | None = None) -> Decision:
    """The verdict where the facts leave only one possible, else OPEN between the best and the worst.

    - A deal-breaker that fired is no-go; points never buy it off. One that is open keeps no-go possible.
    - Points from `no_go` up are no-go; points from `conditional` up, or a condition that fired, are conditional.
    - Open signals count as the policy says: at their worst against a go, both ways, or not at all with its reason.
    - A fact of `must_check` that is unknown keeps no-go possible, whatever else is known: nobody starts unchecked.
    - An override or a snooze in force takes its rule, or its must-check, out of the reckoning.
    - The profile says how well the client suits you, beside the verdict; it never touches it.

    `possible` holds every verdict that the open facts could still bring, short of a go that the policy denies to open
    signals, and where `exact` no other; the verdict is OPEN exactly when there are several. Losing a source's report
    never improves the worst end, nor makes a go of anything else, except by signals that the policy itself says to
    ignore.

    `scales` remember the rules of the decision before: only those that read something else now are weighed again.
    """
    scales = scales or Scales()
    facts = Facts(case, policy.unknowns.stale_after)
    standing = in_force(policy, case.overrides, case.today)
    rulings = [
        rule_on(rule, scales.weigh(rule.condition, facts, case.today), standing.get(rule.id)) for rule in policy.rules
    ]
    unchecked = _unchecked(policy, facts, {name for name, each in standing.items() if each.counts})
    profile = [rule_on(part, scales.weigh(part.condition, facts, case.today)) for part in policy.profile]
    outlook = look_out(policy, rulings, unchecked=bool(unchecked))
    rulings = [settled(ruling, outlook.rules) for ruling in rulings]
    counted = tuple(override for each in standing.values() if each.counts for override in each.overrides)
    dues, notes = _clauses(rulings, facts, case.today)
    return Decision(
        verdict=outlook.best if outlook.best is outlook.worst else Verdict.OPEN,
        best=outlook.best,
        worst=outlook.worst,
        points_best=outlook.points_best,
        points_worst=outlook.points_worst,
        rules=tuple(result_of(ruling, facts, policy, notes.get(ruling.rule.id, "")) for ruling in rulings),
        conditions=dues,
        check_next=check_next(policy, outlook, rulings, unchecked, facts),
        not_checked=not_checked(case, facts, _names_read(policy, rulings)),
        overrides=counted,
        as_of=case.as_of,
        policy=f"{policy.id}@{policy.version}",
        policy_digest=policy.digest,
        questionnaire=case.questionnaire,
        questionnaire_digest=case.questionnaire_digest,
        answers_digest=canonical.digest_of(case.answers),
        findings_digest=canonical.digest_of(case.reports),
        review_on=_review_on(policy, counted, case.today),
        isolation={name: str(each.isolation) for name, each in case.reports.items() if each.isolation.process},
        recorded=any(evidence.recorded for report in case.reports.values() for evidence in report.evidence),
        previous=case.previous,
        possible=outlook.possible,
        exact=outlook.exact,
        banner=banner(case.client, case.reports.values()),
        profile=tuple(result_of(part, facts, policy) for part in profile),
    )


def _review_on(policy: Policy, overrides: Sequence[Override], today: date) -> date | None:
    """The day of the next review: the policy's, or that on which the first snooze ends."""
    days = [later(today, policy.review.every)] if policy.review.every else []
    days += [override.until for override in overrides if override.snooze and override.until]
    return min(days, default=None)


def _unchecked(policy: Policy, facts: Facts, overruled: set[str]) -> tuple[str, ...]:
    """The must-checks that are open and not overruled."""
    names = (expression.text.strip() for expression in policy.unknowns.must_check)
    return tuple(name for name in names if name not in overruled and isinstance(facts(name), Unknown))


def _clauses(rulings: list[Ruling], facts: Facts, today: date) -> tuple[tuple[ClauseDue, ...], dict[str, str]]:
    """The clauses of the conditions that fired, and by rule what is unknown of their parameters."""
    fired = [(r.rule, r.rule.attach) for r in rulings if r.result is Result.FIRED and r.rule.attach]
    found = {rule.id: clause_due(rule, attach, facts, today) for rule, attach in fired}
    return tuple(due for due, _ in found.values()), {rule: note for rule, (_, note) in found.items()}


def _names_read(policy: Policy, rulings: list[Ruling]) -> set[str]:
    """Every fact that the policy reads: in its rules, its must-checks, and the parameters of its clauses."""
    names = {name for ruling in rulings for name in ruling.names}
    names |= {expression.text.strip() for expression in policy.unknowns.must_check}
    written = (p for r in rulings if r.rule.attach for p in r.rule.attach.parameters.values() if word(p) is None)
    return names.union(*(parse_expression(parameter).names for parameter in written))
