"""Asks Norway's registers at Brønnøysund what a company is, whether it still exists, and how its last accounts look."""

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
    NotFoundHere,
    Page,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    Value,
    Withheld,
    at,
    hookimpl,
    mentions,
    text_at,
)

from .accounts import Accounts
from .number import check, organisation_number

SERVICE = "https://data.brreg.no/enhetsregisteret/api/enheter"
_MOST_CANDIDATES = 5
_PROCEEDINGS: Mapping[str, str] = {
    "konkurs": "is bankrupt (konkurs)",
    "underTvangsavviklingEllerTvangsopplosning": "is being dissolved by order of a court (tvangsoppløsning)",
    "underAvvikling": "is being wound up (under avvikling)",
}


class Brreg:
    """The entry in the Central Coordinating Register; without a number, names like the client's, which settle nothing."""

    info = SourceInfo(
        name="no_brreg",
        publisher="Brønnøysundregistrene, Enhetsregisteret",
        hosts=("data.brreg.no",),
        topics=("registry", "insolvency"),
        facts={
            "registry.name": Type.TEXT,
            "registry.number": Type.TEXT,
            "registry.active": Type.BOOL,
            "registry.since": Type.DATE,
            "registry.closed": Type.DATE,
            "registry.form": Type.TEXT,
            "registry.address": Type.TEXT,
            "registry.employees": Type.NUMBER,
            "registry.candidate": Type.TEXT,
            "insolvency.open": Type.BOOL,
        },
        licence="NLOD 2.0",
        personal_data="sends the organisation number or the company's name; the name of a sole trader's firm may be the trader's",
        cost="free",
        needs="a Norwegian organisation number, or the name of a company in Norway",
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a Norwegian number, or a Norwegian company whose name can be searched."""
        named = client.name and client.country == "NO" and client.kind is not Kind.PERSON
        return bool(organisation_number(client) or named)

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """The entry under the number; names alone are only candidates."""
        number = organisation_number(client)
        if not number:
            return await _candidates(client.name, context)
        check(number)
        page = await context.fetch(f"{SERVICE}/{number}", f"the entry of {number}", also=(404, 410))
        if page.status == 404:
            _refuse_foreign(page)
            raise NotFoundHere(f"no unit was ever entered as {number}; a branch has a number of its own")
        record = page.record()
        if text_at(record, "organisasjonsnummer") != number:
            raise Unreachable(f"the answer is not about {number}")
        if page.status == 410:
            raise Withheld("the entry was removed on legal grounds, and copies of it are to be deleted")
        return list(_entry(page, record, context.today))


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The entry in the register, and the accounts."""
    return [Brreg(), Accounts()]


async def _candidates(name: str, context: Context) -> list[Finding]:
    page = await context.fetch(f"{SERVICE}?navn={quote(name, safe='')}&size=20", f"units named like {name}")
    if at(page.record(), "page", "totalElements") == 0:
        return []
    found = at(page.record(), "_embedded", "enheter")
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise Unreachable("the answer is no list of units")
    # The search is by relevance and finds something for any words at all.
    alike = [unit for unit in found if mentions(text_at(unit, "navn"), name)]
    return [_candidate(page, unit) for unit in alike[:_MOST_CANDIDATES]]


def _candidate(page: Page, unit: Json) -> Finding:
    name = text_at(unit, "navn")
    value = f"{name} ({text_at(unit, 'organisasjonsnummer')})"
    says = f"A unit has a like name, which does not show that it is this client: {value}."
    return Finding("registry", "candidate", value, says, page.evidence, name, Confidence.WEAK)


def _refuse_foreign(page: Page) -> None:
    """An error page of somebody on the way is no answer of the register, which sends JSON or nothing."""
    if page.body.strip():
        page.record()


def _entry(page: Page, record: Json, today: date) -> Iterator[Finding]:
    number = text_at(record, "organisasjonsnummer")
    yield _finding(page, "registry.number", number, f"It is entered in Norway as {number}.", number)
    if name := text_at(record, "navn"):
        yield _finding(page, "registry.name", name, f"Its registered name is {name}.", name)
    if form := text_at(record, "organisasjonsform", "beskrivelse"):
        yield _finding(page, "registry.form", form, f"Its legal form is {form}.", form)
    if deleted := text_at(record, "slettedato"):
        yield from _deleted(page, deleted)
    elif registered := text_at(record, "registreringsdatoEnhetsregisteret"):
        yield _finding(page, "registry.active", True, "It is entered and not deleted.", registered)
        yield from _insolvency(page, record)
        yield from _details(page, record, today)


def _deleted(page: Page, deleted: str) -> Iterator[Finding]:
    says = f"It was deleted from the register (slettedato {deleted})."
    yield _finding(page, "registry.active", False, says, deleted)
    if day := _day(deleted):
        yield _finding(page, "registry.closed", day, says, deleted)


def _insolvency(page: Page, record: Json) -> Iterator[Finding]:
    """Open where one of the three marks is set; not open only where all three are there and none is set."""
    set_marks = [mark for mark in _PROCEEDINGS if at(record, mark) is True]
    if set_marks:
        says = f"The register says that it {' and '.join(_PROCEEDINGS[mark] for mark in set_marks)}."
        yield _finding(page, "insolvency.open", True, says, _marked(page, set_marks[0]))
    elif all(at(record, mark) is False for mark in _PROCEEDINGS):
        says = "The register knows of no bankruptcy and no winding up."
        yield _finding(page, "insolvency.open", False, says, _marked(page, "konkurs"))


def _marked(page: Page, mark: str) -> str:
    found = re.search(rf'"{mark}"\s*:\s*(true|false)', page.text)
    return found.group() if found else ""


def _details(page: Page, record: Json, today: date) -> Iterator[Finding]:
    founded, entered = text_at(record, "stiftelsesdato"), text_at(record, "registreringsdatoEnhetsregisteret")
    if (since := _day(founded or entered)) and since <= today:
        says = "founded" if founded else "entered in the register"
        yield _finding(page, "registry.since", since, f"It was {says} on {since}.", founded or entered)
    street = at(record, "forretningsadresse", "adresse")
    lines = [line for line in street if isinstance(line, str)] if isinstance(street, Sequence) else []
    parts = [text_at(record, "forretningsadresse", part) for part in ("postnummer", "poststed", "land")]
    if address := ", ".join(filter(None, [*lines, " ".join(parts[:2]).strip(), parts[2]])):
        yield _finding(page, "registry.address", address, f"Its business address is {address}.", parts[1])
    # Below five the register gives no number: that is not nobody.
    employees = at(record, "antallAnsatte")
    if isinstance(employees, int) and not isinstance(employees, bool):
        yield _finding(page, "registry.employees", employees, f"It has {employees} employees.", str(employees))


def _finding(page: Page, name: str, value: Value, statement: str, quote: str = "") -> Finding:
    topic, _, fact = name.partition(".")
    return Finding(topic, fact, value, statement, page.evidence, quote)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
