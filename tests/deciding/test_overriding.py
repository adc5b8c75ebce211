"""Overruling: who may, with what, and until when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from deciding.cases import AS_OF, case_of, override, policy_of, report
from intake.deciding import check_override, decide
from intake.errors import IntakeError, NotFound, Refused, Usage
from intake.model.decision import Override, Result, Verdict

POLICY = policy_of(
    "unknowns: {must_check: [findings.domain.registered]}\n"
    "deal_breakers:\n"
    "- {id: sanctioned, if: findings.sanctions.hit, say: Listed., override: never}\n"
    "- {id: dissolved, if: findings.registry.active = false, say: Closed.}\n"
    "- {id: rude, if: history.incidents > 0, say: Rude., override: {by: owner, reason: optional}}\n"
)
HIT = report("lists", {"sanctions.hit": True, "registry.active": False, "domain.registered": True})
CLEAR = report("lists", {"sanctions.hit": False, "registry.active": False, "domain.registered": True})
HISTORY = {"incidents": 0}


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        (override("sanctioned"), Refused, "nobody"),
        (override("disolved"), NotFound, "has no rule 'disolved'"),
        (override("dissolved", reason=" "), Usage, "reason"),
        (override("dissolved", by=""), Usage, "name"),
        (override("findings.domain.registered", reason=""), Usage, "reason"),
        (replace(override("dissolved"), until=date(2020, 1, 1)), Usage, "ended on 2020-01-01 would change nothing"),
    ],
)
def test_an_override_that_is_not_allowed_says_why(given: Override, error: type[IntakeError], words: str) -> None:
    with pytest.raises(error, match=words):
        check_override(POLICY, given)


def test_a_misspelt_rule_gets_a_suggestion() -> None:
    with pytest.raises(NotFound) as caught:
        check_override(POLICY, override("disolved"))
    assert caught.value.remedy == "did you mean 'dissolved'?"


def test_a_reason_may_be_optional_and_a_must_check_may_be_overruled_by_its_name() -> None:
    check_override(POLICY, override("rude", reason=""))
    check_override(POLICY, override("findings.domain.registered"))


def test_an_override_takes_a_fired_deal_breaker_out() -> None:
    decision = decide(POLICY, case_of(reports=[CLEAR], history=HISTORY, overrides=[override("dissolved")]))
    assert decision.verdict is Verdict.GO
    assert decision.rules[1].result is Result.OVERRIDDEN
    assert decision.rules[1].because == "overruled by Ada: I know them."
    assert decision.overrides == (override("dissolved"),)


@pytest.mark.parametrize(("until", "verdict"), [(date(2027, 1, 14), Verdict.NO_GO), (date(2027, 1, 15), Verdict.GO)])
def test_an_override_counts_up_to_its_last_day(until: date, verdict: Verdict) -> None:
    given = override("dissolved")
    given = replace(given, until=until, at=given.at - timedelta(days=9))
    assert decide(POLICY, case_of(reports=[CLEAR], history=HISTORY, overrides=[given])).verdict is verdict


def test_what_nobody_may_overrule_is_not_overruled_by_an_entry_in_the_dossier() -> None:
    given = [override("sanctioned"), override("dissolved"), override("gone")]
    decision = decide(POLICY, case_of(reports=[HIT], history=HISTORY, overrides=given))
    assert decision.verdict is Verdict.NO_GO
    assert [one.rule for one in decision.overrides] == ["dissolved"]


def test_an_overruled_must_check_no_longer_holds_the_verdict_back() -> None:
    unasked = report("lists", {"sanctions.hit": False, "registry.active": True})
    assert decide(POLICY, case_of(reports=[unasked], history=HISTORY)).verdict is Verdict.OPEN
    given = Override("findings.domain.registered", "has no site yet", "Ada", AS_OF)
    decision = decide(POLICY, case_of(reports=[unasked], history=HISTORY, overrides=[given]))
    assert decision.verdict is Verdict.GO
    assert "findings.domain.registered" in {gap.name for gap in decision.not_checked}


TWO = policy_of(
    "snooze: 30 days\n"
    "deal_breakers:\n"
    "- {id: dissolved, if: findings.registry.active = false, say: Closed., override: {by: [owner, partner], approvals: 2}}\n"
    "signals:\n- {id: quiet, points: 30, if: findings.website.has_imprint = false, say: Quiet.}\n"
    "conditions:\n- {id: paper, if: not history.trusted, attach: {clause: written_only}, override: never}\n"
)
CLOSED = report("lists", {"registry.active": False, "website.has_imprint": False})


def test_where_two_must_approve_one_name_given_twice_is_not_enough() -> None:
    once = decide(TWO, case_of(reports=[CLOSED], overrides=[override("dissolved", by="Ada")]))
    assert once.verdict is Verdict.NO_GO
    assert once.rules[0].because.endswith("; 1 of 2 approvals: Ada")
    assert once.overrides == ()
    twice = [override("dissolved", by="Ada"), override("dissolved", by=" ada ")]
    assert decide(TWO, case_of(reports=[CLOSED], overrides=twice)).verdict is Verdict.NO_GO
    both = decide(TWO, case_of(reports=[CLOSED], overrides=[*twice, override("dissolved", by="Bo")]))
    assert both.rules[0].result is Result.OVERRIDDEN
    assert both.rules[0].because == "overruled by  ada  and Bo: I know them."
    assert len(both.overrides) == 2


def snooze(rule: str, until: date | None = date(2027, 2, 1)) -> Override:
    return replace(override(rule), until=until, snooze=True)


def test_a_snoozed_rule_is_put_off_until_its_day_and_brings_the_review_forward() -> None:
    case = case_of(reports=[CLOSED], overrides=[snooze("quiet")])
    decision = decide(TWO, case)
    assert decision.rules[1].result is Result.SNOOZED
    assert decision.rules[1].because == "snoozed by Ada until 2027-02-01: I know them."
    assert (decision.points_worst, decision.review_on) == (0, date(2027, 2, 1))
    later = decide(TWO, replace(case, as_of=AS_OF.replace(month=2, day=2)))
    assert (later.rules[1].result, later.points_worst) == (Result.FIRED, 30)


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        (snooze("dissolved"), Refused, "cannot be snoozed"),
        (snooze("paper"), Refused, "nobody"),
        (snooze("quiet", None), Usage, "the day on which it ends"),
        (snooze("quiet", date(2027, 3, 1)), Usage, "at most 30 days"),
    ],
)
def test_a_snooze_that_is_not_allowed_says_why(given: Override, error: type[IntakeError], words: str) -> None:
    with pytest.raises(error, match=words):
        check_override(TWO, given)


def test_a_policy_that_says_nothing_of_it_lets_no_rule_be_snoozed() -> None:
    policy = policy_of("signals:\n- {id: quiet, points: 30, if: findings.website.parked, say: Quiet.}\n")
    with pytest.raises(Refused, match="lets no rule be snoozed"):
        check_override(policy, snooze("quiet"))
