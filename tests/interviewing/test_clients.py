"""Joining claims of the interview into the client."""

from datetime import UTC, datetime

from intake.interviewing.clients import claims
from intake.model.answers import Answer, State
from intake.model.client import Client, Kind
from intake.model.party import Identifier
from intake.model.values import Item

AT = datetime(2026, 11, 23, tzinfo=UTC)


def answered(**values: str | Item) -> dict[str, Answer]:
    return {name: Answer(name, State.ANSWERED, AT, "anna", value) for name, value in values.items()}


def test_every_claim_is_joined() -> None:
    client = Client("lindqvist", Kind.COMPANY, emails=("info@lindqvist.example",))
    answers = answered(
        legal_name="Lindqvist Möbel AB",
        country="SE",
        website="https://lindqvist.example",
        email="anna@lindqvist.example",
        vat="SE559999999101",
        register_number="5599999991",
        lei="5493000LINDQVISTMO17",
    )
    assert claims(client, answers) == Client(
        "Lindqvist Möbel AB",
        Kind.COMPANY,
        "SE",
        "https://lindqvist.example",
        ("anna@lindqvist.example", "info@lindqvist.example"),
        identifiers=(
            Identifier("eu.vat", "SE559999999101"),
            Identifier("se.orgnr", "5599999991"),
            Identifier("lei", "5493000LINDQVISTMO17"),
        ),
    )


def test_what_is_left_open_changes_nothing() -> None:
    client = Client("Lind AB", country="SE", identifiers=(Identifier("se.orgnr", "5599999991"),))
    open_answer = Answer("vat", State.DEFERRED, AT, "anna", reason="later")
    assert claims(client, {"vat": open_answer}) == client


def test_joining_twice_is_joining_once() -> None:
    answers = answered(email="a@b.example", vat="SE559999999101", country="SE")
    once = claims(Client("Lind AB"), answers)
    assert claims(once, answers) == once


def test_a_number_that_no_register_knows_is_kept_for_the_sources_to_refute() -> None:
    assert claims(Client("Lind"), answered(vat="SE000000000000", country="SE")).identifiers == (
        Identifier("eu.vat", "SE000000000000"),
    )


def test_the_telephone_of_who_decides_is_the_clients() -> None:
    person = Item((("name", "Anna Lind"), ("phone", "+46 70 123 45 67")))
    assert claims(Client("Lind"), answered(decision_maker=person)).phones == ("+46 70 123 45 67",)
