"""Asks the registry of a domain when it was registered, until when, and whether it can be moved away (RDAP, RFC 9082)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from intake.api import (
    Client,
    Context,
    Finding,
    Json,
    NotApplicable,
    Page,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    at,
    hookimpl,
    host_of,
    named_by,
    own_domain,
    registrable_domain,
    text_at,
)

DIRECTORY = "https://data.iana.org/rdap/dns.json"
# A domain that no longer answers, by order of its registry or for want of payment (RFC 8056).
_HOLDS = ("client hold", "server hold", "redemption period", "pending delete")
_EARLIEST, _LATEST = date(1985, 1, 1), date(2150, 1, 1)


class Rdap:
    """The registration of the website's domain, from the registry's own server."""

    info = SourceInfo(
        name="rdap",
        publisher="the domain's registry, found through IANA",
        hosts=("data.iana.org", named_by("data.iana.org")),
        topics=("domain",),
        facts={
            "domain.registered": Type.BOOL,
            "domain.created": Type.DATE,
            "domain.expires": Type.DATE,
            "domain.locked": Type.BOOL,
            "domain.on_hold": Type.BOOL,
        },
        licence="free to look up, not in bulk; each registry has its terms",
        personal_data="sends the domain; contacts in the answer are not read",
        cost="free",
        needs="a website on a domain of its own",
        directories=(DIRECTORY,),
    )

    def applies_to(self, client: Client) -> bool:
        """Whether the website has a domain that somebody registered."""
        return bool(registrable_domain(host_of(client.website)))

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """The registration; a registry that names no date leaves it unknown."""
        host = host_of(client.website)
        domain = registrable_domain(host)
        if own_domain(host) != domain:
            raise NotApplicable(f"many share {domain}; its registration says nothing about this client")
        server = _server(await context.fetch(DIRECTORY, "the directory of registries"), domain)
        page = await context.fetch(f"{server}/domain/{domain}", f"the registration of {domain}", also=(404,))
        if page.status == 404:
            return [_unregistered(page, domain, server)]
        return list(_registration(page, domain))


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The registration of the website's domain."""
    return [Rdap()]


def _server(page: Page, domain: str) -> str:
    """The server for the longest matching suffix (RFC 9224, section 4)."""
    services = page.record().get("services")
    if not isinstance(services, Sequence) or not services:
        raise Unreachable("the directory of registries is not what IANA publishes")
    for start in range(1, domain.count(".") + 1):
        suffix = ".".join(domain.split(".")[start:])
        for service in services:
            match service:
                case [[*suffixes], [*servers]] if suffix in suffixes:
                    return next(str(url).rstrip("/") for url in servers if str(url).startswith("https://"))
    raise NotApplicable(f"no registry answers by RDAP for .{domain.rpartition('.')[2]}")


def _unregistered(page: Page, domain: str, server: str) -> Finding:
    # Only the registry's own server can know; a page that was moved, or a stray error page, says nothing.
    speaks_rdap = "rdap+json" in page.content_type or page.record().get("errorCode") == 404
    if host_of(page.url) != host_of(server) or not speaks_rdap:
        raise Unreachable("a 404 that does not come from the registry")
    return Finding("domain", "registered", False, f"The registry does not know {domain}.", page.evidence)


def _registration(page: Page, domain: str) -> Iterator[Finding]:
    record = page.record()
    if text_at(record, "objectClassName") != "domain" or text_at(record, "ldhName").rstrip(".").lower() != domain:
        raise Unreachable(f"the answer is not about {domain}")

    def found(fact: str, value: bool | date, statement: str, quote: str) -> Finding:
        return Finding("domain", fact, value, statement, page.evidence, quote)

    yield found("registered", True, f"{domain} is registered.", text_at(record, "ldhName"))
    created, expires = _event(record, "registration"), _event(record, "expiration")
    if day := _day(created):
        yield found("created", day, f"{domain} was registered on {day}.", created)
    if day := _day(expires):
        yield found("expires", day, f"The registration of {domain} ends on {day}.", expires)
    match at(record, "status"):
        case [str(), *_] as statuses:
            lock = next((str(status) for status in statuses if "transfer prohibited" in str(status).lower()), "")
            says = "locked against transfer" if lock else "not locked against transfer"
            yield found("locked", bool(lock), f"{domain} is {says}.", lock or str(statuses[0]))
            hold = next((str(status) for status in statuses if str(status).lower() in _HOLDS), "")
            says = f"on hold or about to be deleted: {hold}" if hold else "not on hold"
            yield found("on_hold", bool(hold), f"{domain} is {says}.", hold or str(statuses[0]))


def _event(record: Mapping[str, Json], action: str) -> str:
    events = at(record, "events")
    for event in events if isinstance(events, Sequence) else ():
        if text_at(event, "eventAction") == action:
            return text_at(event, "eventDate")
    return ""


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if _EARLIEST <= day < _LATEST else None
