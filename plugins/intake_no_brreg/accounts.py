"""Asks Norway's register of accounts for the last annual accounts of a company."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from intake.api import (
    Client,
    Context,
    Finding,
    Json,
    Money,
    NotFoundHere,
    Page,
    Register,
    SourceInfo,
    Type,
    Unreachable,
    accounts_overdue,
    at,
    finding,
    text_at,
)

from .number import check, organisation_number

SERVICE = "https://data.brreg.no/regnskapsregisteret/regnskap"
_AMOUNTS: Mapping[str, tuple[str, ...]] = {
    "revenue": ("resultatregnskapResultat", "driftsresultat", "driftsinntekter", "sumDriftsinntekter"),
    "result": ("resultatregnskapResultat", "aarsresultat"),
    "equity": ("egenkapitalGjeld", "egenkapital", "sumEgenkapital"),
}
# Only for these forms is filing a duty whatever the size (regnskapsloven, sections 1-2 and 8-2).
_MUST_FILE = frozenset({"AS", "ASA"})
_DUE_AFTER_MONTHS = 7


class Accounts:
    """The last annual accounts, and whether the next are overdue."""

    info = SourceInfo(
        name="no_accounts",
        publisher="Brønnøysundregistrene, Regnskapsregisteret",
        hosts=("data.brreg.no",),
        topics=("accounts", "registry"),
        facts={
            "accounts.until": Type.DATE,
            "accounts.revenue": Type.MONEY,
            "accounts.result": Type.MONEY,
            "accounts.equity": Type.MONEY,
        }
        | Register.facts("accounts_overdue"),
        licence="NLOD 2.0",
        personal_data="sends the organisation number; receives accounts of companies",
        cost="free",
        needs="a Norwegian organisation number",
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a Norwegian number."""
        return bool(organisation_number(client))

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """The company's own accounts of the last year; those of its group say nothing of who signs."""
        number = organisation_number(client)
        check(number)
        page = await context.fetch(f"{SERVICE}/{number}", f"the accounts of {number}", also=(404,))
        if page.status == 404:
            raise NotFoundHere("no accounts; sole traders file none, new companies none yet")
        found = page.json()
        if not isinstance(found, Sequence) or isinstance(found, str):
            raise Unreachable("the answer is no list of accounts")
        own = [_checked(accounts, number) for accounts in found if text_at(accounts, "regnskapstype") == "SELSKAP"]
        if not own:
            raise NotFoundHere("no accounts of the company itself")
        return list(_accounts(page, max(own, key=_until), context.today))


def _checked(accounts: Json, number: str) -> Json:
    if text_at(accounts, "virksomhet", "organisasjonsnummer") != number:
        raise Unreachable(f"the answer is not about {number}")
    return accounts


def _until(accounts: Json) -> date:
    try:
        return date.fromisoformat(text_at(accounts, "regnskapsperiode", "tilDato"))
    except ValueError as fault:
        raise Unreachable("accounts without the day on which their year ends") from fault


def _accounts(page: Page, accounts: Json, today: date) -> Iterator[Finding]:
    until, form = _until(accounts), text_at(accounts, "virksomhet", "organisasjonsform")
    if until > today:
        raise Unreachable(f"accounts of a year that ends in the future, on {until}")
    quote = text_at(accounts, "regnskapsperiode", "tilDato")
    yield finding(page, "accounts.until", until, f"The last accounts filed run until {until}.", quote)
    for fact, path in _AMOUNTS.items():
        # No line is not zero: a holding company has no revenue line at all.
        if (amount := _money(at(accounts, *path), text_at(accounts, "valuta"))) is not None:
            says = f"The {fact} in the year until {until} was {amount}."
            yield finding(page, f"accounts.{fact}", amount, says, quote)
    if form in _MUST_FILE:
        overdue = accounts_overdue(until, _DUE_AFTER_MONTHS, today, quote)
        yield from Register(country="Norway", accounts_overdue=overdue).findings(page)


def _money(amount: Json, currency: str) -> Money | None:
    if not isinstance(amount, int | Decimal) or isinstance(amount, bool):
        return None
    try:
        return Money.of(Decimal(amount), currency)
    except ValueError:
        return None
