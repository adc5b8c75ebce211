"""Tests of the one shape that all registers share."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.api import (
    CANDIDATE,
    Client,
    Confidence,
    Identifier,
    Page,
    Register,
    Said,
    Value,
    candidates,
    day_at,
    finding,
)
from intake.api import accounts_overdue as overdue
from intake.model.facts import FINDINGS

TODAY = date(2026, 9, 1)
PARTS = (
    "number",
    "name",
    "form",
    "active",
    "since",
    "closed",
    "address",
    "employees",
    "insolvency",
    "accounts_overdue",
)


def page(body: str) -> Page:
    """A page with this body."""
    return Page("one", "https://register.example/1", 200, "application/json", body.encode())


def test_every_part_is_a_fact_that_policies_know() -> None:
    assert set(Register.facts(*PARTS).items()) <= set(FINDINGS.items())


def test_what_the_register_does_not_tell_is_no_finding() -> None:
    assert list(Register(country="Norway").findings(page("{}"))) == []


def test_no_employees_is_a_number() -> None:
    (found,) = Register(country="Norway", employees=0).findings(page("{}"))
    assert (found.name, found.value) == ("registry.employees", 0)


def test_a_finding_keeps_the_words_of_the_register() -> None:
    entry = Register(country="Norway", name="ACME AS", insolvency=Said(True, '"konkurs" : true', "It is bankrupt."))
    name, insolvency = entry.findings(page('{"navn": "ACME AS", "konkurs" : true}'))
    assert (name.statement, name.quote) == ("Its registered name is ACME AS.", "ACME AS")
    assert insolvency.statement == """It is bankrupt. In the source's words: "konkurs" : true"""
    assert insolvency.quote == '"konkurs" : true'


def test_words_that_the_page_does_not_say_are_not_quoted() -> None:
    assert finding(page("{}"), "registry.name", "ACME", "It is ACME.", "Acme").quote == ""


def test_accounts_of_a_year_that_has_not_ended_say_nothing_of_what_is_due() -> None:
    assert overdue(TODAY + timedelta(days=1), 7, TODAY, "") is None
    assert overdue(TODAY, 7, TODAY, "") is not None


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 24))
def test_accounts_are_late_from_one_day_on(until: date, months: int) -> None:
    days = [until, *(date(year, month, 1) for year in range(1990, 2100) for month in (1, 7))]
    late = [said.value for day in days if (said := overdue(until, months, day, "")) is not None]
    assert late == sorted(late)
    assert not late[0]
    assert late[-1]


def test_a_few_like_names_are_candidates_and_weak() -> None:
    found = candidates(page("ACME AS"), [("ACME AS", str(n)) for n in range(9)] + [("Other", "9")], "Acme")
    assert len(found) == 5
    assert {(each.name, each.confidence) for each in found} == {(CANDIDATE, Confidence.WEAK)}
    assert candidates(page(""), [("Other", "9")], "Acme") == []


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ('{"a": "x\\"y", "b": 1}', '"a": "x\\"y"'),
        ('{"b": {"a" : null}}', '"a" : null'),
        ('{"a": -1.5e3}', '"a": -1.5e3'),
        ('{"a": [1]}', ""),
        ("{}", ""),
    ],
)
def test_a_pair_is_quoted_as_it_stands(body: str, quote: str) -> None:
    assert page(body).pair("a") == quote
    assert page(body).says(quote)


@pytest.mark.parametrize(
    ("text", "day"), [("2026-02-03", date(2026, 2, 3)), ("2026-02-03T00:00:00Z", date(2026, 2, 3)), ("soon", None)]
)
def test_a_day_is_read_from_a_day_or_a_time(text: str, day: date | None) -> None:
    assert day_at({"a": {"b": text}}, "a", "b") == day
    assert day_at({}, "a") is None


@pytest.mark.parametrize(
    ("schemes", "number"),
    [(("fr.siren", "fr.vat"), "1"), (("fr.vat",), "FR2"), (("fr.siret", "fr.vat"), "FR2"), (("fi.vat",), ""), ((), "")],
)
def test_a_number_is_found_under_the_first_scheme_that_has_one(schemes: tuple[str, ...], number: Value) -> None:
    client = Client("Acme", identifiers=(Identifier("fr.siren", "1"), Identifier("eu.vat", "fr2")))
    assert client.number(*schemes) == number
