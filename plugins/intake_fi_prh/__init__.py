"""Asks Finland's register office (PRH) what a company is, whether it still exists, and whether it is bankrupt."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import quote

from intake.api import (
    CANDIDATE,
    Client,
    Context,
    Finding,
    Json,
    Kind,
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
    hookimpl,
    text_at,
)

SERVICE = "https://avoindata.prh.fi/opendata-ytj-api/v3/companies"
_COMPANY_NAME, _VISITING, _REGISTERED = "1", 1, "1"
_LANGUAGES = ("3", "1", "2")  # English, Finnish, Swedish
_SITUATIONS: Mapping[str, str] = {
    "KONK": "bankrupt (konkurssi)",
    "SANE": "in restructuring (saneeraus)",
    "SELTILA": "in liquidation (selvitystila)",
}


class Prh:
    """The entry under a business ID; without one, names like the client's, which settle nothing."""

    info = SourceInfo(
        name="fi_prh",
        publisher="Patentti- ja rekisterihallitus (PRH), YTJ",
        hosts=("avoindata.prh.fi",),
        topics=("registry", "insolvency"),
        facts={CANDIDATE: Type.TEXT}
        | Register.facts("name", "number", "active", "since", "closed", "form", "address", "insolvency"),
        licence="CC BY 4.0",
        personal_data="sends the business ID or the company's name; the name of a sole trader's firm may be the trader's",
        cost="free",
        needs="a Finnish business ID or VAT number, or the name of a company in Finland",
        numbers={"registry.number": "fi.ytunnus", "registry.candidate": "fi.ytunnus"},
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a Finnish number, or a Finnish company whose name can be searched."""
        named = client.name and client.country == "FI" and client.kind is not Kind.PERSON
        return bool(_digits(client) or named)

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """The entry under the number; names alone are only candidates."""
        digits = _digits(client)
        if not digits:
            url = f"{SERVICE}?name={quote(client.name, safe='')}"
            page = await context.fetch(url, f"companies named like {client.name}")
            named = [(_name(company), text_at(company, "businessId", "value")) for company in _companies(page)]
            return candidates(page, named, client.name)
        from stdnum.fi import ytunnus

        if not ytunnus.is_valid(digits):
            raise NotApplicable(f"{digits} is no business ID: its check digit is wrong")
        # Without its hyphen the register finds nothing, and does not say why.
        number = f"{digits[:7]}-{digits[7:]}"
        page = await context.fetch(f"{SERVICE}?businessId={number}", f"the entry of {number}")
        companies = _companies(page)
        if not companies:
            raise NotFoundHere(f"no company has the business ID {number}")
        for company in companies:
            if text_at(company, "businessId", "value") == number:
                return list(_entry(page, company).findings(page))
        raise Unreachable(f"the answer is not about {number}")


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The entry in the register."""
    return [Prh()]


def _digits(client: Client) -> str:
    return re.sub(r"\D", "", client.number("fi.ytunnus", "fi.vat"))


def _companies(page: Page) -> Sequence[Json]:
    """The companies found; an empty list counts only where the register says that it found none."""
    found, total = page.record().get("companies"), page.record().get("totalResults")
    if not isinstance(found, Sequence) or isinstance(found, str) or (not found and total != 0):
        raise Unreachable("the answer is no list of companies")
    return found


def _name(company: Json) -> str:
    """The company's own name in force: never a former name, nor that of a shop."""
    return next((text_at(n, "name") for n in _current(company, "names") if text_at(n, "type") == _COMPANY_NAME), "")


def _current(company: Json, key: str) -> list[Json]:
    found = at(company, key)
    return [each for each in found if not at(each, "endDate")] if isinstance(found, Sequence) else []


def _entry(page: Page, company: Json) -> Register:
    founded = text_at(company, "registrationDate") or text_at(company, "businessId", "registrationDate")
    since = day_at(company, "registrationDate") or day_at(company, "businessId", "registrationDate")
    ended = text_at(company, "endDate")
    active, closed = _ended(company, ended) if ended else (_active(page, company), None)
    return Register(
        country="Finland",
        number=text_at(company, "businessId", "value"),
        name=_name(company),
        form=next(map(_described, _current(company, "companyForms")), ""),
        active=active,
        since=Said(since, founded, f"It was registered on {since}.") if since else None,
        closed=closed,
        address=_address(company),
        insolvency=None if ended else _insolvency(company),
    )


def _described(form: Json) -> str:
    descriptions = at(form, "descriptions")
    texts = {
        text_at(each, "languageCode"): text_at(each, "description")
        for each in (descriptions if isinstance(descriptions, Sequence) else ())
    }
    return next((texts[language] for language in _LANGUAGES if texts.get(language)), text_at(form, "type"))


def _address(company: Json) -> Said[str] | str:
    for address in _current(company, "addresses"):
        street = " ".join(filter(None, (text_at(address, "street"), text_at(address, "buildingNumber"))))
        offices = at(address, "postOffices")
        city = text_at(offices[0], "city") if isinstance(offices, Sequence) and offices else ""
        if at(address, "type") == _VISITING and street and city:
            return Said(f"{street}, {text_at(address, 'postCode')} {city}", text_at(address, "street"))
    return ""


def _ended(company: Json, ended: str) -> tuple[Said[bool], Said[date] | None]:
    """Ended by its date of end; the field `status` is the same for companies that live and that ended, and not read."""
    day, says = day_at(company, "endDate"), f"It ceased on {ended}."
    return Said(False, ended, says), Said(day, ended, says) if day else None


def _active(page: Page, company: Json) -> Said[bool] | None:
    if text_at(company, "tradeRegisterStatus") != _REGISTERED:
        return None
    return Said(True, page.pair("tradeRegisterStatus"), "It is in the trade register and has not ceased.")


def _insolvency(company: Json) -> Said[bool] | None:
    if not isinstance(at(company, "companySituations"), Sequence):
        return None
    situations = [text_at(each, "type") for each in _current(company, "companySituations")]
    known = [each for each in situations if each in _SITUATIONS]
    if known:
        says = f"The register says that it is {' and '.join(_SITUATIONS[each] for each in known)}."
        return Said(True, known[0], says)
    return None if situations else Said(False, "companySituations")
