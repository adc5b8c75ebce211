"""A policy is held against what came of it, before it rules."""

from dataclasses import replace

from deciding.cases import case_of, override, policy_of
from intake.deciding.backtesting import Backtest, Past, Turnout, backtest
from intake.model.decision import Verdict
from intake.model.values import Value

POLICY = policy_of("""deal_breakers:
- {id: slow, if: answers.pay_days > 60, say: Pays slowly.}
signals:
- {id: rush, points: 15, if: answers.test_task, say: Rushes.}
- {id: old, points: 25, if: history.late_payments >= 1, say: Was late.}
- {id: known, points: -5, if: history.trusted, say: Known.}
""")


def past(dossier: str, *turnouts: Turnout, answers: dict[str, Value] | None = None, late: int = 0) -> Past:
    """An engagement with a client of that name who answered so."""
    given: dict[str, Value] = {"pay_days": 14, "test_task": False, **(answers or {})}
    case = case_of(given, history={"late_payments": late, "trusted": True})
    return Past(dossier, dossier.title(), case, Verdict.GO, turnouts)


def tried(*pasts: Past) -> Backtest:
    return backtest(POLICY, pasts)


SLOW: dict[str, Value] = {"pay_days": 90}


def test_the_summary_says_how_many_of_each_kind_it_would_have_refused() -> None:
    late = [past(f"late-{n}", Turnout.LATE, answers=SLOW if n else None) for n in range(4)]
    good = [past(f"good-{n}", Turnout.GOOD, answers=None if n else SLOW) for n in range(20)]
    found = tried(*late, *good)
    assert found.summary == "would have refused 3 of 4 late payers and 1 of 20 good clients"
    assert [each.dossier for each in found.tried if each.refused] == ["late-1", "late-2", "late-3", "good-0"]


def test_a_client_who_was_bad_in_two_ways_counts_in_both() -> None:
    found = tried(past("bad", Turnout.LATE, Turnout.TROUBLE, answers=SLOW), past("good", Turnout.GOOD))
    assert (
        found.summary == "would have refused 1 of 1 late payers, 1 of 1 clients with incidents and 0 of 1 good clients"
    )


def test_engagements_without_an_outcome_are_counted_and_prove_nothing() -> None:
    found = tried(past("new", Turnout.OPEN, answers=SLOW))
    assert found.summary == "no past engagement has an outcome yet"
    assert [(group.turnout, group.total, group.no_go) for group in found.groups] == [(Turnout.OPEN, 1, 1)]
    assert tried().groups == ()


def test_every_verdict_has_its_column() -> None:
    unsure = past("unsure", Turnout.GOOD)
    unsure = replace(unsure, case=replace(unsure.case, answers={}))
    found = tried(
        past("go", Turnout.GOOD),
        past("conditional", Turnout.GOOD, late=1),
        past("refused", Turnout.GOOD, answers=SLOW),
        unsure,
    )
    (group,) = found.groups
    assert (group.total, group.go, group.conditional, group.no_go, group.open) == (4, 1, 1, 1, 1)


def test_the_rules_that_spoke_against_a_client_are_named_the_heaviest_first() -> None:
    (found,) = tried(past("bad", Turnout.LATE, answers={"pay_days": 90, "test_task": True}, late=2)).tried
    assert found.rules == ("slow", "old", "rush")
    assert (found.ruled, found.verdict) == (Verdict.GO, Verdict.NO_GO)


def test_what_was_overruled_then_is_not_overruled_by_the_policy_on_trial() -> None:
    bad = past("bad", Turnout.LATE, answers=SLOW)
    bad = replace(bad, case=replace(bad.case, overrides=(override("slow"),)))
    assert tried(bad).tried[0].refused
