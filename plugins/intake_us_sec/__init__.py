"""Asks the United States' SEC whether a public company reports on time, and whether it reported a bankruptcy."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from intake.api import (
    CANDIDATE,
    Client,
    Context,
    Finding,
    Json,
    Kind,
    NotFoundHere,
    Page,
    Register,
    Said,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    accounts_overdue,
    at,
    candidates,
    finding,
    hookimpl,
    text_at,
)

SERVICE = "https://data.sec.gov/submissions"
NAMES = "https://www.sec.gov/files/company_tickers.json"
_LENGTH = 10
_UNKNOWN = b"<Code>NoSuchKey</Code>"
_LATE = ("NT 10-K", "NT 10-Q", "NT 20-F")
_DUE_AFTER_MONTHS: Mapping[str, int] = {"10-K": 3, "20-F": 4}
"""Annual reports, and in how many months after the year even the smallest company must file them."""
_LOOK_BACK = timedelta(days=2 * 365)
_BANKRUPTCY = "1.03"


@dataclass(frozen=True, slots=True)
class _Filing:
    form: str
    filed: date
    until: date | None
    items: frozenset[str]


class Sec:
    """The filings under a CIK, which only companies with securities in public hands have; absence says nothing."""

    info = SourceInfo(
        name="us_sec",
        publisher="U.S. Securities and Exchange Commission, EDGAR",
        hosts=("data.sec.gov", "www.sec.gov"),
        topics=("registry", "accounts", "filings", "insolvency"),
        facts={
            CANDIDATE: Type.TEXT,
            "registry.former_names": Type.TEXT,
            "accounts.until": Type.DATE,
            "filings.late_notice": Type.BOOL,
            "insolvency.open": Type.BOOL,
            "insolvency.notice": Type.TEXT,
        }
        | Register.facts("name", "number", "address", "accounts_overdue"),
        licence="works of the United States' government, public domain; what companies file is theirs",
        personal_data="sends the CIK, or nothing of the client; insiders' filings are listed and not read",
        cost="free; your e-mail address goes along, as the SEC asks",
        needs="a CIK, or the name of a company in the United States",
        numbers={"registry.number": "us.cik", CANDIDATE: "us.cik"},
        seconds_apart=0.2,
        introduces=True,
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a CIK, or an American company whose name can be looked for."""
        named = client.name and client.country == "US" and client.kind is not Kind.PERSON
        return bool(_cik(client) or named)

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """The company's filings; names alone are only candidates."""
        cik = _cik(client)
        if not cik:
            page = await context.fetch(NAMES, "the names of listed companies")
            return candidates(page, _names(page), client.name)
        page = await context.fetch(f"{SERVICE}/CIK{cik}.json", f"the filings of {cik}", also=(404,))
        if page.status == 404:
            if _UNKNOWN not in page.body:
                raise Unreachable("a 404 that does not come from EDGAR")
            raise NotFoundHere(f"nobody files as {cik}")
        record = page.record()
        if text_at(record, "cik").zfill(_LENGTH) != cik:
            raise Unreachable(f"the answer is not about {cik}")
        filings = list(_filings(record))
        return [
            *_entry(record, cik, filings, context.today).findings(page),
            *_accounts(page, filings),
            *_former_names(page, record),
            *_bankruptcy(page, filings, context.today),
            *_late_notices(page, record, filings, context.today),
        ]


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The filings of a company."""
    return [Sec()]


def _cik(client: Client) -> str:
    """The ten digits, padded as the SEC pads them."""
    digits = re.sub(r"\D", "", client.number("us.cik"))
    return digits.zfill(_LENGTH) if 0 < len(digits) <= _LENGTH else ""


def _names(page: Page) -> Iterator[tuple[str, str]]:
    for company in page.record().values():
        number = at(company, "cik_str")
        if not isinstance(number, int) or not text_at(company, "title"):
            raise Unreachable("the answer is no list of companies")
        yield text_at(company, "title"), f"{number:010}"


def _filings(record: Json) -> Iterator[_Filing]:
    """The recent filings, which come as columns side by side."""
    columns = [at(record, "filings", "recent", name) for name in ("form", "filingDate", "reportDate", "items")]
    lists = [column for column in columns if isinstance(column, Sequence) and not isinstance(column, str)]
    if len(lists) != len(columns) or len({len(column) for column in lists}) != 1:
        raise Unreachable("the filings are not the columns that EDGAR sends")
    for form, filed, until, items in zip(*lists, strict=True):
        yield _Filing(str(form), _day(filed) or date.min, _day(until), frozenset(str(items).split(",")))


def _day(text: Json) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def _entry(record: Json, cik: str, filings: Sequence[_Filing], today: date) -> Register:
    return Register(
        country="the United States (SEC)",
        number=cik,
        name=text_at(record, "name"),
        address=_address(at(record, "addresses", "business")),
        accounts_overdue=_overdue(filings, today),
    )


def _address(address: Json) -> Said[str] | str:
    # An empty line is sent as null, or as the word None.
    told = {part: text for part in ("street1", "street2", "city", "zipCode", "stateOrCountryDescription")
            if (text := text_at(address, part)) not in ("", "None")}  # fmt: skip
    return Said(", ".join(told.values()), next(iter(told.values()))) if told.keys() >= {"street1", "city"} else ""


def _accounts(page: Page, filings: Sequence[_Filing]) -> Iterator[Finding]:
    """The day the last annual report runs to; told also where it is still to come, so that the host names it."""
    if (last := _last_annual(filings)) is not None and last.until is not None:
        says = f"The last annual report runs until {last.until}."
        yield finding(page, "accounts.until", last.until, says, str(last.until))


def _last_annual(filings: Sequence[_Filing]) -> _Filing | None:
    annual = [each for each in filings if each.form in _DUE_AFTER_MONTHS and each.until]
    return max(annual, key=lambda each: each.until or date.min, default=None)


def _overdue(filings: Sequence[_Filing], today: date) -> Said[bool] | None:
    """Whether the next annual report should be there; unknown for who files none, or gave notice to end (form 15)."""
    last = _last_annual(filings)
    if last is None or last.until is None or any(each.form.startswith("15-") for each in filings):
        return None
    return accounts_overdue(last.until, _DUE_AFTER_MONTHS[last.form], today, str(last.until))


def _former_names(page: Page, record: Json) -> Iterator[Finding]:
    former = at(record, "formerNames")
    entries = former if isinstance(former, Sequence) and not isinstance(former, str) else ()
    named = [(text_at(each, "name"), text_at(each, "to")[:10]) for each in entries if text_at(each, "name")]
    if named:
        names = "; ".join(f"{name} (until {until or 'a day not told'})" for name, until in named)
        yield finding(page, "registry.former_names", names, f"It was called {names}.", named[0][0])


def _bankruptcy(page: Page, filings: Sequence[_Filing], today: date) -> Iterator[Finding]:
    """A report of bankruptcy opens proceedings; a second one may be that the plan was confirmed, which ends them."""
    reports = [each.filed for each in filings if each.form == "8-K" and _BANKRUPTCY in each.items]
    if not reports:
        return
    words = f"report of bankruptcy or receivership (8-K, item {_BANKRUPTCY}, {max(reports)})"
    yield finding(page, "insolvency.notice", words, f"Last filed: a {words}.", str(max(reports)))
    recent = [filed for filed in reports if filed >= today - _LOOK_BACK]
    if len(recent) == 1:
        says = f"It reported bankruptcy or receivership on {recent[0]}, and no end of it since."
        yield finding(page, "insolvency.open", True, says, str(recent[0]))


def _late_notices(page: Page, record: Json, filings: Sequence[_Filing], today: date) -> Iterator[Finding]:
    """Whether it gave notice of a late report; no only where the list of recent filings reaches back far enough."""
    since = today - _LOOK_BACK
    notices = [each for each in filings if each.form in _LATE and each.filed >= since]
    if notices:
        last = max(notices, key=lambda each: each.filed)
        says = f"It gave notice {len(notices)} times in two years that a report is late, last on {last.filed}."
        yield finding(page, "filings.late_notice", True, says, last.form)
    elif filings and (at(record, "filings", "files") == [] or min(each.filed for each in filings) <= since):
        says = "It gave no notice in two years that a report is late."
        yield finding(page, "filings.late_notice", False, says)
