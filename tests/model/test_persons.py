"""Who is a natural person, and what is said wherever something of an American individual is shown."""

from datetime import UTC, datetime

import pytest

from intake.model.client import Client, Kind
from intake.model.finding import Confidence, Finding, SourceReport, Status
from intake.model.persons import NOT_A_CONSUMER_REPORT, banner, is_person


def told(form: str, confidence: Confidence = Confidence.FIRM) -> list[SourceReport]:
    """A register's report of a legal form."""
    finding = Finding("registry", "form", form, f"Its legal form is {form}.", confidence=confidence)
    return [SourceReport("register", Status.CHECKED, datetime(2026, 9, 1, tzinfo=UTC), findings=(finding,))]


@pytest.mark.parametrize(
    "form", ["Enkeltpersonforetak", "Entrepreneur individuel", "Einzelunternehmen (e.K.)", "Toiminimi"]
)
def test_i4_a_sole_trader_is_a_person_by_the_registers_own_word(form: str) -> None:
    assert is_person(Client("Kari"), told(form))
    assert not is_person(Client("Kari"), told(form, Confidence.WEAK))


def test_a_company_is_no_person() -> None:
    assert not is_person(Client("Acme"), told("Aksjeselskap"))
    assert is_person(Client("Kari", kind=Kind.PERSON), [])


@pytest.mark.parametrize(
    ("client", "said"),
    [
        (Client("Jo", kind=Kind.PERSON, country="US"), True),
        (Client("Jo", country="US"), True),
        (Client("Acme Inc.", kind=Kind.COMPANY, country="US"), False),
        (Client("Jo", kind=Kind.PERSON, country="SE"), False),
    ],
)
def test_i8_an_individual_in_the_united_states_gets_no_consumer_report(client: Client, said: bool) -> None:
    assert banner(client, []) == (NOT_A_CONSUMER_REPORT if said else "")
