"""Asks France's ministry of economy for a company's financial ratios: what it owes, and how long it lets others wait."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from intake.api import (
    Client,
    Context,
    Finding,
    Json,
    Money,
    NotApplicable,
    NotFoundHere,
    Page,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    at,
    day_at,
    finding,
    hookimpl,
    text_at,
)

SERVICE = "https://data.economie.gouv.fr/api/records/1.0/search/"
_MOST_YEARS = 100
_CONSOLIDATED = "K"
_OPEN_TO_ALL = "Public"
_AMOUNTS: Mapping[str, tuple[str, str]] = {
    "accounts.revenue": ("chiffre_d_affaires", "Its turnover was {value}."),
    "accounts.result": ("resultat_net", "Its net result was {value}."),
}
_RATIOS: Mapping[str, tuple[str, str]] = {
    "ratios.supplier_days": ("credit_fournisseurs_jours", "It owed its suppliers {value} days of purchases."),
    "ratios.customer_days": ("credit_clients_jours", "Its customers owed it {value} days of sales."),
    "ratios.liquidity": ("ratio_de_liquidite", "What it has at hand is {value} % of what it must soon pay."),
    "ratios.autonomy": ("autonomie_financiere", "Its own money is {value} % of all it has."),
    "ratios.debt": ("taux_d_endettement", "Its loans are {value} % of its own money."),
}


class Ratios:
    """The last year's ratios of the company itself; what is confidential is sent as zero, and is unknown."""

    info = SourceInfo(
        name="fr_ratios",
        publisher="Ministère de l'Économie, from the accounts at INPI",
        hosts=("data.economie.gouv.fr",),
        topics=("accounts", "ratios"),
        facts={"accounts.until": Type.DATE} | dict.fromkeys(_AMOUNTS, Type.MONEY) | dict.fromkeys(_RATIOS, Type.NUMBER),
        licence="Licence Ouverte 2.0",
        personal_data="sends the SIREN; receives accounts of companies",
        cost="free",
        needs="a SIREN, SIRET or French VAT number",
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a French number."""
        return bool(_siren(client))

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """The newest accounts that are not those of a group."""
        from stdnum.fr import siren as numbers

        siren = _siren(client)
        if not numbers.is_valid(siren):
            raise NotApplicable(f"{siren} is no SIREN: its check digit is wrong")
        query = f"dataset=ratios_inpi_bce&q=siren:{siren}&sort=date_cloture_exercice&rows={_MOST_YEARS}"
        page = await context.fetch(f"{SERVICE}?{query}", f"the ratios of {siren}")
        records, total = page.record().get("records"), page.record().get("nhits")
        if not isinstance(records, Sequence) or isinstance(records, str) or len(records) != total:
            raise Unreachable("the answer does not hold the accounts of all years")
        years = [fields for record in records if text_at(fields := at(record, "fields"), "siren") == siren]
        own = [year for year in years if text_at(year, "type_bilan") != _CONSOLIDATED]
        if not own:
            raise NotFoundHere("no accounts of the company itself: not filed, or confidential as a whole")
        return list(_findings(page, max(own, key=_until), context.today))


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The financial ratios."""
    return [Ratios()]


def _siren(client: Client) -> str:
    """The nine digits at the head of a SIRET, or at the end of a French VAT number."""
    number = re.sub(r"\D", "", client.number("fr.siren", "fr.siret"))[:9]
    return number or re.sub(r"\W", "", client.number("fr.vat"))[-9:]


def _until(year: Json) -> date:
    until = day_at(year, "date_cloture_exercice")
    if until is None:
        raise Unreachable("accounts without the day on which their year ends")
    return until


def _findings(page: Page, year: Json, today: date) -> Iterator[Finding]:
    until = _until(year)
    if until > today:
        raise Unreachable(f"accounts of a year that ends in the future, on {until}")
    yield finding(page, "accounts.until", until, f"The last accounts known run until {until}.", str(until))
    for name, (key, says) in _AMOUNTS.items():
        if (amount := _number(year, key)) is not None:
            value = Money.of(amount.quantize(Decimal("0.01")), "EUR")
            yield _told(page, name, value, f"{says.format(value=value)} Year until {until}.", key)
    for name, (key, says) in _RATIOS.items():
        if (ratio := _number(year, key)) is not None:
            yield _told(page, name, ratio, f"{says.format(value=ratio)} Year until {until}.", key)


def _told(page: Page, name: str, value: Money | Decimal, says: str, key: str) -> Finding:
    topic, _, fact = name.partition(".")
    return Finding(topic, fact, value, says, page.evidence, key)


def _number(year: Json, key: str) -> Decimal | None:
    """The number; a zero counts only where the accounts are open to all, since it stands for what is confidential."""
    found = at(year, key)
    if not isinstance(found, int | Decimal) or isinstance(found, bool):
        return None
    return Decimal(found) if found or text_at(year, "confidentiality") == _OPEN_TO_ALL else None
