"""Reads the client's own website: who it says is behind it, and whether it says so at all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from intake.api import (
    OWN_DOMAIN,
    BadCertificate,
    Client,
    Context,
    Finding,
    Page,
    Silence,
    Source,
    SourceInfo,
    Type,
    hookimpl,
    host_of,
    mentions,
    own_domain,
)

from . import identity, registers, remarks, words
from .reading import Reading, read

_GONE = (404, 410)


class Website:
    """The home page, its imprint, contact page and terms: what they say, and of whom."""

    info = SourceInfo(
        name="website",
        publisher="the client",
        hosts=(OWN_DOMAIN,),
        topics=("website",),
        facts={
            "website.reachable": Type.BOOL,
            "website.certificate_valid": Type.BOOL,
            "website.parked": Type.BOOL,
            "website.has_imprint": Type.BOOL,
            "website.has_terms": Type.BOOL,
            "website.legal_name": Type.TEXT,
            "website.names_client": Type.BOOL,
            "website.vat": Type.TEXT,
            "website.register_number": Type.TEXT,
            "website.registered_as": Type.TEXT,
            "website.authority": Type.TEXT,
            "website.lei": Type.TEXT,
            "website.address": Type.TEXT,
            "website.founded": Type.DATE,
            "website.employees": Type.NUMBER,
            "website.payment_terms": Type.TEXT,
            "website.built_by": Type.TEXT,
            "website.has_security_txt": Type.BOOL,
            "website.email": Type.EMAIL,
            "website.phone": Type.PHONE,
        },
        licence="the client's own publication; read as robots.txt allows",
        personal_data="receives what the client publishes of itself, names included",
        cost="free; at most six requests",
        needs="a website",
        numbers={"website.vat": "eu.vat", "website.registered_as": "website.authority", "website.lei": "lei"},
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a website on a domain."""
        return bool(own_domain(host_of(client.website)))

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """What the pages say; a page that cannot be read leaves what it may say unknown."""
        site = _Site(context, client.website if "://" in client.website else f"https://{client.website}")
        try:
            page = await site.fetch(site.url, "the home page")
        except BadCertificate as fault:
            # Whoever answered, it has not shown that it is this website, so nothing of it was read.
            says = f"The website cannot show that it is what it says: {fault}."
            return [Finding("website", "certificate_valid", False, says, context.claimed(client.website))]
        if page.status in _GONE:
            says = f"The website answers that it is not there (HTTP {page.status})."
            return [Finding("website", "reachable", False, says, page.evidence)]
        home = read(page)
        reachable = Finding("website", "reachable", True, "The website answers.", page.evidence)
        if parked := words.PARKED.search(home.text):
            says = "The domain is parked: its page only holds or sells it."
            quote = home.quote(parked.group())
            return [reachable, Finding("website", "parked", True, says, page.evidence, quote)]
        if not home.links:
            return [reachable]  # without a link it is drawn by a script, or no more than a picture
        imprint = await site.linked(home, words.IMPRINT, "the imprint")
        contact = await site.linked(home, words.CONTACT, "the contact page")
        terms = await site.linked(home, words.TERMS, "the terms of business")
        read_all = not (imprint.silent or contact.silent)
        pages = [reading for reading in (imprint.reading, contact.reading, home) if reading]
        return [
            reachable,
            Finding("website", "parked", False, "The home page shows no sign of being parked.", page.evidence),
            *_linked_pages(home, imprint, client),
            *identity.findings(client, pages, imprint.reading),
            *registers.findings(client, pages),
            *remarks.structured(pages),
            *(remarks.payment_terms(terms.reading) if terms.reading else ()),
            *remarks.built_by(client, home),
            *await site.security_txt(),
            *_names_client(client, pages, read_all),
        ]


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The client's own website."""
    return [Website()]


@dataclass(frozen=True, slots=True)
class _Linked:
    """A page the home page links to; `silent` where it is linked and could not be read."""

    words: str = ""
    reading: Reading | None = None
    silent: bool = False


class _Site:
    """The pages of one website; the host reads only what its robots.txt allows."""

    def __init__(self, context: Context, url: str) -> None:
        self.url = url
        self._context = context

    async def fetch(self, url: str, purpose: str) -> Page:
        """The page; one that is gone is a page too."""
        return await self._context.fetch(url, purpose, also=_GONE)

    async def linked(self, home: Reading, meant: re.Pattern[str], purpose: str) -> _Linked:
        """The page the home page links to in those words."""
        link = home.link(meant)
        if link is None:
            return _Linked()
        if own_domain(host_of(link.url)) != own_domain(host_of(self.url)):
            return _Linked(link.words, silent=True)
        try:
            page = await self.fetch(link.url, purpose)
            return _Linked(link.words, None if page.status in _GONE else read(page))
        except Silence:
            return _Linked(link.words, silent=True)

    async def security_txt(self) -> Sequence[Finding]:
        """Whether the site says whom to tell of a weakness (RFC 9116); unknown where the answer is neither that nor a 404."""
        where = urljoin(self.url, "/.well-known/security.txt")
        try:
            page = await self.fetch(where, "its security.txt")
        except Silence:
            return []
        contact = re.search(r"^contact:\s*(\S+)", page.text, re.IGNORECASE | re.MULTILINE)
        if page.status in _GONE:
            says = "The website has no security.txt, as most have none."
            return [Finding("website", "has_security_txt", False, says, page.evidence)]
        if contact is None or "<html" in page.text.lower():
            return []
        says = f"The website says whom to tell of a weakness: {contact.group(1)}."
        return [Finding("website", "has_security_txt", True, says, page.evidence, contact.group())]


def _linked_pages(home: Reading, imprint: _Linked, client: Client) -> Iterator[Finding]:
    def found(fact: str, value: bool, statement: str, quote: str = "") -> Finding:
        return Finding("website", fact, value, statement, home.page.evidence, home.quote(quote))

    if imprint.reading:
        yield found("has_imprint", True, f"The home page links to an imprint: {imprint.words}.", imprint.words)
    elif identity.shows_number(client, home):
        yield found("has_imprint", True, "The home page itself states the company's number.")
    elif not imprint.silent:
        says = "The link to the imprint leads nowhere." if imprint.words else "The home page links to no imprint."
        yield found("has_imprint", False, says)
    terms = home.link(words.TERMS)
    says = f"The home page links to terms: {terms.words}." if terms else "The home page links to no terms of business."
    yield found("has_terms", bool(terms), says, terms.words if terms else "")


def _names_client(client: Client, pages: Sequence[Reading], read_all: bool) -> Iterator[Finding]:
    for page in pages:
        if mentions(page.text, client.name):
            says = f"The website names {client.name}."
            yield Finding("website", "names_client", True, says, page.page.evidence, page.quote(client.name))
            return
    if read_all:
        says = f"The home page and the pages on who is behind it do not name {client.name}."
        yield Finding("website", "names_client", False, says, pages[-1].page.evidence)
