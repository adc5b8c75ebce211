"""Asks France's directory of companies what a company is, whether it is still open, and its last published figures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from urllib.parse import quote

from intake.api import (
    CANDIDATE,
    Client,
    Context,
    Finding,
    Json,
    Kind,
    Money,
    NotApplicable,
    NotFoundHere,
    Page,
    Register,
    Said,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    at,
    candidates,
    day_at,
    finding,
    hookimpl,
    text_at,
)

SERVICE = "https://recherche-entreprises.api.gouv.fr/search"
# Directors are not asked for: their dates of birth would come along and be kept with the evidence.
_PARTS = "minimal=true&include=siege,finances&page=1&per_page=10"
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
        facts={CANDIDATE: Type.TEXT, "accounts.revenue": Type.MONEY, "accounts.result": Type.MONEY}
        | Register.facts("name", "number", "active", "since", "closed", "form", "address"),
        licence="Licence Ouverte 2.0",
        personal_data="sends the SIREN or the company's name; a sole trader's entry bears the trader's name",
        cost="free",
        needs="a SIREN, SIRET or French VAT number, or the name of a company in France",
        numbers={"registry.number": "fr.siren", "registry.candidate": "fr.siren"},
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
            return _candidates(page, client.name)
        from stdnum.fr import siren as numbers

        if not numbers.is_valid(siren):
            raise NotApplicable(f"{siren} is no SIREN: its check digit is wrong")
        page = await context.fetch(_url(siren), f"the entry of {siren}")
        entries = _results(page)
        if not entries:
            raise NotFoundHere(f"no entry of {siren}: unknown, or its holder objected to publication")
        for entry in entries:
            if text_at(entry, "siren") == siren:
                return [*_entry(entry).findings(page), *_figures(page, entry)]
        raise Unreachable(f"the answer is not about {siren}")


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The entry in the directory."""
    return [Entreprises()]


def _siren(client: Client) -> str:
    """The nine digits at the head of a SIRET, or at the end of a French VAT number."""
    number = re.sub(r"\D", "", client.number("fr.siren", "fr.siret"))[:9]
    return number or re.sub(r"\W", "", client.number("fr.vat"))[-9:]


def _url(words: str) -> str:
    return f"{SERVICE}?q={quote(words, safe='')}&{_PARTS}"


def _results(page: Page) -> Sequence[Json]:
    """The entries found; an empty list counts only where the directory says that it found none."""
    found, total = page.record().get("results"), page.record().get("total_results")
    if not isinstance(found, Sequence) or isinstance(found, str) or (not found and total != 0):
        raise Unreachable("the answer is no list of companies")
    return found


def _candidates(page: Page, name: str) -> Sequence[Finding]:
    # People who trade in their own name are not offered to somebody who looks for a company.
    companies = [entry for entry in _results(page) if text_at(entry, "nature_juridique") != _SOLE_TRADER]
    return candidates(page, ((text_at(one, "nom_complet"), text_at(one, "siren")) for one in companies), name)


def _entry(entry: Json) -> Register:
    # "P" stands for an entry whose holder objected: name and address are masked, not missing.
    public = text_at(entry, "statut_diffusion") == "O"
    form, since = text_at(entry, "nature_juridique"), day_at(entry, "date_creation")
    active, closed = _state(entry)
    return Register(
        country="France",
        number=text_at(entry, "siren"),
        name=(text_at(entry, "nom_raison_sociale") or text_at(entry, "nom_complet")) if public else "",
        form=Said(_FORMS[form], form) if form in _FORMS else "",
        active=active,
        since=Said(since, text_at(entry, "date_creation")) if since else None,
        closed=closed,
        address=text_at(entry, "siege", "adresse") if public else "",
    )


def _state(entry: Json) -> tuple[Said[bool] | None, Said[date] | None]:
    """Closed as INSEE says; open only where no date of closing or of striking off says otherwise."""
    state, closed = text_at(entry, "etat_administratif"), text_at(entry, "date_fermeture")
    if state == "C":
        says = "It has ceased (état administratif C)" + (f" on {closed}." if closed else ".")
        day = day_at(entry, "date_fermeture")
        return Said(False, closed, says), Said(day, closed, says) if day else None
    if state == "A" and not closed and not text_at(entry, "immatriculation", "date_radiation"):
        return Said(True, says="It is active (état administratif A)."), None
    return None, None


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
            yield finding(page, f"accounts.{fact}", value, f"Its {words} in {year} was {value}.", year)
