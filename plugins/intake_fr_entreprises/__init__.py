"""Asks France's directory of companies what a company is, whether it is still open, and its last published figures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from urllib.parse import quote

from intake.api import (
    Client,
    Confidence,
    Context,
    Finding,
    Json,
    Kind,
    Money,
    NotApplicable,
    NotFoundHere,
    Page,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    Value,
    at,
    hookimpl,
    mentions,
    text_at,
)

SERVICE = "https://recherche-entreprises.api.gouv.fr/search"
# Directors are not asked for: their dates of birth would come along and be kept with the evidence.
_PARTS = "minimal=true&include=siege,finances&page=1&per_page=10"
_MOST_CANDIDATES = 5
_SOLE_TRADER = "1000"
# The commonest of INSEE's legal categories; the directory sends the code alone.
_FORMS: Mapping[str, str] = {
    _SOLE_TRADER: "Entrepreneur individuel",
    "5498": "SARL unipersonnelle",
    "5499": "Société à responsabilité limitée",
    "5599": "SA à conseil d'administration",
    "5710": "Société par actions simplifiée",
    "5720": "Société par actions simplifiée à associé unique",
    "6540": "Société civile immobilière",
    "9220": "Association déclarée",
}


class Entreprises:
    """The entry under a SIREN; without one, names like the client's, which settle nothing."""

    info = SourceInfo(
        name="fr_entreprises",
        publisher="DINUM, Recherche d'entreprises (INSEE, INPI)",
        hosts=("recherche-entreprises.api.gouv.fr",),
        topics=("registry", "accounts"),
        facts={
            "registry.name": Type.TEXT,
            "registry.number": Type.TEXT,
            "registry.active": Type.BOOL,
            "registry.since": Type.DATE,
            "registry.closed": Type.DATE,
            "registry.form": Type.TEXT,
            "registry.address": Type.TEXT,
            "registry.candidate": Type.TEXT,
            "accounts.revenue": Type.MONEY,
            "accounts.result": Type.MONEY,
        },
        licence="Licence Ouverte 2.0",
        personal_data="sends the SIREN or the company's name; a sole trader's entry bears the trader's name",
        cost="free",
        needs="a SIREN, SIRET or French VAT number, or the name of a company in France",
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a French number, or a French company whose name can be searched."""
        named = client.name and client.country == "FR" and client.kind is not Kind.PERSON
        return bool(_siren(client) or named)

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """The entry under the number; names alone are only candidates."""
        siren = _siren(client)
        if not siren:
            page = await context.fetch(_url(client.name), f"companies named like {client.name}")
            return list(_candidates(page, client.name))
        from stdnum.fr import siren as numbers

        if not numbers.is_valid(siren):
            raise NotApplicable(f"{siren} is no SIREN: its check digit is wrong")
        page = await context.fetch(_url(siren), f"the entry of {siren}")
        entries = _results(page)
        if not entries:
            raise NotFoundHere(f"no entry of {siren}: unknown, or its holder objected to publication")
        for entry in entries:
            if text_at(entry, "siren") == siren:
                return list(_entry(page, entry, context.today))
        raise Unreachable(f"the answer is not about {siren}")


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The entry in the directory."""
    return [Entreprises()]


def _siren(client: Client) -> str:
    """The nine digits at the head of a SIRET, or at the end of a French VAT number."""
    number = client.identifier("fr.siren") or client.identifier("fr.siret") or ""
    european = (client.identifier("eu.vat") or "").upper()
    vat = client.identifier("fr.vat") or (european if european.startswith("FR") else "")
    return re.sub(r"\D", "", number)[:9] or re.sub(r"\W", "", vat)[-9:]


def _url(words: str) -> str:
    return f"{SERVICE}?q={quote(words, safe='')}&{_PARTS}"


def _results(page: Page) -> Sequence[Json]:
    """The entries found; an empty list counts only where the directory says that it found none."""
    found, total = page.record().get("results"), page.record().get("total_results")
    if not isinstance(found, Sequence) or isinstance(found, str) or (not found and total != 0):
        raise Unreachable("the answer is no list of companies")
    return found


def _candidates(page: Page, name: str) -> Iterator[Finding]:
    # People who trade in their own name are not offered to somebody who looks for a company.
    companies = [entry for entry in _results(page) if text_at(entry, "nature_juridique") != _SOLE_TRADER]
    alike = [entry for entry in companies if mentions(text_at(entry, "nom_complet"), name)]
    for entry in alike[:_MOST_CANDIDATES]:
        value = f"{text_at(entry, 'nom_complet')} ({text_at(entry, 'siren')})"
        says = f"A company has a like name, which does not show that it is this client: {value}."
        quote = text_at(entry, "nom_complet")
        yield Finding("registry", "candidate", value, says, page.evidence, quote, Confidence.WEAK)


def _entry(page: Page, entry: Json, today: date) -> Iterator[Finding]:
    siren = text_at(entry, "siren")
    yield _finding(page, "registry.number", siren, f"It is entered in France as {siren}.", siren)
    # "P" stands for an entry whose holder objected: name and address are masked, not missing.
    if text_at(entry, "statut_diffusion") == "O":
        yield from _identity(page, entry)
    if form := _FORMS.get(text_at(entry, "nature_juridique")):
        yield _finding(page, "registry.form", form, f"Its legal form is {form}.", text_at(entry, "nature_juridique"))
    created = text_at(entry, "date_creation")
    if (since := _day(created)) and since <= today:
        yield _finding(page, "registry.since", since, f"It was founded on {since}.", created)
    yield from _state(page, entry)
    yield from _figures(page, entry)


def _identity(page: Page, entry: Json) -> Iterator[Finding]:
    if name := text_at(entry, "nom_raison_sociale") or text_at(entry, "nom_complet"):
        yield _finding(page, "registry.name", name, f"Its registered name is {name}.", name)
    if address := text_at(entry, "siege", "adresse"):
        yield _finding(page, "registry.address", address, f"Its seat is at {address}.", address)


def _state(page: Page, entry: Json) -> Iterator[Finding]:
    """Closed as INSEE says; open only where no date of closing or of striking off says otherwise."""
    state, closed = text_at(entry, "etat_administratif"), text_at(entry, "date_fermeture")
    struck_off = text_at(entry, "immatriculation", "date_radiation")
    if state == "C":
        says = "It has ceased (état administratif C)" + (f" on {closed}." if closed else ".")
        yield _finding(page, "registry.active", False, says, closed)
        if day := _day(closed):
            yield _finding(page, "registry.closed", day, says, closed)
    elif state == "A" and not closed and not struck_off:
        yield _finding(page, "registry.active", True, "It is active (état administratif A).", text_at(entry, "siren"))


def _figures(page: Page, entry: Json) -> Iterator[Finding]:
    years = at(entry, "finances")
    if not isinstance(years, Mapping) or not years:
        return
    year = max(years)
    for fact, key, words in (("revenue", "ca", "turnover"), ("result", "resultat_net", "net result")):
        amount = at(years, year, key)
        # Figures that are kept confidential are sent as zero.
        if isinstance(amount, int | Decimal) and not isinstance(amount, bool) and amount:
            value = Money.of(Decimal(amount).quantize(Decimal("0.01")), "EUR")
            yield _finding(page, f"accounts.{fact}", value, f"Its {words} in {year} was {value}.", year)


def _finding(page: Page, name: str, value: Value, statement: str, quote: str) -> Finding:
    topic, _, fact = name.partition(".")
    return Finding(topic, fact, value, statement, page.evidence, quote)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
