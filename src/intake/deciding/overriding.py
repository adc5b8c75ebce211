"""Overruling a rule or a must-check in one's own name."""

from datetime import date

from intake.documents import did_you_mean
from intake.errors import IntakeError, NotFound, Refused, Usage
from intake.model.decision import Override
from intake.model.policy import Policy


def check_override(policy: Policy, override: Override) -> None:
    """Raises where the policy does not allow it: NotFound, Refused (`override: never`), Usage (no name or reason).

    The name is recorded, not proven: whoever works at this desk may give it.
    """
    rule = policy.rule(override.rule)
    must_check = tuple(name.text for name in policy.unknowns.must_check)
    if rule is None and override.rule not in must_check:
        known = (*(rule.id for rule in policy.rules), *must_check)
        raise NotFound(
            f"the policy {policy.id} has no rule '{override.rule}'",
            remedy=did_you_mean(override.rule, known) or f"It has: {', '.join(known)}.",
        )
    if rule is not None and not rule.override.by:
        raise Refused(
            f"'{rule.id}' may be overruled by nobody: {rule.say}", remedy="The policy says `override: never`."
        )
    if not override.by.strip():
        raise Usage("an override needs the name of who takes it upon themselves", remedy="Say who overrules the rule.")
    if not override.reason.strip() and (rule is None or rule.override.reason_required):
        raise Usage("an override needs a reason", remedy="Say why the rule should not count this time.")


def in_force(policy: Policy, overrides: tuple[Override, ...], today: date) -> dict[str, Override]:
    """The overrides that count on that day, by rule: allowed by the policy and not expired; the last one of a rule."""
    return {override.rule: override for override in overrides if _counts(policy, override, today)}


def _counts(policy: Policy, override: Override, today: date) -> bool:
    try:
        check_override(policy, override)
    except IntakeError:
        return False
    return override.until is None or override.until >= today
