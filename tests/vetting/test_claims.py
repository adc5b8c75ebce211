"""Tests of holding claims against findings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.api import Client, Confidence, Finding, Identifier, Value
from intake.model.claim import AGAINST
from intake.model.facts import ANSWERS
from intake.model.finding import SourceReport, Status
from intake.vetting.claims import Claim, Outcome, check_claims
from intake.vetting.comparing import COMPARED
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
        "legal_name",
        "Acme Ltd",
        "ACME LIMITED",
        Outcome.CORROBORATED,
        "x",
        "x-1",
        "the same name but for spelling and legal form",
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


def test_every_claim_is_a_question_and_every_finding_has_its_comparison() -> None:
    assert set(AGAINST) <= set(ANSWERS)
    assert {fact for facts in AGAINST.values() for fact in facts} == set(COMPARED)


def test_they_say_30_days_and_file_48() -> None:
    (found,) = (
        each
        for each in check_claims(CLIENT, [report("payment.average_days", 48)], {"pay_days": 30})
        if each.name == "pay_days"
    )
    assert (found.outcome, found.why) == (Outcome.CONTRADICTED, "they say 30 days, filed 48")
    assert (found.claimed, found.found, found.evidence) == ("30", 48, "x-1")


@pytest.mark.parametrize(
    ("fact", "claimed", "found", "agrees"),
    [
        ("registry.address", "Verkstadsgatan 12, 553 16 Jönköping", "VERKSTADSGATAN 12\n55316 JONKOPING", True),
        ("registry.address", "12 rue de la Paix, 75002 Paris", "12 RUE DE LA PAIX 75002 PARIS 2", True),
        ("registry.address", "ul. Prosta 1, 00-001 Warszawa", "Prosta 1, 00-001 WARSZAWA", True),
        ("registry.address", "Hauptstr. 5, 10115 Berlin", "Marienplatz 1, 80331 München", False),
        ("registry.address", "Hauptstr. 5, 10115 Berlin", "Hauptstr. 7, 10115 Berlin", None),
        ("registry.address", "Berlin", "", None),
        ("registry.number", "732 829 320 00074", "732829320", True),
        ("registry.number", "5252344078", "0000123456", None),
        ("website.vat", "SE556000016701", "SE 5560 0001 6701", True),
        ("website.vat", "SE556000016701", "SE999999999901", False),
        ("website.vat", "SE556000016701", "DE136695976", None),
        ("registry.since", "2014", date(2015, 2, 1), True),
        ("registry.since", "1998", date(2024, 2, 1), False),
        ("registry.since", "long ago", date(2024, 2, 1), None),
        ("registry.employees", "12", 40, True),
        ("registry.employees", "120", 3, False),
        ("website.founded", "1974", date(1974, 5, 1), None),
        ("website.founded", "1974", date(2021, 5, 1), False),
        ("website.employees", "12", 30, None),
        ("website.employees", "120", 3, False),
        ("registry.people", "Anna Müller", ("MULLER, Anna Maria", "Bo Ek"), True),
        ("registry.people", "Anna Müller", ("Bo Ek",), None),
        ("payment.average_days", "30", 36, True),
        ("contact.email_disposable", "x@y.example", False, None),
        ("contact.email_disposable", "x@y.example", True, False),
        ("website.email", "anna@acme.example", "info@mail.acme.example", True),
        ("website.email", "anna@gmail.com", "info@acme.example", None),
    ],
)
def test_comparisons_are_tolerant_and_explained(fact: str, claimed: str, found: Value, agrees: bool | None) -> None:
    outcome, why = COMPARED[fact](claimed, found)
    assert outcome is agrees
    assert why


@given(st.sampled_from(sorted(COMPARED)), st.text(max_size=30), st.text(max_size=30) | st.booleans() | st.integers())
def test_no_comparison_fails_on_what_strangers_write(fact: str, claimed: str, found: Value) -> None:
    outcome, why = COMPARED[fact](claimed, found)
    assert outcome in (True, False, None)
    assert why
