"""Tests of Czechia's joined registers."""

from datetime import date

import pytest

from intake.api import Client, Identifier
from intake.model.finding import SourceReport, Status
from plugins.sources import Given, facts, recorded, report

ICO = "49240901"
SERVICE = "https://ares.gov.cz/ekonomicke-subjekty-v-be/rest/ekonomicke-subjekty"


def asked(answer: Given, number: str = ICO, scheme: str = "cz.vat") -> SourceReport:
    """The report on a number for which ARES gives this answer about `ICO`."""
    return report("cz_ares", Client("Acme", identifiers=(Identifier(scheme, number),)), {f"{SERVICE}/{ICO}": answer})


def entry(registers: dict[str, object] | None = None, **changed: object) -> dict[str, object]:
    """An entry, changed by the parts."""
    return {"ico": ICO, "obchodniJmeno": "Acme a.s.", "seznamRegistraci": registers or {}} | changed


def test_an_entry_is_read() -> None:
    registers: dict[str, object] = {
        "stavZdrojeVr": "AKTIVNI",
        "stavZdrojeRes": "AKTIVNI",
        "stavZdrojeIr": "NEEXISTUJICI",
    }
    address = {"textovaAdresa": "Ukázková 1, 11000 Praha 1", "psc": 11000}
    assert facts(asked(entry(registers, sidlo=address, datumVzniku="1993-06-25"))) == {
        "registry.number": ICO,
        "registry.name": "Acme a.s.",
        "registry.address": "Ukázková 1, 11000 Praha 1",
        "registry.since": date(1993, 6, 25),
        "registry.active": True,
        "insolvency.open": False,
    }


def test_a_date_of_end_means_ended_whatever_the_registers_say() -> None:
    told = facts(asked(entry({"stavZdrojeVr": "AKTIVNI"}, datumZaniku="2020-01-01")))
    assert (told["registry.active"], told["registry.closed"]) == (False, date(2020, 1, 1))


@pytest.mark.parametrize("ended", ["2099-01-01", "soon"])
def test_an_end_that_has_not_come_or_is_no_date_is_unknown(ended: str) -> None:
    assert "registry.active" not in facts(asked(entry({"stavZdrojeVr": "AKTIVNI"}, datumZaniku=ended)))


@pytest.mark.parametrize(
    "registers",
    [
        {},
        {"stavZdrojeVr": "NEEXISTUJICI"},
        {"stavZdrojeVr": "AKTIVNI", "stavZdrojeRos": "ZANIKLY"},
        {"stavZdrojeVr": "POZASTAVENO"},
        {"stavZdrojeDph": "AKTIVNI"},
    ],
)
def test_registers_that_disagree_or_do_not_decide_leave_it_unknown(registers: dict[str, object]) -> None:
    assert "registry.active" not in facts(asked(entry(registers)))


def test_registers_that_all_say_ended_are_believed() -> None:
    assert facts(asked(entry({"stavZdrojeRos": "ZANIKLY", "stavZdrojeVr": "NEEXISTUJICI"})))["registry.active"] is False


def test_an_entry_in_the_insolvency_register_is_told_and_its_absence_from_the_answer_is_unknown() -> None:
    assert facts(asked(entry({"stavZdrojeIr": "AKTIVNI"})))["insolvency.open"] is True
    assert "insolvency.open" not in facts(asked(entry({"stavZdrojeIr": "HISTORICKY"})))
    assert "insolvency.open" not in facts(asked(entry()))


def test_only_the_registers_own_404_means_unknown_there() -> None:
    assert asked((404, recorded("cz_ares/not_found_404.json"))).status is Status.NOT_FOUND
    assert asked((404, {"status": 404})).status is Status.UNREACHABLE
    assert asked((404, "<html></html>")).status is Status.UNREACHABLE


def test_an_answer_about_another_entity_is_none() -> None:
    assert asked(recorded("cz_ares/res_49240901.json")).status is Status.UNREACHABLE
    assert asked(entry(ico="00099902")).status is Status.UNREACHABLE


@pytest.mark.parametrize(
    ("scheme", "number"), [("eu.vat", "CZ49240901"), ("cz.ico", "492 409 01"), ("cz.register", "49240901")]
)
def test_the_number_may_stand_under_several_names(scheme: str, number: str) -> None:
    assert asked(entry(), number, scheme).status is Status.CHECKED


@pytest.mark.parametrize(
    ("scheme", "number"),
    [("eu.vat", "CZ7103192745"), ("cz.vat", "640903926"), ("eu.vat", "DE49240901"), ("cz.vat", "49240902")],
)
def test_birth_numbers_and_wrong_numbers_are_never_sent(scheme: str, number: str) -> None:
    assert asked(entry(), number, scheme).status is Status.NOT_APPLICABLE
