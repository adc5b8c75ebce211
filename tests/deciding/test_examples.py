"""A policy's own tests: what holds, what does not and why, and that the shipped policies hold theirs."""

from datetime import date

import pytest

from deciding.cases import POLICIES, policy_of, shipped
from intake.deciding import run_tests

TODAY = date(2027, 1, 15)
RULES = (
    "unknowns: {signal: range}\n"
    "deal_breakers:\n- {id: unpaid, if: answers.test_task and not history.trusted, say: Unpaid.}\n"
    "signals:\n- {id: nobody, points: 30, if: answers.decision_maker is unknown, say: Nobody.}\n"
    "conditions:\n- {id: far, if: answers.deadline - today() > 90 days or client.country = 'NO', attach: {clause: c}}\n"
)


def outcomes(tests: str) -> dict[str, tuple[str, ...]]:
    return {found.test.id: found.faults for found in run_tests(policy_of(RULES + "tests:\n" + tests), TODAY)}


def test_a_test_names_facts_and_the_rest_is_unknown() -> None:
    found = outcomes(
        "- {id: nothing, expect: open(go..no-go)}\n"
        "- id: fair\n"
        "  given: {answers.test_task: no, answers.decision_maker: known, answers.deadline: 2027-02-01, client.country: DE}\n"
        "  expect: go\n"
        "- {id: far, like: fair, given: {answers.deadline: 2027-12-01}, expect: conditional, fired: [far]}\n"
        "- {id: norway, like: fair, given: {client.country: NO}, expect: conditional, fired: [far]}\n"
        "- {id: greedy, like: fair, given: {answers.test_task: yes, history.trusted: no}, expect: no-go, fired: [unpaid]}\n"
        "- {id: perhaps, like: fair, given: {answers.test_task: yes}, expect: open}\n"
        "- {id: silent, like: fair, given: {answers.decision_maker: refused}, expect: conditional, fired: [nobody]}\n"
        "- {id: pending, like: fair, given: {answers.decision_maker: unknown}, expect: open(go..conditional)}\n"
    )
    assert set(found.values()) == {()}
    assert len(found) == 8


def test_a_test_that_does_not_hold_says_what_came_instead() -> None:
    found = outcomes(
        "- {id: wrong, expect: go}\n"
        "- {id: quiet, given: {answers.test_task: yes, history.trusted: yes, answers.decision_maker: known, "
        "answers.deadline: 2027-02-01, client.country: DE}, expect: open, fired: [unpaid]}\n"
    )
    assert found["wrong"] == ("go was expected, not open(go..no-go)",)
    assert found["quiet"][0] == "open was expected, not go"
    assert found["quiet"][1].startswith("unpaid did not fire: not so: ")


def test_a_test_is_decided_on_its_own_day() -> None:
    text = "- {id: day, today: 2026-08-01, given: {answers.deadline: 2027-02-01}, expect: open, fired: [far]}\n"
    assert outcomes(text) == {"day": ()}


@pytest.mark.parametrize("name", sorted(path.stem for path in POLICIES.glob("*.yaml")))
def test_the_policies_that_come_along_hold_their_own_tests(name: str) -> None:
    found = run_tests(shipped(name), TODAY)
    assert {result.test.id: result.faults for result in found if not result.holds} == {}
