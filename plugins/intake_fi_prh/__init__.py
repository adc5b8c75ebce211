"""Asks Finland's register office (PRH) what a company is, whether it still exists, and whether it is bankrupt."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import quote

from intake.api import (
    Client,
    Confidence,
    Context,
    Finding,
    Json,
    Kind,
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

SERVICE = "https://avoindata.prh.fi/opendata-ytj-api/v3/companies"
_MOST_CANDIDATES = 5
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
        facts={
            "registry.name": Type.TEXT,
            "registry.number": Type.TEXT,
            "registry.active": Type.BOOL,
            "registry.since": Type.DATE,
            "registry.closed": Type.DATE,
            "registry.form": Type.TEXT,
            "registry.address": Type.TEXT,
            "registry.candidate": Type.TEXT,
            "insolvency.open": Type.BOOL,
        },
        licence="CC BY 4.0",
        personal_data="sends the business ID or the company's name; the name of a sole trader's firm may be the trader's",
        cost="free",
        needs="a Finnish business ID or VAT number, or the name of a company in Finland",
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
            return list(_candidates(page, client.name))
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
                return list(_entry(page, company, context.today))
        raise Unreachable(f"the answer is not about {number}")


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The entry in the register."""
    return [Prh()]


def _digits(client: Client) -> str:
    european = (client.identifier("eu.vat") or "").upper()
    vat = client.identifier("fi.vat") or (european if european.startswith("FI") else "")
    return re.sub(r"\D", "", client.identifier("fi.ytunnus") or vat)


def _companies(page: Page) -> Sequence[Json]:
    """The companies found; an empty list counts only where the register says that it found none."""
    found, total = page.record().get("companies"), page.record().get("totalResults")
    if not isinstance(found, Sequence) or isinstance(found, str) or (not found and total != 0):
        raise Unreachable("the answer is no list of companies")
    return found


def _candidates(page: Page, name: str) -> Iterator[Finding]:
    named = [(_name(company), text_at(company, "businessId", "value")) for company in _companies(page)]
    for found, number in [each for each in named if mentions(each[0], name)][:_MOST_CANDIDATES]:
        value = f"{found} ({number})"
        says = f"A company has a like name, which does not show that it is this client: {value}."
        yield Finding("registry", "candidate", value, says, page.evidence, found, Confidence.WEAK)


def _name(company: Json) -> str:
    """The company's own name in force: never a former name, nor that of a shop."""
    return next((text_at(n, "name") for n in _current(company, "names") if text_at(n, "type") == _COMPANY_NAME), "")


def _current(company: Json, key: str) -> list[Json]:
    found = at(company, key)
    return [each for each in found if not at(each, "endDate")] if isinstance(found, Sequence) else []


def _entry(page: Page, company: Json, today: date) -> Iterator[Finding]:
    number = text_at(company, "businessId", "value")
    yield _finding(page, "registry.number", number, f"It is entered in Finland as {number}.", number)
    if name := _name(company):
        yield _finding(page, "registry.name", name, f"Its registered name is {name}.", name)
    for form in map(_described, _current(company, "companyForms")[:1]):
        yield _finding(page, "registry.form", form, f"Its legal form is {form}.", form)
    founded = text_at(company, "registrationDate") or text_at(company, "businessId", "registrationDate")
    if (since := _day(founded)) and since <= today:
        yield _finding(page, "registry.since", since, f"It was registered on {since}.", founded)
    yield from _address(page, company)
    yield from _state(page, company)


def _described(form: Json) -> str:
    descriptions = at(form, "descriptions")
    texts = {
        text_at(each, "languageCode"): text_at(each, "description")
        for each in (descriptions if isinstance(descriptions, Sequence) else ())
    }
    return next((texts[language] for language in _LANGUAGES if texts.get(language)), text_at(form, "type"))


def _address(page: Page, company: Json) -> Iterator[Finding]:
    for address in _current(company, "addresses"):
        street = " ".join(filter(None, (text_at(address, "street"), text_at(address, "buildingNumber"))))
        offices = at(address, "postOffices")
        city = text_at(offices[0], "city") if isinstance(offices, Sequence) and offices else ""
        if at(address, "type") == _VISITING and street and city:
            value = f"{street}, {text_at(address, 'postCode')} {city}"
            yield _finding(page, "registry.address", value, f"Its address is {value}.", text_at(address, "street"))
            return


def _state(page: Page, company: Json) -> Iterator[Finding]:
    """Ended by its date of end; the field `status` is the same for companies that live and that ended, and not read."""
    if ended := text_at(company, "endDate"):
        says = f"It ceased on {ended}."
        yield _finding(page, "registry.active", False, says, ended)
        if day := _day(ended):
            yield _finding(page, "registry.closed", day, says, ended)
        return
    if text_at(company, "tradeRegisterStatus") == _REGISTERED:
        says = "It is in the trade register and has not ceased."
        yield _finding(page, "registry.active", True, says, "tradeRegisterStatus")
    if not isinstance(at(company, "companySituations"), Sequence):
        return
    situations = [text_at(each, "type") for each in _current(company, "companySituations")]
    known = [_SITUATIONS[each] for each in situations if each in _SITUATIONS]
    if known:
        says = f"The register says that it is {' and '.join(known)}."
        yield _finding(page, "insolvency.open", True, says, "companySituations")
    elif not situations:
        says = "The register shows no bankruptcy, restructuring or liquidation."
        yield _finding(page, "insolvency.open", False, says, "companySituations")


def _finding(page: Page, name: str, value: Value, statement: str, quote: str) -> Finding:
    topic, _, fact = name.partition(".")
    return Finding(topic, fact, value, statement, page.evidence, quote)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
