"""Asks Companies House what a British company is, whether it is insolvent, and whether it files what it must on time."""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from intake.api import (
    CANDIDATE,
    Client,
    Context,
    Credential,
    Finding,
    Json,
    Kind,
    NotFoundHere,
    Page,
    Register,
    Said,
    Silence,
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

HOST = "api.company-information.service.gov.uk"
SERVICE = f"https://{HOST}"
KEY = "companies_house"
_NUMBER = re.compile(r"([A-Z]{0,2})(\d{1,8})")
_LENGTH = 8
_UNKNOWN = "company-profile-not-found"
_ENDED = frozenset({"dissolved", "converted-closed", "removed", "closed"})
_INSOLVENT = frozenset(
    {"liquidation", "receivership", "administration", "voluntary-arrangement", "insolvency-proceedings"}
)
_ENTERED = frozenset({"active", "registered", "open"}) | _INSOLVENT
_CASE_ENDED = re.compile(r"ended|discharged|concluded|case-end")
_STRIKE_OFF = "active-proposal-to-strike-off"
_FORMS: Mapping[str, str] = {
    "ltd": "Private limited company",
    "plc": "Public limited company",
    "llp": "Limited liability partnership",
    "limited-partnership": "Limited partnership",
    "private-unlimited": "Private unlimited company",
    "private-limited-guarant-nsc": "Private company limited by guarantee",
    "oversea-company": "Overseas company with an establishment in the United Kingdom",
}


class CompaniesHouse:
    """The profile under a company number; officers are not asked for, since their dates of birth would come along."""

    info = SourceInfo(
        name="uk_companies_house",
        publisher="Companies House",
        hosts=(HOST,),
        topics=("registry", "insolvency"),
        facts={
            CANDIDATE: Type.TEXT,
            "registry.charges": Type.BOOL,
            "registry.statement_overdue": Type.BOOL,
            "registry.strike_off_proposed": Type.BOOL,
            "registry.address_disputed": Type.BOOL,
            "registry.former_names": Type.TEXT,
        }
        | Register.facts(
            "name", "number", "active", "since", "closed", "form", "address", "accounts_overdue", "insolvency"
        ),
        licence="free of restrictions on the register's own data; personal data excepted",
        personal_data="sends the company number or name; records of insolvency name practitioners, who are not read",
        cost="free, with a key of your own",
        needs="a company number of the United Kingdom, or the name of a company there",
        numbers={"registry.number": "gb.crn", CANDIDATE: "gb.crn"},
        credentials=(
            Credential(
                KEY, HOST, "basic", "developer.company-information.service.gov.uk (a REST key of a live application)"
            ),
        ),
        seconds_apart=0.5,
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a company number, or a British company whose name can be searched."""
        named = client.name and client.country == "GB" and client.kind is not Kind.PERSON
        return bool(_number(client) or named)

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """The profile under the number; names alone are only candidates."""
        number = _number(client)
        if not number:
            return await _candidates(client.name, context)
        url = f"{SERVICE}/company/{number}"
        page = await context.fetch(url, f"the profile of {number}", also=(404,), credential=KEY)
        profile = page.record()
        if page.status == 404:
            if _UNKNOWN not in [text_at(error, "error") for error in _list(profile, "errors")]:
                raise Unreachable("a 404 that does not come from the register")
            raise NotFoundHere(f"no company has the number {number}")
        if text_at(profile, "company_number") != number:
            raise Unreachable(f"the answer is not about {number}")
        return [
            *_entry(profile).findings(page),
            *await _insolvency(page, profile, context),
            *_warnings(page, profile),
        ]


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The company's profile."""
    return [CompaniesHouse()]


def _number(client: Client) -> str:
    """The number as the register writes it, eight characters long: 1234567 -> 01234567; empty for any other."""
    found = _NUMBER.fullmatch(re.sub(r"\W", "", client.number("gb.crn", "gb.register").upper()))
    letters, digits = found.groups() if found else ("", "")
    number = letters + digits.zfill(_LENGTH - len(letters))
    return number if digits and len(number) == _LENGTH else ""


async def _candidates(name: str, context: Context) -> Sequence[Finding]:
    url = f"{SERVICE}/search/companies?q={quote(name, safe='')}&items_per_page=20"
    page = await context.fetch(url, f"companies named like {name}", credential=KEY)
    if text_at(page.record(), "kind") != "search#companies":
        raise Unreachable("the answer is no list of companies")
    found = _list(page.record(), "items")
    return candidates(page, ((text_at(one, "title"), text_at(one, "company_number")) for one in found), name)


def _list(record: Json, key: str) -> Sequence[Json]:
    found = at(record, key)
    return found if isinstance(found, Sequence) and not isinstance(found, str) else ()


def _entry(profile: Json) -> Register:
    form, status = text_at(profile, "type"), text_at(profile, "company_status")
    since, closed = day_at(profile, "date_of_creation"), day_at(profile, "date_of_cessation")
    says = f"Its status is {status}."
    return Register(
        country="the United Kingdom",
        number=text_at(profile, "company_number"),
        name=text_at(profile, "company_name"),
        form=Said(_FORMS[form], form) if form in _FORMS else form,
        active=Said(status in _ENTERED, status, says) if status in _ENTERED | _ENDED else None,
        since=Said(since, text_at(profile, "date_of_creation")) if since else None,
        closed=Said(closed, text_at(profile, "date_of_cessation")) if closed else None,
        address=_address(at(profile, "registered_office_address")),
        accounts_overdue=_overdue(profile, "accounts", "accounts"),
    )


def _address(office: Json) -> Said[str] | str:
    parts = ("premises", "address_line_1", "address_line_2", "locality", "region", "postal_code", "country")
    lines = [line for part in parts if (line := text_at(office, part))]
    return Said(", ".join(lines), lines[0]) if lines else ""


def _overdue(profile: Json, key: str, words: str) -> Said[bool] | None:
    late, due = at(profile, key, "overdue"), text_at(profile, key, "next_due")
    if not isinstance(late, bool):
        return None
    says = f"The {words} due on {due or 'a day not told'} {'are overdue' if late else 'are not overdue'}."
    return Said(late, due, says)


async def _insolvency(page: Page, profile: Json, context: Context) -> Sequence[Finding]:
    """Whether proceedings are open: by the status, or else by the cases of the past.

    Active and without a history of insolvency is `no`; active with one only where every case says that it ended.
    """
    status, history = text_at(profile, "company_status"), at(profile, "has_insolvency_history")
    if status in _INSOLVENT:
        said = Said(True, status, f"The register says that it is in {status}.")
    elif status == "active" and history is False:
        said = Said(False, page.pair("has_insolvency_history"))
    elif status == "active" and history is True:
        try:
            url = f"{SERVICE}/company/{text_at(profile, 'company_number')}/insolvency"
            page = await context.fetch(url, "its cases of insolvency", credential=KEY)
            cases = _list(page.record(), "cases")
        except Silence:
            return []
        if not cases or not all(map(_is_ended, cases)):
            return []
        said = Said(False, "", f"It was insolvent before, and each of the {len(cases)} cases has ended.")
    else:
        return []
    return list(Register(country="the United Kingdom", insolvency=said).findings(page))


def _is_ended(case: Json) -> bool:
    return any(_CASE_ENDED.search(text_at(day, "type")) for day in _list(case, "dates"))


def _warnings(page: Page, profile: Json) -> Iterator[Finding]:
    if isinstance(charges := at(profile, "has_charges"), bool):
        says = f"Its assets {'are or were' if charges else 'were never'} charged as security to a lender."
        yield finding(page, "registry.charges", charges, says, page.pair("has_charges"))
    if late := _overdue(profile, "confirmation_statement", "particulars to be confirmed once a year, and"):
        yield finding(page, "registry.statement_overdue", late.value, late.says, late.quote)
    if text_at(profile, "company_status") == "active":
        detail = text_at(profile, "company_status_detail")
        proposed = detail == _STRIKE_OFF
        says = f"The register {'proposes' if proposed else 'does not propose'} to strike it off."
        yield finding(page, "registry.strike_off_proposed", proposed, says, detail)
    doubts = {
        key: at(profile, key) for key in ("undeliverable_registered_office_address", "registered_office_is_in_dispute")
    }
    if disputed := next((key for key, doubt in doubts.items() if doubt is True), ""):
        says = "Mail does not reach its registered office, or somebody disputes that it may use it."
        yield finding(page, "registry.address_disputed", True, says, page.pair(disputed))
    elif all(doubt is False for doubt in doubts.values()):
        yield finding(page, "registry.address_disputed", False, "Nobody disputes its registered office.")
    former = [(text_at(each, "name"), text_at(each, "ceased_on")) for each in _list(profile, "previous_company_names")]
    if names := "; ".join(f"{name} (until {ceased or 'a day not told'})" for name, ceased in former if name):
        yield finding(page, "registry.former_names", names, f"It was called {names}.", former[0][0])
