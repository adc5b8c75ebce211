"""Tests of how large British companies pay, by their own reports."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from intake.api import Client, Identifier, Percent, Value
from intake.model.finding import SourceReport, Status
from intake.store.table_building import Arrival, build
from intake.store.tables import Tables
from intake.testing.recorded import RecordedWeb
from intake.upkeep import Upkeep
from intake.vetting.asking import ask
from intake.vetting.shelf import Shelved, row_url, table_and_key
from plugins.sources import RECORDED, facts, report, source

NUMBER = "01234567"
ROW = {
    "Report Id": "7",
    "Company": "ACME PLC",
    "Company number": NUMBER,
    "Start date": "2025-07-01",
    "End date": "2025-12-31",
    "Filing date": "2026-01-20",
    "Average time to pay": "41",
    "% Invoices not paid within agreed terms": "17.5",
    "% Invoices not paid due to dispute": "1",
    "Maximum contractual payment period": "60.0",
    "Charges have been made for remaining on supplier list": "False",
}


def client(number: str = NUMBER) -> Client:
    """A British company."""
    return Client("Acme plc", country="GB", identifiers=(Identifier("gb.crn", number),))


def looked_up(*rows: Mapping[str, str], fetched: str = "2026-08-25", number: str = NUMBER) -> SourceReport:
    """The report where the table has these rows."""
    answer = {"table": "uk-payment-practices", "fetched": fetched, "rows": [dict(row) for row in rows]}
    return report("uk_payments", client(number), {row_url("uk-payment-practices", NUMBER): answer})


@pytest.mark.parametrize(
    "to_come", [{"End date": "2031-12-31", "Filing date": "2026-02-20"}, {"Filing date": "2031-01-20"}]
)
def test_a_report_of_a_day_to_come_is_none(to_come: dict[str, str]) -> None:
    assert looked_up(ROW, ROW | to_come).status is Status.UNREACHABLE


def test_the_newest_report_is_told() -> None:
    older = ROW | {"Filing date": "2025-07-20", "End date": "2025-06-30", "Average time to pay": "99"}
    found = looked_up(ROW, older, number="1234567")
    assert facts(found) == {
        "payment.reported_until": date(2025, 12, 31),
        "payment.average_days": Decimal(41),
        "payment.late_share": Percent(Decimal("17.5")),
        "payment.dispute_share": Percent(Decimal(1)),
        "payment.longest_terms": Decimal(60),
        "payment.charges_suppliers": False,
    }
    assert "ACME PLC reports of itself, for the period to 2025-12-31, 41 days" in found.findings[1].statement
    assert found.findings[1].quote == "41"


@pytest.mark.parametrize("text", ["", "4323394", "-3", "NaN", "about 30", "1e9"])
def test_a_blank_or_an_absurd_value_is_unknown(text: str) -> None:
    found = facts(looked_up(ROW | {"Average time to pay": text, "% Invoices not paid within agreed terms": text}))
    assert "payment.average_days" not in found
    assert "payment.late_share" not in found
    assert found["payment.longest_terms"] == 60


def test_of_refilings_the_last_counts_and_where_they_contradict_each_other_nothing_is_known() -> None:
    corrected = ROW | {"Report Id": "12", "Average time to pay": "35"}
    assert facts(looked_up(corrected, ROW))["payment.average_days"] == 35
    blind = [ROW | {"Report Id": "", "Average time to pay": days} for days in ("35", "42")]
    found = facts(looked_up(*blind))
    assert "payment.average_days" not in found
    assert found["payment.late_share"] == Percent(Decimal("17.5"))


def test_a_report_on_a_time_long_ago_tells_only_how_old_it_is() -> None:
    found = looked_up(ROW | {"End date": "2019-12-31", "Filing date": "2020-01-20"})
    assert facts(found) == {"payment.reported_until": date(2019, 12, 31)}
    assert "too long ago" in found.findings[0].statement


def test_an_old_table_says_its_age() -> None:
    assert "Table of 2026-06-01, 92 days old" in looked_up(ROW, fetched="2026-06-01").findings[1].statement
    assert "Table of" not in looked_up(ROW, fetched="2026-07-25").findings[1].statement


def test_a_company_without_a_report_is_not_a_good_payer() -> None:
    found = looked_up()
    assert (found.status, found.findings) == (Status.NOT_FOUND, ())
    assert "only large companies owe one" in found.note


def test_rows_of_another_company_are_not_taken() -> None:
    assert looked_up(ROW, ROW | {"Company number": "07654321"}).status is Status.UNREACHABLE


def test_a_table_that_is_not_here_is_unreachable_and_says_what_to_do(tmp_path: Path) -> None:
    found = on_shelf(Upkeep(tmp_path / "tables", [source("uk_payments")], now), NUMBER)
    assert found.status is Status.UNREACHABLE
    assert "intake lists update uk-payment-practices" in found.note


def test_a_client_without_a_british_number_is_not_looked_up() -> None:
    assert report("uk_payments", Client("Acme", country="GB"), {}).status is Status.NOT_APPLICABLE


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Upkeep:
    """The real rows of 2020 in a table."""
    file = RECORDED / "uk_payment_practices" / "extract_2020_from_notebook.csv"
    if not file.exists():
        pytest.skip("the recorded answers are not here")
    folder = tmp_path_factory.mktemp("home") / "tables"
    (table,) = source("uk_payments").info.tables
    kept = build(Tables(folder), table, Arrival(file, file.name, datetime(2020, 1, 30, tzinfo=UTC)))
    assert kept.rows == 110
    return Upkeep(folder, [source("uk_payments")], now)


@pytest.mark.parametrize(
    ("number", "known"),
    [
        ("00002065", {"payment.average_days": Decimal(22), "payment.longest_terms": Decimal(30)}),
        # Five reports were filed on one period of 2017; later periods have one each.
        ("00653735", {"payment.average_days": Decimal(48), "payment.longest_terms": Decimal(141)}),
        ("00090305", {}),
    ],
)
def test_real_reports_are_read(extract: Upkeep, number: str, known: dict[str, Value]) -> None:
    found = on_shelf(extract, number)
    assert found.status is Status.CHECKED, found.note
    assert facts(found).items() >= known.items()
    assert "payment.late_share" not in facts(found)
    if not known:
        assert set(facts(found)) == {"payment.reported_until"}


def on_shelf(upkeep: Upkeep, number: str) -> SourceReport:
    """The report with the tables on this machine."""
    shelf = Shelved(RecordedWeb({}), lambda url: upkeep.look_up(*table_and_key(url)))
    return asyncio.run(ask(client(number), [source("uk_payments")], shelf, clock=now))[0]


def now() -> datetime:
    """Soon after the extract was made."""
    return datetime(2020, 2, 1, tzinfo=UTC)
