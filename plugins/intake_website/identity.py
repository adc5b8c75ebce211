"""Who the pages say is behind them: legal name, VAT and register numbers, e-mail and telephone."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from intake.api import Client, Confidence, Finding, host_of, own_domain, same_name

from . import words
from .reading import Reading


def findings(client: Client, pages: Sequence[Reading], imprint: Reading | None) -> Iterator[Finding]:
    """What the pages, the most telling first, say of who is behind them."""
    yield from _legal_name(client, pages, imprint)
    yield from _vat(client, pages)
    yield from _register_number(client, pages)
    yield from _email(client, pages)
    yield from _phone(pages)


def shows_number(client: Client, page: Reading) -> bool:
    """Whether the page itself states a VAT number, or the register number the client named."""
    return any(_vat_numbers(page)) or any(_register_number(client, [page]))


def _legal_name(client: Client, pages: Sequence[Reading], imprint: Reading | None) -> Iterator[Finding]:
    stated = [
        (page, str(name))
        for page in pages
        for one in page.organisations
        if isinstance(name := one.get("legalName"), str)
    ]
    if stated:
        yield _finding(*stated[0], "legal_name", "The website names as its legal name")
        return
    shown = [(page, " ".join(found.group().split())) for page in pages for found in words.COMPANY.finditer(page.text)]
    same = next(((page, name) for page, name in shown if same_name(name, client.name)), None)
    if same:
        yield _finding(*same, "legal_name", "The website names as its company")
    elif imprint and (others := [name for page, name in shown if page is imprint]):
        # It may as well be the host or the agency: no contradiction on a guess.
        yield _finding(imprint, others[0], "legal_name", "The imprint names, among others,", Confidence.WEAK)


def _vat_numbers(page: Reading) -> Iterator[tuple[str, str]]:
    """The VAT numbers in structured data (schema.org's vatID) and in the text, with the span that states each."""
    from stdnum.eu import vat

    for one in page.organisations:
        stated = one.get("vatID")
        if isinstance(stated, str) and vat.is_valid(number := re.sub(r"\W", "", stated).upper()):
            yield number, stated
    for found in words.VAT.finditer(page.text):
        number = re.sub(r"\W", "", found.group())
        if vat.is_valid(number):
            yield number, found.group()


def _vat(client: Client, pages: Sequence[Reading]) -> Iterator[Finding]:
    found = {number: (page, shown) for page in reversed(pages) for number, shown in _vat_numbers(page)}
    claimed = re.sub(r"\W", "", client.identifier("eu.vat") or "").upper()
    number = claimed if claimed in found else next(reversed(found), "")
    if number:
        page, shown = found[number]
        confidence = Confidence.FIRM if len(found) == 1 or number == claimed else Confidence.WEAK
        statement = f"The website states the VAT number {number}."
        yield Finding("website", "vat", number, statement, page.page.evidence, page.quote(shown), confidence)


def _register_number(client: Client, pages: Sequence[Reading]) -> Iterator[Finding]:
    for identifier in client.identifiers:
        digits = re.sub(r"\W", "", identifier.value)
        if identifier.scheme in ("eu.vat", "lei") or len(digits) < 6:
            continue
        pattern = re.compile(r"(?<!\w)" + r"[ .-]?".join(map(re.escape, digits)) + r"(?!\w)", re.IGNORECASE)
        for page in pages:
            if found := pattern.search(page.text):
                yield _finding(page, found.group(), "register_number", "The website states the register number")
                return


def _email(client: Client, pages: Sequence[Reading]) -> Iterator[Finding]:
    own = own_domain(host_of(client.website))
    for page in pages:
        for link in page.links:
            address = unquote(link.url.removeprefix("mailto:").partition("?")[0])
            if link.url.startswith("mailto:") and own_domain(host_of(address)) == own:
                yield _finding(page, address, "email", "The website gives the e-mail address")
                return


def _phone(pages: Sequence[Reading]) -> Iterator[Finding]:
    for page in pages:
        for link in page.links:
            if link.url.startswith("tel:"):
                yield _finding(page, unquote(link.url.removeprefix("tel:")), "phone", "The website gives the telephone")
                return


def _finding(page: Reading, value: str, fact: str, says: str, confidence: Confidence = Confidence.FIRM) -> Finding:
    return Finding("website", fact, value, f"{says} {value}.", page.page.evidence, page.quote(value), confidence)
