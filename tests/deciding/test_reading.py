"""Policy files: what is accepted, and that every fault is found at its place."""

from pathlib import Path

import pytest

from deciding.cases import HEAD, POLICIES, policy_of, shipped
from intake.conditions import BOOL, Choice, Kind
from intake.deciding import read_policy
from intake.errors import BadFile
from intake.model.facts import FINDINGS
from intake.model.policy import OnUnknown, OverrideRight, Section
from intake.model.values import Duration

SAMPLE = Path(__file__).parents[2].parent / "shared" / "design" / "samples" / "policy.solo.yaml"


def faults_of(text: str, answers: dict[str, Kind] | None = None) -> list[str]:
    with pytest.raises(BadFile) as caught:
        read_policy((HEAD + text).encode(), "p.yaml", answers=answers or {}, findings=FINDINGS)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.skipif(not SAMPLE.exists(), reason="the design samples are not at hand")
def test_the_sample_of_the_design_is_accepted_as_it_stands() -> None:
    policy = read_policy(SAMPLE.read_bytes(), SAMPLE.name, answers={}, findings=FINDINGS)
    assert [policy.id, policy.version, policy.owner] == ["solo-default", 7, "owner@studio.example"]
    assert (policy.conditional, policy.no_go, len(policy.rules)) == (20, 60, 11)
    assert policy.unknowns.signal is OnUnknown.WORST
    assert policy.unknowns.stale_after == Duration(90)
    assert [name.text for name in policy.unknowns.must_check] == ["findings.sanctions.hit", "findings.registry.active"]
    assert policy.review.every == Duration(180)
    half = policy.rule("half-up-front")
    assert half is not None
    assert half.attach is not None
    assert {name: written.text for name, written in half.attach.parameters.items()} == {
        "percent": "50",
        "per": "iteration",
        "stop_work_until_paid": "true",
    }


@pytest.mark.parametrize("path", sorted(POLICIES.glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_policies_are_accepted_and_every_rule_names_its_practice(path: Path) -> None:
    policy = shipped(path.stem)
    assert policy.id == path.stem
    assert all(rule.practice and rule.say for rule in policy.rules)


def test_who_may_overrule() -> None:
    policy = policy_of(
        "deal_breakers:\n"
        "- {id: a, if: findings.sanctions.hit, say: A, override: never}\n"
        "- {id: b, if: findings.sanctions.hit, say: B, override: {by: owner, reason: optional}}\n"
        "- {id: c, if: findings.sanctions.hit, say: C}\n"
    )
    assert [rule.override for rule in policy.rules] == [
        OverrideRight(),
        OverrideRight(("owner",), reason_required=False),
        OverrideRight(("anyone",)),
    ]
    assert {rule.section for rule in policy.rules} == {Section.DEAL_BREAKER}


def test_ignoring_open_signals_takes_a_reason() -> None:
    policy = policy_of("unknowns: {signal: ignore(too few sources here)}\n")
    assert (policy.unknowns.signal, policy.unknowns.ignore_reason) == (OnUnknown.IGNORE, "too few sources here")
    for written in ("ignore", "ignore()"):
        assert "without a reason" in faults_of(f"unknowns: {{signal: {written}}}\n")[0]


def test_every_fault_of_a_file_is_reported_at_once() -> None:
    found = faults_of(
        "unknowns: {must_check: [findings.registry.activ], stale_after: 90}\n"
        "deal_breaker: []\n"
        "signals:\n"
        "- {id: young, points: many, if: findings.domain.created < 180 days, say: Young.}\n"
        "- {id: young, points: 5, if: answers.prepay < 50, say: Young.}\n"
        "conditions:\n"
        "- {id: cap, if: answers.revisons > 3, attach: {clause: revision_cap, rounds: answers.extra_rat}}\n"
    )
    assert found == [
        "p.yaml:6:25: 'findings.registry.activ' is not known here (did you mean 'findings.registry.active'?)",
        "p.yaml:6:64: duration is expected here, not number",
        "p.yaml:7:1: a policy has no key 'deal_breaker' (did you mean 'deal_breakers'?)",
        "p.yaml:9:23: 'many' is not a whole number",
        "p.yaml:9:59: date cannot be compared with duration (write a date like 2027-01-15)",
        "p.yaml:10:8: the rule 'young' stands twice (first on line 9)",
        "p.yaml:10:47: percent cannot be compared with number (write a percentage like 50%)",
        "p.yaml:12:17: 'answers.revisons' is not known here (did you mean 'answers.revisions'?)",
        "p.yaml:12:78: 'answers.extra_rat' is not known here (did you mean 'answers.extra_rate'?)",
    ]


def test_the_questions_of_the_dossier_join_the_vocabulary() -> None:
    text = "signals:\n- {id: own, points: 5, if: answers.noisy and answers.rights = 'all', say: Own.}\n"
    rights = Choice(("all", "some"))
    policy = read_policy((HEAD + text).encode(), "p", answers={"noisy": BOOL, "rights": rights}, findings=FINDINGS)
    assert len(policy.rules) == 1
    assert "not known here" in faults_of(text)[0]
    assert "not one of the options" in faults_of(text, {"noisy": BOOL, "rights": Choice(("none",))})[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("deal_breakers: [{id: a, if: history.trusted}]", "a rule has no 'say'"),
        ("deal_breakers: [{id: a, say: A}]", "a rule has no 'if'"),
        ("deal_breakers: [{id: A, if: history.trusted, say: A}]", "'A' cannot be an id"),
        ("deal_breakers: [{id: a, if: history.trusted, say: A, points: 4}]", "a rule has no key 'points'"),
        ("deal_breakers: [{id: a, if: history.trusted, say: A, override: maybe}]", "'maybe' is no override"),
        ("deal_breakers: [{id: a, if: history.dossiers, say: A}]", "yes or no is expected here, not number"),
        ("signals: [{id: a, if: history.trusted, say: A}]", "a rule has no 'points'"),
        ("conditions: [{id: a, if: history.trusted}]", "a condition has no 'attach'"),
        ("conditions: [{id: a, if: history.trusted, attach: {percent: 50}}]", "attach has no 'clause'"),
        ("unknowns: {must_check: [history.trusted or yes]}", "must_check names facts"),
        ("unknowns: {stale_after: 2 * 30 days}", "'stale_after' must be a plain duration"),
        ("unknowns: {signal: wurst}", "'wurst' is not a signal"),
        ("rules: []", "a policy has no key 'rules'"),
        ("snooze: 30", "duration is expected here, not number"),
        ("signals: [{id: a, if: history.trusted, say: A, points: 2000}]", "2,000 points"),
        ("profile: [{id: a, if: history.trusted, say: A, points: 0}]", "0 points"),
        ("deal_breakers: [{id: a, if: history.trusted, say: A, override: {by: x, approvals: 0}}]", "one approval"),
        ("costs: {answers.prepai: {minutes: 3}}", "did you mean 'answers.prepay'?"),
        ("costs: {rdap: {minutes: -3}}", "a cost below nothing"),
        ("costs: {rdap: {money: 3 USD}}", "a cost in USD"),
        ("tests: [{id: a, expect: maybe}]", "'maybe' is no verdict"),
        ("tests: [{id: a, expect: go, fired: [x]}]", "the policy has no rule 'x'"),
        ("tests: [{id: a, expect: go, like: b}]", "no earlier test 'b'"),
        ("tests: [{id: a, expect: go, given: {answers.prepay: 5}}]", "percent is expected here, not number"),
        ("tests: [{id: a, expect: go, given: {answers.prepai: 5%}}]", "did you mean 'answers.prepay'?"),
        ("tests: [{id: a, expect: go, given: {answers.deadline: today()}}]", "a plain value"),
        ("tests: [{id: a, expect: go, given: {answers.deliverables: 3}}]", "cannot be written here"),
        ("tests: [{id: a, expect: go}, {id: a, expect: go}]", "the test 'a' stands twice"),
        ("signals: {}", "'signals' must be a list"),
        ("signals: [x]", "a rule must be a mapping of keys to values"),
    ],
)
def test_faults_say_what_is_wrong(text: str, message: str) -> None:
    assert any(message in fault for fault in faults_of(text + "\n"))


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (HEAD.replace("policy/1", "policy/2"), "'policy/2' is not a intake"),
        (HEAD.replace("EUR", "EURO"), "'EURO' is not a currency code"),
        (HEAD.replace("no_go: 60", "no_go: 10"), "'conditional' lies above 'no_go'"),
        ("intake: policy/1\nid: a\nversion: 1\ncurrency: EUR\n", "a policy has no 'thresholds'"),
    ],
)
def test_faults_of_the_head(head: str, message: str) -> None:
    with pytest.raises(BadFile) as caught:
        policy_of("", head=head)
    assert any(message in str(fault) for fault in caught.value.faults)
