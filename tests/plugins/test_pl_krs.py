"""Tests of Poland's court register."""

from datetime import date

import pytest

from intake.api import Client, Identifier
from intake.model.finding import SourceReport, Status
from plugins.sources import Given, facts, recorded, report

KRS = "0000413516"


def url(part: str = "P") -> str:
    """Where the extract from a part of the register is asked for."""
    return f"https://api-krs.ms.gov.pl/api/krs/OdpisAktualny/{KRS}?rejestr={part}&format=json"


def asked(answer: Given, number: str = KRS, **others: Given) -> SourceReport:
    """The report on a number for which the register of entrepreneurs (and others by their letter) gives this answer."""
    pages = {url(): answer} | {url(part): given for part, given in others.items()}
    return report("pl_krs", Client("Acme", identifiers=(Identifier("pl.krs", number),)), pages)


def extract(proceedings: object = None, name: str = "ACME", state: object = 1, **sections: object) -> dict[str, object]:
    """An extract, changed by the parts."""
    data = {
        "dzial1": {"danePodmiotu": {"nazwa": name}},
        "dzial6": {} if proceedings is None else proceedings,
    } | sections
    return {"odpis": {"naglowekA": {"numerKRS": KRS, "stanPozycji": state}, "dane": data}}


def test_a_real_extract_is_read() -> None:
    assert facts(asked(recorded("pl_krs/0000413516_swlex.json"))) == {
        "registry.number": KRS,
        "registry.name": "SWLEX SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ",
        "registry.form": "SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ",
        "registry.active": True,
        "registry.since": date(2012, 3, 8),
        "registry.address": "UL. SZELĄGOWSKA 49, 61-626 POZNAŃ",
        "registry.accounts_overdue": True,
        "accounts.until": date(2019, 12, 31),
        "insolvency.open": False,
    }


@pytest.mark.parametrize(
    "proceedings",
    [
        {"postepowanieUpadlosciowe": [{"informacjaOOgloszeniuUpadlosci": {"data": "20.03.2026"}}]},
        {"postepowanieUpadlosciowe": [{"opisZakonczeniaProcesuUpadlosci": {}}]},
        {"postepowanieUpadlosciowe": {"informacjaOOgloszeniuUpadlosci": {"data": "20.03.2026"}}},
        {"postepowanieUpadlosciowe": [{"opisZakonczeniaProcesuUpadlosci": {"data": "01.02.2024"}}, {"data": "1"}]},
        {"postepowanieRestrukturyzacyjneNaprawczePrzymusowaRestrukturyzacjaUporzadkowanaLikwidacja": [{"a": "b"}]},
        {"likwidacja": [{"otwarcieLikwidacji": {"data": "01.02.2026"}}]},
        {"likwidacja": "OTWARTA"},
    ],
)
def test_a_proceeding_that_is_not_ended_is_open_insolvency(proceedings: object) -> None:
    assert facts(asked(extract(proceedings)))["insolvency.open"] is True


@pytest.mark.parametrize("name", ["ACME SPÓŁKA AKCYJNA W UPADŁOŚCI", "Acme sp. z o.o. w likwidacji"])
def test_a_name_that_says_so_counts_before_the_section_is_filled(name: str) -> None:
    assert facts(asked(extract(name=name)))["insolvency.open"] is True


@pytest.mark.parametrize(
    "proceedings",
    [
        {"postepowanieUpadlosciowe": [{"opisZakonczeniaProcesuUpadlosci": {"data": "01.02.2024"}}]},
        {"zarzadKomisaryczny": [{"data": "01.02.2024"}]},
        "nothing",
    ],
)
def test_what_is_ended_or_not_understood_clears_nothing(proceedings: object) -> None:
    assert "insolvency.open" not in facts(asked(extract(proceedings)))


def test_a_merger_is_no_insolvency() -> None:
    assert facts(asked(extract({"polaczeniePodzialPrzeksztalcenie": [{"opis": "1"}]})))["insolvency.open"] is False


@pytest.mark.parametrize("state", [3, 4, None, "1"])
def test_a_state_not_understood_is_unknown(state: object) -> None:
    assert "registry.active" not in facts(asked(extract(state=state)))


def test_a_dissolution_in_the_extract_is_not_active() -> None:
    assert "registry.active" not in facts(asked(extract({"wykreslenia": [{"data": "01.01.2026"}]})))


def test_arrears_are_told_and_an_empty_section_is_not() -> None:
    assert facts(asked(extract(dzial4={"zaleglosci": [{"kwota": "1"}]})))["registry.arrears"] is True
    assert "registry.arrears" not in facts(asked(extract(dzial4={})))


@pytest.mark.parametrize(
    ("period", "late"),
    [("OD 01.01.2025 DO 31.12.2025", False), ("01.01.2024 R. - 31.12.2024 R.", True)],
)
def test_the_last_year_mentioned_counts_in_whatever_order(period: str, late: bool) -> None:
    mentioned = [{"zaOkresOdDo": period}, {"zaOkresOdDo": "OD 01.01.2019 DO 31.12.2019"}, {"zaOkresOdDo": "31.02.2025"}]
    documents = {"wzmiankiOZlozonychDokumentach": {"wzmiankaOZlozeniuRocznegoSprawozdaniaFinansowego": mentioned}}
    assert facts(asked(extract(dzial3=documents)))["registry.accounts_overdue"] is late


def test_accounts_to_a_day_to_come_are_named_and_not_believed() -> None:
    mentioned = [{"zaOkresOdDo": "OD 01.01.2099 DO 31.12.2099"}]
    documents = {"wzmiankiOZlozonychDokumentach": {"wzmiankaOZlozeniuRocznegoSprawozdaniaFinansowego": mentioned}}
    told = asked(extract(dzial3=documents))
    assert not facts(told).keys() & {"accounts.until", "registry.accounts_overdue"}
    assert told.dropped["accounts.until"] == "the source says 2099-12-31, a day still to come"


def test_accounts_never_mentioned_are_unknown() -> None:
    assert "registry.accounts_overdue" not in facts(asked(extract()))


def test_the_second_part_of_the_register_is_asked_where_the_first_has_no_extract() -> None:
    assert facts(asked((404, ""), S=extract()))["registry.number"] == KRS
    assert asked((404, ""), S=(404, "")).status is Status.NOT_FOUND
    assert asked((404, "")).status is Status.UNREACHABLE


def test_a_technical_break_or_another_company_is_no_answer() -> None:
    assert asked("<html>Przerwa techniczna</html>").status is Status.UNREACHABLE
    assert asked({"odpis": {"naglowekA": {"numerKRS": "0000405063"}}}).status is Status.UNREACHABLE


def test_a_number_may_lack_its_zeros_and_a_tax_number_is_not_sent() -> None:
    assert asked(extract(), "413516").status is Status.CHECKED
    assert asked(extract(), "97212373170").status is Status.NOT_APPLICABLE
    taxpayer = Client("Acme", identifiers=(Identifier("pl.vat", "9721237317"),))
    assert report("pl_krs", taxpayer, {}).status is Status.NOT_APPLICABLE
