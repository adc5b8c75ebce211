"""Asks the Global LEI Foundation what the legal entity behind an LEI is, whether it exists, and whose accounts it is part of."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from intake.api import (
    Client,
    Confidence,
    Context,
    Finding,
    Json,
    Kind,
    NotApplicable,
    Page,
    Register,
    Said,
    Silence,
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

SERVICE = "https://api.gleif.org/api/v1"
_MOST_CANDIDATES = 5
# Registrations that say the record is not (or no longer) that of this entity: nothing else in it may be read.
_VOID = frozenset({"DUPLICATE", "ANNULLED", "CANCELLED"})
_CURRENT = frozenset({"ISSUED", "PENDING_TRANSFER", "PENDING_ARCHIVAL"})
# Codes that stand for "in no register" and "in a register without a code": they join nothing.
_NO_AUTHORITY = frozenset({"RA888888", "RA999999"})
_PARENTS: Mapping[str, str] = {"direct-parent": "parent", "ultimate-parent": "ultimate_parent"}
_EXCEPTIONS: Mapping[str, str] = {
    "NATURAL_PERSONS": "people own it, not a company",
    "NON_CONSOLIDATING": "its owners do not consolidate it in their accounts",
    "NO_KNOWN_PERSON": "nobody is known to control it",
    "NO_LEI": "its parent has no LEI",
    "NON_PUBLIC": "it does not want to say, or may not",
}


class Gleif:
    """The record of an LEI; without an LEI, names like the client's, which settle nothing."""

    info = SourceInfo(
        name="gleif",
        publisher="Global Legal Entity Identifier Foundation",
        hosts=("api.gleif.org",),
        topics=("lei", "registry"),
        facts={
            "lei.registered": Type.BOOL,
            "lei.current": Type.BOOL,
            "lei.name": Type.TEXT,
            "lei.candidate": Type.TEXT,
            "lei.registered_as": Type.TEXT,
            "lei.authority": Type.TEXT,
            "lei.successor": Type.TEXT,
            "lei.parent": Type.TEXT,
            "lei.ultimate_parent": Type.TEXT,
            "lei.parent_exception": Type.TEXT,
        }
        | Register.facts("active", "number", "since"),
        licence="CC0",
        personal_data="sends the LEI or the company's name; records are of legal entities",
        cost="free",
        needs="an LEI, or the name of a company",
        numbers={"lei.registered_as": "lei.authority", "lei.candidate": "lei"},
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is an LEI, or a company whose name can be searched."""
        return bool(client.identifier("lei") or (client.name and client.kind is not Kind.PERSON))

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """The record of the LEI; names alone are only candidates."""
        lei = (client.identifier("lei") or "").replace(" ", "").upper()
        if not lei:
            return await _candidates(client.name, context)
        from stdnum import lei as numbers

        if not numbers.is_valid(lei):
            raise NotApplicable(f"{lei} is no LEI: its check digits are wrong")
        page = await context.fetch(f"{SERVICE}/lei-records/{lei}", f"the record of {lei}", also=(404,))
        if page.status == 404:
            return [_unregistered(page, lei)]
        findings = list(_record(page, lei))
        void = text_at(page.record(), "data", "attributes", "registration", "status") in _VOID
        return findings if void else [*findings, *await _parents(page, lei, context)]


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The record of an LEI."""
    return [Gleif()]


async def _candidates(name: str, context: Context) -> list[Finding]:
    url = f"{SERVICE}/fuzzycompletions?field=entity.legalName&q={quote(name, safe='')}"
    page = await context.fetch(url, f"legal entities named like {name}")
    found = page.record().get("data")
    if not isinstance(found, Sequence):
        raise Unreachable("the answer is no list of names")
    return [_candidate(page, each) for each in found[:_MOST_CANDIDATES] if text_at(each, "attributes", "value")]


def _candidate(page: Page, found: Json) -> Finding:
    name, lei = text_at(found, "attributes", "value"), text_at(found, "relationships", "lei-records", "data", "id")
    value = f"{name} ({lei})" if lei else name
    says = f"A legal entity has a like name, which does not show that it is this client: {value}."
    return Finding("lei", "candidate", value, says, page.evidence, name, Confidence.WEAK)


async def _parents(record: Page, lei: str, context: Context) -> Sequence[Finding]:
    """What the record links to: a parent's record, or the exception for which there is none; a dead link tells nothing."""
    found: list[Finding] = []
    for relation, fact in _PARENTS.items():
        links = at(record.record(), "data", "relationships", relation, "links")
        told = "" if text_at(links, "lei-record") else "-reporting-exception"
        if not isinstance(links, Mapping) or (told and not text_at(links, "reporting-exception")):
            continue
        try:
            page = await context.fetch(f"{SERVICE}/lei-records/{lei}/{relation}{told}", f"the {relation} of {lei}")
            attributes = at(page.record(), "data", "attributes")
        except Silence:
            continue
        found += _exception(page, attributes, lei) if told else _parent(page, attributes, fact)
    return found


def _parent(page: Page, attributes: Json, fact: str) -> Iterator[Finding]:
    if (name := text_at(attributes, "entity", "legalName", "name")) and (lei := text_at(attributes, "lei")):
        says = f"{name} ({lei}) consolidates it in its accounts, which does not say who owns it."
        yield finding(page, f"lei.{fact}", f"{name} ({lei})", says, name)


def _exception(page: Page, attributes: Json, lei: str) -> Iterator[Finding]:
    reason = text_at(attributes, "reason")
    if reason and text_at(attributes, "lei") == lei:
        which = "ultimate parent" if text_at(attributes, "category").startswith("ULTIMATE") else "direct parent"
        value = f"{which}: {_EXCEPTIONS.get(reason, reason)}"
        yield finding(page, "lei.parent_exception", value, f"It names no {value}.", reason)


def _unregistered(page: Page, lei: str) -> Finding:
    if not isinstance(page.record().get("errors"), Sequence):
        raise Unreachable("a 404 that does not come from the register")
    return Finding("lei", "registered", False, f"No legal entity has the LEI {lei}.", page.evidence)


def _record(page: Page, lei: str) -> Iterator[Finding]:
    record = at(page.record(), "data", "attributes")
    if text_at(record, "lei") != lei:
        raise Unreachable(f"the answer is not about {lei}")
    yield finding(page, "lei.registered", True, f"The LEI {lei} is registered.", lei)
    registration = text_at(record, "registration", "status")
    if registration:
        says = "has lapsed: it was not renewed" if registration == "LAPSED" else f"is {registration}"
        current = registration in _CURRENT
        yield finding(page, "lei.current", current, f"The registration of the LEI {says}.", registration)
    if registration not in _VOID:
        yield from _entity(page, at(record, "entity"))


def _entity(page: Page, entity: Json) -> Iterator[Finding]:
    if name := text_at(entity, "legalName", "name"):
        yield finding(page, "lei.name", name, f"The LEI belongs to {name}.", name)
    status, number = text_at(entity, "status"), text_at(entity, "registeredAs")
    says = f"The legal entity is {'active' if status == 'ACTIVE' else 'no longer active'}."
    since = day_at(entity, "creationDate")
    if number:
        yield finding(page, "lei.registered_as", number, f"Its register knows it as {number}.")
    authority = text_at(entity, "registeredAt", "id")
    if authority and authority not in _NO_AUTHORITY:
        yield finding(page, "lei.authority", authority, f"Its register is {authority} in GLEIF's list of registers.")
    if successor := _successor(entity):
        yield finding(page, "lei.successor", successor, f"It was succeeded by {successor}.")
    yield from Register(
        country="its own register",
        number=number,
        active=Said(status == "ACTIVE", status, says) if status in ("ACTIVE", "INACTIVE") else None,
        since=Said(since, text_at(entity, "creationDate")) if since else None,
    ).findings(page)


def _successor(entity: Json) -> str:
    """The entity into which this one was merged; older records name one, newer ones a list."""
    listed = at(entity, "successorEntities")
    named = [at(entity, "successorEntity"), *(listed if isinstance(listed, Sequence) else ())]
    return next((name for each in named if (name := text_at(each, "name") or text_at(each, "lei"))), "")
