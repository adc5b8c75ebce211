"""Asks the public logs of certificates (crt.sh) whether the client's domain has certificates in force; a weak hint."""

from collections.abc import Iterator, Sequence
from datetime import date

from intake.api import (
    Client,
    Confidence,
    Context,
    Finding,
    Json,
    Page,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    Value,
    day_at,
    hookimpl,
    host_of,
    own_domain,
    text_at,
)

SERVICE = "https://crt.sh/"


class CrtSh:
    """The certificates in force for the domain and everything below it."""

    info = SourceInfo(
        name="crt_sh",
        publisher="Sectigo, crt.sh (certificate transparency logs)",
        hosts=("crt.sh",),
        topics=("certificates",),
        facts={
            "certificates.newest": Type.DATE,
            "certificates.hosts": Type.NUMBER,
        },
        licence="public logs; single look-ups",
        personal_data="sends the domain",
        cost="free, and often slow or down",
        needs="a website on a domain of its own",
        seconds_apart=5.0,
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a domain to look up."""
        return bool(own_domain(host_of(client.website)))

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """What is in the logs; nothing there says nothing, since the logs are searched as far as the service keeps up."""
        domain = own_domain(host_of(client.website))
        url = f"{SERVICE}?q={domain}&output=json&exclude=expired&deduplicate=Y"
        page = await context.fetch(url, f"the certificates of {domain}")
        found = page.json()
        if not isinstance(found, Sequence) or isinstance(found, str):
            raise Unreachable("the answer is no list of certificates")
        return list(_findings(page, domain, found, context.today))


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The certificates in force."""
    return [CrtSh()]


def _hosts(certificate: Json, domain: str) -> set[str]:
    """The domain's own hosts in a certificate, which many domains may share."""
    names = {name.lower().removeprefix("*.") for name in text_at(certificate, "name_value").split("\n")}
    return {name for name in names if name == domain or name.endswith(f".{domain}")}


def _findings(page: Page, domain: str, found: Sequence[Json], today: date) -> Iterator[Finding]:
    own = [(certificate, hosts) for certificate in found if (hosts := _hosts(certificate, domain))]
    days = {day: text_at(one, "not_before") for one, _ in own if (day := day_at(one, "not_before")) and day <= today}
    if days:
        newest = max(days)
        says = f"The newest certificate of {domain} in the public logs is of {newest}."
        yield _weak(page, "newest", newest, says, days[newest])
    if hosts := set().union(*(hosts for _, hosts in own)):
        says = f"Certificates in force name {len(hosts)} hosts of {domain}."
        yield _weak(page, "hosts", len(hosts), says, "")


def _weak(page: Page, fact: str, value: Value, says: str, quote: str) -> Finding:
    return Finding("certificates", fact, value, says, page.evidence, quote, Confidence.WEAK)
