"""Looks a large British company up in its own statutory reports on how it pays its suppliers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from intake.api import (
    Client,
    Context,
    Finding,
    NotFoundHere,
    Page,
    Percent,
    Source,
    SourceInfo,
    Table,
    Type,
    Unreachable,
    Value,
    hookimpl,
    text_at,
)

TABLE = Table(
    name="uk-payment-practices",
    url="https://check-payment-practices.service.gov.uk/export/csv/",
    key="Company number",
    columns=(
        "Company",
        "Start date",
        "End date",
        "Filing date",
        "Average time to pay",
        "% Invoices not paid within agreed terms",
    ),
    also=(
        "Report Id",
        "% Invoices not paid due to dispute",
        "Maximum contractual payment period",
        "Charges have been made for remaining on supplier list",
    ),
    newest="Filing date",
    licence="Open Government Licence v3.0",
)
_NUMBER = re.compile(r"([A-Z]{0,2})(\d{1,8})")
_LENGTH = 8
_LONGEST_DAYS = 730
"""Reports speak of days to pay; more than two years is a slip of the keyboard (one says 4,323,394 days)."""
_OLD = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class _Report:
    """The newest report: every row that was filed for it on the same day."""

    page: Page
    rows: tuple[Mapping[str, str], ...]
    until: date
    aside: str

    def text(self, column: str) -> str:
        """What the report says in a column; empty where it says nothing, or two rows say different things."""
        said = {row.get(column, "").strip() for row in self.rows}
        return said.pop() if len(said) == 1 else ""

    def number(self, column: str, most: int) -> Decimal | None:
        """The number in a column, between nothing and `most`; None for a blank, a slip or a contradiction."""
        try:
            found = Decimal(self.text(column))
        except InvalidOperation:
            return None
        return found if found.is_finite() and 0 <= found <= most else None

    def finding(self, fact: str, column: str, value: Value, statement: str) -> Finding:
        """A finding that quotes the cell it rests on."""
        return Finding("payment", fact, value, f"{statement}{self.aside}", self.page.evidence, self.text(column))


class Payments:
    """The reports that large companies owe under the Reporting on Payment Practices and Performance Regulations 2017."""

    info = SourceInfo(
        name="uk_payments",
        publisher="UK Department for Business and Trade; each company reports on itself",
        hosts=(),
        topics=("payment",),
        facts={
            "payment.average_days": Type.NUMBER,
            "payment.late_share": Type.PERCENT,
            "payment.dispute_share": Type.PERCENT,
            "payment.longest_terms": Type.NUMBER,
            "payment.charges_suppliers": Type.BOOL,
            "payment.reported_until": Type.DATE,
        },
        licence="Open Government Licence v3.0",
        personal_data="none; the table is looked up on this machine",
        cost="free; about 100 MB to download now and then",
        needs="a company number of the United Kingdom",
        tables=(TABLE,),
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a company number; the same name means nothing here."""
        return bool(_number(client))

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """What the newest report says; a company without one is not large enough, or late with it: that tells nothing."""
        number = _number(client)
        page = await context.rows(TABLE.name, number)
        rows, fetched = _rows(page, number)
        if not rows:
            raise NotFoundHere(f"no report of {number} in the table of {fetched}; only large companies owe one")
        report = _newest(page, rows, fetched, context.today)
        return list(_findings(report, context.today))


@hookimpl
def intake_sources() -> Sequence[Source]:
    """How large British companies pay."""
    return [Payments()]


def _number(client: Client) -> str:
    """The number as Companies House writes it, eight characters long; empty where there is none."""
    given = client.number("gb.crn", "gb.register")
    found = _NUMBER.fullmatch(re.sub(r"\W", "", given.upper()))
    letters, digits = found.groups() if found else ("", "")
    number = letters + digits.zfill(_LENGTH - len(letters))
    return number if digits and len(number) == _LENGTH else ""


def _rows(page: Page, number: str) -> tuple[list[Mapping[str, str]], date]:
    record = page.record()
    found, day = record.get("rows"), _day(text_at(record, "fetched"))
    if not isinstance(found, Sequence) or isinstance(found, str) or day is None:
        raise Unreachable("the table does not answer as tables do")
    rows: list[Mapping[str, str]] = [
        {name: text_at(row, name) for name in row} for row in found if isinstance(row, Mapping)
    ]
    if any(row.get(TABLE.key, "").strip().upper() != number for row in rows):
        raise Unreachable(f"the answer is not about {number}")
    return rows, day


def _newest(page: Page, rows: list[Mapping[str, str]], fetched: date, today: date) -> _Report:
    """The report filed last: reports are filed anew to correct them, sometimes several times on one day."""
    dated = [(filed, until, row) for row in rows if (filed := _filed(row)) and (until := _day(row.get("End date", "")))]
    if not dated:
        raise Unreachable("none of the reports says when it was filed, and on which period")
    filed, until = max((filed, until) for filed, until, _ in dated)
    if max(filed, until) > today:
        raise Unreachable(f"a report filed on {filed} for the period to {until}, which is still to come")
    last = [row for day, end, row in dated if (day, end) == (filed, until)]
    newest = max(_report_id(row) for row in last)
    age = (today - fetched).days
    aside = f" (Table of {fetched}, {age} days old.)" if age > TABLE.stale_days else ""
    return _Report(page, tuple(row for row in last if _report_id(row) == newest), until, aside)


def _findings(report: _Report, today: date) -> Iterator[Finding]:
    company, until = report.text("Company") or "The company", report.until
    says = f"{company} reports of itself, for the period to {until},"
    old = today - until > _OLD
    told = f"{company} reported of itself last for the period to {until}" + (", too long ago to count." if old else ".")
    yield report.finding("reported_until", "End date", until, told)
    if old:
        return
    if (days := report.number("Average time to pay", _LONGEST_DAYS)) is not None:
        yield report.finding(
            "average_days", "Average time to pay", days, f"{says} {_plain(days)} days to pay on average."
        )
    for fact, column, words in (
        ("late_share", "% Invoices not paid within agreed terms", "of invoices were not paid within the agreed terms."),
        ("dispute_share", "% Invoices not paid due to dispute", "of invoices were not paid because of a dispute."),
    ):
        if (share := report.number(column, 100)) is not None:
            yield report.finding(fact, column, Percent(share), f"{says} that {_plain(share)} % {words}")
    longest = "Maximum contractual payment period"
    if (terms := report.number(longest, _LONGEST_DAYS)) is not None:
        yield report.finding(
            "longest_terms", longest, terms, f"{says} contracts with up to {_plain(terms)} days to pay."
        )
    charges = "Charges have been made for remaining on supplier list"
    if (charged := {"true": True, "false": False}.get(report.text(charges).lower())) is not None:
        told = f"{says} that suppliers {'paid' if charged else 'did not pay'} to stay on its list."
        yield report.finding("charges_suppliers", charges, charged, told)


def _filed(row: Mapping[str, str]) -> date | None:
    return _day(row.get("Filing date", ""))


def _report_id(row: Mapping[str, str]) -> int:
    digits = row.get("Report Id", "").partition(".")[0]
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
