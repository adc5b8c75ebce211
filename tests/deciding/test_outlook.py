"""The verdicts that open facts leave possible: exactly those that a brute-force search over all their values finds."""

import os
from random import Random

import pytest

from deciding.cases import AS_OF, case_of, policy_of, report
from deciding.oracle import DOMAINS, Sample, possible, sample
from intake.deciding import Case, decide
from intake.model.answers import Answer, State
from intake.model.decision import Result, Verdict
from intake.model.policy import OnUnknown
from intake.model.values import Value

ROUNDS = int(os.environ.get("INTAKE_FUZZ_ROUNDS", "1000"))
RANGE = "unknowns: {signal: range}\n"


def case_with(known: dict[str, Value], final: frozenset[str]) -> Case:
    """A case in which only these facts are known, and the final ones were refused."""
    findings = {name.removeprefix("findings."): value for name, value in known.items() if name.startswith("findings.")}
    answers = {name.removeprefix("answers."): value for name, value in known.items() if name.startswith("answers.")}
    refused = [Answer(name.removeprefix("answers."), State.REFUSED, AS_OF, "client") for name in sorted(final)]
    declared = {name.removeprefix("findings."): ("register",) for name in DOMAINS if name.startswith("findings.")}
    silent = {fact: ("elsewhere",) for fact in declared if fact not in findings}
    reports = [report("register", findings)]
    return case_of(answers, reports, declared=declared | silent, left_open=refused)


def drawn(random: Random) -> tuple[Sample, dict[str, Value], frozenset[str]]:
    """A random policy, with some facts known and some refused."""
    share = random.random()
    known = {name: random.choice(values) for name, values in DOMAINS.items() if random.random() < share}
    rest = [name for name in DOMAINS if name not in known and name.startswith("answers.")]
    return sample(random), known, frozenset(name for name in rest if random.random() < 0.2)


@pytest.mark.fuzz
def test_the_possible_verdicts_are_exactly_those_of_all_completions() -> None:
    random = Random(3)  # noqa: S311  # the same cases in every run
    for _ in range(ROUNDS):
        found, known, final = drawn(random)
        decision = decide(found.policy, case_with(known, final))
        assert set(decision.possible) == possible(found, known, final), (found, known, final)
        assert decision.exact
        assert (decision.best, decision.worst) == (decision.possible[0], decision.possible[-1])


@pytest.mark.fuzz
def test_a_new_fact_never_widens_what_is_possible() -> None:
    random = Random(5)  # noqa: S311  # the same cases in every run
    for _ in range(ROUNDS // 8):
        found = sample(random, signal=OnUnknown.RANGE)
        known: dict[str, Value] = {}
        before = set(decide(found.policy, case_with(known, frozenset())).possible)
        for name in random.sample(list(DOMAINS), len(DOMAINS)):
            known[name] = random.choice(DOMAINS[name])
            after = set(decide(found.policy, case_with(known, frozenset())).possible)
            assert after <= before, (found, known)
            before = after


@pytest.mark.parametrize(
    ("one", "other", "verdicts"),
    [
        ("answers.pay_days > 60", "answers.pay_days < 14", "go conditional"),
        ("answers.pay_days > 60", "answers.pay_days > 30", "go conditional no-go"),
        ("answers.pay_days > 30", "answers.pay_days <= 30", "conditional"),
        ("answers.test_task", "not answers.test_task", "conditional"),
        ("answers.rights = 'licence'", "answers.rights in ['licence', 'none']", "go conditional no-go"),
        ("answers.rights = 'licence'", "answers.rights = 'none'", "go conditional"),
    ],
)
def test_rules_on_the_same_fact_are_taken_together(one: str, other: str, verdicts: str) -> None:
    text = (
        f'signals:\n- {{id: one, points: 40, if: "{one}", say: S}}\n- {{id: two, points: 40, if: "{other}", say: S}}\n'
    )
    decision = decide(policy_of(RANGE + text), case_of())
    assert " ".join(verdict.value for verdict in decision.possible) == verdicts


def test_a_rule_that_comes_to_the_same_either_way_is_not_open() -> None:
    text = (
        "conditions:\n- {id: always, if: answers.test_task or not answers.test_task, attach: {clause: c}}\n"
        "- {id: never, if: answers.pay_days > 60 and answers.pay_days < 14, attach: {clause: d}}\n"
    )
    decision = decide(policy_of(text), case_of())
    assert [rule.result for rule in decision.rules] == [Result.FIRED, Result.NOT_FIRED]
    assert [due.clause for due in decision.conditions] == ["c"]
    assert decision.rules[0].because.endswith("(whatever else turns out: answers.test_task: not asked)")
    assert (decision.verdict, decision.exact) == (Verdict.CONDITIONAL, True)


@pytest.mark.parametrize(
    "rule",
    [
        "any(answers.deliverables, price > 500 EUR) and count(answers.deliverables) > 3",
        "answers.budget * answers.prepay < 500 EUR",
        "answers.deadline < answers.start and answers.start > 2027-02-01",
    ],
)
def test_what_cannot_be_told_apart_is_said_to_be_possibly_wide(rule: str) -> None:
    decision = decide(policy_of(f"deal_breakers:\n- {{id: r, if: '{rule}', say: S}}\n"), case_of())
    assert decision.possible == (Verdict.GO, Verdict.NO_GO)
    assert not decision.exact


def test_two_unknown_facts_compared_with_each_other_alone_are_exact() -> None:
    text = "deal_breakers:\n- {id: r, if: findings.registry.name != answers.legal_name, say: S}\n"
    assert decide(policy_of(text), case_of()).exact


def test_more_facts_than_can_be_tried_leave_a_sound_range_that_says_so() -> None:
    names = [f"answers.{name}" for name in ("test_task", "source_before_payment")]
    names += [f"findings.{topic}" for topic in ("registry.active", "sanctions.hit", "insolvency.open", "vat.valid")]
    names += [
        f"findings.website.{part}" for part in ("reachable", "has_imprint", "has_terms", "parked", "names_client")
    ]
    names += [f"findings.mail.{part}" for part in ("accepts", "spf", "dmarc")]
    text = f"deal_breakers:\n- {{id: all, if: {' and '.join(names)}, say: S}}\n"
    text += f"conditions:\n- {{id: some, if: {' or '.join(names)}, attach: {{clause: c}}}}\n"
    decision = decide(policy_of(text), case_of())
    assert decision.possible == (Verdict.GO, Verdict.CONDITIONAL, Verdict.NO_GO)
    assert not decision.exact
    few = text.replace(f" and {' and '.join(names[12:])}", "").replace(f" or {' or '.join(names[12:])}", "")
    assert decide(policy_of(few), case_of()).exact


def test_points_of_many_signals_are_added_up_exactly() -> None:
    signals = "".join(
        f"- {{id: s{place}, points: {points}, if: findings.{fact}, say: S}}\n"
        for place, (points, fact) in enumerate(((19, "vat.valid"), (70, "sanctions.hit"), (-9, "website.parked")))
    )
    decision = decide(policy_of(RANGE + "signals:\n" + signals), case_of())
    assert decision.possible == (Verdict.GO, Verdict.NO_GO)
    assert (decision.points_best, decision.points_worst) == (-9, 89)


def test_a_list_may_hold_any_of_the_words_that_are_asked_for() -> None:
    text = (
        RANGE
        + "signals:\n"
        + "".join(f"- {{id: {word}, points: 30, if: \"'{word}' in answers.talks\", say: S}}\n" for word in ("a", "b"))
    )
    decision = decide(policy_of(text), case_of())
    assert (decision.possible, decision.exact) == ((Verdict.GO, Verdict.CONDITIONAL, Verdict.NO_GO), True)
    both = f"{text}deal_breakers:\n- {{id: c, if: count(answers.deliverables) > 3 and 'a' in answers.talks, say: S}}\n"
    assert not decide(policy_of(both), case_of()).exact
