"""Asks Norway's registers at Brønnøysund what a company is, whether it still exists, and how its last accounts look."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

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
    Withheld,
    at,
    candidates,
    day_at,
    hookimpl,
    text_at,
)

from .accounts import Accounts
from .number import check, organisation_number

SERVICE = "https://data.brreg.no/enhetsregisteret/api/enheter"
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
        facts={CANDIDATE: Type.TEXT}
        | Register.facts("name", "number", "active", "since", "closed", "form", "address", "employees", "insolvency"),
        licence="NLOD 2.0",
        personal_data="sends the organisation number or the company's name; the name of a sole trader's firm may be the trader's",
        cost="free",
        needs="a Norwegian organisation number, or the name of a company in Norway",
        numbers={"registry.number": "no.orgnr", "registry.candidate": "no.orgnr"},
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
        return list(_entry(page, record).findings(page))


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The entry in the register, and the accounts."""
    return [Brreg(), Accounts()]


async def _candidates(name: str, context: Context) -> Sequence[Finding]:
    page = await context.fetch(f"{SERVICE}?navn={quote(name, safe='')}&size=20", f"units named like {name}")
    if at(page.record(), "page", "totalElements") == 0:
        return []
    found = at(page.record(), "_embedded", "enheter")
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise Unreachable("the answer is no list of units")
    # The search is by relevance and finds something for any words at all.
    return candidates(page, ((text_at(unit, "navn"), text_at(unit, "organisasjonsnummer")) for unit in found), name)


def _refuse_foreign(page: Page) -> None:
    """An error page of somebody on the way is no answer of the register, which sends JSON or nothing."""
    if page.body.strip():
        page.record()


def _entry(page: Page, record: Json) -> Register:
    number, name = text_at(record, "organisasjonsnummer"), text_at(record, "navn")
    form = text_at(record, "organisasjonsform", "beskrivelse")
    if deleted := text_at(record, "slettedato"):
        day, quote = day_at(record, "slettedato"), page.pair("slettedato")
        says = f"It was deleted from the register on {deleted}."
        closed = Said(day, quote, says) if day else None
        return Register(
            country="Norway", number=number, name=name, form=form, active=Said(False, quote, says), closed=closed
        )
    entered = "registreringsdatoEnhetsregisteret"
    if not text_at(record, entered):
        return Register(country="Norway", number=number, name=name, form=form)
    founded = "stiftelsesdato" if text_at(record, "stiftelsesdato") else entered
    since = day_at(record, founded)
    says = f"It was {'entered in the register' if founded == entered else 'founded'} on {since}."
    # Below five the register gives no number of employees: that is not nobody.
    employees = at(record, "antallAnsatte")
    return Register(
        country="Norway",
        number=number,
        name=name,
        form=form,
        active=Said(True, page.pair(entered)),
        since=Said(since, page.pair(founded), says) if since else None,
        address=_address(at(record, "forretningsadresse")),
        employees=employees if isinstance(employees, int) and not isinstance(employees, bool) else None,
        insolvency=_insolvency(page, record),
    )


def _insolvency(page: Page, record: Json) -> Said[bool] | None:
    """Open where one of the three marks is set; not open only where all three are there and none is set."""
    marks = [mark for mark in _PROCEEDINGS if at(record, mark) is True]
    if marks:
        says = f"The register says that it {' and '.join(_PROCEEDINGS[mark] for mark in marks)}."
        return Said(True, page.pair(marks[0]), says)
    if all(at(record, mark) is False for mark in _PROCEEDINGS):
        return Said(False, page.pair("konkurs"), "The register knows of no bankruptcy and no winding up.")
    return None


def _address(address: Json) -> str:
    street = at(address, "adresse")
    lines = [line for line in street if isinstance(line, str)] if isinstance(street, Sequence) else []
    code, city, country = (text_at(address, part) for part in ("postnummer", "poststed", "land"))
    return ", ".join(filter(None, [*lines, f"{code} {city}".strip(), country]))
