"""The linter finds what cannot be meant, at its place, and leaves alone what can."""

from collections.abc import Mapping
from datetime import date

import pytest

from deciding.cases import POLICIES, policy_of, shipped
from intake.conditions import Choice, Kind
from intake.deciding import policy_scope
from intake.deciding.linting import Lint, Surroundings, lint
from intake.errors import Place
from intake.model.facts import ANSWERS, FINDINGS
from intake.model.questionnaire import Level

CAP = "- {id: cap, if: answers.revisions is unknown, attach: {clause: revision_cap, rounds: 2, extra_rate: 90 EUR}}\n"
THRESHOLDS = Place("policy.yaml", 5, 1)


def around(
    *, told: frozenset[str] = frozenset(FINDINGS), answers: Mapping[str, Kind] | None = None, clauses: bool = False
) -> Surroundings:
    """Everything is told and asked; `clauses` brings a small clause book."""
    return Surroundings(
        scope=policy_scope(answers or {}, FINDINGS),
        told=told,
        asked=frozenset(ANSWERS),
        clauses={"revision_cap": ("rounds", "extra_rate"), "prepayment": ("percent", "per")} if clauses else {},
        places={"thresholds": THRESHOLDS},
        today=date(2027, 1, 15),
    )


def found(rules: str, surroundings: Surroundings | None = None, *, cap: bool = True) -> list[Lint]:
    """What the linter finds in a policy of these rules, with a cap of revisions unless told otherwise."""
    text = rules if not cap else rules + CAP if "conditions:" in rules else rules + "conditions:\n" + CAP
    return list(lint(policy_of(text), surroundings or around()))


def kinds(rules: str, surroundings: Surroundings | None = None, *, cap: bool = True) -> list[str]:
    return [each.kind for each in found(rules, surroundings, cap=cap)]


def deal_breaker(condition: str, name: str = "one") -> str:
    return f'- {{id: {name}, if: "{condition}", say: no}}\n'


def deal_breakers(*conditions: str) -> str:
    names = ("one", "two", "three", "four")
    return "deal_breakers:\n" + "".join(deal_breaker(c, n) for c, n in zip(conditions, names, strict=False))


@pytest.mark.parametrize("path", sorted(POLICIES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_policies_that_come_along_are_sound(path: object) -> None:
    assert [
        str(each.fault) for each in lint(shipped(getattr(path, "stem", "")), around()) if each.level is Level.ERROR
    ] == []


@pytest.mark.parametrize(
    "condition",
    [
        "answers.pay_days < 10 and answers.pay_days > 20",
        "answers.pay_days > 30 and not answers.pay_days > 14",
        "answers.prepay > 100%",
        "answers.prepay < 0%",
        "history.late_payments < 0",
        "history.late_payments > 2 and history.late_payments < 3",
        "answers.budget > 2000 EUR and answers.budget < 2000 EUR",
        "answers.rights = 'all' and answers.rights = 'some'",
        "client.kind = 'firm'",
        "client.country in ['Sweden', 'Norway']",
        "history.trusted and not history.trusted",
        "client.country is unknown",
        "today() - findings.domain.created < 10 days and findings.domain.created < 2020-01-01",
        "answers.deadline - today() > 90 days and answers.deadline - today() < 30 days",
        "answers.deadline > today() + 30 days and answers.deadline < today()",
        "2 > 3",
        "sum(deliverables, price) > 500 EUR and not sum(deliverables, price) > 500 EUR",
        "answers.start < answers.deadline and not answers.start < answers.deadline",
        "answers.pay_days * 2 > 30 and answers.pay_days < 15",
    ],
)
def test_a_rule_that_can_never_fire_is_found(condition: str) -> None:
    condition = condition.replace("sum(deliverables", "sum(answers.deliverables")
    (only,) = found(deal_breakers(condition))
    assert (only.kind, only.level) == ("never-fires", Level.ERROR)
    assert str(only.fault).startswith("policy.yaml:7:8: 'one' can never fire")


@pytest.mark.parametrize(
    "condition",
    [
        "answers.pay_days > 10 and answers.pay_days < 20",
        "answers.pay_days > 10 and answers.pay_days < 11",
        "answers.prepay = 100%",
        "answers.budget > 2000 EUR or answers.budget > 2000 USD",
        "answers.decision_maker is unknown and answers.former_contractor is known",
        "answers.rights in ['all', 'some'] and answers.rights != 'all'",
        "today() - findings.domain.created < 180 days",
        "findings.registry.active is unknown and not history.trusted",
        "answers.deadline < 2020-01-01",
        "answers.deadline < today() + 5 working days and answers.deadline > today() + 7 days",
        "answers.budget * 50% > 2000 EUR and answers.budget < 5000 EUR",
        "answers.budget > small_claims_limit(client.country)",
        "any(answers.deliverables, due > 2027-03-01)",
        "client.country = 'SE' and client.kind = 'person'",
    ],
)
def test_a_rule_that_may_fire_is_left_alone(condition: str) -> None:
    assert "never-fires" not in kinds(deal_breakers(condition))


def test_a_part_of_the_profile_that_nobody_can_meet_is_found() -> None:
    assert kinds("profile:\n- {id: dream, if: answers.prepay > 100%, say: Pays more than all.}\n") == ["never-fires"]
    assert kinds("profile:\n- {id: known, if: yes, say: Everyone.}\n") == []


def test_what_stays_open_is_no_condition_and_the_hint_says_so() -> None:
    (only,) = found(deal_breakers("history.trusted is unknown"))
    assert only.fault.hint == "history.trusted stays open until somebody writes it down"


def test_a_deal_breaker_for_everyone_leaves_no_way_to_a_go() -> None:
    (only,) = found(deal_breakers("answers.test_task or not answers.test_task"))
    assert only.kind == "no-go-path"
    assert "'one' fires for every one" in only.fault.message


def test_an_unasked_condition_for_everyone_leaves_no_way_to_a_go() -> None:
    assert kinds("conditions:\n- {id: always, if: yes, attach: {clause: written_only}}\n") == ["no-go-path"]


def test_two_rules_of_which_one_always_fires_contradict_each_other() -> None:
    (only,) = found(deal_breakers("answers.pay_days < 30", "answers.pay_days > 20"))
    assert only.kind == "contradictory"
    assert "'one' and 'two'" in only.fault.message
    assert only.fault.hint == "'one' stands on line 7"


def test_three_rules_that_leave_nothing_open_are_named_together() -> None:
    rules = deal_breakers(
        "answers.pay_days < 10",
        "answers.pay_days > 20",
        "answers.pay_days > 9 and answers.pay_days < 21",
        "answers.test_task",
    )
    (only,) = found(rules)
    assert "'one', 'two' and 'three' always fires" in only.fault.message


def test_two_contradictions_are_both_told() -> None:
    rules = deal_breakers("history.trusted", "not history.trusted", "answers.test_task", "not answers.test_task")
    assert kinds(rules) == ["contradictory", "contradictory"]


def test_points_that_never_fall_below_the_threshold_leave_no_way_to_a_go() -> None:
    rules = """signals:
- {id: early, points: 25, if: answers.pay_days <= 30, say: early}
- {id: late, points: 25, if: answers.pay_days > 30, say: late}
"""
    (only,) = found(rules)
    assert (only.kind, only.fault.place) == ("no-go-path", THRESHOLDS)
    assert "fewer than 25 points" in only.fault.message
    assert kinds(rules + "- {id: known, points: -10, if: history.trusted, say: known}\n") == []


def test_a_signal_that_always_fires_is_a_warning() -> None:
    rules = "signals:\n- {id: base, points: 5, if: answers.prepay >= 0%, say: base}\n"
    (only,) = found(rules)
    assert (only.kind, only.level) == ("always-fires", Level.WARN)


def test_rules_that_say_the_same_are_found_however_they_are_written() -> None:
    assert kinds(deal_breakers("not answers.pay_days > 30", "answers.pay_days <= 30")) == ["duplicate"]
    assert kinds(deal_breakers("answers.pay_days < 30", "answers.pay_days <= 30")) == []


def test_two_clauses_on_one_condition_are_no_duplicates() -> None:
    rules = """conditions:
- {id: one, if: history.late_payments >= 1, attach: {clause: late_fee}}
- {id: two, if: history.late_payments >= 1, attach: {clause: stop_work}}
"""
    assert kinds(rules) == []


def test_one_clause_in_two_ways_at_once_is_contradictory() -> None:
    rules = """conditions:
- {id: some, if: answers.prepay < 50%, attach: {clause: prepayment, percent: 50%}}
- {id: more, if: answers.prepay < 20%, attach: {clause: prepayment, percent: 70%}}
"""
    assert kinds(rules) == ["contradictory"]
    assert kinds(rules.replace("if: answers.prepay < 50%", "if: answers.prepay >= 20% and answers.prepay < 50%")) == []


def test_a_cap_of_changes_needs_a_rate() -> None:
    rules = "conditions:\n- {id: cap, if: answers.revisions > 3, attach: {clause: revision_cap, rounds: 3}}\n"
    assert kinds(rules, cap=False) == ["cap-without-rate"]


def test_a_fixed_price_needs_a_cap_of_changes() -> None:
    rules = deal_breakers("answers.test_task")
    assert kinds(rules, cap=False) == ["fixed-without-cap"]
    assert kinds(rules, around(answers={"billing_model": Choice(("hourly", "retainer"))}), cap=False) == []
    assert kinds(rules, around(answers={"billing_model": Choice(("hourly", "fixed"))}), cap=False) == [
        "fixed-without-cap"
    ]


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        (", max_each: 60000 EUR", ["instalment-over-ceiling"]),
        ("", ["instalment-over-ceiling"]),
        (", max_each: 1000 EUR", []),
        (", max_each: small_claims_limit(client.country)", []),
    ],
)
def test_an_instalment_above_the_small_claims_ceiling_is_found(parameter: str, expected: list[str]) -> None:
    rules = f"conditions:\n- {{id: parts, if: answers.budget > 5000 EUR, attach: {{clause: instalments{parameter}}}}}\n"
    assert kinds(rules) == expected


def test_the_ceiling_is_named_with_its_country() -> None:
    rules = "conditions:\n- {id: parts, if: answers.test_task, attach: {clause: instalments, max_each: 60000 EUR}}\n"
    (only,) = found(rules)
    assert "small-claims ceiling in IE (2\N{NO-BREAK SPACE}000.00 EUR) and " in only.fault.message
    assert only.fault.place.line == 7


def test_what_must_be_checked_needs_a_source() -> None:
    text = "unknowns: {must_check: [findings.sanctions.hit, findings.registry.active]}\n"
    (only,) = found(text, around(told=frozenset({"registry.active"})))
    assert (only.kind, only.level) == ("must-check-untold", Level.WARN)
    assert str(only.fault).startswith("policy.yaml:6:25: findings.sanctions.hit must be checked")


def test_a_deal_breaker_that_nobody_can_settle_is_told() -> None:
    rules = deal_breakers("findings.insolvency.open")
    assert kinds(rules, around(told=frozenset())) == ["deal-breaker-untold"]


@pytest.mark.parametrize(
    "rules",
    [
        deal_breakers("answers.budget < 500 USD"),
        "conditions:\n- {id: parts, if: answers.test_task, attach: {clause: test_task_paid, price: 90 USD}}\n",
    ],
)
def test_an_amount_in_another_currency_than_the_policys_is_found(rules: str) -> None:
    (only,) = found(rules)
    assert (only.kind, only.level) == ("mixed-currency", Level.ERROR)
    assert "USD in a policy that reckons in EUR" in only.fault.message


def test_the_place_of_an_amount_is_that_of_the_amount() -> None:
    rules = "deal_breakers:\n- id: small\n  if: answers.budget < 500 USD\n  say: small\n"
    (only,) = found(rules)
    assert (only.fault.place.line, only.fault.place.column) == (8, 7 + len("answers.budget < "))


def test_a_clause_that_does_not_exist_is_found_with_the_nearest_one() -> None:
    rules = "conditions:\n- {id: half, if: answers.prepay < 50%, attach: {clause: prepaiment}}\n"
    (only,) = found(rules, around(clauses=True))
    assert (only.kind, only.fault.hint) == ("unknown-clause", "did you mean 'prepayment'?")
    rules = "conditions:\n- {id: half, if: answers.prepay < 50%, attach: {clause: prepayment, procent: 50}}\n"
    (only,) = found(rules, around(clauses=True))
    assert (only.kind, only.level, only.fault.hint) == ("unknown-parameter", Level.WARN, "did you mean 'percent'?")


def test_a_hundred_rules_that_hang_together_are_linted_without_end() -> None:
    rules = "signals:\n" + "".join(
        f"- {{id: s{n}, points: {n % 7 - 3}, if: answers.pay_days > {n} or history.late_payments > {n % 9} and history.trusted, say: s}}\n"
        for n in range(100)
    )
    assert kinds(rules) == []
