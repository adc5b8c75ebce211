"""Asks the DNS whether the client's mail domain receives mail and protects its sender names (MX, SPF, DMARC), and who serves it (NS)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from intake.api import (
    Client,
    Confidence,
    Context,
    Finding,
    Page,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    hookimpl,
    host_of,
    is_free_mail,
    registrable_domain,
    text_at,
)

SERVICE = "https://dns.google/resolve"
_KINDS = {"A": 1, "AAAA": 28, "MX": 15, "NS": 2, "TXT": 16}
_NXDOMAIN = 3
# Name servers commonly known for parked domains and domains for sale; a list nobody publishes, hence only a weak hint.
_PARKING = re.compile(
    r"(?:^|\.)(?:sedoparking\.com|parkingcrew\.net|bodis\.com|above\.com|afternic\.com|dan\.com|parklogic\.com|"
    r"cashparking\.com|uniregistrymarket\.link|hugedomains\.com)$"
)


@dataclass(frozen=True, slots=True)
class _Records:
    page: Page
    data: tuple[str, ...]
    exists: bool


class MailDns:
    """What the DNS says of the domain in the client's e-mail address; each answer comes by HTTPS, as evidence."""

    info = SourceInfo(
        name="mail_dns",
        publisher="the domain's name servers, asked through Google Public DNS",
        hosts=("dns.google",),
        topics=("mail",),
        facts={
            "mail.accepts": Type.BOOL,
            "mail.spf": Type.BOOL,
            "mail.dmarc": Type.BOOL,
            "mail.name_servers": Type.CHOICES,
            "mail.parked": Type.BOOL,
        },
        licence="public DNS",
        personal_data="sends the domain, never the address",
        cost="free",
        needs="an e-mail address or a website on a domain of its own",
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a mail domain that is not one of the large public mail providers."""
        domain = _domain(client)
        return bool(domain) and not is_free_mail(domain)

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """Whether mail is accepted, SPF and DMARC are published, and who serves the domain."""
        domain = _domain(client)
        mail = await _look_up(context, domain, "MX")
        if not mail.exists:
            return [_finding(mail, "accepts", False, f"The domain {domain} does not exist in the DNS.")]
        return [
            await _accepts(context, domain, mail),
            _spf(domain, await _look_up(context, domain, "TXT")),
            await _dmarc(context, domain),
            *await _name_servers(context, domain),
        ]


@hookimpl
def intake_sources() -> Sequence[Source]:
    """What the DNS says of the client's mail domain."""
    return [MailDns()]


def _domain(client: Client) -> str:
    if client.emails:
        return host_of(client.emails[0])
    return registrable_domain(host_of(client.website))


async def _look_up(context: Context, name: str, kind: str) -> _Records:
    """The records of one type; a server that failed (SERVFAIL) is not a name that does not exist (NXDOMAIN)."""
    page = await context.fetch(f"{SERVICE}?name={quote(name)}&type={kind}", f"the {kind} records of {name}")
    record = page.record()
    match record.get("Question"):
        case [question] if text_at(question, "name").rstrip(".").lower() == name:
            pass
        case _:
            raise Unreachable(f"the answer is not about {name}")
    if record.get("Status") not in (0, _NXDOMAIN) or record.get("TC") is not False:
        raise Unreachable(f"the name servers of {name} gave no answer (DNS status {record.get('Status')})")
    answers = record.get("Answer", ())
    if not isinstance(answers, Sequence):
        raise Unreachable("the answer is no DNS answer")
    data = tuple(text_at(one, "data") for one in answers if _type(one) == _KINDS[kind])
    return _Records(page, data, record["Status"] != _NXDOMAIN)


def _type(answer: object) -> object:
    return answer.get("type") if isinstance(answer, dict) else None


async def _accepts(context: Context, domain: str, mail: _Records) -> Finding:
    if mail.data and all(data.split()[-1:] == ["."] for data in mail.data):
        return _finding(mail, "accepts", False, f"{domain} says that it accepts no mail (null MX).")
    if mail.data:
        return _finding(mail, "accepts", True, f"{domain} accepts mail at {mail.data[0].split()[-1]}", mail.data[0])
    for kind in ("A", "AAAA"):  # without MX mail goes to the host itself (RFC 5321, section 5.1)
        host = await _look_up(context, domain, kind)
        if host.data:
            return _finding(host, "accepts", True, f"{domain} names no mail server, but is a host.", host.data[0])
    return _finding(mail, "accepts", False, f"{domain} has neither a mail server nor an address.")


def _spf(domain: str, records: _Records) -> Finding:
    found = [text for text in map(_text, records.data) if text.lower().split(" ")[0] == "v=spf1"]
    if len(found) > 1:  # RFC 7208, section 4.5: with two records receivers apply neither
        return _finding(records, "spf", False, f"{domain} publishes {len(found)} SPF records, so none counts.")
    if not found:
        return _finding(records, "spf", False, f"{domain} does not say who may send in its name (SPF).")
    return _finding(records, "spf", True, f"{domain} says who may send in its name (SPF).", found[0])


async def _dmarc(context: Context, domain: str) -> Finding:
    """The policy of the domain, or else of its organisation (RFC 7489, section 6.6.3)."""
    for name in dict.fromkeys((domain, registrable_domain(domain) or domain)):
        records = await _look_up(context, f"_dmarc.{name}", "TXT")
        found = [text for text in map(_text, records.data) if text.replace(" ", "").startswith("v=DMARC1;")]
        if len(found) == 1:
            policy = re.search(r";\s*p\s*=\s*(\w+)", found[0])
            says = f"policy {policy.group(1)}" if policy else "no policy"
            return _finding(records, "dmarc", bool(policy), f"{name} publishes DMARC with {says}.", found[0])
    return _finding(records, "dmarc", False, f"{domain} does not protect its sender names (DMARC).")


async def _name_servers(context: Context, domain: str) -> Sequence[Finding]:
    """Who serves the zone; that a parking service does is a hint and no more, and that none does proves nothing."""
    zone = registrable_domain(domain) or domain
    records = await _look_up(context, zone, "NS")
    servers = tuple(sorted({data.rstrip(".").lower() for data in records.data} - {""}))
    if not servers:
        return []
    told = f"The name servers of {zone} are {', '.join(servers)}."
    found = [Finding("mail", "name_servers", servers, told, records.page.evidence)]
    if parking := next(filter(_PARKING.search, servers), ""):
        told = f"Perhaps {zone} is parked or for sale: its name server is {parking}."
        found.append(Finding("mail", "parked", True, told, records.page.evidence, confidence=Confidence.WEAK))
    return found


def _text(data: str) -> str:
    parts = re.findall(r'"((?:[^"\\]|\\.)*)"', data)
    return "".join(parts) if parts else data


def _finding(records: _Records, fact: str, value: bool, statement: str, quote: str = "") -> Finding:
    said = quote if records.page.says(quote) else ""
    return Finding("mail", fact, value, statement, records.page.evidence, said)
