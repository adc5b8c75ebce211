"""Tests of holding claims against findings."""

from intake.api import Client, Confidence, Finding, Identifier, Value
from intake.model.finding import SourceReport, Status
from intake.vetting.claims import Claim, Outcome, check_claims
from vetting.fakes import NOW

CLIENT = Client("Acme Ltd", website="acme.example", identifiers=(Identifier("eu.vat", "SE 556000000001"),))


def report(name: str, value: Value, confidence: Confidence = Confidence.FIRM) -> SourceReport:
    """The report of a source that found one thing."""
    topic, _, fact = name.partition(".")
    finding = Finding(topic, fact, value, "as found", "x-1", confidence=confidence)
    return SourceReport("x", Status.CHECKED, NOW, findings=(finding,))


def claim(name: str, *reports: SourceReport) -> Claim:
    """What became of one claim."""
    return next(found for found in check_claims(CLIENT, reports) if found.name == name)


def test_a_name_is_corroborated_whatever_its_spelling() -> None:
    assert claim("legal_name", report("lei.name", "ACME LIMITED")) == Claim(
        "legal_name", "Acme Ltd", "ACME LIMITED", Outcome.CORROBORATED, "x"
    )


def test_another_name_contradicts() -> None:
    assert claim("legal_name", report("vat.name", "Other AB")).outcome is Outcome.CONTRADICTED


def test_a_weak_finding_settles_nothing() -> None:
    assert claim("legal_name", report("lei.name", "Other AB", Confidence.WEAK)).outcome is Outcome.UNVERIFIABLE


def test_no_finding_leaves_a_claim_unverifiable() -> None:
    assert {found.outcome for found in check_claims(CLIENT, [])} == {Outcome.UNVERIFIABLE}


def test_a_number_that_is_not_valid_contradicts_and_spaces_do_not_count() -> None:
    assert claim("vat", report("vat.valid", value=False)).outcome is Outcome.CONTRADICTED
    assert claim("vat", report("website.vat", "SE556000000001")).outcome is Outcome.CORROBORATED


def test_what_was_not_claimed_is_not_listed() -> None:
    assert {found.name for found in check_claims(CLIENT, [])} == {"legal_name", "vat", "website"}
