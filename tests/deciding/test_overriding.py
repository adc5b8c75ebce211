"""Overruling: who may, with what, and until when."""

from dataclasses import replace
from datetime import date

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
    given = replace(override("dissolved"), until=until)
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
