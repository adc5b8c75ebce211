"""How many checks a verdict takes: by `check next`, against fixed orders, over the same clients in one run.

    python benchmarks/check_next.py [CLIENTS]

Random clients, of whom nothing is known at first; most of what is true of them is harmless. A check asks one source (and
tells all that it tells), one question, or looks into one's own records; only facts that the policy reads are counted. Every
way stops as soon as the verdict stands. The fixed order is that of the work itself: the questions as the brief asks them,
then the sources as `intake vet` lists them, then one's own records; beside it the order in which the policy's author wrote
the rules, which already puts what matters first. Prints checks and minutes per client, and what `check next` saves against
the fixed order; the claim is 40 % of the checks.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

from intake.conditions import parse_expression
from intake.deciding import Case, decide, read_policy
from intake.interviewing.reading import read_questionnaire
from intake.model.answers import Answer, State
from intake.model.client import Client, Kind
from intake.model.decision import Decision, Verdict
from intake.model.facts import FINDINGS
from intake.model.finding import Finding, SourceReport, Status
from intake.model.money import Money
from intake.model.policy import Policy
from intake.model.values import Item, Percent, Value

NOW = datetime(2027, 1, 15, tzinfo=UTC)
POLICIES = Path(__file__).parents[1] / "policies"
BRIEF = Path(__file__).parents[1] / "questionnaires" / "web.yaml"
SOURCES: Mapping[str, tuple[str, ...]] = {
    "contact": tuple(
        f"contact.{fact}" for fact in ("email_valid", "email_disposable", "email_on_website_domain", "numbers_valid")
    ),
    "gleif": ("registry.active", "lei.current"),
    "mail_dns": ("mail.accepts",),
    "rdap": ("domain.registered", "domain.created"),
    "reference": ("reference.bad",),
    "register": ("insolvency.open",),
    "vies": ("vat.valid",),
    "website": ("website.names_client", "website.has_imprint"),
}
HARMLESS = 0.88
TRUTHS: Mapping[str, tuple[Value, Value]] = {  # harmless, harmful
    "answers.prepay": (Percent(Decimal(50)), Percent(Decimal(0))),
    "answers.pay_days": (14, 75),
    "answers.revisions": (2, 9),
    "answers.budget": (Money(3_000_00, "EUR"), Money(25_000_00, "EUR")),
    "answers.deadline": (date(2027, 3, 1), date(2027, 12, 1)),
    "answers.test_task": (False, True),
    "answers.source_before_payment": (False, True),
    "answers.decision_maker": (Item.of({"name": "Ada"}), Item.of({"name": "Bo"})),
    "answers.former_contractor": (Item.of({"name": "Ada"}), Item.of({"name": "Bo"})),
    "answers.values_fit": ("yes", "no"),
    "answers.conflict_of_interest": (False, True),
    "answers.enjoy": ("yes", "no"),
    "answers.skill_fit": ("yes", "no"),
    "answers.own_hours": (40, 200),
    "answers.free_hours": (160, 20),
    "answers.friend": (False, True),
    "answers.abusive": (False, True),
    "answers.unlawful": (False, True),
    "answers.talks": (("nothing",), ("distrust", "no_time")),
    "answers.slowest_answer": (2, 9),
    "history.trusted": (True, False),
    "history.late_payments": (0, 3),
    "history.short_payments": (0, 1),
    "history.incidents": (0, 2),
    "client.country": ("DE", "XX"),
    "findings.domain.created": (date(2015, 5, 1), date(2026, 12, 1)),
    "findings.contact.email_disposable": (False, True),
    "findings.insolvency.open": (False, True),
    "findings.reference.bad": (False, True),
}
Known = dict[str, Value]


def client(random: Random, names: frozenset[str]) -> Known:
    """All that is true of a random client; one in three has paid you before."""
    truth: Known = {}
    for name in sorted(names):
        good, bad = TRUTHS.get(name, (True, False))
        share = 0.33 if name == "history.trusted" else HARMLESS
        truth[name] = good if random.random() < share else bad
    return truth


def case(known: Known) -> Case:
    """The case in which only so much is known."""
    asked = {source for source, facts in SOURCES.items() for fact in facts if f"findings.{fact}" in known}
    reports = {source: _report(source, known) for source in asked}
    declared = {fact: (source,) for source, facts in SOURCES.items() for fact in facts}
    answers = {
        name.removeprefix("answers."): Answer(name, State.ANSWERED, NOW, "client", value)
        for name, value in known.items()
        if name.startswith("answers.")
    }
    history = {name.removeprefix("history."): value for name, value in known.items() if name.startswith("history.")}
    who = Client("Acme", Kind.COMPANY, str(known.get("client.country", "")))
    return replace(
        Case(who, "b@1", "sha256:0", {}, {}, {}, (), NOW, "", declared),
        answers=answers,
        reports=reports,
        history=history,
    )


def checks(policy: Policy, truth: Known, pick: Callable[[Decision], str]) -> tuple[int, int]:
    """How many checks, and minutes by the policy's costs, until the verdict stands."""
    known: Known = {}
    count = minutes = 0
    while (decision := decide(policy, case(known))).verdict is Verdict.OPEN:
        fact = pick(decision)
        minutes += next((step.minutes for step in decision.check_next if fact in step.facts), 1)
        count += 1
        known |= {name: truth[name] for name in told_with(fact) if name in truth}
    return count, minutes


def told_with(fact: str) -> tuple[str, ...]:
    """The facts that the same check tells."""
    if fact.startswith("history."):
        return tuple(name for name in TRUTHS if name.startswith("history."))
    facts = next((facts for facts in SOURCES.values() if fact.removeprefix("findings.") in facts), ())
    return tuple(f"findings.{told}" for told in facts) or (fact,)


def in_order(names: tuple[str, ...]) -> Callable[[Decision], str]:
    """Takes the facts in the order of the policy, each that is not known yet."""

    def pick(decision: Decision) -> str:
        missing = {gap.name for gap in decision.not_checked}
        return next(name for name in names if name in missing)

    return pick


def _report(source: str, known: Known) -> SourceReport:
    facts = SOURCES[source]
    told = {fact.partition("."): known[f"findings.{fact}"] for fact in facts if f"findings.{fact}" in known}
    findings = (Finding(topic, fact, value, "") for (topic, _, fact), value in told.items())
    return SourceReport(source, Status.CHECKED, NOW, 0, tuple(findings), (), facts)


def orders(policy: Policy) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The facts of a policy in the order of the work, and in the order of its rules."""
    must = [name.text for name in policy.unknowns.must_check]
    read = [name for rule in policy.rules for name in sorted(parse_expression(rule.condition).names)]
    written = tuple(dict.fromkeys([*must, *read]))
    brief = read_questionnaire(BRIEF.read_bytes(), str(BRIEF))
    work = [f"answers.{question.id}" for question in brief.questions()]
    work += [f"findings.{fact}" for source in sorted(SOURCES) for fact in SOURCES[source]]
    place = {name: number for number, name in enumerate(work)}
    return tuple(sorted(written, key=lambda name: place.get(name, len(place)))), written


def main(clients: int) -> int:
    """Runs all ways on the same clients and prints the table; 1 where less than 40 % is saved."""
    print(f"checks (and minutes) until the verdict stands, mean of {clients} random clients\n")
    print(f"{'policy':<10}{'fixed order':>18}{'order of rules':>18}{'check next':>18}{'saved':>8}{'ratio':>7}")
    worst = 1.0
    for path in sorted(POLICIES.glob("*.yaml")):
        policy = read_policy(path.read_bytes(), str(path), answers={}, findings=FINDINGS)
        work, written = orders(policy)
        ways = (in_order(work), in_order(written), lambda decision: decision.check_next[0].fact)
        sums = [[0, 0] for _ in ways]
        random = Random(7)  # the same clients in every run
        for _ in range(clients):
            truth = client(random, frozenset(written))
            for total, pick in zip(sums, ways, strict=True):
                for place, value in enumerate(checks(policy, truth, pick)):
                    total[place] += value
        ratio = sums[2][0] / sums[0][0]
        worst = min(worst, 1 - ratio)
        row = "".join(f"{f'{count / clients:.1f} ({minutes / clients:.0f} min)':>18}" for count, minutes in sums)
        print(f"{policy.id:<10}{row}{1 - ratio:>8.0%}{ratio:>7.2f}")
    return 0 if worst >= 0.4 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
