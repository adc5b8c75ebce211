"""What was not checked, and what to check next."""

from dataclasses import replace

from deciding.cases import case_of, policy_of, report
from intake.deciding import decide
from intake.model.decision import NotChecked
from intake.model.finding import Status

BREAKER = "deal_breakers:\n- {id: dissolved, if: findings.registry.active = false, say: Closed.}\n"
SIGNALS = (
    "signals:\n"
    "- {id: late, points: 40, if: history.late_payments >= 2, say: Late.}\n"
    "- {id: early, points: 25, if: answers.source_before_payment, say: Early.}\n"
)


def test_what_was_not_checked_names_facts_sources_and_topics() -> None:
    reports = [
        report("gleif", status=Status.NOT_APPLICABLE, note="no LEI", declares=["registry.active"]),
        report("rdap", {"domain.registered": True}),
    ]
    case = replace(
        case_of(reports=reports),
        declared={"registry.active": ("gleif",), "vat.valid": ("vies",), "domain.registered": ("rdap",)},
    )
    gaps = decide(policy_of(BREAKER), case).not_checked
    assert gaps[:3] == (
        NotChecked("findings.registry.active", "gleif: not applicable (no LEI)"),
        NotChecked("vies", "not asked yet"),
        NotChecked("registry", "no installed source checks this for such a client"),
    )
    assert NotChecked("sanctions", "no installed source checks this") in gaps
    assert not {"vat", "domain", "gleif"} & {gap.name for gap in gaps}
