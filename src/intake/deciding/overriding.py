"""Overruling a rule or a must-check in one's own name, or putting a rule off until a day."""

from collections.abc import Sequence
from datetime import date

from intake.documents import did_you_mean
from intake.errors import IntakeError, NotFound, Refused, Usage
from intake.frugal import dataclass
from intake.locale import worded
from intake.model.dates import later
from intake.model.decision import Override
from intake.model.policy import Policy, Section


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands against a rule: the overrides, or else the snoozes, of different people, and how many it needs."""

    overrides: tuple[Override, ...]
    needed: int

    @property
    def counts(self) -> bool:
        """Whether enough people stand behind it."""
        return len(self.overrides) >= self.needed

    @property
    def snoozed(self) -> bool:
        """Whether the rule is only put off."""
        return self.overrides[-1].snooze

    @property
    def by(self) -> str:
        """Their names."""
        return " and ".join(override.by for override in self.overrides)

    @property
    def so_far(self) -> str:
        """How many of those that it needs stand behind it, and who they are."""
        given, needed, names = len(self.overrides), self.needed, self.by
        return worded(f"{given} of {needed} approvals: {names}")


def check_override(policy: Policy, override: Override) -> None:
    """Raises where the policy does not allow it: NotFound, Refused (`override: never`), Usage (no name or reason,
    or a day gone by).

    The name is recorded, not proven: whoever works at this desk may give it. Only signals and conditions can be snoozed,
    never a deal-breaker or a must-check, and for no longer than the policy's `snooze` allows.
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
    if override.snooze:
        _check_snooze(policy, override)
    if override.until is not None and override.until < override.at.date():
        raise Usage(
            f"an override that ended on {override.until} would change nothing", remedy="Choose a day to come, or none."
        )
    if not override.by.strip():
        raise Usage("an override needs the name of who takes it upon themselves", remedy="Say who overrules the rule.")
    if not override.reason.strip() and (rule is None or rule.override.reason_required):
        raise Usage("an override needs a reason", remedy="Say why the rule should not count this time.")


def in_force(policy: Policy, overrides: Sequence[Override], today: date) -> dict[str, Standing]:
    """What stands on that day against each rule or must-check: allowed by the policy, and not expired.

    Where somebody spoke twice, the last word counts; an override that counts stands before a snooze. A must-check needs
    as many people as the strictest rule.
    """
    given: dict[tuple[str, bool], dict[str, Override]] = {}
    for override in overrides:
        if _allowed(policy, override) and (override.until is None or override.until >= today):
            given.setdefault((override.rule, override.snooze), {})[_person(override.by)] = override
    found: dict[str, Standing] = {}
    for (name, _), by_person in sorted(given.items(), key=lambda entry: not entry[0][1]):
        rule = policy.rule(name)
        strictest = max((rule.override.approvals for rule in policy.rules), default=1)
        standing = Standing(tuple(by_person.values()), rule.override.approvals if rule else strictest)
        if standing.counts or name not in found or not found[name].counts:
            found[name] = standing
    return found


def _check_snooze(policy: Policy, override: Override) -> None:
    rule = policy.rule(override.rule)
    if rule is None or rule.section is Section.DEAL_BREAKER:
        raise Refused(
            f"'{override.rule}' cannot be snoozed: it decides whether there is a deal at all",
            remedy="Find it out, or overrule it with a reason.",
        )
    if policy.snooze is None:
        raise Refused(f"the policy {policy.id} lets no rule be snoozed", remedy="Overrule it, with a reason.")
    if override.until is None:
        raise Usage("a snooze needs the day on which it ends", remedy="Pass --until DATE.")
    if override.until > later(override.at.date(), policy.snooze):
        raise Usage(f"a rule is snoozed for at most {policy.snooze}", remedy="Choose an earlier day.")


def _allowed(policy: Policy, override: Override) -> bool:
    try:
        check_override(policy, override)
    except IntakeError:
        return False
    return True


def _person(name: str) -> str:
    return " ".join(name.split()).casefold()
