"""Tests of claims as facts: a contradiction counts at once, a corroboration once nobody could still object."""

from dataclasses import replace

from deciding.cases import case_of, report
from intake.conditions import Known, Unknown
from intake.deciding.case import Case
from intake.deciding.facts import Facts
from intake.model.claim import Claim, Outcome
from intake.model.finding import Status


def case(*outcomes: tuple[str, str, Outcome], silent: bool = False) -> Case:
    """A case with claims that these sources settled; with `silent` one more register was not reached."""
    sources = {source for _, source, _ in outcomes}
    reports = [report(source, declares=("registry.name",)) for source in sorted(sources)]
    if silent:
        reports.append(report("down", status=Status.UNREACHABLE, declares=("registry.name",)))
    found = case_of(reports=reports)
    claims = tuple(Claim(name, "Acme", "x", outcome, source) for name, source, outcome in outcomes)
    return replace(found, claims=claims, asked=frozenset())


def test_a_contradiction_counts_whoever_is_silent() -> None:
    found = Facts(case(("legal_name", "a", Outcome.CONTRADICTED), silent=True), None)
    assert found("claims.legal_name") == Known("contradicted")


def test_one_contradiction_outweighs_corroborations() -> None:
    found = Facts(case(("legal_name", "a", Outcome.CORROBORATED), ("legal_name", "b", Outcome.CONTRADICTED)), None)
    assert found("claims.legal_name") == Known("contradicted")
    assert found("claims.contradicted") == Known(1)
    assert found.origin("claims.legal_name") == "a, b"


def test_a_corroboration_waits_for_everybody_who_could_contradict() -> None:
    corroborated = ("legal_name", "a", Outcome.CORROBORATED)
    assert Facts(case(corroborated), None)("claims.legal_name") == Known("corroborated")
    waiting = Facts(case(corroborated, silent=True), None)("claims.legal_name")
    assert isinstance(waiting, Unknown)
    assert waiting.pending
    assert "down" in str(waiting)


def test_what_nothing_tells_is_unknown_and_never_false() -> None:
    found = Facts(case(("legal_name", "a", Outcome.UNVERIFIABLE)), None)
    for name in ("claims.legal_name", "claims.address", "claims.contradicted"):
        outcome = found(name)
        assert isinstance(outcome, Unknown)
        assert not outcome.pending


def test_losing_a_report_never_turns_a_contradiction_into_a_corroboration() -> None:
    both = case(("legal_name", "a", Outcome.CORROBORATED), ("legal_name", "b", Outcome.CONTRADICTED))
    lost = replace(both, reports={**both.reports, "b": replace(both.reports["b"], status=Status.UNREACHABLE)})
    assert isinstance(Facts(lost, None)("claims.legal_name"), Unknown)
