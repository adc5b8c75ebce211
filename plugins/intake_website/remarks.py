"""What else a website tells by the way: payment terms, who built it, and what its structured data say of the company."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from intake.api import Client, Confidence, Finding, host_of, mentions, own_domain

from . import words
from .reading import Reading

_AROUND = 160
_MOST_SENTENCES = 200


def payment_terms(terms: Reading) -> Iterator[Finding]:
    """The sentence on when to pay; weak, since it may be meant for the client's own customers."""
    for found in islice(words.PAY_DAYS.finditer(terms.text), _MOST_SENTENCES):
        before = re.split(r"[.;!?]\s", terms.text[max(0, found.start() - _AROUND) : found.start()])[-1]
        after = re.split(r"[.;!?](?:\s|$)", terms.text[found.start() : found.end() + _AROUND])[0]
        sentence = f"{before}{after}".strip()
        if words.PAYING.search(sentence):
            says = f"Its terms say on paying, maybe to its own customers: {sentence}."
            quote = terms.quote(sentence)
            yield Finding("website", "payment_terms", sentence, says, terms.page.evidence, quote, Confidence.WEAK)
            return


def built_by(client: Client, home: Reading) -> Iterator[Finding]:
    """Who the page credits with building it: somebody to ask what it was like; weak, since it is the page's word."""
    for found in islice(words.CREDIT.finditer(home.text), _MOST_SENTENCES):
        name = (found.group(1) or found.group(2)).rstrip(" .,&")
        if not mentions(name, client.name):
            own = own_domain(host_of(client.website))
            links = (host_of(link.url) for link in home.links if link.words and link.words in found.group())
            host = next((host for host in links if host and own_domain(host) != own), "")
            value = f"{name} ({host})" if host else name
            says = f"The home page credits its making to {value}: they may tell what the client was like."
            quote = home.quote(name)
            yield Finding("website", "built_by", value, says, home.page.evidence, quote, Confidence.WEAK)
            return


def structured(pages: Sequence[Reading]) -> Iterator[Finding]:
    """Address, founding, size and LEI, as the first organisation in JSON-LD that has them tells them (schema.org)."""
    for fact, read, says in (
        ("address", _address, "The website gives the address"),
        ("founded", _founded, "The website says that the company was founded on"),
        ("employees", _employees, "The website gives the number of employees as"),
        ("lei", _lei, "The website states the LEI"),
    ):
        told = ((page, read(one)) for page in pages for one in page.organisations)
        page, value = next(((page, value) for page, value in told if value is not None), (None, None))
        if page is not None and value is not None:
            quote = page.quote(str(value))
            yield Finding("website", fact, value, f"{says} {value}.", page.page.evidence, quote)


def _text(one: Mapping[str, object], key: str) -> str:
    value = one.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _address(one: Mapping[str, object]) -> str | None:
    found = one.get("address")
    if isinstance(found, Mapping):
        place = f"{_text(found, 'postalCode')} {_text(found, 'addressLocality')}".strip()
        parts = (_text(found, "streetAddress"), place, _text(found, "addressCountry"))
        return ", ".join(filter(None, parts)) or None
    return _text(one, "address") or None


def _founded(one: Mapping[str, object]) -> date | None:
    try:
        return date.fromisoformat(_text(one, "foundingDate"))
    except ValueError:
        return None  # a year alone is no day


def _employees(one: Mapping[str, object]) -> int | None:
    found = one.get("numberOfEmployees")
    number = found.get("value") if isinstance(found, Mapping) else found
    text = str(number) if isinstance(number, int | str) and not isinstance(number, bool) else ""
    return int(text) if re.fullmatch(r"[0-9]{1,7}", text) else None


def _lei(one: Mapping[str, object]) -> str | None:
    from stdnum import lei

    code = _text(one, "leiCode").upper()
    return code if lei.is_valid(code) else None
