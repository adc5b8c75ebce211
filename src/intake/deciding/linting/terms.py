"""What a policy leaves out of an agreement, or could not put into one: caps, rates, ceilings, currencies, clauses, sources."""

from collections.abc import Iterator

from intake.conditions import Choice, parse_expression, tree
from intake.deciding.clauses import word
from intake.deciding.linting.lint import Lint, Surroundings, error, place_in, place_of, warning
from intake.documents import did_you_mean
from intake.model.money import Money
from intake.model.policy import Attachment, Policy, Rule, Section
from intake.model.small_claims import CEILINGS, ceiling_in

_BILLING = "answers.billing_model"
_STAYS_OPEN = "it stays open until somebody overrules it"


def term_lints(policy: Policy, around: Surroundings) -> Iterator[Lint]:
    """Every fault of terms."""
    for rule in (*policy.rules, *policy.profile):
        yield from _foreign_amounts(rule, policy.currency)
        if rule.attach is not None:
            yield from _clause_unknown(rule, rule.attach, around)
            yield from _cap_without_rate(rule, rule.attach)
            yield from _over_ceiling(rule, rule.attach)
    yield from _fixed_without_cap(policy, around)
    yield from _untold(policy, around)


def _foreign_amounts(rule: Rule, currency: str) -> Iterator[Lint]:
    """Amounts in another currency than the policy's: what a client says in one is never held against the other."""
    written = [
        rule.condition,
        *(p for p in (rule.attach.parameters.values() if rule.attach else ()) if word(p) is None),
    ]
    for expression in written:
        for node, _ in tree.walk(parse_expression(expression).node):
            match node:
                case tree.Literal(value=Money() as amount, at=at) if currency and amount.currency != currency:
                    message = f"{amount} in a policy that reckons in {currency}"
                    hint = f"write the amount in {currency}, or keep a policy for each currency"
                    yield error("mixed-currency", place_in(expression, at), message, hint)


def _clause_unknown(rule: Rule, attach: Attachment, around: Surroundings) -> Iterator[Lint]:
    if not around.clauses:
        return
    known = around.clauses.get(attach.clause)
    if known is None:
        hint = did_you_mean(attach.clause, tuple(around.clauses)) or "write it into the folder 'clauses' of your home"
        yield error(
            "unknown-clause", rule.place, f"'{rule.id}' attaches a clause '{attach.clause}' that does not exist", hint
        )
        return
    for name, expression in attach.parameters.items():
        if name not in known:
            message = f"the clause '{attach.clause}' has no parameter '{name}'"
            yield warning("unknown-parameter", expression.place, message, did_you_mean(name, tuple(known)))


def _cap_without_rate(rule: Rule, attach: Attachment) -> Iterator[Lint]:
    if attach.clause == "revision_cap" and "extra_rate" not in attach.parameters:
        message = f"'{rule.id}' caps the rounds of changes, and names no rate for those beyond"
        yield warning("cap-without-rate", rule.place, message, "add extra_rate: answers.extra_rate")


def _over_ceiling(rule: Rule, attach: Attachment) -> Iterator[Lint]:
    if attach.clause != "instalments":
        return
    hint = "write max_each: small_claims_limit(client.country)"
    written = attach.parameters.get("max_each")
    if written is None:
        yield warning("instalment-over-ceiling", rule.place, f"'{rule.id}' sets no limit to an instalment", hint)
        return
    match parse_expression(written).node if word(written) is None else None:
        case tree.Literal(value=Money() as most):
            lower = _lower_ceilings(most)
            if lower:
                country, ceiling = next(iter(lower.items()))
                more = f" and {len(lower) - 1} more" if len(lower) > 1 else ""
                message = f"an instalment of {most} lies above the small-claims ceiling in {country} ({ceiling}){more}"
                yield warning("instalment-over-ceiling", written.place, message, hint)


def _lower_ceilings(most: Money) -> dict[str, Money]:
    """The jurisdictions whose ceiling for amounts of that currency is lower, lowest first."""
    found = {country: ceiling.most for country in CEILINGS if (ceiling := ceiling_in(country, most.currency))}
    lower = {country: ceiling for country, ceiling in found.items() if ceiling.minor < most.minor}
    return dict(sorted(lower.items(), key=lambda pair: (pair[1].minor, pair[0])))


def _fixed_without_cap(policy: Policy, around: Surroundings) -> Iterator[Lint]:
    billing = around.scope.names.get(_BILLING)
    possible = "fixed" in billing.options if isinstance(billing, Choice) else billing is not None
    capped = any(rule.attach and rule.attach.clause == "revision_cap" for rule in policy.rules)
    if possible and not capped:
        place = place_of(Section.CONDITION.value, policy, around)
        message = "a price can be fixed, and no condition caps the rounds of changes"
        hint = "attach revision_cap where answers.revisions is unknown or too high"
        yield warning("fixed-without-cap", place, message, hint)


def _untold(policy: Policy, around: Surroundings) -> Iterator[Lint]:
    """Facts on which a go hangs and that nobody tells: they stay open until a person overrules."""
    must_check = {expression.text.strip(): expression.place for expression in policy.unknowns.must_check}
    for name, place in must_check.items():
        if why := _why_untold(name, around):
            yield warning("must-check-untold", place, f"{name} must be checked, and {why}", _STAYS_OPEN)
    for rule in policy.rules:
        for name in _waits_for(rule) if rule.section is Section.DEAL_BREAKER else ():
            if name not in must_check and (why := _why_untold(name, around)):
                yield warning("deal-breaker-untold", rule.place, f"'{rule.id}' hangs on {name}, and {why}", _STAYS_OPEN)


def _waits_for(rule: Rule) -> list[str]:
    """The facts without which a rule stays open; an answer that it asks to be known first is not one of them."""
    program = parse_expression(rule.condition)
    tested = {node.operand for node, _ in tree.walk(program.node) if isinstance(node, tree.KnownTest)}
    asked = {node.name for node in tested if isinstance(node, tree.Name) and node.name.startswith("answers.")}
    return sorted(program.names - asked)


def _why_untold(name: str, around: Surroundings) -> str:
    where, _, fact = name.partition(".")
    if where == "findings" and fact not in around.told:
        return "no installed source tells it"
    if where == "answers" and fact not in around.asked:
        return "the questionnaire does not ask it"
    return ""
